/**
 * Calls of C function pointers. A pointer that leads back into this bridge (a slot of a built-in type, which C may call
 * as well) is called as the JavaScript function it is, without crossing.
 */
import type { Invoke, Shim, Word } from '../ffi/koffi.ts'
import { type Address, address } from '../memory/address.ts'

/** Written as a method so that a function of branded addresses is one as well: C passes numbers. */
export type NativeFunction = { call(...args: number[]): unknown }['call']

const own = new Map<Address, NativeFunction>()
/** All functions of {@link own} lie in the shim's code, so that most others are known for what they are without a look-up. */
let ownFrom = Number.MAX_SAFE_INTEGER
let ownTo = 0
let shim: Shim | undefined
/** Code that runs on native threads of its own, so that other threads are served while it waits for them. */
const awayCode: { from: number; to: number }[] = []

export function connectCalls(loaded: Shim): void {
  shim = loaded
}

/** Remembers that C calls `fn` at `pointer`, so that our own calls need not cross. */
export function rememberOwn(pointer: Address, fn: NativeFunction): void {
  own.set(pointer, fn)
  ownFrom = Math.min(ownFrom, pointer)
  ownTo = Math.max(ownTo, pointer)
}

/** The function that C calls at `pointer`, if it is one of ours. */
export function implementationAt(pointer: Address): NativeFunction | undefined {
  return own.get(pointer)
}

function directOf(fn: Address): NativeFunction | undefined {
  return fn >= ownFrom && fn <= ownTo ? own.get(fn) : undefined
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

/*
 * A C function takes what it wants from registers and ignores the rest, so that arguments that are not there may be passed as
 * well: three lengths of call are enough, and none needs an array of its arguments.
 */

type Given = number | undefined

/** Calls a function that returns a pointer. At most six arguments. */
export function callPointer(
  fn: Address,
  a?: number,
  b?: number,
  c?: number,
  d?: number,
  e?: number,
  f?: number,
): Address {
  const direct = directOf(fn)
  if (direct) return address(Number(callDirect(direct, a, b, c, d, e, f) ?? 0))
  const { callPointer: near, awayPointer: away } = connected()
  return address(Number(cross(isAway(fn) ? away : near, fn, a, b, c, d, e, f)))
}

/** Calls a function that returns a 64-bit integer which may exceed 2^53, such as a hash. */
export function callWord(fn: Address, a?: number, b?: number, c?: number): Word {
  const direct = directOf(fn)
  if (direct) {
    const result = callDirect(direct, a, b, c)
    return typeof result === 'bigint' ? result : Number(result ?? 0)
  }
  const { callPointer: near, awayPointer: away } = connected()
  return cross(isAway(fn) ? away : near, fn, a, b, c)
}

export function callInt(fn: Address, a?: number, b?: number, c?: number, d?: number, e?: number, f?: number): number {
  const direct = directOf(fn)
  if (direct) return Number(callDirect(direct, a, b, c, d, e, f) ?? 0)
  const { callInt: near, awayInt: away } = connected()
  return cross(isAway(fn) ? away : near, fn, a, b, c, d, e, f)
}

export function callVoid(fn: Address, a?: number, b?: number, c?: number, d?: number, e?: number, f?: number): void {
  const direct = directOf(fn)
  if (direct) {
    callDirect(direct, a, b, c, d, e, f)
    return
  }
  const { callVoid: near, awayVoid: away } = connected()
  cross(isAway(fn) ? away : near, fn, a, b, c, d, e, f)
}

function cross<R>(invoke: Invoke<R>, fn: Address, a = 0, b = 0, c = 0, d?: number, e = 0, f = 0): R {
  return d === undefined ? invoke.three(fn, a, b, c) : invoke.six(fn, a, b, c, d, e, f)
}

/** Our own function gets exactly what the caller gave: it may take any number. */
function callDirect(fn: NativeFunction, a: Given, b: Given, c: Given, d?: Given, e?: Given, f?: Given): unknown {
  if (a === undefined) return fn()
  if (b === undefined) return fn(a)
  if (c === undefined) return fn(a, b)
  if (d === undefined) return fn(a, b, c)
  if (e === undefined) return fn(a, b, c, d)
  return f === undefined ? fn(a, b, c, d, e) : fn(a, b, c, d, e, f)
}

function connected(): Shim {
  if (shim === undefined) throw new Error('a C function was called before the shim was loaded')
  return shim
}
