/** Doubles in decimal, exactly: what `toFixed` and `toExponential` give, but with ties to even and any precision. */

/** A positive double as `mantissa * 2 ** exponent`. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, Math.abs(value))
  const word = bits.getBigUint64(0)
  const stored = Number((word >> 52n) & 0x7ffn)
  const fraction = word & 0xfffffffffffffn
  return stored === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: stored - 1075 }
}

/** `numerator / denominator` rounded to the nearest integer, ties to even. Both positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient
}

/** `value * 10 ** places` rounded to an integer. */
function scaled(value: number, places: number): bigint {
  const { mantissa, exponent } = decompose(value)
  let [numerator, denominator] = [mantissa, 1n]
  if (places >= 0) numerator *= 10n ** BigInt(places)
  else denominator *= 10n ** BigInt(-places)
  if (exponent >= 0) numerator <<= BigInt(exponent)
  else denominator <<= BigInt(-exponent)
  return divideRounded(numerator, denominator)
}

/** `%.{precision}f` of a finite value that is not negative. */
export function fixed(value: number, precision: number): string {
  const digits = scaled(value, precision)
    .toString()
    .padStart(precision + 1, '0')
  if (precision === 0) return digits
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`
}

/** The first `count` significant digits, rounded, and the decimal exponent of the first. */
export function significant(value: number, count: number): { digits: string; exponent: number } {
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 }
  let exponent = Math.floor(Math.log10(value))
  for (;;) {
    const digits = scaled(value, count - 1 - exponent).toString()
    if (digits.length > count) exponent++
    else if (digits.length < count) exponent--
    else return { digits, exponent }
  }
}

/** `%.{precision}e` of a finite value that is not negative. */
export function exponential(value: number, precision: number): string {
  const { digits, exponent } = significant(value, precision + 1)
  const mantissa = precision === 0 ? digits : `${digits.charAt(0)}.${digits.slice(1)}`
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** `round(value, places)`: the double nearest to the decimal that is nearest to the value. */
export function roundDouble(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0 || places > 323) return value
  if (places < -309) return value < 0 ? -0 : 0
  const digits = scaled(value, places).toString()
  const rounded = Number(`${digits}e${-places}`)
  return value < 0 ? -rounded : rounded
}
