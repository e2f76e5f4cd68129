/** PyType_Ready: completes a type whose C struct its author has filled in. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, readSize, writePointer, writeSize, writeU32 } from '../memory/views.ts'
import { flagsOf, hasFlag } from './allocation.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { isSubtype, newTupleOf, raise } from './errors.ts'
import { inheritSlots, inheritSpecial } from './inherit.ts'
import { computeMro } from './mro.ts'
import { itemsOf, tpName } from './object.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { newStr } from './str.ts'
import { addMembers, addMethods, addSpecialMethods } from './type-dict.ts'

const F = L.PyTypeObject

export function typeReady(type: Address): void {
  if (hasFlag(type, flag.READY)) return
  check(type)
  setFlags(type, flagsOf(type) | flag.READYING)
  if (readPointer(type, F.tp_dict) === NULL) writePointer(type, F.tp_dict, newDict())
  setBases(type)
  writePointer(type, F.tp_mro, computeMro(type))
  setNew(type)
  fillDict(type)
  inherit(type)
  setHash(type)
  linkSubclass(type)
  setFlags(type, (flagsOf(type) & ~flag.READYING) | flag.READY)
}

function check(type: Address): void {
  if (readPointer(type, F.tp_name) === NULL) raise(E.SystemError, 'Type does not define the tp_name field.')
  if (
    hasFlag(type, flag.HAVE_GC) &&
    readPointer(type, F.tp_traverse) === NULL &&
    baseOf(type) === S.PyBaseObject_Type
  ) {
    raise(E.SystemError, `type ${tpName(type)} has the Py_TPFLAGS_HAVE_GC flag but has no traverse function`)
  }
}

export function setFlags(type: Address, flags: number): void {
  writeU32(type, F.tp_flags, flags)
}

function baseOf(type: Address): Address {
  return readPointer(type, F.tp_base) || (type === S.PyBaseObject_Type ? NULL : S.PyBaseObject_Type)
}

function setBases(type: Address): void {
  const base = baseOf(type)
  const bases = readPointer(type, F.tp_bases)
  if (readPointer(type, F.tp_base) === NULL && base !== NULL) writePointer(type, F.tp_base, newRef(base))
  if (base !== NULL && !hasFlag(base, flag.READY)) typeReady(base)
  if (typeOf(type) === NULL) writePointer(type, L.PyObject.ob_type, base === NULL ? S.PyType_Type : typeOf(base))
  if (bases === NULL) writePointer(type, F.tp_bases, base === NULL ? newTupleOf([]) : newTuple([base]))
  for (const other of itemsOf(readPointer(type, F.tp_bases))) if (!hasFlag(other, flag.READY)) typeReady(other)
}

/** A static type directly below object that gives no tp_new cannot be instantiated; all others inherit or keep theirs. */
function setNew(type: Address): void {
  const base = readPointer(type, F.tp_base)
  if (readPointer(type, F.tp_new) === NULL && base === S.PyBaseObject_Type && !hasFlag(type, flag.HEAPTYPE)) {
    setFlags(type, flagsOf(type) | flag.DISALLOW_INSTANTIATION)
  }
  if (hasFlag(type, flag.DISALLOW_INSTANTIATION)) writePointer(type, F.tp_new, NULL)
  else if (readPointer(type, F.tp_new) === NULL && base !== NULL) {
    writePointer(type, F.tp_new, readPointer(base, F.tp_new))
  } else if (readPointer(type, F.tp_new) !== NULL) addNewMethod(type)
}

/** Set by the types chapter: puts `__new__` into the dict of a type that brings a tp_new. */
let addNewMethod: (type: Address) => void = () => undefined
export function connectNewMethod(add: (type: Address) => void): void {
  addNewMethod = add
}

function fillDict(type: Address): void {
  addSpecialMethods(type)
  addMethods(type)
  addMembers(type)
  const dict = readPointer(type, F.tp_dict)
  if (dictGetName(dict, '__doc__') !== NULL) return
  const doc = readPointer(type, F.tp_doc)
  const text = doc === NULL ? newRef(none()) : newStr(withoutSignature(tpName(type), readCString(doc)))
  dictSetName(dict, '__doc__', text)
  decref(text)
}

/** A docstring may begin with a text signature, `name(…)\n--\n\n`. */
export function withoutSignature(typeName: string, doc: string): string {
  const signature = textSignature(typeName, doc)
  return signature === undefined ? doc : doc.slice(doc.indexOf(endOfSignature) + endOfSignature.length)
}
/** The signature itself, with its parentheses. */
export function textSignature(typeName: string, doc: string): string | undefined {
  const name = typeName.slice(typeName.lastIndexOf('.') + 1)
  const end = doc.indexOf(`)${endOfSignature}`)
  return doc.startsWith(`${name}(`) && end > 0 ? doc.slice(name.length, end + 1) : undefined
}
const endOfSignature = '\n--\n\n'

function inherit(type: Address): void {
  const base = readPointer(type, F.tp_base)
  if (base === NULL) return
  inheritSpecial(type, base)
  for (const ancestor of itemsOf(readPointer(type, F.tp_mro)).slice(1)) inheritSlots(type, ancestor)
  for (const suite of [F.tp_as_async, F.tp_as_number, F.tp_as_sequence, F.tp_as_mapping, F.tp_as_buffer]) {
    if (readPointer(type, suite) === NULL) writePointer(type, suite, readPointer(base, suite))
  }
  checkSize(type, base)
}

function checkSize(type: Address, base: Address): void {
  if (readSize(type, F.tp_basicsize) < readSize(base, F.tp_basicsize) && isSubtype(type, base)) {
    // CPython finds out only when the layout matters; a struct smaller than its base's is never right.
    writeSize(type, F.tp_basicsize, readSize(base, F.tp_basicsize))
  }
}

/** Equality without hash makes instances unhashable, and says so as `__hash__ = None`. */
function setHash(type: Address): void {
  if (readPointer(type, F.tp_hash) !== NULL) return
  const dict = readPointer(type, F.tp_dict)
  if (dictGetName(dict, '__hash__') !== NULL) return
  dictSetName(dict, '__hash__', none())
  writePointer(type, F.tp_hash, apiAddress('PyObject_HashNotImplemented'))
}

/** Direct subclasses of each type, for slots that change later. Holds no references: dying types leave. */
const subclasses = new Map<Address, Set<Address>>()

export function linkSubclass(type: Address): void {
  for (const base of itemsOf(readPointer(type, F.tp_bases))) {
    const known = subclasses.get(base)
    if (known) known.add(type)
    else subclasses.set(base, new Set([type]))
  }
}
export function unlinkSubclass(type: Address): void {
  subclasses.delete(type)
  leaveBases(type)
}
/** The type is no subclass of its bases any more. */
export function leaveBases(type: Address): void {
  const bases = readPointer(type, F.tp_bases)
  if (bases !== NULL) for (const base of itemsOf(bases)) subclasses.get(base)?.delete(type)
}
export function subclassesOf(type: Address): Address[] {
  return [...(subclasses.get(type) ?? [])]
}
