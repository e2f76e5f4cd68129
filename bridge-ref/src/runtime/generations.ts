/**
 * Which objects the cycle collector watches, by how many collections they have survived. An object enters the youngest
 * generation; a collection visits some generations and moves what survives to the next older one.
 *
 * The generation stands as a tag before each object, where the shim's C reads and writes it too. The lists may name objects that
 * died or moved since: the tag decides.
 */
import type { Address } from '../memory/address.ts'
import { addYoung, isInHeap, setTag, setYoungPressure, tagOf, takeYoung, youngPressure } from '../memory/heap.ts'

export const oldest = 2
const young = 1

export class Generations {
  /** By tag less one. */
  readonly #lists: [Address[], Address[], Address[]] = [[], [], []]
  /** Objects in memory of the extension's own, which has no tag: always old. */
  readonly #elsewhere = new Set<Address>()

  add(o: Address): void {
    if (!isInHeap(o)) {
      this.#elsewhere.add(o)
      return
    }
    if (tagOf(o) !== 0) return
    setTag(o, young)
    setYoungPressure(youngPressure() + 1)
    if (!addYoung(o)) {
      this.#take()
      addYoung(o)
    }
  }

  delete(o: Address): void {
    if (tagOf(o) === 0) {
      this.#elsewhere.delete(o)
      return
    }
    setTag(o, 0)
    if (youngPressure() > 0) setYoungPressure(youngPressure() - 1)
  }

  has(o: Address): boolean {
    return tagOf(o) !== 0 || this.#elsewhere.has(o)
  }

  /** Entered less left since the youngest generation was last collected: what CPython calls its count. */
  get pressure(): number {
    return youngPressure()
  }

  get size(): number {
    return this.upTo(oldest).size
  }
  get oldSize(): number {
    return this.#of(oldest).size
  }

  /** Watches nothing that there is now. */
  clear(): void {
    for (const o of this) if (isInHeap(o)) setTag(o, 0)
    for (const list of this.#lists) list.length = 0
    this.#elsewhere.clear()
    setYoungPressure(0)
  }

  [Symbol.iterator](): Iterator<Address> {
    return this.upTo(oldest).values()
  }

  /** What a collection of that generation visits: it and all younger ones. */
  upTo(generation: number): Set<Address> {
    const found = this.#of(0)
    for (let older = 1; older <= generation; older++) for (const o of this.#of(older)) found.add(o)
    return found
  }

  /** After a collection of `generation`: what is left of it and of the younger ones is one older. */
  age(generation: number): void {
    const target = Math.min(generation + 1, oldest)
    for (let source = 0; source < target; source++) {
      for (const o of this.#of(source)) {
        setTag(o, target + 1)
        this.#lists[target]?.push(o)
      }
      this.#lists[source] = []
    }
    setYoungPressure(0)
  }

  /** The objects of one generation; forgets what has left it. */
  #of(generation: number): Set<Address> {
    if (generation === 0) this.#take()
    const found = new Set(this.#lists[generation]?.filter((o) => tagOf(o) === generation + 1))
    this.#lists[generation] = [...found]
    if (generation === oldest) for (const o of this.#elsewhere) found.add(o)
    return found
  }

  #take(): void {
    for (const o of takeYoung()) this.#lists[0].push(o)
  }
}
