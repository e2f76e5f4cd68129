/** `_PyBytesWriter`, which begins in a buffer inside its struct, and what else of bytes CPython keeps to itself. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import {
  bytesAt,
  copyBytes,
  readI32,
  readPointer,
  readSize,
  writeI32,
  writePointer,
  writeSize,
} from '../memory/views.ts'
import {
  byteArrayData,
  bytesData,
  bytesOf,
  newByteArray,
  newBytes,
  newBytesRoom,
  resizeByteArray,
} from '../runtime/bytes.ts'
import { decodeBytesEscapes } from '../runtime/bytes-escape.ts'
import { raise } from '../runtime/errors.ts'
import { hexText } from '../runtime/hex.ts'
import { isBytes, isStr } from '../runtime/object.ts'
import { xdecref } from '../runtime/refcount.ts'
import { searchUnits } from '../runtime/searching.ts'
import { codePoints, newStr } from '../runtime/str.ts'
import { joinBytes } from '../runtime/types/bytes-methods.ts'
import { PyObject_Size } from './object.ts'

const W = {
  buffer: 0,
  allocated: 8,
  min_size: 16,
  use_bytearray: 24,
  overallocate: 28,
  use_small_buffer: 32,
  small: 36,
}
const smallSize = 512

export function _PyBytesWriter_Init(writer: Address): void {
  bytesAt(writer, W.small).fill(0)
}
/** Where the bytes are now. */
function start(writer: Address): Address {
  if (readI32(writer, W.use_small_buffer) !== 0) return plus(writer, W.small)
  const buffer = readPointer(writer, W.buffer)
  return readI32(writer, W.use_bytearray) !== 0 ? byteArrayData(buffer) : bytesData(buffer)
}
/** Moves what is written to a larger buffer; gives the position that `at` has there. */
export function _PyBytesWriter_Resize(writer: Address, at: Address, size: number): Address {
  const old = start(writer)
  const position = at - old
  const room = readI32(writer, W.overallocate) !== 0 ? size + (size >> 2) : size
  const asArray = readI32(writer, W.use_bytearray) !== 0
  const buffer = asArray ? newByteArray(new Uint8Array(room)) : newBytesRoom(room)
  const data = asArray ? byteArrayData(buffer) : bytesData(buffer)
  copyBytes(data, old, position)
  xdecref(readPointer(writer, W.buffer))
  writePointer(writer, W.buffer, buffer)
  writeSize(writer, W.allocated, room)
  writeI32(writer, W.use_small_buffer, 0)
  return plus(data, position)
}
export function _PyBytesWriter_Prepare(writer: Address, at: Address, size: number): Address {
  if (size === 0) return at
  const least = readSize(writer, W.min_size) + size
  const grown = least > readSize(writer, W.allocated) ? _PyBytesWriter_Resize(writer, at, least) : at
  writeSize(writer, W.min_size, least)
  return grown
}
export function _PyBytesWriter_Alloc(writer: Address, size: number): Address {
  writeI32(writer, W.use_small_buffer, 1)
  writeSize(writer, W.allocated, smallSize)
  return _PyBytesWriter_Prepare(writer, plus(writer, W.small), size)
}
export function _PyBytesWriter_WriteBytes(writer: Address, at: Address, bytes: Address, size: number): Address {
  const place = _PyBytesWriter_Prepare(writer, at, size)
  copyBytes(place, bytes, size)
  return plus(place, size)
}
export function _PyBytesWriter_Finish(writer: Address, at: Address): Address {
  const size = at - start(writer)
  const buffer = readPointer(writer, W.buffer)
  writePointer(writer, W.buffer, NULL)
  if (buffer !== NULL && readI32(writer, W.use_bytearray) !== 0) {
    resizeByteArray(buffer, size)
    return buffer
  }
  const written = bytesAt(buffer === NULL ? plus(writer, W.small) : bytesData(buffer), size).slice()
  xdecref(buffer)
  return readI32(writer, W.use_bytearray) !== 0 ? newByteArray(written) : newBytes(written)
}
export function _PyBytesWriter_Dealloc(writer: Address): void {
  const buffer = readPointer(writer, W.buffer)
  writePointer(writer, W.buffer, NULL)
  xdecref(buffer)
}

export function _PyBytes_Join(separator: Address, source: Address): Address {
  return newBytes(joinBytes(bytesOf(separator), source))
}
function found(hay: Address, length: number, needle: Address, size: number, offset: number, last: boolean): number {
  const text = (at: Address, count: number) => Buffer.from(bytesAt(at, count)).toString('latin1')
  const search = searchUnits(text(hay, length), text(needle, size))
  const at = last ? search.last(0, length) : search.first(0, length)
  return at < 0 ? -1 : at + offset
}
export function _PyBytes_Find(hay: Address, length: number, needle: Address, size: number, offset: number): number {
  return found(hay, length, needle, size, offset, false)
}
export function _PyBytes_ReverseFind(
  hay: Address,
  length: number,
  needle: Address,
  size: number,
  offset: number,
): number {
  return found(hay, length, needle, size, offset, true)
}
export function _PyBytes_Repeat(target: Address, length: number, source: Address, size: number): void {
  if (length === 0 || size === 0) return
  const pattern = bytesAt(source, size).slice()
  const room = bytesAt(target, length)
  for (let at = 0; at < length; at += size) room.set(pattern.subarray(0, Math.min(size, length - at)), at)
}
export function PyBytes_DecodeEscape(text: Address, size: number, errors: Address): Address {
  const name = errors === NULL ? 'strict' : Buffer.from(bytesAt(errors, 7)).toString('latin1').replace(/\0.*$/s, '')
  return newBytes(decodeBytesEscapes(bytesAt(text, size), name))
}

/** The separator may be str or bytes of one ASCII character; the group size's sign says from which end to count. */
export function _Py_strhex_with_sep(bytes: Address, size: number, separator: Address, group: number): Address {
  return newStr(hexText(bytesAt(bytes, size), separator === NULL ? '' : separatorText(separator), group))
}
export function _Py_strhex_bytes_with_sep(bytes: Address, size: number, separator: Address, group: number): Address {
  const text = hexText(bytesAt(bytes, size), separator === NULL ? '' : separatorText(separator), group)
  return newBytes(Buffer.from(text, 'latin1'))
}
export function _Py_strhex(bytes: Address, size: number): Address {
  return _Py_strhex_with_sep(bytes, size, NULL, 0)
}
export function _Py_strhex_bytes(bytes: Address, size: number): Address {
  return _Py_strhex_bytes_with_sep(bytes, size, NULL, 0)
}
function separatorText(o: Address): string {
  PyObject_Size(o)
  const codes = isStr(o)
    ? codePoints(o)
    : isBytes(o)
      ? [...bytesOf(o)]
      : raise(E.TypeError, 'sep must be str or bytes.')
  const [code = 0] = codes
  if (codes.length !== 1) raise(E.ValueError, 'sep must be length 1.')
  return code < 128 ? String.fromCharCode(code) : raise(E.ValueError, 'sep must be ASCII.')
}
