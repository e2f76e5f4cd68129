import { type Address, NULL } from '../memory/address.ts'
import { allocateZeroed, free } from '../memory/heap.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { bytesAt, readPointer, readSize, writeSize } from '../memory/views.ts'
import { exceptionClass } from '../modules/kit/classes.ts'
import { permanent } from '../modules/kit/scope.ts'
import {
  B,
  contiguousBytes,
  contiguousStrides,
  FULL_RO,
  fillFromContiguous,
  fillInfo,
  geometryOf,
  getBuffer,
  isContiguous,
  itemPointer,
  numbersAt,
  readBufferBytes,
  releaseBuffer,
  WRITABLE,
} from '../runtime/buffer.ts'
import { formatSize } from '../runtime/buffer-format.ts'
import { except, raise } from '../runtime/errors.ts'
import { importModule } from '../runtime/imports.ts'
import { getAttrName } from '../runtime/lookup.ts'
import {
  memoryViewContiguous,
  memoryViewFromBuffer,
  memoryViewFromMemory,
  memoryViewFromObject,
} from '../runtime/memoryview.ts'
import { slotFor } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'

export function PyObject_CheckBuffer(o: Address): number {
  return slotFor(o, 'bf_getbuffer') === NULL ? 0 : 1
}
export function PyObject_GetBuffer(o: Address, view: Address, flags: number): number {
  return getBuffer(o, view, flags)
}
export function PyBuffer_Release(view: Address): void {
  releaseBuffer(view)
}
export function PyBuffer_FillInfo(
  view: Address,
  exporter: Address,
  data: Address,
  length: number,
  readonly: number,
  flags: number,
): number {
  return fillInfo(view, { exporter, data, length, readonly: readonly !== 0, flags })
}
export function PyBuffer_IsContiguous(view: Address, order: number): number {
  return isContiguous(view, String.fromCharCode(order & 0xff)) ? 1 : 0
}
export function PyBuffer_GetPointer(view: Address, indices: Address): Address {
  const geometry = geometryOf(view)
  return itemPointer(geometry, numbersAt(indices, geometry.shape.length))
}
export function PyBuffer_SizeFromFormat(format: Address): number {
  return formatSize(readCString(format), (message) => {
    const error = structError()
    try {
      return raise(error, message)
    } finally {
      decref(error)
    }
  })
}
/** `struct.error`: the module's where it can be imported, else one like it. New reference. */
function structError(): Address {
  const imported = () => {
    const module = importModule('struct')
    try {
      return getAttrName(module, 'error')
    } finally {
      decref(module)
    }
  }
  return except(E.ImportError, imported, () => {
    ownStructError ||= permanent(() => exceptionClass('struct', 'error', E.Exception))
    return newRef(ownStructError)
  })
}
let ownStructError = NULL
export function PyBuffer_ToContiguous(data: Address, view: Address, length: number, order: number): number {
  if (length !== readSize(view, B.len)) raise(E.ValueError, 'PyBuffer_ToContiguous: len != view->len')
  bytesAt(data, length).set(contiguousBytes(view, String.fromCharCode(order & 0xff)))
  return 0
}
export function PyBuffer_FromContiguous(view: Address, data: Address, length: number, order: number): number {
  const size = Math.min(length, readSize(view, B.len))
  const letter = String.fromCharCode(order & 0xff)
  if (isContiguous(view, letter)) bytesAt(readPointer(view, B.buf), size).set(bytesAt(data, size))
  else fillFromContiguous(view, bytesAt(data, size), letter === 'F' ? 'F' : 'C')
  return 0
}
export function PyObject_CopyData(target: Address, source: Address): number {
  if (slotFor(target, 'bf_getbuffer') === NULL || slotFor(source, 'bf_getbuffer') === NULL)
    raise(E.TypeError, 'both destination and source must have the buffer interface')
  return withBuffer(target, FULL_RO | WRITABLE, (to) => {
    const contents = readBufferBytes(source)
    if (contents.length > readSize(to, B.len))
      raise(E.BufferError, 'destination is too small to receive data from source')
    if (isContiguous(to, 'C')) bytesAt(readPointer(to, B.buf), contents.length).set(contents)
    else fillFromContiguous(to, contents, 'C')
    return 0
  })
}
function withBuffer<R>(o: Address, flags: number, body: (view: Address) => R): R {
  const view = allocateZeroed(B.size)
  try {
    getBuffer(o, view, flags)
    try {
      return body(view)
    } finally {
      releaseBuffer(view)
    }
  } finally {
    free(view)
  }
}
export function PyBuffer_FillContiguousStrides(
  dimensions: number,
  shape: Address,
  strides: Address,
  itemSize: number,
  order: number,
): void {
  const letter = String.fromCharCode(order & 0xff)
  contiguousStrides(numbersAt(shape, dimensions), itemSize, letter).forEach((stride, i) => {
    writeSize(strides, i * 8, stride)
  })
}
export function PyMemoryView_FromObject(o: Address): Address {
  return memoryViewFromObject(o)
}
export function PyMemoryView_FromMemory(data: Address, size: number, flags: number): Address {
  return memoryViewFromMemory(data, size, flags)
}
export function PyMemoryView_FromBuffer(view: Address): Address {
  if (readPointer(view, B.buf) === NULL) raise(E.ValueError, 'PyMemoryView_FromBuffer(): info->buf must not be NULL')
  return memoryViewFromBuffer(view)
}
export function PyMemoryView_GetContiguous(o: Address, writing: number, order: number): Address {
  return memoryViewContiguous(o, writing === 0x200, String.fromCharCode(order & 0xff))
}
