/** What JavaScript does with native objects. Arguments are JavaScript values; every function may run C code. */

import { PyObject_DelItem, PyObject_GetItem, PyObject_SetItem, PyObject_Size } from '../api/object.ts'
import { PySequence_Contains } from '../api/sequence.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { call } from '../runtime/call.ts'
import { except } from '../runtime/errors.ts'
import { checked, checkedInt } from '../runtime/indicator.ts'
import { getIter, iterNext } from '../runtime/iteration.ts'
import { getAttr, getAttrName, setAttr } from '../runtime/lookup.ts'
import { repr, slotFor, str, takeText } from '../runtime/object.ts'
import { decref, xdecref } from '../runtime/refcount.ts'
import { dropWrapper, isWrapper } from '../runtime/wrappers.ts'
import { allToNative, dictOf, takeJs } from './convert.ts'
import { inside } from './session.ts'

/** Gives arguments back: one that stands for a JavaScript object and that C did not keep goes at once. */
function drop(o: Address): void {
  if (isWrapper(o)) dropWrapper(o)
  else decref(o)
}

/** Runs `body` with native objects of these values, which it borrows. */
function withNative<R>(values: readonly unknown[], body: (...made: Address[]) => R): R {
  return inside(() => {
    const made = allToNative(values)
    try {
      return body(...made)
    } finally {
      for (const o of made) drop(o)
    }
  })
}

export function callWith(fn: Address, args: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>): unknown {
  return withNative(args, (...given) => {
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
  return withNative(args, (...given) => {
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
  return withNative([key], (name = NULL) =>
    except(
      E.AttributeError,
      () => takeJs(getAttr(o, name)),
      () => undefined,
    ),
  )
}
export function hasAttribute(o: Address, key: string): boolean {
  return withNative([key], (name = NULL) =>
    except(
      E.AttributeError,
      () => {
        decref(getAttr(o, name))
        return true
      },
      () => false,
    ),
  )
}
export function setAttribute(o: Address, key: string, value: unknown): void {
  withNative([key, value], (name = NULL, item = NULL) => setAttr(o, name, item))
}
export function deleteAttribute(o: Address, key: string): void {
  withNative([key], (name = NULL) => setAttr(o, name, NULL))
}

export function getItem(o: Address, key: unknown): unknown {
  return withNative([key], (k = NULL) => takeJs(checked(PyObject_GetItem(o, k))))
}
/** Undefined when there is none. */
export function findItem(o: Address, key: unknown): unknown {
  return withNative([key], (k = NULL) =>
    except(
      E.LookupError,
      () => takeJs(checked(PyObject_GetItem(o, k))),
      () => undefined,
    ),
  )
}
export function setItem(o: Address, key: unknown, value: unknown): void {
  withNative([key, value], (k = NULL, item = NULL) => checkedInt(PyObject_SetItem(o, k, item)))
}
export function deleteItem(o: Address, key: unknown): void {
  withNative([key], (k = NULL) => checkedInt(PyObject_DelItem(o, k)))
}
export function hasItem(o: Address, key: unknown): boolean {
  return withNative([key], (k = NULL) => checkedInt(PySequence_Contains(o, k)) > 0)
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
  return inside(() => checkedInt(PyObject_Size(o)))
}

export function textOf(o: Address): string {
  return inside(() => takeText(str(o)))
}
export function reprOf(o: Address): string {
  return inside(() => takeText(repr(o)))
}

/** The number that Python would make of it; else NaN. */
export function numberOf(o: Address): number {
  return inside(() => {
    const type = slotFor(o, 'nb_float') === NULL ? S.PyLong_Type : S.PyFloat_Type
    if (slotFor(o, 'nb_float') === NULL && slotFor(o, 'nb_index') === NULL) return Number.NaN
    return Number(takeJs(call(type, [o])))
  })
}

/** Iterates as Python does; the iterator goes when the loop ends, also by `break`. */
export function* iterate(o: Address): Generator<unknown, void, undefined> {
  const iterator = inside(() => getIter(o))
  try {
    for (;;) {
      const item = inside(() => iterNext(iterator))
      if (item === NULL) return
      yield inside(() => takeJs(item))
    }
  } finally {
    inside(() => decref(iterator))
  }
}

export function construct(type: Address, value: unknown): Address {
  return withNative([value], (o = NULL) => call(type, [o]))
}
