/** Optional start and end of `find`, `count`, `startswith` and their kin. */
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { roomFor } from '../allocation.ts'
import { indexSize } from '../conversion.ts'
import { raise } from '../errors.ts'
import { slotFor } from '../object.ts'
import { clipRange, type Range } from '../searching.ts'

export function rangeOf(start: Address | undefined, end: Address | undefined, length: number): Range {
  return clipRange(bound(start, 0), bound(end, length), length)
}
function bound(o: Address | undefined, otherwise: number): number {
  if (o === undefined || o === NULL || o === none()) return otherwise
  if (slotFor(o, 'nb_index') === NULL)
    raise(E.TypeError, 'slice indices must be integers or None or have an __index__ method')
  return indexSize(o, NULL)
}

/** An optional int. */
export function countOf(o: Address | undefined, otherwise: number): number {
  return o === undefined || o === NULL ? otherwise : indexSize(o, E.OverflowError)
}
/** A width to fill. */
export function widthOf(o: Address | undefined): number {
  return roomFor(countOf(o, 0))
}
