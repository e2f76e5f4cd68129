/** Views of keys and items behave as sets. */
import { callInt } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { E, S } from '../../memory/statics.ts'
import { readPointer, writePointer } from '../../memory/views.ts'
import { newZeroedObject, track } from '../allocation.ts'
import { args, type Method, type TypeDescription } from '../define.ts'
import { dictSize } from '../dict.ts'
import { raise } from '../errors.ts'
import { checkedInt } from '../indicator.ts'
import { collect } from '../iteration.ts'
import { bool, EQ, GE, GT, LE, LT, NE, nameOf, notImplemented, slotFor } from '../object.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { isAnySet, newSet, setAdd, setDiscard, setSize } from './set-types.ts'

function isView(o: Address): boolean {
  return typeOf(o) === S.PyDictKeys_Type || typeOf(o) === S.PyDictItems_Type
}
function countOf(o: Address): number {
  return isView(o) ? dictSize(readPointer(o, 16)) : setSize(o)
}
function holds(o: Address, item: Address): boolean {
  const contains = slotFor(o, 'sq_contains')
  if (contains === NULL) raise(E.TypeError, `argument of type '${nameOf(o)}' is not iterable`)
  return checkedInt(callInt(contains, o, item)) > 0
}
/** Asks each item of `source`, as long as the answer is yes. */
function every(source: Address, ask: (item: Address) => boolean): boolean {
  const items = collect(source)
  try {
    return items.every(ask)
  } finally {
    for (const item of items) decref(item)
  }
}
const within = (a: Address, b: Address): boolean => every(a, (item) => holds(b, item))

function compare(a: Address, b: Address, op: number): Address {
  if (!isView(b) && !isAnySet(b)) return notImplemented()
  const [x, y] = [countOf(a), countOf(b)]
  switch (op) {
    case EQ:
      return bool(x === y && within(a, b))
    case NE:
      return bool(x !== y || !within(a, b))
    case LT:
      return bool(x < y && within(a, b))
    case LE:
      return bool(x <= y && within(a, b))
    case GT:
      return bool(x > y && within(b, a))
    case GE:
      return bool(x >= y && within(b, a))
    default:
      return notImplemented()
  }
}

/** A new set made of the left operand and changed by each item of the right one. */
function combined(change: (set: Address, item: Address, was: boolean) => void) {
  return (a: Address, b: Address): Address => {
    if (!isView(a) && !isView(b)) return notImplemented()
    const result = newSet(S.PySet_Type, a)
    const other = newSet(S.PySet_Type, b)
    try {
      every(other, (item) => {
        change(result, item, holds(result, item))
        return true
      })
      return newRef(result)
    } finally {
      decref(other)
      decref(result)
    }
  }
}
function intersection(a: Address, b: Address): Address {
  if (!isView(a) && !isView(b)) return notImplemented()
  const [left, right] = [newSet(S.PySet_Type, a), newSet(S.PySet_Type, b)]
  const result = newSet(S.PySet_Type, NULL)
  try {
    every(right, (item) => {
      if (holds(left, item)) setAdd(result, item)
      return true
    })
    return newRef(result)
  } finally {
    decref(left)
    decref(right)
    decref(result)
  }
}

export const viewSetSlots: TypeDescription['slots'] = {
  tp_richcompare: compare,
  nb_or: combined((set, item) => setAdd(set, item)),
  nb_subtract: combined((set, item) => setDiscard(set, item)),
  nb_xor: combined((set, item, was) => (was ? setDiscard(set, item) : setAdd(set, item))),
  nb_and: intersection,
}
export const viewSetMethods: Record<string, Method> = {
  isdisjoint: args(1, (o, other = NULL) => bool(every(other, (item) => !holds(o, item)))),
}

/** A read-only view of a dict. */
export function newProxy(dict: Address): Address {
  const proxy = newZeroedObject(S.PyDictProxy_Type, 24)
  writePointer(proxy, 16, newRef(dict))
  track(proxy)
  return proxy
}
