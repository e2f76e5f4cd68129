/** What JavaScript does with native objects. Arguments are JavaScript values; every function may run C code. */

import { PyObject_DelItem, PyObject_GetItem, PyObject_SetItem, PyObject_Size } from '../api/object.ts'
import { PySequence_Contains } from '../api/sequence.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { call } from '../runtime/call.ts'
import { except, newTupleOf } from '../runtime/errors.ts'
import { checked, checkedInt } from '../runtime/indicator.ts'
import { getIter, iterNext } from '../runtime/iteration.ts'
import { getAttr, getAttrName, setAttr } from '../runtime/lookup.ts'
import { repr, slotFor, str, takeText } from '../runtime/object.ts'
import { disposeProxy, enterProxy, proxied } from '../runtime/proxies.ts'
import { decref, incref, xdecref } from '../runtime/refcount.ts'
import { tupleItem } from '../runtime/sequence.ts'
import { dropWrapper, isWrapper } from '../runtime/wrappers.ts'
import { allToNative, dictOf, takeJs } from './convert.ts'
import { inside } from './session.ts'

/** Gives arguments back: one that stands for a JavaScript object and that C did not keep goes at once. */
function drop(o: Address): void {
  if (isWrapper(o)) dropWrapper(o)
  else decref(o)
}

/** Runs `body`, in which `o` stays alive whatever C does. */
function holding<R>(o: Address, body: () => R): R {
  return inside(() => {
    incref(o)
    try {
      return body()
    } finally {
      decref(o)
    }
  })
}

/** The same with native objects of these values, which `body` borrows. */
function holdingAll<R>(o: Address, values: readonly unknown[], body: (...made: Address[]) => R): R {
  return holding(o, () => {
    const made = allToNative(values)
    try {
      return body(...made)
    } finally {
      for (const one of made) drop(one)
    }
  })
}

export function callWith(fn: Address, args: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>): unknown {
  return holdingAll(fn, args, (...given) => {
    const named = kwargs === undefined ? NULL : dictOf(Object.entries(kwargs))
    try {
      return takeJs(call(fn, given, named))
    } finally {
      xdecref(named)
    }
  })
}

/** Without a proxy of the bound method. */
export function callMethod(o: Address, key: string, args: readonly unknown[]): unknown {
  return holdingAll(o, args, (...given) => {
    const method = getAttrName(o, key)
    try {
      return takeJs(call(method, given))
    } finally {
      decref(method)
    }
  })
}

/** Undefined when there is none. */
export function findAttribute(o: Address, key: string): unknown {
  return holdingAll(o, [key], (name = NULL) =>
    except(
      E.AttributeError,
      () => takeJs(getAttr(o, name)),
      () => undefined,
    ),
  )
}
export function hasAttribute(o: Address, key: string): boolean {
  return findAttribute(o, key) !== undefined
}
export function setAttribute(o: Address, key: string, value: unknown): void {
  holdingAll(o, [key, value], (name = NULL, item = NULL) => setAttr(o, name, item))
}
export function deleteAttribute(o: Address, key: string): void {
  holdingAll(o, [key], (name = NULL) => setAttr(o, name, NULL))
}

export function getItem(o: Address, key: unknown): unknown {
  return holdingAll(o, [key], (k = NULL) => takeJs(checked(PyObject_GetItem(o, k))))
}
/** Undefined when there is none. */
export function findItem(o: Address, key: unknown): unknown {
  return holdingAll(o, [key], (k = NULL) =>
    except(
      E.LookupError,
      () => takeJs(checked(PyObject_GetItem(o, k))),
      () => undefined,
    ),
  )
}
export function setItem(o: Address, key: unknown, value: unknown): void {
  holdingAll(o, [key, value], (k = NULL, item = NULL) => checkedInt(PyObject_SetItem(o, k, item)))
}
export function deleteItem(o: Address, key: unknown): void {
  holdingAll(o, [key], (k = NULL) => checkedInt(PyObject_DelItem(o, k)))
}
export function hasItem(o: Address, key: unknown): boolean {
  return holdingAll(o, [key], (k = NULL) => checkedInt(PySequence_Contains(o, k)) > 0)
}

export function hasLength(o: Address): boolean {
  return slotFor(o, 'mp_length') !== NULL || slotFor(o, 'sq_length') !== NULL
}
export function hasItems(o: Address): boolean {
  return slotFor(o, 'mp_subscript') !== NULL || slotFor(o, 'sq_item') !== NULL
}
export function isContainer(o: Address): boolean {
  return slotFor(o, 'sq_contains') !== NULL
}
export function isCallable(o: Address): boolean {
  return slotFor(o, 'tp_call') !== NULL
}
export function lengthOf(o: Address): number {
  return holding(o, () => checkedInt(Number(PyObject_Size(o))))
}

export function textOf(o: Address): string {
  return holding(o, () => takeText(str(o)))
}
export function reprOf(o: Address): string {
  return holding(o, () => takeText(repr(o)))
}

/** The number that Python would make of it; else NaN. */
export function numberOf(o: Address): number {
  const isFloat = slotFor(o, 'nb_float') !== NULL
  if (!isFloat && slotFor(o, 'nb_index') === NULL) return Number.NaN
  return holding(o, () => Number(takeJs(call(isFloat ? S.PyFloat_Type : S.PyLong_Type, [o]))))
}

/** Iterates as Python does. The iterator lives from the call on, and goes when the loop ends, also by `break`. */
export function iterate(o: Address): IterableIterator<unknown> {
  const owner = {}
  // An iterator may have a proxy already, which the loop must not dispose of: a tuple of our own holds it instead.
  const holder = holding(o, () => newTupleOf([getIter(o)]))
  enterProxy(holder, owner)
  const end = (): IteratorResult<unknown> => {
    inside(() => disposeProxy(owner))
    return { done: true, value: undefined }
  }
  return {
    next() {
      const alive = proxied(owner)
      if (alive === undefined) return end()
      const item = inside(() => iterNext(tupleItem(alive, 0)))
      return item === NULL ? end() : { done: false, value: inside(() => takeJs(item)) }
    },
    return: end,
    [Symbol.iterator]() {
      return this
    },
  }
}

export function construct(type: Address, value: unknown): Address {
  return holdingAll(type, [value], (o = NULL) => call(type, [o]))
}
