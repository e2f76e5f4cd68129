/** `str`: operators and the methods that extensions and suites use most. */
import { type Address, NULL } from '../../memory/address.ts'
import { free } from '../../memory/heap.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { bytesAt, readPointer, readU32, writePointer, writeSize, writeU32 } from '../../memory/views.ts'
import { allocateOrRaise, freeObject, roomForTimes } from '../allocation.ts'
import { readBufferBytes } from '../buffer.ts'
import { isSpace } from '../characters.ts'
import { indexSize } from '../conversion.ts'
import { describeType, type Method, type TypeDescription } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { collect, newIterator } from '../iteration.ts'
import { bindArguments } from '../named-arguments.ts'
import { bool, EQ, isStr, itemsOf, nameOf, notImplemented, slotFor, str } from '../object.ts'
import { percentStr } from '../percent-dialects.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { replacePieces, splitBy, splitByFromRight, splitSpace, splitSpaceFromRight } from '../searching.ts'
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
import { joinPieces, searchStr, strSlice } from '../str-search.ts'
import { decodeBytes, strRepr } from '../text-codecs.ts'
import { freeUtf8 } from '../utf8-cache.ts'

/** Position of an index given by the host; raises IndexError. */
/** The length is asked for after the index was converted, which may run code. */
export function position(key: Address, length: () => number, name: string): number {
  if (slotFor(key, 'nb_index') === NULL) raise(E.TypeError, `${name} indices must be integers, not '${nameOf(key)}'`)
  const index = indexSize(key, E.IndexError)
  const size = length()
  const at = index < 0 ? index + size : index
  return at >= 0 && at < size ? at : raise(E.IndexError, `${name} index out of range`)
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

export function joinStrings(separator: Address, source: Address): Address {
  const items = collect(source)
  try {
    const texts = items.map((item, i) =>
      isStr(item)
        ? codePoints(item)
        : raise(E.TypeError, `sequence item ${i}: expected str instance, ${nameOf(item)} found`),
    )
    if (texts.length > 1 && !isStr(separator))
      raise(E.TypeError, `separator: expected str instance, ${nameOf(separator)} found`)
    const between = texts.length > 1 ? codePoints(separator) : []
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

/** Pieces of `o` between separators, or between runs of white space for NULL. New list. */
export function splitStr(o: Address, separator: Address, most: number, right: boolean): Address {
  const length = strLength(o)
  if (separator === NULL) {
    const spaceAt = (i: number) => isSpace(codePoint(o, i))
    const ranges = (right ? splitSpaceFromRight : splitSpace)(spaceAt, length, most)
    return newListOf(ranges.map((range) => strSlice(o, range)))
  }
  if (!isStr(separator)) raise(E.TypeError, `must be str, not ${nameOf(separator)}`)
  if (strLength(separator) === 0) raise(E.ValueError, 'empty separator')
  const ranges = (right ? splitByFromRight : splitBy)(searchStr(o, separator), length, most)
  return newListOf(ranges.map((range) => strSlice(o, range)))
}

/** The part before the separator, the separator and the part behind it. New tuple. */
export function partition(o: Address, separator: Address, right: boolean): Address {
  if (strLength(separator) === 0) raise(E.ValueError, 'empty separator')
  const length = strLength(o)
  const search = searchStr(o, separator)
  const at = right ? search.last(0, length) : search.first(0, length)
  const whole = { start: 0, end: length }
  if (at < 0) {
    const parts = [strSlice(o, whole), newStr(''), newStr('')]
    return newTupleOf(right ? parts.reverse() : parts)
  }
  const rest = { start: at + strLength(separator), end: length }
  return newTupleOf([strSlice(o, { start: 0, end: at }), newRef(separator), strSlice(o, rest)])
}

/** `most` negative replaces all. */
export function replaced(o: Address, old: Address, next: Address, most: number): Address {
  const pieces = replacePieces(searchStr(o, old), strLength(o), most)
  if (pieces.length === 1) return strSlice(o, { start: 0, end: strLength(o) })
  return joinPieces(o, pieces, codePoints(next))
}

function strNew(type: Address, given: Address, kwargs: Address): Address {
  const signature = { name: 'str', names: ['object', 'encoding', 'errors'], least: 0 }
  const [o = NULL, encoding = NULL, errors = NULL] = bindArguments(signature, itemsOf(given), kwargs)
  const asText = encoding === NULL && errors === NULL
  const value = o === NULL ? newStr('') : asText ? str(o) : decodeObject(o, encoding, errors)
  if (type === S.PyUnicode_Type) return value
  const instance = allocInstance(type)
  copyIntoSubclass(instance, value)
  decref(value)
  return instance
}

function decodeObject(o: Address, encoding: Address, errors: Address): Address {
  for (const [name, option] of Object.entries({ encoding, errors })) {
    if (option !== NULL && !isStr(option))
      raise(E.TypeError, `str() argument '${name}' must be str, not ${nameOf(option)}`)
  }
  if (isStr(o)) raise(E.TypeError, 'decoding str is not supported')
  if (slotFor(o, 'bf_getbuffer') === NULL) {
    raise(E.TypeError, `decoding to str: need a bytes-like object, ${nameOf(o)} found`)
  }
  return decodeBytes(
    readBufferBytes(o),
    encoding === NULL ? 'utf-8' : readStr(encoding),
    errors === NULL ? 'strict' : readStr(errors),
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
  // Only the first half of the word is the state: the other is never written.
  writeU32(instance, A.state, readU32(value, A.state) & ~3 & ~(1 << 5))
  writePointer(instance, L.PyUnicodeObject.data, data)
}

const strSlots: TypeDescription['slots'] = {
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
    return searchStr(o, part).first(0, strLength(o)) < 0 ? 0 : 1
  },
  sq_concat: concatStrings,
  sq_repeat: (o: Address, times: number) =>
    newStrOf(Array.from({ length: roomForTimes(strLength(o), times) }, () => codePoints(o)).flat()),
  mp_length: strLength,
  mp_subscript: (o: Address, key: Address) => {
    if (!isSlice(key))
      return newStrOf([
        codePoint(
          o,
          position(key, () => strLength(o), 'string'),
        ),
      ])
    const { start, step, count } = sliceIndices(key, () => strLength(o))
    return newStrOf(Array.from({ length: count }, (_, i) => codePoint(o, start + i * step)))
  },
  nb_remainder: (a: Address, b: Address) => (isStr(a) ? percentStr(a, b) : notImplemented()),
}

export function describeStr(strMethods: Record<string, Method>): void {
  describeType(S.PyUnicode_Type, {
    name: 'str',
    size: L.PyUnicodeObject.size,
    flags: flag.BASETYPE | flag.UNICODE_SUBCLASS,
    slots: { ...strSlots, tp_free: apiAddress('PyObject_Free') },
    methods: strMethods,
  })
}
