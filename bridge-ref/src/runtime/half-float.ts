/** IEEE 754 binary16. */
import { decompose, divideRounded } from './exact-decimal.ts'

/** The bits of the nearest half; undefined for what is too large. */
export function halfBits(value: number): number | undefined {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0
  if (Number.isNaN(value)) return 0x7e00
  if (!Number.isFinite(value)) return sign | 0x7c00
  if (value === 0) return sign
  const { mantissa, exponent } = decompose(value)
  // The unit of a half is 2^-24 for subnormals; above, each binade has 1024 steps.
  const top = Math.max(mantissa.toString(2).length - 1 + exponent, -14)
  const unit = top - 10
  const shift = unit - exponent
  const steps = Number(shift > 0 ? divideRounded(mantissa, 1n << BigInt(shift)) : mantissa << BigInt(-shift))
  const bits = top === -14 && steps < 1024 ? steps : (top + 14) * 1024 + steps
  return bits >= 0x7c00 ? undefined : sign | bits
}

export function halfValue(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const stored = (bits >> 10) & 31
  const fraction = bits & 1023
  if (stored === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return stored === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (stored - 25)
}
