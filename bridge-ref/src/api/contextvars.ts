/** Context Variables Objects. */
import { type Address, NULL } from '../memory/address.ts'
import { writePointer } from '../memory/views.ts'
import { strFromC } from '../runtime/modules.ts'
import { decref } from '../runtime/refcount.ts'
import {
  contextValue,
  copyContext,
  currentContext,
  enterContext,
  exitContext,
  newContext,
  newContextVar,
  resetContextValue,
  setContextValue,
} from '../runtime/types/context-types.ts'

export function PyContext_New(): Address {
  return newContext()
}
export function PyContext_Copy(o: Address): Address {
  return copyContext(o)
}
export function PyContext_CopyCurrent(): Address {
  return copyContext(currentContext())
}
export function PyContext_Enter(o: Address): number {
  enterContext(o)
  return 0
}
export function PyContext_Exit(o: Address): number {
  exitContext(o)
  return 0
}
export function PyContextVar_New(name: Address, instead: Address): Address {
  const text = strFromC(name)
  try {
    return newContextVar(text, instead)
  } finally {
    decref(text)
  }
}
export function PyContextVar_Get(o: Address, instead: Address, value: Address): number {
  writePointer(value, 0, NULL)
  writePointer(value, 0, contextValue(o, instead))
  return 0
}
export function PyContextVar_Set(o: Address, value: Address): Address {
  return setContextValue(o, value)
}
export function PyContextVar_Reset(o: Address, token: Address): number {
  resetContextValue(o, token)
  return 0
}
