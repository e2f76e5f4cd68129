import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocate } from '../memory/heap.ts'
import { E } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readU8, writeI32, writePointer, writeU8 } from '../memory/views.ts'
import { noMemory } from '../runtime/allocation.ts'
import { raise } from '../runtime/errors.ts'
import { exponential, fixed, significant } from '../runtime/exact-decimal.ts'
import { shortestDigits } from '../runtime/float.ts'
import { narrow } from '../runtime/int.ts'
import { badInternalCall } from './list.ts'

const number = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)/i

/** The double that the longest prefix spells; without `end` the whole must. */
export function PyOS_string_to_double(text: Address, end: Address, overflow: Address): number {
  const bytes = Buffer.from(bytesAt(text, cStringLength(text))).toString('latin1')
  const found = number.exec(bytes)?.[0]
  const shown = bytes.slice(0, 200)
  if (found === undefined || (end === NULL && found.length !== bytes.length)) {
    if (end !== NULL) writePointer(end, 0, text)
    raise(E.ValueError, `could not convert string to float: '${shown}'`)
  }
  const value = /[in]/i.test(found) ? special(found) : Number(found)
  if (!Number.isFinite(value) && !/[in]/i.test(found) && overflow !== NULL) {
    raise(overflow, `value too large to convert to float: '${shown}'`)
  }
  if (end !== NULL) writePointer(end, 0, plus(text, found.length))
  return value
}
function special(text: string): number {
  const value = /n$/i.test(text) ? Number.NaN : Number.POSITIVE_INFINITY
  return text.startsWith('-') ? -value : value
}

const SIGN = 1
const ADD_DOT_0 = 2
const ALTERNATE = 4
const NO_NEGATIVE_ZERO = 8

/** Memory of PyMem_Malloc with the text of `value`. */
export function PyOS_double_to_string(
  value: number,
  format: number,
  precision: number,
  flags: number,
  typeAt: Address,
): Address {
  const code = String.fromCharCode(format)
  if (!'eEfFgGr'.includes(code) || (code === 'r' && precision !== 0)) badInternalCall()
  if (typeAt !== NULL) writeI32(typeAt, 0, kindOf(value))
  const magnitude = Math.abs(value)
  const digits = Number.isFinite(value) ? finite(magnitude, code.toLowerCase(), precision, flags) : nonFinite(value)
  const zero = (flags & NO_NEGATIVE_ZERO) !== 0 && !/[1-9a-df-z]/i.test(digits)
  const sign = zero ? signOf(0, flags) : signOf(value, flags)
  return newText(sign + (/[EFG]/.test(code) ? digits.toUpperCase() : digits))
}
/** Py_DTST_FINITE, _INFINITE, _NAN. */
function kindOf(value: number): 0 | 1 | 2 {
  if (Number.isNaN(value)) return 2
  return Number.isFinite(value) ? 0 : 1
}
function signOf(value: number, flags: number): string {
  if (value < 0 || Object.is(value, -0)) return '-'
  return (flags & SIGN) !== 0 && !Number.isNaN(value) ? '+' : ''
}
function nonFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : 'inf'
}
function finite(value: number, code: string, precision: number, flags: number): string {
  const alternate = (flags & ALTERNATE) !== 0
  if (code === 'e') return pointed(exponential(value, precision), alternate)
  if (code === 'f') return pointed(fixed(value, precision), alternate)
  const text = code === 'r' ? shortestDigits(value) : general(value, Math.max(1, precision), alternate)
  return (flags & ADD_DOT_0) !== 0 && /^\d+$/.test(text) ? `${text}.0` : pointed(text, alternate)
}
/** `%#e` has its point also when no digits follow. */
function pointed(text: string, always: boolean): string {
  return always && !text.includes('.') ? text.replace(/^\d+/, '$&.') : text
}
function general(value: number, precision: number, keepZeros: boolean): string {
  const { exponent } = significant(value, precision)
  const short = exponent < -4 || exponent >= precision
  const digits = short ? exponential(value, precision - 1) : fixed(value, precision - 1 - exponent)
  if (keepZeros) return digits
  const [mantissa = '', power = ''] = digits.split(/(?=e)/)
  return (mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa) + power
}
function newText(text: string): Address {
  const bytes = Buffer.from(text, 'latin1')
  const at = allocate(bytes.length + 1) || noMemory()
  bytesAt(at, bytes.length).set(bytes)
  writeU8(at, bytes.length, 0)
  return at
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}
const prefixes: Record<string, number> = { x: 16, o: 8, b: 2 }
function digitAt(text: Address, at: number): number {
  const digit = Number.parseInt(String.fromCharCode(readU8(text, at)), 36)
  return Number.isNaN(digit) ? 99 : digit
}

/** Digits from `at`, after a prefix that fits the base; a prefix without digits is a mere zero. */
function scanDigits(text: Address, at: number, base: number): { value: bigint; next: number } {
  let radix = base
  let next = at
  if (readU8(text, at) === 0x30) {
    const named = prefixes[String.fromCharCode(readU8(text, at + 1)).toLowerCase()]
    if (named !== undefined && (base === 0 || base === named)) {
      if (digitAt(text, at + 2) >= named) return { value: 0n, next: at + 1 }
      radix = named
      next = at + 2
    } else if (base === 0) {
      while (readU8(text, next) === 0x30) next++
      return { value: 0n, next }
    }
  }
  if (radix === 0) radix = 10
  let value = 0n
  for (; digitAt(text, next) < radix; next++) value = value * BigInt(radix) + BigInt(digitAt(text, next))
  return { value, next }
}

export function PyOS_strtoul(text: Address, end: Address, base: number): Word {
  let at = 0
  while (isSpace(readU8(text, at))) at++
  const { value, next } = scanDigits(text, at, base)
  if (end !== NULL) writePointer(end, 0, plus(text, next))
  return value > 0xffffffffffffffffn ? 0xffffffffffffffffn : narrow(value)
}
export function PyOS_strtol(text: Address, end: Address, base: number): Word {
  let at = 0
  while (isSpace(readU8(text, at))) at++
  const sign = String.fromCharCode(readU8(text, at))
  if (sign === '-' || sign === '+') at++
  const { value, next } = scanDigits(text, at, base)
  if (end !== NULL) writePointer(end, 0, plus(text, next))
  const signed = sign === '-' ? -value : value
  const [low, high] = [-(2n ** 63n), 2n ** 63n - 1n]
  return narrow(signed < low ? low : signed > high ? high : signed)
}

function compareFolded(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  for (let i = 0; ; i++) {
    const difference = (x.charCodeAt(i) || 0) - (y.charCodeAt(i) || 0)
    if (difference !== 0 || i >= x.length) return difference
  }
}
export function PyOS_mystricmp(a: Address, b: Address): number {
  return compareFolded(readCString(a), readCString(b))
}
export function PyOS_mystrnicmp(a: Address, b: Address, count: number): number {
  return count === 0 ? 0 : compareFolded(readCString(a).slice(0, count), readCString(b).slice(0, count))
}
