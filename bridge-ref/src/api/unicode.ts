/** Text: searching, cutting, filling, and its wide forms. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocate } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { cStringLength } from '../memory/text.ts'
import { bytesAt, readPointer, readU32, writePointer, writeSize, writeU32 } from '../memory/views.ts'
import { noMemory } from '../runtime/allocation.ts'
import { isIdentifierPart, isIdentifierStart, isLineBreak } from '../runtime/characters.ts'
import { raise } from '../runtime/errors.ts'
import { isStr, nameOf, slotFor } from '../runtime/object.ts'
import { percentStr } from '../runtime/percent-dialects.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { clipRange, countIn, type Range, splitLines } from '../runtime/searching.ts'
import { newListOf } from '../runtime/sequence.ts'
import {
  codePoint,
  codePoints,
  copyCodePoints,
  kindOf,
  largestCode,
  maxCharacter,
  newStr,
  newStrOf,
  newStrRoom,
  strEquals,
  strLength,
  writeCodePoint,
} from '../runtime/str.ts'
import { searchStr, strSlice } from '../runtime/str-search.ts'
import { translate } from '../runtime/types/str-translate.ts'
import { joinStrings, partition, replaced, splitStr } from '../runtime/types/text-types.ts'
import { badInternalCall } from './list.ts'
import { needWritable, PyUnicode_InternInPlace } from './text.ts'

function needStr(o: Address): void {
  if (o === NULL || !isStr(o)) raise(E.TypeError, `must be str, not ${o === NULL ? 'NULL' : nameOf(o)}`)
}
function needBoth(a: Address, b: Address): void {
  needStr(a)
  needStr(b)
}

export function PyUnicode_Find(o: Address, part: Address, start: number, end: number, direction: number): number {
  needBoth(o, part)
  const range = clipRange(start, end, strLength(o))
  if (range.end - range.start < strLength(part)) return -1
  const search = searchStr(o, part)
  return direction > 0 ? search.first(range.start, range.end) : search.last(range.start, range.end)
}
export function PyUnicode_FindChar(o: Address, code: number, start: number, end: number, direction: number): number {
  const range = clipRange(start, end, strLength(o))
  const step = direction > 0 ? 1 : -1
  for (let i = step > 0 ? range.start : range.end - 1; i >= range.start && i < range.end; i += step) {
    if (codePoint(o, i) === code) return i
  }
  return -1
}
export function PyUnicode_Tailmatch(o: Address, part: Address, start: number, end: number, direction: number): number {
  needBoth(o, part)
  const range = clipRange(start, end, strLength(o))
  const size = strLength(part)
  if (range.end - range.start < size) return 0
  const at = direction > 0 ? range.end - size : range.start
  for (let i = 0; i < size; i++) if (codePoint(o, at + i) !== codePoint(part, i)) return 0
  return 1
}
export function PyUnicode_Count(o: Address, part: Address, start: number, end: number): number {
  needBoth(o, part)
  return countIn(searchStr(o, part), clipRange(start, end, strLength(o)))
}
export function PyUnicode_Contains(o: Address, part: Address): number {
  if (!isStr(part)) raise(E.TypeError, `'in <string>' requires string as left operand, not ${nameOf(part)}`)
  needStr(o)
  return searchStr(o, part).first(0, strLength(o)) < 0 ? 0 : 1
}
export function PyUnicode_Replace(o: Address, old: Address, next: Address, most: number): Address {
  needBoth(o, old)
  needStr(next)
  return replaced(o, old, next, most)
}
export function PyUnicode_Join(separator: Address, source: Address): Address {
  if (source !== NULL && slotFor(source, 'tp_iter') === NULL && slotFor(source, 'sq_item') === NULL)
    raise(E.TypeError, 'can only join an iterable')
  if (separator !== NULL) return joinStrings(separator, source)
  const space = newStr(' ')
  try {
    return joinStrings(space, source)
  } finally {
    decref(space)
  }
}
export function PyUnicode_Split(o: Address, separator: Address, most: number): Address {
  needStr(o)
  return splitStr(o, separator, most, false)
}
export function PyUnicode_RSplit(o: Address, separator: Address, most: number): Address {
  needStr(o)
  return splitStr(o, separator, most, true)
}
export function PyUnicode_Splitlines(o: Address, keepEnds: number): Address {
  needStr(o)
  const lines = splitLines((i) => codePoint(o, i), strLength(o), { keepEnds: keepEnds !== 0, isBreak: isLineBreak })
  return newListOf(lines.map((range: Range) => strSlice(o, range)))
}
export function PyUnicode_Partition(o: Address, separator: Address): Address {
  needBoth(o, separator)
  return partition(o, separator, false)
}
export function PyUnicode_RPartition(o: Address, separator: Address): Address {
  needBoth(o, separator)
  return partition(o, separator, true)
}
export function PyUnicode_Translate(o: Address, table: Address, _errors: Address): Address {
  needStr(o)
  return translate(o, table)
}
export function PyUnicode_Format(template: Address, values: Address): Address {
  if (template === NULL || values === NULL) badInternalCall()
  needStr(template)
  return percentStr(template, values)
}
export function PyUnicode_IsIdentifier(o: Address): number {
  const [first, ...rest] = codePoints(o)
  return first !== undefined && isIdentifierStart(first) && rest.every(isIdentifierPart) ? 1 : 0
}

/** Our strings are ready from the start. */
export function _PyUnicode_Ready(_o: Address): number {
  return 0
}
export function _PyUnicode_EQ(a: Address, b: Address): number {
  return strEquals(a, b) ? 1 : 0
}
export function _PyUnicode_Equal(a: Address, b: Address): number {
  return strEquals(a, b) ? 1 : 0
}
export function _PyUnicode_EqualToASCIIString(o: Address, text: Address): number {
  const length = cStringLength(text)
  if (strLength(o) !== length) return 0
  return bytesAt(text, length).every((byte, i) => codePoint(o, i) === byte) ? 1 : 0
}
export function _PyUnicode_Copy(o: Address): Address {
  needStr(o)
  const length = strLength(o)
  const copy = newStrRoom(length, maxCharacter(o))
  copyCodePoints(copy, 0, o, { start: 0, end: length })
  return copy
}
export function _PyUnicode_FastCopyCharacters(
  to: Address,
  toStart: number,
  from: Address,
  fromStart: number,
  count: number,
): void {
  copyCodePoints(to, toStart, from, { start: fromStart, end: fromStart + count })
}
function kindName(o: Address): string {
  return maxCharacter(o) < 0x80 ? 'ascii' : { 1: 'latin1', 2: 'UCS2', 4: 'UCS4' }[kindOf(o)]
}
export function PyUnicode_CopyCharacters(
  to: Address,
  toStart: number,
  from: Address,
  fromStart: number,
  many: number,
): number {
  if (!isStr(from) || !isStr(to)) badInternalCall()
  if (fromStart < 0 || fromStart > strLength(from) || toStart < 0 || toStart > strLength(to)) {
    raise(E.IndexError, 'string index out of range')
  }
  if (many < 0) raise(E.SystemError, 'how_many cannot be negative')
  const count = Math.min(many, strLength(from) - fromStart)
  if (toStart + count > strLength(to)) {
    const [room, here] = [strLength(to) - toStart, toStart]
    raise(E.SystemError, `Cannot write ${count} characters at ${here} in a string of ${room + here} characters`)
  }
  if (count === 0) return 0
  needWritable(to)
  const range = { start: fromStart, end: fromStart + count }
  if (largestCode(from, range) > maxCharacter(to)) {
    raise(E.SystemError, `Cannot copy ${kindName(from)} characters into a string of ${kindName(to)} characters`)
  }
  copyCodePoints(to, toStart, from, range)
  return count
}
export function PyUnicode_Fill(o: Address, start: number, length: number, code: number): number {
  if (!isStr(o)) badInternalCall()
  needWritable(o)
  if (code > maxCharacter(o)) {
    raise(E.ValueError, 'fill character is bigger than the string maximum character')
  }
  if (start < 0) raise(E.IndexError, 'string index out of range')
  const count = Math.max(0, Math.min(length, strLength(o) - start))
  for (let i = 0; i < count; i++) writeCodePoint(o, start + i, code)
  return count
}
/** Another size: the string is replaced, unless its size is right already. */
export function PyUnicode_Resize(at: Address, length: number): number {
  const o = readPointer(at)
  if (o === NULL || !isStr(o) || length < 0) badInternalCall()
  if (strLength(o) === length) return 0
  const resized = length === 0 ? newStrOf([]) : newStrRoom(length, maxCharacter(o))
  if (length > 0) copyCodePoints(resized, 0, o, { start: 0, end: Math.min(length, strLength(o)) })
  writePointer(at, 0, resized)
  decref(o)
  return 0
}
/** Each has one reference that nobody releases. */
const immortal = new Set<Address>()
export function PyUnicode_InternImmortal(at: Address): void {
  PyUnicode_InternInPlace(at)
  const o = readPointer(at)
  if (immortal.has(o)) return
  immortal.add(o)
  newRef(o)
}

function writeUcs4(at: Address, o: Address, count: number): void {
  for (let i = 0; i < count; i++) writeU32(at, i * 4, codePoint(o, i))
}
export function PyUnicode_AsUCS4(o: Address, target: Address, room: number, withZero: number): Address {
  if (target === NULL || room < 0) badInternalCall()
  const needed = strLength(o) + (withZero !== 0 ? 1 : 0)
  if (room < needed) raise(E.SystemError, 'string is longer than the buffer')
  writeUcs4(target, o, strLength(o))
  if (withZero !== 0) writeU32(target, strLength(o) * 4, 0)
  return target
}
export function PyUnicode_AsUCS4Copy(o: Address): Address {
  const room = allocate((strLength(o) + 1) * 4) || noMemory()
  return PyUnicode_AsUCS4(o, room, strLength(o) + 1, 1)
}
/** wchar_t has 32 bits: a wide string is the code points. */
export function PyUnicode_AsWideChar(o: Address, target: Address, room: number): number {
  if (o === NULL) badInternalCall()
  needStr(o)
  const length = strLength(o)
  if (target === NULL) return length + 1
  const count = Math.min(room, length)
  writeUcs4(target, o, count)
  if (room > length) writeU32(target, length * 4, 0)
  return count
}
export function PyUnicode_AsWideCharString(o: Address, sizeAt: Address): Address {
  if (o === NULL) badInternalCall()
  needStr(o)
  if (sizeAt !== NULL) writeSize(sizeAt, 0, strLength(o))
  else if (codePoints(o).includes(0)) raise(E.ValueError, 'embedded null character')
  return PyUnicode_AsUCS4Copy(o)
}

const A = L.PyASCIIObject

/** The deprecated wide form lives in the object and dies with it. */
export function PyUnicode_AsUnicodeAndSize(o: Address, sizeAt: Address): Address {
  needStr(o)
  let wide = readPointer(o, A.wstr)
  if (wide === NULL) {
    wide = PyUnicode_AsUCS4Copy(o)
    writePointer(o, A.wstr, wide)
    const compactAscii = (readU32(o, A.state) & 0x60) === 0x60
    if (!compactAscii) writeSize(o, L.PyCompactUnicodeObject.wstr_length, strLength(o))
  }
  if (sizeAt !== NULL) writeSize(sizeAt, 0, strLength(o))
  return wide
}
export function PyUnicode_AsUnicode(o: Address): Address {
  return PyUnicode_AsUnicodeAndSize(o, NULL)
}
export function PyUnicode_GetSize(o: Address): number {
  needStr(o)
  return strLength(o)
}
export function PyUnicode_FromUnicode(text: Address, size: number): Address {
  if (size < 0) badInternalCall()
  if (text === NULL) return size === 0 ? newStrOf([]) : newStrRoom(size, 0x10ffff)
  return newStrOf(Array.from({ length: size }, (_, i) => readU32(plus(text, i * 4))))
}
export function _PyUnicode_XStrip(o: Address, side: number, characters: Address): Address {
  const set = new Set(codePoints(characters))
  let [start, end] = [0, strLength(o)]
  if (side !== 1) while (start < end && set.has(codePoint(o, start))) start++
  if (side !== 0) while (end > start && set.has(codePoint(o, end - 1))) end--
  return strSlice(o, { start, end })
}
export function _PyUnicode_FindMaxChar(o: Address, start: number, end: number): number {
  const largest = end > start ? largestCode(o, { start, end }) : 127
  return largest < 0x80 ? 0x7f : largest < 0x100 ? 0xff : largest < 0x10000 ? 0xffff : 0x10ffff
}
