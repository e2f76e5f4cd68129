/** Iterating over anything. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { writePointer, writeSize } from '../memory/views.ts'
import { newZeroedObject, track } from './allocation.ts'
import { except, matches, raise, raiseObject } from './errors.ts'
import { checked, clear, occurred, pending } from './indicator.ts'
import { typeLookupName } from './lookup.ts'
import { itemsOf, nameOf, slotFor } from './object.ts'
import { decref, newRef, typeOf } from './refcount.ts'

/** Struct of our iterators: the iterated object, the next position, for tables the number of entries at the start. */
export const iteratorSize = 48
export const iteratorObject = 16
export const iteratorIndex = 24
export const iteratorSizeAtStart = 32

export function newIterator(type: Address, o: Address, index = 0): Address {
  const iterator = newZeroedObject(type, iteratorSize)
  writePointer(iterator, iteratorObject, newRef(o))
  writeSize(iterator, iteratorIndex, index)
  track(iterator)
  return iterator
}

/** `iter(o)`; new reference. */
export function getIter(o: Address): Address {
  const fn = slotFor(o, 'tp_iter')
  if (fn === NULL || typeLookupName(typeOf(o), '__iter__') === none()) {
    const sequence = fn === NULL && slotFor(o, 'sq_item') !== NULL
    if (!sequence) raise(E.TypeError, `'${nameOf(o)}' object is not iterable`)
    return newIterator(S.PySeqIter_Type, o)
  }
  const iterator = checked(callPointer(fn, o))
  if (slotFor(iterator, 'tp_iternext') !== NULL) return iterator
  const type = nameOf(iterator)
  decref(iterator)
  raise(E.TypeError, `iter() returned non-iterator of type '${type}'`)
}

/** The next item (new reference), or NULL at the end, without StopIteration. */
export function iterNext(iterator: Address): Address {
  let item = NULL
  try {
    item = callPointer(slotFor(iterator, 'tp_iternext'), iterator)
  } catch (error) {
    if (error !== pending) throw error
  }
  if (item === NULL && occurred() !== NULL) {
    if (!matches(occurred(), E.StopIteration)) throw pending
    clear()
  }
  return item
}

/** The next item; at the end the StopIteration that the iterator raised, which may bring a value, or one of its own. */
export function nextOrStop(iterator: Address): Address {
  const item = callPointer(slotFor(iterator, 'tp_iternext'), iterator)
  if (item !== NULL) return item
  return occurred() === NULL ? raiseObject(E.StopIteration, NULL) : checked(NULL)
}

/** The items of any iterable, as references that the caller owns. */
export function collect(source: Address): Address[] {
  if (typeOf(source) === S.PyList_Type || typeOf(source) === S.PyTuple_Type) return itemsOf(source).map(newRef)
  const iterator = getIter(source)
  const items: Address[] = []
  try {
    for (let item = nextOrEnd(iterator); item !== NULL; item = nextOrEnd(iterator)) items.push(item)
  } catch (error) {
    for (const item of items) decref(item)
    throw error
  } finally {
    decref(iterator)
  }
  return items
}

function nextOrEnd(iterator: Address): Address {
  return except(
    E.StopIteration,
    () => iterNext(iterator),
    () => NULL,
  )
}
