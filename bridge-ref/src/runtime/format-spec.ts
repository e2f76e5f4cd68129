/** The format specifications of `format()`: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import { E } from '../memory/statics.ts'
import { raise } from './errors.ts'
import { exponential, fixed, significant } from './exact-decimal.ts'
import { shortestDigits } from './float.ts'

export interface FormatSpec {
  fill: string
  align: string
  sign: string
  /** A zero has no minus. */
  noNegativeZero?: boolean
  alternate: boolean
  width: number
  grouping: string
  precision: number | undefined
  type: string
}

const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_]*)(\.(\d+)?)?(.)?$/su

export const textTypes = 's'
export const intTypes = 'bcdoxXn'
export const floatTypes = 'eEfFgGn%'
export const complexTypes = 'eEfFgGn'

/** `types` are the letters that objects of the type called `typeName` know. Raises ValueError. */
export function parseSpec(text: string, typeName: string, types: string): FormatSpec {
  const found = pattern.exec(text)
  if (found === null) raise(E.ValueError, 'Invalid format specifier')
  const [, fill, align, sign = '', noMinus, alternate, zero, width = '0', grouping = '', point, precision, type = ''] =
    found
  if (point !== undefined && precision === undefined) raise(E.ValueError, 'Format specifier missing precision')
  checkGrouping(grouping, type || (typeName === 'str' ? 's' : 'd'))
  if (!types.includes(type))
    raise(E.ValueError, `Unknown format code '${shownType(type)}' for object of type '${typeName}'`)
  const ofText = typeName === 'str'
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero !== undefined && !ofText ? '=' : ofText ? '<' : '>'),
    sign,
    noNegativeZero: noMinus !== undefined,
    alternate: alternate !== undefined,
    width: Number(width),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  }
}
function shownType(type: string): string {
  const code = type.codePointAt(0) ?? 0
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`
}
function checkGrouping(grouping: string, type: string): void {
  if (grouping === '') return
  if (grouping.length > 1) {
    const same = grouping.startsWith(',,') ? ',' : grouping.startsWith('__') ? '_' : ''
    raise(E.ValueError, same === '' ? "Cannot specify both ',' and '_'." : `Cannot specify '${same}' with '${same}'.`)
  }
  const allowed = grouping === ',' ? 'deEfFgG%' : 'deEfFgG%boxX'
  if (!allowed.includes(type)) raise(E.ValueError, `Cannot specify '${grouping}' with '${shownType(type)}'.`)
}

export function formatText(text: string, spec: FormatSpec): string {
  if (spec.sign === ' ') raise(E.ValueError, 'Space not allowed in string format specifier')
  if (spec.sign !== '') raise(E.ValueError, 'Sign not allowed in string format specifier')
  if (spec.noNegativeZero === true)
    raise(E.ValueError, 'Negative zero coercion (z) not allowed in string format specifier')
  if (spec.alternate) raise(E.ValueError, 'Alternate form (#) not allowed in string format specifier')
  if (spec.align === '=') raise(E.ValueError, "'=' alignment not allowed in string format specifier")
  return padText(text, spec)
}
/** Cuts and pads, whatever the other flags. */
export function padText(text: string, spec: FormatSpec): string {
  const shown = spec.precision === undefined ? text : [...text].slice(0, spec.precision).join('')
  return pad('', shown, spec)
}

export function formatInt(value: bigint, spec: FormatSpec): string {
  if (spec.precision !== undefined) raise(E.ValueError, 'Precision not allowed in integer format specifier')
  if (spec.noNegativeZero === true)
    raise(E.ValueError, 'Negative zero coercion (z) not allowed in format specifier with integer presentation type')
  if (spec.type === 'c') return formatCharacter(value, spec)
  const magnitude = value < 0n ? -value : value
  const base = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10
  const digits = magnitude.toString(base)
  const prefix = signOf(value < 0n, spec) + (spec.alternate && base !== 10 ? `0${spec.type}` : '')
  const shown = spec.type === 'X' ? digits.toUpperCase() : digits
  return pad(prefix, grouped({ digits: shown, tail: '', prefix, size: base === 10 ? 3 : 4 }, spec), spec)
}
function formatCharacter(value: bigint, spec: FormatSpec): string {
  if (spec.sign !== '') raise(E.ValueError, "Sign not allowed with integer format specifier 'c'")
  if (spec.alternate) raise(E.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'")
  if (value < 0n || value > 0x10ffffn) raise(E.OverflowError, '%c arg not in range(0x110000)')
  return pad('', String.fromCodePoint(Number(value)), spec)
}

export function formatFloat(value: number, spec: FormatSpec): string {
  const digits = magnitudeText(Math.abs(value), spec)
  const zero = spec.noNegativeZero === true && !/[1-9a-z]/i.test(digits.replace(/e.*/, ''))
  const negative = (value < 0 || Object.is(value, -0)) && !zero
  const upper = 'EFG'.includes(spec.type) && spec.type !== ''
  const [whole, rest] = splitNumber(digits)
  const prefix = signOf(negative, spec)
  const tail = rest + (spec.type === '%' ? '%' : '')
  const shown = whole === '' ? tail : grouped({ digits: whole, tail, prefix, size: 3 }, spec)
  return pad(prefix, upper ? shown.toUpperCase() : shown, spec)
}
/** Both parts by the same rules, padded together. */
export function formatComplex(real: number, imag: number, spec: FormatSpec): string {
  if (spec.fill === '0') raise(E.ValueError, 'Zero padding is not allowed in complex format specifier')
  if (spec.align === '=') raise(E.ValueError, "'=' alignment flag is not allowed in complex format specifier")
  const bare = { ...spec, width: 0, fill: ' ', align: '>' }
  const plain = spec.type === ''
  const right = `${formatFloat(imag, { ...componentSpec(bare), sign: plain && real === 0 && !Object.is(real, -0) ? spec.sign : '+' })}j`
  if (plain && real === 0 && !Object.is(real, -0)) return pad('', right, spec)
  const both = formatFloat(real, componentSpec(bare)) + right
  return pad('', plain ? `(${both})` : both, spec)
}
/** Without a type letter the parts print as in `repr`: no `.0`. */
function componentSpec(spec: FormatSpec): FormatSpec {
  return spec.type === '' ? { ...spec, type: spec.precision === undefined ? 'r' : 'g' } : spec
}

function magnitudeText(value: number, spec: FormatSpec): string {
  if (!Number.isFinite(value)) return shortestDigits(value)
  const digits = finiteDigits(value, spec)
  if (!spec.alternate || digits.includes('.')) return digits
  return digits.replace(/^\d+/, '$&.')
}
function finiteDigits(value: number, { type, precision, alternate }: FormatSpec): string {
  switch (type.toLowerCase()) {
    case 'e':
      return exponential(value, precision ?? 6)
    case 'f':
      return fixed(value, precision ?? 6)
    case '%':
      return Number.isFinite(value * 100) ? fixed(value * 100, precision ?? 6) : 'inf'
    case 'r':
      return shortestDigits(value)
    case '':
      return withFraction(precision === undefined ? shortestDigits(value) : general(value, precision, alternate, true))
    default:
      return general(value, precision ?? 6, alternate)
  }
}

/** `fraction`: one digit less counts as short, because `.0` follows. */
function general(value: number, precision: number, keepZeros: boolean, fraction = false): string {
  const count = Math.max(1, precision)
  const { exponent } = significant(value, count)
  const short = exponent < -4 || exponent >= (fraction ? count - 1 : count)
  const digits = short ? exponential(value, count - 1) : fixed(value, count - 1 - exponent)
  if (keepZeros) return digits
  const [mantissa = '', power = ''] = digits.split(/(?=e)/)
  return (mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa) + power
}

function withFraction(digits: string): string {
  return /[.e]/.test(digits) ? digits : `${digits}.0`
}

/** The digits before the point or exponent, and the rest. */
function splitNumber(digits: string): [string, string] {
  const whole = /^\d*/.exec(digits)?.[0] ?? ''
  return [whole, digits.slice(whole.length)]
}

interface Groupable {
  digits: string
  /** What follows: fraction, exponent, percent sign. */
  tail: string
  prefix: string
  size: number
}
/** The digits in groups, with zeros before them when those fill the width. */
function grouped({ digits, tail, prefix, size }: Groupable, spec: FormatSpec): string {
  const { grouping, fill, align, width } = spec
  if (grouping === '') return digits + tail
  let text = digits
  if (fill === '0' && align === '=') {
    const room = width - prefix.length - tail.length
    while (text.length + Math.floor((text.length - 1) / size) < room) text = `0${text}`
  }
  const parts: string[] = []
  for (let end = text.length; end > 0; end -= size) parts.unshift(text.slice(Math.max(0, end - size), end))
  return parts.join(grouping) + tail
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
