/** `slice` objects and the indices they select. */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { newObject, track } from './allocation.ts'
import { indexWord } from './conversion.ts'
import { raise } from './errors.ts'
import { narrow } from './int.ts'
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

const largest = 2n ** 63n - 1n

/** The three fields as Py_ssize_t; None becomes the extreme of the direction. */
export function unpackWords(slice: Address): { start: Word; stop: Word; step: Word } {
  const step = bound(readPointer(slice, F.step), 1)
  if (step === 0) raise(E.ValueError, 'slice step cannot be zero')
  const start = bound(readPointer(slice, F.start), step < 0 ? largest : 0)
  const stop = bound(readPointer(slice, F.stop), step < 0 ? -largest - 1n : largest)
  // So that C can negate it.
  return { start, stop, step: step < -largest ? -largest : step }
}

/** The same to reckon with here. */
export function unpackSlice(slice: Address): { start: number; stop: number; step: number } {
  const { start, stop, step } = unpackWords(slice)
  return { start: Number(start), stop: Number(stop), step: Number(step) }
}

function bound(o: Address, otherwise: Word): Word {
  if (o === none()) return otherwise
  if (slotFor(o, 'nb_index') === NULL) {
    raise(E.TypeError, 'slice indices must be integers or None or have an __index__ method')
  }
  return indexWord(o, NULL)
}

/** PySlice_AdjustIndices, for lengths and indices of any size. */
export function adjustWords(
  length: Word,
  given: { start: Word; stop: Word; step: Word },
): { start: Word; stop: Word; count: Word } {
  const safe = (word: Word) => Number.isSafeInteger(Number(word))
  const { start, stop, step } = given
  if ([length, start, stop, step].every(safe))
    return adjustIndices(Number(length), { start: Number(start), stop: Number(stop), step: Number(step) })
  return adjustLarge(BigInt(length), { start: BigInt(start), stop: BigInt(stop), step: BigInt(step) })
}
function adjustLarge(
  length: bigint,
  given: { start: bigint; stop: bigint; step: bigint },
): { start: Word; stop: Word; count: Word } {
  const { step } = given
  const [low, high] = step < 0n ? [-1n, length - 1n] : [0n, length]
  const clip = (value: bigint) => {
    const counted = value < 0n ? value + length : value
    return counted < low ? low : counted > high ? high : counted
  }
  const [start, stop] = [clip(given.start), clip(given.stop)]
  const [distance, stride] = step < 0n ? [start - stop, -step] : [stop - start, step]
  return { start, stop, count: distance <= 0n ? 0 : narrow((distance - 1n) / stride + 1n) }
}

/** Clips to a sequence of `length` items. */
export function adjustIndices(length: number, given: { start: number; stop: number; step: number }): SliceIndices {
  const { step } = given
  const [low, high] = step < 0 ? [-1, length - 1] : [0, length]
  const clip = (value: number) => Math.min(Math.max(value < 0 ? value + length : value, low), high)
  const start = clip(given.start)
  const stop = clip(given.stop)
  const count = step < 0 ? Math.ceil((start - stop) / -step) : Math.ceil((stop - start) / step)
  return { start, stop, step, count: Math.max(0, count) }
}

/** The length is asked for after the slice's numbers were converted, which may run code. */
export function sliceIndices(slice: Address, length: () => number): SliceIndices {
  const unpacked = unpackSlice(slice)
  return adjustIndices(length(), unpacked)
}
