/**
 * The error indicator: three fields of the current PyThreadState, where compiled extensions (Cython) read them too.
 * Inside this bridge an exception travels as a throw of {@link pending}, which says only "the indicator is set".
 */
import { type Address, NULL } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { readPointer, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { xdecref } from './refcount.ts'

class PythonErrorPending extends Error {
  override readonly name = 'PythonErrorPending'
}
/** Thrown, once created, again and again: it carries nothing, and an Error without a stack to record is cheap to throw. */
export const pending: Error = new PythonErrorPending('the error indicator is set')

const F = L.PyThreadState
const recursionLimit = 1000
let current = NULL
let main = NULL

/** Makes the thread state of the main thread. */
export function startThreadState(): void {
  main = newThreadState(1)
  current = main
}

function newThreadState(id: number): Address {
  const state = allocateZeroed(F.size)
  const interpreter = main === NULL ? allocateZeroed(4096) : readPointer(main, F.interp)
  writePointer(state, F.interp, interpreter)
  writeI32(state, F.recursion_limit, recursionLimit)
  writeI32(state, F.recursion_remaining, recursionLimit)
  writeI32(state, F.gilstate_counter, 1)
  writeSize(state, F.id, id)
  writePointer(state, F.cframe, allocateZeroed(32))
  writePointer(state, F.exc_info, state + F.exc_state)
  return state
}

/** The thread state that holds the GIL; NULL while it is released. */
export function threadState(): Address {
  return current
}
export function mainThreadState(): Address {
  return main
}
export function setThreadState(state: Address): Address {
  const old = current
  current = state
  return old
}

/** Where the indicator lives even while the GIL is given up: nobody else can run in this process. */
function holder(): Address {
  return current === NULL ? main : current
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

/** The result of a C function that announces an exception with NULL; throws when it did. */
export function checked(result: Address): Address {
  if (result === NULL) throw pending
  return result
}

/** The same for functions that announce an exception with a negative int. */
export function checkedInt(result: number): number {
  if (result < 0 && occurred() !== NULL) throw pending
  return result
}
