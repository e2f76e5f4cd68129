/** `importlib.machinery.ModuleSpec` and the loader that it names. */
import type { Address } from '../../memory/address.ts'
import { none, S } from '../../memory/statics.ts'
import { dictSetName, newDict } from '../dict.ts'
import { newHeapType } from '../heap-type.ts'
import { allocInstance } from '../instances.ts'
import { setAttr } from '../lookup.ts'
import { parentOf } from '../module-spec.ts'
import { decref, newRef } from '../refcount.ts'
import { name as nameStr, newStr } from '../str.ts'

const types = new Map<string, Address>()

/** Borrowed: a class whose instances hold what they are given. */
function typeNamed(name: string): Address {
  const known = types.get(name)
  if (known !== undefined) return known
  const dict = newDict()
  const module = newStr('_frozen_importlib_external')
  dictSetName(dict, '__module__', module)
  const type = newHeapType({ metatype: S.PyType_Type, name, bases: [], dict })
  decref(module)
  decref(dict)
  types.set(name, type)
  return type
}

/** Steals the values. */
function newRecord(type: string, values: Record<string, Address>): Address {
  const o = allocInstance(typeNamed(type))
  for (const [key, value] of Object.entries(values)) {
    setAttr(o, nameStr(key), value)
    decref(value)
  }
  return o
}

export function newSpec(name: string, path: string): Address {
  const loader = newRecord('ExtensionFileLoader', { name: newStr(name), path: newStr(path) })
  return newRecord('ModuleSpec', {
    name: newStr(name),
    loader,
    origin: newStr(path),
    parent: newStr(parentOf(name)),
    has_location: newRef(S._Py_TrueStruct),
    submodule_search_locations: newRef(none()),
    loader_state: newRef(none()),
    cached: newRef(none()),
  })
}
