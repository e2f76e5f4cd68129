/** Built-in functions: a PyMethodDef bound to a self. Calls it by whichever convention its flags name. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readI32, readPointer, writePointer } from '../memory/views.ts'
import { newZeroedObject, track } from './allocation.ts'
import { popArguments, pushArguments } from './argument-stack.ts'
import { enterRecursion, keywordDict, leaveRecursion } from './call.ts'
import { checkedResult, isSubtype, raise } from './errors.ts'
import { occurred } from './indicator.ts'
import { isStr, isType, itemsOf, typeName } from './object.ts'
import { decref, typeOf, xdecref, xnewRef } from './refcount.ts'
import { newTuple } from './sequence.ts'
import { readStr } from './str.ts'

const C = L.PyCFunctionObject
const varargs = 1
const keywords = 2
const noArgs = 4
const one = 8
const fastcall = 128
const method = 512
const staticMethod = 32
const conventionBits = varargs | keywords | noArgs | one | fastcall | method

/** `self` and `module` may be NULL. `definingClass` is needed for METH_METHOD only. New reference. */
export function newCFunction(def: Address, self: Address, module: Address, definingClass: Address = NULL): Address {
  const withClass = (checkConvention(def) & method) !== 0
  if (withClass && definingClass === NULL) {
    raise(E.SystemError, 'attempting to create PyCMethod with a METH_METHOD flag but no class')
  }
  const o = newZeroedObject(withClass ? S.PyCMethod_Type : S.PyCFunction_Type, L.PyCMethodObject.size)
  writePointer(o, C.m_ml, def)
  writePointer(o, C.m_self, xnewRef(self))
  writePointer(o, C.m_module, xnewRef(module))
  writePointer(o, C.vectorcall, vectorcall)
  if (withClass) writePointer(o, L.PyCMethodObject.mm_class, xnewRef(definingClass))
  track(o)
  return o
}

/** The bits of the flags that say how the function is called; SystemError when they say nothing that there is. */
export function checkConvention(def: Address): number {
  const flags = readI32(def, L.PyMethodDef.ml_flags) & conventionBits
  if (!isConvention(flags)) raise(E.SystemError, `${functionName(def)}() method: bad call flags`)
  return flags
}
export function hasDefiningClass(def: Address): boolean {
  return (readI32(def, L.PyMethodDef.ml_flags) & method) !== 0
}

/** The native function that PyCFunction objects carry for callers that use vectorcall. */
let vectorcall = NULL
export function connectVectorcall(pointer: Address): void {
  vectorcall = pointer
}

function isConvention(flags: number): boolean {
  return [
    varargs,
    varargs | keywords,
    fastcall,
    fastcall | keywords,
    noArgs,
    one,
    method | fastcall | keywords,
  ].includes(flags)
}

function functionName(def: Address): string {
  return readCString(readPointer(def, L.PyMethodDef.ml_name))
}

/** As messages about arguments name a function: `module.function()`, or `Type.method()` by the type of the object it is bound to. */
function fullName(def: Address, self: Address): string {
  const name = `${functionName(def)}()`
  if (self === NULL) return name
  if (!isSubtype(typeOf(self), S.PyModule_Type)) return `${typeName(isType(self) ? self : typeOf(self))}.${name}`
  const owner = readPointer(self, L.PyModuleObject.md_name)
  const ownerName = owner === NULL || !isStr(owner) ? 'builtins' : readStr(owner)
  return ownerName === 'builtins' ? name : `${ownerName}.${name}`
}

export interface Call {
  def: Address
  self: Address
  definingClass: Address
  args: readonly Address[]
  /** Tuple of keyword names, or NULL; their values are the last of `args`. */
  names: Address
}

/** Calls the C function of a PyMethodDef. The result is a new reference, checked against the indicator. */
export function callMethodDef(call: Call): Address {
  const { def } = call
  enterRecursion(' while calling a Python object')
  try {
    return checkedResult(dispatch(call), () => `<built-in function ${functionName(def)}>`)
  } finally {
    leaveRecursion()
  }
}

/** The same for a PyCFunction object and positional arguments: what a host calls most. */
export function callCFunction(callable: Address, args: readonly Address[]): Address {
  const def = readPointer(callable, C.m_ml)
  const flags = readI32(def, L.PyMethodDef.ml_flags)
  const convention = flags & conventionBits
  const simple = convention === noArgs ? args.length === 0 : convention === one && args.length === 1
  const self = (flags & staticMethod) !== 0 ? NULL : readPointer(callable, C.m_self)
  if (!simple) return callMethodDef({ def, self, definingClass: NULL, args, names: NULL })
  enterRecursion(' while calling a Python object')
  try {
    const result = callPointer(readPointer(def, L.PyMethodDef.ml_meth), self, args[0] ?? NULL)
    if (result !== NULL && occurred() === NULL) return result
    return checkedResult(result, () => `<built-in function ${functionName(def)}>`)
  } finally {
    leaveRecursion()
  }
}

function dispatch({ def, self, definingClass, args, names }: Call): Address {
  const fn = readPointer(def, L.PyMethodDef.ml_meth)
  const flags = readI32(def, L.PyMethodDef.ml_flags) & conventionBits
  const hasKeywords = names !== NULL && itemsOf(names).length > 0
  if (hasKeywords && (flags & keywords) === 0) raise(E.TypeError, `${fullName(def, self)} takes no keyword arguments`)
  switch (flags) {
    case noArgs:
      checkCount(def, self, args, 0)
      return callPointer(fn, self, NULL)
    case one:
      checkCount(def, self, args, 1)
      return callPointer(fn, self, args[0] ?? NULL)
    case varargs:
    case varargs | keywords:
      return callWithTuple(fn, self, args, flags === varargs ? undefined : names)
    default:
      return callFast(fn, { def, self, definingClass, args, names }, flags)
  }
}

function checkCount(def: Address, self: Address, args: readonly Address[], wanted: 0 | 1): void {
  if (args.length === wanted) return
  const takes = wanted === 0 ? 'no arguments' : 'exactly one argument'
  raise(E.TypeError, `${fullName(def, self)} takes ${takes} (${args.length} given)`)
}

/** `names` undefined: the function takes no keywords. */
function callWithTuple(fn: Address, self: Address, args: readonly Address[], names: Address | undefined): Address {
  const positional = names === undefined || names === NULL ? args.length : args.length - itemsOf(names).length
  const tuple = newTuple(args.slice(0, positional))
  if (names === undefined) {
    try {
      return callPointer(fn, self, tuple)
    } finally {
      decref(tuple)
    }
  }
  const kwargs = keywordDict(names, args.slice(positional))
  try {
    return callPointer(fn, self, tuple, kwargs)
  } finally {
    decref(tuple)
    xdecref(kwargs)
  }
}

function callFast(fn: Address, { self, definingClass, args, names }: Call, flags: number): Address {
  const positional = names === NULL ? args.length : args.length - itemsOf(names).length
  const first = pushArguments(args)
  try {
    if (flags === fastcall) return callPointer(fn, self, first, positional)
    if ((flags & method) !== 0) return callPointer(fn, self, definingClass, first, positional, names)
    return callPointer(fn, self, first, positional, names)
  } finally {
    popArguments(args.length)
  }
}

export function cfunctionDef(o: Address): Address {
  return readPointer(o, C.m_ml)
}
/** The self that the C function gets: NULL for static ones. */
export function cfunctionSelf(o: Address): Address {
  const isStatic = (readI32(cfunctionDef(o), L.PyMethodDef.ml_flags) & staticMethod) !== 0
  return isStatic ? NULL : readPointer(o, C.m_self)
}
