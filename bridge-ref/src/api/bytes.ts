import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { cStringLength } from '../memory/text.ts'
import { bytesAt, readPointer, writePointer, writeSize } from '../memory/views.ts'
import { roomFor } from '../runtime/allocation.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import {
  byteArrayData,
  bytesData,
  bytesLength,
  bytesOf,
  newByteArray,
  newBytes,
  newBytesRoom,
  resizeByteArray,
} from '../runtime/bytes.ts'
import { raise } from '../runtime/errors.ts'
import { isBytes, nameOf, sizeOf } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf, xdecref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { bytesRepr } from '../runtime/text-codecs.ts'
import { bytesFrom, bytesOfObject } from '../runtime/types/bytes-types.ts'
import { badInternalCall } from './list.ts'

function needBytes(o: Address): void {
  if (o === NULL || !isBytes(o)) raise(E.TypeError, `expected bytes, ${o === NULL ? 'NULL' : nameOf(o)} found`)
}
export function PyBytes_FromString(text: Address): Address {
  return newBytes(bytesAt(text, cStringLength(text)))
}
export function PyBytes_FromStringAndSize(text: Address, size: number): Address {
  if (size < 0) raise(E.SystemError, 'Negative size passed to PyBytes_FromStringAndSize')
  return text === NULL && size > 0 ? newBytesRoom(size) : newBytes(bytesAt(text, size))
}
export function PyBytes_FromObject(o: Address): Address {
  if (o === NULL) badInternalCall()
  if (typeOf(o) === S.PyBytes_Type) return newRef(o)
  return newBytes(bytesOfObject(o))
}
export function PyBytes_Size(o: Address): number {
  needBytes(o)
  return bytesLength(o)
}
export function PyBytes_AsString(o: Address): Address {
  needBytes(o)
  return bytesData(o)
}
export function PyBytes_AsStringAndSize(o: Address, dataAt: Address, sizeAt: Address): number {
  if (dataAt === NULL) badInternalCall()
  needBytes(o)
  if (sizeAt !== NULL) writeSize(sizeAt, 0, bytesLength(o))
  else if (bytesOf(o).includes(0)) raise(E.ValueError, 'embedded null byte')
  writePointer(dataAt, 0, bytesData(o))
  return 0
}
export function PyBytes_Concat(at: Address, right: Address): void {
  const left = readPointer(at)
  if (left === NULL) return
  writePointer(at, 0, NULL)
  if (right === NULL) {
    decref(left)
    return
  }
  try {
    writePointer(at, 0, newBytes(Buffer.concat([readBufferBytes(left), readBufferBytes(right)])))
  } finally {
    decref(left)
  }
}
export function PyBytes_ConcatAndDel(at: Address, right: Address): void {
  try {
    PyBytes_Concat(at, right)
  } finally {
    xdecref(right)
  }
}
export function _PyBytes_Resize(at: Address, size: number): number {
  const old = readPointer(at)
  if (old === NULL || !isBytes(old) || size < 0 || (isShared(old) && bytesLength(old) !== size)) {
    writePointer(at, 0, NULL)
    xdecref(old)
    badInternalCall()
  }
  if (bytesLength(old) === size) return 0
  const room = newBytesRoom(size)
  const kept = Math.min(size, bytesLength(old))
  bytesAt(bytesData(room), kept).set(bytesAt(bytesData(old), kept))
  writePointer(at, 0, room)
  decref(old)
  return 0
}
/** Empty bytes exist once and may be resized all the same, into new ones. */
function isShared(o: Address): boolean {
  return refcount(o) !== 1 && bytesLength(o) > 0
}
/** Without smart quotes they are always single ones. */
export function PyBytes_Repr(o: Address, smartQuotes: number): Address {
  return newStr(bytesRepr(bytesOf(o), smartQuotes !== 0))
}

export function PyByteArray_FromObject(o: Address): Address {
  return newByteArray(bytesFrom(o))
}
export function PyByteArray_FromStringAndSize(text: Address, size: number): Address {
  if (size < 0) raise(E.SystemError, 'Negative size passed to PyByteArray_FromStringAndSize')
  return newByteArray(text === NULL ? new Uint8Array(roomFor(size)) : bytesAt(text, size))
}
export function PyByteArray_Concat(a: Address, b: Address): Address {
  return newByteArray(Buffer.concat([readBufferBytes(a), readBufferBytes(b)]))
}
export function PyByteArray_Size(o: Address): number {
  return sizeOf(o)
}
export function PyByteArray_AsString(o: Address): Address {
  return byteArrayData(o)
}
export function PyByteArray_Resize(o: Address, size: number): number {
  resizeByteArray(o, roomFor(size))
  return 0
}
