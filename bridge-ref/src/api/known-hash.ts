/** What of dict and set CPython keeps to itself and extensions use: known hashes, raw iteration, sizes. */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readSize, writeI64, writePointer, writeSize } from '../memory/views.ts'
import { dictGetKnown, dictRemoveKnown, dictSetKnown, dictTable, newDict } from '../runtime/dict.ts'
import { raiseObject } from '../runtime/errors.ts'
import { isDict } from '../runtime/object.ts'
import { addAll, isAnySet, setTable } from '../runtime/types/set-types.ts'
import { PyDict_Next } from './dict.ts'
import { badInternalCall } from './list.ts'

function needDict(o: Address): void {
  if (o === NULL || !isDict(o)) badInternalCall()
}

/** Borrowed; NULL without an exception when it is not there. */
export function _PyDict_GetItem_KnownHash(dict: Address, key: Address, hash: Word): Address {
  needDict(dict)
  return dictGetKnown(dict, key, hash)
}
export function _PyDict_SetItem_KnownHash(dict: Address, key: Address, value: Address, hash: Word): number {
  needDict(dict)
  dictSetKnown(dict, key, value, hash)
  return 0
}
export function _PyDict_DelItem_KnownHash(dict: Address, key: Address, hash: Word): number {
  needDict(dict)
  return dictRemoveKnown(dict, key, hash) ? 0 : raiseObject(E.KeyError, key)
}
/** Our tables grow by themselves. */
export function _PyDict_NewPresized(_count: number): Address {
  return newDict()
}
export function _PyDict_Next(
  dict: Address,
  positionAt: Address,
  keyAt: Address,
  valueAt: Address,
  hashAt: Address,
): number {
  if (PyDict_Next(dict, positionAt, keyAt, valueAt) === 0) return 0
  if (hashAt !== NULL) writeI64(hashAt, 0, BigInt(dictTable(dict).hashAt(readSize(positionAt) - 1)))
  return 1
}
/** What `sys.getsizeof` says of CPython's own table of so many entries. */
export function _PyDict_SizeOf(dict: Address): number {
  const entries = dictTable(dict).used
  return entries === 0 ? L.PyDictObject.size : L.PyDictObject.size + 32 + Math.ceil(entries * 1.5) * 32
}

export function _PySet_NextEntry(set: Address, positionAt: Address, keyAt: Address, hashAt: Address): number {
  if (set === NULL || !isAnySet(set)) badInternalCall()
  const table = setTable(set)
  const position = table.next(readSize(positionAt))
  if (position < 0) return 0
  writeSize(positionAt, 0, position + 1)
  writePointer(keyAt, 0, table.keyAt(position))
  writeI64(hashAt, 0, BigInt(table.hashAt(position)))
  return 1
}
export function _PySet_Update(set: Address, source: Address): number {
  if (set === NULL || !isAnySet(set)) badInternalCall()
  addAll(set, source)
  return 0
}
