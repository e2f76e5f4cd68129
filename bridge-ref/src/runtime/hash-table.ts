/**
 * The hash table behind dict and set, in native memory, where the shim's C reads and writes it too (shim/fast-dict.c).
 * Entries stand in insertion order; an open-addressed index leads to them. The table owns references to keys and values.
 */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocateZeroed, free } from '../memory/heap.ts'
import { S } from '../memory/statics.ts'
import {
  fillBytes,
  readI32,
  readI64,
  readPointer,
  readSize,
  writeI32,
  writePointer,
  writeSize,
} from '../memory/views.ts'
import { allocateOrRaise } from './allocation.ts'
import { equal } from './object.ts'
import { decref, incref, typeOf, xdecref } from './refcount.ts'
import { strEquals } from './str.ts'

/**
 * struct table of shim/fast-dict.c. `length` counts entries with the holes that deleted ones leave; before `first` there are
 * only holes. `fill` counts what was ever put into the index: fewer than it has slots, so that every search ends.
 */
const T = { used: 0, length: 8, room: 16, mask: 24, indices: 32, entries: 40, first: 48, fill: 56, size: 64 } as const
const E = { hash: 0, key: 8, value: 16, size: 24 } as const
const unused = -1
const deleted = -2
const smallestIndex = 8

function hasHash(entry: Address, low: number, high: number): boolean {
  return readI32(entry, E.hash) === low && readI32(entry, E.hash + 4) === high
}

export class HashTable {
  readonly #at: Address

  constructor(at: Address) {
    this.#at = at
  }

  /** Number of entries. */
  get used(): number {
    return readSize(this.#at, T.used)
  }
  /** Positions in use, holes included. */
  get length(): number {
    return readSize(this.#at, T.length)
  }

  /** Position of the entry with an equal key, or -1. Comparing may run code that changes the table: then it looks again. */
  find(key: Address, hash: Word): number {
    const low = lowWord(hash)
    const high = highWord(hash)
    for (;;) {
      const found = this.#search(key, low, high)
      if (found !== 'changed') return found
    }
  }

  #search(key: Address, low: number, high: number): number | 'changed' {
    const indices = readPointer(this.#at, T.indices)
    if (indices === NULL) return -1
    const mask = readSize(this.#at, T.mask)
    const entries = readPointer(this.#at, T.entries)
    for (let i = (low ^ high) & mask; ; i = (i + 1) & mask) {
      const position = readI32(indices, i * 4)
      if (position === unused) return -1
      if (position === deleted) continue
      const entry = plus(entries, position * E.size)
      const candidate = readPointer(entry, E.key)
      if (candidate === key) return position
      if (!hasHash(entry, low, high)) continue
      const same = sameKey(candidate, key)
      if (readPointer(this.#at, T.entries) !== entries || readPointer(entry, E.key) !== candidate) return 'changed'
      if (same) return position
    }
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
    if (position < 0) this.#append(key, value, hash)
    else {
      const entry = this.#entry(position)
      const old = readPointer(entry, E.value)
      writePointer(entry, E.value, value)
      decref(key)
      xdecref(old)
    }
  }

  #append(key: Address, value: Address, hash: Word): void {
    // Never less than the length, which falls again when the last entry goes.
    if (readSize(this.#at, T.fill) >= readSize(this.#at, T.room)) this.#rebuild()
    const position = this.length
    const entry = this.#entry(position)
    writeI32(entry, E.hash, lowWord(hash))
    writeI32(entry, E.hash + 4, highWord(hash))
    writePointer(entry, E.key, key)
    writePointer(entry, E.value, value)
    writeSize(this.#at, T.length, position + 1)
    writeSize(this.#at, T.used, this.used + 1)
    writeSize(this.#at, T.fill, readSize(this.#at, T.fill) + 1)
    this.#enter(position)
  }

  /** Puts a position into the index. */
  #enter(position: number): void {
    const entry = this.#entry(position)
    const mask = readSize(this.#at, T.mask)
    const indices = readPointer(this.#at, T.indices)
    let i = (readI32(entry, E.hash) ^ readI32(entry, E.hash + 4)) & mask
    while (readI32(indices, i * 4) >= 0) i = (i + 1) & mask
    writeI32(indices, i * 4, position)
  }

  /** Makes room for twice as many entries as there are, without holes. */
  #rebuild(): void {
    let size = smallestIndex
    while (roomOf(size) <= this.used * 2) size *= 2
    const [oldEntries, oldIndices, length] = [
      readPointer(this.#at, T.entries),
      readPointer(this.#at, T.indices),
      this.length,
    ]
    const entries = allocateOrRaise(roomOf(size) * E.size)
    const indices = allocateOrRaise(size * 4)
    fillBytes(indices, 0xff, size * 4)
    let count = 0
    for (let i = 0; i < length; i++) {
      const from = plus(oldEntries, i * E.size)
      if (readPointer(from, E.key) === NULL) continue
      const to = plus(entries, count * E.size)
      for (let word = 0; word < E.size; word += 4) writeI32(to, word, readI32(from, word))
      count++
    }
    writePointer(this.#at, T.entries, entries)
    writePointer(this.#at, T.indices, indices)
    writeSize(this.#at, T.mask, size - 1)
    writeSize(this.#at, T.room, roomOf(size))
    writeSize(this.#at, T.length, count)
    writeSize(this.#at, T.first, 0)
    writeSize(this.#at, T.fill, count)
    for (let i = 0; i < count; i++) this.#enter(i)
    free(oldEntries)
    free(oldIndices)
  }

  /** Takes the entry out and hands its two references to the caller. */
  take(position: number): { key: Address; value: Address } {
    const entry = this.#entry(position)
    const key = readPointer(entry, E.key)
    const value = readPointer(entry, E.value)
    const mask = readSize(this.#at, T.mask)
    const indices = readPointer(this.#at, T.indices)
    let i = (readI32(entry, E.hash) ^ readI32(entry, E.hash + 4)) & mask
    while (readI32(indices, i * 4) !== position) i = (i + 1) & mask
    writeI32(indices, i * 4, deleted)
    writePointer(entry, E.key, NULL)
    writePointer(entry, E.value, NULL)
    writeSize(this.#at, T.used, this.used - 1)
    this.#trim()
    return { key, value }
  }

  /**
   * Holes at the end go at once, and holes at the beginning are skipped from now on, so that popping from either end stays
   * cheap. Other entries keep their positions until something is added: who iterates may delete.
   */
  #trim(): void {
    let length = this.length
    while (length > 0 && readPointer(this.#entry(length - 1), E.key) === NULL) length--
    writeSize(this.#at, T.length, length)
    let first = readSize(this.#at, T.first)
    while (first < length && readPointer(this.#entry(first), E.key) === NULL) first++
    writeSize(this.#at, T.first, length === 0 ? 0 : first)
  }

  delete(position: number): void {
    const { key, value } = this.take(position)
    decref(key)
    xdecref(value)
  }

  clear(): void {
    const [entries, indices, length] = [readPointer(this.#at, T.entries), readPointer(this.#at, T.indices), this.length]
    fillBytes(this.#at, 0, T.size)
    for (let i = 0; i < length; i++) {
      xdecref(readPointer(entries, i * E.size + E.key))
      xdecref(readPointer(entries, i * E.size + E.value))
    }
    free(entries)
    free(indices)
  }

  /** The next position at or behind `position` that holds an entry, or -1. */
  next(position: number): number {
    for (let i = Math.max(readSize(this.#at, T.first), position); i < this.length; i++)
      if (this.keyAt(i) !== NULL) return i
    return -1
  }

  /** The last position at or before `position` that holds an entry, or -1. */
  previous(position: number): number {
    for (let i = Math.min(position, this.length - 1); i >= 0; i--) if (this.keyAt(i) !== NULL) return i
    return -1
  }

  /** Positions of all entries now. */
  positions(): number[] {
    const all: number[] = []
    for (let i = this.next(0); i >= 0; i = this.next(i + 1)) all.push(i)
    return all
  }

  keyAt(position: number): Address {
    return position < this.length ? readPointer(this.#entry(position), E.key) : NULL
  }
  valueAt(position: number): Address {
    return position < this.length ? readPointer(this.#entry(position), E.value) : NULL
  }
  hashAt(position: number): Word {
    const hash = readI64(this.#entry(position), E.hash)
    const small = Number(hash)
    return Number.isSafeInteger(small) ? small : hash
  }

  copyInto(target: HashTable): void {
    for (const i of this.positions()) target.set(this.keyAt(i), this.valueAt(i), this.hashAt(i))
  }

  #entry(position: number): Address {
    return plus(readPointer(this.#at, T.entries), position * E.size)
  }
}

/** Two thirds of the index: more would make probes long. */
function roomOf(indexSize: number): number {
  return Math.floor((indexSize * 2) / 3)
}

function lowWord(hash: Word): number {
  return typeof hash === 'number' ? hash | 0 : Number(BigInt.asIntN(32, hash))
}
function highWord(hash: Word): number {
  return typeof hash === 'number' ? Math.floor(hash / 0x1_0000_0000) | 0 : Number(BigInt.asIntN(32, hash >> 32n))
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

/** A dict or set keeps the address of its table in its native struct. */
export function newTable(): Address {
  return allocateZeroed(T.size)
}
export function tableAt(address: Address): HashTable {
  return new HashTable(address)
}
/** Frees the table, which must be empty. */
export function forgetTable(address: Address): void {
  free(address)
}
