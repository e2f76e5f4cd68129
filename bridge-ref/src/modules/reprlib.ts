/** `reprlib.repr`: what an object shows, with the middle left out where it is long. */
import type { Address } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { typeOf } from '../runtime/refcount.ts'
import { items, reprOf } from './kit/values.ts'

function cut(whole: string, most: number): string {
  if (whole.length <= most) return whole
  const before = Math.floor((most - 3) / 2)
  return `${whole.slice(0, before)}...${whole.slice(before + 3 - most)}`
}

/** Of lists and tuples six items are shown, and six levels. */
export function shortRepr(o: Address, level = 6): string {
  const type = typeOf(o)
  const isTuple = type === S.PyTuple_Type
  if (!isTuple && type !== S.PyList_Type) return cut(reprOf(o), type === S.PyLong_Type ? 40 : 30)
  const all = items(o)
  const parts = level > 0 ? all.slice(0, 6).map((item) => shortRepr(item, level - 1)) : []
  if (all.length > parts.length) parts.push('...')
  const inside = parts.join(', ')
  return isTuple ? `(${inside}${all.length === 1 ? ',' : ''})` : `[${inside}]`
}
