/** Calling callables. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { hasFlag } from './allocation.ts'
import { popArguments, pushArguments } from './argument-stack.ts'
import { dictEntries, dictSet, dictSize, newDict } from './dict.ts'
import { checkedResult, raise } from './errors.ts'
import { lookupSpecial } from './lookup.ts'
import { isStr, itemsOf, nameOf, reprText, slotFor, tpName } from './object.ts'
import { decref, typeOf, xdecref } from './refcount.ts'
import { newTuple } from './sequence.ts'

/** PY_VECTORCALL_ARGUMENTS_OFFSET: the callee may use the word before the arguments. */
const argumentsOffset = 1n << 63n
let depth = 0
/** Nested calls that cross into C; CPython limits them too. Each level costs about 1.5 kB of stack here and more in C. */
let deepest = 1000

export function setRecursionLimit(limit: number): void {
  deepest = limit
}

export function recursionLimit(): number {
  return deepest
}

export function enterRecursion(where: string): void {
  if (depth >= deepest) raise(E.RecursionError, `maximum recursion depth exceeded${where}`)
  depth++
}
export function leaveRecursion(): void {
  depth--
}

/** Calls with borrowed arguments; the result is a new reference. `kwargs` is a dict or NULL. */
export function call(callable: Address, args: readonly Address[], kwargs: Address = NULL): Address {
  if (kwargs === NULL) {
    if (typeOf(callable) === S.PyCFunction_Type) return callBuiltin(callable, args)
    const vectorcall = vectorcallOf(callable)
    if (vectorcall !== NULL) return callVectorWith(callable, vectorcall, args, NULL)
  }
  const tuple = newTuple(args)
  try {
    return callWithTuple(callable, tuple, kwargs)
  } finally {
    decref(tuple)
  }
}

/** What calls a PyCFunction with positional arguments; see cfunction.ts, which needs this file. */
let callBuiltin: (callable: Address, args: readonly Address[]) => Address
export function connectBuiltinCall(fn: typeof callBuiltin): void {
  callBuiltin = fn
}

/** PyObject_Call: checks the result against the indicator. */
export function callWithTuple(callable: Address, args: Address, kwargs: Address): Address {
  const vectorcall = vectorcallOf(callable)
  if (vectorcall !== NULL) return callVector(callable, vectorcall, itemsOf(args), kwargs)
  const fn = slotFor(callable, 'tp_call')
  if (fn === NULL) raise(E.TypeError, `'${nameOf(callable)}' object is not callable`)
  enterRecursion(' while calling a Python object')
  try {
    return checkedResult(callPointer(fn, callable, args, kwargs), () => reprText(callable))
  } finally {
    leaveRecursion()
  }
}

export function vectorcallOf(callable: Address): Address {
  return hasFlag(typeOf(callable), flag.HAVE_VECTORCALL) ? vectorcallField(callable) : NULL
}
/** The same without asking for the flag, which the host's subclasses do not inherit, but whose tp_call may be PyVectorcall_Call. */
export function vectorcallField(callable: Address): Address {
  const offset = readSize(typeOf(callable), L.PyTypeObject.tp_vectorcall_offset)
  return offset > 0 ? readPointer(callable, offset) : NULL
}

export function callVector(callable: Address, fn: Address, args: readonly Address[], kwargs: Address): Address {
  const entries = kwargs === NULL || dictSize(kwargs) === 0 ? [] : dictEntries(kwargs)
  if (!entries.every(([key]) => isStr(key))) raise(E.TypeError, 'keywords must be strings')
  const names = entries.length === 0 ? NULL : newTuple(entries.map(([key]) => key))
  try {
    return callVectorWith(callable, fn, [...args, ...entries.map(([, value]) => value)], names)
  } finally {
    xdecref(names)
  }
}

/** Arguments of keywords follow the positional ones; `names` is their tuple or NULL. */
export function callVectorWith(callable: Address, fn: Address, args: readonly Address[], names: Address): Address {
  const keywords = names === NULL ? 0 : readSize(names, L.PyVarObject.ob_size)
  const first = pushArguments(args)
  // As in CPython, what is called so counts its depth itself.
  try {
    const result = callPointer(fn, callable, first, args.length - keywords, names)
    return checkedResult(result, () => reprText(callable))
  } finally {
    popArguments(args.length)
  }
}

/** The count in a `nargsf` word. */
export function positionalCount(nargsf: number | bigint): number {
  if (typeof nargsf === 'number') return nargsf
  return Number(BigInt.asUintN(64, nargsf) & ~argumentsOffset)
}

/** Reads a C array of objects, borrowed. */
export function readObjects(at: Address, count: number): Address[] {
  const objects: Address[] = []
  for (let i = 0; i < count; i++) objects.push(readPointer(at, i * 8))
  return objects
}

/** Makes a dict of keyword arguments from a vectorcall's names and the values behind the positional arguments; or NULL. */
export function keywordDict(names: Address, values: readonly Address[]): Address {
  if (names === NULL || readSize(names, L.PyVarObject.ob_size) === 0) return NULL
  const dict = newDict()
  itemsOf(names).forEach((key, i) => {
    dictSet(dict, key, values[i] ?? NULL)
  })
  return dict
}

/** What a special method gives, looked up on the type of `o`; NULL where the type has none. */
export function callSpecial(o: Address, name: string, args: readonly Address[] = []): Address {
  const method = lookupSpecial(o, name)
  if (method === NULL) return NULL
  try {
    return call(method, args)
  } finally {
    decref(method)
  }
}

/** How error messages call a callable. */
export function callableName(o: Address): string {
  return hasFlag(typeOf(o), flag.TYPE_SUBCLASS) ? tpName(o) : reprText(o)
}
