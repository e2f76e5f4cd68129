/** Finding attributes: on types along the method resolution order, on instances in their dict. */
import { callInt, callPointer } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E, none } from '../memory/statics.ts'
import { readPointer, readSize, writePointer } from '../memory/views.ts'
import { hasFlag } from './allocation.ts'
import { dictGet, dictRemove, dictSet, newDict } from './dict.ts'
import { except, raise, setError } from './errors.ts'
import { checked, checkedInt, pending } from './indicator.ts'
import { isStr, nameOf, slotFor, tpName } from './object.ts'
import { decref, incref, newRef, typeOf } from './refcount.ts'
import { slotOf } from './slots.ts'
import { name as nameObject, newStr, readStr } from './str.ts'

const F = L.PyTypeObject

/** What the type or one of its bases has under `key`; borrowed, or NULL. Never raises. */
export function typeLookup(type: Address, key: Address): Address {
  const mro = readPointer(type, F.tp_mro)
  if (mro === NULL) return NULL
  const count = readSize(mro, L.PyVarObject.ob_size)
  for (let i = 0; i < count; i++) {
    const dict = readPointer(readPointer(mro, L.PyTupleObject.ob_item + i * 8), F.tp_dict)
    if (dict === NULL) continue
    const found = dictGet(dict, key)
    if (found !== NULL) return found
  }
  return NULL
}
export function typeLookupName(type: Address, key: string): Address {
  return typeLookup(type, nameObject(key))
}

/** Address of the instance's dict pointer, or NULL when instances of its type have none. */
export function dictPointer(o: Address): Address {
  let offset = readSize(typeOf(o), F.tp_dictoffset)
  if (offset === 0) return NULL
  if (offset < 0) offset += roundedSize(o)
  return plus(o, offset)
}

/** Basic size and items, rounded to a pointer. */
function roundedSize(o: Address): number {
  const type = typeOf(o)
  const items = Math.abs(readSize(o, L.PyVarObject.ob_size))
  return Math.ceil((readSize(type, F.tp_basicsize) + items * readSize(type, F.tp_itemsize)) / 8) * 8
}

/** The instance's dict, borrowed, or NULL. */
export function instanceDict(o: Address): Address {
  const pointer = dictPointer(o)
  return pointer === NULL ? NULL : readPointer(pointer)
}

/** The instance's dict, made when it is not there; borrowed. Raises AttributeError where there can be none. */
export function ensureInstanceDict(o: Address): Address {
  const pointer = dictPointer(o)
  if (pointer === NULL) raise(E.AttributeError, 'This object has no __dict__')
  let dict = readPointer(pointer)
  if (dict === NULL) {
    dict = newDict()
    writePointer(pointer, 0, dict)
  }
  return dict
}

export function getAttr(o: Address, key: Address): Address {
  if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
  const getattro = slotFor(o, 'tp_getattro')
  if (getattro !== NULL) return checked(callPointer(getattro, o, key))
  const getattr = slotFor(o, 'tp_getattr')
  if (getattr === NULL) return raiseNoAttribute(o, key)
  return checked(callPointer(getattr, o, strUtf8(key)))
}
export function getAttrName(o: Address, key: string): Address {
  return getAttr(o, nameObject(key))
}

/** `value` NULL deletes. */
export function setAttr(o: Address, key: Address, value: Address): void {
  if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
  const setattro = slotFor(o, 'tp_setattro')
  if (setattro !== NULL) {
    checkedInt(callInt(setattro, o, key, value))
    return
  }
  const setattr = slotFor(o, 'tp_setattr')
  if (setattr !== NULL) {
    checkedInt(callInt(setattr, o, strUtf8(key), value))
    return
  }
  const [verb, which] = value === NULL ? ['del', 'no'] : ['assign to', 'only read-only']
  const readable = slotFor(o, 'tp_getattro') !== NULL || slotFor(o, 'tp_getattr') !== NULL
  raise(E.TypeError, `'${nameOf(o)}' object has ${readable ? which : 'no'} attributes (${verb} .${readStr(key)})`)
}

/** Set at start: the C string of a str, which is the text chapter's business. */
let strUtf8: (o: Address) => Address = () => NULL
export function connectUtf8(fn: (o: Address) => Address): void {
  strUtf8 = fn
}

function raiseNoAttribute(o: Address, key: Address): never {
  setNoAttribute(o, key)
  throw pending
}

/** Sets the indicator without throwing, for functions of the API: asking for what is not there is common. */
function setNoAttribute(o: Address, key: Address): void {
  const isClass = hasFlag(typeOf(o), flag.TYPE_SUBCLASS)
  const who = isClass ? `type object '${tpName(o)}'` : `'${nameOf(o)}' object`
  const message = newStr(`${who} has no attribute '${readStr(key)}'`)
  setError(E.AttributeError, message)
  decref(message)
}

function isGeneric(o: Address): boolean {
  return slotFor(o, 'tp_getattro') === apiAddress('PyObject_GenericGetAttr')
}

/** As {@link getAttr}, for callers that take NULL with the indicator set. */
export function getAttrOrSet(o: Address, key: Address): Address {
  if (!isStr(key) || !isGeneric(o)) return getAttr(o, key)
  const found = genericFind(o, key)
  if (found === NULL) setNoAttribute(o, key)
  return found
}

/** As {@link getAttr}; NULL, and no exception, where there is no such attribute. */
export function findAttr(o: Address, key: Address): Address {
  return except(
    E.AttributeError,
    () => (isStr(key) && isGeneric(o) ? genericFind(o, key) : getAttr(o, key)),
    () => NULL,
  )
}

/** PyObject_GenericGetAttr: data descriptor, instance dict, other descriptor, class attribute. */
export function genericGetAttr(o: Address, key: Address, dict = NULL): Address {
  const found = genericFind(o, key, dict)
  return found === NULL ? raiseNoAttribute(o, key) : found
}

/** The same, NULL when there is nothing. `dict` stands for the instance's own when given. */
export function genericFind(o: Address, key: Address, dict = NULL): Address {
  const type = typeOf(o)
  // Extensions forget PyType_Ready where nobody notices: as in CPython, the first lookup makes up for it.
  if (readPointer(type, F.tp_dict) === NULL) checkedInt(callInt(apiAddress('PyType_Ready'), type))
  const descriptor = typeLookup(type, key)
  if (descriptor === NULL) return fromInstance(o, key, dict)
  incref(descriptor)
  try {
    const get = slotFor(descriptor, 'tp_descr_get')
    if (get !== NULL && slotFor(descriptor, 'tp_descr_set') !== NULL)
      return checked(callPointer(get, descriptor, o, type))
    const own = fromInstance(o, key, dict)
    if (own !== NULL) return own
    return get === NULL ? newRef(descriptor) : checked(callPointer(get, descriptor, o, type))
  } finally {
    decref(descriptor)
  }
}

function fromInstance(o: Address, key: Address, given: Address): Address {
  const dict = given === NULL ? instanceDict(o) : given
  if (dict === NULL) return NULL
  const value = dictGet(dict, key)
  return value === NULL ? NULL : newRef(value)
}

/** PyObject_GenericSetAttr; `value` NULL deletes. */
export function genericSetAttr(o: Address, key: Address, value: Address): void {
  if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
  const descriptor = typeLookup(typeOf(o), key)
  if (descriptor !== NULL) {
    const set = slotFor(descriptor, 'tp_descr_set')
    if (set !== NULL) {
      incref(descriptor)
      try {
        checkedInt(callInt(set, descriptor, o, value))
      } finally {
        decref(descriptor)
      }
      return
    }
  }
  if (dictPointer(o) === NULL) refuseSet(o, key, descriptor)
  if (value !== NULL) dictSet(ensureInstanceDict(o), key, value)
  else {
    const dict = instanceDict(o)
    if (dict === NULL || !dictRemove(dict, key)) raiseNoAttribute(o, key)
  }
}

function refuseSet(o: Address, key: Address, descriptor: Address): never {
  if (descriptor === NULL) raiseNoAttribute(o, key)
  raise(E.AttributeError, `'${tpName(typeOf(o))}' object attribute '${readStr(key)}' is read-only`)
}

/** Looks `key` up on the type and binds it to `o`; new reference or NULL. For special methods. */
export function lookupSpecial(o: Address, key: string): Address {
  const descriptor = typeLookupName(typeOf(o), key)
  if (descriptor === NULL || descriptor === none()) return NULL
  const get = slotFor(descriptor, 'tp_descr_get')
  return get === NULL ? newRef(descriptor) : checked(callPointer(get, descriptor, o, typeOf(o)))
}

/** Attribute access on types: what the metatype has, what the type and its bases have, bound without an instance. */
export function typeGetAttr(type: Address, key: Address): Address {
  const meta = typeOf(type)
  const metaDescriptor = typeLookup(meta, key)
  const metaGet = metaDescriptor === NULL ? NULL : slotFor(metaDescriptor, 'tp_descr_get')
  if (metaGet !== NULL && slotFor(metaDescriptor, 'tp_descr_set') !== NULL) {
    return checked(callPointer(metaGet, metaDescriptor, type, meta))
  }
  const own = typeLookup(type, key)
  if (own !== NULL) {
    const get = slotOf(typeOf(own), 'tp_descr_get')
    if (get === NULL) return newRef(own)
    incref(own)
    try {
      return checked(callPointer(get, own, NULL, type))
    } finally {
      decref(own)
    }
  }
  if (metaGet !== NULL) return checked(callPointer(metaGet, metaDescriptor, type, meta))
  if (metaDescriptor !== NULL) return newRef(metaDescriptor)
  return raiseNoAttribute(type, key)
}
