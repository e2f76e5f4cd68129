/**
 * What every function that C can call passes through. It knows three ways a JavaScript function can fail:
 * the error indicator is set ({@link pending} was thrown): C gets the sentinel; the JavaScript stack is exhausted: C
 * gets RecursionError; anything else is a bug here or provable misuse there: both stacks are printed and the host ends.
 */
import { writeSync } from 'node:fs'
import { registerCallback, type Signature, type Word } from '../ffi/koffi.ts'
import { type Address, address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { setError } from '../runtime/errors.ts'
import { occurred, pending } from '../runtime/indicator.ts'
import { decref, Misuse } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { type NativeFunction, rememberOwn } from './calls.ts'
import { newEntry } from './entries.ts'

export interface GuardedFunction {
  name: string
  signature: Signature
  /** What announces an exception to C; undefined for a function that returns nothing or cannot fail. */
  sentinel: Word | undefined
  run: NativeFunction
}

/** A C function pointer that runs `run`, for as long as the process lives. Any thread may call it. */
export function exportToC(fn: GuardedFunction): Address {
  const pointer = newEntry(registerGuarded(fn))
  rememberOwn(pointer, fn.run)
  return pointer
}

/** The same for the JavaScript thread alone: what the shim's own entries jump to. */
export function registerGuarded(fn: GuardedFunction): Address {
  return address(registerCallback(fn.signature, guard(fn)))
}

/** @public the test runs it in a child process. */
export function guard({ name, sentinel, run }: GuardedFunction): NativeFunction {
  return (...args) => {
    try {
      return run(...args)
    } catch (error) {
      return afterThrow(name, sentinel, error)
    }
  }
}

function afterThrow(name: string, sentinel: Word | undefined, error: unknown): Word | undefined {
  if (error === pending && occurred() !== 0) return sentinel
  if (error instanceof RangeError && error.message.includes('call stack')) {
    const message = newStr('maximum recursion depth exceeded')
    setError(E.RecursionError, message)
    decref(message)
    return sentinel
  }
  return endHost(name, error)
}

function endHost(name: string, error: unknown): never {
  const what = error instanceof Misuse ? 'misuse of the C API' : 'a bug in the reference bridge'
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  writeSync(2, `Fatal Python error: ${what}, in ${name}\n${stack}\ncalled from C at:\n${new Error('here').stack}\n`)
  process.abort()
}

/** Ends the host as Py_FatalError does. */
export function fatal(where: string, message: string): never {
  writeSync(2, `Fatal Python error: ${where}: ${message}\n`)
  process.abort()
}
