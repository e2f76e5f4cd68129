/** `dict`: a native struct whose entries are in a {@link HashTable}. */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { nextDictVersion } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, writePointer, writeSize } from '../memory/views.ts'
import { newObject, track, untrack } from './allocation.ts'
import { raiseObject } from './errors.ts'
import { forgetTable, type HashTable, newTable, tableAt } from './hash-table.ts'
import { hash } from './object.ts'
import { typeOf } from './refcount.ts'
import { name, strHash } from './str.ts'

const D = L.PyDictObject

/** New, empty dict. */
export function newDict(): Address {
  const dict = newObject(S.PyDict_Type, D.size)
  initDict(dict)
  track(dict)
  return dict
}

/** Gives the struct its table; the memory is otherwise uninitialised or zeroed. */
export function initDict(dict: Address): void {
  writeSize(dict, D.ma_used, 0)
  writePointer(dict, D.ma_keys, newTable())
  writePointer(dict, D.ma_values, NULL)
  touched(dict)
}

export function releaseDict(dict: Address): void {
  untrack(dict)
  dictTable(dict).clear()
  forgetTable(readPointer(dict, D.ma_keys))
}

export function dictTable(dict: Address): HashTable {
  return tableAt(readPointer(dict, D.ma_keys))
}

export function dictSize(dict: Address): number {
  return dictTable(dict).used
}

/** Hash of a key; strings need no call. */
export function keyHash(key: Address): Word {
  return typeOf(key) === S.PyUnicode_Type ? strHash(key) : hash(key)
}

/** Borrowed value, or NULL when the key is not there. Raises what hashing or comparing raises. */
export function dictGet(dict: Address, key: Address): Address {
  return dictGetKnown(dict, key, keyHash(key))
}
/** With a hash that the caller knows. */
export function dictGetKnown(dict: Address, key: Address, keysHash: Word): Address {
  const table = dictTable(dict)
  const position = table.find(key, keysHash)
  return position < 0 ? NULL : table.valueAt(position)
}

export function dictSet(dict: Address, key: Address, value: Address): void {
  dictSetKnown(dict, key, value, keyHash(key))
}
export function dictSetKnown(dict: Address, key: Address, value: Address, keysHash: Word): void {
  const table = dictTable(dict)
  table.set(key, value, keysHash)
  writeSize(dict, D.ma_used, table.used)
  touched(dict)
}

/** Raises KeyError when the key is not there. */
export function dictDelete(dict: Address, key: Address): void {
  if (!dictRemove(dict, key)) raiseObject(E.KeyError, key)
}
/** True when there was something to remove. */
export function dictRemove(dict: Address, key: Address): boolean {
  return dictRemoveKnown(dict, key, keyHash(key))
}
export function dictRemoveKnown(dict: Address, key: Address, keysHash: Word): boolean {
  const table = dictTable(dict)
  const position = table.find(key, keysHash)
  if (position < 0) return false
  const used = table.used - 1
  writeSize(dict, D.ma_used, used)
  touched(dict)
  table.delete(position)
  return true
}

export function dictClear(dict: Address): void {
  writeSize(dict, D.ma_used, 0)
  touched(dict)
  dictTable(dict).clear()
}

/** The same by a name this bridge knows. */
export function dictGetName(dict: Address, key: string): Address {
  return dictGet(dict, name(key))
}
export function dictSetName(dict: Address, key: string, value: Address): void {
  dictSet(dict, name(key), value)
}

/** Entries now, borrowed. */
export function dictEntries(dict: Address): [Address, Address][] {
  const table = dictTable(dict)
  return table.positions().map((i) => [table.keyAt(i), table.valueAt(i)])
}

export function copyDict(dict: Address): Address {
  const copy = newDict()
  dictTable(dict).copyInto(dictTable(copy))
  writeSize(copy, D.ma_used, dictSize(dict))
  return copy
}

/** CPython gives each state of each dict a number of its own; Cython's caches rely on it. */
function touched(dict: Address): void {
  writeSize(dict, D.ma_version_tag, nextDictVersion())
}
