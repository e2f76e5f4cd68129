/** Operators: which operand's slot is asked first, and what happens when none knows an answer. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { indexSize } from './conversion.ts'
import { isSubtype, raise } from './errors.ts'
import { checked } from './indicator.ts'
import { nameOf, slotFor } from './object.ts'
import { decref, typeOf } from './refcount.ts'
import type { SlotName } from './slots.ts'

/** The result of the first operand that knows one; NULL when none does. */
function tryBinary(a: Address, b: Address, slot: SlotName, call: (fn: Address) => Address): Address {
  const left = slotFor(a, slot)
  let right = typeOf(a) === typeOf(b) ? NULL : slotFor(b, slot)
  if (right === left) right = NULL
  const attempts: Address[] = []
  if (left !== NULL && right !== NULL && isSubtype(typeOf(b), typeOf(a))) attempts.push(right, left)
  else attempts.push(left, right)
  for (const fn of attempts) {
    if (fn === NULL) continue
    const result = checked(call(fn))
    if (result !== S._Py_NotImplementedStruct) return result
    decref(result)
  }
  return NULL
}

function refuse(a: Address, b: Address, symbol: string): never {
  raise(E.TypeError, `unsupported operand type(s) for ${symbol}: '${nameOf(a)}' and '${nameOf(b)}'`)
}
function needBoth(a: Address, b: Address): void {
  if (a === NULL || b === NULL) raise(E.SystemError, 'null argument to internal routine')
}

/** What a slot of number answers for two sequences, as PySequence_Concat and PySequence_Repeat need it; NULL when none does. */
export function numberResult(a: Address, b: Address, slot: SlotName, inPlace?: SlotName): Address {
  const own = inPlace === undefined ? NULL : slotFor(a, inPlace)
  if (own !== NULL) {
    const result = checked(callPointer(own, a, b))
    if (result !== S._Py_NotImplementedStruct) return result
    decref(result)
  }
  return tryBinary(a, b, slot, (fn) => callPointer(fn, a, b))
}

type Binary = (a: Address, b: Address) => Address

export function binaryOperation(slot: SlotName, symbol: string): Binary {
  return (a, b) => {
    needBoth(a, b)
    const result = tryBinary(a, b, slot, (fn) => callPointer(fn, a, b))
    return result === NULL ? viaSequence(a, b, slot, symbol) : result
  }
}

/** `+` also concatenates and `*` also repeats sequences. */
function viaSequence(a: Address, b: Address, slot: SlotName, symbol: string): Address {
  if (slot === 'nb_add') {
    const concat = slotFor(a, 'sq_concat')
    if (concat !== NULL) return checked(callPointer(concat, a, b))
  }
  if (slot === 'nb_multiply') {
    const [left, right] = [slotFor(a, 'sq_repeat'), slotFor(b, 'sq_repeat')]
    if (left !== NULL) return repeat(left, a, b)
    if (right !== NULL) return repeat(right, b, a)
  }
  return refuse(a, b, symbol)
}

function repeat(fn: Address, sequence: Address, count: Address): Address {
  if (slotFor(count, 'nb_index') === NULL) {
    raise(E.TypeError, `can't multiply sequence by non-int of type '${nameOf(count)}'`)
  }
  return checked(callPointer(fn, sequence, indexSize(count, E.OverflowError)))
}

export function inPlaceOperation(inPlace: SlotName, slot: SlotName, symbol: string): Binary {
  return (a, b) => {
    needBoth(a, b)
    const result = numberResult(a, b, slot, inPlace)
    if (result !== NULL) return result
    const sequence = inPlace === 'nb_inplace_add' ? slotFor(a, 'sq_inplace_concat') : NULL
    if (sequence !== NULL) return checked(callPointer(sequence, a, b))
    const repeating = inPlace === 'nb_inplace_multiply' ? slotFor(a, 'sq_inplace_repeat') : NULL
    return repeating === NULL ? viaSequence(a, b, slot, symbol) : repeat(repeating, a, b)
  }
}

export function unaryOperation(slot: SlotName, symbol: string): (o: Address) => Address {
  return (o) => {
    if (o === NULL) raise(E.SystemError, 'null argument to internal routine')
    const fn = slotFor(o, slot)
    return fn === NULL
      ? raise(E.TypeError, `bad operand type for ${symbol}: '${nameOf(o)}'`)
      : checked(callPointer(fn, o))
  }
}

export function powerOperation(a: Address, b: Address, modulus: Address, symbol = '** or pow()'): Address {
  needBoth(a, b)
  const call = (fn: Address) => callPointer(fn, a, b, modulus)
  const result = tryBinary(a, b, 'nb_power', call)
  if (result !== NULL) return result
  if (modulus === none()) return refuse(a, b, symbol)
  const [left, right, third] = [slotFor(a, 'nb_power'), slotFor(b, 'nb_power'), slotFor(modulus, 'nb_power')]
  // As in CPython, one that came first because its type is derived from the left one's has another turn.
  const derived = typeOf(b) !== typeOf(a) && isSubtype(typeOf(b), typeOf(a))
  if (third !== NULL && third !== left && (derived || third !== right)) {
    const last = checked(call(third))
    if (last !== S._Py_NotImplementedStruct) return last
    decref(last)
  }
  const names = [a, b, modulus].map((o) => `'${nameOf(o)}'`)
  raise(E.TypeError, `unsupported operand type(s) for ${symbol}: ${names.join(', ')}`)
}
