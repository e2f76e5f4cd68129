/**
 * Slots of types that define special methods in the host's language: each such slot gets a function that looks the
 * method up and calls it. Also keeps slots right when a type's dict changes later.
 */

import type { NativeFunction } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { call, callWithTuple } from './call.ts'
import { indexWord } from './conversion.ts'
import { slotFunction } from './define.ts'
import { descriptorType, specialIndex } from './descriptors.ts'
import { dictGetName } from './dict.ts'
import { except, isSubtype, raise } from './errors.ts'
import { connectHostNew } from './instances.ts'
import { hashInt, newInt, readInt } from './int.ts'
import { getAttrName, lookupSpecial, typeLookupName } from './lookup.ts'
import { isInt, isTrue, itemsOf, nameOf, notImplemented } from './object.ts'
import { decref, typeOf } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { specialMethods } from './slot-wrappers.ts'
import { hasSuite, type SlotName, setSlot, slotOf, slots } from './slots.ts'
import { subclassesOf } from './type-ready.ts'

const comparisons = ['__lt__', '__le__', '__eq__', '__ne__', '__gt__', '__ge__']

/** Calls `self.name(args)`, looked up on the type. NULL when the type has no such method. */
function tryMethod(self: Address, name: string, args: readonly Address[]): Address {
  const method = lookupSpecial(self, name)
  if (method === NULL) return typeLookupName(typeOf(self), name) === none() ? refuseBlocked(self, name) : NULL
  try {
    return call(method, args)
  } finally {
    decref(method)
  }
}
/** A special method that is None says that objects cannot do this, whatever a base or another method could. */
function refuseBlocked(self: Address, name: string): never {
  const what = { __iter__: 'iterable', __contains__: 'a container' }[name]
  raise(
    E.TypeError,
    what === undefined ? "'NoneType' object is not callable" : `'${nameOf(self)}' object is not ${what}`,
  )
}
function method(self: Address, name: string, args: readonly Address[]): Address {
  const result = tryMethod(self, name, args)
  return result === NULL ? raise(E.AttributeError, `'${nameOf(self)}' object has no attribute '${name}'`) : result
}
function discard(result: Address): number {
  decref(result)
  return 0
}

/** NULL when there is no such method or it answers NotImplemented. */
function attempt(self: Address, name: string, args: Address[]): Address {
  const result = tryMethod(self, name, args)
  if (result !== S._Py_NotImplementedStruct) return result
  decref(result)
  return NULL
}

function binarySlot(slot: SlotName, name: string): NativeFunction {
  const reflected = `__r${name.slice(2)}`
  const isGeneric = (o: Address) => hasSuite(typeOf(o), slots[slot].suite) && slotOf(typeOf(o), slot) === generic(slot)
  return (self: Address, other: Address) => {
    const mine = isGeneric(self)
    const theirs = typeOf(self) !== typeOf(other) && isGeneric(other)
    // A subclass that only inherits the reflected method has nothing more special to say.
    const overrides = () => typeLookupName(typeOf(other), reflected) !== typeLookupName(typeOf(self), reflected)
    const theirsFirst = mine && theirs && isSubtype(typeOf(other), typeOf(self)) && overrides()
    const tries: (() => Address)[] = [
      ...(theirsFirst ? [() => attempt(other, reflected, [self])] : []),
      ...(mine ? [() => attempt(self, name, [other])] : []),
      ...((theirs && !theirsFirst) || !mine ? [() => attempt(other, reflected, [self])] : []),
    ]
    for (const next of tries) {
      const result = next()
      if (result !== NULL) return result
    }
    return notImplemented()
  }
}

const sizeResult = (result: Address): Word => {
  let value: Word
  try {
    value = indexWord(result, E.OverflowError)
  } finally {
    decref(result)
  }
  if (value < 0) raise(E.ValueError, '__len__() should return >= 0')
  return value
}

/** Functions for slots that are not simply "call the method with these arguments". */
const special: Partial<Record<SlotName, NativeFunction>> = {
  tp_hash: (self: Address) => {
    const result = tryMethod(self, '__hash__', [])
    if (result === NULL) raise(E.TypeError, `unhashable type: '${nameOf(self)}'`)
    try {
      if (!isInt(result)) raise(E.TypeError, '__hash__ method should return an integer')
      return hashInt(readInt(result))
    } finally {
      decref(result)
    }
  },
  tp_call: (self: Address, args: Address, kwargs: Address) => {
    const callable = lookupSpecial(self, '__call__')
    if (callable === NULL) raise(E.TypeError, `'${nameOf(self)}' object is not callable`)
    try {
      return callWithTuple(callable, args, kwargs)
    } finally {
      decref(callable)
    }
  },
  tp_getattro: (self: Address, key: Address) => {
    const get = () => method(self, '__getattribute__', [key])
    if (typeLookupName(typeOf(self), '__getattr__') === NULL) return get()
    return except(E.AttributeError, get, () => method(self, '__getattr__', [key]))
  },
  tp_setattro: (self: Address, key: Address, value: Address) =>
    discard(value === NULL ? method(self, '__delattr__', [key]) : method(self, '__setattr__', [key, value])),
  tp_richcompare: (self: Address, other: Address, op: number) => {
    const result = tryMethod(self, comparisons[op] ?? '', [other])
    return result === NULL ? notImplemented() : result
  },
  tp_descr_get: (self: Address, o: Address, type: Address) =>
    method(self, '__get__', [o === NULL ? none() : o, type === NULL ? none() : type]),
  tp_descr_set: (self: Address, o: Address, value: Address) =>
    discard(value === NULL ? method(self, '__delete__', [o]) : method(self, '__set__', [o, value])),
  tp_init: (self: Address, args: Address, kwargs: Address) => {
    const init = lookupSpecial(self, '__init__')
    if (init === NULL) return 0
    let result: Address
    try {
      result = callWithTuple(init, args, kwargs)
    } finally {
      decref(init)
    }
    const type = nameOf(result)
    const isNone = result === none()
    decref(result)
    if (!isNone) raise(E.TypeError, `__init__() should return None, not '${type}'`)
    return 0
  },
  tp_new: (type: Address, args: Address, kwargs: Address) => {
    const maker = getAttrName(type, '__new__')
    const all = newTuple([type, ...itemsOf(args)])
    try {
      return callWithTuple(maker, all, kwargs)
    } finally {
      decref(maker)
      decref(all)
    }
  },
  tp_finalize: (self: Address) => {
    const result = tryMethod(self, '__del__', [])
    if (result !== NULL) decref(result)
  },
  nb_bool: (self: Address) => {
    const result = tryMethod(self, '__bool__', [])
    if (result === NULL) return 1
    const type = nameOf(result)
    decref(result)
    // True and False live for ever.
    if (result !== S._Py_TrueStruct && result !== S._Py_FalseStruct)
      raise(E.TypeError, `__bool__ should return bool, returned ${type}`)
    return result === S._Py_TrueStruct ? 1 : 0
  },
  nb_power: (self: Address, other: Address, modulus: Address) =>
    modulus === none() ? power(self, other) : method(self, '__pow__', [other, modulus]),
  // As in CPython, `__ipow__` never sees a modulus.
  nb_inplace_power: (self: Address, other: Address) => method(self, '__ipow__', [other]),
  mp_length: (self: Address) => sizeResult(method(self, '__len__', [])),
  sq_length: (self: Address) => sizeResult(method(self, '__len__', [])),
  mp_ass_subscript: (self: Address, key: Address, value: Address) =>
    discard(value === NULL ? method(self, '__delitem__', [key]) : method(self, '__setitem__', [key, value])),
  sq_item: (self: Address, index: number) => withInt(index, (key) => method(self, '__getitem__', [key])),
  sq_ass_item: (self: Address, index: number, value: Address) =>
    withInt(index, (key) =>
      discard(value === NULL ? method(self, '__delitem__', [key]) : method(self, '__setitem__', [key, value])),
    ),
  sq_contains: (self: Address, item: Address) => {
    const result = method(self, '__contains__', [item])
    const value = isTrue(result) ? 1 : 0
    decref(result)
    return value
  },
}
const power = binarySlot('nb_power', '__pow__')

function withInt<R>(value: number, body: (o: Address) => R): R {
  const o = newInt(value)
  try {
    return body(o)
  } finally {
    decref(o)
  }
}

const generics = new Map<SlotName, Address>()

/** The function that a slot of a host-made type gets. */
function generic(slot: SlotName): Address {
  let fn = generics.get(slot)
  if (fn === undefined) {
    fn = slotFunction(`slot_${slot}`, slot, special[slot] ?? simple(slot))
    generics.set(slot, fn)
  }
  return fn
}

export function startSlotMethods(): void {
  connectHostNew(generic('tp_new'))
}

function simple(slot: SlotName): NativeFunction {
  const entry = specialMethods.find((candidate) => candidate.slot === slot)
  const name = entry?.name ?? '__new__'
  if (
    specialMethods.some(
      (candidate) => candidate.slot === slot && candidate.name.startsWith('__r') && candidate.name !== '__repr__',
    )
  ) {
    return binarySlot(slot, name)
  }
  // Called directly it gets more arguments than the slot has: callPointer passes what is not there as NULL.
  const count = slots[slot].signature.length - 2
  return (self: Address, ...args: Address[]) => method(self, name, args.slice(0, count))
}

/** Sets every slot of `type` that a special method in it or its bases decides. */
export function fixupSlots(type: Address): void {
  for (const name of new Set(specialMethods.map((entry) => entry.name))) updateOwn(type, name)
  if (dictGetName(readPointer(type, L.PyTypeObject.tp_dict), '__new__') !== NULL)
    setSlot(type, 'tp_new', generic('tp_new'))
}

/** After the attribute `name` of a type changed: its slots and those of its subclasses. */
export function updateSlots(type: Address, name: string): void {
  const decides = specialMethods.some((entry) => entry.name === name) || name === '__new__' || name === '__getattr__'
  if (!decides) return
  updateOwn(type, name)
  for (const sub of subclassesOf(type)) updateSlots(sub, name)
}

/** After the bases of a type changed. */
export function updateAllSlots(type: Address): void {
  for (const name of new Set(specialMethods.map((entry) => entry.name))) updateSlots(type, name)
}

function updateOwn(type: Address, name: string): void {
  if (name === '__getattr__') chooseSlot(type, 'tp_getattro')
  for (const entry of specialMethods) {
    if (entry.name === name && hasSuite(type, slots[entry.slot].suite)) chooseSlot(type, entry.slot)
  }
}

/** One slot may stand for several methods (`__add__`, `__radd__`): only when all come from one C slot it is used as it is. */
function chooseSlot(type: Address, slot: SlotName): void {
  if (slot === 'tp_getattro' && typeLookupName(type, '__getattr__') !== NULL) {
    setSlot(type, slot, generic(slot))
    return
  }
  let chosen = NULL
  for (const [index, entry] of specialMethods.entries()) {
    if (entry.slot !== slot) continue
    const found = typeLookupName(type, entry.name)
    if (found === NULL) continue
    const direct = directFunction(type, found, index, entry.name)
    if (direct === NULL || (chosen !== NULL && chosen !== direct)) {
      setSlot(type, slot, generic(slot))
      return
    }
    chosen = direct
  }
  if (chosen !== NULL || slot !== 'tp_iternext') setSlot(type, slot, chosen)
}

/** The C function behind what the lookup found, when it is that slot's own; NULL when the method must be called. */
function directFunction(type: Address, found: Address, index: number, name: string): Address {
  if (found === none() && name === '__hash__') return apiAddress('PyObject_HashNotImplemented')
  if (typeOf(found) !== S.PyWrapperDescr_Type) return NULL
  const W = L.PyWrapperDescrObject
  const entry = specialMethods[specialIndex(found)]
  if (entry?.slot !== specialMethods[index]?.slot || !isSubtype(type, descriptorType(found))) return NULL
  return readPointer(found, W.d_wrapped)
}
