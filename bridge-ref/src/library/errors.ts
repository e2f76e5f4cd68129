/** Python exceptions as JavaScript errors, and JavaScript errors as Python exceptions; there and back it is the same one. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, readU8 } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import { dictSetName, newDict } from '../runtime/dict.ts'
import { except, isException, isSubtype, raiseObject, takeException } from '../runtime/errors.ts'
import { clear, pending } from '../runtime/indicator.ts'
import { getAttrName, setAttr } from '../runtime/lookup.ts'
import { str, takeText, typeName } from '../runtime/object.ts'
import { proxied } from '../runtime/proxies.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newTuple } from '../runtime/sequence.ts'
import { name, newStr } from '../runtime/str.ts'
import { Box, proxyOf, takeJs, toNative } from './convert.ts'
import type { PyProxy } from './py-proxy.ts'

const X = L.PyBaseExceptionObject

/** A Python exception that reached JavaScript. */
export class PythonError extends Error {
  /** Name of the exception's class, such as `ValueError`; `name` is the same. */
  readonly type: string
  /** Proxy of the exception itself. */
  readonly exception: PyProxy
  constructor(exception: Address, cause: unknown) {
    super(textOf(exception), cause === undefined ? undefined : { cause })
    this.type = typeName(typeOf(exception))
    this.name = this.type
    this.exception = proxyOf(exception) as PyProxy
  }

  /** The exception as Python prints it, its causes first. */
  get traceback(): string {
    return tracebackOf(this, this.cause)
  }
}

function textOf(exception: Address): string {
  try {
    return takeText(str(exception))
  } catch (error) {
    if (error !== pending) throw error
    clear()
    return '<exception str() failed>'
  }
}

function tracebackOf(error: PythonError, cause: unknown): string {
  const own = error.message === '' ? error.type : `${error.type}: ${error.message}`
  if (cause === undefined) return own
  const before = cause instanceof PythonError ? cause.traceback : String(cause)
  return `${before}\n\nThe above exception was the direct cause of the following exception:\n\n${own}`
}

/** Takes the pending exception and gives the error to throw for it. */
export function takeError(): unknown {
  const exception = takeException()
  try {
    return errorOf(exception)
  } finally {
    decref(exception)
  }
}

/** The error of a Python exception; for one that came from JavaScript, the very error. */
export function errorOf(exception: Address, depth = 0): unknown {
  if (isSubtype(typeOf(exception), javaScriptError)) {
    const held = except(
      E.AttributeError,
      () => getAttrName(exception, 'error'),
      () => NULL,
    )
    if (held !== NULL) return takeJs(held)
  }
  const cause = causeOf(exception)
  return new PythonError(exception, cause === NULL || depth > 20 ? undefined : errorOf(cause, depth + 1))
}

/** `__cause__`, or else `__context__` unless that is suppressed. */
function causeOf(exception: Address): Address {
  const cause = readPointer(exception, X.cause)
  if (cause !== NULL && isException(cause)) return cause
  return readU8(exception, X.suppress_context) === 0 ? readPointer(exception, X.context) : NULL
}

export function exceptionOf(error: object): Address | undefined {
  return error instanceof PythonError ? proxied(error.exception) : undefined
}

let javaScriptError = NULL
/** The class of Python exceptions that stand for JavaScript errors. */
export function startErrors(): void {
  const [text, bases, dict, module] = [
    newStr('JavaScriptError'),
    newTuple([E.Exception]),
    newDict(),
    newStr('proofload'),
  ]
  dictSetName(dict, '__module__', module)
  javaScriptError = call(S.PyType_Type, [text, bases, dict])
  for (const o of [text, bases, dict, module]) decref(o)
}

/** Raises a thrown JavaScript value as a Python exception. */
function raiseThrown(thrown: unknown): never {
  if (thrown === pending) throw thrown
  const known = typeof thrown === 'object' && thrown !== null ? exceptionOf(thrown) : undefined
  const exception = known === undefined ? newJavaScriptError(thrown) : newRef(known)
  try {
    return raiseObject(typeOf(exception), exception)
  } finally {
    decref(exception)
  }
}

function newJavaScriptError(thrown: unknown): Address {
  const message = newStr(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : describe(thrown))
  const held = toNative(typeof thrown === 'object' && thrown !== null ? thrownObject(thrown) : new Box(thrown))
  try {
    const exception = call(javaScriptError, [message])
    setAttr(exception, name('error'), held)
    return exception
  } finally {
    decref(message)
    decref(held)
  }
}

/** Arrays and plain objects would be copied. */
function thrownObject(thrown: object): object {
  return thrown instanceof Error ? thrown : new Box(thrown)
}

function describe(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'a value without a text'
  }
}

/** Runs JavaScript that C called: what it throws is raised. An exhausted stack is the guard's to raise. */
export function raising<R>(body: () => R): R {
  try {
    return body()
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('call stack')) throw error
    return raiseThrown(error)
  }
}
