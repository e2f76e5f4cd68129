/**
 * The shim's C versions of functions that TypeScript has as well (shim/fast.h). Calls from here stay here: only what C asks for goes
 * the short way.
 */
import { type Address, NULL } from '../memory/address.ts'
import { allocate, heapState } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { S } from '../memory/statics.ts'
import { readPointer, writePointer } from '../memory/views.ts'
import { newInt } from '../runtime/int.ts'
import { callVoid, implementationAt, rememberOwn } from './calls.ts'

const smallest = -5
const largest = 256

/** Deallocation goes the short way even if nothing else does. */
export function startDealloc(symbol: (name: string) => Address): void {
  writePointer(symbol('proofload_heap'), 0, heapState())
  callVoid(symbol('proofload_dealloc_on'))
}

/** Needs all built-in types; C may call before. */
export function startFast(symbol: (name: string) => Address): void {
  startDealloc(symbol)
  writePointer(symbol('proofload_small_ints'), 0, smallInts())
  const plain = symbol('proofload_dealloc_plain')
  for (const type of [S.PyLong_Type, S.PyFloat_Type, S.PyComplex_Type, S.PyBytes_Type])
    replaceDealloc(type, plain, NULL)
  replaceDealloc(S.PyUnicode_Type, symbol('proofload_dealloc_str'), symbol('proofload_slow_dealloc_str'))
  replaceDealloc(S.PyTuple_Type, symbol('proofload_dealloc_tuple'), symbol('proofload_slow_dealloc_tuple'))
  callVoid(symbol('proofload_fast_on'))
}

function smallInts(): Address {
  const table = allocate((largest - smallest + 1) * 8)
  for (let value = smallest; value <= largest; value++) writePointer(table, (value - smallest) * 8, newInt(value))
  return table
}

/** C deallocates instances by `fast`, which leaves what it does not know to what is written to `slow`. */
function replaceDealloc(type: Address, fast: Address, slow: Address): void {
  const field = L.PyTypeObject.tp_dealloc
  const own = readPointer(type, field)
  const run = implementationAt(own)
  if (run === undefined) throw new Error('the deallocator of a built-in type is not one of ours')
  rememberOwn(fast, run)
  if (slow !== NULL) writePointer(slow, 0, own)
  writePointer(type, field, fast)
}
