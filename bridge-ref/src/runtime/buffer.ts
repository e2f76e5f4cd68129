/** Py_buffer: getting, filling, releasing, and the arithmetic of shapes and strides. */
import { callInt, callVoid } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed, free } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { permanentCString, readCString } from '../memory/text.ts'
import { bytesAt, readI32, readPointer, readSize, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { raise } from './errors.ts'
import { checkedInt } from './indicator.ts'
import { nameOf, slotFor } from './object.ts'
import { typeOf, xdecref, xnewRef } from './refcount.ts'
import { slotOf } from './slots.ts'

export const B = L.Py_buffer
export const WRITABLE = 0x1
export const FORMAT = 0x4
export const ND = 0x8
export const STRIDES = 0x10 | ND
const INDIRECT = 0x100 | STRIDES
export const FULL_RO = INDIRECT | FORMAT

export interface FillRequest {
  exporter: Address
  data: Address
  length: number
  readonly: boolean
  flags: number
}

/** PyBuffer_FillInfo: a one-dimensional view of bytes. */
export function fillInfo(view: Address, { exporter, data, length, readonly, flags }: FillRequest): number {
  if (view === NULL) raise(E.BufferError, 'PyBuffer_FillInfo: view==NULL argument is obsolete')
  if ((flags & WRITABLE) !== 0 && readonly) {
    // As documented; CPython leaves the field as it was.
    writePointer(view, B.obj, NULL)
    raise(E.BufferError, 'Object is not writable.')
  }
  writePointer(view, B.obj, xnewRef(exporter))
  writePointer(view, B.buf, data)
  writeSize(view, B.len, length)
  writeI32(view, B.readonly, readonly ? 1 : 0)
  writeSize(view, B.itemsize, 1)
  writePointer(view, B.format, (flags & FORMAT) !== 0 ? permanentCString('B') : NULL)
  writeI32(view, B.ndim, 1)
  // CPython lets shape and strides point into the view itself: one number each.
  writePointer(view, B.shape, (flags & ND) !== 0 ? plus(view, B.len) : NULL)
  writePointer(view, B.strides, (flags & STRIDES) === STRIDES ? plus(view, B.itemsize) : NULL)
  writePointer(view, B.suboffsets, NULL)
  writePointer(view, B.internal, NULL)
  return 0
}

export function getBuffer(o: Address, view: Address, flags: number): number {
  const get = slotFor(o, 'bf_getbuffer')
  if (get === NULL) raise(E.TypeError, `a bytes-like object is required, not '${nameOf(o)}'`)
  return checkedInt(callInt(get, o, view, flags))
}

/** Gives the view back; a second release does nothing. */
export function releaseBuffer(view: Address): void {
  const o = readPointer(view, B.obj)
  if (o === NULL) return
  const release = slotOf(typeOf(o), 'bf_releasebuffer')
  if (release !== NULL) callVoid(release, o, view)
  writePointer(view, B.obj, NULL)
  xdecref(o)
}

/** A copy of the contents of any exporter, in C order. */
export function readBufferBytes(o: Address): Uint8Array {
  const view = allocateZeroed(B.size)
  try {
    getBuffer(o, view, FULL_RO)
    try {
      return contiguousBytes(view, 'C')
    } finally {
      releaseBuffer(view)
    }
  } finally {
    free(view)
  }
}

export function numbersAt(at: Address, count: number): number[] {
  return at === NULL ? [] : Array.from({ length: count }, (_, i) => readSize(at, i * 8))
}

export interface Geometry {
  data: Address
  itemSize: number
  shape: number[]
  strides: number[]
  suboffsets: number[]
}

/** Shape and strides of a view, completed where the exporter left them out. */
export function geometryOf(view: Address): Geometry {
  const dimensions = readI32(view, B.ndim)
  const itemSize = readSize(view, B.itemsize)
  const given = numbersAt(readPointer(view, B.shape), dimensions)
  const shape = given.length > 0 || dimensions === 0 ? given : [itemSize === 0 ? 0 : readSize(view, B.len) / itemSize]
  const strides = numbersAt(readPointer(view, B.strides), dimensions)
  return {
    data: readPointer(view, B.buf),
    itemSize,
    shape,
    strides: strides.length > 0 || dimensions === 0 ? strides : contiguousStrides(shape, itemSize, 'C'),
    suboffsets: numbersAt(readPointer(view, B.suboffsets), dimensions),
  }
}

export function contiguousStrides(shape: readonly number[], itemSize: number, order: string): number[] {
  const strides = new Array<number>(shape.length).fill(0)
  let step = itemSize
  const axes = shape.map((_, i) => i)
  for (const axis of order === 'F' ? axes : axes.reverse()) {
    strides[axis] = step
    step *= shape[axis] ?? 1
  }
  return strides
}

/** PyBuffer_IsContiguous. */
export function isContiguous(view: Address, order: string): boolean {
  if (readPointer(view, B.suboffsets) !== NULL) return false
  if (order === 'C') return inOrder(view, 'C')
  if (order === 'F') return inOrder(view, 'F')
  return order === 'A' && (inOrder(view, 'C') || inOrder(view, 'F'))
}

function inOrder(view: Address, order: string): boolean {
  if (readSize(view, B.len) === 0) return true
  const { shape, strides, itemSize } = geometryOf(view)
  if (readPointer(view, B.strides) === NULL) {
    return order === 'C' || shape.length <= 1 || shape.filter((extent) => extent > 1).length <= 1
  }
  const wanted = contiguousStrides(shape, itemSize, order)
  return shape.every((extent, i) => extent <= 1 || strides[i] === wanted[i])
}

/** Where the item with these indices is. */
export function itemPointer(geometry: Geometry, indices: readonly number[]): Address {
  let at = geometry.data
  indices.forEach((index, axis) => {
    at = plus(at, index * (geometry.strides[axis] ?? 0))
    const suboffset = geometry.suboffsets[axis] ?? -1
    if (suboffset >= 0) at = plus(readPointer(at), suboffset)
  })
  return at
}

/** Every index tuple, the last axis fastest (C) or the first (F). */
function* allIndices(shape: readonly number[], order: string): Generator<number[]> {
  if (shape.some((extent) => extent === 0)) return
  const indices = shape.map(() => 0)
  const axes = shape.map((_, i) => i)
  const fastest = order === 'F' ? axes : axes.reverse()
  for (;;) {
    yield [...indices]
    const axis = fastest.find((one) => (indices[one] ?? 0) + 1 < (shape[one] ?? 0))
    if (axis === undefined) return
    for (const one of fastest) {
      if (one === axis) break
      indices[one] = 0
    }
    indices[axis] = (indices[axis] ?? 0) + 1
  }
}

/** PyBuffer_ToContiguous, as a copy. */
export function contiguousBytes(view: Address, order: string): Uint8Array {
  const length = readSize(view, B.len)
  const result = new Uint8Array(length)
  if (isContiguous(view, order === 'A' ? 'C' : order)) {
    result.set(bytesAt(readPointer(view, B.buf), length))
    return result
  }
  const geometry = geometryOf(view)
  const by = order === 'A' ? (isContiguous(view, 'F') ? 'F' : 'C') : order
  let at = 0
  for (const indices of allIndices(geometry.shape, by)) {
    result.set(bytesAt(itemPointer(geometry, indices), geometry.itemSize), at)
    at += geometry.itemSize
  }
  return result
}

/** PyBuffer_FromContiguous. */
export function fillFromContiguous(view: Address, source: Uint8Array, order: string): void {
  const geometry = geometryOf(view)
  let at = 0
  for (const indices of allIndices(geometry.shape, order)) {
    if (at + geometry.itemSize > source.length) return
    bytesAt(itemPointer(geometry, indices), geometry.itemSize).set(source.subarray(at, at + geometry.itemSize))
    at += geometry.itemSize
  }
}

export function formatOf(view: Address): string {
  const format = readPointer(view, B.format)
  return format === NULL ? 'B' : readCString(format)
}
