/** Objects that are no types and count as classes all the same: by their `__bases__`. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { except, raise } from './errors.ts'
import { getAttrName } from './lookup.ts'
import { isTuple, itemsOf } from './object.ts'
import { decref } from './refcount.ts'

/** `issubclass(o, type)` for a `type` whose own type does not decide it. */
export function subclassByBases(o: Address, type: Address): boolean {
  needBases(type, 'issubclass() arg 2 must be a class, a tuple of classes, or a union')
  needBases(o, 'issubclass() arg 1 must be a class')
  return descends(o, type)
}

/** `isinstance(o, type)` for a `type` whose own type does not decide it. */
export function instanceByBases(o: Address, type: Address): boolean {
  needBases(type, 'isinstance() arg 2 must be a type, a tuple of types, or a union')
  const own = attributeOrNull(o, '__class__')
  if (own === NULL) return false
  try {
    return descends(own, type)
  } finally {
    decref(own)
  }
}

function needBases(o: Address, refusal: string): void {
  const bases = basesOf(o)
  if (bases === NULL) raise(E.TypeError, refusal)
  decref(bases)
}

function descends(o: Address, type: Address): boolean {
  if (o === type) return true
  const bases = basesOf(o)
  if (bases === NULL) return false
  try {
    return itemsOf(bases).some((base) => descends(base, type))
  } finally {
    decref(bases)
  }
}

/** New reference to a tuple, or NULL. */
function basesOf(o: Address): Address {
  const bases = attributeOrNull(o, '__bases__')
  if (bases === NULL || isTuple(bases)) return bases
  decref(bases)
  return NULL
}

function attributeOrNull(o: Address, name: string): Address {
  return except(
    E.AttributeError,
    () => getAttrName(o, name),
    () => NULL,
  )
}
