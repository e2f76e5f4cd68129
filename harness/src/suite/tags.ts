/** What the tags of a suite file mean: `INTERPRETING.md` section 4 as functions from a tagged scalar to a wire value. */
import { isPattern, type Value } from './value.ts'

/** Tags on a scalar. Each answers the wire value, or a sentence about what it expected. */
export const scalarTags: Record<string, (text: string) => Value | Expected> = {
  '!str': (text) => text,
  '!int': (text) => (/^[+-]?\d+$/.test(text) ? integer(BigInt(text)) : new Expected('a decimal integer')),
  '!float': (text) => {
    const repr = floatRepr(text)
    return repr === null ? new Expected('a number, nan, inf or -inf') : { $float: repr }
  },
  '!bytes': (text) => bytes(text, (hex) => ({ $bytes: hex })),
  '!bytearray': (text) => bytes(text, (hex) => ({ $bytearray: hex })),
  '!type': (text) => (text === '' ? new Expected('the name of a type') : { $type: text }),
  '!singleton': (text) =>
    text === 'NotImplemented' || text === 'Ellipsis'
      ? { $singleton: text }
      : new Expected('NotImplemented or Ellipsis'),
  '!tracked': (text) => (/^\d{1,9}$/.test(text) ? { $tracked: Number(text) } : new Expected('a tag such as 1')),
  '!null': (text) => (text === '' ? { $null: true } : new Expected('nothing after the tag')),
  '!any': (text) => (text === '' ? { $any: true } : new Expected('nothing after the tag')),
  '!instance': (text) => (text === '' ? new Expected('the name of a type') : { $instance: text }),
  '!like': (text) => (isPattern(text) ? { $like: text } : new Expected('a regular expression')),
  '!object': (text) => (text === '' ? new Expected('the name of a type') : { $object: { type: text } }),
}

/** Tags on a sequence, whose items have been converted. */
export const sequenceTags: Record<string, (items: Value[]) => Value | Expected> = {
  '!tuple': (items) => ({ $tuple: items }),
  '!set': (items) => ({ $set: items }),
  '!frozenset': (items) => ({ $frozenset: items }),
  '!slice': ([start, stop, step, ...rest]) =>
    start === undefined || stop === undefined || step === undefined || rest.length > 0
      ? new Expected('[start, stop, step]')
      : { $slice: [start, stop, step] },
  '!complex': ([real, imaginary, ...rest]) => {
    const parts = [part(real), part(imaginary)] as const
    return parts[0] === null || parts[1] === null || rest.length > 0
      ? new Expected('[real, imaginary]')
      : { $complex: [parts[0], parts[1]] }
  },
}

/** What a tag wanted instead of what it got; completes "expected …". */
export class Expected {
  readonly what: string
  constructor(what: string) {
    this.what = what
  }
}

export function integer(value: bigint): Value {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : { $int: value.toString() }
}

/** A float as Python's `repr` writes it, or null for a text that is no number. */
export function floatRepr(text: string): string | null {
  const special = /^([+-]?)\.?(nan|inf)$/i.exec(text)
  if (special !== null) return special[2]?.toLowerCase() === 'nan' ? 'nan' : `${special[1] === '-' ? '-' : ''}inf`
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  return repr(Number(text))
}

function repr(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  // Both languages print the shortest digits that round-trip; only the limits of the exponent form differ.
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 16) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  const plain = String(value)
  return plain.includes('.') ? plain : `${plain}.0`
}

function part(value: Value | undefined): string | null {
  if (typeof value === 'number') return repr(value)
  return typeof value === 'object' && value !== null && '$float' in value ? value.$float : null
}

function bytes(text: string, make: (hex: string) => Value): Value | Expected {
  const buffer = Buffer.from(text, 'latin1')
  return buffer.toString('latin1') === text ? make(buffer.toString('hex')) : new Expected('characters up to U+00FF')
}
