import { fatal } from '../boundary/guard.ts'
import { type Address, NULL } from '../memory/address.ts'
import { readCString } from '../memory/text.ts'
import { dictGet, dictGetName, dictRemove, dictSet } from '../runtime/dict.ts'
import { builtinsModule } from '../runtime/host-modules.ts'
import { moduleDict, strFromC, sysModules } from '../runtime/modules.ts'
import { decref } from '../runtime/refcount.ts'

export function Py_Initialize(): void {
  // The bridge is initialised before any extension runs.
}
export function PyEval_GetBuiltins(): Address {
  return moduleDict(builtinsModule())
}
export function PySys_GetObject(name: Address): Address {
  const sys = dictGetName(sysModules(), 'sys')
  return dictGetName(moduleDict(sys), readCString(name))
}
/** `value` NULL deletes the name, which need not be there. */
export function PySys_SetObject(name: Address, value: Address): number {
  const dict = moduleDict(dictGetName(sysModules(), 'sys'))
  const key = strFromC(name)
  try {
    if (value !== NULL) dictSet(dict, key, value)
    else if (dictGet(dict, key) !== NULL) dictRemove(dict, key)
    return 0
  } finally {
    decref(key)
  }
}
export function Py_FatalError(message: Address): void {
  fatal('Py_FatalError', readCString(message))
}
export function _Py_FatalErrorFunc(where: Address, message: Address): void {
  fatal(readCString(where), readCString(message))
}
