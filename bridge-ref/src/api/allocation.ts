import { type Address, NULL } from '../memory/address.ts'
import { allocate, allocateZeroed, isFinalized, reallocate, usableSize } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { Misuse } from '../memory/misuse.ts'
import { readSize, writeSize } from '../memory/views.ts'
import { freeMemory, genericAlloc, initObject, noMemory, roomFor, tracked } from '../runtime/allocation.ts'
import { collectIfDue } from '../runtime/gc.ts'
import { typeOf } from '../runtime/refcount.ts'

const F = L.PyTypeObject
const largest = 2 ** 40

function sizeOfInstance(type: Address, items: number): number {
  return Math.ceil((readSize(type, F.tp_basicsize) + items * readSize(type, F.tp_itemsize)) / 8) * 8
}

function sized(size: number | bigint): number {
  return typeof size === 'bigint' || size > largest ? -1 : Math.max(1, size)
}
function allocated(size: number | bigint): Address {
  const bytes = sized(size)
  return bytes < 0 ? NULL : allocate(bytes)
}

export function PyObject_Malloc(size: number | bigint): Address {
  return allocated(size)
}
export function PyObject_Calloc(count: number | bigint, size: number | bigint): Address {
  const bytes = sized(BigInt(count) * BigInt(size) <= BigInt(largest) ? Number(count) * Number(size) : 2n ** 63n)
  return bytes < 0 ? NULL : allocateZeroed(bytes)
}
export function PyObject_Realloc(block: Address, size: number | bigint): Address {
  const bytes = sized(size)
  return bytes < 0 ? NULL : reallocate(block, bytes)
}
export function PyObject_Free(block: Address): void {
  if (block !== NULL) freeMemory(block)
}
export const PyMem_Malloc = PyObject_Malloc
export const PyMem_Calloc = PyObject_Calloc
export const PyMem_Realloc = PyObject_Realloc
export const PyMem_Free = PyObject_Free

export function PyObject_Init(o: Address, type: Address): Address {
  return o === NULL ? noMemory() : initObject(o, type)
}
export function PyObject_InitVar(o: Address, type: Address, items: number): Address {
  if (o === NULL) noMemory()
  writeSize(o, L.PyVarObject.ob_size, items)
  return initObject(o, type)
}
export function _PyObject_New(type: Address): Address {
  return initObject(allocate(sizeOfInstance(type, 0)) || noMemory(), type)
}
export function _PyObject_NewVar(type: Address, items: number): Address {
  return PyObject_InitVar(allocated(sizeOfInstance(type, roomFor(items))), type, items)
}

export function _PyObject_GC_New(type: Address): Address {
  collectIfDue()
  return _PyObject_New(type)
}
export function _PyObject_GC_NewVar(type: Address, items: number): Address {
  collectIfDue()
  return _PyObject_NewVar(type, items)
}
export function _PyObject_GC_Resize(o: Address, items: number): Address {
  const size = sizeOfInstance(typeOf(o), roomFor(items))
  const moved = usableSize(o) >= size ? o : reallocate(o, size) || noMemory()
  writeSize(moved, L.PyVarObject.ob_size, items)
  return moved
}
export function PyObject_GC_Del(o: Address): void {
  freeMemory(o)
}
export function PyObject_GC_Track(o: Address): void {
  if (tracked.has(o)) throw new Misuse('object already tracked by the garbage collector', o)
  tracked.add(o)
}
export function PyObject_GC_UnTrack(o: Address): void {
  tracked.delete(o)
}
export function PyObject_GC_IsTracked(o: Address): number {
  return tracked.has(o) ? 1 : 0
}

export function PyType_GenericAlloc(type: Address, items: number | bigint): Address {
  collectIfDue()
  return genericAlloc(type, roomFor(items))
}

export function PyObject_GC_IsFinalized(o: Address): number {
  return isFinalized(o) ? 1 : 0
}
