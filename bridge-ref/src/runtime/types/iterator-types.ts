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
import { except } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt } from '../int.ts'
import { iteratorIndex, iteratorObject, iteratorSize } from '../iteration.ts'
import { equal, sizeOf, slotFor } from '../object.ts'
import { decref, newRef, xdecref } from '../refcount.ts'
import { listItem, listSize, newTuple, tupleItem } from '../sequence.ts'
import { codePoint, newStrOf, strLength } from '../str.ts'
import { ownerSlots } from './function-types.ts'
import { describeRange, rangeItem } from './range-type.ts'
import { setTable } from './set-types.ts'
import { describeSlice } from './slice-type.ts'

/** The item at a position, or NULL behind the last. */
type ItemAt = (o: Address, index: number) => Address

function describeIndexed(type: Address, name: string, itemAt: ItemAt, step = 1): void {
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
  describeIndexed(S.PyListIter_Type, 'list_iterator', (o, i) => (i < listSize(o) ? newRef(listItem(o, i)) : NULL))
  describeIndexed(
    S.PyListRevIter_Type,
    'list_reverseiterator',
    (o, i) => (i < listSize(o) ? newRef(listItem(o, i)) : NULL),
    -1,
  )
  describeIndexed(S.PyTupleIter_Type, 'tuple_iterator', (o, i) => (i < sizeOf(o) ? newRef(tupleItem(o, i)) : NULL))
  describeIndexed(S.PyUnicodeIter_Type, 'str_iterator', (o, i) =>
    i < strLength(o) ? newStrOf([codePoint(o, i)]) : NULL,
  )
  describeIndexed(S.PyBytesIter_Type, 'bytes_iterator', (o, i) => byteItem(bytesOf(o)[i]))
  describeIndexed(S.PyByteArrayIter_Type, 'bytearray_iterator', (o, i) => byteItem(byteArrayOf(o)[i]))
  describeIndexed(S.PySeqIter_Type, 'iterator', sequenceItem)
  describeType(S.PySetIter_Type, {
    name: 'set_iterator',
    size: iteratorSize,
    flags: flag.HAVE_GC,
    slots: { ...ownerSlots([iteratorObject]), tp_iter: newRef, tp_iternext: nextSetItem },
  })
  describeCallIterator()
  describeIndexed(S.PyRangeIter_Type, 'range_iterator', rangeItem)
  describeSlice()
  describeRange()
}

function byteItem(byte: number | undefined): Address {
  return byte === undefined ? NULL : newInt(byte)
}

function nextSetItem(iterator: Address): Address {
  const o = readPointer(iterator, iteratorObject)
  if (o === NULL) return NULL
  const table = setTable(o)
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
  })
}
