/** Makes the built-in types, in the order in which they need each other. */
import type { Address } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, exceptionNames, isExceptionName, S, T } from '../memory/statics.ts'
import { readPointer, writePointer, writeSize, writeU32 } from '../memory/views.ts'
import { tracked } from './allocation.ts'
import { startCodecRegistry } from './codecs/registry.ts'
import { newStaticType } from './define.ts'
import { allocateExceptions, describeExceptions } from './exceptions.ts'
import { startHostModules } from './host-modules.ts'
import { describeModules, startModules } from './modules.ts'
import { startExceptHook } from './printing.ts'
import { setRefcount } from './refcount.ts'
import { startSlotMethods } from './slot-methods.ts'
import { typeReady } from './type-ready.ts'
import { describeByteArray } from './types/bytearray-type.ts'
import { describeBytes } from './types/bytes-types.ts'
import { describeCode } from './types/code-type.ts'
import { describeComplex } from './types/complex-type.ts'
import { describeContexts, startContexts } from './types/context-types.ts'
import { describeDict } from './types/dict-types.ts'
import { describeFrames } from './types/frame-types.ts'
import { describeCallables, newMethod } from './types/function-types.ts'
import { describeIterators } from './types/iterator-types.ts'
import { describeMemoryView } from './types/memoryview-type.ts'
import { describeNamespace, readyNamespace } from './types/namespace-type.ts'
import { describeFloat, describeInt, describeSingletons } from './types/number-types.ts'
import { describeObject } from './types/object-type.ts'
import { describePickleBuffer } from './types/pickle-buffer-type.ts'
import { describeProxies } from './types/proxy-types.ts'
import { describeRunners } from './types/runner-types.ts'
import { describeList, describeTuple } from './types/sequence-types.ts'
import { describeSets } from './types/set-types.ts'
import { connectBinding, describeSmallTypes } from './types/small-types.ts'
import { strMethods } from './types/str-methods.ts'
import { describeStr } from './types/text-types.ts'
import { describeTypeType } from './types/type-type.ts'
import { startWarnings } from './warnings-module.ts'

export function startBuiltins(): void {
  T.method_wrapper = newStaticType()
  T.host_function = newStaticType()
  allocateExceptions()
  placeSingletons()
  describeObject()
  describeTypeType()
  describeCallables()
  describeSingletons()
  describeInt()
  describeFloat()
  describeComplex()
  describeStr(strMethods)
  describeBytes()
  describeByteArray()
  describeTuple()
  describeList()
  describeDict()
  describeSets()
  describeIterators()
  describeMemoryView()
  describeSmallTypes()
  describeContexts()
  describeCode()
  describeFrames()
  describeProxies()
  describePickleBuffer()
  describeRunners()
  describeNamespace()
  describeModules()
  describeExceptions()
  readyAll()
  readyNamespace()
  startContexts()
  startSlotMethods()
  connectBinding(newMethod)
  startModules()
  startHostModules()
  startCodecRegistry()
  startWarnings()
  startExceptHook()
  // What exists from the start never dies, so the collector need not walk it: its references count as outside ones.
  tracked.clear()
}

/** The static structs need head and value before anything refers to them. */
function placeSingletons(): void {
  const place = (o: Address, type: Address) => {
    setRefcount(o, 1_000_000)
    writePointer(o, L.PyObject.ob_type, type)
  }
  place(S._Py_NoneStruct, S._PyNone_Type)
  place(S._Py_NotImplementedStruct, S._PyNotImplemented_Type)
  place(S._Py_EllipsisObject, S.PyEllipsis_Type)
  place(S._Py_TrueStruct, S.PyBool_Type)
  place(S._Py_FalseStruct, S.PyBool_Type)
  writeSize(S._Py_TrueStruct, L.PyVarObject.ob_size, 1)
  writeU32(S._Py_TrueStruct, L.PyLongObject.ob_digit, 1)
}

/** Every described type, `object` and `type` first; types nobody described stay unready and say so when used. */
function readyAll(): void {
  typeReady(S.PyBaseObject_Type)
  typeReady(S.PyType_Type)
  const types = Object.entries(S).flatMap(([name, o]) =>
    name.endsWith('_Type') || name.endsWith('RefType') ? [o] : [],
  )
  for (const type of [...types, ...Object.values(T)]) {
    if (readPointer(type, L.PyTypeObject.tp_name) !== 0) typeReady(type)
  }
  for (const name of exceptionNames()) if (isExceptionName(name)) typeReady(E[name])
}
