/** `str % values`. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { index, toDouble, toInt } from './conversion.ts'
import { raise } from './errors.ts'
import { type FormatSpec, formatFloat, formatInt, formatText } from './format-spec.ts'
import { checked } from './indicator.ts'
import { readBig } from './int.ts'
import { isStr, isTuple, itemsOf, nameOf, repr, slotFor, str, takeText } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newStr, readStr } from './str.ts'

const directive = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:(\.)(\*|\d+)?)?[hlL]?(.)?/gsu

/** Hands out the values one by one, each as a new reference. */
class Values {
  readonly #items: readonly Address[]
  readonly #mapping: Address
  #next = 0

  constructor(values: Address) {
    this.#items = isTuple(values) ? itemsOf(values) : [values]
    this.#mapping = !isTuple(values) && !isStr(values) && slotFor(values, 'mp_subscript') !== NULL ? values : NULL
  }

  take(key: string | undefined): Address {
    if (key !== undefined) {
      if (this.#mapping === NULL) raise(E.TypeError, 'format requires a mapping')
      const name = newStr(key)
      try {
        return checked(callPointer(slotFor(this.#mapping, 'mp_subscript'), this.#mapping, name))
      } finally {
        decref(name)
      }
    }
    const item = this.#items[this.#next++]
    return item === undefined ? raise(E.TypeError, 'not enough arguments for format string') : newRef(item)
  }

  number(text: string | undefined): number | undefined {
    if (text !== '*') return text === undefined ? undefined : Number(text)
    return Number(integer(this.take(undefined), index))
  }

  finish(): void {
    if (this.#mapping === NULL && this.#next < this.#items.length)
      raise(E.TypeError, 'not all arguments converted during string formatting')
  }
}

export function percentFormat(template: Address, values: Address): Address {
  const source = new Values(values)
  const text = readStr(template).replace(directive, (...[, key, flags, width, point, precision, type]) => {
    if (type === '%') return '%'
    if (type === undefined) raise(E.ValueError, 'incomplete format')
    const wide = source.number(width) ?? 0
    const digits = point === undefined ? undefined : (source.number(precision) ?? 0)
    return converted(source.take(key), { ...layout(flags, wide), precision: digits, type })
  })
  source.finish()
  return newStr(text)
}

function layout(flags: string, width: number): Omit<FormatSpec, 'precision' | 'type'> {
  const left = width < 0 || flags.includes('-')
  const zeros = flags.includes('0') && !left
  return {
    fill: zeros ? '0' : ' ',
    align: left ? '<' : zeros ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '-',
    alternate: flags.includes('#'),
    width: Math.abs(width),
    grouping: '',
  }
}

/** Takes over the reference to `o`. */
function converted(o: Address, spec: FormatSpec): string {
  if ('diuxXoc'.includes(spec.type)) return convertedInt(o, spec)
  try {
    if ('eEfFgG'.includes(spec.type)) return formatFloat(toDouble(o), spec)
    if (spec.type === 's') return formatText(takeText(str(o)), textual(spec))
    if (spec.type === 'r' || spec.type === 'a') return formatText(takeText(repr(o)), textual(spec))
    return raise(E.ValueError, `unsupported format character '${spec.type}'`)
  } finally {
    decref(o)
  }
}

function textual(spec: FormatSpec): FormatSpec {
  return { ...spec, fill: ' ', align: spec.align === '<' ? '<' : '>' }
}

function convertedInt(o: Address, spec: FormatSpec): string {
  if (spec.type === 'c' && isStr(o)) return formatText(takeText(o), textual(spec))
  const decimal = 'diu'.includes(spec.type)
  if (slotFor(o, 'nb_index') === NULL && !(decimal && slotFor(o, 'nb_int') !== NULL)) {
    const name = nameOf(o)
    decref(o)
    const wanted = decimal ? 'a real number' : 'an integer'
    raise(E.TypeError, `%${spec.type} format: ${wanted} is required, not ${name}`)
  }
  const value = integer(o, decimal ? toInt : index)
  return formatInt(value, { ...spec, type: decimal ? 'd' : spec.type, precision: undefined })
}

function integer(o: Address, convert: (o: Address) => Address): bigint {
  try {
    const number = convert(o)
    const value = readBig(number)
    decref(number)
    return value
  } finally {
    decref(o)
  }
}
