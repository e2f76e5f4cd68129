/** Native memory for the argument arrays of vectorcalls. Calls nest, so a stack will do, and costs nothing to give back. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { allocate } from '../memory/heap.ts'
import { writePointer } from '../memory/views.ts'

const words = 65_536
let bottom = NULL
/** Words in use. */
let used = 0

/** Where the arguments lie, with a word before them that the callee may use; `popArguments` must follow, however the call ends. */
export function pushArguments(args: readonly Address[]): Address {
  if (bottom === NULL) bottom = allocate(words * 8)
  if (used + args.length + 1 > words) throw new RangeError('Maximum call stack size exceeded')
  const first = plus(bottom, (used + 1) * 8)
  for (let i = 0; i < args.length; i++) writePointer(first, i * 8, args[i] ?? NULL)
  used += args.length + 1
  return first
}

export function popArguments(count: number): void {
  used -= count + 1
}
