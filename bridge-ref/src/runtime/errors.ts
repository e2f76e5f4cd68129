/** Raising exceptions, and asking what an exception is. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { hasFlag, newVarObject, track } from './allocation.ts'
import { clear, connectLacking, occurred, pending, restore, threadState } from './indicator.ts'
import { decref, incref, newRef, typeOf, xdecref, xnewRef } from './refcount.ts'
import { newStr } from './str.ts'

const X = L.PyBaseExceptionObject

/** Sets the indicator and throws. */
export function raise(type: Address, message: string): never {
  const value = newStr(message)
  setError(type, value)
  decref(value)
  throw pending
}

connectLacking(() => raise(E.SystemError, 'error return without exception set'))

export function raiseObject(type: Address, value: Address): never {
  setError(type, value)
  throw pending
}

export function isExceptionClass(o: Address): boolean {
  return o !== NULL && hasFlag(typeOf(o), flag.TYPE_SUBCLASS) && hasFlag(o, flag.BASE_EXC_SUBCLASS)
}
export function isException(o: Address): boolean {
  return o !== NULL && hasFlag(typeOf(o), flag.BASE_EXC_SUBCLASS)
}

/** PyErr_SetObject: owns nothing of its arguments; chains the exception that is being handled as context. */
export function setError(type: Address, value: Address): void {
  if (type !== NULL && !isExceptionClass(type)) {
    const message = newStr('_PyErr_SetObject: exception is not a BaseException subclass')
    setError(E.SystemError, message)
    decref(message)
    return
  }
  let owned = xnewRef(value)
  const handled = handledException()
  if (handled !== NULL && handled !== none()) {
    clear()
    if (!isException(owned)) {
      const instance = createException(type, owned)
      xdecref(owned)
      if (instance === NULL) return
      owned = instance
    }
    if (handled !== owned) chainContext(owned, handled)
  }
  const traceback = isException(owned) ? xnewRef(readPointer(owned, X.traceback)) : NULL
  restore({ type: xnewRef(type), value: owned, traceback })
}

/** The innermost exception that is being handled, borrowed, or NULL. */
export function handledException(): Address {
  const state = threadState()
  if (state === NULL) return NULL
  let item = readPointer(state, L.PyThreadState.exc_info)
  while (item !== NULL) {
    const value = readPointer(item, L._PyErr_StackItem.exc_value)
    if (value !== NULL && value !== none()) return value
    item = readPointer(item, L._PyErr_StackItem.previous_item)
  }
  return NULL
}

function chainContext(value: Address, handled: Address): void {
  // A chain that already leads to `value` is cut there, so that contexts never form a ring.
  let link = handled
  for (;;) {
    const next = readPointer(link, X.context)
    if (next === NULL) break
    if (next === value) {
      writePointer(link, X.context, NULL)
      decref(next)
      break
    }
    link = next
  }
  setContext(value, newRef(handled))
}

/** Steals `context`. */
export function setContext(value: Address, context: Address): void {
  const old = readPointer(value, X.context)
  writePointer(value, X.context, context)
  xdecref(old)
}

/** The instance that `type` and `value` stand for (new reference); NULL with an exception set. */
export function createException(type: Address, value: Address): Address {
  const args = exceptionArguments(value)
  const instance = callPointer(readPointer(typeOf(type), L.PyTypeObject.tp_call), type, args, NULL)
  decref(args)
  if (instance !== NULL && !isException(instance)) {
    decref(instance)
    const message = newStr('calling an exception type should have returned an instance of BaseException')
    setError(E.TypeError, message)
    decref(message)
    return NULL
  }
  return instance
}

function exceptionArguments(value: Address): Address {
  if (value === NULL || value === none()) return newTupleOf([])
  if (hasFlag(typeOf(value), flag.TUPLE_SUBCLASS)) return newRef(value)
  return newTupleOf([newRef(value)])
}

/** A tuple that steals its items. Here, and not with the tuples, because raising needs it and tuples raise. */
export function newTupleOf(items: readonly Address[]): Address {
  if (items.length === 0 && emptyTuple !== NULL) return newRef(emptyTuple)
  const tuple = newVarObject(S.PyTuple_Type, L.PyTupleObject.ob_item + items.length * 8, items.length)
  items.forEach((item, i) => {
    writePointer(tuple, L.PyTupleObject.ob_item + i * 8, item)
  })
  if (items.length === 0) emptyTuple = newRef(tuple)
  else track(tuple)
  return tuple
}
let emptyTuple = NULL
export function adoptEmptyTuple(tuple: Address): void {
  emptyTuple = tuple
}

/** Does the exception `given` (class or instance) match `wanted` (class or tuple of them)? */
export function matches(given: Address, wanted: Address): boolean {
  if (given === NULL || wanted === NULL) return false
  if (hasFlag(typeOf(wanted), flag.TUPLE_SUBCLASS)) {
    const count = readSize(wanted, L.PyVarObject.ob_size)
    for (let i = 0; i < count; i++) {
      if (matches(given, readPointer(wanted, L.PyTupleObject.ob_item + i * 8))) return true
    }
    return false
  }
  const type = isException(given) ? typeOf(given) : given
  if (isExceptionClass(type) && isExceptionClass(wanted)) return isSubtype(type, wanted)
  return type === wanted
}

/** Is `b` in the method resolution order of `a`? */
export function isSubtype(a: Address, b: Address): boolean {
  const mro = readPointer(a, L.PyTypeObject.tp_mro)
  if (mro === NULL) {
    for (let type = a; type !== NULL; type = readPointer(type, L.PyTypeObject.tp_base)) if (type === b) return true
    return b === S.PyBaseObject_Type
  }
  const count = readSize(mro, L.PyVarObject.ob_size)
  for (let i = 0; i < count; i++) if (readPointer(mro, L.PyTupleObject.ob_item + i * 8) === b) return true
  return false
}

/** Runs `body`; when it raises an exception matching `wanted`, clears it and gives `instead`. */
export function except<R>(wanted: Address, body: () => R, instead: () => R): R {
  try {
    return body()
  } catch (error) {
    if (error !== pending || !matches(occurred(), wanted)) throw error
    clear()
    return instead()
  }
}

/** The indicator's instance, normalised, with the indicator cleared: what a host's `except` clause sees. New reference. */
export function takeException(): Address {
  normalizePending()
  const state = threadState()
  const value = readPointer(state, L.PyThreadState.curexc_value)
  const traceback = readPointer(state, L.PyThreadState.curexc_traceback)
  if (traceback !== NULL) setTraceback(value, traceback)
  incref(value)
  clear()
  return value
}

/** Whether `value` is an exception that may be raised as `type`: one of another class becomes its argument instead. */
export function isExceptionOf(value: Address, type: Address): boolean {
  return isException(value) && isSubtype(typeOf(value), type)
}

/** Makes sure that the indicator holds an instance that knows its traceback. */
export function normalizePending(): void {
  for (let round = 0; round < 32; round++) {
    const state = threadState()
    const type = readPointer(state, L.PyThreadState.curexc_type)
    const value = readPointer(state, L.PyThreadState.curexc_value)
    if (type === NULL || isExceptionOf(value, type)) break
    const traceback = xnewRef(readPointer(state, L.PyThreadState.curexc_traceback))
    const [ownType, ownValue] = [newRef(type), xnewRef(value)]
    clear()
    const instance = createException(ownType, ownValue)
    decref(ownType)
    xdecref(ownValue)
    if (instance !== NULL) {
      if (traceback !== NULL) setTraceback(instance, traceback)
      restore({ type: newRef(typeOf(instance)), value: instance, traceback })
    } else xdecref(traceback)
  }
}

export function setTraceback(exception: Address, traceback: Address): void {
  const old = readPointer(exception, X.traceback)
  writePointer(exception, X.traceback, xnewRef(traceback))
  xdecref(old)
}

/** A C function returned NULL or a value: holds it against the indicator as CPython does for every call. */
export function checkedResult(result: Address, where: () => string): Address {
  const error = occurred()
  if (result !== NULL && error === NULL) return result
  if (result === NULL && error !== NULL) throw pending
  if (result === NULL) raise(E.SystemError, `${where()} returned NULL without setting an exception`)
  decref(result)
  raiseFrom(E.SystemError, `${where()} returned a result with an exception set`)
}

/** Raises with the pending exception as cause and context. */
export function raiseFrom(type: Address, message: string): never {
  const cause = takeException()
  const text = newStr(message)
  setError(type, text)
  decref(text)
  normalizePending()
  const value = readPointer(threadState(), L.PyThreadState.curexc_value)
  const oldCause = readPointer(value, X.cause)
  writePointer(value, X.cause, newRef(cause))
  xdecref(oldCause)
  writeSize(value, X.suppress_context, 1)
  setContext(value, cause)
  throw pending
}
