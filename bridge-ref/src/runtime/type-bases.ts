/** Assignment to a class's `__bases__`: other ancestors for a class that exists. */
import { type Address, NULL } from '../memory/address.ts'
import { flag, L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readPointer, readSize, writePointer } from '../memory/views.ts'
import { hasFlag } from './allocation.ts'
import { isSubtype, raise } from './errors.ts'
import { bestBase } from './heap-type.ts'
import { computeMro } from './mro.ts'
import { isTuple, isType, itemsOf, nameOf, tpName, typeName } from './object.ts'
import { decref, newRef, xdecref } from './refcount.ts'
import { updateAllSlots } from './slot-methods.ts'
import { leaveBases, linkSubclass, subclassesOf } from './type-ready.ts'

const F = L.PyTypeObject

export function setBases(type: Address, value: Address): number {
  if (hasFlag(type, flag.IMMUTABLETYPE) || !hasFlag(type, flag.HEAPTYPE)) {
    raise(E.TypeError, `cannot set '__bases__' attribute of immutable type '${tpName(type)}'`)
  }
  if (value === NULL) raise(E.TypeError, `cannot delete '__bases__' attribute of immutable type '${tpName(type)}'`)
  checkBases(type, value)
  const base = bestBase(itemsOf(value))
  checkLayout(readPointer(type, F.tp_base), base)
  const old = { bases: readPointer(type, F.tp_bases), base: readPointer(type, F.tp_base) }
  relink(type, newRef(value), newRef(base))
  try {
    reorder(type)
  } catch (error) {
    relink(type, old.bases, old.base)
    decref(value)
    decref(base)
    throw error
  }
  updateAllSlots(type)
  decref(old.bases)
  xdecref(old.base)
  return 0
}

function checkBases(type: Address, value: Address): void {
  const owner = `${tpName(type)}.__bases__`
  if (!isTuple(value)) raise(E.TypeError, `can only assign tuple to ${owner}, not ${nameOf(value)}`)
  const bases = itemsOf(value)
  if (bases.length === 0) raise(E.TypeError, `can only assign non-empty tuple to ${owner}, not ()`)
  for (const base of bases) {
    if (!isType(base)) raise(E.TypeError, `${owner} must be tuple of classes, not '${nameOf(base)}'`)
    if (isSubtype(base, type)) raise(E.TypeError, 'a __bases__ item causes an inheritance cycle')
  }
}

/** Instances that exist must still be instances, byte by byte. */
function checkLayout(old: Address, base: Address): void {
  const differs = (what: string) =>
    raise(E.TypeError, `__bases__ assignment: '${typeName(base)}' ${what} differs from '${typeName(old)}'`)
  if (readPointer(base, F.tp_dealloc) !== readPointer(old, F.tp_dealloc)) differs('deallocator')
  const sizes = [F.tp_basicsize, F.tp_itemsize, F.tp_dictoffset, F.tp_weaklistoffset]
  if (sizes.some((field) => readSize(base, field) !== readSize(old, field))) differs('object layout')
}

/** Steals both references. */
function relink(type: Address, bases: Address, base: Address): void {
  leaveBases(type)
  writePointer(type, F.tp_bases, bases)
  writePointer(type, F.tp_base, base)
  linkSubclass(type)
}

/** The order of resolution of the class and of all below it; nothing changes when one of them cannot have any. */
function reorder(type: Address): void {
  const changed: [type: Address, mro: Address][] = []
  const visit = (one: Address) => {
    const mro = computeMro(one)
    changed.push([one, readPointer(one, F.tp_mro)])
    writePointer(one, F.tp_mro, mro)
    for (const sub of subclassesOf(one)) visit(sub)
  }
  try {
    visit(type)
  } catch (error) {
    for (const [one, mro] of changed.toReversed()) {
      decref(readPointer(one, F.tp_mro))
      writePointer(one, F.tp_mro, mro)
    }
    throw error
  }
  for (const [, mro] of changed) xdecref(mro)
}
