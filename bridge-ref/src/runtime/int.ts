/** `int`: sign and magnitude in 30-bit digits, as CPython lays them out. */
import type { Address } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readSize, readU32, writeU32 } from '../memory/views.ts'
import { newVarObject } from './allocation.ts'
import { raise } from './errors.ts'
import { newRef } from './refcount.ts'

const digits = L.PyLongObject.ob_digit
const digitBits = 30
const base = 2 ** digitBits
const smallest = -5
const largest = 256
const small: Address[] = []

/** New reference. */
export function newInt(value: number | bigint): Address {
  if (typeof value === 'bigint') {
    if (value >= -9007199254740991n && value <= 9007199254740991n) return newInt(Number(value))
    return newBig(value)
  }
  if (value >= smallest && value <= largest) return smallInt(value)
  const magnitude = Math.abs(value)
  const count = magnitude < base ? 1 : 2
  const o = newVarObject(S.PyLong_Type, digits + count * 4, value < 0 ? -count : count)
  writeU32(o, digits, magnitude % base)
  if (count === 2) writeU32(o, digits + 4, Math.floor(magnitude / base))
  return o
}

/** From now on `o` is the int of that small value. */
export function adoptInt(o: Address, value: number): void {
  small[value - smallest] = o
}

function smallInt(value: number): Address {
  let o = small[value - smallest]
  if (o === undefined) {
    o = newVarObject(S.PyLong_Type, digits + 4, Math.sign(value))
    writeU32(o, digits, Math.abs(value))
    small[value - smallest] = o
  }
  return newRef(o)
}

function newBig(value: bigint): Address {
  const magnitude = value < 0n ? -value : value
  const parts = splitDigits(magnitude)
  while (parts.at(-1) === 0) parts.pop()
  const o = newVarObject(
    S.PyLong_Type,
    digits + Math.max(1, parts.length) * 4,
    value < 0n ? -parts.length : parts.length,
  )
  writeDigits(o, parts)
  return o
}

/** So few digits are taken one by one; more are halved, so that the time does not grow with the square of their number. */
const fewDigits = 32

/** Digits of a magnitude, lowest first; zeros may follow the highest. */
function splitDigits(magnitude: bigint): number[] {
  const parts: number[] = []
  const split = (value: bigint, count: number): void => {
    if (count <= fewDigits) {
      let rest = value
      for (let i = 0; i < count; i++, rest >>= 30n) parts.push(Number(rest & 0x3fffffffn))
      return
    }
    const half = count >> 1
    split(BigInt.asUintN(half * digitBits, value), half)
    split(value >> BigInt(half * digitBits), count - half)
  }
  split(magnitude, Math.ceil((magnitude.toString(16).length * 4) / digitBits))
  return parts
}

/** The inverse: what `count` digits from the index `from` on stand for. */
function joinDigits(o: Address, from: number, count: number): bigint {
  if (count <= fewDigits) {
    let value = 0n
    for (let i = from + count - 1; i >= from; i--) value = (value << 30n) | BigInt(readU32(o, digits + i * 4))
    return value
  }
  const half = count >> 1
  return (joinDigits(o, from + half, count - half) << BigInt(half * digitBits)) | joinDigits(o, from, half)
}

/** Writes the magnitude into an int of sufficient size; for instances of subclasses. */
function writeDigits(o: Address, parts: readonly number[]): void {
  parts.forEach((part, i) => {
    writeU32(o, digits + i * 4, part)
  })
}

/** The value: a number while it is safe, else a BigInt. */
export function readInt(o: Address): number | bigint {
  const size = readSize(o, L.PyVarObject.ob_size)
  if (size === 0) return 0
  if (size === 1) return readU32(o, digits)
  if (size === -1) return -readU32(o, digits)
  if (size === 2 || size === -2) {
    const value = readU32(o, digits) + readU32(o, digits + 4) * base
    if (value <= Number.MAX_SAFE_INTEGER) return size < 0 ? -value : value
  }
  return readBig(o)
}

export function readBig(o: Address): bigint {
  const size = readSize(o, L.PyVarObject.ob_size)
  const value = joinDigits(o, 0, Math.abs(size))
  return size < 0 ? -value : value
}

export function digitsOf(o: Address): number[] {
  return Array.from({ length: Math.abs(readSize(o, L.PyVarObject.ob_size)) }, (_, i) => readU32(o, digits + i * 4))
}

/** Number of bits of the magnitude. */
export function bitLength(o: Address): number {
  const parts = digitsOf(o)
  const top = parts.at(-1)
  return top === undefined ? 0 : (parts.length - 1) * digitBits + (32 - Math.clz32(top))
}

/** The nearest double, rounding half to even; raises OverflowError beyond the range. */
export function intToDouble(o: Address): number {
  const value = readInt(o)
  const double = Number(value)
  if (!Number.isFinite(double)) raise(E.OverflowError, 'int too large to convert to float')
  return double
}

const modulus = (1n << 61n) - 1n

/** Numeric hash: the value modulo 2^61 - 1 with its sign, -1 made -2. */
export function hashInt(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value === -1 ? -2 : value
  const hash = value < 0n ? -(-value % modulus) : value % modulus
  return narrow(hash === -1n ? -2n : hash)
}

/** The number when it is safe. */
export function narrow(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}

/** Reads what C passed as a 64-bit word. */
export function wordToBig(word: number | bigint): bigint {
  return typeof word === 'bigint' ? word : BigInt(word)
}

/** The integer in bytes of either order, two's complement when `signed`. */
export function bigFromBytes(bytes: Uint8Array, little: boolean, signed: boolean): bigint {
  if (bytes.length === 0) return 0n
  const hex = Buffer.from(little ? bytes.toReversed() : bytes).toString('hex')
  const value = BigInt(`0x${hex}`)
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value
}

/** The inverse; raises OverflowError for what does not fit. */
export function bigToBytes(
  value: bigint,
  { length, little, signed }: { length: number; little: boolean; signed: boolean },
): Uint8Array {
  const bits = length * 8
  if (!signed && value < 0n) raise(E.OverflowError, "can't convert negative int to unsigned")
  const fits = signed ? BigInt.asIntN(bits, value) === value : BigInt.asUintN(bits, value) === value
  if (!fits) raise(E.OverflowError, 'int too big to convert')
  if (length === 0) return new Uint8Array(0)
  const hex = BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(length * 2, '0')
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
  return little ? bytes.reverse() : bytes
}
