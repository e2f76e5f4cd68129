/** PyMemberDef: fields of an instance's C struct, read and written as attributes. */
import { callInt } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { apiAddress, E, none, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import {
  readF32,
  readF64,
  readI8,
  readI16,
  readI32,
  readI64,
  readPointer,
  readU8,
  readU16,
  readU32,
  readU64,
  writeF32,
  writeF64,
  writeI32,
  writeI64,
  writePointer,
  writeU8,
  writeU16,
} from '../memory/views.ts'
import { indexValue } from './conversion.ts'
import { raise } from './errors.ts'
import { newFloat, readFloat } from './float.ts'
import { checkedInt } from './indicator.ts'
import { intToDouble, narrow, newInt, readInt } from './int.ts'
import { bool, isInstance, isInt, isStr, nameOf, newNone } from './object.ts'
import { decref, newRef, xdecref } from './refcount.ts'
import { codePoint, newStr, newStrOf, strLength } from './str.ts'
import { utf8Of } from './utf8-cache.ts'

const M = L.PyMemberDef
const readOnly = 1

/** `T_…` of structmember.h, in its numbering. */
interface MemberKind {
  read: (at: Address, def: Address, o: Address) => Address
  /** Absent: the member cannot be written. */
  write?: (at: Address, value: Address) => void
  /** `del` is allowed, and stores NULL. */
  deletable?: boolean
}

const integer = (
  read: (at: Address) => number | bigint,
  write: (at: Address, value: bigint) => void,
  narrowed: (value: bigint) => void,
): MemberKind => ({
  read: (at) => newInt(read(at)),
  write: (at, given) => {
    const value = integerOf(given)
    narrowed(value)
    write(at, value)
  },
})

/** A value is converted to a word of C, which must hold it, and only then cut to the size of the field. */
const word =
  (problem: string, unsigned = false) =>
  (value: bigint): void => {
    if (value < -(2n ** 63n) || value >= 2n ** (unsigned ? 64n : 63n)) raise(E.OverflowError, problem)
  }
const long = word('Python int too large to convert to C long')
const size = word('Python int too large to convert to C ssize_t')
const longLong = word('int too big to convert')
const unsignedLong = (value: bigint): void => {
  word('Python int too large to convert to C long', true)(value)
  if (value < 0n) complain('Writing negative value into unsigned field')
}
const unsignedLongLong = (value: bigint): void => {
  if (value < 0n) raise(E.OverflowError, "can't convert negative int to unsigned")
  word('int too big to convert', true)(value)
}
function cut(type: string, bits: number, convert: (value: bigint) => void = long): (value: bigint) => void {
  const unsigned = type.startsWith('unsigned')
  return (value) => {
    convert(value)
    // A negative value of an unsigned int was complained of already, as one that does not fit.
    const kept = unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)
    if (kept !== value) complain(`Truncation of value to ${type}`)
  }
}
function complain(problem: string): void {
  const message = newStr(problem)
  try {
    checkedInt(callInt(apiAddress('PyErr_WarnEx'), E.RuntimeWarning, utf8Of(message).data, 1))
  } finally {
    decref(message)
  }
}

const object: MemberKind = {
  read: (at) => newRef(readPointer(at) || none()),
  write: (at, value) => storeObject(at, value),
  deletable: true,
}

const kinds: Record<number, MemberKind> = {
  0: integer(
    (at) => readI16(at),
    (at, value) => writeU16(at, 0, Number(BigInt.asUintN(16, value))),
    cut('short', 16),
  ),
  1: integer(
    (at) => readI32(at),
    (at, value) => writeI32(at, 0, Number(BigInt.asIntN(32, value))),
    cut('int', 32),
  ),
  2: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
    long,
  ),
  3: { read: (at) => newFloat(readF32(at)), write: (at, value) => writeF32(at, 0, doubleOf(value)) },
  4: { read: (at) => newFloat(readF64(at)), write: (at, value) => writeF64(at, 0, doubleOf(value)) },
  5: { read: (at) => (readPointer(at) === NULL ? newNone() : newStr(readCString(readPointer(at)))) },
  6: object,
  7: { read: (at) => newStrOf([readU8(at)]), write: (at, value) => writeU8(at, 0, characterOf(value)) },
  8: integer(
    (at) => readI8(at),
    (at, value) => writeU8(at, 0, Number(BigInt.asUintN(8, value))),
    cut('char', 8),
  ),
  9: integer(
    (at) => readU8(at),
    (at, value) => writeU8(at, 0, Number(BigInt.asUintN(8, value))),
    cut('unsigned char', 8),
  ),
  10: integer(
    (at) => readU16(at),
    (at, value) => writeU16(at, 0, Number(BigInt.asUintN(16, value))),
    cut('unsigned short', 16),
  ),
  11: integer(
    (at) => readU32(at),
    (at, value) => writeI32(at, 0, Number(BigInt.asIntN(32, value))),
    cut('unsigned int', 32, unsignedLong),
  ),
  12: integer(
    (at) => narrow(readU64(at)),
    (at, value) => writeI64(at, 0, BigInt.asIntN(64, value)),
    unsignedLong,
  ),
  13: { read: (at) => newStr(readCString(plus(at, 0))) },
  14: { read: (at) => bool(readU8(at) !== 0), write: (at, value) => writeU8(at, 0, boolOf(value)) },
  16: { ...object, read: (at, def, o) => newRef(readPointer(at) || raiseMissing(o, def)) },
  17: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
    longLong,
  ),
  18: integer(
    (at) => narrow(readU64(at)),
    (at, value) => writeI64(at, 0, BigInt.asIntN(64, value)),
    unsignedLongLong,
  ),
  19: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
    size,
  ),
  20: { read: () => newNone() },
}
/** T_OBJECT_EX. */
const objectOrError = 16
/** T_NONE. */
const nothing = 20

function kindOf(def: Address): MemberKind {
  const kind = kinds[readI32(def, M.type)]
  if (kind === undefined) raise(E.SystemError, 'bad memberdescr type')
  return kind
}

/** New reference. */
export function readMember(o: Address, def: Address): Address {
  return kindOf(def).read(plus(o, readPointer(def, M.offset)), def, o)
}

/** `value` NULL deletes. */
export function writeMember(o: Address, def: Address, value: Address): void {
  const kind = kindOf(def)
  if ((readI32(def, M.flags) & readOnly) !== 0) raise(E.AttributeError, 'readonly attribute')
  const at = plus(o, readPointer(def, M.offset))
  if (value === NULL) {
    if (!kind.deletable) raise(E.TypeError, "can't delete numeric/char attribute")
    if (readI32(def, M.type) === objectOrError && readPointer(at) === NULL) raiseUnset(def)
    storeObject(at, NULL)
  } else if (readI32(def, M.type) === nothing) {
    raise(E.SystemError, `bad memberdescr type for ${readCString(readPointer(def, M.name))}`)
  } else if (kind.write) kind.write(at, value)
  else raise(E.TypeError, 'readonly attribute')
}

function storeObject(at: Address, value: Address): void {
  const old = readPointer(at)
  writePointer(at, 0, value === NULL ? NULL : newRef(value))
  xdecref(old)
}

function raiseMissing(o: Address, def: Address): never {
  raise(E.AttributeError, `'${nameOf(o)}' object has no attribute '${readCString(readPointer(def, M.name))}'`)
}
/** What deleting says instead. */
function raiseUnset(def: Address): never {
  raise(E.AttributeError, readCString(readPointer(def, M.name)))
}

function integerOf(value: Address): bigint {
  return BigInt(indexValue(value))
}
function doubleOf(value: Address): number {
  if (isInstance(value, S.PyFloat_Type)) return readFloat(value)
  if (isInt(value)) return intToDouble(value)
  return raise(E.TypeError, `must be real number, not ${nameOf(value)}`)
}
function boolOf(value: Address): number {
  if (value !== S._Py_TrueStruct && value !== S._Py_FalseStruct) {
    raise(E.TypeError, 'attribute value type must be bool')
  }
  return Number(readInt(value))
}
function characterOf(value: Address): number {
  if (!isStr(value) || strLength(value) !== 1) raise(E.TypeError, 'bad argument type for built-in operation')
  return codePoint(value, 0)
}
