/** `range`: start, stop, step and length are ints of any size. */
import type { Word } from '../../ffi/koffi.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { E, none, S } from '../../memory/statics.ts'
import { readPointer, writePointer, writeSize } from '../../memory/views.ts'
import { freeObject, newZeroedObject, track } from '../allocation.ts'
import { index } from '../conversion.ts'
import { args, argsBetween, describeType, type TypeDescription } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { narrow, newInt, readBig } from '../int.ts'
import { collect, iteratorIndex, iteratorObject, iteratorSize } from '../iteration.ts'
import {
  bool,
  EQ,
  equal,
  hash,
  isInt,
  itemsOf,
  NE,
  nameOf,
  notImplemented,
  reprText,
  sizeOf,
  slotFor,
} from '../object.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { newTuple } from '../sequence.ts'
import { isSlice } from '../slice.ts'
import { newStr } from '../str.ts'
import { bigSliceIndices } from './slice-type.ts'

/** Struct: as CPython's, whose fields are objects. */
const fields = { start: 16, stop: 24, step: 32, length: 40, size: 48 } as const

interface Bounds {
  start: bigint
  stop: bigint
  step: bigint
}
const field = (o: Address, at: 'start' | 'stop' | 'step' | 'length'): bigint => readBig(readPointer(o, fields[at]))
const integer = (value: bigint): Address => newInt(narrow(value))

function lengthOf({ start, stop, step }: Bounds): bigint {
  const span = step > 0n ? stop - start : start - stop
  const pace = step > 0n ? step : -step
  return span <= 0n ? 0n : (span - 1n) / pace + 1n
}

function newRange(bounds: Bounds): Address {
  const o = newZeroedObject(S.PyRange_Type, fields.size)
  writePointer(o, fields.start, integer(bounds.start))
  writePointer(o, fields.stop, integer(bounds.stop))
  writePointer(o, fields.step, integer(bounds.step))
  writePointer(o, fields.length, integer(lengthOf(bounds)))
  return o
}

function rangeNew(_type: Address, given: Address): Address {
  const count = sizeOf(given)
  if (count === 0) raise(E.TypeError, 'range expected at least 1 argument, got 0')
  if (count > 3) raise(E.TypeError, `range expected at most 3 arguments, got ${count}`)
  const values = itemsOf(given).map((o) => {
    const number = index(o)
    const value = readBig(number)
    decref(number)
    return value
  })
  const [a = 0n, b = 0n, c = 1n] = count === 1 ? [0n, values[0] ?? 0n] : values
  if (c === 0n) raise(E.ValueError, 'range() arg 3 must not be zero')
  return newRange({ start: a, stop: b, step: c })
}

function itemAt(o: Address, i: bigint): Address {
  return integer(field(o, 'start') + i * field(o, 'step'))
}
function subscript(o: Address, key: Address): Address {
  const length = field(o, 'length')
  if (isSlice(key)) {
    const { start, stop, step } = bigSliceIndices(key, length)
    const [first, pace] = [field(o, 'start'), field(o, 'step')]
    return newRange({ start: first + start * pace, stop: first + stop * pace, step: pace * step })
  }
  if (slotFor(key, 'nb_index') === NULL)
    raise(E.TypeError, `range indices must be integers or slices, not ${nameOf(key)}`)
  const number = index(key)
  const given = readBig(number)
  decref(number)
  const at = given < 0n ? given + length : given
  return at >= 0n && at < length ? itemAt(o, at) : raise(E.IndexError, 'range object index out of range')
}

/** Where the int `wanted` stands, or -1. */
function find(o: Address, wanted: bigint): bigint {
  const distance = wanted - field(o, 'start')
  const step = field(o, 'step')
  if (distance % step !== 0n) return -1n
  const at = distance / step
  return at >= 0n && at < field(o, 'length') ? at : -1n
}
/** The same for any object, which may equal an int. */
function findObject(o: Address, wanted: Address): bigint {
  if (typeOf(wanted) === S.PyLong_Type || typeOf(wanted) === S.PyBool_Type) return find(o, readBig(wanted))
  const items = collect(o)
  try {
    return BigInt(items.findIndex((item) => equal(item, wanted)))
  } finally {
    for (const item of items) decref(item)
  }
}

/** Length, first item and step decide equality; what does not matter is None. */
function essence(o: Address): Address {
  const length = field(o, 'length')
  const start = length === 0n ? none() : readPointer(o, fields.start)
  const step = length < 2n ? none() : readPointer(o, fields.step)
  return newTuple([readPointer(o, fields.length), start, step])
}
function withEssence<R>(o: Address, body: (tuple: Address) => R): R {
  const tuple = essence(o)
  try {
    return body(tuple)
  } finally {
    decref(tuple)
  }
}

/** An iterator is a position in a range of its own. */
function iterate(range: Address): Address {
  const iterator = newZeroedObject(S.PyRangeIter_Type, iteratorSize)
  writePointer(iterator, iteratorObject, newRef(range))
  writeSize(iterator, iteratorIndex, 0)
  track(iterator)
  return iterator
}
function reversed(o: Address): Address {
  const { start, step, length } = { start: field(o, 'start'), step: field(o, 'step'), length: field(o, 'length') }
  const last = start + (length - 1n) * step
  const backwards = newRange({ start: last, stop: start - step, step: -step })
  const iterator = iterate(backwards)
  decref(backwards)
  return iterator
}

const clampedLength = (o: Address): Word => {
  const length = field(o, 'length')
  return length < 2n ** 63n ? narrow(length) : raise(E.OverflowError, 'Python int too large to convert to C ssize_t')
}

const slots: TypeDescription['slots'] = {
  tp_dealloc: (o: Address) => {
    for (const at of [fields.start, fields.stop, fields.step, fields.length]) decref(readPointer(o, at))
    freeObject(o)
  },
  tp_new: rangeNew,
  tp_repr: (o: Address) => {
    const [start, stop, step] = [fields.start, fields.stop, fields.step].map((at) => reprText(readPointer(o, at)))
    return newStr(step === '1' ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`)
  },
  tp_hash: (o: Address) => withEssence(o, hash),
  tp_richcompare: (a: Address, b: Address, op: number) => {
    if (typeOf(b) !== S.PyRange_Type || (op !== EQ && op !== NE)) return notImplemented()
    return bool(withEssence(a, (x) => withEssence(b, (y) => equal(x, y))) === (op === EQ))
  },
  tp_iter: iterate,
  sq_length: clampedLength,
  mp_length: clampedLength,
  sq_item: (o: Address, i: number) =>
    i >= 0 && BigInt(i) < field(o, 'length')
      ? itemAt(o, BigInt(i))
      : raise(E.IndexError, 'range object index out of range'),
  sq_contains: (o: Address, item: Address) => (findObject(o, item) < 0n ? 0 : 1),
  mp_subscript: subscript,
  nb_bool: (o: Address) => (field(o, 'length') > 0n ? 1 : 0),
}

const getter = (at: number) => ({ get: (o: Address) => newRef(readPointer(o, at)) })

export function describeRange(): void {
  describeType(S.PyRange_Type, {
    name: 'range',
    size: fields.size,
    flags: flag.SEQUENCE,
    slots,
    methods: {
      index: args(1, (o, item = NULL) => {
        const at = findObject(o, item)
        if (at >= 0n) return integer(at)
        return raise(
          E.ValueError,
          isInt(item) ? `${reprText(item)} is not in range` : 'sequence.index(x): x not in sequence',
        )
      }),
      count: args(1, (o, item = NULL) => {
        if (isInt(item)) return newInt(findObject(o, item) < 0n ? 0 : 1)
        const items = collect(o)
        const count = items.filter((one) => equal(one, item)).length
        for (const one of items) decref(one)
        return newInt(count)
      }),
      __reversed__: args(0, reversed),
      __reduce__: argsBetween(0, 0, (o) => {
        const parts = newTuple([fields.start, fields.stop, fields.step].map((at) => readPointer(o, at)))
        return newTupleOf([newRef(S.PyRange_Type), parts])
      }),
    },
    getset: { start: getter(fields.start), stop: getter(fields.stop), step: getter(fields.step) },
  })
}

/** The item of a range at an iterator's position; NULL behind the last. */
export function rangeItem(range: Address, i: number): Address {
  return BigInt(i) < field(range, 'length') ? itemAt(range, BigInt(i)) : NULL
}
