/** Functions that take a `_Py_Identifier`, and lookups that do not count a missing attribute as an error. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { dictDelete, dictGet, dictSet } from '../runtime/dict.ts'
import { except } from '../runtime/errors.ts'
import { dictPointer, genericFind, genericGetAttr, getAttr, lookupSpecial, setAttr } from '../runtime/lookup.ts'
import { name } from '../runtime/str.ts'

/** The interned name that an identifier stands for, borrowed. Its index, a cache of CPython's, stays unused. */
function named(identifier: Address): Address {
  return name(readCString(readPointer(identifier)))
}

export function _PyUnicode_FromId(identifier: Address): Address {
  return named(identifier)
}
export function _PyObject_GetAttrId(o: Address, identifier: Address): Address {
  return getAttr(o, named(identifier))
}
export function _PyObject_SetAttrId(o: Address, identifier: Address, value: Address): number {
  setAttr(o, named(identifier), value)
  return 0
}
export function _PyObject_LookupAttr(o: Address, key: Address, result: Address): number {
  writePointer(result, 0, NULL)
  const found = except(
    E.AttributeError,
    () => getAttr(o, key),
    () => NULL,
  )
  writePointer(result, 0, found)
  return found === NULL ? 0 : 1
}
export function _PyObject_LookupAttrId(o: Address, identifier: Address, result: Address): number {
  return _PyObject_LookupAttr(o, named(identifier), result)
}
export function _PyObject_LookupSpecialId(o: Address, identifier: Address): Address {
  return lookupSpecial(o, readCString(readPointer(identifier)))
}
export function _PyObject_GenericGetAttrWithDict(o: Address, key: Address, dict: Address, suppress: number): Address {
  if (suppress === 0) return genericGetAttr(o, key, dict)
  return except(
    E.AttributeError,
    () => genericFind(o, key, dict),
    () => NULL,
  )
}
export function _PyObject_GetDictPtr(o: Address): Address {
  return dictPointer(o)
}

export function _PyDict_GetItemIdWithError(dict: Address, identifier: Address): Address {
  return dictGet(dict, named(identifier))
}
export function _PyDict_ContainsId(dict: Address, identifier: Address): number {
  return dictGet(dict, named(identifier)) === NULL ? 0 : 1
}
export function _PyDict_SetItemId(dict: Address, identifier: Address, value: Address): number {
  dictSet(dict, named(identifier), value)
  return 0
}
export function _PyDict_DelItemId(dict: Address, identifier: Address): number {
  dictDelete(dict, named(identifier))
  return 0
}
