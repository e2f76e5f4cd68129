/** `str` and `bytes` and `bytearray`: operators and the methods that extensions and suites use most. */
import { type Address, NULL } from '../../memory/address.ts'
import { free } from '../../memory/heap.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { bytesAt, readPointer, readSize, writePointer, writeSize, writeU8 } from '../../memory/views.ts'
import { allocateOrRaise, freeObject } from '../allocation.ts'
import { fillInfo, readBufferBytes } from '../buffer.ts'
import {
  byteArrayData,
  byteArrayOf,
  bytesData,
  bytesLength,
  bytesOf,
  initByteArray,
  newByteArray,
  newBytes,
  refuseExported,
  releaseByteArray,
  resizeByteArray,
} from '../bytes.ts'
import { indexSize, indexValue } from '../conversion.ts'
import { args, argsBetween, describeType, type Method, type TypeDescription } from '../define.ts'
import { raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { newInt } from '../int.ts'
import { collect, newIterator } from '../iteration.ts'
import {
  bool,
  EQ,
  isBytes,
  isInstance,
  isInt,
  isStr,
  itemsOf,
  nameOf,
  notImplemented,
  slotFor,
  str,
} from '../object.ts'
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
import { bytesRepr, decodeBytes, encodeText, strRepr } from '../text-codecs.ts'
import { freeUtf8 } from '../utf8-cache.ts'

const size = L.PyVarObject.ob_size

/** Position of an index given by the host; raises IndexError. */
function position(key: Address, length: number, name: string): number {
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

export function describeStr(): void {
  describeType(S.PyUnicode_Type, {
    name: 'str',
    size: L.PyUnicodeObject.size,
    flags: flag.BASETYPE | flag.UNICODE_SUBCLASS,
    slots: {
      tp_dealloc: (o: Address) => {
        forgetInterned(o)
        freeUtf8(o)
        if (typeOf(o) !== S.PyUnicode_Type) free(readPointer(o, L.PyUnicodeObject.data))
        freeObject(o)
      },
      tp_free: apiAddress('PyObject_Free'),
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
    },
    methods: {
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
    },
  })
}

function compareBytes(a: Address, b: Address, op: number): Address {
  if (!isBytesLike(a) || !isBytesLike(b)) return notImplemented()
  return bool(ordered(Buffer.compare(contentsOf(a), contentsOf(b)), op))
}
function isBytesLike(o: Address): boolean {
  return isBytes(o) || isInstance(o, S.PyByteArray_Type)
}
export function contentsOf(o: Address): Uint8Array {
  return isBytes(o) ? bytesOf(o) : byteArrayOf(o)
}

/** The bytes that `bytes(o)` or `bytearray(o)` holds. */
export function bytesFrom(o: Address): Uint8Array {
  if (isBytesLike(o)) return contentsOf(o).slice()
  if (isStr(o)) raise(E.TypeError, 'string argument without an encoding')
  if (slotFor(o, 'nb_index') !== NULL) {
    const count = indexSize(o, E.OverflowError)
    return count < 0 ? raise(E.ValueError, 'negative count') : new Uint8Array(count)
  }
  if (slotFor(o, 'bf_getbuffer') !== NULL) return readBufferBytes(o)
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL)
    raise(E.TypeError, `cannot convert '${nameOf(o)}' object to bytes`)
  const items = collect(o)
  try {
    return Uint8Array.from(items.map(byteValue))
  } finally {
    for (const item of items) decref(item)
  }
}

export function byteValue(o: Address): number {
  const value = indexValue(o)
  return value >= 0 && value <= 255 ? Number(value) : raise(E.ValueError, 'byte must be in range(0, 256)')
}

function bytesSlots(name: string, make: (contents: Uint8Array) => Address): TypeDescription['slots'] {
  const length = (o: Address) => readSize(o, size)
  return {
    tp_richcompare: compareBytes,
    sq_length: length,
    mp_length: length,
    sq_item: (o: Address, i: number) =>
      i >= 0 && i < length(o) ? newInt(contentsOf(o)[i] ?? 0) : raise(E.IndexError, `${name} index out of range`),
    sq_contains: (o: Address, part: Address) => {
      if (isInt(part) || slotFor(part, 'nb_index') !== NULL) return contentsOf(o).includes(byteValue(part)) ? 1 : 0
      return Buffer.from(contentsOf(o)).includes(Buffer.from(readBufferBytes(part))) ? 1 : 0
    },
    sq_concat: (a: Address, b: Address) => {
      if (slotFor(b, 'bf_getbuffer') === NULL) raise(E.TypeError, `can't concat ${nameOf(b)} to ${nameOf(a)}`)
      return make(Buffer.concat([contentsOf(a), readBufferBytes(b)]))
    },
    sq_repeat: (o: Address, times: number) =>
      make(Buffer.concat(Array.from({ length: Math.max(0, times) }, () => contentsOf(o)))),
    mp_subscript: (o: Address, key: Address) => {
      if (!isSlice(key)) return newInt(contentsOf(o)[position(key, length(o), name)] ?? 0)
      const { start, step, count } = sliceIndices(key, length(o))
      return make(Uint8Array.from({ length: count }, (_, i) => contentsOf(o)[start + i * step] ?? 0))
    },
  }
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const bytesMethods: Record<string, Method> = {
  decode: argsBetween(0, 2, (o, encoding, errors) =>
    decodeBytes(
      contentsOf(o).slice(),
      encoding === undefined ? 'utf-8' : readStr(encoding),
      errors === undefined ? 'strict' : readStr(errors),
    ),
  ),
  hex: args(0, (o) => newStr(Buffer.from(contentsOf(o)).toString('hex'))),
  find: args(1, (o, part) => newInt(Buffer.from(contentsOf(o)).indexOf(Buffer.from(readBufferBytes(part))))),
  startswith: args(1, (o, part) => bool(latin(contentsOf(o)).startsWith(latin(readBufferBytes(part))))),
}

function bytesNew(type: Address, given: Address): Address {
  const [o, encoding, errors] = itemsOf(given)
  if (o !== undefined && isStr(o) && encoding !== undefined)
    return encodeText(o, readStr(encoding), errors === undefined ? 'strict' : readStr(errors))
  if (o !== undefined && typeOf(o) === S.PyBytes_Type && type === S.PyBytes_Type) return newRef(o)
  const contents = o === undefined ? new Uint8Array(0) : bytesFrom(o)
  if (type === S.PyBytes_Type) return newBytes(contents)
  const instance = allocInstance(type, contents.length)
  bytesAt(bytesData(instance), contents.length).set(contents)
  return instance
}

export function describeBytes(): void {
  describeType(S.PyBytes_Type, {
    name: 'bytes',
    size: L.PyBytesObject.ob_sval + 1,
    itemSize: 1,
    flags: flag.BASETYPE | flag.BYTES_SUBCLASS,
    slots: {
      ...bytesSlots('index', newBytes),
      tp_dealloc: freeObject,
      tp_free: apiAddress('PyObject_Free'),
      tp_repr: (o: Address) => newStr(bytesRepr(bytesOf(o))),
      tp_hash: (o: Address) => bytesOf(o).reduce((hash, byte) => (Math.imul(hash ^ byte, 0x01000193) >>> 0) + 1, 7),
      tp_iter: (o: Address) => newIterator(S.PyBytesIter_Type, o),
      tp_new: bytesNew,
      bf_getbuffer: (o: Address, view: Address, flags: number) =>
        fillInfo(view, { exporter: o, data: bytesData(o), length: bytesLength(o), readonly: true, flags }),
    },
    methods: bytesMethods,
  })
}

const exports = L.PyByteArrayObject.ob_exports

export function describeByteArray(): void {
  describeType(S.PyByteArray_Type, {
    name: 'bytearray',
    size: L.PyByteArrayObject.size,
    flags: flag.BASETYPE,
    slots: {
      ...bytesSlots('bytearray', newByteArray),
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_dealloc: (o: Address) => {
        releaseByteArray(o)
        freeObject(o)
      },
      tp_free: apiAddress('PyObject_Free'),
      tp_repr: (o: Address) => newStr(`bytearray(${bytesRepr(byteArrayOf(o))})`),
      tp_str: (o: Address) => newStr(`bytearray(${bytesRepr(byteArrayOf(o))})`),
      tp_iter: (o: Address) => newIterator(S.PyByteArrayIter_Type, o),
      tp_new: (type: Address) => {
        const o = allocInstance(type)
        initByteArray(o)
        return o
      },
      tp_init: (o: Address, given: Address) => {
        const [source, encoding] = itemsOf(given)
        const encoded =
          source !== undefined && isStr(source) && encoding !== undefined
            ? encodeText(source, readStr(encoding), 'strict')
            : NULL
        replaceContents(
          o,
          encoded !== NULL ? bytesOf(encoded).slice() : source === undefined ? new Uint8Array(0) : bytesFrom(source),
        )
        return 0
      },
      sq_ass_item: (o: Address, i: number, value: Address) => setByte(o, i, value),
      mp_ass_subscript: (o: Address, key: Address, value: Address) => {
        if (!isSlice(key)) return setByte(o, position(key, readSize(o, size), 'bytearray'), value)
        const { start, stop } = sliceIndices(key, readSize(o, size))
        const old = byteArrayOf(o).slice()
        replaceContents(
          o,
          Buffer.concat([
            old.slice(0, start),
            value === NULL ? new Uint8Array(0) : bytesFrom(value),
            old.slice(Math.max(start, stop)),
          ]),
        )
        return 0
      },
      sq_inplace_concat: (o: Address, other: Address) => {
        replaceContents(o, Buffer.concat([byteArrayOf(o), readBufferBytes(other)]))
        return newRef(o)
      },
      bf_getbuffer: (o: Address, view: Address, flags: number) => {
        const result = fillInfo(view, {
          exporter: o,
          data: byteArrayData(o),
          length: readSize(o, size),
          readonly: false,
          flags,
        })
        writeSize(o, exports, readSize(o, exports) + 1)
        return result
      },
      bf_releasebuffer: (o: Address) => writeSize(o, exports, readSize(o, exports) - 1),
    },
    methods: {
      ...bytesMethods,
      append: args(1, (o, value) =>
        done(replaceContents(o, Buffer.concat([byteArrayOf(o), Uint8Array.of(byteValue(value))]))),
      ),
      extend: args(1, (o, value) => done(replaceContents(o, Buffer.concat([byteArrayOf(o), bytesFrom(value)])))),
      clear: args(0, (o) => done(replaceContents(o, new Uint8Array(0)))),
      pop: args(0, (o) => {
        const last = byteArrayOf(o).at(-1)
        if (last === undefined) return raise(E.IndexError, 'pop from empty bytearray')
        replaceContents(o, byteArrayOf(o).slice(0, -1))
        return newInt(last)
      }),
    },
  })
}

function setByte(o: Address, i: number, value: Address): number {
  if (i < 0 || i >= readSize(o, size)) raise(E.IndexError, 'bytearray index out of range')
  if (value === NULL) replaceContents(o, Buffer.concat([byteArrayOf(o).slice(0, i), byteArrayOf(o).slice(i + 1)]))
  else writeU8(byteArrayData(o), i, byteValue(value))
  return 0
}

/** Same size in place; any other size needs that nobody holds a view. */
function replaceContents(o: Address, contents: Uint8Array): void {
  if (contents.length !== readSize(o, size)) {
    refuseExported(o)
    resizeByteArray(o, contents.length)
  }
  byteArrayOf(o).set(contents)
}

function done(_nothing: unknown): Address {
  return newRef(S._Py_NoneStruct)
}
