/** Going into C and coming back: exceptions become errors, and outermost returns are where lifetimes are looked after. */
import { stockCallbacks } from '../ffi/koffi.ts'
import { settle } from '../runtime/cross-cycles.ts'
import { collectIfDue } from '../runtime/gc.ts'
import { pending } from '../runtime/indicator.ts'
import { proxyCount, sweepProxies } from '../runtime/proxies.ts'
import { scanWrappers, wrapperCount } from '../runtime/wrappers.ts'
import { takeError } from './errors.ts'

export interface Tuning {
  /** Outermost returns from C between two scans of the wrappers; a scan also waits until that many wrappers are worth it. */
  scanEvery: number
  /** Proxies and wrappers beyond twice those that survived last time, after which both collectors run. */
  collectAfter: number
}

export const tuning: Tuning = { scanEvery: 1000, collectAfter: 20_000 }

let depth = 0
let returns = 0
let survivors = 0

/** Runs `body`, in which C may run; throws what it raises as a JavaScript error. */
export function inside<R>(body: () => R): R {
  depth++
  try {
    return body()
  } catch (error) {
    if (error === pending) throw takeError()
    throw error
  } finally {
    if (--depth === 0) afterReturn()
  }
}

/** True while C code is running somewhere below. */
export function isInside(): boolean {
  return depth > 0
}

function afterReturn(): void {
  stockCallbacks()
  collectIfDue()
  if (++returns < tuning.scanEvery) return
  const held = proxyCount() + wrapperCount()
  if (returns < wrapperCount()) return
  returns = 0
  scanWrappers()
  if (held > tuning.collectAfter + 2 * survivors) collectAll()
}

/** Runs all collectors until they find nothing. */
export function collectAll(): void {
  depth++
  try {
    settle()
    sweepProxies()
  } finally {
    depth--
  }
  survivors = proxyCount() + wrapperCount()
}
