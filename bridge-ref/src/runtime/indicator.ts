/**
 * The error indicator: three fields of the current PyThreadState, where compiled extensions (Cython) read them too.
 * Inside this bridge an exception travels as a throw of {@link pending}, which says only "the indicator is set".
 */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { xdecref } from './refcount.ts'

class PythonErrorPending extends Error {
  override readonly name = 'PythonErrorPending'
}
/** Thrown, once created, again and again: it carries nothing, and an Error without a stack to record is cheap to throw. */
export const pending: Error = new PythonErrorPending('the error indicator is set')

const F = L.PyThreadState
let current = NULL
let main = NULL

/** `variable` holds the state that has the GIL: at first that of the main thread. The shim's gil.c writes it. */
export function connectThreadState(variable: Address): void {
  current = variable
  main = readPointer(variable)
}

/** The thread state that holds the GIL; NULL while it is released. */
export function threadState(): Address {
  return readPointer(current)
}

/** Where the indicator lives even while the GIL is given up: C that calls the API without it does so for the main thread. */
function holder(): Address {
  return readPointer(current) || main
}

/** Borrowed type of the pending exception, or NULL. */
export function occurred(): Address {
  return readPointer(holder(), F.curexc_type)
}

export interface Fetched {
  type: Address
  value: Address
  traceback: Address
}

/** Takes the three references out of the indicator. */
export function fetch(): Fetched {
  const state = holder()
  const fetched = {
    type: readPointer(state, F.curexc_type),
    value: readPointer(state, F.curexc_value),
    traceback: readPointer(state, F.curexc_traceback),
  }
  writePointer(state, F.curexc_type, NULL)
  writePointer(state, F.curexc_value, NULL)
  writePointer(state, F.curexc_traceback, NULL)
  return fetched
}

/** Steals the three references. */
export function restore(next: Fetched): void {
  const old = fetch()
  const state = holder()
  writePointer(state, F.curexc_type, next.type)
  writePointer(state, F.curexc_value, next.value)
  writePointer(state, F.curexc_traceback, next.traceback)
  xdecref(old.type)
  xdecref(old.value)
  xdecref(old.traceback)
}

export function clear(): void {
  if (occurred() !== NULL) restore({ type: NULL, value: NULL, traceback: NULL })
}

/** Runs `body` with an empty indicator and puts the old one back: for deallocators, which must preserve it. */
export function preservingError(body: () => void): void {
  const saved = fetch()
  try {
    body()
  } finally {
    restore(saved)
  }
}

/** Raises what a C function should have raised that announced an exception; errors.ts, which needs this file, has it. */
let raiseLacking: () => never = () => {
  throw pending
}
export function connectLacking(fn: typeof raiseLacking): void {
  raiseLacking = fn
}

/** The result of a C function that announces an exception with NULL; throws when it did. */
export function checked(result: Address): Address {
  if (result === NULL) failed()
  return result
}

/** The same for functions that announce an exception with a negative int. */
export function checkedInt<T extends number | bigint>(result: T): T {
  if (result < 0) failed()
  return result
}

function failed(): never {
  if (occurred() === NULL) raiseLacking()
  throw pending
}
