/** Generators and asynchronous iterators seen from C, and protocols between objects that few use. */
import { callInt, callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { apiAddress, E, none } from '../memory/statics.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import { index } from '../runtime/conversion.ts'
import { matches, raise, takeException } from '../runtime/errors.ts'
import { checked, checkedInt, occurred, pending } from '../runtime/indicator.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { nameOf, slotFor } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'

const NEXT = 1
const RETURN = 0

/** What the generator yields or returns goes to `result`. */
export function PyIter_Send(iterator: Address, value: Address, result: Address): number {
  const send = slotFor(iterator, 'am_send')
  if (send !== NULL) return checkedInt(callInt(send, iterator, value, result))
  const item = step(iterator, value)
  writePointer(result, 0, item === NULL ? stopValue() : item)
  return item === NULL ? RETURN : NEXT
}
/** NULL at the end, with StopIteration or without any exception. */
function step(iterator: Address, value: Address): Address {
  const next = slotFor(iterator, 'tp_iternext')
  try {
    if (value === none() && next !== NULL) return callPointer(next, iterator)
    const method = getAttrName(iterator, 'send')
    try {
      return call(method, [value])
    } finally {
      decref(method)
    }
  } catch (error) {
    if (error !== pending) throw error
    return NULL
  }
}
function stopValue(): Address {
  if (occurred() === NULL) return newRef(none())
  if (!matches(occurred(), E.StopIteration)) throw pending
  const stop = takeException()
  const value = readPointer(stop, L.PyStopIterationObject.value)
  const kept = newRef(value === NULL ? none() : value)
  decref(stop)
  return kept
}

export function PyAIter_Check(o: Address): number {
  const next = slotFor(o, 'am_anext')
  return next !== NULL && next !== apiAddress('_PyObject_NextNotImplemented') ? 1 : 0
}
export function PyObject_GetAIter(o: Address): Address {
  const get = slotFor(o, 'am_aiter')
  if (get === NULL) raise(E.TypeError, `'${nameOf(o)}' object is not an async iterable`)
  const iterator = checked(callPointer(get, o))
  if (PyAIter_Check(iterator) === 1) return iterator
  const type = nameOf(iterator)
  decref(iterator)
  return raise(E.TypeError, `aiter() returned not an async iterator of type '${type}'`)
}
export function _PyObject_GetState(o: Address): Address {
  const method = getAttrName(o, '__getstate__')
  try {
    return call(method, [])
  } finally {
    decref(method)
  }
}
export function _PyNumber_Index(o: Address): Address {
  return o === NULL ? raise(E.SystemError, 'null argument to internal routine') : index(o)
}
