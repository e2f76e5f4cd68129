/** `str % values` and `bytes % values`. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { index, toDouble, toInt } from './conversion.ts'
import { raise } from './errors.ts'
import { type FormatSpec, formatFloat, formatInt, padText } from './format-spec.ts'
import { checked } from './indicator.ts'
import { readBig } from './int.ts'
import { isInt, isStr, isTuple, itemsOf, nameOf, slotFor } from './object.ts'
import { decref, newRef } from './refcount.ts'

/** What differs between text and bytes. */
export interface PercentDialect {
  newKey(text: string): Address
  /** `%s`, `%r`, `%a`, `%b`; undefined for a letter it does not know. */
  convert(o: Address, type: string): string | undefined
  /** `%c` */
  character(o: Address): string
  /** How the error of `%f` begins. */
  needsReal: string
  /** The last words of the error for an unknown letter. */
  unsupported(type: string, position: number): string
}

/** Hands out the values one by one, each as a new reference. */
class Values {
  readonly #items: readonly Address[]
  readonly #mapping: Address
  #next = 0

  constructor(values: Address) {
    this.#items = isTuple(values) ? itemsOf(values) : [values]
    const subscript = !isTuple(values) && !isStr(values) && slotFor(values, 'mp_subscript') !== NULL
    this.#mapping = subscript ? values : NULL
  }

  take(): Address {
    const item = this.#items[this.#next++]
    return item === undefined ? raise(E.TypeError, 'not enough arguments for format string') : newRef(item)
  }
  byKey(key: Address): Address {
    try {
      if (this.#mapping === NULL) raise(E.TypeError, 'format requires a mapping')
      return checked(callPointer(slotFor(this.#mapping, 'mp_subscript'), this.#mapping, key))
    } finally {
      decref(key)
    }
  }
  star(): number {
    const o = this.take()
    try {
      return isInt(o) ? Number(readBig(o)) : raise(E.TypeError, '* wants int')
    } finally {
      decref(o)
    }
  }
  finish(kind: string): void {
    if (this.#mapping === NULL && this.#next < this.#items.length)
      raise(E.TypeError, `not all arguments converted during ${kind} formatting`)
  }
}

interface Directive {
  key: string | undefined
  flags: string
  width: string
  precision: string | undefined
  type: string
  /** Position of the letter and behind it. */
  at: number
}

/** Reads behind a percent sign. */
function directiveAt(template: string, start: number): Directive {
  let at = start
  let key: string | undefined
  if (template.charAt(at) === '(') {
    const from = at + 1
    for (let depth = 1; depth > 0; ) {
      at++
      if (at >= template.length) raise(E.ValueError, 'incomplete format key')
      if (template.charAt(at) === '(') depth++
      if (template.charAt(at) === ')') depth--
    }
    key = template.slice(from, at++)
  }
  const rest = /^([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]?/.exec(template.slice(at))
  const [all = '', flags = '', width = '', precision] = rest ?? []
  at += all.length
  const code = template.codePointAt(at)
  if (code === undefined) return raise(E.ValueError, 'incomplete format')
  return { key, flags, width, precision, type: String.fromCodePoint(code), at }
}

export function percentText(template: string, given: Address, dialect: PercentDialect, kind: string): string {
  const values = new Values(given)
  let out = ''
  for (let at = 0; at < template.length; ) {
    const percent = template.indexOf('%', at)
    if (percent < 0) {
      out += template.slice(at)
      break
    }
    out += template.slice(at, percent)
    const directive = directiveAt(template, percent + 1)
    at = directive.at + directive.type.length
    if (directive.type === '%') out += '%'
    else out += substituted(directive, values, dialect)
  }
  values.finish(kind)
  return out
}

function substituted(directive: Directive, values: Values, dialect: PercentDialect): string {
  const { key, flags, width, precision, type, at } = directive
  const early = key === undefined ? NULL : values.byKey(dialect.newKey(key))
  const wide = width === '*' ? values.star() : Number(width)
  const digits =
    precision === '*' ? Math.max(0, values.star()) : precision === undefined ? undefined : Number(precision)
  const value = early === NULL ? values.take() : early
  try {
    return converted(value, { ...layout(flags, wide), precision: digits, type }, dialect, at)
  } finally {
    decref(value)
  }
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

function converted(o: Address, spec: FormatSpec, dialect: PercentDialect, at: number): string {
  const plain = { ...spec, fill: ' ', align: spec.align === '<' ? '<' : '>' }
  if ('diuxXo'.includes(spec.type)) return convertedInt(o, spec)
  if ('eEfFgG'.includes(spec.type)) {
    if (slotFor(o, 'nb_float') === NULL && slotFor(o, 'nb_index') === NULL)
      raise(E.TypeError, `${dialect.needsReal}, not ${nameOf(o)}`)
    return formatFloat(toDouble(o), spec)
  }
  if (spec.type === 'c') return padText(dialect.character(o), { ...plain, precision: undefined })
  const text = dialect.convert(o, spec.type)
  return text === undefined ? raise(E.ValueError, dialect.unsupported(spec.type, at)) : padText(text, plain)
}
function convertedInt(o: Address, spec: FormatSpec): string {
  const decimal = 'diu'.includes(spec.type)
  if (slotFor(o, 'nb_index') === NULL && !(decimal && slotFor(o, 'nb_int') !== NULL)) {
    const wanted = decimal ? 'a real number' : 'an integer'
    raise(E.TypeError, `%${spec.type} format: ${wanted} is required, not ${nameOf(o)}`)
  }
  const number = decimal ? toInt(o) : index(o)
  const value = readBig(number)
  decref(number)
  const { precision, ...rest } = { ...spec, type: decimal ? 'd' : spec.type }
  if (precision === undefined) return formatInt(value, { ...rest, precision })
  // A precision pads with zeros behind the sign and prefix, before the width is looked at.
  const bare = formatInt(value, { ...rest, precision: undefined, width: 0 })
  const [head = ''] = /^[-+ ]?(?:0[xXo])?/.exec(bare) ?? []
  const prefix = spec.alternate || !/0[xXo]$/.test(head) ? head : ''
  const digits = bare.slice(prefix.length).padStart(precision, '0')
  return padNumber(prefix, digits, rest)
}
function padNumber(
  prefix: string,
  digits: string,
  { fill, align, width }: Pick<FormatSpec, 'fill' | 'align' | 'width'>,
): string {
  const missing = Math.max(0, width - prefix.length - digits.length)
  if (align === '=') return prefix + fill.repeat(missing) + digits
  return align === '<' ? prefix + digits + ' '.repeat(missing) : ' '.repeat(missing) + prefix + digits
}
