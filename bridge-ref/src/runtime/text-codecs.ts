/** Encoding and decoding text by the name of a codec, and how text and bytes print. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { bytesAt } from '../memory/views.ts'
import { newBytes } from './bytes.ts'
import { isPrintable } from './characters.ts'
import { builtinCodec } from './codecs/builtin.ts'
import { hexEscape, refuseEncode } from './codecs/errors.ts'
import { raise } from './errors.ts'
import { codePoints, isAscii, newStr, newStrOf, strData, strLength } from './str.ts'

/** Codecs that somebody registered; they give a new reference, or NULL for an encoding they do not know. */
export interface ForeignCodecs {
  encode(o: Address, encoding: string, errors: string): Address
  decode(bytes: Uint8Array, encoding: string, errors: string): Address
}
let foreign: ForeignCodecs = { encode: () => NULL, decode: () => NULL }
export function connectForeignCodecs(codecs: ForeignCodecs): void {
  foreign = codecs
}

function unknown(encoding: string): never {
  return raise(E.LookupError, `unknown encoding: ${encoding}`)
}

const asciiSupersets = ['utf-8', 'ascii', 'latin-1']
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** New bytes. */
export function encodeText(o: Address, encoding: string, errors: string): Address {
  const codec = builtinCodec(encoding)
  if (codec === undefined) return foreign.encode(o, encoding, errors) || unknown(encoding)
  if (isAscii(o) && asciiSupersets.includes(codec.name)) return newBytes(bytesAt(strData(o), strLength(o)))
  return newBytes(codec.encode(o, errors))
}

/** New str. */
export function decodeBytes(bytes: Uint8Array, encoding: string, errors: string): Address {
  const codec = builtinCodec(encoding)
  if (codec === undefined) return foreign.decode(bytes, encoding, errors) || unknown(encoding)
  if (codec.name === 'utf-8') {
    const text = wellFormed(bytes)
    if (text !== undefined) return newStr(text)
  }
  return newStrOf(codec.decode(bytes, errors, true).codes)
}
/** Node decodes much faster than any loop, but not with error handlers. */
function wellFormed(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Refuses one character; for callers that encode by themselves. */
export function raiseEncode(codec: string, text: Address, trouble: { start: number; end: number; why: string }): never {
  return refuseEncode({ codec, text, ...trouble })
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
  return short ?? (isPrintable(code) ? character : hexEscape(code))
}

/** `repr(bytes)`. */
export function bytesRepr(bytes: Uint8Array, smartQuotes = true): string {
  const quote = smartQuotes && bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  return `b${quote}${[...bytes].map((byte) => (byte < 0x7f ? escaped(byte, quote) : `\\x${byte.toString(16)}`)).join('')}${quote}`
}
