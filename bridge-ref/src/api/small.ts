import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { inspectHeap } from '../memory/quarantine.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readI64, readPointer, readSize, writeI64, writePointer } from '../memory/views.ts'
import { debugMode } from '../options.ts'
import { newZeroedObject, track } from '../runtime/allocation.ts'
import { raise } from '../runtime/errors.ts'
import { collectGarbage, collectorEnabled } from '../runtime/gc.ts'
import { finalizeAndKeep, runFinalizer } from '../runtime/heap-type.ts'
import { newIterator } from '../runtime/iteration.ts'
import { isExactly, slotFor } from '../runtime/object.ts'
import { refcount, typeOf, xdecref, xnewRef } from '../runtime/refcount.ts'
import { adjustWords, newSlice, unpackWords } from '../runtime/slice.ts'
import { newCallIterator } from '../runtime/types/iterator-types.ts'
import { capsule } from '../runtime/types/small-types.ts'
import { calledBack, clearWeakRefs, isWeakRef, newWeakRef, referent } from '../runtime/weakref.ts'
import { badInternalCall } from './list.ts'

export function PySlice_New(start: Address, stop: Address, step: Address): Address {
  return newSlice(start, stop, step)
}
export function PySlice_Unpack(slice: Address, start: Address, stop: Address, step: Address): number {
  const unpacked = unpackWords(slice)
  writeI64(start, 0, BigInt(unpacked.start))
  writeI64(stop, 0, BigInt(unpacked.stop))
  writeI64(step, 0, BigInt(unpacked.step))
  return 0
}
export function PySlice_AdjustIndices(length: Word, start: Address, stop: Address, step: Word): Word {
  const adjusted = adjustWords(length, { start: readI64(start), stop: readI64(stop), step })
  writeI64(start, 0, BigInt(adjusted.start))
  writeI64(stop, 0, BigInt(adjusted.stop))
  return adjusted.count
}
export function PySlice_GetIndicesEx(
  slice: Address,
  length: Word,
  start: Address,
  stop: Address,
  step: Address,
  count: Address,
): number {
  if (!isExactly(slice, S.PySlice_Type)) badInternalCall()
  const unpacked = unpackWords(slice)
  const adjusted = adjustWords(length, unpacked)
  writeI64(start, 0, BigInt(adjusted.start))
  writeI64(stop, 0, BigInt(adjusted.stop))
  writeI64(step, 0, BigInt(unpacked.step))
  writeI64(count, 0, BigInt(adjusted.count))
  return 0
}

export function PySeqIter_New(o: Address): Address {
  if (slotFor(o, 'sq_item') === NULL) badInternalCall()
  return newIterator(S.PySeqIter_Type, o)
}
export function PyCallIter_New(callable: Address, sentinel: Address): Address {
  return newCallIterator(callable, sentinel)
}

export function PyWeakref_NewRef(o: Address, callback: Address): Address {
  return newWeakRef(o, calledBack(callback))
}
export function PyWeakref_GetObject(ref: Address): Address {
  if (ref === NULL || !isWeakRef(ref)) badInternalCall()
  return referent(ref)
}
export function PyObject_ClearWeakRefs(o: Address): void {
  if (refcount(o) !== 0) badInternalCall()
  clearWeakRefs(o)
}
export function PyType_SUPPORTS_WEAKREFS(type: Address): number {
  return readSize(type, L.PyTypeObject.tp_weaklistoffset) > 0 ? 1 : 0
}

export function PyCapsule_New(pointer: Address, name: Address, destructor: Address): Address {
  if (pointer === NULL) raise(E.ValueError, 'PyCapsule_New called with null pointer')
  const o = newZeroedObject(S.PyCapsule_Type, capsule.size)
  writePointer(o, capsule.pointer, pointer)
  writePointer(o, capsule.name, name)
  writePointer(o, capsule.destructor, destructor)
  return o
}
function isCapsule(o: Address): boolean {
  return o !== NULL && isExactly(o, S.PyCapsule_Type) && readPointer(o, capsule.pointer) !== NULL
}
function needCapsule(o: Address, where: string): void {
  if (!isCapsule(o)) raise(E.ValueError, `${where} called with invalid PyCapsule object`)
}
function sameName(a: Address, b: Address): boolean {
  return a === b || (a !== NULL && b !== NULL && readCString(a) === readCString(b))
}
export function PyCapsule_GetPointer(o: Address, name: Address): Address {
  needCapsule(o, 'PyCapsule_GetPointer')
  if (!sameName(name, readPointer(o, capsule.name)))
    raise(E.ValueError, 'PyCapsule_GetPointer called with incorrect name')
  return readPointer(o, capsule.pointer)
}
function capsuleGetter(where: string, field: number): (o: Address) => Address {
  return (o) => {
    needCapsule(o, where)
    return readPointer(o, field)
  }
}
function capsuleSetter(where: string, field: number): (o: Address, value: Address) => number {
  return (o, value) => {
    needCapsule(o, where)
    writePointer(o, field, value)
    return 0
  }
}
export const PyCapsule_GetName = capsuleGetter('PyCapsule_GetName', capsule.name)
export const PyCapsule_GetContext = capsuleGetter('PyCapsule_GetContext', capsule.context)
export const PyCapsule_GetDestructor = capsuleGetter('PyCapsule_GetDestructor', capsule.destructor)
export const PyCapsule_SetName = capsuleSetter('PyCapsule_SetName', capsule.name)
export const PyCapsule_SetContext = capsuleSetter('PyCapsule_SetContext', capsule.context)
export const PyCapsule_SetDestructor = capsuleSetter('PyCapsule_SetDestructor', capsule.destructor)
export function PyCapsule_SetPointer(o: Address, value: Address): number {
  needCapsule(o, 'PyCapsule_SetPointer')
  if (value === NULL) raise(E.ValueError, 'PyCapsule_SetPointer called with null pointer')
  writePointer(o, capsule.pointer, value)
  return 0
}
export function PyCapsule_IsValid(o: Address, name: Address): number {
  return isCapsule(o) && sameName(name, readPointer(o, capsule.name)) ? 1 : 0
}

export function PyCell_New(value: Address): Address {
  const o = newZeroedObject(S.PyCell_Type, L.PyCellObject.size)
  writePointer(o, L.PyCellObject.ob_ref, xnewRef(value))
  track(o)
  return o
}
export function PyCell_Get(o: Address): Address {
  if (typeOf(o) !== S.PyCell_Type) badInternalCall()
  return xnewRef(readPointer(o, L.PyCellObject.ob_ref))
}
export function PyCell_Set(o: Address, value: Address): number {
  if (typeOf(o) !== S.PyCell_Type) badInternalCall()
  const old = readPointer(o, L.PyCellObject.ob_ref)
  writePointer(o, L.PyCellObject.ob_ref, xnewRef(value))
  xdecref(old)
  return 0
}

export function PyGC_Collect(): number {
  if (debugMode()) inspectHeap()
  return collectorEnabled() ? collectGarbage() : 0
}
export function PyGC_Enable(): number {
  return collectorEnabled(true) ? 1 : 0
}
export function PyGC_Disable(): number {
  return collectorEnabled(false) ? 1 : 0
}
export function PyGC_IsEnabled(): number {
  return collectorEnabled() ? 1 : 0
}
export function PyObject_CallFinalizer(o: Address): void {
  runFinalizer(o)
}
export function PyObject_CallFinalizerFromDealloc(o: Address): number {
  return finalizeAndKeep(o) ? -1 : 0
}
