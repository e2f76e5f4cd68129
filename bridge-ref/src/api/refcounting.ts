import type { Address } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { dealloc, newRef, xdecref, xnewRef } from '../runtime/refcount.ts'

export function _Py_Dealloc(o: Address): void {
  dealloc(o)
}
export function Py_IncRef(o: Address): void {
  xnewRef(o)
}
export function Py_DecRef(o: Address): void {
  xdecref(o)
}
export function Py_NewRef(o: Address): Address {
  return newRef(o)
}
export function Py_XNewRef(o: Address): Address {
  return xnewRef(o)
}
export function Py_Is(a: Address, b: Address): number {
  return a === b ? 1 : 0
}
export function Py_IsNone(o: Address): number {
  return o === none() ? 1 : 0
}
export function Py_IsTrue(o: Address): number {
  return o === S._Py_TrueStruct ? 1 : 0
}
export function Py_IsFalse(o: Address): number {
  return o === S._Py_FalseStruct ? 1 : 0
}
