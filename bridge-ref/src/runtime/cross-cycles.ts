/**
 * Cycles that run through both collectors' objects: a JavaScript object has a proxy, whose native object refers to a
 * wrapper, whose table entry holds the JavaScript object. No collector sees such a cycle whole, so JavaScript's is shown
 * it: what a proxied object reaches is hung on its proxy, the table entries go weak, the engine collects, and what is
 * left becomes strong again. Entries are weak in this way only while no C code can run, so that C never calls a wrapper
 * whose object is gone; finalizers of what the engine found dead are the exception, and get a ReferenceError.
 */
import { setFlagsFromString } from 'node:v8'
import { createContext, runInNewContext, Script } from 'node:vm'
import type { Address } from '../memory/address.ts'
import { tracked } from './allocation.ts'
import { collectGarbage, outsideReferences, reachable, traverse } from './gc.ts'
import { knownProxy, proxiedObjects, proxyCount, sweepProxies } from './proxies.ts'
import {
  scanWrappers,
  strengthenWrappers,
  weakenWrappers,
  wrapped,
  wrapperAddresses,
  wrapperCounts,
} from './wrappers.ts'

/** What a proxied object reaches, by the proxy: alive as long as the proxy is. */
let hung = new WeakMap<object, unknown[]>()

type Collector = () => void
let forceCollection: Collector | undefined

/** The engine's own collector, on demand and at once, also when Node was started without `--expose-gc`. */
function engineCollector(): Collector {
  if (forceCollection !== undefined) return forceCollection
  setFlagsFromString('--expose-gc')
  const collect: Collector = runInNewContext('gc')
  // The engine keeps what a WeakRef gave until the job ends. A context with a microtask queue of its own ends one at once.
  const job = createContext({}, { microtaskMode: 'afterEvaluate' })
  const nothing = new Script('0')
  forceCollection = () => {
    nothing.runInContext(job)
    collect()
  }
  return forceCollection
}

/** Collects everything everywhere until nothing is found, at most twenty times. For when no C code is running. */
export function settle(): void {
  for (let round = 0; round < 20; round++) {
    if (collectGarbage() + collectAcross() + scanWrappers() === 0) return
  }
}

/**
 * First the engine takes proxies that only JavaScript knew, while all that C refers to is there, so that finalizers can
 * call it. Only when that finds nothing are the cycles in between made visible. Returns how many proxies and wrappers went.
 */
function collectAcross(): number {
  if (proxyCount() === 0 && wrapperCounts().weak === 0) return 0
  engineCollector()()
  return sweepProxies() + scanWrappers() || collectCycles()
}

function collectCycles(): number {
  const weakened = hang()
  if (weakened.length === 0) return 0
  engineCollector()()
  hung = new WeakMap()
  strengthenWrappers(weakened)
  return sweepProxies() + scanWrappers()
}

/** Hangs and weakens, in a frame of its own, which is gone when the engine collects. Returns what went weak. */
function hang(): Address[] {
  const unrooted = withoutNativeRoots()
  const nodes = new Map<Address, unknown[]>()
  for (const o of unrooted) nodes.set(o, [])
  const wrappers = [...wrapperAddresses()].filter((o) => unrooted.has(o))
  for (const o of wrappers) nodes.get(o)?.push(wrapped(o))
  for (const [o, node] of nodes) {
    traverse(o, (referred) => {
      const other = nodes.get(referred)
      if (other !== undefined) node.push(other)
    })
  }
  for (const o of proxiedObjects()) {
    const [proxy, node] = [knownProxy(o), nodes.get(o)]
    if (proxy !== undefined && node !== undefined) hung.set(proxy, node)
  }
  weakenWrappers(wrappers)
  return wrappers
}

/** Native objects that nothing but proxies, the wrappers' table and each other refers to. */
function withoutNativeRoots(): Set<Address> {
  const candidates = new Set([...tracked, ...proxiedObjects(), ...wrapperAddresses()])
  const outside = outsideReferences(candidates)
  for (const holders of [proxiedObjects(), wrapperAddresses()]) {
    for (const o of holders) outside.set(o, (outside.get(o) ?? 0) - 1)
  }
  const rooted = reachable(outside)
  return new Set([...outside.keys()].filter((o) => !rooted.has(o)))
}
