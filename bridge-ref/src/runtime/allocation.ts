/** Makes and frees the memory of objects; knows which objects the cycle collector watches. */
import { callVoid } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { allocate, allocateZeroed, free } from '../memory/heap.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E } from '../memory/statics.ts'
import { readPointer, readSize, readU32, writePointer, writeSize } from '../memory/views.ts'
import { Generations } from './generations.ts'
import { pending, restore } from './indicator.ts'
import { incref, newRef, typeOf } from './refcount.ts'

const F = L.PyTypeObject

/** Objects that the cycle collector may visit. */
export const tracked = new Generations()

export function track(o: Address): void {
  tracked.add(o)
}
export function untrack(o: Address): void {
  tracked.delete(o)
}

export function noMemory(): never {
  restore({ type: newRef(E.MemoryError), value: NULL, traceback: NULL })
  throw pending
}

/** `count` items (a word of C beyond 2^53 is a bigint) that memory may have room for. */
export function roomFor(count: number | bigint): number {
  return count > 2 ** 32 ? noMemory() : Number(count)
}
/** The same for what is repeated. */
export function roomForTimes(items: number, times: number | bigint): number {
  return items === 0 || times <= 0 ? 0 : roomFor(items * Number(times)) / items
}

export function allocateOrRaise(size: number): Address {
  const block = allocate(size)
  return block === NULL ? noMemory() : block
}

export function flagsOf(type: Address): number {
  return readU32(type, F.tp_flags)
}

export function hasFlag(type: Address, bit: number): boolean {
  return (flagsOf(type) & bit) !== 0
}

/** A new object of a built-in type: count 1, everything behind the head uninitialised. */
export function newObject(type: Address, size: number): Address {
  const o = allocateOrRaise(size)
  return initObject(o, type)
}

export function newZeroedObject(type: Address, size: number): Address {
  const o = allocateZeroed(size)
  return o === NULL ? noMemory() : initObject(o, type)
}

export function newVarObject(type: Address, size: number, items: number): Address {
  const o = newObject(type, size)
  writeSize(o, L.PyVarObject.ob_size, items)
  return o
}

/** Gives the head its count and type; an instance of a heap type owns a reference to it. */
export function initObject(o: Address, type: Address): Address {
  writeSize(o, 0, 1)
  writePointer(o, 8, type)
  if (hasFlag(type, flag.HEAPTYPE)) incref(type)
  return o
}

/** `tp_alloc` of every type that has none of its own. */
export function genericAlloc(type: Address, items: number): Address {
  const itemBytes = readSize(type, F.tp_itemsize)
  // One item more than asked for, as CPython has it: strings and bytes keep a terminating zero there.
  const size = readSize(type, F.tp_basicsize) + (itemBytes > 0 ? itemBytes * (items + 1) : 0)
  const o = newZeroedObject(type, Math.ceil(size / 8) * 8)
  if (itemBytes > 0) writeSize(o, L.PyVarObject.ob_size, items)
  if (hasFlag(type, flag.HAVE_GC)) track(o)
  return o
}

/** PyObject_GC_Del and the like: the collector forgets the object before its address is used again. */
export function freeMemory(o: Address): void {
  tracked.delete(o)
  free(o)
}

/** What a deallocator ends with: gives the memory back through the type's `tp_free`. */
export function freeObject(o: Address): void {
  const tpFree = readPointer(typeOf(o), F.tp_free)
  if (tpFree === NULL || isOwnFree(tpFree)) freeMemory(o)
  else callVoid(tpFree, o)
}

let ownFrees: readonly Address[] | undefined
function isOwnFree(tpFree: Address): boolean {
  ownFrees ??= [apiAddress('PyObject_GC_Del'), apiAddress('PyObject_Free')]
  return tpFree === ownFrees[0] || tpFree === ownFrees[1]
}
