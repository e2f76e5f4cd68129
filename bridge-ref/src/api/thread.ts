import { fatal } from '../boundary/guard.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readCString } from '../memory/text.ts'
import { readI32, readPointer, readSize, writeI32, writePointer } from '../memory/views.ts'
import { dictGetName, dictRemove, dictSetName, newDict } from '../runtime/dict.ts'
import { builtinsModule } from '../runtime/host-modules.ts'
import { mainThreadState, setThreadState, threadState } from '../runtime/indicator.ts'
import { moduleDict, sysModules } from '../runtime/modules.ts'
import { name as ownName } from '../runtime/str.ts'

const F = L.PyThreadState
const locked = 0
const unlocked = 1

/** Gives the GIL up. There is one thread, so nobody takes it. */
export function PyEval_SaveThread(): Address {
  const state = setThreadState(NULL)
  if (state === NULL)
    fatal('PyEval_SaveThread', 'the function must be called with the GIL held, but the GIL is released')
  return state
}
export function PyEval_RestoreThread(state: Address): void {
  if (state === NULL) fatal('PyEval_RestoreThread', 'NULL tstate')
  setThreadState(state)
}
export function PyThreadState_Get(): Address {
  const state = threadState()
  if (state === NULL)
    fatal(
      'PyThreadState_Get',
      'the function must be called with the GIL held, but the GIL is released (the current Python thread state is NULL)',
    )
  return state
}
export function PyThreadState_Swap(state: Address): Address {
  return setThreadState(state)
}
export function PyGILState_Ensure(): number {
  const state = mainThreadState()
  const held = threadState() !== NULL
  if (!held) setThreadState(state)
  writeI32(state, F.gilstate_counter, readI32(state, F.gilstate_counter) + 1)
  return held ? locked : unlocked
}
export function PyGILState_Release(old: number): void {
  const state = mainThreadState()
  if (threadState() !== state) fatal('PyGILState_Release', 'thread state must be current when releasing')
  writeI32(state, F.gilstate_counter, readI32(state, F.gilstate_counter) - 1)
  if (old === unlocked) setThreadState(NULL)
}
export function PyGILState_Check(): number {
  return threadState() === NULL ? 0 : 1
}
export function PyGILState_GetThisThreadState(): Address {
  return mainThreadState()
}
export function PyEval_InitThreads(): void {
  // The GIL exists from the start.
}
export function PyEval_ThreadsInitialized(): number {
  return 1
}
export function PyThreadState_GetDict(): Address {
  const state = threadState()
  if (state === NULL) return NULL
  if (readPointer(state, F.dict) === NULL) writePointer(state, F.dict, newDict())
  return readPointer(state, F.dict)
}
export function PyThreadState_GetID(state: Address): number {
  return readSize(state, F.id)
}
export function PyThreadState_GetInterpreter(state: Address): Address {
  return readPointer(state, F.interp)
}
export function PyInterpreterState_Get(): Address {
  return readPointer(mainThreadState(), F.interp)
}
export const PyInterpreterState_Main: typeof PyInterpreterState_Get = PyInterpreterState_Get
export function Py_IsInitialized(): number {
  return 1
}
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
