/** Importing: what is in `sys.modules`, and nothing else yet. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { call } from './call.ts'
import { dictGetName, dictSetName, newDict } from './dict.ts'
import { setError } from './errors.ts'
import { pending } from './indicator.ts'
import { moduleDict, newModule, sysModules } from './modules.ts'
import { decref, newRef } from './refcount.ts'
import { newStr } from './str.ts'

/** New reference. */
export function importModule(name: string): Address {
  const known = dictGetName(sysModules(), name)
  if (known !== NULL) return newRef(known)
  const message = newStr(`No module named '${name}'`)
  const text = newStr(name)
  const kwargs = newDict()
  dictSetName(kwargs, 'name', text)
  const error = call(E.ModuleNotFoundError, [message], kwargs)
  setError(E.ModuleNotFoundError, error)
  for (const o of [message, text, kwargs, error]) decref(o)
  throw pending
}

/** A host module of that name, entered into `sys.modules`; borrowed. */
export function makeHostModule(name: string, contents: Record<string, Address>): Address {
  const text = newStr(name)
  const module = newModule(text)
  for (const [key, value] of Object.entries(contents)) dictSetName(moduleDict(module), key, value)
  dictSetName(sysModules(), name, module)
  decref(text)
  decref(module)
  return module
}
