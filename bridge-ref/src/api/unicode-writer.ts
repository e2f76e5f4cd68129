/** `_PyUnicodeWriter`: a str under construction whose buffer C writes through macros. */
import { type Address, NULL } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { cStringLength } from '../memory/text.ts'
import {
  bytesAt,
  readPointer,
  readSize,
  readU8,
  readU32,
  writePointer,
  writeSize,
  writeU8,
  writeU32,
} from '../memory/views.ts'
import { decref, newRef, typeOf, xdecref } from '../runtime/refcount.ts'
import {
  copyCodePoints,
  kindOf,
  largestCode,
  maxCharacter,
  newStr,
  newStrRoom,
  strData,
  strLength,
  writeCodePoint,
} from '../runtime/str.ts'
import { strSlice } from '../runtime/str-search.ts'

/** The struct of CPython 3.11. */
const W = {
  buffer: 0,
  data: 8,
  kind: 16,
  maxchar: 20,
  size: 24,
  pos: 32,
  min_length: 40,
  min_char: 48,
  overallocate: 52,
  readonly: 53,
  bytes: 56,
} as const

export function _PyUnicodeWriter_Init(writer: Address): void {
  bytesAt(writer, W.bytes).fill(0)
  writeU32(writer, W.min_char, 127)
}

/** Makes the fields tell of `buffer`. */
function update(writer: Address, buffer: Address): void {
  writePointer(writer, W.buffer, buffer)
  writePointer(writer, W.data, strData(buffer))
  writeU32(writer, W.maxchar, maxCharacter(buffer))
  const shared = readU8(writer, W.readonly) !== 0
  // A shared buffer has size 0 and no kind, so that the macros always ask for a new one.
  writeU32(writer, W.kind, shared ? 0 : kindOf(buffer))
  writeSize(writer, W.size, shared ? 0 : strLength(buffer))
}

export function _PyUnicodeWriter_PrepareInternal(writer: Address, length: number, maxchar: number): number {
  const position = readSize(writer, W.pos)
  const needed = position + length
  const largest = Math.max(maxchar, readU32(writer, W.min_char), readU32(writer, W.maxchar))
  const old = readPointer(writer, W.buffer)
  const size = readSize(writer, W.size)
  let room = Math.max(needed, readSize(writer, W.min_length), size)
  if (readU8(writer, W.overallocate) !== 0 && needed > size) room = Math.max(room, needed + (needed >> 2))
  const buffer = newStrRoom(room, largest)
  if (old !== NULL) copyCodePoints(buffer, 0, old, { start: 0, end: position })
  xdecref(old)
  writeU8(writer, W.readonly, 0)
  update(writer, buffer)
  return 0
}
export function _PyUnicodeWriter_PrepareKindInternal(writer: Address, kind: number): number {
  return _PyUnicodeWriter_PrepareInternal(writer, 0, { 1: 0xff, 2: 0xffff }[kind] ?? 0x10ffff)
}
function prepare(writer: Address, length: number, maxchar: number): void {
  const fits = maxchar <= readU32(writer, W.maxchar) && length <= readSize(writer, W.size) - readSize(writer, W.pos)
  if (!fits && length > 0) _PyUnicodeWriter_PrepareInternal(writer, length, maxchar)
}
function advance(writer: Address, length: number): void {
  writeSize(writer, W.pos, readSize(writer, W.pos) + length)
}

export function _PyUnicodeWriter_WriteChar(writer: Address, code: number): number {
  prepare(writer, 1, code)
  writeCodePoint(readPointer(writer, W.buffer), readSize(writer, W.pos), code)
  advance(writer, 1)
  return 0
}
export function _PyUnicodeWriter_WriteStr(writer: Address, text: Address): number {
  const length = strLength(text)
  if (length === 0) return 0
  const exact = typeOf(text) === S.PyUnicode_Type
  if (readPointer(writer, W.buffer) === NULL && readU8(writer, W.overallocate) === 0 && exact) {
    // The text may turn out to be all there is: it is shared until something follows.
    writeU8(writer, W.readonly, 1)
    update(writer, newRef(text))
    advance(writer, length)
    return 0
  }
  return _PyUnicodeWriter_WriteSubstring(writer, text, 0, length)
}
export function _PyUnicodeWriter_WriteSubstring(writer: Address, text: Address, start: number, end: number): number {
  if (end <= start) return 0
  prepare(writer, end - start, largestCode(text, { start, end }))
  copyCodePoints(readPointer(writer, W.buffer), readSize(writer, W.pos), text, { start, end })
  advance(writer, end - start)
  return 0
}
function writeBytes(writer: Address, bytes: Uint8Array, largest: number): number {
  if (bytes.length === 0) return 0
  prepare(writer, bytes.length, largest)
  const [buffer, position] = [readPointer(writer, W.buffer), readSize(writer, W.pos)]
  bytes.forEach((byte, i) => {
    writeCodePoint(buffer, position + i, byte)
  })
  advance(writer, bytes.length)
  return 0
}
export function _PyUnicodeWriter_WriteASCIIString(writer: Address, text: Address, length: number): number {
  return writeBytes(writer, bytesAt(text, length < 0 ? cStringLength(text) : length), 127)
}
export function _PyUnicodeWriter_WriteLatin1String(writer: Address, text: Address, length: number): number {
  const bytes = bytesAt(text, length)
  return writeBytes(writer, bytes, bytes.some((byte) => byte > 127) ? 255 : 127)
}

export function _PyUnicodeWriter_Finish(writer: Address): Address {
  const buffer = readPointer(writer, W.buffer)
  const length = readSize(writer, W.pos)
  writePointer(writer, W.buffer, NULL)
  if (buffer === NULL) return newStr('')
  if (readU8(writer, W.readonly) !== 0 || (length > 0 && strLength(buffer) === length)) return buffer
  const text = strSlice(buffer, { start: 0, end: length })
  decref(buffer)
  return text
}
export function _PyUnicodeWriter_Dealloc(writer: Address): void {
  const buffer = readPointer(writer, W.buffer)
  writePointer(writer, W.buffer, NULL)
  xdecref(buffer)
}
