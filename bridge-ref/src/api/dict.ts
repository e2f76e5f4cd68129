import { type Address, NULL } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readSize, writePointer, writeSize } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import {
  copyDict,
  dictClear,
  dictDelete,
  dictEntries,
  dictGet,
  dictSet,
  dictSize,
  dictTable,
  newDict,
} from '../runtime/dict.ts'
import { isSubtype } from '../runtime/errors.ts'
import { collectIfDue } from '../runtime/gc.ts'
import { clear, fetch, occurred, pending, restore } from '../runtime/indicator.ts'
import { isDict } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newStr } from '../runtime/str.ts'
import { entryTuples, mergeInto, mergePairs, setDefault } from '../runtime/types/dict-types.ts'
import {
  isAnySet,
  newSet,
  setAdd,
  setClear,
  setContains,
  setDiscard,
  setPop,
  setSize,
} from '../runtime/types/set-types.ts'
import { badInternalCall } from './list.ts'

function needDict(o: Address): void {
  if (o === NULL || !isDict(o)) badInternalCall()
}
function withKey<R>(name: Address, body: (key: Address) => R): R {
  const key = newStr(readCString(name))
  try {
    return body(key)
  } finally {
    decref(key)
  }
}

export function PyDict_New(): Address {
  collectIfDue()
  return newDict()
}
export function PyDict_Clear(dict: Address): void {
  if (isDict(dict)) dictClear(dict)
}
export function PyDict_Contains(dict: Address, key: Address): number {
  return dictGet(dict, key) === NULL ? 0 : 1
}
export function PyDict_Copy(dict: Address): Address {
  needDict(dict)
  return copyDict(dict)
}
export function PyDict_SetItem(dict: Address, key: Address, value: Address): number {
  needDict(dict)
  dictSet(dict, key, value)
  return 0
}
export function PyDict_SetItemString(dict: Address, name: Address, value: Address): number {
  return withKey(name, (key) => PyDict_SetItem(dict, key, value))
}
export function PyDict_DelItem(dict: Address, key: Address): number {
  needDict(dict)
  dictDelete(dict, key)
  return 0
}
export function PyDict_DelItemString(dict: Address, name: Address): number {
  return withKey(name, (key) => PyDict_DelItem(dict, key))
}
/** Borrowed; errors of hashing and comparing are swallowed, and one that was pending before stays. */
export function PyDict_GetItem(dict: Address, key: Address): Address {
  if (!isDict(dict)) return NULL
  const before = fetch()
  try {
    return dictGet(dict, key)
  } catch (error) {
    if (error !== pending || occurred() === NULL) throw error
    clear()
    return NULL
  } finally {
    restore(before)
  }
}
export function PyDict_GetItemWithError(dict: Address, key: Address): Address {
  needDict(dict)
  return dictGet(dict, key)
}
export function PyDict_GetItemString(dict: Address, name: Address): Address {
  return withKey(name, (key) => PyDict_GetItem(dict, key))
}
export function PyDict_SetDefault(dict: Address, key: Address, value: Address): Address {
  needDict(dict)
  return setDefault(dict, key, value)
}
export function PyDict_Items(dict: Address): Address {
  needDict(dict)
  return newListOf(entryTuples(dict))
}
export function PyDict_Keys(dict: Address): Address {
  needDict(dict)
  return newListOf(dictEntries(dict).map(([key]) => newRef(key)))
}
export function PyDict_Values(dict: Address): Address {
  needDict(dict)
  return newListOf(dictEntries(dict).map(([, value]) => newRef(value)))
}
export function PyDict_Size(dict: Address): number {
  needDict(dict)
  return dictSize(dict)
}
/** Borrowed key and value of the next entry; the position is opaque to the caller. */
export function PyDict_Next(dict: Address, positionAt: Address, keyAt: Address, valueAt: Address): number {
  if (!isDict(dict)) return 0
  const table = dictTable(dict)
  const position = table.next(readSize(positionAt))
  if (position < 0) return 0
  writeSize(positionAt, 0, position + 1)
  if (keyAt !== NULL) writePointer(keyAt, 0, table.keyAt(position))
  if (valueAt !== NULL) writePointer(valueAt, 0, table.valueAt(position))
  return 1
}
export function PyDict_Merge(dict: Address, source: Address, override: number): number {
  needDict(dict)
  if (source === NULL) badInternalCall()
  mergeInto(dict, source, override !== 0)
  return 0
}
export function PyDict_Update(dict: Address, source: Address): number {
  return PyDict_Merge(dict, source, 1)
}
export function PyDict_MergeFromSeq2(dict: Address, pairs: Address, override: number): number {
  needDict(dict)
  mergePairs(dict, pairs, override !== 0)
  return 0
}

function needSet(o: Address): void {
  if (o === NULL || !isAnySet(o)) badInternalCall()
}
function needMutable(o: Address): void {
  if (o === NULL || !isSubtype(typeOf(o), S.PySet_Type)) badInternalCall()
}
export function PySet_New(source: Address): Address {
  return newSet(S.PySet_Type, source)
}
export function PyFrozenSet_New(source: Address): Address {
  if (source !== NULL && typeOf(source) === S.PyFrozenSet_Type) return newRef(source)
  return newSet(S.PyFrozenSet_Type, source)
}
export function PySet_Size(o: Address): number {
  needSet(o)
  return setSize(o)
}
export function PySet_Contains(o: Address, key: Address): number {
  needSet(o)
  return setContains(o, key) ? 1 : 0
}
/** A frozenset may be filled while nobody else has seen it. */
export function PySet_Add(o: Address, key: Address): number {
  const fresh = o !== NULL && isSubtype(typeOf(o), S.PyFrozenSet_Type) && refcount(o) === 1
  if (!fresh) needMutable(o)
  setAdd(o, key)
  return 0
}
export function PySet_Discard(o: Address, key: Address): number {
  needMutable(o)
  return setDiscard(o, key) ? 1 : 0
}
export function PySet_Pop(o: Address): Address {
  needMutable(o)
  return setPop(o)
}
export function PySet_Clear(o: Address): number {
  needMutable(o)
  return setClear(o)
}

export function PyODict_New(): Address {
  return call(S.PyODict_Type, [])
}
export const PyODict_SetItem: typeof PyDict_SetItem = PyDict_SetItem
export const PyODict_DelItem: typeof PyDict_DelItem = PyDict_DelItem
