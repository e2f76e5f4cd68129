/** Encoding and decoding text, and how text and bytes print. */

import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { newBytes } from './bytes.ts'
import { newTupleOf, raise, raiseObject } from './errors.ts'
import { checked } from './indicator.ts'
import { newInt } from './int.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { codePoints, newStr, newStrOf } from './str.ts'

type Codec = 'utf-8' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-32'

function codecOf(name: string): Codec {
  const plain = name.toLowerCase().replaceAll('_', '-')
  if (plain === 'utf-8' || plain === 'utf8') return 'utf-8'
  if (plain === 'ascii' || plain === 'us-ascii') return 'ascii'
  if (['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1'].includes(plain)) return 'latin-1'
  return raise(E.LookupError, `unknown encoding: ${name}`)
}

/** New bytes. */
export function encodeText(o: Address, encoding: string, errors: string): Address {
  const codec = codecOf(encoding)
  const limit = codec === 'ascii' ? 0x7f : codec === 'latin-1' ? 0xff : 0x10ffff
  const bytes: number[] = []
  codePoints(o).forEach((code, at) => {
    const surrogate = code >= 0xd800 && code <= 0xdfff
    if (code > limit || (codec === 'utf-8' && surrogate)) {
      const why = surrogate ? 'surrogates not allowed' : `ordinal not in range(${limit + 1})`
      bytes.push(...unencodable(code, errors, () => raiseEncode(codec, o, { start: at, end: at + 1, why })))
    } else if (codec !== 'utf-8') bytes.push(code)
    else bytes.push(...utf8Bytes(code))
  })
  return newBytes(Uint8Array.from(bytes))
}

function unencodable(code: number, errors: string, refuse: () => never): number[] {
  const hex = code.toString(16)
  switch (errors) {
    case 'ignore':
      return []
    case 'replace':
      return [0x3f]
    case 'surrogateescape':
      return code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : refuse()
    case 'surrogatepass':
      return utf8Bytes(code)
    case 'backslashreplace':
      return [
        ...Buffer.from(
          code > 0xffff
            ? `\\U${hex.padStart(8, '0')}`
            : code > 0xff
              ? `\\u${hex.padStart(4, '0')}`
              : `\\x${hex.padStart(2, '0')}`,
        ),
      ]
    case 'xmlcharrefreplace':
      return [...Buffer.from(`&#${code};`)]
    case 'strict':
      return refuse()
    default:
      return raise(E.LookupError, `unknown error handler name '${errors}'`)
  }
}

function utf8Bytes(code: number): number[] {
  if (code < 0x80) return [code]
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)]
  if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
}

/** New str. */
export function decodeBytes(bytes: Uint8Array, encoding: string, errors: string): Address {
  const codec = codecOf(encoding)
  if (codec === 'latin-1') return newStrOf([...bytes])
  const codes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const { code, length, why } = codec === 'ascii' ? asciiAt(bytes, at) : utf8At(bytes, at)
    if (why === undefined) codes.push(code)
    else
      codes.push(
        ...undecodable([...bytes.slice(at, at + length)], errors, () =>
          raiseDecode(codec, bytes, { start: at, end: at + length, why }),
        ),
      )
    at += length
  }
  return newStrOf(codes)
}

interface Decoded {
  code: number
  length: number
  /** Set when the bytes are invalid. */
  why?: string
}

function asciiAt(bytes: Uint8Array, at: number): Decoded {
  const code = bytes[at] ?? 0
  return code < 0x80 ? { code, length: 1 } : { code, length: 1, why: 'ordinal not in range(128)' }
}

function utf8At(bytes: Uint8Array, at: number): Decoded {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { code: first, length: 1 }
  const count = continuations(first)
  if (count === 0) return { code: first, length: 1, why: 'invalid start byte' }
  let code = first & (0x3f >> count)
  for (let i = 1; i <= count; i++) {
    const next = bytes[at + i]
    if (next === undefined) return { code, length: i, why: 'unexpected end of data' }
    if ((next & 0xc0) !== 0x80 || !validSecond(first, next, i))
      return { code, length: i, why: 'invalid continuation byte' }
    code = (code << 6) | (next & 0x3f)
  }
  return { code, length: count + 1 }
}

/** How many bytes follow a first byte; 0 for one that cannot be first. */
function continuations(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
}

/** Overlong forms, surrogates and code points beyond the last are excluded by the second byte. */
function validSecond(first: number, next: number, i: number): boolean {
  if (i !== 1) return true
  if (first === 0xe0) return next >= 0xa0
  if (first === 0xed) return next < 0xa0
  if (first === 0xf0) return next >= 0x90
  return first !== 0xf4 || next < 0x90
}

function undecodable(bad: readonly number[], errors: string, refuse: () => never): number[] {
  switch (errors) {
    case 'ignore':
      return []
    case 'replace':
      return [0xfffd]
    case 'surrogateescape':
      return bad.map((byte) => 0xdc00 + byte)
    case 'backslashreplace':
      return bad.flatMap((byte) => [...Buffer.from(`\\x${byte.toString(16).padStart(2, '0')}`)])
    case 'strict':
      return refuse()
    default:
      return raise(E.LookupError, `unknown error handler name '${errors}'`)
  }
}

interface Trouble {
  start: number
  end: number
  why: string
}

export function raiseEncode(codec: string, o: Address, trouble: Trouble): never {
  raiseUnicode(E.UnicodeEncodeError, codec, newRef(o), trouble)
}
function raiseDecode(codec: string, bytes: Uint8Array, trouble: Trouble): never {
  raiseUnicode(E.UnicodeDecodeError, codec, newBytes(bytes), trouble)
}
function raiseUnicode(type: Address, codec: string, object: Address, { start, end, why }: Trouble): never {
  const given = newTupleOf([newStr(codec), object, newInt(start), newInt(end), newStr(why)])
  const instance = checked(callPointer(readPointer(typeOf(type), L.PyTypeObject.tp_call), type, given, NULL))
  decref(given)
  try {
    return raiseObject(type, instance)
  } finally {
    decref(instance)
  }
}

/** `repr(str)`. */
export function strRepr(o: Address): string {
  const codes = codePoints(o)
  const quote = codes.includes(0x27) && !codes.includes(0x22) ? '"' : "'"
  return quote + codes.map((code) => escaped(code, quote)).join('') + quote
}

function escaped(code: number, quote: string): string {
  const character = String.fromCodePoint(code)
  if (character === quote || character === '\\') return `\\${character}`
  const short = { 9: '\\t', 10: '\\n', 13: '\\r' }[code]
  if (short !== undefined) return short
  if (code < 0x20 || (code >= 0x7f && code < 0xa1) || code === 0xad) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x7f || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) return character
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : code > 0xff
      ? `\\u${code.toString(16).padStart(4, '0')}`
      : `\\x${code.toString(16)}`
}

/** `repr(bytes)`. */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  return `b${quote}${[...bytes].map((byte) => (byte < 0x7f ? escaped(byte, quote) : `\\x${byte.toString(16)}`)).join('')}${quote}`
}
