/** UTF-8, UTF-16 and UTF-32. */
import type { Address } from '../../memory/address.ts'
import { decodeWith, encodeWith, type Step, type TextCodec } from './codec.ts'

const surrogates = 'surrogates not allowed'
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

export function utf8Bytes(code: number): number[] {
  if (code < 0x80) return [code]
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)]
  if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
}

function utf8Step(bytes: Uint8Array, at: number): Step {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { code: first, length: 1 }
  const count = continuations(first)
  if (count === 0) return { length: 1, why: 'invalid start byte' }
  let code = first & (0x3f >> count)
  for (let i = 1; i <= count; i++) {
    const next = bytes[at + i]
    if (next === undefined) return { length: i, why: 'unexpected end of data', incomplete: true }
    if ((next & 0xc0) !== 0x80 || !validSecond(first, next, i)) return { length: i, why: 'invalid continuation byte' }
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

export const utf8: TextCodec = {
  name: 'utf-8',
  encode: (text, errors) =>
    Uint8Array.from(
      encodeWith({
        codec: 'utf-8',
        text,
        errors,
        why: surrogates,
        grouped: true,
        bytesOf: (code) => (isSurrogate(code) ? undefined : utf8Bytes(code)),
      }),
    ),
  decode: (bytes, errors, final) => decodeWith({ codec: 'utf-8', bytes, errors, final }, utf8Step),
}

export const utf8Sig: TextCodec = {
  name: 'utf-8-sig',
  encode: (text, errors) => Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8.encode(text, errors)),
  decode: (bytes, errors, final) => {
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    const { codes, used } = utf8.decode(marked ? bytes.slice(3) : bytes, errors, final)
    return { codes, used: marked ? used + 3 : used }
  },
}

type Width = 2 | 4
/** -1 little, 1 big, 0 by the byte order mark. */
export type ByteOrder = -1 | 0 | 1

function unit(bytes: Uint8Array, at: number, width: Width, big: boolean): number {
  let value = 0
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + (big ? i : width - 1 - i)] ?? 0)
  return value
}

function utf16Step(big: boolean): (bytes: Uint8Array, at: number) => Step {
  return (bytes, at) => {
    const left = bytes.length - at
    if (left < 2) return { length: left, why: 'truncated data', incomplete: true }
    const first = unit(bytes, at, 2, big)
    if (!isSurrogate(first)) return { code: first, length: 2 }
    if (first >= 0xdc00) return { length: 2, why: 'illegal encoding' }
    if (left < 4) return { length: left, why: 'unexpected end of data', incomplete: true }
    const second = unit(bytes, at + 2, 2, big)
    if (second < 0xdc00 || second > 0xdfff) return { length: 2, why: 'illegal UTF-16 surrogate' }
    return { code: 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00), length: 4 }
  }
}
function utf32Step(big: boolean): (bytes: Uint8Array, at: number) => Step {
  return (bytes, at) => {
    const left = bytes.length - at
    if (left < 4) return { length: left, why: 'truncated data', incomplete: true }
    const code = unit(bytes, at, 4, big)
    if (code > 0x10ffff) return { length: 4, why: 'code point not in range(0x110000)' }
    if (isSurrogate(code)) return { length: 4, why: 'code point in surrogate code point range(0xd800, 0xe000)' }
    return { code, length: 4 }
  }
}

export interface WideRequest {
  bytes: Uint8Array
  errors: string
  final: boolean
  order: ByteOrder
}
/** Decodes and says which order the bytes have. */
export function decodeWide(width: Width, { bytes, errors, final, order }: WideRequest) {
  let from = 0
  let found = order
  if (order === 0 && bytes.length >= width) {
    if (unit(bytes, 0, width, false) === 0xfeff) found = -1
    else if (unit(bytes, 0, width, true) === 0xfeff) found = 1
    if (found !== 0) from = width
  }
  const codec = `utf-${width * 8}${found > 0 ? '-be' : '-le'}`
  const step = width === 2 ? utf16Step(found > 0) : utf32Step(found > 0)
  return { ...decodeWith({ codec, bytes, errors, final, from }, step), order: found }
}

function putUnit(value: number, width: Width, big: boolean): number[] {
  const little = Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) & 255)
  return big ? little.reverse() : little
}

/** Native order with a mark for order 0. */
export function encodeWide(width: Width, text: Address, errors: string, order: ByteOrder): Uint8Array {
  const big = order > 0
  const codec = `utf-${width * 8}${['-le', '', '-be'][order + 1]}`
  const bytesOf = (code: number): number[] | undefined => {
    if (isSurrogate(code)) return undefined
    if (width === 4 || code < 0x10000) return putUnit(code, width, big)
    const rest = code - 0x10000
    return [...putUnit(0xd800 + (rest >> 10), 2, big), ...putUnit(0xdc00 + (rest & 0x3ff), 2, big)]
  }
  const body = encodeWith({ codec, text, errors, why: surrogates, grouped: false, bytesOf, width })
  return Uint8Array.from(order === 0 ? [...putUnit(0xfeff, width, big), ...body] : body)
}

export function wideCodec(width: Width, order: ByteOrder): TextCodec {
  return {
    name: `utf-${width * 8}${['-le', '', '-be'][order + 1]}`,
    encode: (text, errors) => encodeWide(width, text, errors, order),
    decode: (bytes, errors, final) => decodeWide(width, { bytes, errors, final, order }),
  }
}
