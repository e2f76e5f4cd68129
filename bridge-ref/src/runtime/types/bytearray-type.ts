/** `bytearray`. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { readSize, writeSize, writeU8 } from '../../memory/views.ts'
import { freeObject, roomForTimes } from '../allocation.ts'
import { fillInfo, readBufferBytes } from '../buffer.ts'
import {
  byteArrayData,
  byteArrayOf,
  bytesOf,
  initByteArray,
  newByteArray,
  refuseExported,
  releaseByteArray,
  resizeByteArray,
} from '../bytes.ts'
import { indexSize } from '../conversion.ts'
import { args, argsBetween, describeType, type Method, type TypeDescription } from '../define.ts'
import { raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { newInt } from '../int.ts'
import { newIterator } from '../iteration.ts'
import { isInstance, isStr, itemsOf, newNone, notImplemented } from '../object.ts'
import { percentBytes } from '../percent-dialects.ts'
import { decref, newRef } from '../refcount.ts'
import { adjustIndices, isSlice, unpackSlice } from '../slice.ts'
import { newStr, readStr } from '../str.ts'
import { bytesRepr, encodeText } from '../text-codecs.ts'
import { bytesMethods, fromHex } from './bytes-methods.ts'
import { bytesFrom, bytesSlots, byteValue, ofType } from './bytes-types.ts'
import { position } from './text-types.ts'

const size = L.PyVarObject.ob_size
const exports = L.PyByteArrayObject.ob_exports

function initialize(o: Address, given: Address): number {
  const [source, encoding] = itemsOf(given)
  if (source !== undefined && isStr(source) && encoding !== undefined) {
    const encoded = encodeText(source, readStr(encoding), 'strict')
    replaceContents(o, bytesOf(encoded))
    decref(encoded)
  } else replaceContents(o, source === undefined ? new Uint8Array(0) : bytesFrom(source))
  return 0
}

function assign(o: Address, key: Address, value: Address): number {
  if (!isSlice(key))
    return setByte(
      o,
      position(key, () => readSize(o, size), 'bytearray'),
      value,
    )
  const unpacked = unpackSlice(key)
  const next = value === NULL ? new Uint8Array(0) : bytesFrom(value)
  const { start, stop, step, count } = adjustIndices(readSize(o, size), unpacked)
  if (step === 1) return splice(o, { from: start, to: Math.max(start, stop) }, next)
  if (value === NULL) {
    const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step))
    return replaceContents(
      o,
      byteArrayOf(o).filter((_, i) => !gone.has(i)),
    )
  }
  if (next.length !== count)
    raise(E.ValueError, `attempt to assign bytes of size ${next.length} to extended slice of size ${count}`)
  next.forEach((byte, i) => {
    writeU8(byteArrayData(o), start + i * step, byte)
  })
  return 0
}

function setByte(o: Address, i: number, value: Address): number {
  if (i < 0 || i >= readSize(o, size)) raise(E.IndexError, 'bytearray index out of range')
  if (value === NULL) return splice(o, { from: i, to: i + 1 }, new Uint8Array(0))
  const byte = byteValue(value)
  // The conversion of the value may have changed the bytearray.
  if (i >= readSize(o, size)) raise(E.IndexError, 'bytearray index out of range')
  writeU8(byteArrayData(o), i, byte)
  return 0
}

function splice(o: Address, { from, to }: { from: number; to: number }, next: Uint8Array): number {
  const old = byteArrayOf(o)
  return replaceContents(o, Buffer.concat([old.slice(0, from), next, old.slice(to)]))
}

/** Same size in place; any other size needs that nobody holds a view. */
function replaceContents(o: Address, contents: Uint8Array): number {
  if (contents.length !== readSize(o, size)) {
    refuseExported(o)
    resizeByteArray(o, contents.length)
  }
  byteArrayOf(o).set(contents)
  return 0
}

function append(o: Address, more: Uint8Array): number {
  return replaceContents(o, Buffer.concat([byteArrayOf(o), more]))
}
function repeated(o: Address, times: number): Uint8Array {
  return Buffer.concat(Array.from({ length: roomForTimes(byteArrayOf(o).length, times) }, () => byteArrayOf(o)))
}

function lend(o: Address, view: Address, flags: number): number {
  const data = byteArrayData(o)
  const result = fillInfo(view, { exporter: o, data, length: readSize(o, size), readonly: false, flags })
  writeSize(o, exports, readSize(o, exports) + 1)
  return result
}

function pop(o: Address, which: Address | undefined): Address {
  const length = readSize(o, size)
  if (length === 0) raise(E.IndexError, 'pop from empty bytearray')
  const at = which === undefined ? length - 1 : indexSize(which, E.IndexError)
  const i = at < 0 ? at + length : at
  const byte = byteArrayOf(o)[i]
  if (byte === undefined) return raise(E.IndexError, 'pop index out of range')
  splice(o, { from: i, to: i + 1 }, new Uint8Array(0))
  return newInt(byte)
}

function insert(o: Address, where: Address, value: Address): number {
  const length = readSize(o, size)
  const at = indexSize(where, E.IndexError)
  const i = Math.max(0, Math.min(length, at < 0 ? at + length : at))
  return splice(o, { from: i, to: i }, Uint8Array.of(byteValue(value)))
}

function remove(o: Address, value: Address): number {
  const i = byteArrayOf(o).indexOf(byteValue(value))
  if (i < 0) raise(E.ValueError, 'value not found in bytearray')
  return splice(o, { from: i, to: i + 1 }, new Uint8Array(0))
}

const slots: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    releaseByteArray(o)
    freeObject(o)
  },
  tp_repr: (o: Address) => newStr(`bytearray(${bytesRepr(byteArrayOf(o))})`),
  tp_str: (o: Address) => newStr(`bytearray(${bytesRepr(byteArrayOf(o))})`),
  tp_new: (type: Address) => {
    const o = allocInstance(type)
    initByteArray(o)
    return o
  },
  tp_init: initialize,
  sq_ass_item: setByte,
  mp_ass_subscript: assign,
  sq_inplace_concat: (o: Address, other: Address) => {
    append(o, readBufferBytes(other))
    return newRef(o)
  },
  sq_inplace_repeat: (o: Address, times: number) => {
    replaceContents(o, repeated(o, times))
    return newRef(o)
  },
  bf_getbuffer: lend,
  bf_releasebuffer: (o: Address) => writeSize(o, exports, readSize(o, exports) - 1),
}

const methods: Record<string, Method> = {
  append: args(1, (o, value) => done(append(o, Uint8Array.of(byteValue(value ?? NULL))))),
  extend: args(1, (o, value) => done(append(o, bytesFrom(value ?? NULL)))),
  insert: args(2, (o, where = NULL, value = NULL) => done(insert(o, where, value))),
  remove: args(1, (o, value = NULL) => done(remove(o, value))),
  reverse: args(0, (o) => {
    byteArrayOf(o).reverse()
    return newNone()
  }),
  clear: args(0, (o) => done(replaceContents(o, new Uint8Array(0)))),
  pop: argsBetween(0, 1, pop),
}

export function describeByteArray(): void {
  describeType(S.PyByteArray_Type, {
    name: 'bytearray',
    size: L.PyByteArrayObject.size,
    flags: flag.BASETYPE,
    slots: {
      ...bytesSlots('bytearray', newByteArray),
      ...slots,
      nb_remainder: (a: Address, b: Address) =>
        isInstance(a, S.PyByteArray_Type) ? newByteArray(percentBytes(byteArrayOf(a), b)) : notImplemented(),
      tp_hash: apiAddress('PyObject_HashNotImplemented'),
      tp_free: apiAddress('PyObject_Free'),
      tp_iter: (o: Address) => newIterator(S.PyByteArrayIter_Type, o),
    },
    methods: {
      ...bytesMethods(byteArrayOf, newByteArray),
      ...methods,
      copy: args(0, (o) => newByteArray(byteArrayOf(o))),
      fromhex: { ...args(1, (type, text = NULL) => ofType(type, newByteArray(fromHex(text)))), kind: 'class' },
      __alloc__: args(0, (o) => newInt(readSize(o, L.PyByteArrayObject.ob_alloc))),
    },
  })
}

function done(_zero: number): Address {
  return newNone()
}
