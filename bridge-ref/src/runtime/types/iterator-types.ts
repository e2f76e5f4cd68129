/** Iterators over built-in containers, `slice`, `range`, `reversed` and `enumerate`. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { E, S } from '../../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../../memory/views.ts'
import { newZeroedObject, track } from '../allocation.ts'
import { byteArrayOf, bytesOf } from '../bytes.ts'
import { call } from '../call.ts'
import { indexSize } from '../conversion.ts'
import { args, describeType } from '../define.ts'
import { except, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt } from '../int.ts'
import { iteratorIndex, iteratorObject, iteratorSize } from '../iteration.ts'
import { equal, isExactly, itemsOf, notImplemented, reprText, richCompare, sizeOf, slotFor } from '../object.ts'
import { decref, newRef, xdecref } from '../refcount.ts'
import { listItem, listSize, newTuple, tupleItem } from '../sequence.ts'
import { newSlice, sliceIndices } from '../slice.ts'
import { codePoint, newStr, newStrOf, strLength } from '../str.ts'
import { ownerSlots } from './function-types.ts'
import { setTable } from './set-types.ts'

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

function describeSlice(): void {
  const F = L.PySliceObject
  const parts = (o: Address) => [F.start, F.stop, F.step].map((offset) => readPointer(o, offset))
  const field = (offset: number) => ({ get: (o: Address) => newRef(readPointer(o, offset)) })
  describeType(S.PySlice_Type, {
    name: 'slice',
    size: F.size,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([F.start, F.stop, F.step]),
      tp_new: (_type: Address, given: Address) => {
        const [a = NULL, b = NULL, c = NULL] = itemsOf(given)
        if (a === NULL) raise(E.TypeError, 'slice expected at least 1 argument, got 0')
        return b === NULL ? newSlice(NULL, a, NULL) : newSlice(a, b, c)
      },
      tp_repr: (o: Address) => newStr(`slice(${parts(o).map(reprText).join(', ')})`),
      tp_richcompare: (a: Address, b: Address, op: number) => {
        if (!isExactly(b, S.PySlice_Type)) return notImplemented()
        const [left, right] = [newTuple(parts(a)), newTuple(parts(b))]
        const result = richCompare(left, right, op)
        decref(left)
        decref(right)
        return result
      },
    },
    methods: {
      indices: args(1, (o, length) => {
        const { start, stop, step } = sliceIndices(o, indexSize(length, E.OverflowError))
        return tupleOfNumbers([start, stop, step])
      }),
    },
    getset: { start: field(F.start), stop: field(F.stop), step: field(F.step) },
  })
}

function tupleOfNumbers(values: readonly number[]): Address {
  const items = values.map(newInt)
  const tuple = newTuple(items)
  for (const item of items) decref(item)
  return tuple
}

/** `range` with the start, stop and step as plain numbers behind the head. */
function describeRange(): void {
  const [start, stop, step] = [16, 24, 32]
  const length = (o: Address) => Math.max(0, Math.ceil((readSize(o, stop) - readSize(o, start)) / readSize(o, step)))
  const at = (o: Address, i: number) => (i < length(o) ? newInt(readSize(o, start) + i * readSize(o, step)) : NULL)
  describeType(S.PyRange_Type, {
    name: 'range',
    size: 40,
    flags: flag.SEQUENCE,
    slots: {
      tp_new: (_type: Address, given: Address) => {
        const values = itemsOf(given).map((o) => indexSize(o, E.OverflowError))
        const [a = 0, b = 0, c = 1] = values.length === 1 ? [0, values[0], 1] : values
        if (c === 0) raise(E.ValueError, 'range() arg 3 must not be zero')
        const o = newZeroedObject(S.PyRange_Type, 40)
        writeSize(o, start, a)
        writeSize(o, stop, b)
        writeSize(o, step, c)
        return o
      },
      tp_iter: (o: Address) => newRangeIterator(o),
      sq_length: length,
      sq_item: (o: Address, i: number) => at(o, i) || raise(E.IndexError, 'range object index out of range'),
      nb_bool: (o: Address) => (length(o) > 0 ? 1 : 0),
    },
  })
  describeIndexed(S.PyRangeIter_Type, 'range_iterator', at)
}
function newRangeIterator(range: Address): Address {
  const iterator = newZeroedObject(S.PyRangeIter_Type, iteratorSize)
  writePointer(iterator, iteratorObject, newRef(range))
  track(iterator)
  return iterator
}
