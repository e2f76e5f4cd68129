/** PyMemberDef: fields of an instance's C struct, read and written as attributes. */
import { type Address, NULL, plus } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
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
import { raise } from './errors.ts'
import { newFloat, readFloat } from './float.ts'
import { intToDouble, narrow, newInt, readBig, readInt } from './int.ts'
import { bool, isInstance, isInt, isStr, nameOf, newNone } from './object.ts'
import { newRef, xdecref } from './refcount.ts'
import { codePoint, newStr, newStrOf, strLength } from './str.ts'

const M = L.PyMemberDef
const readOnly = 1

/** `T_…` of structmember.h, in its numbering. */
interface MemberKind {
  read: (at: Address, def: Address) => Address
  /** Absent: the member cannot be written. */
  write?: (at: Address, value: Address) => void
  /** `del` is allowed, and stores NULL. */
  deletable?: boolean
}

const integer = (read: (at: Address) => number | bigint, write: (at: Address, value: bigint) => void): MemberKind => ({
  read: (at) => newInt(read(at)),
  write: (at, value) => write(at, integerOf(value)),
})

const object: MemberKind = {
  read: (at) => newRef(readPointer(at) || none()),
  write: (at, value) => storeObject(at, value),
  deletable: true,
}

const kinds: Record<number, MemberKind> = {
  0: integer(
    (at) => readI16(at),
    (at, value) => writeU16(at, 0, Number(BigInt.asUintN(16, value))),
  ),
  1: integer(
    (at) => readI32(at),
    (at, value) => writeI32(at, 0, Number(BigInt.asIntN(32, value))),
  ),
  2: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
  ),
  3: { read: (at) => newFloat(readF32(at)), write: (at, value) => writeF32(at, 0, doubleOf(value)) },
  4: { read: (at) => newFloat(readF64(at)), write: (at, value) => writeF64(at, 0, doubleOf(value)) },
  5: { read: (at) => (readPointer(at) === NULL ? newNone() : newStr(readCString(readPointer(at)))) },
  6: object,
  7: { read: (at) => newStrOf([readU8(at)]), write: (at, value) => writeU8(at, 0, characterOf(value)) },
  8: integer(
    (at) => readI8(at),
    (at, value) => writeU8(at, 0, Number(BigInt.asUintN(8, value))),
  ),
  9: integer(
    (at) => readU8(at),
    (at, value) => writeU8(at, 0, Number(BigInt.asUintN(8, value))),
  ),
  10: integer(
    (at) => readU16(at),
    (at, value) => writeU16(at, 0, Number(BigInt.asUintN(16, value))),
  ),
  11: integer(
    (at) => readU32(at),
    (at, value) => writeI32(at, 0, Number(BigInt.asIntN(32, value))),
  ),
  12: integer(
    (at) => narrow(readU64(at)),
    (at, value) => writeI64(at, 0, BigInt.asIntN(64, value)),
  ),
  13: { read: (at) => newStr(readCString(plus(at, 0))) },
  14: { read: (at) => bool(readU8(at) !== 0), write: (at, value) => writeU8(at, 0, boolOf(value)) },
  16: { ...object, read: (at, def) => newRef(readPointer(at) || raiseUnset(def)) },
  17: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
  ),
  18: integer(
    (at) => narrow(readU64(at)),
    (at, value) => writeI64(at, 0, BigInt.asIntN(64, value)),
  ),
  19: integer(
    (at) => narrow(readI64(at)),
    (at, value) => writeI64(at, 0, value),
  ),
  20: { read: () => newNone() },
}
/** T_OBJECT_EX. */
const objectOrError = 16

function kindOf(def: Address): MemberKind {
  const kind = kinds[readI32(def, M.type)]
  if (kind === undefined) raise(E.SystemError, 'bad memberdescr type')
  return kind
}

/** New reference. */
export function readMember(o: Address, def: Address): Address {
  return kindOf(def).read(plus(o, readPointer(def, M.offset)), def)
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
  } else if (kind.write) kind.write(at, value)
  else raise(E.TypeError, 'readonly attribute')
}

function storeObject(at: Address, value: Address): void {
  const old = readPointer(at)
  writePointer(at, 0, value === NULL ? NULL : newRef(value))
  xdecref(old)
}

function raiseUnset(def: Address): never {
  raise(E.AttributeError, readCString(readPointer(def, M.name)))
}

function integerOf(value: Address): bigint {
  if (!isInt(value)) raise(E.TypeError, `'${nameOf(value)}' object cannot be interpreted as an integer`)
  return readBig(value)
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
