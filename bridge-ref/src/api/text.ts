import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readI64, readPointer, readU8, readU16, readU32, writePointer, writeSize } from '../memory/views.ts'
import { readBufferBytes } from '../runtime/buffer.ts'
import { bytesOf } from '../runtime/bytes.ts'
import { raise } from '../runtime/errors.ts'
import { occurred } from '../runtime/indicator.ts'
import { bool, EQ, isBytes, isStr, NE, nameOf, notImplemented } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf, xdecref } from '../runtime/refcount.ts'
import {
  codePoint,
  codePoints,
  intern,
  isInterned,
  maxCharacter,
  newStr,
  newStrOf,
  newStrRoom,
  strEquals,
  strLength,
  writeCodePoint,
} from '../runtime/str.ts'
import { decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { concatStrings, ordered, substring } from '../runtime/types/text-types.ts'
import { utf8Of } from '../runtime/utf8-cache.ts'
import { badInternalCall } from './list.ts'

function needStr(o: Address): void {
  if (o === NULL || !isStr(o)) raise(E.TypeError, 'bad argument type for built-in operation')
}
function optional(text: Address, otherwise: string): string {
  return text === NULL ? otherwise : readCString(text)
}

export function PyUnicode_FromString(text: Address): Address {
  return decodeBytes(bytesAt(text, cStringLength(text)), 'utf-8', 'strict')
}
export function PyUnicode_FromStringAndSize(text: Address, size: number): Address {
  if (size < 0) raise(E.SystemError, 'Negative size passed to PyUnicode_FromStringAndSize')
  if (text === NULL && size > 0) return newStrRoom(size, 0x7f)
  return decodeBytes(bytesAt(text, size), 'utf-8', 'strict')
}
export function PyUnicode_New(size: number, largest: number): Address {
  if (size < 0) raise(E.SystemError, 'Negative size passed to PyUnicode_New')
  if (largest > 0x10ffff) raise(E.SystemError, 'invalid maximum character passed to PyUnicode_New')
  return size === 0 ? newStr('') : newStrRoom(size, largest)
}
export function PyUnicode_FromKindAndData(kind: number, data: Address, size: number): Address {
  if (size < 0) raise(E.ValueError, 'size must be positive')
  const read = kind === 1 ? readU8 : kind === 2 ? readU16 : kind === 4 ? readU32 : undefined
  if (read === undefined) raise(E.SystemError, 'invalid kind')
  const codes = Array.from({ length: size }, (_, i) => read(data, i * kind))
  const wild = codes.some((code) => code > 0x10ffff)
  if (wild) raise(E.SystemError, 'invalid maximum character passed to PyUnicode_New')
  return newStrOf(codes)
}
export function PyUnicode_FromObject(o: Address): Address {
  if (typeOf(o) === S.PyUnicode_Type) return newRef(o)
  if (isStr(o)) return newStrOf(codePoints(o))
  raise(E.TypeError, `Can't convert '${nameOf(o)}' object to str implicitly`)
}
export function PyUnicode_FromEncodedObject(o: Address, encoding: Address, errors: Address): Address {
  if (o === NULL) badInternalCall()
  if (isStr(o)) raise(E.TypeError, 'decoding str is not supported')
  return decodeBytes(
    isBytes(o) ? bytesOf(o) : readBufferBytes(o),
    optional(encoding, 'utf-8'),
    optional(errors, 'strict'),
  )
}
export function PyUnicode_FromOrdinal(code: number): Address {
  if (code < 0 || code > 0x10ffff) raise(E.ValueError, 'chr() arg not in range(0x110000)')
  return newStrOf([code])
}
export function PyUnicode_FromWideChar(text: Address, size: number): Address {
  let length = size
  if (text === NULL && size !== 0) badInternalCall()
  if (size < 0) for (length = 0; readU32(text, length * 4) !== 0; ) length++
  const codes = Array.from({ length }, (_, i) => readU32(text, i * 4))
  const wild = codes.find((code) => code > 0x10ffff)
  if (wild !== undefined) raise(E.ValueError, `character U+${wild.toString(16)} is not in range [U+0000; U+10ffff]`)
  return newStrOf(codes)
}
export function PyUnicode_GetLength(o: Address): number {
  needStr(o)
  return strLength(o)
}
export function PyUnicode_ReadChar(o: Address, index: number): number {
  needStr(o)
  if (index < 0 || index >= strLength(o)) raise(E.IndexError, 'string index out of range')
  return codePoint(o, index)
}
/** What was hashed is in use as a key, as far as anyone can tell. */
export function needWritable(o: Address): void {
  const own = refcount(o) === 1 && typeOf(o) === S.PyUnicode_Type && !isInterned(o)
  if (!own || readI64(o, L.PyASCIIObject.hash) !== -1n) raise(E.SystemError, 'Cannot modify a string currently used')
}
export function PyUnicode_WriteChar(o: Address, index: number, code: number): number {
  if (typeOf(o) !== S.PyUnicode_Type) raise(E.TypeError, 'bad argument type for built-in operation')
  if (index < 0 || index >= strLength(o)) raise(E.IndexError, 'string index out of range')
  needWritable(o)
  if (code > maxCharacter(o)) raise(E.ValueError, 'character out of range')
  writeCodePoint(o, index, code)
  return 0
}
export function PyUnicode_Substring(o: Address, start: number, end: number): Address {
  if (start < 0 || end < 0) raise(E.IndexError, 'string index out of range')
  return substring(o, start, end)
}
export function PyUnicode_AsUTF8AndSize(o: Address, sizeAt: Address): Address {
  needStr(o)
  const { data, length } = utf8Of(o)
  if (sizeAt !== NULL) writeSize(sizeAt, 0, length)
  return data
}
export function PyUnicode_AsUTF8(o: Address): Address {
  needStr(o)
  return utf8Of(o).data
}
function encoder(encoding: string): (o: Address) => Address {
  return (o) => {
    needStr(o)
    return encodeText(o, encoding, 'strict')
  }
}
export const PyUnicode_AsUTF8String = encoder('utf-8')
export const PyUnicode_AsLatin1String = encoder('latin-1')
export const PyUnicode_AsASCIIString = encoder('ascii')
export function PyUnicode_EncodeFSDefault(o: Address): Address {
  needStr(o)
  return encodeText(o, 'utf-8', 'surrogateescape')
}
export function PyUnicode_AsEncodedString(o: Address, encoding: Address, errors: Address): Address {
  needStr(o)
  return encodeText(o, optional(encoding, 'utf-8'), optional(errors, 'strict'))
}
export function PyUnicode_Decode(text: Address, size: number, encoding: Address, errors: Address): Address {
  return decodeBytes(bytesAt(text, size), optional(encoding, 'utf-8'), optional(errors, 'strict'))
}
function decoder(encoding: string): (text: Address, size: number, errors: Address) => Address {
  return (text, size, errors) => decodeBytes(bytesAt(text, size), encoding, optional(errors, 'strict'))
}
export const PyUnicode_DecodeUTF8 = decoder('utf-8')
export const PyUnicode_DecodeLatin1 = decoder('latin-1')
export const PyUnicode_DecodeASCII = decoder('ascii')
export function PyUnicode_DecodeFSDefault(text: Address): Address {
  return decodeBytes(bytesAt(text, cStringLength(text)), 'utf-8', 'surrogateescape')
}
export function PyUnicode_DecodeFSDefaultAndSize(text: Address, size: number): Address {
  return decodeBytes(bytesAt(text, size), 'utf-8', 'surrogateescape')
}
export function PyUnicode_Concat(a: Address, b: Address): Address {
  if (!isStr(a)) raise(E.TypeError, `must be str, not ${nameOf(a)}`)
  return concatStrings(a, b)
}
/** The left string is released and replaced, by NULL on failure. */
export function PyUnicode_Append(at: Address, right: Address): void {
  const left = readPointer(at)
  if (left === NULL) {
    if (occurred() === NULL) badInternalCall()
    return
  }
  writePointer(at, 0, NULL)
  try {
    if (right === NULL || !isStr(left) || !isStr(right)) badInternalCall()
    writePointer(at, 0, concatStrings(left, right))
  } finally {
    decref(left)
  }
}
export function PyUnicode_AppendAndDel(at: Address, right: Address): void {
  try {
    PyUnicode_Append(at, right)
  } finally {
    xdecref(right)
  }
}
export function PyUnicode_Compare(a: Address, b: Address): number {
  if (!isStr(a) || !isStr(b)) raise(E.TypeError, `Can't compare ${nameOf(a)} and ${nameOf(b)}`)
  return compareCodes(codePoints(a), codePoints(b))
}
export function PyUnicode_CompareWithASCIIString(o: Address, text: Address): number {
  return compareCodes(codePoints(o), [...bytesAt(text, cStringLength(text))])
}
function compareCodes(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  return Math.sign(a.length - b.length)
}
export function PyUnicode_RichCompare(a: Address, b: Address, op: number): Address {
  if (!isStr(a) || !isStr(b)) return notImplemented()
  if (op === EQ || op === NE) return bool(strEquals(a, b) === (op === EQ))
  return bool(ordered(compareCodes(codePoints(a), codePoints(b)), op))
}
export function PyUnicode_InternInPlace(at: Address): void {
  const o = readPointer(at)
  if (o === NULL || typeOf(o) !== S.PyUnicode_Type) return
  const first = intern(o)
  if (first === o) return
  writePointer(at, 0, newRef(first))
  decref(o)
}
export function PyUnicode_InternFromString(text: Address): Address {
  const o = PyUnicode_FromString(text)
  const first = intern(o)
  if (first === o) return o
  decref(o)
  return newRef(first)
}
export function PyUnicode_GetDefaultEncoding(): Address {
  return encodingName
}
let encodingName = NULL
export function startEncodingName(at: Address): void {
  encodingName = at
}
