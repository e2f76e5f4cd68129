/** `slice` objects and the indices they select. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { newObject, track } from './allocation.ts'
import { indexSize } from './conversion.ts'
import { raise } from './errors.ts'
import { slotFor } from './object.ts'
import { newRef, typeOf } from './refcount.ts'

const F = L.PySliceObject

export interface SliceIndices {
  start: number
  stop: number
  step: number
  /** Number of selected items. */
  count: number
}

export function newSlice(start: Address, stop: Address, step: Address): Address {
  const slice = newObject(S.PySlice_Type, F.size)
  writePointer(slice, F.start, newRef(start || none()))
  writePointer(slice, F.stop, newRef(stop || none()))
  writePointer(slice, F.step, newRef(step || none()))
  track(slice)
  return slice
}

export function isSlice(o: Address): boolean {
  return typeOf(o) === S.PySlice_Type
}

const largest = 2 ** 63

/** The three fields as numbers; None becomes the extreme of the direction. */
export function unpackSlice(slice: Address): { start: number; stop: number; step: number } {
  const step = bound(readPointer(slice, F.step), 1)
  if (step === 0) raise(E.ValueError, 'slice step cannot be zero')
  const start = bound(readPointer(slice, F.start), step < 0 ? largest : 0)
  const stop = bound(readPointer(slice, F.stop), step < 0 ? -largest : largest)
  return { start, stop, step }
}

function bound(o: Address, otherwise: number): number {
  if (o === none()) return otherwise
  if (slotFor(o, 'nb_index') === NULL) {
    raise(E.TypeError, 'slice indices must be integers or None or have an __index__ method')
  }
  return indexSize(o, NULL)
}

/** PySlice_AdjustIndices: clips to a sequence of `length` items. */
export function adjustIndices(length: number, given: { start: number; stop: number; step: number }): SliceIndices {
  const { step } = given
  const [low, high] = step < 0 ? [-1, length - 1] : [0, length]
  const clip = (value: number) => Math.min(Math.max(value < 0 ? value + length : value, low), high)
  const start = clip(given.start)
  const stop = clip(given.stop)
  const count = step < 0 ? Math.ceil((start - stop) / -step) : Math.ceil((stop - start) / step)
  return { start, stop, step, count: Math.max(0, count) }
}

export function sliceIndices(slice: Address, length: number): SliceIndices {
  return adjustIndices(length, unpackSlice(slice))
}
