/** What `sys` says about the machine, by function. New references. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { dictGetName } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { moduleDict, sysModules } from '../runtime/modules.ts'
import { newRef } from '../runtime/refcount.ts'

function fromSys(name: string): () => Address {
  return () => {
    const value = dictGetName(moduleDict(dictGetName(sysModules(), 'sys')), name)
    return value === NULL ? raise(E.RuntimeError, `lost sys.${name}`) : newRef(value)
  }
}
export const PyLong_GetInfo = fromSys('int_info')
export const PyFloat_GetInfo = fromSys('float_info')
export const PyThread_GetInfo = fromSys('thread_info')
