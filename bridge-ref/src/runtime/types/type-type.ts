/** `type`: what types answer, and how the host makes types. */

import { callInt, callPointer } from '../../boundary/calls.ts'
import { exportToC } from '../../boundary/guard.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { allocateZeroed } from '../../memory/heap.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { permanentCString, readCString } from '../../memory/text.ts'
import { readPointer, readSize, writeI32, writePointer } from '../../memory/views.ts'
import { instanceByBases, subclassByBases } from '../abstract-classes.ts'
import { flagsOf, freeMemory, hasFlag, untrack } from '../allocation.ts'
import { call } from '../call.ts'
import { newCFunction } from '../cfunction.ts'
import { args, argsBetween, describeType } from '../define.ts'
import { dictEntries, dictGet, dictGetName, dictSetName, newDict } from '../dict.ts'
import { except, isSubtype, raise, raiseFrom, raiseObject } from '../errors.ts'
import { bestMetatype, newHeapType } from '../heap-type.ts'
import { checked, pending } from '../indicator.ts'
import { callNewMethod, callType } from '../instances.ts'
import { newInt } from '../int.ts'
import { genericSetAttr, getAttrName, lookupSpecial, typeGetAttr, typeLookupName } from '../lookup.ts'
import { computeMro } from '../mro.ts'
import {
  bool,
  isDict,
  isStr,
  isTrue,
  isTuple,
  isType,
  itemsOf,
  nameOf,
  newNone,
  notImplemented,
  qualifiedName,
  reprText,
  sizeOf,
  slotFor,
  tpName,
  typeName,
} from '../object.ts'
import { decref, newRef, typeOf, xdecref } from '../refcount.ts'
import { newListOf, newTuple, tupleItem } from '../sequence.ts'
import { updateSlots } from '../slot-methods.ts'
import { slotOf } from '../slots.ts'
import { name, newStr, readStr } from '../str.ts'
import { forgetStruct } from '../struct-sequence.ts'
import { setBases } from '../type-bases.ts'
import { connectNewMethod, setFlags, subclassesOf, textSignature, unlinkSubclass } from '../type-ready.ts'
import { clearWeakRefs } from '../weakref.ts'
import { newMappingProxy } from './proxy-types.ts'

const F = L.PyTypeObject
const H = L.PyHeapTypeObject

function typeRepr(type: Address): Address {
  const module = typeModule(type)
  const text =
    isStr(module) && readStr(module) !== 'builtins' ? `${readStr(module)}.${qualifiedName(type)}` : tpName(type)
  decref(module)
  return newStr(`<class '${text}'>`)
}

/** New reference. */
function typeModule(type: Address): Address {
  if (hasFlag(type, flag.HEAPTYPE)) {
    const module = dictGetName(readPointer(type, F.tp_dict), '__module__')
    return module === NULL ? raise(E.AttributeError, '__module__') : newRef(module)
  }
  const full = tpName(type)
  const dot = full.lastIndexOf('.')
  return newStr(dot < 0 ? 'builtins' : full.slice(0, dot))
}

/** `type.__new__`. One argument is answered by the call already. */
function typeNew(metatype: Address, given: Address, kwargs: Address): Address {
  const [text = NULL, bases = NULL, dict = NULL] = itemsOf(given)
  if (sizeOf(given) !== 3) raise(E.TypeError, 'type.__new__() takes exactly 3 arguments')
  if (!isStr(text)) raise(E.TypeError, `type.__new__() argument 1 must be str, not ${nameOf(text)}`)
  if (!isTuple(bases)) raise(E.TypeError, `type.__new__() argument 2 must be tuple, not ${nameOf(bases)}`)
  if (!isDict(dict)) raise(E.TypeError, `type.__new__() argument 3 must be dict, not ${nameOf(dict)}`)
  const winner = bestMetatype(metatype, itemsOf(bases))
  if (winner !== metatype && slotOf(winner, 'tp_new') !== slotOf(S.PyType_Type, 'tp_new')) {
    return checked(callPointer(slotOf(winner, 'tp_new'), winner, given, kwargs))
  }
  const type = newHeapType({ metatype: winner, name: readStr(text), bases: itemsOf(bases), dict })
  try {
    announceClass(type, kwargs)
  } catch (error) {
    decref(type)
    throw error
  }
  return type
}

/** `__set_name__` of what the class holds, then `__init_subclass__` of what it derives from. */
function announceClass(type: Address, kwargs: Address): void {
  for (const [key, value] of dictEntries(readPointer(type, F.tp_dict))) {
    const setName = lookupSpecial(value, '__set_name__')
    if (setName === NULL) continue
    try {
      decref(call(setName, [type, key]))
    } catch (error) {
      if (error !== pending) throw error
      raiseFrom(
        E.RuntimeError,
        `Error calling __set_name__ on '${nameOf(value)}' instance ${reprText(key)} in '${typeName(type)}'`,
      )
    } finally {
      decref(setName)
    }
  }
  const key = name('__init_subclass__')
  for (const ancestor of itemsOf(readPointer(type, F.tp_mro)).slice(1)) {
    const hook = dictGet(readPointer(ancestor, F.tp_dict), key)
    if (hook === NULL) continue
    const bound = checked(callPointer(slotFor(hook, 'tp_descr_get'), hook, NULL, type))
    try {
      decref(call(bound, [], kwargs))
    } finally {
      decref(bound)
    }
    return
  }
}

function typeInit(_type: Address, given: Address): number {
  const count = sizeOf(given)
  if (count !== 1 && count !== 3) raise(E.TypeError, 'type.__init__() takes 1 or 3 arguments')
  return 0
}

function typeSetAttr(type: Address, key: Address, value: Address): number {
  if (hasFlag(type, flag.IMMUTABLETYPE) || !hasFlag(type, flag.HEAPTYPE)) {
    raise(E.TypeError, `cannot set '${readStr(key)}' attribute of immutable type '${tpName(type)}'`)
  }
  genericSetAttr(type, key, value)
  updateSlots(type, readStr(key))
  return 0
}

function typeDealloc(type: Address): void {
  untrack(type)
  clearWeakRefs(type)
  unlinkSubclass(type)
  for (const field of [F.tp_base, F.tp_dict, F.tp_bases, F.tp_mro, F.tp_cache, F.tp_subclasses]) {
    xdecref(readPointer(type, field))
  }
  for (const field of [H.ht_name, H.ht_qualname, H.ht_slots, H.ht_module]) xdecref(readPointer(type, field))
  forgetStruct(type)
  // Of a type of another metatype this is the base's part: what the metatype added has released the reference to it.
  freeMemory(type)
}

function typeTraverse(type: Address, visit: Address, arg: number): number {
  if (!hasFlag(type, flag.HEAPTYPE)) return 0
  for (const field of [F.tp_dict, F.tp_cache, F.tp_mro, F.tp_bases, F.tp_base, H.ht_module]) {
    const o = readPointer(type, field)
    const stop = o === NULL ? 0 : callInt(visit, o, arg)
    if (stop !== 0) return stop
  }
  return 0
}

/** The dict and the mro hold the type's cycles; names and bases stay readable to the end. */
function typeClear(type: Address): number {
  const dict = readPointer(type, F.tp_dict)
  if (dict !== NULL) callInt(slotOf(S.PyDict_Type, 'tp_clear'), dict)
  const module = readPointer(type, H.ht_module)
  writePointer(type, H.ht_module, NULL)
  xdecref(module)
  const mro = readPointer(type, F.tp_mro)
  writePointer(type, F.tp_mro, NULL)
  xdecref(mro)
  return 0
}

function setName(type: Address, value: Address): number {
  if (!hasFlag(type, flag.HEAPTYPE))
    raise(E.TypeError, `cannot set '__name__' attribute of immutable type '${tpName(type)}'`)
  if (value === NULL || !isStr(value)) raise(E.TypeError, `can only assign string to ${tpName(type)}.__name__`)
  const old = readPointer(type, H.ht_name)
  writePointer(type, H.ht_name, newRef(value))
  writePointer(type, F.tp_name, permanentCString(readStr(value)))
  decref(old)
  return 0
}

function setQualifiedName(type: Address, value: Address): number {
  if (!hasFlag(type, flag.HEAPTYPE))
    raise(E.TypeError, `cannot set '__qualname__' attribute of immutable type '${tpName(type)}'`)
  if (value === NULL || !isStr(value)) raise(E.TypeError, `can only assign string to ${tpName(type)}.__qualname__`)
  const old = readPointer(type, H.ht_qualname)
  writePointer(type, H.ht_qualname, newRef(value))
  decref(old)
  return 0
}

function field(offset: number): { get: (type: Address) => Address } {
  return { get: (type) => newRef(readPointer(type, offset) || none()) }
}

function typeDoc(type: Address): Address {
  const doc = dictGetName(readPointer(type, F.tp_dict), '__doc__')
  if (doc === NULL) return newNone()
  const get = slotFor(doc, 'tp_descr_get')
  return get === NULL ? newRef(doc) : checked(callPointer(get, doc, NULL, type))
}

export function describeTypeType(): void {
  describeType(S.PyType_Type, {
    name: 'type',
    size: H.size,
    itemSize: 40,
    flags: flag.BASETYPE | flag.HAVE_GC | flag.TYPE_SUBCLASS | flag.HAVE_VECTORCALL,
    vectorcallOffset: F.tp_vectorcall,
    dictOffset: F.tp_dict,
    weakListOffset: F.tp_weaklist,
    slots: {
      tp_dealloc: typeDealloc,
      tp_repr: typeRepr,
      tp_call: callType,
      tp_getattro: typeGetAttr,
      tp_setattro: typeSetAttr,
      tp_traverse: typeTraverse,
      tp_clear: typeClear,
      tp_init: typeInit,
      tp_new: typeNew,
      nb_or: (a: Address, b: Address) => union(a, b),
      tp_free: apiAddress('PyObject_GC_Del'),
      tp_is_gc: (type: Address) => (hasFlag(type, flag.HEAPTYPE) ? 1 : 0),
    },
    methods: {
      mro: args(0, (type) => {
        const order = computeMro(type)
        const list = newListOf(itemsOf(order).map(newRef))
        decref(order)
        return list
      }),
      __subclasses__: args(0, (type) => newListOf(subclassesOf(type).map(newRef))),
      __prepare__: {
        ...argsBetween(0, 2, () => newDict()),
        withKeywords: () => newDict(),
        kind: 'class',
      },
      __instancecheck__: args(1, (type, o) => bool(isOf(o, type))),
      __subclasscheck__: args(1, (type, o) => bool(isType(o) && isSubtype(o, type))),
    },
    getset: {
      __name__: { get: (type) => newStr(typeName(type)), set: setName },
      __qualname__: { get: (type) => newStr(qualifiedName(type)), set: setQualifiedName },
      __module__: { get: typeModule, set: (type, value) => setInDict(type, '__module__', value) },
      __bases__: { ...field(F.tp_bases), set: setBases },
      __base__: field(F.tp_base),
      __mro__: field(F.tp_mro),
      __dict__: { get: (type) => newMappingProxy(readPointer(type, F.tp_dict)) },
      __doc__: { get: typeDoc, set: (type, value) => setInDict(type, '__doc__', value) },
      __flags__: { get: (type) => newInt(readPointer(type, F.tp_flags)) },
      __basicsize__: { get: (type) => newInt(readSize(type, F.tp_basicsize)) },
      __itemsize__: { get: (type) => newInt(readSize(type, F.tp_itemsize)) },
      __dictoffset__: { get: (type) => newInt(readSize(type, F.tp_dictoffset)) },
      __weakrefoffset__: { get: (type) => newInt(readSize(type, F.tp_weaklistoffset)) },
      __text_signature__: { get: typeSignature },
      __abstractmethods__: { get: getAbstract, set: setAbstract },
    },
  })
  connectNewMethod(addNewMethod)
}

function typeSignature(type: Address): Address {
  const doc = readPointer(type, F.tp_doc)
  const signature = doc === NULL ? undefined : textSignature(tpName(type), readCString(doc))
  return signature === undefined ? newNone() : newStr(signature)
}

function getAbstract(type: Address): Address {
  const held = type === S.PyType_Type ? NULL : dictGetName(readPointer(type, F.tp_dict), '__abstractmethods__')
  return held === NULL ? raiseObject(E.AttributeError, name('__abstractmethods__')) : newRef(held)
}
function setAbstract(type: Address, value: Address): number {
  if (value === NULL) raiseObject(E.AttributeError, name('__abstractmethods__'))
  dictSetName(readPointer(type, F.tp_dict), '__abstractmethods__', value)
  const flags = flagsOf(type) & ~abstractFlag
  setFlags(type, isTrue(value) ? flags | abstractFlag : flags)
  return 0
}
const abstractFlag = 1 << 20

function setInDict(type: Address, key: string, value: Address): number {
  if (!hasFlag(type, flag.HEAPTYPE))
    raise(E.TypeError, `cannot set '${key}' attribute of immutable type '${tpName(type)}'`)
  if (value === NULL) raiseObject(E.AttributeError, name(key))
  dictSetName(readPointer(type, F.tp_dict), key, value)
  return 0
}

/** `a | b` of types, which is made elsewhere. */
let union: (a: Address, b: Address) => Address = notImplemented
export function connectUnion(make: typeof union): void {
  union = make
}

let newDef = NULL

/** `__new__` of a type with a tp_new of its own. */
export function addNewMethod(type: Address): void {
  const dict = readPointer(type, F.tp_dict)
  if (dictGetName(dict, '__new__') !== NULL) return
  if (newDef === NULL) {
    newDef = allocateZeroed(L.PyMethodDef.size * 2)
    writePointer(newDef, L.PyMethodDef.ml_name, permanentCString('__new__'))
    const run = (self: Address, given: Address, kwargs: Address) => newWithoutClass(self, given, kwargs)
    writePointer(newDef, L.PyMethodDef.ml_meth, exportToC({ name: '__new__', signature: 'pppp', sentinel: 0, run }))
    writeI32(newDef, L.PyMethodDef.ml_flags, 3)
  }
  const method = newCFunction(newDef, type, NULL)
  dictSetName(dict, '__new__', method)
  decref(method)
}

/** The class travels as first argument; the rest go to tp_new. */
function newWithoutClass(self: Address, given: Address, kwargs: Address): Address {
  const rest = sizeOf(given) > 0 ? newTuple(itemsOf(given).slice(1)) : newTuple([])
  try {
    return callNewMethod(self, { wanted: sizeOf(given) > 0 ? tupleItem(given, 0) : NULL, args: rest, kwargs })
  } finally {
    decref(rest)
  }
}

/** A proxy is also of the type that its `__class__` names. */
function isOf(o: Address, type: Address): boolean {
  const own = typeOf(o)
  if (isSubtype(own, type)) return true
  const base = S.PyBaseObject_Type
  const plain = typeLookupName(own, '__class__') === typeLookupName(base, '__class__')
  if (plain && slotOf(own, 'tp_getattro') === slotOf(base, 'tp_getattro')) return false
  const named = except(
    E.AttributeError,
    () => getAttrName(o, '__class__'),
    () => NULL,
  )
  if (named === NULL) return false
  const found = isType(named) && named !== own && isSubtype(named, type)
  decref(named)
  return found
}

/** isinstance with `__instancecheck__` of the class's metatype; a tuple means any of its items. */
export function instanceCheck(o: Address, type: Address): boolean {
  if (typeOf(o) === type) return true
  if (isTuple(type)) return itemsOf(type).some((one) => instanceCheck(o, one))
  if (typeOf(type) === S.PyType_Type) return isOf(o, type)
  return specialCheck(type, '__instancecheck__', o) ?? instanceByBases(o, type)
}
export function subclassCheck(o: Address, type: Address): boolean {
  if (isTuple(type)) return itemsOf(type).some((one) => subclassCheck(o, one))
  if (typeOf(type) === S.PyType_Type) {
    return isType(o) ? isSubtype(o, type) : subclassByBases(o, type)
  }
  return specialCheck(type, '__subclasscheck__', o) ?? subclassByBases(o, type)
}

/** Undefined: the type of the class has no such method. */
function specialCheck(type: Address, method: string, o: Address): boolean | undefined {
  const checker = lookupSpecial(type, method)
  if (checker === NULL) return undefined
  try {
    const result = call(checker, [o])
    try {
      return isTrue(result)
    } finally {
      decref(result)
    }
  } finally {
    decref(checker)
  }
}
