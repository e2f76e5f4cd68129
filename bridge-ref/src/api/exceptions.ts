import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readPointer, writePointer } from '../memory/views.ts'
import { noMemory } from '../runtime/allocation.ts'
import { call, enterRecursion, leaveRecursion, recursionLimit, setRecursionLimit } from '../runtime/call.ts'
import { copyDict, dictGetName, dictSetName, newDict } from '../runtime/dict.ts'
import {
  createException,
  handledException,
  isExceptionClass,
  isExceptionOf,
  matches,
  raise,
  setContext,
  setError,
  setTraceback,
} from '../runtime/errors.ts'
import { setCause } from '../runtime/exceptions.ts'
import { clear, fetch, occurred, restore, threadState } from '../runtime/indicator.ts'
import { isTuple } from '../runtime/object.ts'
import { printPending } from '../runtime/printing.ts'
import { decref, newRef, typeOf, xdecref, xnewRef } from '../runtime/refcount.ts'
import { newTuple } from '../runtime/sequence.ts'
import { newStr } from '../runtime/str.ts'
import { decodeBytes } from '../runtime/text-codecs.ts'
import { writeUnraisable } from '../runtime/unraisable.ts'

const X = L.PyBaseExceptionObject
const I = L._PyErr_StackItem

export function PyErr_Occurred(): Address {
  return occurred()
}
export function PyErr_PrintEx(remember: number): void {
  printPending(remember !== 0)
}
export function PyErr_Print(): void {
  printPending(true)
}
export function PyErr_Clear(): void {
  clear()
}
export function PyErr_SetString(type: Address, message: Address): void {
  const text = decodeBytes(bytesAt(message, cStringLength(message)), 'utf-8', 'replace')
  setError(type, text)
  decref(text)
}
export function PyErr_SetObject(type: Address, value: Address): void {
  setError(type, value)
}
export function PyErr_SetNone(type: Address): void {
  setError(type, NULL)
}
export function PyErr_BadArgument(): number {
  return raise(E.TypeError, 'bad argument type for built-in operation')
}
export function PyErr_NoMemory(): Address {
  return noMemory()
}
export function PyErr_BadInternalCall(): void {
  raise(E.SystemError, 'bad argument to internal function')
}
export function _PyErr_BadInternalCall(file: Address, line: number): void {
  raise(E.SystemError, `${readCString(file)}:${line}: bad argument to internal function`)
}
export function PyErr_ExceptionMatches(wanted: Address): number {
  return matches(occurred(), wanted) ? 1 : 0
}
export function PyErr_GivenExceptionMatches(given: Address, wanted: Address): number {
  return matches(given, wanted) ? 1 : 0
}

export function PyErr_Fetch(type: Address, value: Address, traceback: Address): void {
  const fetched = fetch()
  writePointer(type, 0, fetched.type)
  writePointer(value, 0, fetched.value)
  writePointer(traceback, 0, fetched.traceback)
}
export function PyErr_Restore(type: Address, value: Address, traceback: Address): void {
  restore({ type, value, traceback })
}

/** Makes an instance of what `PyErr_Fetch` gave; errors on the way replace it. */
export function PyErr_NormalizeException(typeAt: Address, valueAt: Address, tracebackAt: Address): void {
  for (let round = 0; round < 32; round++) {
    const type = readPointer(typeAt)
    if (type === NULL || !isExceptionClass(type)) return
    const value = readPointer(valueAt)
    const instance = isExceptionOf(value, type) ? newRef(value) : instantiate(type, value)
    if (instance !== NULL) {
      writePointer(valueAt, 0, instance)
      xdecref(value)
      writePointer(typeAt, 0, newRef(typeOf(instance)))
      decref(type)
      return
    }
    replaceByPending({ typeAt, valueAt, tracebackAt })
  }
}

/** NULL when an error on the way is pending. */
function instantiate(type: Address, value: Address): Address {
  try {
    return createException(type, value)
  } catch (error) {
    if (occurred() === NULL) throw error
    return NULL
  }
}

function replaceByPending({
  typeAt,
  valueAt,
  tracebackAt,
}: Record<'typeAt' | 'valueAt' | 'tracebackAt', Address>): void {
  const [type, value, traceback] = [readPointer(typeAt), readPointer(valueAt), readPointer(tracebackAt)]
  const next = fetch()
  writePointer(typeAt, 0, next.type)
  writePointer(valueAt, 0, next.value)
  writePointer(tracebackAt, 0, next.traceback || traceback)
  if (next.traceback !== NULL) xdecref(traceback)
  decref(type)
  xdecref(value)
}

export function PyErr_GetHandledException(): Address {
  return xnewRef(handledException())
}
export function PyErr_SetHandledException(value: Address): void {
  const item = readPointer(threadState(), L.PyThreadState.exc_info)
  const old = readPointer(item, I.exc_value)
  writePointer(item, I.exc_value, value === NULL ? newRef(none()) : newRef(value))
  xdecref(old)
}
export function PyErr_GetExcInfo(type: Address, value: Address, traceback: Address): void {
  const handled = handledException()
  writePointer(type, 0, handled === NULL ? newRef(none()) : newRef(typeOf(handled)))
  writePointer(value, 0, newRef(handled || none()))
  const trace = handled === NULL ? NULL : readPointer(handled, X.traceback)
  writePointer(traceback, 0, newRef(trace || none()))
}
/** Steals all three; only the value is kept, as in CPython 3.11. */
export function PyErr_SetExcInfo(type: Address, value: Address, traceback: Address): void {
  PyErr_SetHandledException(value)
  xdecref(type)
  xdecref(value)
  xdecref(traceback)
}

export function PyErr_NewException(fullName: Address, base: Address, dict: Address): Address {
  const full = readCString(fullName)
  const dot = full.lastIndexOf('.')
  if (dot < 0) raise(E.SystemError, 'PyErr_NewException: name must be module.class')
  const own = dict === NULL ? newDict() : copyDict(dict)
  if (dictGetName(own, '__module__') === NULL) {
    const module = newStr(full.slice(0, dot))
    dictSetName(own, '__module__', module)
    decref(module)
  }
  const bases = base !== NULL && isTuple(base) ? newRef(base) : newTuple([base || E.Exception])
  const text = newStr(full.slice(dot + 1))
  try {
    return call(S.PyType_Type, [text, bases, own])
  } finally {
    decref(text)
    decref(bases)
    decref(own)
  }
}
export function PyErr_NewExceptionWithDoc(fullName: Address, doc: Address, base: Address, dict: Address): Address {
  const own = dict === NULL ? newDict() : copyDict(dict)
  try {
    if (doc !== NULL) {
      const text = newStr(readCString(doc))
      dictSetName(own, '__doc__', text)
      decref(text)
    }
    return PyErr_NewException(fullName, base, own)
  } finally {
    decref(own)
  }
}

export function PyErr_WriteUnraisable(o: Address): void {
  writeUnraisable(o)
}
export function PyException_GetTraceback(self: Address): Address {
  return xnewRef(readPointer(self, X.traceback))
}
export function PyException_SetTraceback(self: Address, traceback: Address): number {
  if (traceback !== NULL && traceback !== none() && typeOf(traceback) !== S.PyTraceBack_Type) {
    raise(E.TypeError, '__traceback__ must be a traceback or None')
  }
  setTraceback(self, traceback === none() ? NULL : traceback)
  return 0
}
export function PyException_GetContext(self: Address): Address {
  return xnewRef(readPointer(self, X.context))
}
export function PyException_SetContext(self: Address, context: Address): void {
  setContext(self, context)
}
export function PyException_GetCause(self: Address): Address {
  return xnewRef(readPointer(self, X.cause))
}
export function PyException_SetCause(self: Address, cause: Address): void {
  setCause(self, cause)
}
export function PyExceptionClass_Name(type: Address): Address {
  return readPointer(type, L.PyTypeObject.tp_name)
}

export function Py_EnterRecursiveCall(where: Address): number {
  enterRecursion(readCString(where))
  return 0
}
export function Py_LeaveRecursiveCall(): void {
  leaveRecursion()
}
export function Py_GetRecursionLimit(): number {
  return recursionLimit()
}
export function Py_SetRecursionLimit(limit: number): void {
  setRecursionLimit(limit)
}

export function PyErr_SetImportError(message: Address, moduleName: Address, path: Address): Address {
  return PyErr_SetImportErrorSubclass(E.ImportError, message, moduleName, path)
}
export function PyErr_SetImportErrorSubclass(
  type: Address,
  message: Address,
  moduleName: Address,
  path: Address,
): Address {
  if (!isExceptionClass(type) || !matches(type, E.ImportError)) raise(E.TypeError, 'expected a subclass of ImportError')
  if (message === NULL) raise(E.TypeError, 'expected a message argument')
  const kwargs = newDict()
  dictSetName(kwargs, 'name', moduleName || none())
  dictSetName(kwargs, 'path', path || none())
  try {
    const error = call(type, [message], kwargs)
    setError(typeOf(error), error)
    decref(error)
  } finally {
    decref(kwargs)
  }
  return NULL
}
