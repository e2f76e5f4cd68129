import { callInt, callPointer } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { flag } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { writePointer } from '../memory/views.ts'
import { hasFlag } from '../runtime/allocation.ts'
import { newBytes } from '../runtime/bytes.ts'
import { call, callableName } from '../runtime/call.ts'
import { indexSize } from '../runtime/conversion.ts'
import { checkedResult, newTupleOf, raise } from '../runtime/errors.ts'
import { checked, checkedInt, clear, occurred, pending } from '../runtime/indicator.ts'
import { newInt, readInt } from '../runtime/int.ts'
import { collect, getIter, iterNext } from '../runtime/iteration.ts'
import {
  dictPointer,
  ensureInstanceDict,
  genericGetAttr,
  genericSetAttr,
  getAttr,
  lookupSpecial,
  setAttr,
} from '../runtime/lookup.ts'
import {
  equal,
  hash,
  isBytes,
  isDict,
  isInt,
  isList,
  isStr,
  isTrue,
  isTuple,
  isType,
  nameOf,
  repr,
  richCompare,
  richCompareBool,
  slotFor,
  str,
} from '../runtime/object.ts'
import { decref, newRef, typeOf } from '../runtime/refcount.ts'
import { newListOf } from '../runtime/sequence.ts'
import { newSlice } from '../runtime/slice.ts'
import { codePoints, newStr, newStrOf } from '../runtime/str.ts'
import { bytesFrom } from '../runtime/types/bytes-types.ts'
import { instanceCheck, subclassCheck } from '../runtime/types/type-type.ts'
import { nullError } from './number.ts'

function withName<R>(name: Address, body: (key: Address) => R): R {
  const key = newStr(readCString(name))
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
  return getAttr(o, key)
}
export function PyObject_GetAttrString(o: Address, name: Address): Address {
  return withName(name, (key) => getAttr(o, key))
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
  const method = lookupSpecial(o, '__bytes__')
  if (method === NULL) return newBytes(bytesFrom(o))
  const result = call(method, [])
  decref(method)
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

export function PyObject_Size(o: Address): number {
  if (o === NULL) nullError()
  const length = slotFor(o, 'sq_length') || slotFor(o, 'mp_length')
  if (length === NULL) raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
  return checkedInt(callPointer(length, o))
}
export const PyObject_Length: typeof PyObject_Size = PyObject_Size

export function PyObject_LengthHint(o: Address, otherwise: number): number {
  if (slotFor(o, 'sq_length') !== NULL || slotFor(o, 'mp_length') !== NULL) return PyObject_Size(o)
  const method = lookupSpecial(o, '__length_hint__')
  if (method === NULL) return otherwise
  const result = call(method, [])
  decref(method)
  if (result === S._Py_NotImplementedStruct) {
    decref(result)
    return otherwise
  }
  if (!isInt(result)) raise(E.TypeError, `__length_hint__ must be an integer, not ${nameOf(result)}`)
  const value = Number(readInt(result))
  decref(result)
  return value < 0 ? raise(E.ValueError, '__length_hint__() should return >= 0') : value
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
    if (isList(names)) return names
    const list = PySequence_List(names)
    decref(names)
    return list
  } finally {
    decref(method)
  }
}

export function PySequence_Check(o: Address): number {
  return !isDict(o) && slotFor(o, 'sq_item') !== NULL ? 1 : 0
}
export function PySequence_Size(o: Address): number {
  if (o === NULL) nullError()
  const length = slotFor(o, 'sq_length')
  if (length !== NULL) return checkedInt(callPointer(length, o))
  if (slotFor(o, 'mp_length') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(E.TypeError, `object of type '${nameOf(o)}' has no len()`)
}
export const PySequence_Length: typeof PySequence_Size = PySequence_Size

/** Negative indices count from the end when the sequence has a length. */
function fromEnd(o: Address, index: number): number {
  const length = index < 0 ? slotFor(o, 'sq_length') : NULL
  return length === NULL ? index : index + checkedInt(callPointer(length, o))
}
export function PySequence_GetItem(o: Address, index: number): Address {
  if (o === NULL) nullError()
  const item = slotFor(o, 'sq_item')
  if (item !== NULL) return checkedResult(callPointer(item, o, fromEnd(o, index)), () => '__getitem__')
  if (slotFor(o, 'mp_subscript') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(E.TypeError, `'${nameOf(o)}' object does not support indexing`)
}
function sequenceAssign(o: Address, index: number, value: Address): number {
  const set = slotFor(o, 'sq_ass_item')
  if (set !== NULL) return checkedInt(callInt(set, o, fromEnd(o, index), value))
  if (slotFor(o, 'mp_ass_subscript') !== NULL) raise(E.TypeError, `${nameOf(o)} is not a sequence`)
  raise(
    E.TypeError,
    `'${nameOf(o)}' object ${value === NULL ? "doesn't support item deletion" : 'does not support item assignment'}`,
  )
}
export function PySequence_SetItem(o: Address, index: number, value: Address): number {
  return o === NULL ? nullError() : sequenceAssign(o, index, value)
}
export function PySequence_DelItem(o: Address, index: number): number {
  return o === NULL ? nullError() : sequenceAssign(o, index, NULL)
}

function withSlice<R>(low: number, high: number, body: (slice: Address) => R): R {
  const [a, b] = [newInt(low), newInt(high)]
  const slice = newSlice(a, b, NULL)
  decref(a)
  decref(b)
  try {
    return body(slice)
  } finally {
    decref(slice)
  }
}
export function PySequence_GetSlice(o: Address, low: number, high: number): Address {
  if (o === NULL) nullError()
  const subscript = slotFor(o, 'mp_subscript')
  if (subscript === NULL) raise(E.TypeError, `'${nameOf(o)}' object is unsliceable`)
  return withSlice(low, high, (slice) => checked(callPointer(subscript, o, slice)))
}
export function PySequence_SetSlice(o: Address, low: number, high: number, value: Address): number {
  if (o === NULL) nullError()
  const set = slotFor(o, 'mp_ass_subscript')
  if (set === NULL)
    raise(E.TypeError, `'${nameOf(o)}' object doesn't support slice ${value === NULL ? 'deletion' : 'assignment'}`)
  return withSlice(low, high, (slice) => checkedInt(callInt(set, o, slice, value)))
}
export function PySequence_DelSlice(o: Address, low: number, high: number): number {
  return PySequence_SetSlice(o, low, high, NULL)
}

export function PySequence_Concat(a: Address, b: Address): Address {
  if (a === NULL || b === NULL) nullError()
  const concat = slotFor(a, 'sq_concat')
  if (concat !== NULL) return checked(callPointer(concat, a, b))
  const add = PySequence_Check(a) === 1 && PySequence_Check(b) === 1 ? slotFor(a, 'nb_add') : NULL
  return add === NULL
    ? raise(E.TypeError, `'${nameOf(a)}' object can't be concatenated`)
    : checked(callPointer(add, a, b))
}
export function PySequence_InPlaceConcat(a: Address, b: Address): Address {
  if (a === NULL || b === NULL) nullError()
  const own = slotFor(a, 'sq_inplace_concat')
  return own === NULL ? PySequence_Concat(a, b) : checked(callPointer(own, a, b))
}
export function PySequence_Repeat(o: Address, count: number): Address {
  if (o === NULL) nullError()
  const repeat = slotFor(o, 'sq_repeat')
  return repeat === NULL
    ? raise(E.TypeError, `'${nameOf(o)}' object can't be repeated`)
    : checked(callPointer(repeat, o, count))
}
export function PySequence_InPlaceRepeat(o: Address, count: number): Address {
  if (o === NULL) nullError()
  const own = slotFor(o, 'sq_inplace_repeat')
  return own === NULL ? PySequence_Repeat(o, count) : checked(callPointer(own, o, count))
}

/** Calls `visit` for each item until it says stop. */
function eachItem(o: Address, visit: (item: Address, index: number) => boolean): void {
  const iterator = getIter(o)
  try {
    for (let i = 0; ; i++) {
      const item = iterNext(iterator)
      if (item === NULL) return
      try {
        if (visit(item, i)) return
      } finally {
        decref(item)
      }
    }
  } finally {
    decref(iterator)
  }
}
export function PySequence_Contains(o: Address, wanted: Address): number {
  const contains = slotFor(o, 'sq_contains')
  if (contains !== NULL) return checkedInt(callInt(contains, o, wanted))
  let found = 0
  eachItem(iterable(o), (item) => {
    found = equal(item, wanted) ? 1 : 0
    return found === 1
  })
  return found
}
export const PySequence_In: typeof PySequence_Contains = PySequence_Contains
export function PySequence_Count(o: Address, wanted: Address): number {
  let count = 0
  eachItem(iterable(o), (item) => {
    if (equal(item, wanted)) count++
    return false
  })
  return count
}
export function PySequence_Index(o: Address, wanted: Address): number {
  let at = -1
  eachItem(iterable(o), (item, i) => {
    if (equal(item, wanted)) at = i
    return at >= 0
  })
  return at < 0 ? raise(E.ValueError, 'sequence.index(x): x not in sequence') : at
}
function iterable(o: Address): Address {
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL) {
    raise(E.TypeError, `argument of type '${nameOf(o)}' is not iterable`)
  }
  return o
}
export function PySequence_List(o: Address): Address {
  return o === NULL ? nullError() : newListOf(collect(o))
}
export function PySequence_Tuple(o: Address): Address {
  if (o === NULL) nullError()
  return typeOf(o) === S.PyTuple_Type ? newRef(o) : newTupleOf(collect(o))
}
export function PySequence_Fast(o: Address, message: Address): Address {
  if (o === NULL) nullError()
  if (isList(o) || isTuple(o)) return newRef(o)
  if (slotFor(o, 'tp_iter') === NULL && slotFor(o, 'sq_item') === NULL) raise(E.TypeError, readCString(message))
  return newListOf(collect(o))
}

export function PyMapping_Check(o: Address): number {
  return o !== NULL && slotFor(o, 'mp_subscript') !== NULL ? 1 : 0
}
export function PyMapping_Size(o: Address): number {
  if (o === NULL) nullError()
  const length = slotFor(o, 'mp_length')
  if (length !== NULL) return checkedInt(callPointer(length, o))
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
  const key = newStr(method)
  const fn = getAttr(o, key)
  decref(key)
  const view = call(fn, [])
  decref(fn)
  try {
    return newListOf(collect(view))
  } finally {
    decref(view)
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
