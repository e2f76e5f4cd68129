/** The elements of an array as text, all as wide as the widest. */
import { type Address, NULL } from '../../memory/address.ts'
import { none, S } from '../../memory/statics.ts'
import {
  attr,
  given,
  int,
  invoke,
  isTruthy,
  items,
  method,
  numberOf,
  reprOf,
  text,
  textOf,
  truth,
} from '../../modules/kit/values.ts'
import { isExactly, itemsOf } from '../../runtime/object.ts'
import { callWith, reduce, ufunc, um } from './kit.ts'

export type Formatter = (element: Address) => string

const precision = 8
const sizeOf = (a: Address): number => numberOf(attr(a, 'size'))
const longest = (words: readonly string[]): number => Math.max(0, ...words.map((word) => word.length))

/** Largest and smallest of an array that is not empty. */
function extremes(a: Address): [Address, Address] {
  return [reduce('maximum', [a], { axis: none() }), reduce('minimum', [a], { axis: none() })]
}
function floatOf(o: Address): number {
  return Number(reprOf(invoke(S.PyFloat_Type, o)).replace('inf', 'Infinity'))
}
const only = (a: Address, mask: Address): Address => method(a, '__getitem__', mask)

function whole(a: Address): Formatter {
  const width = sizeOf(a) === 0 ? 0 : longest(extremes(a).map(textOf))
  return (x) => textOf(x).padStart(width)
}

interface Layout {
  left: number
  right: number
  write: Formatter
}

/** Digits behind the point as many as needed, at most eight; with exponents where the sizes differ too much. */
function floating(a: Address, signed = false): Formatter {
  const finite = only(a, ufunc('isfinite', [a]))
  const values = items(method(finite, 'ravel'))
  const layout =
    values.length === 0 ? emptyLayout : isWide(finite) ? scientific(values, signed) : positional(values, signed)
  const others = sizeOf(a) - values.length
  let { left } = layout
  if (others > 0) {
    const infinite = only(a, ufunc('isinf', [a]))
    const negative =
      signed || (sizeOf(infinite) > 0 && isTruthy(reduce('logical_or', [ufunc('less', [infinite, int(0)])])))
    left = Math.max(left, 3 - (layout.right + 1), 3 + (negative ? 1 : 0) - (layout.right + 1))
  }
  const fill = left + layout.right + 1
  return (x) => {
    if (isTruthy(ufunc('isfinite', [x])))
      return layout.write === emptyLayout.write ? textOf(x) : layoutWrite(layout, x, left)
    const plus = signed ? '+' : ''
    const shown = isTruthy(ufunc('isnan', [x]))
      ? `${plus}nan`
      : isTruthy(ufunc('less', [x, int(0)]))
        ? '-inf'
        : `${plus}inf`
    return shown.padStart(fill)
  }
}
function layoutWrite(layout: Layout, x: Address, left: number): string {
  return ' '.repeat(Math.max(0, left - layout.left)) + layout.write(x)
}
const emptyLayout: Layout = { left: 0, right: 0, write: textOf }

function isWide(finite: Address): boolean {
  const size = only(ufunc('absolute', [finite]), ufunc('not_equal', [finite, int(0)]))
  if (sizeOf(size) === 0) return false
  const [most, least] = extremes(size).map(floatOf) as [number, number]
  return most >= 1e8 || least < 0.0001 || most / least > 1000
}

function dragon(name: string, x: Address, options: Record<string, Address>): string {
  return textOf(callWith(um(name), [x], options))
}

function scientific(values: readonly Address[], signed: boolean): Layout {
  const sign = truth(signed)
  const tight = { precision: int(precision), unique: truth(true), trim: text('.'), sign }
  const words = values.map((x) => dragon('dragon4_scientific', x, tight).split(/[.e]/))
  const fraction = longest(words.map((word) => word[1] ?? ''))
  const exponent = longest(words.map((word) => word[2] ?? '')) - 1
  const left = longest(words.map((word) => word[0] ?? ''))
  const options = {
    precision: int(fraction),
    min_digits: int(fraction),
    unique: truth(true),
    trim: text('k'),
    sign,
    pad_left: int(left),
    exp_digits: int(exponent),
  }
  return { left, right: exponent + 2 + fraction, write: (x) => dragon('dragon4_scientific', x, options) }
}

function positional(values: readonly Address[], signed: boolean): Layout {
  const sign = truth(signed)
  const tight = { precision: int(precision), fractional: truth(true), unique: truth(true), trim: text('.'), sign }
  const words = values.map((x) => dragon('dragon4_positional', x, tight).split('.'))
  const left = longest(words.map((word) => word[0] ?? ''))
  const right = longest(words.map((word) => word[1] ?? ''))
  const options = { ...tight, min_digits: int(0), pad_left: int(left), pad_right: int(right) }
  return { left, right, write: (x) => dragon('dragon4_positional', x, options) }
}

function complex(a: Address): Formatter {
  const real = floating(attr(a, 'real'))
  const imaginary = floating(attr(a, 'imag'), true)
  return (x) => {
    const shown = imaginary(attr(x, 'imag'))
    const end = shown.trimEnd().length
    return `${real(attr(x, 'real'))}${shown.slice(0, end)}j${shown.slice(end)}`
  }
}

/** Dates and durations; those that are none are `NaT`. */
function timelike(a: Address, show: Formatter): Formatter {
  const known = only(a, ufunc('invert', [ufunc('isnat', [a])]))
  const count = sizeOf(known)
  const width = Math.max(count === 0 ? 0 : longest(extremes(known).map(show)), count < sizeOf(a) ? 5 : 0)
  return (x) => (isTruthy(ufunc('isnat', [x])) ? "'NaT'" : show(x)).padStart(width)
}
function dateFormatter(a: Address): Formatter {
  const [unit = NULL] = itemsOf(invoke(um('datetime_data'), attr(a, 'dtype')))
  const options = { unit, timezone: text('naive'), casting: text('same_kind') }
  return timelike(a, (x) => `'${textOf(callWith(um('datetime_as_string'), [x], options))}'`)
}

function struct(a: Address): Formatter {
  const dtype = attr(a, 'dtype')
  const fields = itemsOf(attr(dtype, 'names')).map((name) => {
    const format = formatterFor(method(a, '__getitem__', name))
    const shape = itemsOf(attr(method(dtype, '__getitem__', name), 'shape'))
    return shape.length === 0 ? format : nested(format)
  })
  return (x) => {
    const shown = items(method(x, 'item')).map((_, i) => fields[i]?.(method(x, '__getitem__', int(i))) ?? '')
    return shown.length === 1 ? `(${shown[0]},)` : `(${shown.join(', ')})`
  }
}
/** Fields that are arrays. */
function nested(format: Formatter): Formatter {
  const show: Formatter = (a) =>
    `[${items(a)
      .map(itemsOf(attr(a, 'shape')).length > 1 ? show : format)
      .join(', ')}]`
  return show
}

/** Lists in an array of objects are told apart from arrays. */
const objectText: Formatter = (x) => (isExactly(x, S.PyList_Type) ? `list(${reprOf(x)})` : reprOf(x))

export function formatterFor(a: Address): Formatter {
  const dtype = attr(a, 'dtype')
  const isScalar = itemsOf(attr(a, 'shape')).length === 0
  const kinds: Record<string, () => Formatter> = {
    b: () => (x) => (isTruthy(x) ? (isScalar ? 'True' : ' True') : 'False'),
    i: () => whole(a),
    u: () => whole(a),
    f: () => floating(a),
    c: () => complex(a),
    M: () => dateFormatter(a),
    m: () => timelike(a, (x) => textOf(method(x, 'astype', text('i8')))),
    O: () => objectText,
    V: () => (given(attr(dtype, 'names')) ? struct(a) : textOf),
  }
  return kinds[textOf(attr(dtype, 'kind'))]?.() ?? reprOf
}
