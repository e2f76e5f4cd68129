/** Method resolution order (C3). */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { raise } from './errors.ts'
import { itemsOf, typeName } from './object.ts'
import { newTuple } from './sequence.ts'

const F = L.PyTypeObject

/** A new tuple: the type, then its bases' orders merged. */
export function computeMro(type: Address): Address {
  const bases = itemsOf(readPointer(type, F.tp_bases))
  const twice = bases.find((base, i) => bases.indexOf(base) !== i)
  if (twice !== undefined) raise(E.TypeError, `duplicate base class ${typeName(twice)}`)
  const lists = bases.map((base) => itemsOf(readPointer(base, F.tp_mro)))
  return newTuple([type, ...merge([...lists, [...bases]], bases)])
}

function merge(lists: Address[][], bases: readonly Address[]): Address[] {
  const order: Address[] = []
  for (;;) {
    const rest = lists.filter((list) => list.length > 0)
    if (rest.length === 0) return order
    const next = rest.map(([head = NULL]) => head).find((head) => !rest.some((list) => list.indexOf(head) > 0))
    if (next === undefined) {
      const names = bases.map(typeName).join(', ')
      raise(E.TypeError, `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`)
    }
    order.push(next)
    for (const list of rest) if (list[0] === next) list.shift()
  }
}
