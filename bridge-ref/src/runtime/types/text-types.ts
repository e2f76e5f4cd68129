/** `str`: operators and the methods that extensions and suites use most. */
import { type Address, NULL } from '../../memory/address.ts'
import { free } from '../../memory/heap.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { bytesAt, readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { allocateOrRaise, freeObject } from '../allocation.ts'
import { readBufferBytes } from '../buffer.ts'
import { indexSize, indexValue } from '../conversion.ts'
import { args, argsBetween, describeType, type Method, type TypeDescription } from '../define.ts'
import { raise } from '../errors.ts'
import { formatText, parseSpec, textTypes } from '../format-spec.ts'
import { allocInstance } from '../instances.ts'
import { newInt } from '../int.ts'
import { collect, newIterator } from '../iteration.ts'
import { bool, EQ, isStr, itemsOf, nameOf, notImplemented, slotFor, str } from '../object.ts'
import { percentFormat } from '../percent-format.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { newListOf } from '../sequence.ts'
import { isSlice, sliceIndices } from '../slice.ts'
import {
  codePoint,
  codePoints,
  forgetInterned,
  kindOf,
  newStr,
  newStrOf,
  readStr,
  strData,
  strEquals,
  strHash,
  strLength,
} from '../str.ts'
import { decodeBytes, encodeText, strRepr } from '../text-codecs.ts'
import { freeUtf8 } from '../utf8-cache.ts'

/** Position of an index given by the host; raises IndexError. */
export function position(key: Address, length: number, name: string): number {
  if (slotFor(key, 'nb_index') === NULL) raise(E.TypeError, `${name} indices must be integers, not '${nameOf(key)}'`)
  const index = indexSize(key, E.IndexError)
  const at = index < 0 ? index + length : index
  return at >= 0 && at < length ? at : raise(E.IndexError, `${name} index out of range`)
}

function compareCodes(a: Address, b: Address): number {
  const [left, right] = [strLength(a), strLength(b)]
  for (let i = 0; i < Math.min(left, right); i++) {
    const difference = codePoint(a, i) - codePoint(b, i)
    if (difference !== 0) return Math.sign(difference)
  }
  return Math.sign(left - right)
}

export function ordered(order: number, op: number): boolean {
  return [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op] ?? false
}

function needStr(o: Address, what: string): string {
  return isStr(o) ? readStr(o) : raise(E.TypeError, `${what} must be str, not ${nameOf(o)}`)
}

export function joinStrings(separator: Address, source: Address): Address {
  const items = collect(source)
  try {
    const texts = items.map((item, i) =>
      isStr(item)
        ? codePoints(item)
        : raise(E.TypeError, `sequence item ${i}: expected str instance, ${nameOf(item)} found`),
    )
    const between = codePoints(separator)
    return newStrOf(texts.flatMap((text, i) => (i === 0 ? text : [...between, ...text])))
  } finally {
    for (const item of items) decref(item)
  }
}

export function concatStrings(a: Address, b: Address): Address {
  if (!isStr(b)) raise(E.TypeError, `can only concatenate str (not "${nameOf(b)}") to str`)
  if (strLength(b) === 0 && typeOf(a) === S.PyUnicode_Type) return newRef(a)
  if (strLength(a) === 0 && typeOf(b) === S.PyUnicode_Type) return newRef(b)
  return newStrOf([...codePoints(a), ...codePoints(b)])
}

export function substring(o: Address, start: number, end: number): Address {
  const [from, to] = [Math.max(0, start), Math.min(end, strLength(o))]
  if (from === 0 && to === strLength(o) && typeOf(o) === S.PyUnicode_Type) return newRef(o)
  return newStrOf(Array.from({ length: Math.max(0, to - from) }, (_, i) => codePoint(o, from + i)))
}

const text = (run: (value: string) => string): Method => args(0, (o) => newStr(run(readStr(o))))
const test = (pattern: RegExp): Method => args(0, (o) => bool(pattern.test(readStr(o))))
const strip = (start: boolean, end: boolean): Method =>
  argsBetween(0, 1, (o, characters) => {
    const set = characters === undefined ? /\s/ : new RegExp(`[${readStr(characters).replace(/[\]\\^-]/g, '\\$&')}]`)
    let value = [...readStr(o)]
    while (start && value[0] !== undefined && set.test(value[0])) value = value.slice(1)
    while (end && value.length > 0 && set.test(value.at(-1) ?? '')) value = value.slice(0, -1)
    return newStr(value.join(''))
  })

export function splitText(value: string, separator: string | undefined, most: number): string[] {
  const parts =
    separator === undefined
      ? value
          .trim()
          .split(/\s+/)
          .filter((part) => part !== '')
      : value.split(separator)
  if (most < 0 || parts.length <= most + 1) return parts
  return [...parts.slice(0, most), parts.slice(most).join(separator ?? ' ')]
}

function strNew(type: Address, given: Address, kwargs: Address): Address {
  const [o, encoding, errors] = itemsOf(given)
  const value =
    o === undefined
      ? newStr('')
      : encoding === undefined && kwargs === NULL
        ? str(o)
        : decodeObject(o, encoding, errors)
  if (type === S.PyUnicode_Type) return value
  const instance = allocInstance(type)
  copyIntoSubclass(instance, value)
  decref(value)
  return instance
}

function decodeObject(o: Address, encoding: Address | undefined, errors: Address | undefined): Address {
  if (isStr(o)) raise(E.TypeError, 'decoding str is not supported')
  return decodeBytes(
    readBufferBytes(o),
    encoding === undefined ? 'utf-8' : readStr(encoding),
    errors === undefined ? 'strict' : readStr(errors),
  )
}

/** Instances of subclasses of str keep their characters apart from the struct. */
function copyIntoSubclass(instance: Address, value: Address): void {
  const bytes = (strLength(value) + 1) * kindOf(value)
  const data = allocateOrRaise(bytes)
  bytesAt(data, bytes).set(bytesAt(strData(value), bytes))
  const A = L.PyASCIIObject
  writeSize(instance, A.length, strLength(value))
  writeSize(instance, A.hash, -1)
  writeSize(instance, A.state, readSize(value, A.state) & ~3 & ~(1 << 5))
  writePointer(instance, L.PyUnicodeObject.data, data)
}

const slots: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    forgetInterned(o)
    freeUtf8(o)
    if (typeOf(o) !== S.PyUnicode_Type) free(readPointer(o, L.PyUnicodeObject.data))
    freeObject(o)
  },
  tp_repr: (o: Address) => newStr(strRepr(o)),
  tp_str: (o: Address) => (typeOf(o) === S.PyUnicode_Type ? newRef(o) : newStrOf(codePoints(o))),
  tp_hash: strHash,
  tp_richcompare: (a: Address, b: Address, op: number) => {
    if (!isStr(a) || !isStr(b)) return notImplemented()
    return bool(op === EQ ? strEquals(a, b) : ordered(compareCodes(a, b), op))
  },
  tp_iter: (o: Address) => newIterator(S.PyUnicodeIter_Type, o),
  tp_new: strNew,
  sq_length: strLength,
  sq_item: (o: Address, i: number) =>
    i >= 0 && i < strLength(o) ? newStrOf([codePoint(o, i)]) : raise(E.IndexError, 'string index out of range'),
  sq_contains: (o: Address, part: Address) => {
    if (!isStr(part)) raise(E.TypeError, `'in <string>' requires string as left operand, not ${nameOf(part)}`)
    return readStr(o).includes(readStr(part)) ? 1 : 0
  },
  sq_concat: concatStrings,
  sq_repeat: (o: Address, times: number) =>
    newStrOf(Array.from({ length: Math.max(0, times) }, () => codePoints(o)).flat()),
  mp_length: strLength,
  mp_subscript: (o: Address, key: Address) => {
    if (!isSlice(key)) return newStrOf([codePoint(o, position(key, strLength(o), 'string'))])
    const { start, step, count } = sliceIndices(key, strLength(o))
    return newStrOf(Array.from({ length: count }, (_, i) => codePoint(o, start + i * step)))
  },
  nb_remainder: (a: Address, b: Address) => (isStr(a) ? percentFormat(a, b) : notImplemented()),
}

const methods: Record<string, Method> = {
  upper: text((value) => value.toUpperCase()),
  lower: text((value) => value.toLowerCase()),
  title: text((value) =>
    value.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ),
  capitalize: text((value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()),
  isdigit: test(/^\p{Nd}+$/u),
  isalpha: test(/^\p{L}+$/u),
  isspace: test(/^\s+$/u),
  isidentifier: test(/^[\p{ID_Start}_][\p{ID_Continue}]*$/u),
  strip: strip(true, true),
  lstrip: strip(true, false),
  rstrip: strip(false, true),
  join: args(1, joinStrings),
  split: argsBetween(0, 2, (o, separator, most) => {
    const limit = most === undefined ? -1 : Number(indexValue(most))
    const by = separator === undefined || !isStr(separator) ? undefined : readStr(separator)
    return newListOf(splitText(readStr(o), by, limit).map(newStr))
  }),
  startswith: args(1, (o, part) => bool(readStr(o).startsWith(needStr(part, 'startswith first arg')))),
  endswith: args(1, (o, part) => bool(readStr(o).endsWith(needStr(part, 'endswith first arg')))),
  find: args(1, (o, part) => newInt(readStr(o).indexOf(needStr(part, 'must')))),
  replace: args(2, (o, old = NULL, next = NULL) =>
    newStr(readStr(o).replaceAll(needStr(old, 'replace() argument 1'), needStr(next, 'replace() argument 2'))),
  ),
  encode: argsBetween(0, 2, (o, encoding, errors) =>
    encodeText(
      o,
      encoding === undefined ? 'utf-8' : readStr(encoding),
      errors === undefined ? 'strict' : readStr(errors),
    ),
  ),
  __format__: args(1, (o, spec = NULL) => newStr(formatText(readStr(o), parseSpec(readStr(spec), 'str', textTypes)))),
}

export function describeStr(): void {
  describeType(S.PyUnicode_Type, {
    name: 'str',
    size: L.PyUnicodeObject.size,
    flags: flag.BASETYPE | flag.UNICODE_SUBCLASS,
    slots: { ...slots, tp_free: apiAddress('PyObject_Free') },
    methods,
  })
}
