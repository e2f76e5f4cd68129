/**
 * The hash table behind dict and set. Its index lives on the JavaScript side; keys and values are native objects of
 * which the table owns references. Insertion order is kept.
 */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { equal } from './object.ts'
import { decref, incref, typeOf, xdecref } from './refcount.ts'
import { strEquals } from './str.ts'

export class HashTable {
  readonly keys: Address[] = []
  readonly values: Address[] = []
  readonly hashes: Word[] = []
  /** Number of entries; deleted ones leave a hole (NULL) in the arrays until they are compacted. */
  used = 0
  readonly #index = new Map<Word, number[]>()

  /** Position of the entry with an equal key, or -1. Comparing may run code that changes the table: then it looks again. */
  find(key: Address, hash: Word): number {
    for (;;) {
      const candidates = this.#index.get(hash)
      if (candidates === undefined) return -1
      const found = this.#among(candidates, key)
      if (found !== 'changed') return found
    }
  }

  #among(candidates: readonly number[], key: Address): number | 'changed' {
    const count = candidates.length
    for (const position of candidates) if (this.keys[position] === key) return position
    for (const position of candidates) {
      const candidate = this.keys[position] ?? NULL
      if (candidate === NULL) return 'changed'
      const same = sameKey(candidate, key)
      if (this.keys[position] !== candidate || candidates.length !== count) return 'changed'
      if (same) return position
    }
    return -1
  }

  /** Takes references of its own. The old value dies last, when the table is consistent again. */
  set(key: Address, value: Address, hash: Word): void {
    // Held through the comparison, which may drop whatever else holds them.
    incref(key)
    if (value !== NULL) incref(value)
    let position = -1
    try {
      position = this.find(key, hash)
    } catch (error) {
      decref(key)
      xdecref(value)
      throw error
    }
    if (position >= 0) {
      const old = this.values[position] ?? NULL
      this.values[position] = value
      decref(key)
      xdecref(old)
      return
    }
    position = this.keys.length
    this.keys.push(key)
    this.values.push(value)
    this.hashes.push(hash)
    this.used++
    const bucket = this.#index.get(hash)
    if (bucket) bucket.push(position)
    else this.#index.set(hash, [position])
  }

  /** Takes the entry out and hands its two references to the caller. */
  take(position: number): { key: Address; value: Address } {
    const key = this.keys[position] ?? NULL
    const value = this.values[position] ?? NULL
    const hash = this.hashes[position] ?? 0
    this.keys[position] = NULL
    this.values[position] = NULL
    this.used--
    const bucket = this.#index.get(hash)
    if (bucket) {
      bucket.splice(bucket.indexOf(position), 1)
      if (bucket.length === 0) this.#index.delete(hash)
    }
    if (this.keys.length > 32 && this.used * 4 < this.keys.length) this.#compact()
    return { key, value }
  }

  delete(position: number): void {
    const { key, value } = this.take(position)
    decref(key)
    xdecref(value)
  }

  clear(): void {
    const owned = [...this.keys, ...this.values]
    this.keys.length = 0
    this.values.length = 0
    this.hashes.length = 0
    this.used = 0
    this.#index.clear()
    for (const o of owned) xdecref(o)
  }

  /** The next position at or behind `position` that holds an entry, or -1. */
  next(position: number): number {
    for (let i = position; i < this.keys.length; i++) if (this.keys[i] !== NULL) return i
    return -1
  }

  /** The last position at or before `position` that holds an entry, or -1. */
  previous(position: number): number {
    for (let i = position; i >= 0; i--) if ((this.keys[i] ?? NULL) !== NULL) return i
    return -1
  }

  /** Positions of all entries now. */
  positions(): number[] {
    const all: number[] = []
    for (let i = this.next(0); i >= 0; i = this.next(i + 1)) all.push(i)
    return all
  }

  keyAt(position: number): Address {
    return this.keys[position] ?? NULL
  }
  valueAt(position: number): Address {
    return this.values[position] ?? NULL
  }
  hashAt(position: number): Word {
    return this.hashes[position] ?? 0
  }

  copyInto(target: HashTable): void {
    for (const i of this.positions()) target.set(this.keyAt(i), this.valueAt(i), this.hashAt(i))
  }

  #compact(): void {
    const kept = this.positions()
    this.#index.clear()
    kept.forEach((from, to) => {
      this.keys[to] = this.keyAt(from)
      this.values[to] = this.valueAt(from)
      const hash = this.hashAt(from)
      this.hashes[to] = hash
      const bucket = this.#index.get(hash)
      if (bucket) bucket.push(to)
      else this.#index.set(hash, [to])
    })
    this.keys.length = kept.length
    this.values.length = kept.length
    this.hashes.length = kept.length
  }
}

/** Keeps the candidate, which the comparison may throw out of the table, until the comparison is over. */
function sameKey(candidate: Address, key: Address): boolean {
  if (typeOf(candidate) === S.PyUnicode_Type && typeOf(key) === S.PyUnicode_Type) return strEquals(candidate, key)
  incref(candidate)
  try {
    return equal(candidate, key)
  } finally {
    decref(candidate)
  }
}

/** Tables by the number that their dict or set keeps in its native struct. */
const tables: (HashTable | undefined)[] = []
const freeNumbers: number[] = []

export function newTable(): number {
  const number = freeNumbers.pop() ?? tables.length
  tables[number] = new HashTable()
  return number
}
export function tableNumber(number: number): HashTable {
  const table = tables[number]
  if (table === undefined) throw new Error(`no hash table ${number}`)
  return table
}
export function forgetTable(number: number): void {
  tables[number] = undefined
  freeNumbers.push(number)
}
