/**
 * Collects native cycles: trial deletion over `tp_traverse`, as CPython does it. What only garbage refers to gets its
 * weak references cleared and finalizers run; what is still garbage after that is broken up by `tp_clear`.
 */
import { callInt } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readPointer } from '../memory/views.ts'
import { tracked } from './allocation.ts'
import { visitFunction } from './gc-visit.ts'
import { runFinalizer } from './heap-type.ts'
import { preservingError } from './indicator.ts'
import { decref, incref, refcount, typeOf } from './refcount.ts'
import { clearWeakRefs } from './weakref.ts'

let enabled = true
let collecting = false

/** Sets (when given) and returns the previous setting. Collection happens only on demand either way. */
export function collectorEnabled(next?: boolean): boolean {
  const before = enabled
  if (next !== undefined) enabled = next
  return before
}

function traverse(o: Address, visit: (referred: Address) => void): void {
  const fn = readPointer(typeOf(o), L.PyTypeObject.tp_traverse)
  if (fn === NULL) return
  const restore = visitFunction.use(visit)
  try {
    callInt(fn, o, visitFunction.pointer(), 0)
  } finally {
    restore()
  }
}

/** Objects among `candidates` that nothing outside them refers to. */
function unreachable(candidates: ReadonlySet<Address>): Address[] {
  const counts = new Map<Address, number>()
  for (const o of candidates) counts.set(o, refcount(o))
  for (const o of candidates) {
    traverse(o, (referred) => {
      const count = counts.get(referred)
      if (count !== undefined) counts.set(referred, count - 1)
    })
  }
  const reachable = new Set<Address>()
  const waiting = [...candidates].filter((o) => (counts.get(o) ?? 0) > 0)
  for (const o of waiting) reachable.add(o)
  for (let o = waiting.pop(); o !== undefined; o = waiting.pop()) {
    traverse(o, (referred) => {
      if (!candidates.has(referred) || reachable.has(referred)) return
      reachable.add(referred)
      waiting.push(referred)
    })
  }
  return [...candidates].filter((o) => !reachable.has(o))
}

/** Returns the number of objects found unreachable. */
export function collectGarbage(): number {
  if (collecting) return 0
  collecting = true
  try {
    let found = 0
    preservingError(() => {
      found = collectOnce()
    })
    return found
  } finally {
    collecting = false
  }
}

function collectOnce(): number {
  const garbage = unreachable(new Set(tracked))
  if (garbage.length === 0) return 0
  for (const o of garbage) incref(o)
  for (const o of garbage) clearWeakRefs(o)
  for (const o of garbage) runFinalizer(o)
  // A finalizer may have made some of them reachable again: those are left alone. Ours is one reference each.
  for (const o of garbage) decrefQuietly(o)
  const still = new Set(unreachable(new Set(garbage.filter((o) => tracked.has(o)))))
  for (const o of still) incref(o)
  for (const o of still) {
    const clear = readPointer(typeOf(o), L.PyTypeObject.tp_clear)
    if (clear !== NULL && tracked.has(o)) callInt(clear, o)
  }
  for (const o of still) decref(o)
  return garbage.length
}

/** The object is in a cycle, so this is never its last reference. */
function decrefQuietly(o: Address): void {
  decref(o)
}
