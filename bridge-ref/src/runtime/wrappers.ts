/**
 * The table of JavaScript objects that native objects (wrappers) stand for. An entry owns one reference to its wrapper, so
 * one object has one wrapper. The entry holds its object strongly while C owns references beyond that one, and weakly
 * when only the table does: then the object lives as long as JavaScript needs it, and the wrapper as long as the object.
 */
import type { Address } from '../memory/address.ts'
import { decref, refcount } from './refcount.ts'
import { hasWeakRefs } from './weakref.ts'

class Entry {
  readonly wrapper: Address
  #strong: object | undefined
  #weak: WeakRef<object> | undefined

  constructor(wrapper: Address, value: object) {
    this.wrapper = wrapper
    this.#strong = value
  }

  /** Undefined when the object is gone. */
  get value(): object | undefined {
    return this.#strong ?? this.#weak?.deref()
  }
  get isStrong(): boolean {
    return this.#strong !== undefined
  }

  weaken(): void {
    if (this.#strong === undefined) return
    this.#weak ??= new WeakRef(this.#strong)
    this.#strong = undefined
  }
  /** False when the object is gone. */
  strengthen(): boolean {
    this.#strong ??= this.#weak?.deref()
    return this.#strong !== undefined
  }
}

const entries = new Map<Address, Entry>()
const wrapperOf = new WeakMap<object, Address>()

/** The wrapper of `value`, borrowed, if it has one. */
export function knownWrapper(value: object): Address | undefined {
  return wrapperOf.get(value)
}

/** Enters a new wrapper, whose one reference becomes the table's. */
export function enterWrapper(wrapper: Address, value: object): void {
  entries.set(wrapper, new Entry(wrapper, value))
  wrapperOf.set(value, wrapper)
}

export function isWrapper(o: Address): boolean {
  return entries.has(o)
}

/** What a wrapper stands for; undefined when JavaScript's collector took it, which only finalizers can see. */
export function wrapped(wrapper: Address): object | undefined {
  return entries.get(wrapper)?.value
}

/** Drops the caller's reference; a wrapper that nobody else knows goes at once. */
export function dropWrapper(wrapper: Address): void {
  decref(wrapper)
  const entry = entries.get(wrapper)
  if (entry !== undefined) flip(entry)
}

function flip(entry: Entry): void {
  if (refcount(entry.wrapper) > 1) {
    entry.strengthen()
    return
  }
  if (hasWeakRefs(entry.wrapper) && entry.value !== undefined) entry.weaken()
  else remove(entry)
}

function remove(entry: Entry): void {
  entries.delete(entry.wrapper)
  const { value } = entry
  if (value !== undefined) wrapperOf.delete(value)
  decref(entry.wrapper)
}

/** Reads the reference counts of all wrappers and makes each entry strong or weak, or removes it. Returns how many went. */
export function scanWrappers(): number {
  const before = entries.size
  for (const entry of [...entries.values()]) if (entries.get(entry.wrapper) === entry) flip(entry)
  return before - entries.size
}

export function wrapperAddresses(): IterableIterator<Address> {
  return entries.keys()
}

/** Makes the entries of those wrappers weak, whoever owns them. */
export function weakenWrappers(chosen: Iterable<Address>): void {
  for (const wrapper of chosen) entries.get(wrapper)?.weaken()
}

/** After the engine's collection: strong again, where the object is still there. */
export function strengthenWrappers(chosen: Iterable<Address>): void {
  for (const wrapper of chosen) entries.get(wrapper)?.strengthen()
}

export function wrapperCounts(): { strong: number; weak: number } {
  let strong = 0
  for (const entry of entries.values()) if (entry.isStrong) strong++
  return { strong, weak: entries.size - strong }
}

export function wrapperCount(): number {
  return entries.size
}
