import { fatal } from '../boundary/guard.ts'
import { type Address, NULL } from '../memory/address.ts'
import { readCString } from '../memory/text.ts'
import { dictGetName, dictRemove, dictSetName } from '../runtime/dict.ts'
import { builtinsModule } from '../runtime/host-modules.ts'
import { moduleDict, sysModules } from '../runtime/modules.ts'
import { name as ownName } from '../runtime/str.ts'

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
  if (value !== NULL) dictSetName(dict, readCString(name), value)
  else if (dictGetName(dict, readCString(name)) !== NULL) dictRemove(dict, ownName(readCString(name)))
  return 0
}
export function Py_FatalError(message: Address): void {
  fatal('Py_FatalError', readCString(message))
}
export function _Py_FatalErrorFunc(where: Address, message: Address): void {
  fatal(readCString(where), readCString(message))
}
