/** Native threads as TypeScript sees them; shim/pump.c and shim/gil.c do the work. */
import { callAway, callInt, callVoid, runsThreads } from '../boundary/calls.ts'
import { undefinedSymbols } from '../ffi/elf.ts'
import { registerCallback } from '../ffi/koffi.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocate, free } from '../memory/heap.ts'
import { S } from '../memory/statics.ts'
import { readPointer, readU32 } from '../memory/views.ts'
import { debugMode } from '../options.ts'
import { checkedInt, connectThreadState } from './indicator.ts'

/** Of the state that has the GIL in `_PyRuntime`, where shim/threads.h puts it too. */
const currentState = 576

/** An extension that imports one of these has other threads call in, and may wait for them. */
const signsOfThreads = new Set([
  'PyGILState_Ensure',
  'PyThread_start_new_thread',
  'PyEval_AcquireThread',
  'PyThreadState_New',
  'Py_AddPendingCall',
])

const entry = {
  breaker: NULL,
  takeBreak: NULL,
  idle: NULL,
  finalize: NULL,
  keep: NULL,
  rangeOf: NULL,
  listen: NULL,
  yieldGil: NULL,
}

export function startThreads(symbol: (name: string) => Address): void {
  callVoid(symbol('proofload_start_threads'), debugMode() ? 1 : 0)
  connectThreadState(plus(S._PyRuntime, currentState))
  entry.breaker = symbol('proofload_breaker')
  entry.takeBreak = symbol('proofload_break')
  entry.idle = symbol('proofload_idle')
  entry.finalize = symbol('proofload_finalize')
  entry.keep = symbol('proofload_keep')
  entry.rangeOf = symbol('proofload_range_of')
  // The shim as well.
  callVoid(entry.keep, entry.keep)
  entry.listen = symbol('proofload_listen')
  entry.yieldGil = symbol('proofload_yield')
}

/** Lets the code of the library at `path` run on native threads of its own if it knows of threads. `inside` is any address in it. */
export function placeCode(path: string, inside: Address): void {
  callVoid(entry.keep, inside)
  if (!undefinedSymbols(path).some((name) => signsOfThreads.has(name))) return
  if (!runsThreads()) callAway(entry.takeBreak, entry.takeBreak + 1)
  const range = allocate(16)
  callVoid(entry.rangeOf, inside, range)
  callAway(readPointer(range), readPointer(range, 8))
  free(range)
}

/**
 * Where CPython would look between two instructions: gives a waiting thread the GIL, makes pending calls, raises what other
 * threads or signals ask for.
 */
export function breathe(): void {
  if (readU32(entry.breaker) !== 0) checkedInt(callInt(entry.takeBreak))
}

/** Returns when `fd` can be read; other threads have the GIL meanwhile. */
export function idleUntilReadable(fd: number): void {
  if (runsThreads()) callVoid(entry.idle, fd)
}

/** Lets threads have the GIL while JavaScript is in its event loop, as soon as one wants it. */
export function serveInEventLoop(): void {
  process.once('exit', finalizeThreads)
  callVoid(
    entry.listen,
    registerCallback('v', () => callVoid(entry.yieldGil)),
  )
}

/** No other thread enters from now on: the process is about to end. */
export function finalizeThreads(): void {
  callVoid(entry.finalize)
}
