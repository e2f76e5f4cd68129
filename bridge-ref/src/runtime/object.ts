/** Operations that any object answers through its type's slots. */
import { callInt, callPointer, callWord } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { hasFlag } from './allocation.ts'
import { isSubtype, raise } from './errors.ts'
import { checked, checkedInt } from './indicator.ts'
import { decref, newRef, typeOf } from './refcount.ts'
import { type SlotName, slotOf } from './slots.ts'
import { readStr } from './str.ts'

export const LT = 0
export const LE = 1
export const EQ = 2
export const NE = 3
export const GT = 4
export const GE = 5
const mirrored = [GT, GE, EQ, NE, LT, LE]
const operators = ['<', '<=', '==', '!=', '>', '>=']

/** Full C name of a type, as `tp_name` has it. */
export function tpName(type: Address): string {
  return readCString(readPointer(type, L.PyTypeObject.tp_name))
}
/** Name without module. */
export function typeName(type: Address): string {
  const full = tpName(type)
  return hasFlag(type, flag.HEAPTYPE)
    ? readStr(readPointer(type, L.PyHeapTypeObject.ht_name))
    : full.slice(full.lastIndexOf('.') + 1)
}
/** `__qualname__` */
export function qualifiedName(type: Address): string {
  return hasFlag(type, flag.HEAPTYPE) ? readStr(readPointer(type, L.PyHeapTypeObject.ht_qualname)) : typeName(type)
}
/** How error messages call the type of an object. */
export function nameOf(o: Address): string {
  return tpName(typeOf(o))
}

export function isInstance(o: Address, type: Address): boolean {
  const own = typeOf(o)
  return own === type || isSubtype(own, type)
}
export function isExactly(o: Address, type: Address): boolean {
  return typeOf(o) === type
}
export function isType(o: Address): boolean {
  return hasFlag(typeOf(o), flag.TYPE_SUBCLASS)
}
export function isStr(o: Address): boolean {
  return hasFlag(typeOf(o), flag.UNICODE_SUBCLASS)
}
export function isInt(o: Address): boolean {
  return hasFlag(typeOf(o), flag.LONG_SUBCLASS)
}
export function isTuple(o: Address): boolean {
  return hasFlag(typeOf(o), flag.TUPLE_SUBCLASS)
}
export function isList(o: Address): boolean {
  return hasFlag(typeOf(o), flag.LIST_SUBCLASS)
}
export function isDict(o: Address): boolean {
  return hasFlag(typeOf(o), flag.DICT_SUBCLASS)
}
export function isBytes(o: Address): boolean {
  return hasFlag(typeOf(o), flag.BYTES_SUBCLASS)
}

/** The slot of an object's type. */
export function slotFor(o: Address, name: SlotName): Address {
  return slotOf(typeOf(o), name)
}

export function hash(o: Address): Word {
  const fn = slotFor(o, 'tp_hash')
  if (fn === NULL) raise(E.TypeError, `unhashable type: '${nameOf(o)}'`)
  const value = callWord(fn, o)
  if (value === -1) checkedInt(-1)
  return value
}

/** New reference to the result of a comparison. */
export function richCompare(a: Address, b: Address, op: number): Address {
  const [left, right] = [typeOf(a), typeOf(b)]
  const reflected = mirrored[op] ?? op
  const leftFn = slotOf(left, 'tp_richcompare')
  const rightFn = slotOf(right, 'tp_richcompare')
  let triedReflected = false
  if (left !== right && rightFn !== NULL && isSubtype(right, left)) {
    triedReflected = true
    const result = tryCompare(rightFn, b, a, reflected)
    if (result !== NULL) return result
  }
  if (leftFn !== NULL) {
    const result = tryCompare(leftFn, a, b, op)
    if (result !== NULL) return result
  }
  if (!triedReflected && rightFn !== NULL) {
    const result = tryCompare(rightFn, b, a, reflected)
    if (result !== NULL) return result
  }
  if (op === EQ || op === NE) return bool((a === b) === (op === EQ))
  raise(E.TypeError, `'${operators[op]}' not supported between instances of '${tpName(left)}' and '${tpName(right)}'`)
}

/** NULL when the operand gave NotImplemented. */
function tryCompare(fn: Address, a: Address, b: Address, op: number): Address {
  const result = checked(callPointer(fn, a, b, op))
  if (result !== S._Py_NotImplementedStruct) return result
  decref(result)
  return NULL
}

/** Identity implies equality. */
export function richCompareBool(a: Address, b: Address, op: number): boolean {
  if (a === b) {
    if (op === EQ) return true
    if (op === NE) return false
  }
  const result = richCompare(a, b, op)
  try {
    return isTrue(result)
  } finally {
    decref(result)
  }
}
export function equal(a: Address, b: Address): boolean {
  return a === b || richCompareBool(a, b, EQ)
}

export function isTrue(o: Address): boolean {
  if (o === S._Py_TrueStruct) return true
  if (o === S._Py_FalseStruct || o === none()) return false
  const toBool = slotFor(o, 'nb_bool')
  if (toBool !== NULL) return checkedInt(callInt(toBool, o)) > 0
  const length = slotFor(o, 'mp_length') || slotFor(o, 'sq_length')
  return length === NULL || checkedInt(callPointer(length, o)) > 0
}

/** New reference to True or False. */
export function bool(value: boolean): Address {
  return newRef(value ? S._Py_TrueStruct : S._Py_FalseStruct)
}
export function notImplemented(): Address {
  return newRef(S._Py_NotImplementedStruct)
}
export function newNone(): Address {
  return newRef(none())
}

export function repr(o: Address): Address {
  return textOf(o, slotFor(o, 'tp_repr'), '__repr__')
}
export function str(o: Address): Address {
  if (isExactly(o, S.PyUnicode_Type)) return newRef(o)
  return textOf(o, slotFor(o, 'tp_str'), '__str__')
}

function textOf(o: Address, fn: Address, method: string): Address {
  if (o === NULL) return checked(callPointer(slotOf(S.PyBaseObject_Type, 'tp_repr'), none()))
  const text = checked(callPointer(fn, o))
  if (isStr(text)) return text
  const type = nameOf(text)
  decref(text)
  raise(E.TypeError, `${method} returned non-string (type ${type})`)
}

/** The text of `repr(o)`, for messages. */
export function reprText(o: Address): string {
  return takeText(repr(o))
}
/** Reads and drops a str. */
export function takeText(text: Address): string {
  const value = readStr(text)
  decref(text)
  return value
}

/** Items of a tuple or list, borrowed. */
export function itemsOf(o: Address): Address[] {
  const count = readSize(o, L.PyVarObject.ob_size)
  const data = isTuple(o) ? plus(o, L.PyTupleObject.ob_item) : readPointer(o, L.PyListObject.ob_item)
  const items: Address[] = []
  for (let i = 0; i < count; i++) items.push(readPointer(data, i * 8))
  return items
}
export function itemAt(o: Address, index: number): Address {
  return isTuple(o)
    ? readPointer(o, L.PyTupleObject.ob_item + index * 8)
    : readPointer(readPointer(o, L.PyListObject.ob_item), index * 8)
}
export function sizeOf(o: Address): number {
  return readSize(o, L.PyVarObject.ob_size)
}
