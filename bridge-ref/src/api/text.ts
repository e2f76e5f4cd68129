import { type Address, NULL } from '../memory/address.ts'
import { allocate } from '../memory/heap.ts'
import { E, S } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readPointer, readU8, readU16, readU32, writePointer, writeSize, writeU32 } from '../memory/views.ts'
import { noMemory } from '../runtime/allocation.ts'
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
import { occurred } from '../runtime/indicator.ts'
import { bool, EQ, isBytes, isStr, NE, nameOf, notImplemented, sizeOf } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf, xdecref } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import {
  codePoint,
  codePoints,
  intern,
  isInterned,
  kindOf,
  newStr,
  newStrOf,
  newStrRoom,
  readStr,
  strEquals,
  strLength,
  writeCodePoint,
} from '../runtime/str.ts'
import { bytesRepr, decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { bytesFrom } from '../runtime/types/bytes-types.ts'
import { concatStrings, joinStrings, ordered, splitText, substring } from '../runtime/types/text-types.ts'
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
  return newStrOf(Array.from({ length: size }, (_, i) => read(data, i * kind)))
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
  return newStrOf(Array.from({ length }, (_, i) => readU32(text, i * 4)))
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
export function PyUnicode_WriteChar(o: Address, index: number, code: number): number {
  needStr(o)
  if (index < 0 || index >= strLength(o)) raise(E.IndexError, 'string index out of range')
  if (refcount(o) !== 1 || isInterned(o)) raise(E.SystemError, 'Cannot modify a string currently used')
  if (code > { 1: 0xff, 2: 0xffff, 4: 0x10ffff }[kindOf(o)]) raise(E.ValueError, 'character out of range')
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
export const PyUnicode_EncodeFSDefault = (o: Address): Address => encodeText(o, 'utf-8', 'surrogateescape')
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
export function PyUnicode_AsUCS4Copy(o: Address): Address {
  const length = strLength(o)
  const room = allocate((length + 1) * 4) || noMemory()
  for (let i = 0; i < length; i++) writeU32(room, i * 4, codePoint(o, i))
  writeU32(room, length * 4, 0)
  return room
}
export function PyUnicode_AsWideCharString(o: Address, sizeAt: Address): Address {
  if (o === NULL) badInternalCall()
  if (sizeAt !== NULL) writeSize(sizeAt, 0, strLength(o))
  return PyUnicode_AsUCS4Copy(o)
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
export function PyUnicode_Join(separator: Address, source: Address): Address {
  return joinStrings(separator, source)
}
export function PyUnicode_Split(o: Address, separator: Address, most: number): Address {
  needStr(o)
  return newListOf(splitText(readStr(o), separator === NULL ? undefined : readStr(separator), most).map(newStr))
}
export function PyUnicode_Contains(o: Address, part: Address): number {
  if (!isStr(part)) raise(E.TypeError, `'in <string>' requires string as left operand, not ${nameOf(part)}`)
  needStr(o)
  return readStr(o).includes(readStr(part)) ? 1 : 0
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
export function PyUnicode_IsIdentifier(o: Address): number {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(readStr(o)) ? 1 : 0
}
export function PyUnicode_Find(o: Address, part: Address, start: number, end: number, direction: number): number {
  needStr(o)
  needStr(part)
  const text = substring(o, start, end)
  const at = direction > 0 ? readStr(text).indexOf(readStr(part)) : readStr(text).lastIndexOf(readStr(part))
  decref(text)
  return at < 0 ? -1 : at + Math.max(0, start)
}
export function PyUnicode_Tailmatch(o: Address, part: Address, start: number, end: number, direction: number): number {
  const text = substring(o, start, end)
  const value = readStr(text)
  decref(text)
  return (direction > 0 ? value.endsWith(readStr(part)) : value.startsWith(readStr(part))) ? 1 : 0
}
export function PyUnicode_Count(o: Address, part: Address, start: number, end: number): number {
  const text = substring(o, start, end)
  const value = readStr(text).split(readStr(part)).length - 1
  decref(text)
  return value
}
export function PyUnicode_Replace(o: Address, old: Address, next: Address, most: number): Address {
  const parts = readStr(o).split(readStr(old))
  if (most < 0) return newStr(parts.join(readStr(next)))
  const head = parts.slice(0, most + 1).join(readStr(next))
  return newStr([head, ...parts.slice(most + 1)].join(readStr(old)))
}
export function PyUnicode_GetDefaultEncoding(): Address {
  return encodingName
}
let encodingName = NULL
export function startEncodingName(at: Address): void {
  encodingName = at
}

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
  if (isStr(o)) raise(E.TypeError, `cannot convert '${nameOf(o)}' object to bytes`)
  return newBytes(bytesFrom(o))
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
  if (old === NULL || !isBytes(old) || size < 0 || (refcount(old) !== 1 && bytesLength(old) !== size)) {
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
export function PyBytes_Repr(o: Address): Address {
  return newStr(bytesRepr(bytesOf(o)))
}

export function PyByteArray_FromObject(o: Address): Address {
  return newByteArray(bytesFrom(o))
}
export function PyByteArray_FromStringAndSize(text: Address, size: number): Address {
  if (size < 0) raise(E.SystemError, 'Negative size passed to PyByteArray_FromStringAndSize')
  return newByteArray(text === NULL ? new Uint8Array(size) : bytesAt(text, size))
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
  resizeByteArray(o, size)
  return 0
}
