/**
 * The table of JavaScript things that native objects stand for. A native wrapper keeps its entry alive; when the
 * wrapper dies the entry goes. An entry is strong: the JavaScript side of a wrapper has no life of its own yet.
 */
import type { Address } from '../memory/address.ts'

export interface HostFunction {
  /** Arguments are borrowed, `kwargs` is a dict or NULL; the result is a new reference. */
  call(args: readonly Address[], kwargs: Address): Address
  /** What it answers to `__name__`, `__qualname__` and `__module__`. */
  name?: string
  qualifiedName?: string
  module?: string | undefined
}

const entries = new Map<number, HostFunction>()
let next = 1

export function retainHost(entry: HostFunction): number {
  entries.set(next, entry)
  return next++
}
export function hostEntry(number: number): HostFunction {
  const entry = entries.get(number)
  if (entry === undefined) throw new Error(`no host function ${number}`)
  return entry
}
export function releaseHost(number: number): void {
  entries.delete(number)
}
