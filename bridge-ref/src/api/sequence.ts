import { callInt, callPointer, callWord } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { checkedResult, newTupleOf, raise } from '../runtime/errors.ts'
import { checked, checkedInt } from '../runtime/indicator.ts'
import { narrow, newInt } from '../runtime/int.ts'
import { collect, getIter, iterNext } from '../runtime/iteration.ts'
import { equal, isDict, isList, isTuple, nameOf, slotFor } from '../runtime/object.ts'
import { numberResult } from '../runtime/operators.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newSlice } from '../runtime/slice.ts'
import { nullError } from './number.ts'

export function PySequence_Check(o: Address): number {
  return !isDict(o) && slotFor(o, 'sq_item') !== NULL ? 1 : 0
}
export function PySequence_Size(o: Address): Word {
  if (o === NULL) nullError()
  const length = slotFor(o, 'sq_length')
  if (length !== NULL) return checkedInt(callWord(length, o))
  if (slotFor(o, 'mp_length') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
}
export const PySequence_Length: typeof PySequence_Size = PySequence_Size

/** Negative indices count from the end when the sequence has a length. */
function fromEnd(o: Address, index: number): number {
  const length = index < 0 ? slotFor(o, 'sq_length') : NULL
  if (length === NULL) return index
  const size = checkedInt(callWord(length, o))
  // A word of C above 2^53 is a bigint, whatever its type says.
  return typeof size === 'number' ? index + size : (narrow(BigInt(index) + size) as number)
}
export function PySequence_GetItem(o: Address, index: number): Address {
  if (o === NULL) nullError()
  const item = slotFor(o, 'sq_item')
  if (item !== NULL) return checkedResult(callPointer(item, o, fromEnd(o, index)), () => '__getitem__')
  if (slotFor(o, 'mp_subscript') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(E.TypeError, `'${nameOf(o)}' object does not support indexing`)
}
/** `value` NULL deletes. */
export function sequenceAssign(o: Address, index: number, value: Address): number {
  const set = slotFor(o, 'sq_ass_item')
  if (set !== NULL) return checkedInt(callInt(set, o, fromEnd(o, index), value))
  if (slotFor(o, 'mp_ass_subscript') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(
    E.TypeError,
    `'${nameOf(o)}' object ${value === NULL ? "doesn't support item deletion" : 'does not support item assignment'}`,
  )
}
export function PySequence_SetItem(o: Address, index: number, value: Address): number {
  return o === NULL ? nullError() : sequenceAssign(o, index, value)
}
export function PySequence_DelItem(o: Address, index: number): number {
  return o === NULL ? nullError() : sequenceAssign(o, index, NULL)
}

function withSlice<R>(low: number, high: number, body: (slice: Address) => R): R {
  const [a, b] = [newInt(low), newInt(high)]
  const slice = newSlice(a, b, NULL)
  decref(a)
  decref(b)
  try {
    return body(slice)
  } finally {
    decref(slice)
  }
}
export function PySequence_GetSlice(o: Address, low: number, high: number): Address {
  if (o === NULL) nullError()
  const subscript = slotFor(o, 'mp_subscript')
  if (subscript === NULL) raise(E.TypeError, `'${nameOf(o)}' object is unsliceable`)
  return withSlice(low, high, (slice) => checked(callPointer(subscript, o, slice)))
}
export function PySequence_SetSlice(o: Address, low: number, high: number, value: Address): number {
  if (o === NULL) nullError()
  const set = slotFor(o, 'mp_ass_subscript')
  if (set === NULL)
    raise(E.TypeError, `'${nameOf(o)}' object doesn't support slice ${value === NULL ? 'deletion' : 'assignment'}`)
  return withSlice(low, high, (slice) => checkedInt(callInt(set, o, slice, value)))
}
export function PySequence_DelSlice(o: Address, low: number, high: number): number {
  return PySequence_SetSlice(o, low, high, NULL)
}

export function PySequence_Concat(a: Address, b: Address): Address {
  if (a === NULL || b === NULL) nullError()
  const concat = slotFor(a, 'sq_concat')
  return concat === NULL ? addSequences(a, b) : checked(callPointer(concat, a, b))
}
/** Host classes that are sequences have `+` and `*` in their slots of number. */
function addSequences(a: Address, b: Address, inPlace?: 'nb_inplace_add'): Address {
  const both = PySequence_Check(a) === 1 && PySequence_Check(b) === 1
  const sum = both ? numberResult(a, b, 'nb_add', inPlace) : NULL
  return sum === NULL ? raise(E.TypeError, `'${nameOf(a)}' object can't be concatenated`) : sum
}
function repeatSequence(o: Address, count: number, inPlace?: 'nb_inplace_multiply'): Address {
  const times = newInt(count)
  try {
    const product = PySequence_Check(o) === 1 ? numberResult(o, times, 'nb_multiply', inPlace) : NULL
    return product === NULL ? raise(E.TypeError, `'${nameOf(o)}' object can't be repeated`) : product
  } finally {
    decref(times)
  }
}
export function PySequence_InPlaceConcat(a: Address, b: Address): Address {
  if (a === NULL || b === NULL) nullError()
  const own = slotFor(a, 'sq_inplace_concat')
  if (own !== NULL) return checked(callPointer(own, a, b))
  return slotFor(a, 'sq_concat') === NULL ? addSequences(a, b, 'nb_inplace_add') : PySequence_Concat(a, b)
}
export function PySequence_Repeat(o: Address, count: number): Address {
  if (o === NULL) nullError()
  const repeat = slotFor(o, 'sq_repeat')
  return repeat === NULL ? repeatSequence(o, count) : checked(callPointer(repeat, o, count))
}
export function PySequence_InPlaceRepeat(o: Address, count: number): Address {
  if (o === NULL) nullError()
  const own = slotFor(o, 'sq_inplace_repeat')
  if (own !== NULL) return checked(callPointer(own, o, count))
  return slotFor(o, 'sq_repeat') === NULL
    ? repeatSequence(o, count, 'nb_inplace_multiply')
    : PySequence_Repeat(o, count)
}

/** Calls `visit` for each item until it says stop. */
function eachItem(o: Address, visit: (item: Address, index: number) => boolean): void {
  const iterator = getIter(o)
  try {
    for (let i = 0; ; i++) {
      const item = iterNext(iterator)
      if (item === NULL) return
      try {
        if (visit(item, i)) return
      } finally {
        decref(item)
      }
    }
  } finally {
    decref(iterator)
  }
}
export function PySequence_Contains(o: Address, wanted: Address): number {
  const contains = slotFor(o, 'sq_contains')
  if (contains !== NULL) return checkedInt(callInt(contains, o, wanted))
  let found = 0
  eachItem(iterable(o), (item) => {
    found = equal(item, wanted) ? 1 : 0
    return found === 1
  })
  return found
}
export const PySequence_In: typeof PySequence_Contains = PySequence_Contains
export function PySequence_Count(o: Address, wanted: Address): number {
  let count = 0
  eachItem(iterable(o), (item) => {
    if (equal(item, wanted)) count++
    return false
  })
  return count
}
export function PySequence_Index(o: Address, wanted: Address): number {
  let at = -1
  eachItem(iterable(o), (item, i) => {
    if (equal(item, wanted)) at = i
    return at >= 0
  })
  return at < 0 ? raise(E.ValueError, 'sequence.index(x): x not in sequence') : at
}
function iterable(o: Address): Address {
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL) {
    raise(E.TypeError, `argument of type '${nameOf(o)}' is not iterable`)
  }
  return o
}
export function PySequence_List(o: Address): Address {
  return o === NULL ? nullError() : newListOf(collect(o))
}
export function PySequence_Tuple(o: Address): Address {
  if (o === NULL) nullError()
  return typeOf(o) === S.PyTuple_Type ? newRef(o) : newTupleOf(collect(o))
}
export function PySequence_Fast(o: Address, message: Address): Address {
  if (o === NULL) nullError()
  if (isList(o) || isTuple(o)) return newRef(o)
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL) raise(E.TypeError, readCString(message))
  return newListOf(collect(o))
}
