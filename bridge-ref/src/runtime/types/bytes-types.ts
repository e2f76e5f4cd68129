/** `bytes`, and what it shares with `bytearray`. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, S } from '../../memory/statics.ts'
import { bytesAt, readSize } from '../../memory/views.ts'
import { freeObject, roomFor, roomForTimes } from '../allocation.ts'
import { fillInfo, readBufferBytes } from '../buffer.ts'
import { byteArrayOf, bytesData, bytesLength, bytesOf, hashBytes, newBytes } from '../bytes.ts'
import { call } from '../call.ts'
import { indexSize, indexValue } from '../conversion.ts'
import { args, describeType, type TypeDescription } from '../define.ts'
import { except, raise } from '../errors.ts'
import { allocInstance } from '../instances.ts'
import { newInt } from '../int.ts'
import { collect, newIterator } from '../iteration.ts'
import { bool, isBytes, isInstance, isInt, isStr, itemsOf, nameOf, notImplemented, slotFor } from '../object.ts'
import { percentBytes } from '../percent-dialects.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { isSlice, sliceIndices } from '../slice.ts'
import { newStr, readStr } from '../str.ts'
import { bytesRepr, encodeText } from '../text-codecs.ts'
import { bytesMethods, fromHex } from './bytes-methods.ts'
import { ordered, position } from './text-types.ts'

const size = L.PyVarObject.ob_size

function compareBytes(a: Address, b: Address, op: number): Address {
  if (!isBytesLike(a) || !isBytesLike(b)) return notImplemented()
  return bool(ordered(Buffer.compare(contentsOf(a), contentsOf(b)), op))
}
function isBytesLike(o: Address): boolean {
  return isBytes(o) || isInstance(o, S.PyByteArray_Type)
}
function contentsOf(o: Address): Uint8Array {
  return isBytes(o) ? bytesOf(o) : byteArrayOf(o)
}

/** The bytes that `bytes(o)` or `bytearray(o)` holds: of a number, so many zeros. */
export function bytesFrom(o: Address): Uint8Array {
  if (isBytesLike(o)) return contentsOf(o).slice()
  if (isStr(o)) raise(E.TypeError, 'string argument without an encoding')
  if (slotFor(o, 'nb_index') !== NULL) {
    // An array has `__index__` too, and refuses: then its bytes are meant.
    const count = except(
      E.TypeError,
      () => indexSize(o, E.OverflowError),
      () => undefined,
    )
    if (count !== undefined) return count < 0 ? raise(E.ValueError, 'negative count') : new Uint8Array(roomFor(count))
  }
  return bytesOfObject(o)
}

/** The bytes of a buffer or an iterable of numbers. */
export function bytesOfObject(o: Address): Uint8Array {
  if (isBytesLike(o)) return contentsOf(o).slice()
  if (slotFor(o, 'bf_getbuffer') !== NULL) return readBufferBytes(o)
  if (isStr(o) || (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL))
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

export function bytesSlots(name: string, make: (contents: Uint8Array) => Address): TypeDescription['slots'] {
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
      make(Buffer.concat(Array.from({ length: roomForTimes(length(o), times) }, () => contentsOf(o)))),
    mp_subscript: (o: Address, key: Address) => {
      if (!isSlice(key)) {
        const at = position(key, () => length(o), name)
        return newInt(contentsOf(o)[at] ?? 0)
      }
      const { start, step, count } = sliceIndices(key, () => length(o))
      return make(Uint8Array.from({ length: count }, (_, i) => contentsOf(o)[start + i * step] ?? 0))
    },
  }
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

/** The value itself, or for a subclass what calling it gives. Steals `value`. */
export function ofType(type: Address, value: Address): Address {
  if (type === typeOf(value)) return value
  try {
    return call(type, [value])
  } finally {
    decref(value)
  }
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
      nb_remainder: (a: Address, b: Address) => (isBytes(a) ? newBytes(percentBytes(bytesOf(a), b)) : notImplemented()),
      tp_str: (o: Address) => newStr(bytesRepr(bytesOf(o))),
      tp_hash: (o: Address) => hashBytes(bytesOf(o)),
      tp_iter: (o: Address) => newIterator(S.PyBytesIter_Type, o),
      tp_new: bytesNew,
      bf_getbuffer: (o: Address, view: Address, flags: number) =>
        fillInfo(view, { exporter: o, data: bytesData(o), length: bytesLength(o), readonly: true, flags }),
    },
    methods: {
      ...bytesMethods(bytesOf, newBytes),
      fromhex: { ...args(1, (type, text = NULL) => ofType(type, newBytes(fromHex(text)))), kind: 'class' },
      __bytes__: args(0, (o) => (typeOf(o) === S.PyBytes_Type ? newRef(o) : newBytes(bytesOf(o)))),
    },
  })
}
