/**
 * What every function that C can call passes through. It knows four ways a JavaScript function can fail:
 * the error indicator is set ({@link pending} was thrown): C gets the sentinel; the JavaScript stack is exhausted: C
 * gets RecursionError; a value exceeds what JavaScript can hold: C gets MemoryError; anything else is a bug here or provable misuse there: both stacks are printed and the host ends.
 */
import { writeSync } from 'node:fs'
import { registerCallback, type Signature, type Word } from '../ffi/koffi.ts'
import { type Address, address, NULL } from '../memory/address.ts'
import { Misuse } from '../memory/misuse.ts'
import { E } from '../memory/statics.ts'
import { WildRead } from '../memory/views.ts'
import { debugMode } from '../options.ts'
import { setError } from '../runtime/errors.ts'
import { occurred, pending } from '../runtime/indicator.ts'
import { decref } from '../runtime/refcount.ts'
import { newStr } from '../runtime/str.ts'
import { type NativeFunction, rememberOwn } from './calls.ts'
import { newEntry } from './entries.ts'
import { describeArguments, faultOfArguments, faultOfRead, showCall } from './misuse.ts'
import { ArgumentFault, watched } from './watch.ts'

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
  const inner = debugMode() ? watched(name, run) : run
  return (...args) => {
    try {
      return inner(...args)
    } catch (error) {
      return afterThrow({ name, args }, sentinel, error)
    }
  }
}

interface Call {
  name: string
  args: readonly unknown[]
}

function afterThrow(call: Call, sentinel: Word | undefined, error: unknown): Word | undefined {
  if (error === pending && occurred() !== 0) return sentinel
  if (error instanceof RangeError && error.message.includes('call stack')) {
    const message = newStr('maximum recursion depth exceeded')
    setError(E.RecursionError, message)
    decref(message)
    return sentinel
  }
  if (isTooLarge(error)) {
    setError(E.MemoryError, NULL)
    return sentinel
  }
  return endHost(call, error)
}

/** What JavaScript says of a string, array or BigInt that it cannot make. */
function isTooLarge(error: unknown): boolean {
  const limits = /^(?:Maximum BigInt size exceeded|Invalid (?:\w+ )+length|Array buffer allocation failed)/
  return error instanceof RangeError && limits.test(error.message)
}

/** A mistake that can be seen to be C's is named; all else is taken for ours. */
function endHost({ name, args }: Call, error: unknown): never {
  const fault = faultOfCall({ name, args }, error)
  const what =
    fault === undefined ? `a bug in the reference bridge, in ${name}` : `misuse of the C API, in ${name}: ${fault}`
  const given =
    args.length === 0 ? [] : [`the call: ${showCall(name, args)}`, ...(fault ? [] : describeArguments(args))]
  const stack = stackOf(error, fault !== undefined)
  const lines = [`Fatal Python error: ${what}`, ...given, stack, `called from C at:\n${new Error('here').stack}`]
  writeSync(2, `${lines.join('\n')}\n`)
  process.abort()
}

/** What a fault says already is left out. */
function stackOf(error: unknown, said: boolean): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  return said ? stack.slice(stack.indexOf('\n    at ') + 1) : stack
}

function faultOfCall({ name, args }: Call, error: unknown): string | undefined {
  if (error instanceof Misuse || error instanceof ArgumentFault) return error.message
  if (error instanceof WildRead) return faultOfRead(name, args, error.at)
  return error === pending ? undefined : faultOfArguments(name, args)
}

/** Ends the host as Py_FatalError does. */
export function fatal(where: string, message: string): never {
  writeSync(2, `Fatal Python error: ${where}: ${message}\n`)
  process.abort()
}
