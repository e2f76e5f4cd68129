/** How iterators over built-in containers are pickled and copied. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { args, type Method } from './define.ts'
import { newTupleOf, raise } from './errors.ts'
import { builtinsModule } from './host-modules.ts'
import { newInt, readInt } from './int.ts'
import { iteratorIndex, iteratorObject } from './iteration.ts'
import { getAttrName } from './lookup.ts'
import { isInt, newNone } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newListOf } from './sequence.ts'

/** `(iter, arguments)` and where the iterator is. Steals the arguments. */
export function reduction(maker: 'iter' | 'reversed', given: readonly Address[], index?: number): Address {
  const made = [getAttrName(builtinsModule(), maker), newTupleOf([...given])]
  return newTupleOf(index === undefined ? made : [...made, newInt(index)])
}

interface Indexed {
  maker: 'iter' | 'reversed'
  /** What an iterator at its end is made of; a new reference. */
  empty: () => Address
  length: (o: Address) => number
}

/** For iterators that know their object and a position in it. */
export function indexedPickling({ maker, empty, length }: Indexed): Record<string, Method> {
  return {
    __reduce__: args(0, (iterator) => {
      const o = readPointer(iterator, iteratorObject)
      if (o === NULL) return reduction('iter', [empty()])
      return reduction(maker, [newRef(o)], readSize(iterator, iteratorIndex))
    }),
    __setstate__: args(1, (iterator, state) => {
      if (!isInt(state)) raise(E.TypeError, 'an integer is required')
      const index = Number(readInt(state))
      const o = readPointer(iterator, iteratorObject)
      // One that goes backwards ends before the first item.
      const [least, most] = o === NULL ? [0, 0] : maker === 'iter' ? [0, length(o)] : [-1, length(o) - 1]
      if (o !== NULL) writeSize(iterator, iteratorIndex, Math.min(Math.max(index, least), most))
      return newNone()
    }),
  }
}

/** For iterators over tables: what is left of them, as a list; the iterator itself stays where it is. */
export function restPickling(next: (iterator: Address) => Address): Record<string, Method> {
  return { __reduce__: args(0, (iterator) => reduction('iter', [newListOf(rest(iterator, next))])) }
}

function rest(iterator: Address, next: (iterator: Address) => Address): Address[] {
  const o = readPointer(iterator, iteratorObject)
  if (o === NULL) return []
  const index = readSize(iterator, iteratorIndex)
  const items: Address[] = []
  newRef(o)
  try {
    for (let item = next(iterator); item !== NULL; item = next(iterator)) items.push(item)
    return items
  } finally {
    // At its end the iterator let go of the object.
    if (readPointer(iterator, iteratorObject) === NULL) writePointer(iterator, iteratorObject, o)
    else decref(o)
    writeSize(iterator, iteratorIndex, index)
  }
}
