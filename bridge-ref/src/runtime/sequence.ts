/** Native tuples and lists: making them and reaching their items. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { free, reallocate } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { copyBytes, readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { allocateOrRaise, newObject, newVarObject, noMemory, roomFor, track } from './allocation.ts'
import { newTupleOf } from './errors.ts'
import { newRef, xdecref } from './refcount.ts'

const T = L.PyTupleObject
const I = L.PyListObject

/** A tuple with NULL items, for the caller to fill. */
export function newTupleRoom(size: number): Address {
  if (size === 0) return newTupleOf([])
  const count = roomFor(size)
  const tuple = newVarObject(S.PyTuple_Type, T.ob_item + count * 8, count)
  for (let i = 0; i < count; i++) writePointer(tuple, T.ob_item + i * 8, NULL)
  track(tuple)
  return tuple
}

/** A tuple that takes references of its own. */
export function newTuple(items: readonly Address[]): Address {
  return newTupleOf(items.map(newRef))
}

export function tupleItem(tuple: Address, index: number): Address {
  return readPointer(tuple, T.ob_item + index * 8)
}

/** A list that steals its items. */
export function newListOf(items: readonly Address[]): Address {
  const list = newListRoom(items.length)
  const data = readPointer(list, I.ob_item)
  items.forEach((item, i) => {
    writePointer(data, i * 8, item)
  })
  return list
}

/** A list with NULL items, for the caller to fill. */
export function newListRoom(count: number): Address {
  const list = newObject(S.PyList_Type, I.size)
  const data = count === 0 ? NULL : allocateOrRaise(count * 8)
  for (let i = 0; i < count; i++) writePointer(data, i * 8, NULL)
  writeSize(list, L.PyVarObject.ob_size, count)
  writePointer(list, I.ob_item, data)
  writeSize(list, I.allocated, count)
  track(list)
  return list
}

export function listItem(list: Address, index: number): Address {
  return readPointer(readPointer(list, I.ob_item), index * 8)
}
export function setListItem(list: Address, index: number, item: Address): void {
  writePointer(readPointer(list, I.ob_item), index * 8, item)
}

/** Makes room for `size` items. Items beyond the old size are not written. */
function resizeList(list: Address, size: number): void {
  const allocated = readSize(list, I.allocated)
  if (size > allocated || size < allocated / 2) {
    const room = size === 0 ? 0 : size + (size >> 3) + 6
    const old = readPointer(list, I.ob_item)
    if (room === 0) {
      if (old !== NULL) free(old)
      writePointer(list, I.ob_item, NULL)
    } else {
      const moved = reallocate(old, room * 8)
      if (moved === NULL) noMemory()
      writePointer(list, I.ob_item, moved)
    }
    writeSize(list, I.allocated, room)
  }
  writeSize(list, L.PyVarObject.ob_size, size)
}

export function listSize(list: Address): number {
  return readSize(list, L.PyVarObject.ob_size)
}

/** Appends, taking a reference of its own. */
export function listAppend(list: Address, item: Address): void {
  const size = listSize(list)
  resizeList(list, size + 1)
  setListItem(list, size, newRef(item))
}

export function listInsert(list: Address, index: number, item: Address): void {
  const size = listSize(list)
  const at = Math.max(0, Math.min(size, index < 0 ? index + size : index))
  resizeList(list, size + 1)
  const data = readPointer(list, I.ob_item)
  copyBytes(plus(data, (at + 1) * 8), plus(data, at * 8), (size - at) * 8)
  writePointer(data, at * 8, newRef(item))
}

/** Replaces `[low, high)` by `items`, of which it takes over the references. */
export function listReplace(list: Address, low: number, high: number, items: readonly Address[]): void {
  const size = listSize(list)
  const from = Math.max(0, Math.min(low, size))
  const to = Math.max(from, Math.min(high, size))
  const removed: Address[] = []
  for (let i = from; i < to; i++) removed.push(listItem(list, i))
  const tail = size - to
  const newSize = from + items.length + tail
  if (newSize > size) resizeList(list, newSize)
  const data = readPointer(list, I.ob_item)
  if (data !== NULL) copyBytes(plus(data, (from + items.length) * 8), plus(data, to * 8), tail * 8)
  items.forEach((item, i) => {
    writePointer(data, (from + i) * 8, item)
  })
  if (newSize < size) resizeList(list, newSize)
  // The removed items die last: their deallocators may look at the list.
  for (const item of removed) xdecref(item)
}
