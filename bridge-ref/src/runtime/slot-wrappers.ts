/**
 * The special methods that stand for slots: `__add__` for nb_add and so on. For each, how a call of the method becomes
 * a call of the slot's function. The other direction (a method defined by the host fills a slot) is in slot-methods.ts.
 */
import { callInt, callPointer, callVoid, callWord } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { dictSize } from './dict.ts'
import { raise, raiseObject } from './errors.ts'
import { checked, checkedInt, occurred } from './indicator.ts'
import { newInt, readInt } from './int.ts'
import { bool, isInt, itemsOf, nameOf, newNone, slotFor } from './object.ts'
import type { SlotName } from './slots.ts'

/** Calls the slot function with the method's arguments, `self` first. */
type Wrap = (fn: Address, self: Address, args: readonly Address[]) => Address

export interface SpecialMethod {
  name: string
  slot: SlotName
  least: number
  most: number
  wrap: Wrap
  /** Takes the raw tuple and dict: `__init__`, `__call__`. */
  raw?: (fn: Address, self: Address, args: Address, kwargs: Address) => Address
  /** For the six comparisons. */
  op?: number
}

const unary: Wrap = (fn, self) => checked(callPointer(fn, self))
const binary: Wrap = (fn, self, [other = NULL]) => checked(callPointer(fn, self, other))
const swapped: Wrap = (fn, self, [other = NULL]) => checked(callPointer(fn, other, self))
const length: Wrap = (fn, self) => newInt(checkedInt(callWord(fn, self)))
const inquiry: Wrap = (fn, self) => bool(checkedInt(callInt(fn, self)) > 0)
const contains: Wrap = (fn, self, [item = NULL]) => bool(checkedInt(callInt(fn, self, item)) > 0)
const hashing: Wrap = (fn, self) => {
  const value = callWord(fn, self)
  if (value === -1 && occurred() !== NULL) checkedInt(-1)
  return newInt(value)
}
const power: Wrap = (fn, self, [other = NULL, modulus = none()]) => checked(callPointer(fn, self, other, modulus))
const swappedPower: Wrap = (fn, self, [other = NULL, modulus = none()]) =>
  checked(callPointer(fn, other, self, modulus))
const next: Wrap = (fn, self) => {
  const value = callPointer(fn, self)
  if (value !== NULL) return value
  if (occurred() !== NULL) return checked(NULL)
  return raiseObject(E.StopIteration, NULL)
}
const item: Wrap = (fn, self, [index = NULL]) => checked(callPointer(fn, self, sequenceIndex(self, index)))
const count: Wrap = (fn, self, [times = NULL]) => checked(callPointer(fn, self, indexOf(times)))
const setter: Wrap = (fn, self, [key = NULL, value = NULL]) => done(callInt(fn, self, key, value))
const deleter: Wrap = (fn, self, [key = NULL]) => done(callInt(fn, self, key, NULL))
const setItem: Wrap = (fn, self, [index = NULL, value = NULL]) =>
  done(callInt(fn, self, sequenceIndex(self, index), value))
const deleteItem: Wrap = (fn, self, [index = NULL]) => done(callInt(fn, self, sequenceIndex(self, index), NULL))
const get: Wrap = (fn, self, [instance = none(), owner = none()]) => {
  const o = instance === none() ? NULL : instance
  const type = owner === none() ? NULL : owner
  if (o === NULL && type === NULL) raise(E.TypeError, '__get__(None, None) is invalid')
  return checked(callPointer(fn, self, o, type))
}
const finalize: Wrap = (fn, self) => {
  callVoid(fn, self)
  return newNone()
}

function done(result: number): Address {
  checkedInt(result)
  return newNone()
}

function indexOf(o: Address): number {
  if (!isInt(o)) raise(E.TypeError, `'${nameOf(o)}' object cannot be interpreted as an integer`)
  return Number(readInt(o))
}
function sequenceIndex(self: Address, index: Address): number {
  const at = indexOf(index)
  const size = slotFor(self, 'sq_length')
  return at < 0 && size !== NULL ? at + checkedInt(callPointer(size, self)) : at
}

function compare(op: number): Wrap {
  return (fn, self, [other = NULL]) => checked(callPointer(fn, self, other, op))
}

function method(name: string, slot: SlotName, counts: number | [number, number], wrap: Wrap): SpecialMethod {
  const [least, most] = typeof counts === 'number' ? [counts, counts] : counts
  return { name, slot, least, most, wrap }
}

function both(name: string, slot: SlotName): SpecialMethod[] {
  return [method(`__${name}__`, slot, 1, binary), method(`__r${name}__`, slot, 1, swapped)]
}

const refuse: Wrap = () => raise(E.SystemError, 'this special method takes its arguments raw')

/** In CPython's order: of two entries for one name, the first whose slot a type fills gives the method. */
export const specialMethods: readonly SpecialMethod[] = [
  method('__getattribute__', 'tp_getattro', 1, binary),
  method('__setattr__', 'tp_setattro', 2, setter),
  method('__delattr__', 'tp_setattro', 1, deleter),
  method('__repr__', 'tp_repr', 0, unary),
  method('__hash__', 'tp_hash', 0, hashing),
  {
    ...method('__call__', 'tp_call', 0, refuse),
    raw: (fn, self, args, kw) => checked(callPointer(fn, self, args, kw)),
  },
  method('__str__', 'tp_str', 0, unary),
  ...(['lt', 'le', 'eq', 'ne', 'gt', 'ge'] as const).map((name, op) => ({
    ...method(`__${name}__`, 'tp_richcompare', 1, compare(op)),
    op,
  })),
  method('__iter__', 'tp_iter', 0, unary),
  method('__next__', 'tp_iternext', 0, next),
  method('__get__', 'tp_descr_get', [1, 2], get),
  method('__set__', 'tp_descr_set', 2, setter),
  method('__delete__', 'tp_descr_set', 1, deleter),
  {
    ...method('__init__', 'tp_init', 0, refuse),
    raw: (fn, self, args, kwargs) => done(callInt(fn, self, args, kwargs)),
  },
  method('__del__', 'tp_finalize', 0, finalize),
  method('__await__', 'am_await', 0, unary),
  method('__aiter__', 'am_aiter', 0, unary),
  method('__anext__', 'am_anext', 0, unary),
  ...both('add', 'nb_add'),
  ...both('sub', 'nb_subtract'),
  ...both('mul', 'nb_multiply'),
  ...both('mod', 'nb_remainder'),
  ...both('divmod', 'nb_divmod'),
  method('__pow__', 'nb_power', [1, 2], power),
  method('__rpow__', 'nb_power', [1, 2], swappedPower),
  method('__neg__', 'nb_negative', 0, unary),
  method('__pos__', 'nb_positive', 0, unary),
  method('__abs__', 'nb_absolute', 0, unary),
  method('__bool__', 'nb_bool', 0, inquiry),
  method('__invert__', 'nb_invert', 0, unary),
  ...both('lshift', 'nb_lshift'),
  ...both('rshift', 'nb_rshift'),
  ...both('and', 'nb_and'),
  ...both('xor', 'nb_xor'),
  ...both('or', 'nb_or'),
  method('__int__', 'nb_int', 0, unary),
  method('__float__', 'nb_float', 0, unary),
  method('__iadd__', 'nb_inplace_add', 1, binary),
  method('__isub__', 'nb_inplace_subtract', 1, binary),
  method('__imul__', 'nb_inplace_multiply', 1, binary),
  method('__imod__', 'nb_inplace_remainder', 1, binary),
  method('__ipow__', 'nb_inplace_power', 1, power),
  method('__ilshift__', 'nb_inplace_lshift', 1, binary),
  method('__irshift__', 'nb_inplace_rshift', 1, binary),
  method('__iand__', 'nb_inplace_and', 1, binary),
  method('__ixor__', 'nb_inplace_xor', 1, binary),
  method('__ior__', 'nb_inplace_or', 1, binary),
  ...both('floordiv', 'nb_floor_divide'),
  ...both('truediv', 'nb_true_divide'),
  method('__ifloordiv__', 'nb_inplace_floor_divide', 1, binary),
  method('__itruediv__', 'nb_inplace_true_divide', 1, binary),
  method('__index__', 'nb_index', 0, unary),
  ...both('matmul', 'nb_matrix_multiply'),
  method('__imatmul__', 'nb_inplace_matrix_multiply', 1, binary),
  method('__len__', 'mp_length', 0, length),
  method('__getitem__', 'mp_subscript', 1, binary),
  method('__setitem__', 'mp_ass_subscript', 2, setter),
  method('__delitem__', 'mp_ass_subscript', 1, deleter),
  method('__len__', 'sq_length', 0, length),
  method('__add__', 'sq_concat', 1, binary),
  method('__mul__', 'sq_repeat', 1, count),
  method('__rmul__', 'sq_repeat', 1, count),
  method('__getitem__', 'sq_item', 1, item),
  method('__setitem__', 'sq_ass_item', 2, setItem),
  method('__delitem__', 'sq_ass_item', 1, deleteItem),
  method('__contains__', 'sq_contains', 1, contains),
  method('__iadd__', 'sq_inplace_concat', 1, binary),
  method('__imul__', 'sq_inplace_repeat', 1, count),
]

export interface SpecialCall {
  /** Place in {@link specialMethods}. */
  index: number
  fn: Address
}

export function callSpecial({ index, fn }: SpecialCall, self: Address, args: Address, kwargs: Address): Address {
  const special = specialMethods[index]
  if (special === undefined) throw new Error(`no special method ${index}`)
  if (special.raw) return special.raw(fn, self, args, kwargs)
  const items = itemsOf(args)
  if (kwargs !== NULL && dictSize(kwargs) > 0) {
    raise(E.TypeError, `wrapper ${special.name}() takes no keyword arguments`)
  }
  if (items.length < special.least || items.length > special.most) {
    raise(E.TypeError, `expected ${special.least} argument${special.least === 1 ? '' : 's'}, got ${items.length}`)
  }
  return special.wrap(fn, self, items)
}
