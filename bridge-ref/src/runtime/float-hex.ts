/** `float.hex` and `float.fromhex`. */
import { E } from '../memory/statics.ts'
import { raise } from './errors.ts'
import { decompose, divideRounded } from './exact-decimal.ts'
import { floatText } from './float.ts'

export function hexOfFloat(value: number): string {
  if (!Number.isFinite(value)) return floatText(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (value === 0) return `${sign}0x0.0p+0`
  const { mantissa, exponent } = decompose(value)
  const normal = mantissa >> 52n === 1n
  const digits = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, '0')
  const power = exponent + 52
  return `${sign}0x${normal ? 1 : 0}.${digits}p${power < 0 ? '-' : '+'}${Math.abs(power)}`
}

const pattern = /^[\s]*([+-]?)(?:(inf(?:inity)?|nan)|(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?)\s*$/i

export function floatOfHex(text: string): number {
  const found = pattern.exec(text)
  const [, sign = '', word, whole = '', rest = '', power = '0'] = found ?? []
  if (found === null || (word === undefined && whole + rest === ''))
    raise(E.ValueError, 'invalid hexadecimal floating-point string')
  const magnitude =
    word === undefined
      ? scaledHex(BigInt(`0x${whole}${rest}`), Number(power) - 4 * rest.length)
      : /^n/i.test(word)
        ? Number.NaN
        : Number.POSITIVE_INFINITY
  return sign === '-' ? -magnitude : magnitude
}

/** `mantissa * 2 ** exponent`, rounded half to even. */
function scaledHex(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0
  const bits = mantissa.toString(2).length
  const top = bits + exponent
  if (top > 1024) tooLarge()
  if (top < -1080) return 0
  // The last bit that a double of this size keeps.
  const last = Math.max(top - 53, -1074)
  const shift = last - exponent
  const kept = shift > 0 ? divideRounded(mantissa, 1n << BigInt(shift)) : mantissa << BigInt(-shift)
  const half = last > 900 ? 2 ** 100 : 1
  const value = Number(kept) * 2 ** (half > 1 ? last - 100 : last > -1000 ? last : -1000) * half
  const result = last > -1000 ? value : Number(kept) * 2 ** -1000 * 2 ** (last + 1000)
  return Number.isFinite(result) ? result : tooLarge()
}
function tooLarge(): never {
  return raise(E.OverflowError, 'hexadecimal value too large to represent as a float')
}
