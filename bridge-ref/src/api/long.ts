/** What of `int` is CPython's own business and extensions use: byte arrays, bits, converters. */
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, S } from '../memory/statics.ts'
import { bytesAt, writeI32, writeI64, writeSize, writeU16 } from '../memory/views.ts'
import { newVarObject } from '../runtime/allocation.ts'
import { call } from '../runtime/call.ts'
import { index } from '../runtime/conversion.ts'
import { except, raise } from '../runtime/errors.ts'
import { divideRounded } from '../runtime/exact-decimal.ts'
import { bigFromBytes, bigToBytes, bitLength, narrow, newInt, readBig, wordToBig } from '../runtime/int.ts'
import { getAttrName } from '../runtime/lookup.ts'
import { isInt } from '../runtime/object.ts'
import { decref } from '../runtime/refcount.ts'
import { newTuple } from '../runtime/sequence.ts'
import { newStr } from '../runtime/str.ts'
import { badInternalCall } from './list.ts'

function indexed(o: Address): bigint {
  if (o === NULL) badInternalCall()
  const number = index(o)
  const value = readBig(number)
  decref(number)
  return value
}

export function _PyLong_AsInt(o: Address): number {
  const value = indexed(o)
  if (BigInt.asIntN(32, value) !== value) raise(E.OverflowError, 'Python int too large to convert to C int')
  return Number(value)
}
export function _PyLong_AsTime_t(o: Address): Word {
  const value = indexed(o)
  if (BigInt.asIntN(64, value) !== value) raise(E.OverflowError, 'timestamp out of range for platform time_t')
  return narrow(value)
}
export function _PyLong_Sign(o: Address): number {
  const value = readBig(o)
  return value === 0n ? 0 : value < 0n ? -1 : 1
}
export function _PyLong_NumBits(o: Address): number {
  return bitLength(o)
}
export function _PyLong_FromByteArray(data: Address, count: Word, little: number, signed: number): Address {
  return newInt(narrow(bigFromBytes(bytesAt(data, Number(count)), little !== 0, signed !== 0)))
}
export function _PyLong_AsByteArray(o: Address, data: Address, count: Word, little: number, signed: number): number {
  const length = Number(count)
  bytesAt(data, length).set(bigToBytes(readBig(o), { length, little: little !== 0, signed: signed !== 0 }))
  return 0
}
/** The value as a fraction in [0.5, 1) and a power of two, rounded half to even. */
export function _PyLong_Frexp(o: Address, exponentAt: Address): number {
  const value = readBig(o)
  const magnitude = value < 0n ? -value : value
  const bits = bitLength(o)
  if (bits === 0) {
    writeSize(exponentAt, 0, 0)
    return 0
  }
  const extra = bits - 53
  const rounded = extra > 0 ? divideRounded(magnitude, 1n << BigInt(extra)) : magnitude << BigInt(-extra)
  const carried = rounded === 1n << 53n
  writeSize(exponentAt, 0, carried ? bits + 1 : bits)
  const fraction = carried ? 0.5 : Number(rounded) / 2 ** 53
  return value < 0n ? -fraction : fraction
}
export function _PyLong_Format(o: Address, base: number): Address {
  const value = readBig(o)
  const prefix = { 2: '0b', 8: '0o', 16: '0x' }[base] ?? ''
  return newStr(`${value < 0n ? '-' : ''}${prefix}${(value < 0n ? -value : value).toString(base)}`)
}
/** An int of that many digits for the caller to fill. */
export function _PyLong_New(digits: number): Address {
  return newVarObject(S.PyLong_Type, L.PyLongObject.ob_digit + Math.max(1, digits) * 4, digits)
}
export function _PyLong_Copy(o: Address): Address {
  return newInt(narrow(readBig(o)))
}
export function _PyLong_Lshift(o: Address, by: Word): Address {
  return newInt(narrow(readBig(o) << wordToBig(by)))
}
export function _PyLong_Rshift(o: Address, by: Word): Address {
  return newInt(narrow(readBig(o) >> wordToBig(by)))
}
export function _PyLong_GCD(a: Address, b: Address): Address {
  let [x, y] = [indexed(a), indexed(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return newInt(narrow(x < 0n ? -x : x))
}
/** Quotient rounded half to even, and the remainder that goes with it. */
export function _PyLong_DivmodNear(a: Address, b: Address): Address {
  if (!isInt(a) || !isInt(b)) raise(E.TypeError, 'non-integer arguments in division')
  const [x, y] = [readBig(a), readBig(b)]
  if (y === 0n) raise(E.ZeroDivisionError, 'integer division or modulo by zero')
  const magnitude = divideRounded(x < 0n ? -x : x, y < 0n ? -y : y)
  const quotient = x < 0n !== y < 0n ? -magnitude : magnitude
  const parts = [newInt(narrow(quotient)), newInt(narrow(x - quotient * y))]
  const pair = newTuple(parts)
  for (const part of parts) decref(part)
  return pair
}
export function _PyLong_FromGid(id: number): Address {
  return newInt(id)
}
export const _PyLong_FromUid: typeof _PyLong_FromGid = _PyLong_FromGid

/** Converters of argument clinic: 1 and the value written, or 0 by the guard. */
function unsignedConverter(bits: number, type: string, write: (at: Address, value: bigint) => void) {
  return (o: Address, at: Address): number => {
    if (!isInt(o)) raise(E.TypeError, 'an integer is required')
    const value = readBig(o)
    if (value < 0n) raise(E.ValueError, 'value must be positive')
    if (value >> BigInt(bits) !== 0n) {
      raise(E.OverflowError, `Python int too large to convert to C ${value >> 64n === 0n ? type : 'unsigned long'}`)
    }
    write(at, value)
    return 1
  }
}
const write64 = (at: Address, value: bigint) => writeI64(at, 0, BigInt.asIntN(64, value))
export const _PyLong_UnsignedShort_Converter = unsignedConverter(16, 'unsigned short', (at, value) =>
  writeU16(at, 0, Number(value)),
)
export const _PyLong_UnsignedInt_Converter = unsignedConverter(32, 'unsigned int', (at, value) =>
  writeI32(at, 0, Number(BigInt.asIntN(32, value))),
)
export const _PyLong_UnsignedLong_Converter = unsignedConverter(64, 'unsigned long', write64)
export const _PyLong_UnsignedLongLong_Converter = unsignedConverter(64, 'unsigned long long', write64)
export const _PyLong_Size_t_Converter = unsignedConverter(64, 'size_t', write64)

/** PyObject_AsFileDescriptor into an int. */
export function _PyLong_FileDescriptor_Converter(o: Address, at: Address): number {
  const value = isInt(o) ? readBig(o) : fileNumber(o)
  if (BigInt.asIntN(32, value) !== value) raise(E.OverflowError, 'Python int too large to convert to C int')
  if (value < 0n) raise(E.ValueError, `file descriptor cannot be a negative integer (${value})`)
  writeI32(at, 0, Number(value))
  return 1
}
function fileNumber(o: Address): bigint {
  const method = except(
    E.AttributeError,
    () => getAttrName(o, 'fileno'),
    () => raise(E.TypeError, 'argument must be an int, or have a fileno() method.'),
  )
  const result = call(method, [])
  decref(method)
  try {
    return isInt(result) ? readBig(result) : raise(E.TypeError, 'fileno() returned a non-integer')
  } finally {
    decref(result)
  }
}
