import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { roomFor } from '../runtime/allocation.ts'
import { raise } from '../runtime/errors.ts'
import { collectIfDue } from '../runtime/gc.ts'
import { collect } from '../runtime/iteration.ts'
import { isExactly, isList, isTuple, itemsOf, sizeOf } from '../runtime/object.ts'
import { decref, newRef, refcount, typeOf, xdecref } from '../runtime/refcount.ts'
import {
  listAppend,
  listInsert,
  listItem,
  listReplace,
  listSize,
  newListOf,
  newListRoom,
  newTuple,
  newTupleRoom,
  setListItem,
  tupleItem,
} from '../runtime/sequence.ts'
import { listSort } from '../runtime/types/list-methods.ts'
import { listReverse } from '../runtime/types/sequence-types.ts'

export function badInternalCall(): never {
  raise(E.SystemError, 'bad argument to internal function')
}

function needList(o: Address): void {
  if (o === NULL || !isList(o)) badInternalCall()
}

export function PyList_New(size: number): Address {
  if (size < 0) badInternalCall()
  collectIfDue()
  return newListRoom(roomFor(size))
}
export function PyList_Size(list: Address): number {
  needList(list)
  return listSize(list)
}
export function PyList_GetItem(list: Address, index: number): Address {
  needList(list)
  if (index < 0 || index >= listSize(list)) raise(E.IndexError, 'list index out of range')
  return listItem(list, index)
}
/** Steals `item`, also when it fails. */
export function PyList_SetItem(list: Address, index: number, item: Address): number {
  if (!isList(list) || index < 0 || index >= listSize(list)) {
    xdecref(item)
    if (!isList(list)) badInternalCall()
    raise(E.IndexError, 'list assignment index out of range')
  }
  const old = listItem(list, index)
  setListItem(list, index, item)
  xdecref(old)
  return 0
}
export function PyList_Insert(list: Address, index: number, item: Address): number {
  needList(list)
  if (item === NULL) badInternalCall()
  listInsert(list, index, item)
  return 0
}
export function PyList_Append(list: Address, item: Address): number {
  needList(list)
  if (item === NULL) badInternalCall()
  listAppend(list, item)
  return 0
}
export function PyList_GetSlice(list: Address, low: number, high: number): Address {
  needList(list)
  return newListOf(clippedItems(list, low, high).map(newRef))
}
export function PyList_SetSlice(list: Address, low: number, high: number, items: Address): number {
  needList(list)
  listReplace(list, low, high, items === NULL ? [] : collect(items))
  return 0
}
export function PyList_Sort(list: Address): number {
  if (list === NULL || !isList(list)) badInternalCall()
  listSort(list)
  return 0
}
export function PyList_Reverse(list: Address): number {
  needList(list)
  listReverse(list)
  return 0
}
export function PyList_AsTuple(list: Address): Address {
  needList(list)
  return newTuple(itemsOf(list))
}

function clippedItems(o: Address, low: number, high: number): Address[] {
  const size = sizeOf(o)
  const from = Math.max(0, Math.min(low, size))
  return itemsOf(o).slice(from, Math.max(from, Math.min(high, size)))
}

function needTuple(o: Address): void {
  if (o === NULL || !isTuple(o)) badInternalCall()
}

export function PyTuple_New(size: number): Address {
  if (size < 0) badInternalCall()
  return newTupleRoom(size)
}
export function PyTuple_Size(tuple: Address): number {
  needTuple(tuple)
  return sizeOf(tuple)
}
export function PyTuple_GetItem(tuple: Address, index: number): Address {
  needTuple(tuple)
  if (index < 0 || index >= sizeOf(tuple)) raise(E.IndexError, 'tuple index out of range')
  return tupleItem(tuple, index)
}
/** Steals `item`, also when it fails. */
export function PyTuple_SetItem(tuple: Address, index: number, item: Address): number {
  if (!isTuple(tuple) || refcount(tuple) !== 1) {
    xdecref(item)
    badInternalCall()
  }
  if (index < 0 || index >= sizeOf(tuple)) {
    xdecref(item)
    raise(E.IndexError, 'tuple assignment index out of range')
  }
  const offset = L.PyTupleObject.ob_item + index * 8
  const old = readPointer(tuple, offset)
  writePointer(tuple, offset, item)
  xdecref(old)
  return 0
}
export function PyTuple_GetSlice(tuple: Address, low: number, high: number): Address {
  needTuple(tuple)
  const items = clippedItems(tuple, low, high)
  if (items.length === sizeOf(tuple) && isExactly(tuple, S.PyTuple_Type)) return newRef(tuple)
  return newTuple(items)
}
export function _PyTuple_Resize(at: Address, size: number): number {
  const old = readPointer(at)
  if (old === NULL || typeOf(old) !== S.PyTuple_Type || (sizeOf(old) !== 0 && refcount(old) !== 1)) {
    writePointer(at, 0, NULL)
    xdecref(old)
    badInternalCall()
  }
  if (sizeOf(old) === size) return 0
  const room = newTupleRoom(size)
  for (let i = 0; i < Math.min(size, sizeOf(old)); i++) {
    writePointer(room, L.PyTupleObject.ob_item + i * 8, tupleItem(old, i))
    writePointer(old, L.PyTupleObject.ob_item + i * 8, NULL)
  }
  writePointer(at, 0, room)
  decref(old)
  return 0
}
