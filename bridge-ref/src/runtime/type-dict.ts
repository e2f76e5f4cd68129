/** Fills a type's dict from its slots and its tables of methods, members and getsets. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { apiAddress, none } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readI32, readPointer } from '../memory/views.ts'
import {
  METH_COEXIST,
  newGetSetDescriptor,
  newMemberDescriptor,
  newMethodDescriptor,
  newWrapperDescriptor,
} from './descriptors.ts'
import { dictGetName, dictSetName } from './dict.ts'
import { decref } from './refcount.ts'
import { specialMethods } from './slot-wrappers.ts'
import { slotOf } from './slots.ts'

const F = L.PyTypeObject

/** A special method for each slot that the type fills, unless its dict has the name already. */
export function addSpecialMethods(type: Address): void {
  const dict = readPointer(type, F.tp_dict)
  specialMethods.forEach(({ name, slot }, index) => {
    const fn = slotOf(type, slot)
    if (fn === NULL || dictGetName(dict, name) !== NULL) return
    if (fn === apiAddress('PyObject_HashNotImplemented')) {
      dictSetName(dict, name, none())
      return
    }
    put(dict, name, newWrapperDescriptor(type, index, fn))
  })
}

export function addMethods(type: Address): void {
  const dict = readPointer(type, F.tp_dict)
  for (const def of tableEntries(readPointer(type, F.tp_methods), L.PyMethodDef.size)) {
    const name = readCString(readPointer(def))
    const coexist = (readI32(def, L.PyMethodDef.ml_flags) & METH_COEXIST) !== 0
    if (coexist || dictGetName(dict, name) === NULL) put(dict, name, newMethodDescriptor(type, def))
  }
}

export function addMembers(type: Address): void {
  const dict = readPointer(type, F.tp_dict)
  for (const def of tableEntries(readPointer(type, F.tp_members), L.PyMemberDef.size)) {
    const name = readCString(readPointer(def))
    if (dictGetName(dict, name) === NULL) put(dict, name, newMemberDescriptor(type, def))
  }
  for (const def of tableEntries(readPointer(type, F.tp_getset), L.PyGetSetDef.size)) {
    const name = readCString(readPointer(def))
    if (dictGetName(dict, name) === NULL) put(dict, name, newGetSetDescriptor(type, def))
  }
}

/** Entries of a C table that ends with one whose first field, its name, is NULL. */
export function tableEntries(table: Address, size: number): Address[] {
  const entries: Address[] = []
  if (table === NULL) return entries
  for (let at = table; readPointer(at) !== NULL; at = plus(at, size)) entries.push(at)
  return entries
}

/** Steals `value`. */
function put(dict: Address, name: string, value: Address): void {
  dictSetName(dict, name, value)
  decref(value)
}
