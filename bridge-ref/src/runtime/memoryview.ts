/** Memory views: a managed buffer owned by the views made from it. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed, free } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { permanentCString } from '../memory/text.ts'
import { copyBytes, readI32, readPointer, readSize, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { newZeroedObject, track } from './allocation.ts'
import {
  B,
  contiguousBytes,
  contiguousStrides,
  FULL_RO,
  formatOf,
  type Geometry,
  geometryOf,
  getBuffer,
  isContiguous,
  releaseBuffer,
} from './buffer.ts'
import { newBytes } from './bytes.ts'
import { raise } from './errors.ts'
import { isExactly, nameOf, slotFor } from './object.ts'
import { decref, newRef } from './refcount.ts'

export const M = L.PyMemoryViewObject
/** Managed buffer: flags, exports, then the master Py_buffer. */
export const managed = { size: 112, flags: 16, exports: 24, master: 32 } as const
const released = 1
const mostDimensions = 64

export const viewOf = (o: Address): Address => plus(o, M.view)

/** Unlike PyBuffer_IsContiguous a view of one dimension looks at its stride also when it is empty. */
export function isContiguousView(view: Address, order: string): boolean {
  const { shape, strides, itemSize } = geometryOf(view)
  if (shape.length !== 1 || readPointer(view, B.suboffsets) !== NULL) return isContiguous(view, order)
  return shape[0] === 1 || strides[0] === itemSize
}

function newManaged(): Address {
  const o = newZeroedObject(S._PyManagedBuffer_Type, managed.size)
  track(o)
  return o
}

/** A view over the managed buffer with a geometry of its own; takes over no reference. */
export function newView(buffer: Address, source: Address, geometry: Geometry, format: string): Address {
  const dimensions = geometry.shape.length
  const o = newZeroedObject(S.PyMemoryView_Type, M.size + 24 * Math.max(1, dimensions))
  writeSize(o, L.PyVarObject.ob_size, 3 * dimensions)
  writePointer(o, M.mbuf, newRef(buffer))
  writeSize(buffer, managed.exports, readSize(buffer, managed.exports) + 1)
  writeSize(o, M.hash, -1)
  const view = viewOf(o)
  copyBytes(view, source, B.size)
  writePointer(view, B.buf, geometry.data)
  writeSize(view, B.itemsize, geometry.itemSize)
  writeI32(view, B.ndim, dimensions)
  writePointer(view, B.format, permanentCString(format))
  writeSize(
    view,
    B.len,
    geometry.shape.reduce((size, extent) => size * extent, geometry.itemSize),
  )
  const at = plus(o, M.ob_array)
  const put = (field: number, index: number, values: readonly number[]) => {
    const place = plus(at, index * dimensions * 8)
    values.forEach((value, i) => {
      writeSize(place, i * 8, value)
    })
    writePointer(view, field, values.length === 0 ? NULL : place)
  }
  put(B.shape, 0, geometry.shape)
  put(B.strides, 1, geometry.strides)
  put(B.suboffsets, 2, geometry.suboffsets)
  writePointer(view, B.internal, NULL)
  track(o)
  return o
}

export function memoryViewFromObject(o: Address, flags: number = FULL_RO): Address {
  if (isExactly(o, S.PyMemoryView_Type)) {
    checkAlive(o)
    return newView(readPointer(o, M.mbuf), viewOf(o), geometryOf(viewOf(o)), formatOf(viewOf(o)))
  }
  if (slotFor(o, 'bf_getbuffer') === NULL)
    raise(E.TypeError, `memoryview: a bytes-like object is required, not '${nameOf(o)}'`)
  const buffer = newManaged()
  const master = plus(buffer, managed.master)
  try {
    getBuffer(o, master, flags)
    if (readI32(master, B.ndim) > mostDimensions)
      raise(E.ValueError, `memoryview: number of dimensions must not exceed ${mostDimensions}`)
    return newView(buffer, master, geometryOf(master), formatOf(master))
  } finally {
    decref(buffer)
  }
}

/** Takes over what the caller's Py_buffer points to, but not the buffer's reference to its exporter. */
export function memoryViewFromBuffer(info: Address): Address {
  const buffer = newManaged()
  const master = plus(buffer, managed.master)
  copyBytes(master, info, B.size)
  writePointer(master, B.obj, NULL)
  try {
    return newView(buffer, master, geometryOf(info), formatOf(info))
  } finally {
    decref(buffer)
  }
}

export function memoryViewFromMemory(data: Address, size: number, flags: number): Address {
  const info = allocateZeroed(B.size)
  writePointer(info, B.buf, data)
  writeSize(info, B.len, size)
  writeSize(info, B.itemsize, 1)
  writeI32(info, B.readonly, flags === 0x200 ? 0 : 1)
  writeI32(info, B.ndim, 1)
  try {
    return memoryViewFromBuffer(info)
  } finally {
    free(info)
  }
}

export function memoryViewContiguous(o: Address, writable: boolean, order: string): Address {
  const view = memoryViewFromObject(o)
  if (writable && readI32(viewOf(view), B.readonly) !== 0) {
    decref(view)
    raise(E.BufferError, 'underlying buffer is not writable')
  }
  if (isContiguous(viewOf(view), order)) return view
  if (writable) {
    decref(view)
    raise(E.BufferError, 'writable contiguous buffer requested for a non-contiguous object.')
  }
  const copy = newBytes(contiguousBytes(viewOf(view), order))
  const geometry = geometryOf(viewOf(view))
  const format = formatOf(viewOf(view))
  const plain = memoryViewFromObject(copy)
  const strides = contiguousStrides(geometry.shape, geometry.itemSize, order)
  const data = readPointer(viewOf(plain), B.buf)
  const shaped = newView(
    readPointer(plain, M.mbuf),
    viewOf(plain),
    { ...geometry, data, strides, suboffsets: [] },
    format,
  )
  for (const done of [copy, plain, view]) decref(done)
  return shaped
}

export function checkAlive(o: Address): void {
  const buffer = readPointer(o, M.mbuf)
  if ((readI32(o, M.flags) & released) !== 0 || (readI32(buffer, managed.flags) & released) !== 0) {
    raise(E.ValueError, 'operation forbidden on released memoryview object')
  }
}

/** Gives the view up; the last one gives the exporter its buffer back. */
export function release(o: Address): void {
  if ((readI32(o, M.flags) & released) !== 0) return
  const exports = readSize(o, M.exports)
  if (exports > 0) raise(E.BufferError, `memoryview has ${exports} exported buffer${exports === 1 ? '' : 's'}`)
  writeI32(o, M.flags, readI32(o, M.flags) | released)
  const buffer = readPointer(o, M.mbuf)
  const left = readSize(buffer, managed.exports) - 1
  writeSize(buffer, managed.exports, left)
  if (left === 0) releaseManaged(buffer)
}

export function releaseManaged(buffer: Address): void {
  if ((readI32(buffer, managed.flags) & released) !== 0) return
  writeI32(buffer, managed.flags, released)
  releaseBuffer(plus(buffer, managed.master))
}
