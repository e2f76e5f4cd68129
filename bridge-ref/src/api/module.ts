import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer } from '../memory/views.ts'
import { call } from '../runtime/call.ts'
import { dictGet, dictGetName, dictSet, dictSetName, newDict } from '../runtime/dict.ts'
import { raise, raiseObject } from '../runtime/errors.ts'
import { builtinsModule } from '../runtime/host-modules.ts'
import { occurred, pending } from '../runtime/indicator.ts'
import { narrow, newInt, wordToBig } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import {
  addFunctions,
  addToState,
  createModule,
  execModule,
  findInState,
  initModuleDef,
  isModule,
  moduleDef,
  moduleDict,
  moduleFromDef,
  moduleState,
  needSinglePhase,
  newModule,
  removeFromState,
  setDocString,
  strFromC,
  sysModules,
} from '../runtime/modules.ts'
import { isStr, nameOf, tpName, typeName } from '../runtime/object.ts'
import { decref, newRef } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { typeReady } from '../runtime/type-ready.ts'
import { utf8Of } from '../runtime/utf8-cache.ts'
import { warn } from '../runtime/warnings.ts'
import { nullError } from './number.ts'

function needModule(o: Address): void {
  if (!isModule(o)) raise(E.TypeError, `module expected, not ${nameOf(o)}`)
}

export function PyModule_Create2(def: Address, version: number): Address {
  initModuleDef(def)
  checkVersion(readCString(readPointer(def, L.PyModuleDef.m_name)), version)
  return createModule(def)
}
const apiVersion = 1013
const stableVersion = 3
function checkVersion(name: string, version: number): void {
  if (version === apiVersion || version === stableVersion) return
  const text = newStr(
    `Python C API version mismatch for module ${name}: This Python has API version ${apiVersion}, module ${name} has version ${version}.`,
  )
  try {
    warn(E.RuntimeWarning, text)
  } finally {
    decref(text)
  }
}
export function PyModuleDef_Init(def: Address): Address {
  initModuleDef(def)
  return def
}
export function PyModule_FromDefAndSpec2(def: Address, spec: Address, version: number): Address {
  const name = getAttrName(spec, 'name')
  try {
    if (!isStr(name)) raise(E.TypeError, 'bad argument type for built-in operation')
    checkVersion(readStr(name), version)
    return moduleFromDef(def, spec, name)
  } finally {
    decref(name)
  }
}
export function PyModule_ExecDef(module: Address, def: Address): number {
  execModule(module, def)
  return 0
}
export function PyModule_NewObject(name: Address): Address {
  return newModule(name)
}
export function PyModule_New(name: Address): Address {
  const text = strFromC(name)
  const module = newModule(text)
  decref(text)
  return module
}
export function PyModule_GetDict(module: Address): Address {
  if (!isModule(module)) raise(E.SystemError, 'bad argument to internal function')
  return moduleDict(module)
}
export function PyModule_GetNameObject(module: Address): Address {
  if (!isModule(module)) raise(E.TypeError, 'bad argument type for built-in operation')
  const name = dictGetName(moduleDict(module), '__name__')
  return name === NULL || !isStr(name) ? raise(E.SystemError, 'nameless module') : newRef(name)
}
export function PyModule_GetName(module: Address): Address {
  const name = PyModule_GetNameObject(module)
  // The module's dict still owns it, and it owns its UTF-8.
  decref(name)
  return utf8Of(name).data
}
export function PyModule_GetDef(module: Address): Address {
  if (!isModule(module)) raise(E.TypeError, 'bad argument type for built-in operation')
  return moduleDef(module)
}
export function PyModule_GetState(module: Address): Address {
  if (!isModule(module)) raise(E.TypeError, 'bad argument type for built-in operation')
  return moduleState(module)
}
export function PyModule_SetDocString(module: Address, doc: Address): number {
  setDocString(module, doc)
  return 0
}
export function PyModule_AddFunctions(module: Address, table: Address): number {
  const name = PyModule_GetNameObject(module)
  try {
    addFunctions(module, name, table)
  } finally {
    decref(name)
  }
  return 0
}
export function PyModule_AddObjectRef(module: Address, name: Address, value: Address): number {
  if (!isModule(module)) raise(E.TypeError, 'PyModule_AddObjectRef() first argument must be a module')
  if (value === NULL) {
    if (occurred() !== NULL) throw pending
    raise(E.SystemError, 'PyModule_AddObjectRef() must be called with an exception raised if value is NULL')
  }
  dictSetName(moduleDict(module), readCString(name), value)
  return 0
}
/** Steals `value`, but only when it succeeds. */
export function PyModule_AddObject(module: Address, name: Address, value: Address): number {
  PyModule_AddObjectRef(module, name, value)
  decref(value)
  return 0
}
export function PyModule_AddIntConstant(module: Address, name: Address, value: number | bigint): number {
  return addOwned(module, name, newInt(narrow(wordToBig(value))))
}
export function PyModule_AddStringConstant(module: Address, name: Address, text: Address): number {
  return addOwned(module, name, strFromC(text))
}
function addOwned(module: Address, name: Address, value: Address): number {
  try {
    return PyModule_AddObjectRef(module, name, value)
  } finally {
    decref(value)
  }
}
export function PyModule_AddType(module: Address, type: Address): number {
  needModule(module)
  typeReady(type)
  dictSetName(moduleDict(module), typeName(type), type)
  return 0
}

export function PyState_AddModule(module: Address, def: Address): number {
  needSinglePhase(def, 'PyState_AddModule')
  if (findInState(def) !== NULL) raise(E.SystemError, `module ${tpName(S.PyModule_Type)} already added`)
  addToState(module, def)
  return 0
}
/** Without the check: an initialisation that runs again replaces what the first one added. */
export function _PyState_AddModule(_state: Address, module: Address, def: Address): number {
  if (def === NULL) raise(E.SystemError, 'module definition is NULL')
  addToState(module, def)
  return 0
}
export function PyState_FindModule(def: Address): Address {
  return findInState(def)
}
export function PyState_RemoveModule(def: Address): number {
  needSinglePhase(def, 'PyState_RemoveModule')
  removeFromState(def)
  return 0
}

export function PyImport_ImportModule(name: Address): Address {
  const text = strFromC(name)
  try {
    return PyImport_Import(text)
  } finally {
    decref(text)
  }
}
export const PyImport_ImportModuleNoBlock: typeof PyImport_ImportModule = PyImport_ImportModule
export function PyImport_Import(name: Address): Address {
  if (name === NULL) return nullError()
  const builtins = moduleDict(builtinsModule())
  const hook = dictGetName(builtins, '__import__')
  if (hook === NULL) raise(E.KeyError, '__import__')
  const globals = newDict()
  dictSetName(globals, '__builtins__', builtins)
  const args = [name, globals, globals, newListOf([]), newInt(0)]
  try {
    decref(call(hook, args))
  } finally {
    for (const own of args.slice(2)) decref(own)
  }
  // The hook gives the first part of a dotted name.
  const module = dictGet(sysModules(), name)
  return module === NULL ? raiseObject(E.KeyError, name) : newRef(module)
}
export function PyImport_GetModuleDict(): Address {
  return sysModules()
}
export function PyImport_GetModule(name: Address): Address {
  const module = dictGet(sysModules(), name)
  return module === NULL ? NULL : newRef(module)
}
export function PyImport_AddModuleObject(name: Address): Address {
  const known = dictGet(sysModules(), name)
  if (known !== NULL) return known
  const module = newModule(name)
  dictSet(sysModules(), name, module)
  decref(module)
  return module
}
export function PyImport_AddModule(name: Address): Address {
  const text = strFromC(name)
  try {
    return PyImport_AddModuleObject(text)
  } finally {
    decref(text)
  }
}
