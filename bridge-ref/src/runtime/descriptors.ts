/** Descriptors: what PyType_Ready puts into a type's dict for methods, members, getsets and slots. */
import { callInt, callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { allocateZeroed } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { permanentCString, readCString } from '../memory/text.ts'
import { readI32, readPointer, writeI32, writePointer } from '../memory/views.ts'
import { newZeroedObject, track } from './allocation.ts'
import { checkConvention, newCFunction } from './cfunction.ts'
import { isSubtype, raise } from './errors.ts'
import { checked, checkedInt } from './indicator.ts'
import { readMember, writeMember } from './members.ts'
import { isInstance, isType, nameOf, tpName } from './object.ts'
import { newRef, typeOf } from './refcount.ts'
import { callSpecial, specialMethods } from './slot-wrappers.ts'
import { intern, newStr, readStr } from './str.ts'

const D = L.PyDescrObject
const M = L.PyMethodDescrObject
const W = L.PyWrapperDescrObject
const G = L.PyGetSetDescrObject

const METH_CLASS = 16
const METH_STATIC = 32
export const METH_COEXIST = 64

function newDescriptor(kind: Address, size: number, type: Address, name: string): Address {
  const descriptor = newZeroedObject(kind, size)
  writePointer(descriptor, D.d_type, newRef(type))
  const text = newStr(name)
  intern(text)
  writePointer(descriptor, D.d_name, text)
  track(descriptor)
  return descriptor
}

/** What a PyMethodDef becomes in the dict of `type`. New reference. */
export function newMethodDescriptor(type: Address, def: Address): Address {
  const flags = readI32(def, L.PyMethodDef.ml_flags)
  const name = readCString(readPointer(def, L.PyMethodDef.ml_name))
  if ((flags & METH_CLASS) !== 0 && (flags & METH_STATIC) !== 0) {
    raise(E.ValueError, 'method cannot be both class and static')
  }
  checkConvention(def)
  if ((flags & METH_STATIC) !== 0) return newStaticMethod(newCFunction(def, type, NULL))
  const kind = (flags & METH_CLASS) !== 0 ? S.PyClassMethodDescr_Type : S.PyMethodDescr_Type
  const descriptor = newDescriptor(kind, M.size, type, name)
  writePointer(descriptor, M.d_method, def)
  return descriptor
}

/** PyDescr_NewClassMethod: whatever the flags say. */
export function newClassMethodDescriptor(type: Address, def: Address): Address {
  const name = readCString(readPointer(def, L.PyMethodDef.ml_name))
  const descriptor = newDescriptor(S.PyClassMethodDescr_Type, M.size, type, name)
  writePointer(descriptor, M.d_method, def)
  return descriptor
}

/** Steals `callable`. */
function newStaticMethod(callable: Address): Address {
  const o = newZeroedObject(S.PyStaticMethod_Type, 32)
  writePointer(o, 16, callable)
  track(o)
  return o
}

export function newMemberDescriptor(type: Address, def: Address): Address {
  const name = readCString(readPointer(def, L.PyMemberDef.name))
  const descriptor = newDescriptor(S.PyMemberDescr_Type, G.size, type, name)
  writePointer(descriptor, G.d_getset, def)
  return descriptor
}
export function newGetSetDescriptor(type: Address, def: Address): Address {
  const name = readCString(readPointer(def, L.PyGetSetDef.name))
  const descriptor = newDescriptor(S.PyGetSetDescr_Type, G.size, type, name)
  writePointer(descriptor, G.d_getset, def)
  return descriptor
}
/** `index`: place of the special method in {@link specialMethods}. */
export function newWrapperDescriptor(type: Address, index: number, wrapped: Address): Address {
  const descriptor = newDescriptor(S.PyWrapperDescr_Type, W.size, type, specialMethods[index]?.name ?? '?')
  writePointer(descriptor, W.d_base, wrapperBase(index))
  writePointer(descriptor, W.d_wrapped, wrapped)
  return descriptor
}

/**
 * `struct wrapperbase` of a special method, one each. Cython replaces it in a descriptor by a copy with another doc, so
 * what leads back to {@link specialMethods} must be in the struct: its place there is the `offset`.
 */
const bases = new Map<number, Address>()
function wrapperBase(index: number): Address {
  let base = bases.get(index)
  if (base === undefined) {
    base = allocateZeroed(L.PyWrapperBase.size)
    writePointer(base, L.PyWrapperBase.name, permanentCString(specialMethods[index]?.name ?? '?'))
    writeI32(base, L.PyWrapperBase.offset, index)
    bases.set(index, base)
  }
  return base
}
/** Place of a wrapper descriptor's method in {@link specialMethods}. */
export function specialIndex(descriptor: Address): number {
  return readI32(readPointer(descriptor, W.d_base), L.PyWrapperBase.offset)
}

export function descriptorName(descriptor: Address): string {
  return readStr(readPointer(descriptor, D.d_name))
}
export function descriptorType(descriptor: Address): Address {
  return readPointer(descriptor, D.d_type)
}
export function methodDefOf(descriptor: Address): Address {
  return readPointer(descriptor, M.d_method)
}

function checkApplies(descriptor: Address, o: Address): void {
  if (isInstance(o, descriptorType(descriptor))) return
  const owner = tpName(descriptorType(descriptor))
  raise(
    E.TypeError,
    `descriptor '${descriptorName(descriptor)}' for '${owner}' objects doesn't apply to a '${nameOf(o)}' object`,
  )
}

/** `tp_descr_get` of methods: a bound built-in function. */
export function methodGet(descriptor: Address, o: Address): Address {
  if (o === NULL) return newRef(descriptor)
  checkApplies(descriptor, o)
  return newCFunction(methodDefOf(descriptor), o, NULL, descriptorType(descriptor))
}

export function classMethodGet(descriptor: Address, o: Address, type: Address): Address {
  const owner = type === NULL ? typeOf(o) : type
  if (!isType(owner)) {
    raise(
      E.TypeError,
      `descriptor '${descriptorName(descriptor)}' for type '${tpName(descriptorType(descriptor))}' needs a type`,
    )
  }
  if (!isSubtype(owner, descriptorType(descriptor))) {
    raise(
      E.TypeError,
      `descriptor '${descriptorName(descriptor)}' requires a subtype of '${tpName(descriptorType(descriptor))}' but received '${tpName(owner)}'`,
    )
  }
  return newCFunction(methodDefOf(descriptor), owner, NULL, descriptorType(descriptor))
}

export function memberGet(descriptor: Address, o: Address): Address {
  if (o === NULL) return newRef(descriptor)
  checkApplies(descriptor, o)
  return readMember(o, readPointer(descriptor, G.d_getset))
}
export function memberSet(descriptor: Address, o: Address, value: Address): number {
  checkSettable(descriptor, o)
  writeMember(o, readPointer(descriptor, G.d_getset), value)
  return 0
}

export function getSetGet(descriptor: Address, o: Address): Address {
  if (o === NULL) return newRef(descriptor)
  checkApplies(descriptor, o)
  const def = readPointer(descriptor, G.d_getset)
  const get = readPointer(def, L.PyGetSetDef.get)
  if (get === NULL) {
    raise(
      E.AttributeError,
      `attribute '${descriptorName(descriptor)}' of '${owner(descriptor)}' objects is not readable`,
    )
  }
  return checked(callPointer(get, o, readPointer(def, L.PyGetSetDef.closure)))
}
export function getSetSet(descriptor: Address, o: Address, value: Address): number {
  checkSettable(descriptor, o)
  const def = readPointer(descriptor, G.d_getset)
  const set = readPointer(def, L.PyGetSetDef.set)
  if (set === NULL) {
    raise(
      E.AttributeError,
      `attribute '${descriptorName(descriptor)}' of '${owner(descriptor)}' objects is not writable`,
    )
  }
  return checkedInt(callInt(set, o, value, readPointer(def, L.PyGetSetDef.closure)))
}

function owner(descriptor: Address): string {
  return tpName(descriptorType(descriptor))
}
function checkSettable(descriptor: Address, o: Address): void {
  if (isInstance(o, descriptorType(descriptor))) return
  const name = descriptorName(descriptor)
  raise(E.TypeError, `descriptor '${name}' for '${owner(descriptor)}' objects doesn't apply to a '${nameOf(o)}' object`)
}

export function wrapperGet(descriptor: Address, o: Address): Address {
  if (o === NULL) return newRef(descriptor)
  checkApplies(descriptor, o)
  return newMethodWrapper(descriptor, o)
}

let methodWrapperType = NULL
export function connectMethodWrapper(type: Address): void {
  methodWrapperType = type
}
export function newMethodWrapper(descriptor: Address, self: Address): Address {
  const o = newZeroedObject(methodWrapperType, 32)
  writePointer(o, 16, newRef(descriptor))
  writePointer(o, 24, newRef(self))
  track(o)
  return o
}

/** Calls the slot behind a wrapper descriptor. */
export function callWrapper(descriptor: Address, self: Address, args: Address, kwargs: Address): Address {
  checkApplies(descriptor, self)
  const index = specialIndex(descriptor)
  return callSpecial({ index, fn: readPointer(descriptor, W.d_wrapped) }, self, args, kwargs)
}
