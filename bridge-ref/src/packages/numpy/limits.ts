/** `numpy.iinfo` and `numpy.finfo`: the limits of number types. */
import { type Address, NULL } from '../../memory/address.ts'
import { E } from '../../memory/statics.ts'
import { attr, float, int, invoke, numberOf, setAttribute, text, textOf } from '../../modules/kit/values.ts'
import { except, raise } from '../../runtime/errors.ts'
import { typeOf } from '../../runtime/refcount.ts'
import { lastingClass } from '../kit.ts'
import { dtype, um } from './kit.ts'

function keep(self: Address, values: Record<string, Address>): undefined {
  for (const [key, value] of Object.entries(values)) setAttribute(self, key, value)
}
/** What is no type itself is meant as a value of its type. */
function dtypeOf(o: Address): Address {
  return except(
    E.TypeError,
    () => invoke(um('dtype'), o),
    () => invoke(um('dtype'), typeOf(o)),
  )
}

function integerLimits(self: Address, given: Address): undefined {
  const type = dtypeOf(given)
  const kind = textOf(attr(type, 'kind'))
  const bits = numberOf(attr(type, 'itemsize')) * 8
  if (kind !== 'i' && kind !== 'u') raise(E.ValueError, `Invalid integer data type '${kind}'.`)
  const half = 1n << BigInt(bits - 1)
  const [least, most] = kind === 'u' ? [0n, 2n * half - 1n] : [-half, half - 1n]
  return keep(self, {
    dtype: type,
    kind: text(kind),
    bits: int(bits),
    key: text(`${kind}${bits}`),
    min: int(least),
    max: int(most),
  })
}

/** Bits of the mantissa and of the exponent, and the decimal digits that are sure, by width. */
const formats: Record<number, { mantissa: number; exponent: number; digits: number }> = {
  2: { mantissa: 10, exponent: 5, digits: 3 },
  4: { mantissa: 23, exponent: 8, digits: 6 },
  8: { mantissa: 52, exponent: 11, digits: 15 },
  16: { mantissa: 63, exponent: 15, digits: 18 },
}
/** Of x87's long doubles, which JavaScript has no numbers for. */
const longLimits = { most: '1.18973149535723176502e+4932', tiny: '3.36210314311209350626e-4932', least: '4e-4951' }

function floatLimits(self: Address, given: Address): undefined {
  const asked = dtypeOf(given)
  const kind = textOf(attr(asked, 'kind'))
  if (kind !== 'f' && kind !== 'c') raise(E.ValueError, `data type ${textOf(asked)} not inexact`)
  const bytes = numberOf(attr(asked, 'itemsize')) / (kind === 'c' ? 2 : 1)
  const format = formats[bytes]
  if (format === undefined) raise(E.ValueError, `data type ${textOf(asked)} not compatible with finfo`)
  const { mantissa, exponent, digits } = format
  const type = dtype(`f${bytes}`)
  const value = (x: number, long = ''): Address =>
    invoke(attr(type, 'type'), bytes === 16 && long !== '' ? text(long) : float(x))
  const highest = 2 ** (exponent - 1)
  const most = (2 - 2 ** -mantissa) * 2 ** (highest - 1)
  const tiny = value(2 ** (2 - highest), longLimits.tiny)
  return keep(self, {
    dtype: type,
    bits: int(bytes * 8),
    eps: value(2 ** -mantissa),
    epsneg: value(2 ** -(mantissa + 1)),
    max: value(most, longLimits.most),
    min: value(-most, `-${longLimits.most}`),
    tiny,
    smallest_normal: tiny,
    smallest_subnormal: value(2 ** (2 - highest - mantissa), longLimits.least),
    resolution: value(10 ** -digits, `1e-${digits}`),
    precision: int(digits),
    nmant: int(mantissa),
    nexp: int(exponent),
    iexp: int(exponent),
    machep: int(-mantissa),
    negep: int(-mantissa - 1),
    minexp: int(2 - highest),
    maxexp: int(highest),
  })
}

const shown = (self: Address, key: string): string => textOf(attr(self, key))

export function limits(): Record<string, Address> {
  const make = (name: string, init: (self: Address, given: Address) => undefined, keys: readonly string[]): Address =>
    lastingClass({
      name,
      module: 'numpy',
      methods: {
        '__init__(self, type)': (self = NULL, given = NULL) => init(self, given),
        '__repr__(self)': (self = NULL) =>
          text(`${name}(${keys.map((key) => `${key}=${shown(self, key)}`).join(', ')})`),
      },
    })
  return {
    iinfo: make('iinfo', integerLimits, ['min', 'max', 'dtype']),
    finfo: make('finfo', floatLimits, ['resolution', 'min', 'max', 'dtype']),
  }
}

const codes = {
  Character: 'c',
  Integer: 'bhilqp',
  UnsignedInteger: 'BHILQP',
  Float: 'efdg',
  Complex: 'FDG',
  AllInteger: 'bBhHiIlLqQpP',
  AllFloat: 'efdgFDG',
  Datetime: 'Mm',
  All: '?bhilqpBHILQPefdgFDGSUVOMm',
}
export function typeCodes(): Record<string, Address> {
  return Object.fromEntries(Object.entries(codes).map(([key, letters]) => [key, text(letters)]))
}
