/** Python functions, generators and coroutines: no object here is one, because nothing here compiles Python. */
import type { Address } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { badInternalCall } from './list.ts'

function needsCode(what: string): never {
  raise(E.NotImplementedError, `cannot make ${what}: this host has no Python interpreter to run its code`)
}
export function PyFunction_New(_code: Address, _globals: Address): Address {
  return needsCode('a function')
}
export const PyFunction_NewWithQualName: typeof PyFunction_New = PyFunction_New
export function PyGen_New(_frame: Address): Address {
  return needsCode('a generator')
}
export const PyGen_NewWithQualName: typeof PyGen_New = PyGen_New
export function PyCoro_New(_frame: Address): Address {
  return needsCode('a coroutine')
}
export function PyAsyncGen_New(_frame: Address): Address {
  return needsCode('an asynchronous generator')
}

function refuse(_o: Address): never {
  return badInternalCall()
}
export const PyFunction_GetCode = refuse
export const PyFunction_GetGlobals = refuse
export const PyFunction_GetModule = refuse
export const PyFunction_GetDefaults = refuse
export const PyFunction_SetDefaults = refuse
export const PyFunction_GetClosure = refuse
export const PyFunction_SetClosure = refuse
export const PyFunction_GetAnnotations = refuse
export const PyFunction_SetAnnotations = refuse
export const PyFunction_GetKwDefaults = refuse
export const PyFunction_SetKwDefaults = refuse
