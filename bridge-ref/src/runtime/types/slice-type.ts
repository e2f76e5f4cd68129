/** `slice` objects. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { E, none, S } from '../../memory/statics.ts'
import { readPointer } from '../../memory/views.ts'
import { index } from '../conversion.ts'
import { args, describeType } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { narrow, newInt, readBig } from '../int.ts'
import { isExactly, itemsOf, notImplemented, reprText, richCompare, sizeOf, slotFor } from '../object.ts'
import { decref, newRef } from '../refcount.ts'
import { newTuple } from '../sequence.ts'
import { newSlice } from '../slice.ts'
import { newStr } from '../str.ts'
import { ownerSlots } from './function-types.ts'

const F = L.PySliceObject
const parts = (o: Address): Address[] => [F.start, F.stop, F.step].map((offset) => readPointer(o, offset))

function bigIndex(o: Address): bigint | undefined {
  if (o === none()) return undefined
  if (slotFor(o, 'nb_index') === NULL)
    raise(E.TypeError, 'slice indices must be integers or None or have an __index__ method')
  const number = index(o)
  const value = readBig(number)
  decref(number)
  return value
}

/** What the slice selects of so many items, without limits of size. */
export function bigSliceIndices(slice: Address, length: bigint): { start: bigint; stop: bigint; step: bigint } {
  const [first = NULL, last = NULL, pace = NULL] = parts(slice)
  const step = bigIndex(pace) ?? 1n
  if (step === 0n) raise(E.ValueError, 'slice step cannot be zero')
  const [low, high] = step < 0n ? [-1n, length - 1n] : [0n, length]
  const clip = (given: bigint | undefined, otherwise: bigint) => {
    if (given === undefined) return otherwise
    const value = given < 0n ? given + length : given
    return value < low ? low : value > high ? high : value
  }
  return {
    start: clip(bigIndex(first), step < 0n ? high : low),
    stop: clip(bigIndex(last), step < 0n ? low : high),
    step,
  }
}

function sliceNew(_type: Address, given: Address): Address {
  const [a = NULL, b = NULL, c = NULL] = itemsOf(given)
  const count = sizeOf(given)
  if (a === NULL) raise(E.TypeError, 'slice expected at least 1 argument, got 0')
  if (count > 3) raise(E.TypeError, `slice expected at most 3 arguments, got ${count}`)
  return b === NULL ? newSlice(NULL, a, NULL) : newSlice(a, b, c)
}

export function describeSlice(): void {
  const field = (offset: number) => ({ get: (o: Address) => newRef(readPointer(o, offset)) })
  describeType(S.PySlice_Type, {
    name: 'slice',
    size: F.size,
    flags: flag.HAVE_GC,
    slots: {
      ...ownerSlots([F.start, F.stop, F.step]),
      tp_new: sliceNew,
      tp_hash: (_o: Address) => raise(E.TypeError, "unhashable type: 'slice'"),
      tp_repr: (o: Address) => newStr(`slice(${parts(o).map(reprText).join(', ')})`),
      tp_richcompare: (a: Address, b: Address, op: number) => {
        if (!isExactly(b, S.PySlice_Type)) return notImplemented()
        const [left, right] = [newTuple(parts(a)), newTuple(parts(b))]
        try {
          return richCompare(left, right, op)
        } finally {
          decref(left)
          decref(right)
        }
      },
    },
    methods: {
      indices: args(1, (o, length = NULL) => {
        const size = bigIndex(length) ?? 0n
        if (size < 0n) raise(E.ValueError, 'length should not be negative')
        const { start, stop, step } = bigSliceIndices(o, size)
        return newTupleOf([start, stop, step].map((value) => newInt(narrow(value))))
      }),
      __reduce__: args(0, (o) => newTupleOf([newRef(S.PySlice_Type), newTuple(parts(o))])),
    },
    getset: { start: field(F.start), stop: field(F.stop), step: field(F.step) },
  })
}
