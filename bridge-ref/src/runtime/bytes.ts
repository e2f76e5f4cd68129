/** `bytes` and `bytearray`: making them and reaching their contents. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed, free, reallocate } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { bytesAt, readPointer, readSize, writePointer, writeSize, writeU8 } from '../memory/views.ts'
import { newObject, newVarObject, noMemory, roomFor } from './allocation.ts'
import { raise } from './errors.ts'
import { newRef } from './refcount.ts'

const B = L.PyBytesObject
const A = L.PyByteArrayObject
const size = L.PyVarObject.ob_size
const single: Address[] = []

/** bytes of `length` whose contents are to be written. Never shared. */
export function newBytesRoom(size: number): Address {
  const length = roomFor(size)
  const o = newVarObject(S.PyBytes_Type, B.ob_sval + length + 1, length)
  writeSize(o, B.ob_shash, -1)
  writeU8(o, B.ob_sval + length, 0)
  return o
}

/** New reference; empty and one-byte values exist once, as in CPython. */
export function newBytes(contents: Uint8Array): Address {
  if (contents.length > 1) {
    const o = newBytesRoom(contents.length)
    bytesAt(plus(o, B.ob_sval), contents.length).set(contents)
    return o
  }
  const code = contents[0] ?? 256
  let o = single[code]
  if (o === undefined) {
    o = newBytesRoom(contents.length)
    if (contents.length === 1) writeU8(o, B.ob_sval, code)
    single[code] = o
  }
  return newRef(o)
}

/** From now on `o` is the bytes of that one byte; 256 stands for empty. */
export function adoptBytes(o: Address, code: number): void {
  single[code] = o
}

/** The contents themselves, not a copy. */
export function bytesOf(o: Address): Uint8Array {
  return bytesAt(bytesData(o), readSize(o, size))
}
export function bytesData(o: Address): Address {
  return plus(o, B.ob_sval)
}
export function bytesLength(o: Address): number {
  return readSize(o, size)
}

export function newByteArray(contents: Uint8Array): Address {
  const o = newObject(S.PyByteArray_Type, A.size)
  initByteArray(o)
  resizeByteArray(o, contents.length)
  byteArrayOf(o).set(contents)
  return o
}
export function initByteArray(o: Address): void {
  writeSize(o, size, 0)
  writeSize(o, A.ob_alloc, 0)
  writePointer(o, A.ob_bytes, NULL)
  writePointer(o, A.ob_start, NULL)
  writeSize(o, A.ob_exports, 0)
}
export function byteArrayOf(o: Address): Uint8Array {
  return bytesAt(byteArrayData(o), readSize(o, size))
}
/** Never NULL: an empty one points to a zero byte. */
export function byteArrayData(o: Address): Address {
  const start = readPointer(o, A.ob_start)
  if (start !== NULL) return start
  emptyContents ||= allocateZeroed(16)
  return emptyContents
}
let emptyContents = NULL

export function resizeByteArray(o: Address, length: number): void {
  if (length === readSize(o, size) && readPointer(o, A.ob_bytes) !== NULL) return
  refuseExported(o)
  const moved = reallocate(readPointer(o, A.ob_bytes), length + 1)
  if (moved === NULL) noMemory()
  writePointer(o, A.ob_bytes, moved)
  writePointer(o, A.ob_start, moved)
  writeSize(o, A.ob_alloc, length + 1)
  writeSize(o, size, length)
  writeU8(moved, length, 0)
}

/** Raises BufferError while somebody holds a view. */
export function refuseExported(o: Address): void {
  if (readSize(o, A.ob_exports) > 0) raise(E.BufferError, 'Existing exports of data: object cannot be re-sized')
}

export function releaseByteArray(o: Address): void {
  const data = readPointer(o, A.ob_bytes)
  if (data !== NULL) free(data)
}

/** As `_Py_HashBytes` of the shim; never -1. */
export function hashBytes(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => (Math.imul(hash ^ byte, 0x01000193) >>> 0) + 1, bytes.length === 0 ? 0 : 7)
}
