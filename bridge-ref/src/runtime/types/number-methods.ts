/** Methods of `int` and `float`. */
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E, none, S } from '../../memory/statics.ts'
import { newBytes } from '../bytes.ts'
import { call } from '../call.ts'
import { indexSize, indexValue } from '../conversion.ts'
import { args, argsBetween, type Method } from '../define.ts'
import { newTupleOf, raise } from '../errors.ts'
import { decompose, divideRounded, roundDouble } from '../exact-decimal.ts'
import { newFloat, readFloat } from '../float.ts'
import { floatOfHex, hexOfFloat } from '../float-hex.ts'
import { floatTypes, formatFloat, formatInt, intTypes, parseSpec } from '../format-spec.ts'
import { bigFromBytes, bigToBytes, bitLength, digitsOf, intToDouble, narrow, newInt, readBig, readInt } from '../int.ts'
import { named } from '../named-arguments.ts'
import { bool, isStr, isTrue, nameOf, str } from '../object.ts'
import { decref, typeOf } from '../refcount.ts'
import { newStr, readStr } from '../str.ts'
import { bytesFrom } from './bytes-types.ts'

const integer = (value: bigint): Address => newInt(narrow(value))
const own = args(0, (o) => newInt(readInt(o)))

function roundedInt(o: Address, places: Address): Address {
  if (places === NULL || places === none()) return newInt(readInt(o))
  const count = BigInt(indexValue(places))
  if (count >= 0n) return newInt(readInt(o))
  const value = readBig(o)
  const unit = 10n ** -count
  const magnitude = divideRounded(value < 0n ? -value : value, unit) * unit
  return integer(value < 0n ? -magnitude : magnitude)
}

function isLittle(order: Address): boolean {
  if (order === NULL) return false
  if (!isStr(order)) raise(E.TypeError, `to_bytes() argument 'byteorder' must be str, not ${nameOf(order)}`)
  const text = readStr(order)
  return text === 'little' || (text !== 'big' && raise(E.ValueError, "byteorder must be either 'little' or 'big'"))
}
function toBytes(o: Address, length: Address, order: Address, signed: Address): Address {
  const size = length === NULL ? 1 : indexSize(length, E.OverflowError)
  const little = isLittle(order)
  if (size < 0) raise(E.ValueError, 'length argument must be non-negative')
  return newBytes(bigToBytes(readBig(o), { length: size, little, signed: signed !== NULL && isTrue(signed) }))
}
/** What calling the class with the value gives. Steals `value`. */
function ofClass(type: Address, exact: Address, value: Address): Address {
  if (type === exact) return value
  try {
    return call(type, [value])
  } finally {
    decref(value)
  }
}

function intFormat(o: Address, text: string): string {
  if (text === '') return String(readInt(o))
  const spec = parseSpec(text, nameOf(o), intTypes + floatTypes)
  return intTypes.includes(spec.type) ? formatInt(readBig(o), spec) : formatFloat(intToDouble(o), spec)
}

export const intMethods: Record<string, Method> = {
  bit_length: args(0, (o) => newInt(bitLength(o))),
  bit_count: args(0, (o) => newInt([...readBig(o).toString(2)].filter((digit) => digit === '1').length)),
  conjugate: own,
  __trunc__: own,
  __floor__: own,
  __ceil__: own,
  __round__: argsBetween(0, 1, (o, places = NULL) => roundedInt(o, places)),
  __getnewargs__: args(0, (o) => newTupleOf([newInt(readInt(o))])),
  __sizeof__: args(0, (o) => newInt(L.PyLongObject.ob_digit + 4 * Math.max(1, digitsOf(o).length))),
  as_integer_ratio: args(0, (o) => newTupleOf([newInt(readInt(o)), newInt(1)])),
  to_bytes: named(
    { name: 'to_bytes', names: ['length', 'byteorder', 'signed'], least: 0, positional: 2 },
    (o, length = NULL, order = NULL, signed = NULL) => toBytes(o, length, order, signed),
  ),
  from_bytes: named(
    { name: 'from_bytes', names: ['bytes', 'byteorder', 'signed'], least: 1, positional: 2, kind: 'class' },
    (type, bytes = NULL, order = NULL, signed = NULL) =>
      ofClass(
        type,
        S.PyLong_Type,
        integer(bigFromBytes(bytesFrom(bytes), isLittle(order), signed !== NULL && isTrue(signed))),
      ),
  ),
  __format__: args(1, (o, spec = NULL) => formatted(o, readStr(spec), intFormat)),
}

/** Without a specification an instance of a subclass (`bool`, say) is what its own `__str__` makes of it. */
function formatted(o: Address, spec: string, format: (o: Address, spec: string) => string): Address {
  const own = typeOf(o) === S.PyLong_Type || typeOf(o) === S.PyFloat_Type
  return spec === '' && !own ? str(o) : newStr(format(o, spec))
}

/** The int that a finite double is after rounding in some way. */
function whole(o: Address, round: (value: number) => number): Address {
  const value = readFloat(o)
  if (Number.isNaN(value)) raise(E.ValueError, 'cannot convert float NaN to integer')
  if (!Number.isFinite(value)) raise(E.OverflowError, 'cannot convert float infinity to integer')
  return integer(BigInt(round(value)))
}
/** Half to even. */
function nearest(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  if (rest === 0.5) return low % 2 === 0 ? low : low + 1
  return rest < 0.5 ? low : low + 1
}
function roundedFloat(o: Address, places: Address): Address {
  if (places === NULL || places === none()) return whole(o, nearest)
  const value = readFloat(o)
  const rounded = roundDouble(value, indexSize(places, NULL))
  if (!Number.isFinite(rounded) && Number.isFinite(value))
    raise(E.OverflowError, 'rounded value too large to represent')
  return newFloat(rounded)
}
function integerRatio(o: Address): Address {
  const value = readFloat(o)
  if (Number.isNaN(value)) raise(E.ValueError, 'cannot convert NaN to integer ratio')
  if (!Number.isFinite(value)) raise(E.OverflowError, 'cannot convert Infinity to integer ratio')
  if (value === 0) return newTupleOf([newInt(0), newInt(1)])
  let { mantissa, exponent } = decompose(value)
  while ((mantissa & 1n) === 0n) {
    mantissa >>= 1n
    exponent++
  }
  const top = exponent > 0 ? mantissa << BigInt(exponent) : mantissa
  return newTupleOf([integer(value < 0 ? -top : top), integer(exponent < 0 ? 1n << BigInt(-exponent) : 1n)])
}
function floatFormat(o: Address, text: string): string {
  return formatFloat(readFloat(o), parseSpec(text, 'float', floatTypes))
}

export const floatMethods: Record<string, Method> = {
  is_integer: args(0, (o) => bool(Number.isInteger(readFloat(o)))),
  conjugate: args(0, (o) => newFloat(readFloat(o))),
  __trunc__: args(0, (o) => whole(o, Math.trunc)),
  __floor__: args(0, (o) => whole(o, Math.floor)),
  __ceil__: args(0, (o) => whole(o, Math.ceil)),
  __round__: argsBetween(0, 1, (o, places = NULL) => roundedFloat(o, places)),
  __getnewargs__: args(0, (o) => newTupleOf([newFloat(readFloat(o))])),
  as_integer_ratio: args(0, integerRatio),
  hex: args(0, (o) => newStr(hexOfFloat(readFloat(o)))),
  fromhex: {
    ...args(1, (type, text = NULL) => {
      if (!isStr(text)) raise(E.TypeError, 'bad argument type for built-in operation')
      return ofClass(type, S.PyFloat_Type, newFloat(floatOfHex(readStr(text))))
    }),
    kind: 'class',
  },
  __getformat__: {
    ...args(1, (_type, kind = NULL) => {
      if (!['double', 'float'].includes(readStr(kind)))
        raise(E.ValueError, "__getformat__() argument 1 must be 'double' or 'float'")
      return newStr('IEEE, little-endian')
    }),
    kind: 'class',
  },
  __format__: args(1, (o, spec = NULL) => formatted(o, readStr(spec), floatFormat)),
}
