/** Functions with an underscore that extensions use although nothing documents them, and small relatives of theirs. */
import { callPointer } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import { newClassMethodDescriptor, newMethodWrapper } from '../runtime/descriptors.ts'
import { dictGet, dictGetName, dictRemove } from '../runtime/dict.ts'
import { checkedResult, isException, matches, raise, raiseObject, setError, takeException } from '../runtime/errors.ts'
import { hashFloat } from '../runtime/float.ts'
import { bestMetatype } from '../runtime/heap-type.ts'
import { importModule } from '../runtime/imports.ts'
import { clear, occurred, pending } from '../runtime/indicator.ts'
import { collect } from '../runtime/iteration.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { readMember, writeMember } from '../runtime/members.ts'
import { isDict, isInstance, isTuple, itemsOf, nameOf, newNone, slotFor } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { listReplace, listSize } from '../runtime/sequence.ts'
import { pointerHash } from '../runtime/types/object-type.ts'
import { badInternalCall } from './list.ts'
import { PyCapsule_IsValid } from './small.ts'

/** None, as `list.extend` gives it. */
export function _PyList_Extend(list: Address, source: Address): Address {
  const items = collect(source)
  listReplace(list, listSize(list), listSize(list), items)
  return newNone()
}
export function _PyDict_GetItemStringWithError(dict: Address, key: Address): Address {
  if (!isDict(dict)) badInternalCall()
  return dictGetName(dict, readCString(key))
}
/** `fallback` may be NULL: then a missing key raises. */
export function _PyDict_Pop(dict: Address, key: Address, fallback: Address): Address {
  const found = dictGet(dict, key)
  if (found === NULL) return fallback === NULL ? raiseObject(E.KeyError, key) : newRef(fallback)
  newRef(found)
  dictRemove(dict, key)
  return found
}
export function _PyObject_NextNotImplemented(o: Address): Address {
  return raise(E.TypeError, `'${nameOf(o)}' object is not iterable`)
}
export function _PyObject_IsFreed(o: Address): number {
  return o === NULL || readPointer(o, L.PyObject.ob_type) === NULL ? 1 : 0
}
/** What is no number hashes by its identity. */
export function _Py_HashDouble(o: Address, value: number): Word {
  return Number.isNaN(value) ? pointerHash(o) : hashFloat(value)
}
export function _Py_HashPointer(pointer: Address): Word {
  return pointerHash(pointer)
}

/** A tuple or an exception must not be taken for the arguments or for the exception itself. */
export function _PyGen_SetStopIterationValue(value: Address): number {
  if (value === NULL || !(isTuple(value) || isException(value))) {
    setError(E.StopIteration, value)
    return 0
  }
  const error = call(E.StopIteration, [value])
  setError(E.StopIteration, error)
  decref(error)
  return 0
}
/** 0 when the generator has returned; another exception stays pending. */
export function _PyGen_FetchStopIterationValue(at: Address): number {
  if (occurred() !== NULL && !matches(occurred(), E.StopIteration)) {
    writePointer(at, 0, NULL)
    throw pending
  }
  if (occurred() === NULL) {
    writePointer(at, 0, newNone())
    return 0
  }
  const error = takeException()
  writePointer(at, 0, newRef(readPointer(error, L.PyStopIterationObject.value) || none()))
  decref(error)
  return 0
}
export function PyDescr_IsData(descriptor: Address): number {
  return slotFor(descriptor, 'tp_descr_set') === NULL ? 0 : 1
}
export function PyDescr_NewClassMethod(type: Address, def: Address): Address {
  return newClassMethodDescriptor(type, def)
}
export function PyWrapper_New(descriptor: Address, self: Address): Address {
  return newMethodWrapper(descriptor, self)
}

/** The pointer in the capsule that a dotted name leads to. */
export function PyCapsule_Import(nameAt: Address, noBlock: number): Address {
  const full = readCString(nameAt)
  const [first = '', ...rest] = full.split('.')
  let o = importFirst(first, noBlock !== 0)
  try {
    let path = first
    for (const part of rest) {
      path += `.${part}`
      const next = attributeOrModule(o, part, path)
      decref(o)
      o = next
    }
    if (PyCapsule_IsValid(o, nameAt) === 0) raise(E.AttributeError, `PyCapsule_Import "${full}" is not valid`)
    return readPointer(o, capsulePointer)
  } finally {
    decref(o)
  }
}
const capsulePointer = 16

function importFirst(name: string, quiet: boolean): Address {
  try {
    return importModule(name)
  } catch (error) {
    if (error !== pending || quiet) throw error
    clear()
    raise(E.ImportError, `PyCapsule_Import could not import module "${name}"`)
  }
}

/** A package here has no `__init__.py` that would have imported its modules. */
function attributeOrModule(o: Address, part: string, path: string): Address {
  try {
    return getAttrName(o, part)
  } catch (error) {
    if (error !== pending || !isInstance(o, S.PyModule_Type) || !matches(occurred(), E.AttributeError)) throw error
    const missing = takeException()
    try {
      return importModule(path)
    } catch (second) {
      if (second !== pending || !matches(occurred(), E.ModuleNotFoundError)) throw second
      clear()
      raiseObject(E.AttributeError, missing)
    } finally {
      decref(missing)
    }
  }
}

export function _Py_CheckFunctionResult(_state: Address, callable: Address, result: Address, where: Address): Address {
  return checkedResult(result, () => (where === NULL ? nameOf(callable) : readCString(where)))
}
export function _PyEval_GetBuiltin(key: Address): Address {
  const module = importModule('builtins')
  try {
    return callPointer(slotFor(module, 'tp_getattro'), module, key)
  } finally {
    decref(module)
  }
}

/** A field of a struct of C by its description; `value` NULL deletes. */
export function PyMember_GetOne(o: Address, def: Address): Address {
  return readMember(o, def)
}
export function PyMember_SetOne(o: Address, def: Address, value: Address): number {
  writeMember(o, def, value)
  return 0
}
/** Borrowed. */
export function _PyType_CalculateMetaclass(metatype: Address, bases: Address): Address {
  return bestMetatype(metatype, itemsOf(bases))
}
export function Py_GenericAlias(origin: Address, args: Address): Address {
  return call(S.Py_GenericAliasType, [origin, args])
}
