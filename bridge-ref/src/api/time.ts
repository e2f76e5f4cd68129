/** `_PyTime_…`: times as nanoseconds in 64 bits, and their roundings. */
import type { Word } from '../ffi/koffi.ts'
import type { Address } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { writeI32, writeI64 } from '../memory/views.ts'
import { index } from '../runtime/conversion.ts'
import { raise } from '../runtime/errors.ts'
import { readFloat } from '../runtime/float.ts'
import { narrow, newInt, readBig, wordToBig } from '../runtime/int.ts'
import { isInstance } from '../runtime/object.ts'
import { decref } from '../runtime/refcount.ts'

const most = 2n ** 63n - 1n
const least = -most - 1n
const second = 1_000_000_000n

function clamp(value: bigint): bigint {
  return value > most ? most : value < least ? least : value
}
function fits(value: bigint): boolean {
  return value >= least && value <= most
}

/** `_PyTime_round_t`. */
const floor = 0
const ceiling = 1
const halfEven = 2

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by
  return value % by < 0n ? quotient - 1n : quotient
}
function divide(value: bigint, by: bigint, round: number): bigint {
  const low = floorDivide(value, by)
  const rest = value - low * by
  if (rest === 0n || round === floor) return low
  if (round === ceiling) return low + 1n
  if (round === halfEven) {
    const twice = rest * 2n
    return twice > by || (twice === by && low % 2n !== 0n) ? low + 1n : low
  }
  // Away from zero.
  return value >= 0n ? low + 1n : low
}
function roundDouble(value: number, round: number): number {
  const low = Math.floor(value)
  if (low === value || round === floor) return low
  if (round === ceiling) return low + 1
  if (round === halfEven) {
    const rest = value - low
    return rest > 0.5 || (rest === 0.5 && low % 2 !== 0) ? low + 1 : low
  }
  return value >= 0 ? low + 1 : low
}

function outOfRange(): never {
  raise(E.OverflowError, 'timestamp out of range for platform time_t')
}
function tooLarge(): never {
  raise(E.OverflowError, 'timestamp too large to convert to C _PyTime_t')
}
function floatOf(o: Address): number | undefined {
  if (!isInstance(o, S.PyFloat_Type)) return undefined
  const value = readFloat(o)
  return Number.isNaN(value) ? raise(E.ValueError, 'Invalid value NaN (not a number)') : value
}
function integerOf(o: Address): bigint {
  const number = index(o)
  const value = readBig(number)
  decref(number)
  return value
}
/** The nearest integer as `time_t`. */
function timeOf(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(value) : outOfRange()
}

function fromObject(at: Address, o: Address, round: number, unit: bigint): number {
  const double = floatOf(o)
  const value = double === undefined ? integerOf(o) * unit : timeOf(roundDouble(double * Number(unit), round))
  if (!fits(value)) tooLarge()
  writeI64(at, 0, value)
  return 0
}
export function _PyTime_FromSecondsObject(at: Address, o: Address, round: number): number {
  return fromObject(at, o, round, second)
}
export function _PyTime_FromMillisecondsObject(at: Address, o: Address, round: number): number {
  return fromObject(at, o, round, 1_000_000n)
}
export function _PyTime_FromNanosecondsObject(at: Address, o: Address): number {
  const value = integerOf(o)
  if (!fits(value)) tooLarge()
  writeI64(at, 0, value)
  return 0
}
export function _PyTime_FromSeconds(seconds: number): Word {
  return narrow(BigInt(seconds) * second)
}
export function _PyTime_FromNanoseconds(value: Word): Word {
  return value
}
export function _PyTime_AsNanosecondsObject(value: Word): Address {
  return newInt(narrow(wordToBig(value)))
}
export function _PyTime_AsSecondsDouble(value: Word): number {
  const time = wordToBig(value)
  return time % second === 0n ? Number(time / second) : Number(time) / 1e9
}
export function _PyTime_AsMilliseconds(value: Word, round: number): Word {
  return narrow(divide(wordToBig(value), 1_000_000n, round))
}
export function _PyTime_AsMicroseconds(value: Word, round: number): Word {
  return narrow(divide(wordToBig(value), 1000n, round))
}
export function _PyLong_FromTime_t(value: Word): Address {
  return newInt(narrow(wordToBig(value)))
}

function toTimeval(value: Word, at: Address, round: number): number {
  const micros = divide(wordToBig(value), 1000n, round)
  const seconds = floorDivide(micros, 1_000_000n)
  writeI64(at, 0, seconds)
  writeI64(at, 8, micros - seconds * 1_000_000n)
  return 0
}
export const _PyTime_AsTimeval: typeof toTimeval = toTimeval
export const _PyTime_AsTimeval_clamp: typeof toTimeval = toTimeval
export function _PyTime_AsTimevalTime_t(value: Word, seconds: Address, micros: Address, round: number): number {
  const all = divide(wordToBig(value), 1000n, round)
  const whole = floorDivide(all, 1_000_000n)
  writeI64(seconds, 0, whole)
  writeI32(micros, 0, Number(all - whole * 1_000_000n))
  return 0
}
function toTimespec(value: Word, at: Address): number {
  const time = wordToBig(value)
  const seconds = floorDivide(time, second)
  writeI64(at, 0, seconds)
  writeI64(at, 8, time - seconds * second)
  return 0
}
export const _PyTime_AsTimespec: typeof toTimespec = toTimespec
export const _PyTime_AsTimespec_clamp: typeof toTimespec = toTimespec

export function _PyTime_ObjectToTime_t(o: Address, at: Address, round: number): number {
  const double = floatOf(o)
  const value = double === undefined ? integerOf(o) : timeOf(roundDouble(double, round))
  if (!fits(value)) outOfRange()
  writeI64(at, 0, value)
  return 0
}
function splitter(unit: number): (o: Address, seconds: Address, parts: Address, round: number) => number {
  return (o, seconds, parts, round) => {
    const double = floatOf(o)
    const whole = double === undefined ? integerOf(o) : timeOf(Math.trunc(double))
    if (!fits(whole)) outOfRange()
    const rest = double === undefined ? 0 : roundDouble((double - Math.trunc(double)) * unit, round)
    const carry = Math.floor(rest / unit)
    writeI64(seconds, 0, whole + BigInt(carry))
    writeI64(parts, 0, BigInt(rest - carry * unit))
    return 0
  }
}
export const _PyTime_ObjectToTimeval = splitter(1e6)
export const _PyTime_ObjectToTimespec = splitter(1e9)

/** Deadlines count on the monotonic clock. */
export function _PyDeadline_Init(timeout: Word): Word {
  return narrow(clamp(process.hrtime.bigint() + wordToBig(timeout)))
}
export function _PyDeadline_Get(deadline: Word): Word {
  return narrow(wordToBig(deadline) - process.hrtime.bigint())
}
