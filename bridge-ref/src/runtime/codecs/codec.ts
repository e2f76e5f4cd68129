/** The shape of a text codec, and the loops around its error handling. */
import type { Address } from '../../memory/address.ts'
import { codePoints } from '../str.ts'
import { type DecodeTrouble, type EncodeTrouble, handleDecode, handleEncode, refuseEncode } from './errors.ts'

export interface Decoded {
  codes: number[]
  /** How many bytes were used: all, unless the decoder may wait for more. */
  used: number
}

export interface TextCodec {
  name: string
  encode(text: Address, errors: string): Uint8Array
  /** `final` false: an incomplete sequence at the end waits for more bytes. */
  decode(bytes: Uint8Array, errors: string, final: boolean): Decoded
}

/** What a decoder finds at a position. */
export type Step = { code: number; length: number } | { why: string; length: number; incomplete?: boolean }

export interface DecodeRequest {
  codec: string
  bytes: Uint8Array
  errors: string
  final: boolean
  from?: number
}

export function decodeWith(
  { codec, bytes, errors, final, from = 0 }: DecodeRequest,
  step: (bytes: Uint8Array, at: number) => Step,
): Decoded {
  const codes: number[] = []
  let at = from
  while (at < bytes.length) {
    const found = step(bytes, at)
    if ('code' in found) {
      codes.push(found.code)
      at += found.length
      continue
    }
    if (found.incomplete === true && !final) break
    const trouble: DecodeTrouble = { codec, bytes, errors, start: at, end: at + found.length, why: found.why }
    const { codes: instead, next } = handleDecode(trouble)
    for (const code of instead) codes.push(code)
    at = next
  }
  return { codes, used: at }
}

export interface EncodeRequest {
  codec: string
  text: Address
  errors: string
  why: string
  /** The bytes of a character; undefined when it has none. */
  bytesOf: (code: number) => readonly number[] | undefined
  /** Whether neighbours that cannot be encoded are one trouble. */
  grouped: boolean
  /** Bytes of a unit, which those of an error handler must fill. */
  width?: number
}

export function encodeWith({ codec, text, errors, why, bytesOf, grouped, width = 1 }: EncodeRequest): number[] {
  const codes = codePoints(text)
  const out: number[] = []
  const push = (bytes: Iterable<number>) => {
    for (const byte of bytes) out.push(byte)
  }
  for (let at = 0; at < codes.length; ) {
    const bytes = bytesOf(codes[at] ?? 0)
    if (bytes !== undefined) {
      push(bytes)
      at++
      continue
    }
    let end = at + 1
    while (grouped && end < codes.length && bytesOf(codes[end] ?? 0) === undefined) end++
    const trouble: EncodeTrouble = { codec, text, codes, errors, start: at, end, why }
    const instead = handleEncode(trouble)
    push(wholeUnits(trouble, instead.bytes, width))
    for (const code of instead.codes) push(bytesOf(code) ?? refuseEncode(trouble))
    at = instead.next
  }
  return out
}

function wholeUnits(trouble: EncodeTrouble, bytes: Uint8Array | undefined, width: number): Uint8Array {
  if (bytes === undefined) return new Uint8Array()
  return bytes.length % width === 0 ? bytes : refuseEncode(trouble)
}
