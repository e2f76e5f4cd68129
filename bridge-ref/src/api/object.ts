import { callInt, callPointer, callWord } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { writePointer } from '../memory/views.ts'
import { hasFlag } from '../runtime/allocation.ts'
import { newBytes } from '../runtime/bytes.ts'
import { call, callableName, callSpecial } from '../runtime/call.ts'
import { indexSize } from '../runtime/conversion.ts'
import { checkedResult, except, raise } from '../runtime/errors.ts'
import { checkedInt, clear, occurred, pending } from '../runtime/indicator.ts'
import { readInt } from '../runtime/int.ts'
import { collect, getIter, iterNext } from '../runtime/iteration.ts'
import {
  dictPointer,
  ensureInstanceDict,
  genericGetAttr,
  genericSetAttr,
  getAttr,
  getAttrName,
  getAttrOrSet,
  lookupSpecial,
  setAttr,
} from '../runtime/lookup.ts'
import {
  hash,
  isBytes,
  isDict,
  isInt,
  isStr,
  isTrue,
  isType,
  nameOf,
  repr,
  richCompare,
  richCompareBool,
  slotFor,
  str,
} from '../runtime/object.ts'
import { decref, newRef, typeOf, xdecref } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { codePoints, newName, newStr, newStrOf } from '../runtime/str.ts'
import { bytesOfObject } from '../runtime/types/bytes-types.ts'
import { instanceCheck, subclassCheck } from '../runtime/types/type-type.ts'
import { PyList_Sort } from './list.ts'
import { nullError } from './number.ts'
import { PySequence_GetItem, PySequence_List, sequenceAssign } from './sequence.ts'

function withName<R>(name: Address, body: (key: Address) => R): R {
  const key = newName(readCString(name))
  try {
    return body(key)
  } finally {
    decref(key)
  }
}

/** Errors of any kind mean "no": these three functions swallow them, as documented. */
function orNo(body: () => boolean): number {
  try {
    return body() ? 1 : 0
  } catch (error) {
    if (error !== pending || occurred() === NULL) throw error
    clear()
    return 0
  }
}

export function PyObject_GetAttr(o: Address, key: Address): Address {
  return getAttrOrSet(o, key)
}
export function PyObject_GetAttrString(o: Address, name: Address): Address {
  return withName(name, (key) => getAttrOrSet(o, key))
}
export function PyObject_SetAttr(o: Address, key: Address, value: Address): number {
  setAttr(o, key, value)
  return 0
}
export function PyObject_SetAttrString(o: Address, name: Address, value: Address): number {
  withName(name, (key) => setAttr(o, key, value))
  return 0
}
export function PyObject_HasAttr(o: Address, key: Address): number {
  return orNo(() => {
    decref(getAttr(o, key))
    return true
  })
}
export function PyObject_HasAttrString(o: Address, name: Address): number {
  return withName(name, (key) => PyObject_HasAttr(o, key))
}
export function PyObject_GenericGetAttr(o: Address, key: Address): Address {
  if (!isStr(key)) raise(E.TypeError, `attribute name must be string, not '${nameOf(key)}'`)
  return genericGetAttr(o, key)
}
export function PyObject_GenericSetAttr(o: Address, key: Address, value: Address): number {
  genericSetAttr(o, key, value)
  return 0
}
export function PyObject_GenericGetDict(o: Address): Address {
  return newRef(ensureInstanceDict(o))
}
export function PyObject_GenericSetDict(o: Address, value: Address): number {
  const pointer = dictPointer(o)
  if (pointer === NULL) raise(E.AttributeError, 'This object has no __dict__')
  if (value === NULL) raise(E.TypeError, 'cannot delete __dict__')
  if (!isDict(value)) raise(E.TypeError, `__dict__ must be set to a dictionary, not a '${nameOf(value)}'`)
  const old = ensureInstanceDict(o)
  writePointer(pointer, 0, newRef(value))
  decref(old)
  return 0
}

export function PyObject_RichCompare(a: Address, b: Address, op: number): Address {
  if (a === NULL || b === NULL) badInternal()
  return richCompare(a, b, op)
}
export function PyObject_RichCompareBool(a: Address, b: Address, op: number): number {
  return richCompareBool(a, b, op) ? 1 : 0
}
function badInternal(): never {
  raise(E.SystemError, 'bad argument to internal function')
}

export function PyObject_Repr(o: Address): Address {
  return o === NULL ? newStr('<NULL>') : repr(o)
}
export function PyObject_Str(o: Address): Address {
  return o === NULL ? newStr('<NULL>') : str(o)
}
export function PyObject_ASCII(o: Address): Address {
  const text = PyObject_Repr(o)
  const codes = codePoints(text).flatMap((code) => (code < 0x80 ? [code] : [...Buffer.from(asciiEscape(code))]))
  decref(text)
  return newStrOf(codes)
}
function asciiEscape(code: number): string {
  const hex = code.toString(16)
  if (code < 0x100) return `\\x${hex}`
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`
}
export function PyObject_Bytes(o: Address): Address {
  if (o === NULL) return newBytes(Buffer.from('<NULL>'))
  if (typeOf(o) === S.PyBytes_Type) return newRef(o)
  const result = callSpecial(o, '__bytes__')
  if (result === NULL) return newBytes(bytesOfObject(o))
  if (isBytes(result)) return result
  const type = nameOf(result)
  decref(result)
  raise(E.TypeError, `__bytes__ returned non-bytes (type ${type})`)
}

export function PyObject_IsInstance(o: Address, type: Address): number {
  return instanceCheck(o, type) ? 1 : 0
}
export function PyObject_IsSubclass(o: Address, type: Address): number {
  return subclassCheck(o, type) ? 1 : 0
}
export function PyObject_Hash(o: Address): Word {
  return hash(o)
}
export function PyObject_HashNotImplemented(o: Address): number {
  return raise(E.TypeError, `unhashable type: '${nameOf(o)}'`)
}
export function PyObject_IsTrue(o: Address): number {
  return isTrue(o) ? 1 : 0
}
export function PyObject_Not(o: Address): number {
  return isTrue(o) ? 0 : 1
}
export function PyObject_Type(o: Address): Address {
  return o === NULL ? nullError() : newRef(typeOf(o))
}
export function PyCallable_Check(o: Address): number {
  return o !== NULL && slotFor(o, 'tp_call') !== NULL ? 1 : 0
}

export function PyObject_Size(o: Address): Word {
  if (o === NULL) nullError()
  const length = slotFor(o, 'sq_length') || slotFor(o, 'mp_length')
  if (length === NULL) raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
  return checkedInt(callWord(length, o))
}
export const PyObject_Length: typeof PyObject_Size = PyObject_Size

const largestSize = 2n ** 63n - 1n

export function PyObject_LengthHint(o: Address, otherwise: Word): Word {
  if (slotFor(o, 'sq_length') !== NULL || slotFor(o, 'mp_length') !== NULL) {
    const length = orAbsent(() => PyObject_Size(o))
    if (length !== undefined) return length
  }
  const result = orAbsent(() => callSpecial(o, '__length_hint__')) ?? NULL
  if (result === NULL) return otherwise
  try {
    if (result === S._Py_NotImplementedStruct) return otherwise
    if (!isInt(result)) raise(E.TypeError, `__length_hint__ must be an integer, not ${nameOf(result)}`)
    const value = readInt(result)
    if (value > largestSize) raise(E.OverflowError, 'Python int too large to convert to C ssize_t')
    return value < 0 ? raise(E.ValueError, '__length_hint__() should return >= 0') : value
  } finally {
    decref(result)
  }
}
/** A TypeError means that there is nothing to be had this way. */
function orAbsent<R>(body: () => R): R | undefined {
  return except(E.TypeError, body, () => undefined)
}

export function PyObject_GetItem(o: Address, key: Address): Address {
  if (o === NULL || key === NULL) nullError()
  const subscript = slotFor(o, 'mp_subscript')
  if (subscript !== NULL) return checkedResult(callPointer(subscript, o, key), () => '__getitem__')
  if (slotFor(o, 'sq_item') !== NULL) {
    if (slotFor(key, 'nb_index') === NULL) raise(E.TypeError, `sequence index must be integer, not '${nameOf(key)}'`)
    return PySequence_GetItem(o, indexSize(key, E.IndexError))
  }
  if (isType(o)) {
    const method = getAttrOrNull(o, '__class_getitem__')
    if (method !== NULL) {
      try {
        return call(method, [key])
      } finally {
        decref(method)
      }
    }
    raise(E.TypeError, `type '${callableName(o)}' is not subscriptable`)
  }
  raise(E.TypeError, `'${nameOf(o)}' object is not subscriptable`)
}
function getAttrOrNull(o: Address, name: string): Address {
  const key = newStr(name)
  try {
    return PyObject_HasAttr(o, key) === 1 ? getAttr(o, key) : NULL
  } finally {
    decref(key)
  }
}

export function PyObject_SetItem(o: Address, key: Address, value: Address): number {
  if (o === NULL || key === NULL || value === NULL) nullError()
  return assign(o, key, value, 'does not support item assignment')
}
export function PyObject_DelItem(o: Address, key: Address): number {
  if (o === NULL || key === NULL) nullError()
  return assign(o, key, NULL, "doesn't support item deletion")
}
export function PyObject_DelItemString(o: Address, name: Address): number {
  return withName(name, (key) => PyObject_DelItem(o, key))
}
function assign(o: Address, key: Address, value: Address, refusal: string): number {
  const set = slotFor(o, 'mp_ass_subscript')
  if (set !== NULL) return checkedInt(callInt(set, o, key, value))
  if (slotFor(o, 'sq_ass_item') === NULL) raise(E.TypeError, `'${nameOf(o)}' object ${refusal}`)
  if (slotFor(key, 'nb_index') === NULL) raise(E.TypeError, `sequence index must be integer, not '${nameOf(key)}'`)
  return sequenceAssign(o, indexSize(key, E.IndexError), value)
}

export function PyObject_GetIter(o: Address): Address {
  return getIter(o)
}
export function PyObject_SelfIter(o: Address): Address {
  return newRef(o)
}
export function PyIter_Check(o: Address): number {
  return slotFor(o, 'tp_iternext') === NULL ? 0 : 1
}
export function PyIter_Next(o: Address): Address {
  return iterNext(o)
}
export function PyObject_Format(o: Address, spec: Address): Address {
  if (spec !== NULL && !isStr(spec)) raise(E.SystemError, `Format specifier must be a string, not ${nameOf(spec)}`)
  const method = lookupSpecial(o, '__format__')
  const text = spec === NULL ? newStr('') : newRef(spec)
  try {
    return call(method, [text])
  } finally {
    decref(text)
    decref(method)
  }
}
export function PyObject_Dir(o: Address): Address {
  const method = lookupSpecial(o, '__dir__')
  if (method === NULL) raise(E.TypeError, 'object does not provide __dir__')
  try {
    const names = call(method, [])
    try {
      const list = PySequence_List(names)
      PyList_Sort(list)
      return list
    } finally {
      decref(names)
    }
  } finally {
    decref(method)
  }
}

export function PyMapping_Check(o: Address): number {
  return o !== NULL && slotFor(o, 'mp_subscript') !== NULL ? 1 : 0
}
export function PyMapping_Size(o: Address): Word {
  if (o === NULL) nullError()
  const length = slotFor(o, 'mp_length')
  if (length !== NULL) return checkedInt(callWord(length, o))
  if (slotFor(o, 'sq_length') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a mapping`)
  raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
}
export const PyMapping_Length: typeof PyMapping_Size = PyMapping_Size
export function PyMapping_GetItemString(o: Address, name: Address): Address {
  return name === NULL ? nullError() : withName(name, (key) => PyObject_GetItem(o, key))
}
export function PyMapping_SetItemString(o: Address, name: Address, value: Address): number {
  return name === NULL ? nullError() : withName(name, (key) => PyObject_SetItem(o, key, value))
}
export function PyMapping_HasKey(o: Address, key: Address): number {
  return orNo(() => {
    decref(PyObject_GetItem(o, key))
    return true
  })
}
export function PyMapping_HasKeyString(o: Address, name: Address): number {
  return withName(name, (key) => PyMapping_HasKey(o, key))
}
function mappingList(o: Address, method: string): Address {
  if (o === NULL) nullError()
  const fn = getAttrName(o, method)
  let view = NULL
  try {
    view = call(fn, [])
    return newListOf(collect(view))
  } finally {
    decref(fn)
    xdecref(view)
  }
}
export function PyMapping_Keys(o: Address): Address {
  return mappingList(o, 'keys')
}
export function PyMapping_Values(o: Address): Address {
  return mappingList(o, 'values')
}
export function PyMapping_Items(o: Address): Address {
  return mappingList(o, 'items')
}
export function PyObject_IS_GC(o: Address): number {
  const type = typeOf(o)
  if (!hasFlag(type, flag.HAVE_GC)) return 0
  const own = slotFor(o, 'tp_is_gc')
  return own === NULL || callInt(own, o) !== 0 ? 1 : 0
}
