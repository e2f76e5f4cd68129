/** `float` and `complex`: values, text, hash. */
import type { Address } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { readF64, writeF64 } from '../memory/views.ts'
import { newObject } from './allocation.ts'
import { hashInt, narrow } from './int.ts'

export function newFloat(value: number): Address {
  const o = newObject(S.PyFloat_Type, L.PyFloatObject.size)
  writeF64(o, L.PyFloatObject.ob_fval, value)
  return o
}
export function readFloat(o: Address): number {
  return readF64(o, L.PyFloatObject.ob_fval)
}

export function newComplex(real: number, imag: number): Address {
  const o = newObject(S.PyComplex_Type, L.PyComplexObject.size)
  writeF64(o, L.PyComplexObject.real, real)
  writeF64(o, L.PyComplexObject.imag, imag)
  return o
}
export function readComplex(o: Address): { real: number; imag: number } {
  return { real: readF64(o, L.PyComplexObject.real), imag: readF64(o, L.PyComplexObject.imag) }
}

/** `repr(float)`: the shortest digits that round-trip, in CPython's dress. */
export function floatText(value: number): string {
  const text = shortestDigits(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** The same without the `.0` of whole numbers, as complex numbers print their parts. */
export function shortestDigits(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0'
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e')
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const sign = value < 0 ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0')
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}

export function complexText(real: number, imag: number): string {
  const right = `${shortestDigits(imag)}j`
  if (real === 0 && !Object.is(real, -0)) return right
  return `(${shortestDigits(real)}${/^[-]/.test(right) ? '' : '+'}${right})`
}

/** `hash(float)`: equal to the hash of an equal int. */
export function hashFloat(value: number): number | bigint {
  if (Number.isInteger(value)) return hashInt(narrow(BigInt(value)))
  if (value === Number.POSITIVE_INFINITY) return 314159
  if (value === Number.NEGATIVE_INFINITY) return -314159
  return hashFraction(value)
}

const modulus = (1n << 61n) - 1n

/** CPython's _Py_HashDouble: mantissa times a power of two, modulo 2^61 - 1. */
function hashFraction(value: number): number | bigint {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, Math.abs(value))
  const word = bits.getBigUint64(0)
  const stored = Number(word >> 52n)
  const fraction = word & 0xfffffffffffffn
  const mantissa = stored === 0 ? fraction : fraction | 0x10000000000000n
  const exponent = (stored === 0 ? 1 : stored) - 1075
  const turn = BigInt(((exponent % 61) + 61) % 61)
  const hash = (mantissa * (1n << turn)) % modulus
  const signed = value < 0 ? -hash : hash
  return narrow(signed === -1n ? -2n : signed)
}
