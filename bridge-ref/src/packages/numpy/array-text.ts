/** `numpy.core.arrayprint` with its default options: arrays as text. */
import { type Address, NULL } from '../../memory/address.ts'
import { none } from '../../memory/statics.ts'
import { functions } from '../../modules/kit/functions.ts'
import { own, scope } from '../../modules/kit/scope.ts'
import { attr, given, int, invoke, method, numberOf, reprOf, text, textOf, tuple } from '../../modules/kit/values.ts'
import { isBytes, itemsOf, nameOf } from '../../runtime/object.ts'
import { typeOf } from '../../runtime/refcount.ts'
import { newSlice } from '../../runtime/slice.ts'
import { dtypeName } from './dtype-text.ts'
import { type Formatter, formatterFor } from './element-text.ts'
import { scalarType, um } from './kit.ts'
import { isSubDtype } from './types.ts'

const lineWidth = 75
const threshold = 1000
const edge = 3

const shapeOf = (a: Address): number[] => itemsOf(attr(a, 'shape')).map(numberOf)
const sizeOf = (a: Address): number => numberOf(attr(a, 'size'))

/** The corners of an array too large to be shown. */
function corners(a: Address): Address {
  return shapeOf(a).reduce<Address>((part, length, axis) => {
    if (length <= 2 * edge) return part
    const before = Array.from({ length: axis }, () => own(newSlice(none(), none(), none())))
    const first = method(part, '__getitem__', tuple(...before, own(newSlice(none(), int(edge), none()))))
    const last = method(part, '__getitem__', tuple(...before, own(newSlice(int(-edge), none(), none()))))
    return invoke(um('concatenate'), tuple(first, last), int(axis))
  }, a)
}

/** Text that grows by words; a line that would be too long is wrapped. */
class Lines {
  done = ''
  line: string
  readonly indent: string
  readonly width: number
  constructor(indent: string, width: number) {
    this.line = indent
    this.indent = indent
    this.width = width
  }
  add(word: string): void {
    const [first = '', ...rest] = word.split('\n')
    const widest = Math.max(...word.split('\n').map((part) => part.length))
    const wraps = this.line.length + widest > this.width && this.line.length > this.indent.length
    if (wraps) this.wrap(this.indent)
    const inner = wraps ? this.indent : ' '.repeat(this.line.length)
    this.line += first
    for (const part of rest) {
      this.wrap(inner)
      this.line += part
    }
    if (rest.length > 0) this.line += ' '.repeat(widest - (rest.at(-1) ?? '').length)
  }
  wrap(indent: string): void {
    this.done += `${this.line.trimEnd()}\n`
    this.line = indent
  }
}

interface Style {
  format: Formatter
  separator: string
  summary: boolean
}

function block(a: Address, shape: readonly number[], style: Style, at: { indent: string; width: number }): string {
  const [length = 0, ...inner] = shape
  const cut = style.summary && length > 2 * edge
  const indices = Array.from({ length }, (_, i) => i).filter((i) => !cut || i < edge || i >= length - edge)
  const words = indices.map((i) =>
    scope(() => {
      const part = method(a, '__getitem__', int(i))
      const below = { indent: `${at.indent} `, width: at.width - 1 }
      return inner.length === 0 ? style.format(part) : block(part, inner, style, below)
    }),
  )
  if (cut) words.splice(edge, 0, '...')
  const shown = inner.length === 0 ? row(words, style, at) : rows(words, inner.length, style, at.indent)
  return `[${shown.slice(at.indent.length)}]`
}

function row(words: readonly string[], { separator }: Style, at: { indent: string; width: number }): string {
  const lines = new Lines(at.indent, at.width - Math.max(separator.trimEnd().length, 1))
  words.forEach((word, i) => {
    lines.add(word)
    if (i < words.length - 1) lines.line += separator
  })
  return lines.done + lines.line
}
function rows(words: readonly string[], depth: number, { separator }: Style, indent: string): string {
  return words.map((word) => `${indent}${word}`).join(`${separator.trimEnd()}${'\n'.repeat(depth)}`)
}

/** The elements in brackets; a 0-d array is its only element. */
function arrayText(a: Address, separator: string, prefix: string, suffix: string): string {
  const plain = invoke(um('asarray'), a)
  if (sizeOf(a) === 0) return '[]'
  const summary = sizeOf(a) > threshold
  const format = formatterFor(summary ? corners(plain) : plain)
  const shape = shapeOf(a)
  if (shape.length === 0) return format(method(plain, '__getitem__', tuple()))
  const at = { indent: ` ${' '.repeat(prefix.length)}`, width: lineWidth - suffix.length }
  return block(a, shape, { format, separator, summary }, at)
}

const implied = ['int_', 'float_', 'complex_', 'bool_']

function dtypeShort(dtype: Address): string {
  if (given(attr(dtype, 'names'))) return textOf(dtype)
  if (isSubDtype(attr(dtype, 'type'), scalarType('flexible'))) return `'${textOf(dtype)}'`
  const label = dtypeName(dtype)
  return label === '' || /^\p{L}[\p{L}\p{N}]*$/u.test(label) ? label : `'${label}'`
}

function arrayRepr(a: Address): string {
  const dtype = attr(a, 'dtype')
  const isPlain = typeOf(a) === um('ndarray')
  const prefix = `${isPlain ? 'array' : (nameOf(a).split('.').at(-1) ?? '')}(`
  const type = attr(dtype, 'type')
  const unsaid = implied.some((name) => scalarType(name) === type) && !given(attr(dtype, 'names'))
  const skips = unsaid && sizeOf(a) > 0
  const shape = shapeOf(a)
  const suffix = skips ? ')' : ','
  const shown =
    sizeOf(a) > 0 || (shape.length === 1 && shape[0] === 0) || shape.length === 0
      ? arrayText(a, ', ', prefix, suffix)
      : `[], shape=${textOf(attr(a, 'shape'))}`
  const whole = `${prefix}${shown}${suffix}`
  if (skips) return whole
  const last = `dtype=${dtypeShort(dtype)})`
  const lastLine = whole.length - (whole.lastIndexOf('\n') + 1)
  const breaks = lastLine + last.length + 1 > lineWidth
  return `${whole}${breaks ? `\n${' '.repeat(prefix.length)}` : ' '}${last}`
}

function arrayStr(a: Address): string {
  if (shapeOf(a).length > 0) return arrayText(a, ' ', '', '')
  const only = method(a, '__getitem__', tuple())
  return isBytes(only) ? reprOf(only) : textOf(only)
}

/** An object array may hold itself. */
const running = new Set<Address>()
function guarded(a: Address, body: (a: Address) => string): Address {
  if (running.has(a)) return text('...')
  running.add(a)
  try {
    return text(body(a))
  } finally {
    running.delete(a)
  }
}

export const arrayPrint = (): Record<string, Address> =>
  functions('numpy.core.arrayprint', {
    '_default_array_repr(arr)': (a = NULL) => guarded(a, arrayRepr),
    '_default_array_str(a)': (a = NULL) => guarded(a, arrayStr),
    '_void_scalar_repr(x)': (x = NULL) => text(formatterFor(invoke(um('array'), x))(x)),
  })
