/**
 * Which objects the cycle collector watches, by how many collections they have survived. An object enters the youngest
 * generation; a collection visits some generations and moves what survives to the next older one.
 */
import type { Address } from '../memory/address.ts'

export const oldest = 2

export class Generations {
  readonly #young = new Set<Address>()
  readonly #middle = new Set<Address>()
  readonly #old = new Set<Address>()
  /** Entered less left since the youngest generation was last collected: what CPython calls its count. */
  pressure = 0

  add(o: Address): void {
    if (this.#middle.has(o) || this.#old.has(o) || this.#young.has(o)) return
    this.#young.add(o)
    this.pressure++
  }

  delete(o: Address): void {
    if (this.#young.delete(o) || this.#middle.delete(o) || this.#old.delete(o)) {
      if (this.pressure > 0) this.pressure--
    }
  }

  has(o: Address): boolean {
    return this.#young.has(o) || this.#middle.has(o) || this.#old.has(o)
  }

  get size(): number {
    return this.#young.size + this.#middle.size + this.#old.size
  }
  get oldSize(): number {
    return this.#old.size
  }

  clear(): void {
    for (const set of [this.#young, this.#middle, this.#old]) set.clear()
    this.pressure = 0
  }

  *[Symbol.iterator](): Iterator<Address> {
    yield* this.#young
    yield* this.#middle
    yield* this.#old
  }

  /** What a collection of that generation visits: it and all younger ones. */
  upTo(generation: number): Set<Address> {
    const found = new Set(this.#young)
    if (generation > 0) for (const o of this.#middle) found.add(o)
    if (generation > 1) for (const o of this.#old) found.add(o)
    return found
  }

  /** After a collection of `generation`: what is left of it and of the younger ones is one older. */
  age(generation: number): void {
    const target = generation === 0 ? this.#middle : this.#old
    const sources = generation === 0 ? [this.#young] : [this.#young, this.#middle]
    for (const source of sources) {
      for (const o of source) target.add(o)
      source.clear()
    }
    this.pressure = 0
  }
}
