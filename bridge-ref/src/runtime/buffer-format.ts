/** Format strings of the buffer protocol (those of the struct module): sizes, reading and writing one item. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import {
  bytesAt,
  readF32,
  readF64,
  readI8,
  readI16,
  readI32,
  readI64,
  readPointer,
  readU8,
  readU16,
  readU32,
  readU64,
} from '../memory/views.ts'
import { newBytes } from './bytes.ts'
import { raise } from './errors.ts'
import { newFloat } from './float.ts'
import { narrow, newInt } from './int.ts'
import { bool } from './object.ts'

interface Code {
  native: number
  standard: number
  read: (at: Address) => Address
  range?: [bigint, bigint]
}

function signed(bits: bigint): [bigint, bigint] {
  return [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n]
}
function unsigned(bits: bigint): [bigint, bigint] {
  return [0n, 2n ** bits - 1n]
}

const codes: Record<string, Code> = {
  c: { native: 1, standard: 1, read: (at) => newBytes(bytesAt(at, 1)) },
  b: { native: 1, standard: 1, read: (at) => newInt(readI8(at)), range: signed(8n) },
  B: { native: 1, standard: 1, read: (at) => newInt(readU8(at)), range: unsigned(8n) },
  '?': { native: 1, standard: 1, read: (at) => bool(readU8(at) !== 0) },
  h: { native: 2, standard: 2, read: (at) => newInt(readI16(at)), range: signed(16n) },
  H: { native: 2, standard: 2, read: (at) => newInt(readU16(at)), range: unsigned(16n) },
  i: { native: 4, standard: 4, read: (at) => newInt(readI32(at)), range: signed(32n) },
  I: { native: 4, standard: 4, read: (at) => newInt(readU32(at)), range: unsigned(32n) },
  l: { native: 8, standard: 4, read: (at) => newInt(narrow(readI64(at))), range: signed(64n) },
  L: { native: 8, standard: 4, read: (at) => newInt(narrow(readU64(at))), range: unsigned(64n) },
  q: { native: 8, standard: 8, read: (at) => newInt(narrow(readI64(at))), range: signed(64n) },
  Q: { native: 8, standard: 8, read: (at) => newInt(narrow(readU64(at))), range: unsigned(64n) },
  n: { native: 8, standard: 8, read: (at) => newInt(narrow(readI64(at))), range: signed(64n) },
  N: { native: 8, standard: 8, read: (at) => newInt(narrow(readU64(at))), range: unsigned(64n) },
  P: { native: 8, standard: 8, read: (at) => newInt(readPointer(at)), range: unsigned(64n) },
  f: { native: 4, standard: 4, read: (at) => newFloat(readF32(at)) },
  d: { native: 8, standard: 8, read: (at) => newFloat(readF64(at)) },
  e: { native: 2, standard: 2, read: (at) => newFloat(readU16(at)) },
}

/** One code without repetition, perhaps after `@`; undefined for anything else. */
export function singleCode(format: string): string | undefined {
  const code = format.startsWith('@') ? format.slice(1) : format
  return code.length === 1 && codes[code] !== undefined ? code : undefined
}
export function codeSize(code: string): number {
  return codes[code]?.native ?? 0
}

/** One item as the host sees it. */
export function readItem(at: Address, format: string): Address {
  const code = codes[singleCode(format) ?? '']
  if (code === undefined) raise(E.NotImplementedError, `memoryview: format ${format} not supported`)
  return code.read(at)
}
export function integerRange(format: string): [bigint, bigint] | undefined {
  return codes[singleCode(format) ?? '']?.range
}

/** `struct.calcsize`; `fail` raises `struct.error`. */
export function formatSize(format: string, fail: (message: string) => never): number {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? ''
  const native = order === '@' || order === ''
  let size = 0
  for (const [, count = '', letter = ''] of format.slice(order.length).matchAll(/(\d*)(\D|$)/g)) {
    if (letter === '' && count !== '') fail('repeat count given without format specifier')
    if (letter.trim() === '' && count === '') continue
    const item = itemLayout(letter, native) ?? fail('bad char in struct format')
    size = Math.ceil(size / item.alignment) * item.alignment + item.size * (count === '' ? 1 : Number(count))
    if (size > Number.MAX_SAFE_INTEGER) fail('total struct size too long')
  }
  return size
}
function itemLayout(letter: string, native: boolean): { size: number; alignment: number } | undefined {
  if ('spx'.includes(letter)) return { size: 1, alignment: 1 }
  const code = codes[letter]
  if (code === undefined || (!native && 'nNP'.includes(letter))) return undefined
  return native ? { size: code.native, alignment: code.native } : { size: code.standard, alignment: 1 }
}
