/**
 * Collects native cycles: trial deletion over `tp_traverse`, as CPython does it. What only garbage refers to gets its
 * weak references cleared and finalizers run; what is still garbage after that is broken up by `tp_clear`.
 *
 * A collection starts on demand, and by itself where C makes objects ({@link collectIfDue}), at CPython's thresholds.
 */
import { callInt } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { firstYoungLimit, setYoungLimit } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { readPointer } from '../memory/views.ts'
import { tracked } from './allocation.ts'
import { visitFunction } from './gc-visit.ts'
import { oldest } from './generations.ts'
import { runFinalizer } from './heap-type.ts'
import { preservingError } from './indicator.ts'
import { decref, incref, refcount, typeOf } from './refcount.ts'
import { detachWeakRefs, runWeakCallback } from './weakref.ts'

let enabled = true
let collecting = false
/** New objects, then collections of the next younger generation, after which each generation is collected. */
const thresholds = [firstYoungLimit, 10, 10]
/** Collections of the next younger generation since each was collected. */
const counts = [0, 0, 0]
/** What survived the last full collection, and what has grown old since. */
let longLived = 0
let growingOld = 0

/** Sets (when given) and returns the previous setting: whether collections start by themselves. */
export function collectorEnabled(next?: boolean): boolean {
  const before = enabled
  if (next !== undefined) enabled = next
  return before
}

/** As `gc.set_threshold`; 0 for the first stops collections from starting by themselves. */
export function collectorThresholds(next?: readonly number[]): number[] {
  const before = [...thresholds]
  next?.forEach((value, i) => {
    if (i < thresholds.length) thresholds[i] = value
  })
  setYoungLimit(thresholds[0] || Number.MAX_SAFE_INTEGER)
  return before
}

/** As `gc.get_count`. */
export function collectorCounts(): number[] {
  return [tracked.pressure, ...counts.slice(1)]
}

/** For places where C asks for a new object: there any code may run, as in CPython. */
export function collectIfDue(): void {
  const [first = 0, second = 0, third = 0] = thresholds
  if (tracked.pressure <= first || first === 0 || !enabled || collecting) return
  const [, middle = 0, old = 0] = counts
  // As in CPython, a full collection waits until a quarter of what is old is new there: else its cost would be quadratic.
  if (old > third && growingOld > longLived / 4) collectGarbage(2)
  else collectGarbage(middle > second ? 1 : 0)
}

/** Collects a generation and all younger ones. Returns the number of objects found unreachable. */
export function collectGarbage(generation: number = oldest): number {
  if (collecting) return 0
  collecting = true
  try {
    let found = 0
    preservingError(() => {
      found = collect(generation)
    })
    return found
  } finally {
    collecting = false
  }
}

function collect(generation: number): number {
  const candidates = tracked.upTo(generation)
  const garbage = withoutLegacy(unreachable(candidates))
  if (generation === 1) growingOld += candidates.size - garbage.length
  tracked.age(generation)
  counts.fill(0, 0, generation + 1)
  if (generation < oldest) counts[generation + 1] = (counts[generation + 1] ?? 0) + 1
  if (garbage.length > 0) breakUp(garbage)
  if (generation === oldest) {
    longLived = tracked.oldSize
    growingOld = 0
  }
  return garbage.length
}

function breakUp(garbage: readonly Address[]): void {
  // Ours is one reference each, so that no address is used anew while we go through them.
  for (const o of garbage) incref(o)
  clearAllWeakRefs(garbage)
  for (const o of garbage) runFinalizer(o)
  for (const o of garbage) decref(o)
  // A finalizer may have made some of them reachable again: those are left alone, with all that they refer to.
  const still = unreachable(new Set(garbage.filter((o) => tracked.has(o))))
  for (const o of still) incref(o)
  for (const o of still) {
    const clear = readPointer(typeOf(o), L.PyTypeObject.tp_clear)
    if (clear !== NULL && tracked.has(o)) callInt(clear, o)
  }
  for (const o of still) decref(o)
}

/** What has a `tp_del`, and what that reaches, is left alone: as in CPython, nobody knows in which order it may go. */
function withoutLegacy(garbage: Address[]): Address[] {
  const hasDel = (o: Address) => readPointer(typeOf(o), L.PyTypeObject.tp_del) !== NULL
  if (!garbage.some(hasDel)) return garbage
  const kept = reachable(new Map(garbage.map((o): [Address, number] => [o, hasDel(o) ? 1 : 0])))
  return garbage.filter((o) => !kept.has(o))
}

/** All weak references to garbage die before the first callback runs; callbacks that are garbage themselves do not run. */
function clearAllWeakRefs(garbage: readonly Address[]): void {
  const dying = new Set(garbage)
  const callbacks = garbage.flatMap(detachWeakRefs)
  for (const callback of callbacks) {
    if (!dying.has(callback.ref)) runWeakCallback(callback)
    else {
      decref(callback.callback)
      decref(callback.ref)
    }
  }
}

/** Calls `visit` with each object that `o` refers to. */
export function traverse(o: Address, visit: (referred: Address) => void): void {
  const fn = readPointer(typeOf(o), L.PyTypeObject.tp_traverse)
  if (fn === NULL) return
  const restore = visitFunction.use(visit)
  try {
    callInt(fn, o, visitFunction.pointer(), 0)
  } finally {
    restore()
  }
}

/**
 * How many references each candidate has from outside the candidates. One that is being deallocated is no candidate: its
 * deallocator still uses what it refers to.
 */
export function outsideReferences(candidates: Iterable<Address>): Map<Address, number> {
  const found = new Map<Address, number>()
  for (const o of candidates) {
    const count = refcount(o)
    if (count > 0) found.set(o, count)
  }
  for (const o of found.keys()) {
    traverse(o, (referred) => {
      const count = found.get(referred)
      if (count !== undefined) found.set(referred, count - 1)
    })
  }
  return found
}

/** The candidates (keys) with a positive count, and the candidates reachable from those. */
export function reachable(counted: ReadonlyMap<Address, number>): Set<Address> {
  const found = new Set<Address>()
  const waiting: Address[] = []
  for (const [o, count] of counted) {
    if (count <= 0) continue
    found.add(o)
    waiting.push(o)
  }
  for (let o = waiting.pop(); o !== undefined; o = waiting.pop()) {
    traverse(o, (referred) => {
      if (found.has(referred) || !counted.has(referred)) return
      found.add(referred)
      waiting.push(referred)
    })
  }
  return found
}

/** Objects among `candidates` that nothing outside them refers to. */
function unreachable(candidates: ReadonlySet<Address>): Address[] {
  const counted = outsideReferences(candidates)
  const found = reachable(counted)
  return [...counted.keys()].filter((o) => !found.has(o))
}
