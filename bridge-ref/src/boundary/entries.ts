/**
 * Entries of the shim for functions made in TypeScript. An entry goes straight on if the JavaScript thread comes by, and lets any
 * other thread wait until the JavaScript thread has made the call (shim/entry.c).
 */
import { type Address, address, NULL, plus } from '../memory/address.ts'
import { readI32, writePointer } from '../memory/views.ts'

/** The distance of the entries, which .p2align in shim/entry.c gives them. */
const entryBytes = 32
let entries = NULL
let slots = NULL
let most = 0
let used = 0

export function connectEntries(symbol: (name: string) => Address): void {
  entries = symbol('proofload_callbacks')
  slots = symbol('proofload_callback_slots')
  most = readI32(symbol('proofload_callback_count'))
}

/** A C function pointer, callable by any thread, that leads to `target`. */
export function newEntry(target: Address): Address {
  if (used >= most)
    throw new Error(`more than ${most} functions of this bridge were handed to C; raise CALLBACKS in shim/entry.c`)
  writePointer(slots, used * 8, target)
  return address(plus(entries, used++ * entryBytes))
}
