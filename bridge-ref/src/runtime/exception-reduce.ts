/** How exceptions are pickled and copied: by their type, their arguments, and what else they were given. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { args, type Method } from './define.ts'
import { dictEntries, dictSize } from './dict.ts'
import { isSubtype, newTupleOf, raise } from './errors.ts'
import { setAttr } from './lookup.ts'
import { isDict, itemsOf, newNone } from './object.ts'
import { newRef, typeOf } from './refcount.ts'

const X = L.PyBaseExceptionObject
const O = L.PyOSErrorObject

/** OSError took the file names out of its arguments: they are put back. New reference. */
function argumentsOf(o: Address): Address {
  const given = readPointer(o, X.args)
  if (given === NULL) return newTupleOf([])
  const file = isSubtype(typeOf(o), E.OSError) ? readPointer(o, O.filename) : NULL
  const items = itemsOf(given)
  if (file === NULL || items.length !== 2) return newRef(given)
  const second = readPointer(o, O.filename2)
  const more = second === NULL ? [file] : [file, none(), second]
  return newTupleOf([...items, ...more].map(newRef))
}

function reduce(o: Address): Address {
  const dict = readPointer(o, X.dict)
  const parts = [newRef(typeOf(o)), argumentsOf(o)]
  return newTupleOf(dict === NULL || dictSize(dict) === 0 ? parts : [...parts, newRef(dict)])
}

function setState(o: Address, state: Address): Address {
  if (state === none()) return newNone()
  if (!isDict(state)) raise(E.TypeError, 'state is not a dictionary')
  for (const [key, value] of dictEntries(state)) setAttr(o, key, value)
  return newNone()
}

export const exceptionPickling: Record<string, Method> = {
  __reduce__: args(0, reduce),
  __setstate__: args(1, setState),
}
