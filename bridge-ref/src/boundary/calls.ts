/**
 * Calls of C function pointers. A pointer that leads back into this bridge (a slot of a built-in type, which C may call
 * as well) is called as the JavaScript function it is, without crossing.
 */
import type { Shim, Word } from '../ffi/koffi.ts'
import { type Address, address } from '../memory/address.ts'

/** Written as a method so that a function of branded addresses is one as well: C passes numbers. */
export type NativeFunction = { call(...args: number[]): unknown }['call']

const own = new Map<Address, NativeFunction>()
let shim: Shim | undefined
/** Code that runs on native threads of its own, so that other threads are served while it waits for them. */
const awayCode: { from: number; to: number }[] = []

export function connectCalls(loaded: Shim): void {
  shim = loaded
}

/** Remembers that C calls `fn` at `pointer`, so that our own calls need not cross. */
export function rememberOwn(pointer: Address, fn: NativeFunction): void {
  own.set(pointer, fn)
}

/** From now on functions between the two addresses are called on the thread for which JavaScript runs. */
export function callAway(from: number, to: number): void {
  awayCode.push({ from, to })
}

export function runsThreads(): boolean {
  return awayCode.length > 0
}

function isAway(fn: Address): boolean {
  for (const { from, to } of awayCode) if (fn >= from && fn < to) return true
  return false
}

/** Calls a function that returns a pointer. */
export function callPointer(fn: Address, ...args: number[]): Address {
  return address(Number(callWord(fn, ...args)))
}

/** Calls a function that returns a 64-bit integer which may exceed 2^53, such as a hash. */
export function callWord(fn: Address, ...args: number[]): Word {
  const direct = own.get(fn)
  if (direct) {
    const result = direct(...args)
    return typeof result === 'bigint' ? result : Number(result ?? 0)
  }
  return dispatcher(isAway(fn) ? connected().awayPointer : connected().callPointer, args)(fn, ...args)
}

export function callInt(fn: Address, ...args: number[]): number {
  const direct = own.get(fn)
  if (direct) return Number(direct(...args) ?? 0)
  return dispatcher(isAway(fn) ? connected().awayInt : connected().callInt, args)(fn, ...args)
}

export function callVoid(fn: Address, ...args: number[]): void {
  const direct = own.get(fn)
  if (direct) direct(...args)
  else dispatcher(isAway(fn) ? connected().awayVoid : connected().callVoid, args)(fn, ...args)
}

function connected(): Shim {
  if (shim === undefined) throw new Error('a C function was called before the shim was loaded')
  return shim
}

function dispatcher<F>(byCount: F[], args: number[]): F {
  const found = byCount[args.length]
  if (found === undefined) throw new Error(`no dispatcher for ${args.length} arguments`)
  return found
}
