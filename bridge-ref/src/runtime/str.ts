/** `str`: compact strings of one, two or four bytes per code point, as macros in extensions read them. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import {
  bytesAt,
  readPointer,
  readSize,
  readU8,
  readU16,
  readU32,
  writePointer,
  writeSize,
  writeU8,
  writeU16,
  writeU32,
} from '../memory/views.ts'
import { newObject, roomFor } from './allocation.ts'
import { newRef } from './refcount.ts'

const A = L.PyASCIIObject
const C = L.PyCompactUnicodeObject
const bitCompact = 1 << 5
const bitAscii = 1 << 6
const bitReady = 1 << 7

export type Kind = 1 | 2 | 4

/** Interned strings by their text. Entries own nothing: a dying string removes itself. */
const interned = new Map<string, Address>()
/** Strings this bridge itself needs again and again; they own a reference for the life of the process. */
const names = new Map<string, Address>()
const single: Address[] = []

/** A string of `length` code points, none larger than `largest`; its contents are to be written. */
export function newStrRoom(length: number, largest: number): Address {
  const ascii = largest < 0x80
  const kind: Kind = largest < 0x100 ? 1 : largest < 0x10000 ? 2 : 4
  const head = ascii ? A.size : C.size
  const o = newObject(S.PyUnicode_Type, head + (roomFor(length) + 1) * kind)
  initStr(o, length, kind, ascii)
  return o
}

/** Makes a string of a Latin-1 `text` where there is room for it. */
export function fillStr(o: Address, text: string): void {
  initStr(o, text.length, 1, !/[^\0-\x7f]/.test(text))
  for (let i = 0; i < text.length; i++) writeCodePoint(o, i, text.charCodeAt(i))
}

function initStr(o: Address, length: number, kind: Kind, ascii: boolean): void {
  writeSize(o, A.length, length)
  writeSize(o, A.hash, -1)
  writeU32(o, A.state, (kind << 2) | bitCompact | (ascii ? bitAscii : 0) | bitReady)
  writePointer(o, A.wstr, NULL)
  if (!ascii) {
    writeSize(o, C.utf8_length, 0)
    writePointer(o, C.utf8, NULL)
    writeSize(o, C.wstr_length, 0)
  }
  writeCodePoint(o, length, 0)
}

/** New reference. Surrogate pairs of `text` become one code point, lone surrogates stay. */
export function newStr(text: string): Address {
  if (text.length <= 1) return shared(text)
  let largest = 0
  let astral = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    if (code > largest) largest = code
    if (code > 0xffff) {
      i++
      astral++
    }
  }
  const o = newStrRoom(text.length - astral, largest)
  if (largest < 0x100) {
    const data = bytesAt(strData(o), text.length)
    for (let i = 0; i < text.length; i++) data[i] = text.charCodeAt(i)
    return o
  }
  let index = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    writeCodePoint(o, index++, code)
    if (code > 0xffff) i++
  }
  return o
}

/** New reference to a string of these code points. */
export function newStrOf(codes: ArrayLike<number>): Address {
  let largest = 0
  for (let i = 0; i < codes.length; i++) largest = Math.max(largest, codes[i] ?? 0)
  if (codes.length === 1 && largest < 0x100) return shared(String.fromCharCode(largest))
  if (codes.length === 0) return shared('')
  const o = newStrRoom(codes.length, largest)
  for (let i = 0; i < codes.length; i++) writeCodePoint(o, i, codes[i] ?? 0)
  return o
}

/** The empty string and those of one Latin-1 character exist once, as in CPython. */
function shared(text: string): Address {
  const code = text.length === 0 ? 256 : text.charCodeAt(0)
  if (code > 256 || (code === 256 && text.length > 0)) {
    const o = newStrRoom(1, code)
    writeCodePoint(o, 0, code)
    return o
  }
  let o = single[code]
  if (o === undefined) {
    o = newStrRoom(text.length, text.length === 0 ? 0 : code)
    if (text.length > 0) writeCodePoint(o, 0, code)
    single[code] = o
  }
  return newRef(o)
}

/** From now on `o` is the string of no or one Latin-1 character `text`. */
export function adoptStr(o: Address, text: string): void {
  single[text === '' ? 256 : text.charCodeAt(0)] = o
}

/** Borrowed, immortal: for names known to this bridge. */
export function name(text: string): Address {
  let o = names.get(text)
  if (o === undefined) {
    o = newStr(text)
    intern(o)
    names.set(text, o)
  }
  return o
}

/** The interned string equal to `o`, borrowed: `o` itself when it is the first. */
export function intern(o: Address): Address {
  const text = strKey(o)
  const known = interned.get(text)
  if (known !== undefined) return known
  interned.set(text, o)
  writeU32(o, A.state, (readU32(o, A.state) & ~3) | 1)
  return o
}

/** New reference to a str for a look-up: the interned one where there is one, which needs no memory. */
export function newName(text: string): Address {
  const known = interned.get(text)
  return known === undefined ? newStr(text) : newRef(known)
}

export function isInterned(o: Address): boolean {
  return (readU32(o, A.state) & 3) !== 0
}

export function forgetInterned(o: Address): void {
  if (isInterned(o)) interned.delete(strKey(o))
}

export function strLength(o: Address): number {
  return readSize(o, A.length)
}

export function kindOf(o: Address): Kind {
  const kind = (readU32(o, A.state) >>> 2) & 7
  return kind === 1 || kind === 2 ? kind : 4
}

export function isAscii(o: Address): boolean {
  return (readU32(o, A.state) & bitAscii) !== 0
}

/** Where the characters begin. Strings that are instances of a subclass keep them apart. */
export function strData(o: Address): Address {
  const state = readU32(o, A.state)
  if ((state & bitCompact) === 0) return readPointer(o, L.PyUnicodeObject.data)
  return plus(o, (state & bitAscii) !== 0 ? A.size : C.size)
}

export function codePoint(o: Address, index: number): number {
  const data = strData(o)
  const kind = kindOf(o)
  if (kind === 1) return readU8(data, index)
  return kind === 2 ? readU16(data, index * 2) : readU32(data, index * 4)
}

export function writeCodePoint(o: Address, index: number, code: number): void {
  const data = strData(o)
  const kind = kindOf(o)
  if (kind === 1) writeU8(data, index, code)
  else if (kind === 2) writeU16(data, index * 2, code)
  else writeU32(data, index * 4, code)
}

export function codePoints(o: Address): number[] {
  return Array.from({ length: strLength(o) }, (_, i) => codePoint(o, i))
}

/** The text. A pair of surrogates that Python keeps as two code points reads as one character here. */
export function readStr(o: Address): string {
  const length = strLength(o)
  if (kindOf(o) === 1) return latin1(bytesAt(strData(o), length))
  let text = ''
  for (let i = 0; i < length; i++) text += String.fromCodePoint(codePoint(o, i))
  return text
}
/** Real Latin-1, unlike TextDecoder's, which is windows-1252. */
function latin1(bytes: Uint8Array): string {
  if (bytes.length === 0) return ''
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** A text that tells any two strings apart: unlike `readStr`, it keeps two surrogates different from one character. */
function strKey(o: Address): string {
  const text = readStr(o)
  return text.length === strLength(o) ? text : `${text}\0${codePoints(o).join()}`
}

/** 53 bits over the code points, cached in the object. Never -1. */
export function strHash(o: Address): number {
  const cached = readSize(o, A.hash)
  if (cached !== -1) return cached
  let low = 0x811c9dc5
  let high = 0x9747b28c
  const length = strLength(o)
  for (let i = 0; i < length; i++) {
    const code = codePoint(o, i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (low >>> 13)
  }
  const hash = length === 0 ? 0 : (high >>> 11) * 0x1_0000_0000 + (low >>> 0)
  writeSize(o, A.hash, hash)
  return hash
}

export function strEquals(a: Address, b: Address): boolean {
  if (a === b) return true
  const length = strLength(a)
  if (length !== strLength(b) || kindOf(a) !== kindOf(b)) return false
  const bytes = length * kindOf(a)
  const [left, right] = [bytesAt(strData(a), bytes), bytesAt(strData(b), bytes)]
  for (let i = 0; i < bytes; i++) if (left[i] !== right[i]) return false
  return true
}

export interface CodeRange {
  start: number
  end: number
}

/** Copies code points, which the target's kind must be able to hold. */
export function copyCodePoints(target: Address, at: number, source: Address, { start, end }: CodeRange): void {
  const kind = kindOf(source)
  if (kind === kindOf(target)) {
    const bytes = bytesAt(plus(strData(source), start * kind), (end - start) * kind)
    bytesAt(plus(strData(target), at * kind), bytes.length).set(bytes)
    return
  }
  for (let i = start; i < end; i++) writeCodePoint(target, at + i - start, codePoint(source, i))
}

/** The largest code point that the storage of `o` can hold. */
export function maxCharacter(o: Address): number {
  if (isAscii(o)) return 0x7f
  return { 1: 0xff, 2: 0xffff, 4: 0x10ffff }[kindOf(o)]
}

/** The largest code point in a range, or what ASCII text could have at most. */
export function largestCode(o: Address, { start, end }: CodeRange): number {
  if (isAscii(o)) return 0x7f
  let largest = 0
  for (let i = start; i < end; i++) largest = Math.max(largest, codePoint(o, i))
  return largest
}
