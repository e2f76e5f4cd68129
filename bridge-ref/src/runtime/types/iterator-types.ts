/** Iterators over built-in containers, `slice`, `range`, `reversed` and `enumerate`. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { newZeroedObject, track } from '../allocation.ts'
import { byteArrayOf, bytesOf } from '../bytes.ts'
import { call } from '../call.ts'
import { args, describeType } from '../define.ts'
import { except, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt } from '../int.ts'
import { iteratorIndex, iteratorObject, iteratorSize, iteratorSizeAtStart } from '../iteration.ts'
import { indexedPickling, reduction, restPickling } from '../iterator-reduce.ts'
import { equal, sizeOf, slotFor } from '../object.ts'
import { decref, newRef, xdecref } from '../refcount.ts'
import { listItem, listSize, newListOf, newTuple, tupleItem } from '../sequence.ts'
import { codePoint, newStr, newStrOf, strLength } from '../str.ts'
import { ownerSlots } from './function-types.ts'
import { describeRange, rangeItem } from './range-type.ts'
import { setTable } from './set-types.ts'
import { describeSlice } from './slice-type.ts'

/** The item at a position, or NULL behind the last. */
type ItemAt = (o: Address, index: number) => Address

interface Indexed {
  name: string
  itemAt: ItemAt
  backwards?: boolean
  /** Of what an iterator at its end is made. */
  empty?: () => Address
  length?: (o: Address) => number
}
const noItems = (): Address => newTuple([])
/** `__setstate__` of an iterator by `__getitem__` goes as far as it is told. */
const boundless = (): number => Number.MAX_SAFE_INTEGER

function describeIndexed(type: Address, indexed: Indexed): void {
  const { name, itemAt, backwards = false, empty = noItems, length = sizeOf } = indexed
  const step = backwards ? -1 : 1
  describeType(type, {
    name,
    size: iteratorSize,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([iteratorObject]),
      tp_iter: newRef,
      tp_iternext: (iterator: Address) => {
        const o = readPointer(iterator, iteratorObject)
        if (o === NULL) return NULL
        const index = readSize(iterator, iteratorIndex)
        const item = index < 0 ? NULL : itemAt(o, index)
        if (item === NULL) {
          writePointer(iterator, iteratorObject, NULL)
          decref(o)
        } else writeSize(iterator, iteratorIndex, index + step)
        return item
      },
    },
    methods: {
      __length_hint__: args(0, (iterator) => {
        const o = readPointer(iterator, iteratorObject)
        const length = o === NULL ? NULL : slotFor(o, 'sq_length')
        const left = length === NULL ? 0 : callPointer(length, o) - readSize(iterator, iteratorIndex)
        return newInt(Math.max(0, left))
      }),
      ...indexedPickling({ maker: backwards ? 'reversed' : 'iter', empty, length }),
    },
  })
}

/** Iteration by `__getitem__`, which ends with IndexError or StopIteration. */
function sequenceItem(o: Address, index: number): Address {
  const ended = newTuple([E.IndexError, E.StopIteration])
  try {
    return except(
      ended,
      () => checked(callPointer(slotFor(o, 'sq_item'), o, index)),
      () => NULL,
    )
  } finally {
    decref(ended)
  }
}

export function describeIterators(): void {
  const noList = () => newListOf([])
  const listed: ItemAt = (o, i) => (i < listSize(o) ? newRef(listItem(o, i)) : NULL)
  const list = { itemAt: listed, empty: noList, length: listSize }
  describeIndexed(S.PyListIter_Type, { name: 'list_iterator', ...list })
  describeIndexed(S.PyListRevIter_Type, { name: 'list_reverseiterator', ...list, backwards: true })
  const tupled: ItemAt = (o, i) => (i < sizeOf(o) ? newRef(tupleItem(o, i)) : NULL)
  describeIndexed(S.PyTupleIter_Type, { name: 'tuple_iterator', itemAt: tupled })
  describeIndexed(S.PyUnicodeIter_Type, {
    name: 'str_iterator',
    itemAt: (o, i) => (i < strLength(o) ? newStrOf([codePoint(o, i)]) : NULL),
    empty: () => newStr(''),
    length: strLength,
  })
  describeIndexed(S.PyBytesIter_Type, { name: 'bytes_iterator', itemAt: (o, i) => byteItem(bytesOf(o)[i]) })
  describeIndexed(S.PyByteArrayIter_Type, {
    name: 'bytearray_iterator',
    itemAt: (o, i) => byteItem(byteArrayOf(o)[i]),
  })
  describeIndexed(S.PySeqIter_Type, { name: 'iterator', itemAt: sequenceItem, length: boundless })
  describeType(S.PySetIter_Type, {
    name: 'set_iterator',
    size: iteratorSize,
    flags: flag.HAVE_GC,
    slots: { ...ownerSlots([iteratorObject]), tp_iter: newRef, tp_iternext: nextSetItem },
    methods: {
      __length_hint__: args(0, (iterator) => newInt(setItemsLeft(iterator))),
      ...restPickling(nextSetItem),
    },
  })
  describeCallIterator()
  describeIndexed(S.PyRangeIter_Type, {
    name: 'range_iterator',
    itemAt: rangeItem,
    empty: () => call(S.PyRange_Type, [newInt(0)]),
    length: (o) => callPointer(slotFor(o, 'sq_length'), o),
  })
  describeSlice()
  describeRange()
}

function byteItem(byte: number | undefined): Address {
  return byte === undefined ? NULL : newInt(byte)
}

function setItemsLeft(iterator: Address): number {
  const o = readPointer(iterator, iteratorObject)
  if (o === NULL || readSize(iterator, iteratorSizeAtStart) !== setTable(o).used) return 0
  const at = readSize(iterator, iteratorIndex)
  return setTable(o)
    .positions()
    .filter((position) => position >= at).length
}

function nextSetItem(iterator: Address): Address {
  const o = readPointer(iterator, iteratorObject)
  if (o === NULL) return NULL
  const table = setTable(o)
  if (readSize(iterator, iteratorSizeAtStart) !== table.used) {
    writeSize(iterator, iteratorSizeAtStart, -1)
    raise(E.RuntimeError, 'Set changed size during iteration')
  }
  const position = table.next(readSize(iterator, iteratorIndex))
  if (position < 0) {
    writePointer(iterator, iteratorObject, NULL)
    decref(o)
    return NULL
  }
  writeSize(iterator, iteratorIndex, position + 1)
  return newRef(table.keyAt(position))
}

/** `iter(callable, sentinel)`. */
export function newCallIterator(callable: Address, sentinel: Address): Address {
  const iterator = newZeroedObject(S.PyCallIter_Type, 32)
  writePointer(iterator, 16, newRef(callable))
  writePointer(iterator, 24, newRef(sentinel))
  track(iterator)
  return iterator
}

function describeCallIterator(): void {
  const end = (iterator: Address): Address => {
    for (const offset of [16, 24]) {
      const held = readPointer(iterator, offset)
      writePointer(iterator, offset, NULL)
      xdecref(held)
    }
    return NULL
  }
  describeType(S.PyCallIter_Type, {
    name: 'callable_iterator',
    size: 32,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([16, 24]),
      tp_iter: newRef,
      tp_iternext: (iterator: Address) => {
        if (readPointer(iterator, 16) === NULL) return NULL
        const result = except(
          E.StopIteration,
          () => call(readPointer(iterator, 16), []),
          () => end(iterator),
        )
        if (result === NULL || !equal(readPointer(iterator, 24), result)) return result
        decref(result)
        return end(iterator)
      },
    },
    methods: {
      __reduce__: args(0, (iterator) => {
        const held = [16, 24].map((offset) => readPointer(iterator, offset))
        return reduction('iter', held.includes(NULL) ? [newTuple([])] : held.map(newRef))
      }),
    },
  })
}
