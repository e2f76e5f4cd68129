/** The format specifications of `format()`: `[[fill]align][sign][#][0][width][grouping][.precision][type]`. */
import { E } from '../memory/statics.ts'
import { raise } from './errors.ts'
import { floatText } from './float.ts'

export interface FormatSpec {
  fill: string
  align: string
  sign: string
  alternate: boolean
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?(.)?$/su

/** `types` are the letters that objects of the type called `typeName` know. Raises ValueError. */
export function parseSpec(text: string, typeName: string, types: string): FormatSpec {
  const found = pattern.exec(text)
  if (found === null) raise(E.ValueError, 'Invalid format specifier')
  const [, fill, align, sign = '-', alternate, zero, width = '0', grouping = '', precision, type = ''] = found
  if (!types.includes(type)) raise(E.ValueError, `Unknown format code '${type}' for object of type '${typeName}'`)
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '' : '='),
    sign,
    alternate: alternate !== undefined,
    width: Number(width),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  }
}

export const textTypes = 's'
export const intTypes = 'bcdoxXn'
export const floatTypes = 'eEfFgGn%'

export function formatText(text: string, spec: FormatSpec): string {
  const shown = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('')
  return pad('', shown, { ...spec, align: spec.align || '<' })
}

export function formatInt(value: bigint, spec: FormatSpec): string {
  if (spec.precision !== undefined) raise(E.ValueError, 'Precision not allowed in integer format specifier')
  const magnitude = value < 0n ? -value : value
  if (spec.type === 'c') return pad('', String.fromCodePoint(Number(value)), { ...spec, align: spec.align || '<' })
  const base = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10
  const digits = magnitude.toString(base)
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : ''
  const grouped = group(digits, spec.grouping, base === 10 ? 3 : 4)
  return pad(signOf(value < 0n, spec) + prefix, spec.type === 'X' ? grouped.toUpperCase() : grouped, spec)
}

export function formatFloat(value: number, spec: FormatSpec): string {
  const negative = value < 0 || Object.is(value, -0)
  const magnitude = Math.abs(value)
  const digits = Number.isFinite(magnitude) ? finiteDigits(magnitude, spec) : floatText(magnitude)
  const upper = 'EFG'.includes(spec.type) && spec.type !== ''
  const [whole = '', rest = ''] = split(digits)
  const shown = group(whole, spec.grouping, 3) + rest + (spec.type === '%' ? '%' : '')
  return pad(signOf(negative, spec), upper ? shown.toUpperCase() : shown, spec)
}

function finiteDigits(value: number, { type, precision, alternate }: FormatSpec): string {
  switch (type.toLowerCase()) {
    case 'e':
      return exponential(value, precision ?? 6)
    case 'f':
      return fixed(value, precision ?? 6)
    case '%':
      return fixed(value * 100, precision ?? 6)
    case '':
      return precision === undefined ? floatText(value) : withFraction(general(value, precision, alternate))
    default:
      return general(value, precision ?? 6, alternate)
  }
}

function exponential(value: number, precision: number): string {
  const [mantissa = '', exponent = '+0'] = value.toExponential(Math.min(precision, 100)).split('e')
  return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`
}

/** `toFixed` knows no more than 21 digits before the point. */
function fixed(value: number, precision: number): string {
  if (value < 1e21) return value.toFixed(Math.min(precision, 100))
  return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '')
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const significant = Math.max(1, precision)
  const exponent = Number(value.toExponential(Math.min(significant - 1, 100)).split('e')[1])
  const short = exponent < -4 || exponent >= significant
  const digits = short ? exponential(value, significant - 1) : fixed(value, significant - 1 - exponent)
  if (keepZeros) return digits
  const [mantissa = '', power = ''] = digits.split(/(?=e)/)
  return (mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa) + power
}

function withFraction(digits: string): string {
  return /[.e]/.test(digits) ? digits : `${digits}.0`
}

/** The digits before the point or exponent, and the rest. */
function split(digits: string): [string, string] {
  const whole = /^\d*/.exec(digits)?.[0] ?? ''
  return whole === '' ? [digits, ''] : [whole, digits.slice(whole.length)]
}

function group(digits: string, separator: string, size: number): string {
  if (separator === '') return digits
  const parts: string[] = []
  for (let end = digits.length; end > 0; end -= size) parts.unshift(digits.slice(Math.max(0, end - size), end))
  return parts.join(separator)
}

function signOf(negative: boolean, { sign }: FormatSpec): string {
  if (negative) return '-'
  return sign === '-' ? '' : sign
}

function pad(prefix: string, text: string, { fill, align, width }: FormatSpec): string {
  const missing = Math.max(0, width - [...prefix, ...text].length)
  if (align === '=') return prefix + fill.repeat(missing) + text
  const left = align === '<' ? 0 : align === '^' ? missing >> 1 : missing
  return fill.repeat(left) + prefix + text + fill.repeat(missing - left)
}
