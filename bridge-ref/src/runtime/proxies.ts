/**
 * The table of JavaScript proxies of native objects: one object, one live proxy. A proxy owns one reference, which it
 * gives back when it is disposed of or when JavaScript's collector has taken it.
 */
import type { Address } from '../memory/address.ts'
import { decref } from './refcount.ts'

interface Holder {
  readonly o: Address
  readonly proxy: WeakRef<object>
}

const holders = new Map<Address, Holder>()
const addresses = new WeakMap<object, Address>()
/** A callback runs between jobs only, when no C code is running. */
const registry = new FinalizationRegistry<Holder>((holder) => give(holder))

/** The live proxy of a native object. */
export function knownProxy(o: Address): object | undefined {
  return holders.get(o)?.proxy.deref()
}

/** Enters a proxy, which takes over the caller's reference. */
export function enterProxy(o: Address, proxy: object): void {
  const holder: Holder = { o, proxy: new WeakRef(proxy) }
  const dead = holders.get(o)
  holders.set(o, holder)
  addresses.set(proxy, o)
  registry.register(proxy, holder, holder)
  // Its proxy is gone and its callback has not run yet; from now on that does nothing.
  if (dead !== undefined) decref(o)
}

/** What a proxy stands for, borrowed; undefined for anything else, and for a proxy that was disposed of. */
export function proxied(value: object): Address | undefined {
  return addresses.get(value)
}

/** Gives the proxy's reference back now. False when it was given back before. */
export function disposeProxy(proxy: object): boolean {
  const o = addresses.get(proxy)
  const holder = o === undefined ? undefined : holders.get(o)
  if (holder === undefined) return false
  addresses.delete(proxy)
  registry.unregister(holder)
  give(holder)
  return true
}

function give(holder: Holder): void {
  if (holders.get(holder.o) !== holder) return
  holders.delete(holder.o)
  decref(holder.o)
}

/** Gives back the references of proxies that are gone, without waiting for the callback. Returns how many. */
export function sweepProxies(): number {
  const dead = deadHolders()
  for (const holder of dead) {
    registry.unregister(holder)
    give(holder)
  }
  return dead.length
}

function deadHolders(): Holder[] {
  return [...holders.values()].filter((holder) => holder.proxy.deref() === undefined)
}

export function proxiedObjects(): IterableIterator<Address> {
  return holders.keys()
}

export function proxyCount(): number {
  return holders.size
}
