/** `int`, `bool`, `float`, `complex` and the singletons. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { writeF64, writeSize, writeU32 } from '../../memory/views.ts'
import { freeObject } from '../allocation.ts'
import { indexValue, textToInt, toFloat, toInt } from '../conversion.ts'
import { args, describeType, type TypeDescription } from '../define.ts'
import { dictSize } from '../dict.ts'
import { newTupleOf, raise, raiseObject } from '../errors.ts'
import { divideRounded } from '../exact-decimal.ts'
import { floatText, hashFloat, newComplex, newFloat, readFloat } from '../float.ts'
import { allocInstance } from '../instances.ts'
import { digitsOf, hashInt, intToDouble, narrow, newInt, readBig, readInt } from '../int.ts'
import { bindArguments } from '../named-arguments.ts'
import { bool, isInstance, isInt, isTrue, itemsOf, notImplemented, sizeOf } from '../object.ts'
import { decref, newRef, setRefcount } from '../refcount.ts'
import { newTuple } from '../sequence.ts'
import { newStr } from '../str.ts'
import { floatMethods, intMethods } from './number-methods.ts'

type BigOperation = (a: bigint, b: bigint) => Address

function onInts(operation: BigOperation): (a: Address, b: Address) => Address {
  return (a, b) => (isInt(a) && isInt(b) ? operation(readBig(a), readBig(b)) : notImplemented())
}
const result = (value: bigint): Address => newInt(narrow(value))

function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) raise(E.ZeroDivisionError, 'integer division or modulo by zero')
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}
function modulo(a: bigint, b: bigint): bigint {
  if (b === 0n) raise(E.ZeroDivisionError, 'integer modulo by zero')
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
}

function power(base: bigint, exponent: bigint): Address {
  if (exponent >= 0n) return result(base ** exponent)
  if (base === 0n) raise(E.ZeroDivisionError, '0.0 cannot be raised to a negative power')
  return newFloat(bigToDouble(base) ** bigToDouble(exponent))
}
function bigToDouble(value: bigint): number {
  const double = Number(value)
  return Number.isFinite(double) ? double : raise(E.OverflowError, 'int too large to convert to float')
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) raise(E.ValueError, 'pow() 3rd argument cannot be 0')
  const start = exponent < 0n ? inverse(base, modulus) : base
  let value = 1n
  let factor = modulo(start, modulus)
  for (let rest = exponent < 0n ? -exponent : exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) value = modulo(value * factor, modulus)
    factor = modulo(factor * factor, modulus)
  }
  return modulo(value, modulus)
}
/** By the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
  const size = modulus < 0n ? -modulus : modulus
  let [a, b] = [modulo(value, size), size]
  let [x, y] = [1n, 0n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - quotient * y]
  }
  return a === 1n ? x : raise(E.ValueError, 'base is not invertible for the given modulus')
}

function shift(a: bigint, by: bigint, left: boolean): bigint {
  if (by < 0n) raise(E.ValueError, 'negative shift count')
  return left ? a << by : a >> by
}

/** Exact division of ints, as the nearest float. */
function trueDivide(a: bigint, b: bigint): Address {
  if (b === 0n) raise(E.ZeroDivisionError, 'division by zero')
  const negative = a < 0n !== b < 0n
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b]
  if (top === 0n) return newFloat(negative ? -0 : 0)
  // The quotient with some bits more than a double has, and one that says whether anything is left.
  const shift = Math.max(66 - top.toString(2).length + bottom.toString(2).length, -1140)
  const scaled = shift >= 0 ? top << BigInt(shift) : top
  const divisor = shift >= 0 ? bottom : bottom << BigInt(-shift)
  const sticky = (scaled / divisor) * 2n + (scaled % divisor === 0n ? 0n : 1n)
  const value = shift > 1000 ? scaleDown(sticky, shift + 1) : Number(sticky) * 2 ** -(shift + 1)
  if (!Number.isFinite(value)) raise(E.OverflowError, 'integer division result too large for a float')
  return newFloat(negative ? -value : value)
}
/** Towards subnormal doubles the rounding must happen once. */
function scaleDown(value: bigint, by: number): number {
  const last = Math.max(value.toString(2).length - by - 53, -1074)
  const drop = by + last
  const kept = drop > 0 ? divideRounded(value, 1n << BigInt(drop)) : value << BigInt(-drop)
  return Number(kept) * 2 ** -500 * 2 ** (last + 500)
}

function compareValues(a: number | bigint, b: number | bigint, op: number): boolean {
  return [a < b, a <= b, a <= b && a >= b, !(a <= b && a >= b), a > b, a >= b][op] ?? false
}

const number: TypeDescription['slots'] = {
  nb_add: onInts((a, b) => result(a + b)),
  nb_subtract: onInts((a, b) => result(a - b)),
  nb_multiply: onInts((a, b) => result(a * b)),
  nb_remainder: onInts((a, b) => result(modulo(a, b))),
  nb_floor_divide: onInts((a, b) => result(floorDivide(a, b))),
  nb_true_divide: onInts(trueDivide),
  nb_divmod: onInts((a, b) => pair(result(floorDivide(a, b)), result(modulo(a, b)))),
  nb_power: (a: Address, b: Address, modulus: Address) => {
    if (!isInt(a) || !isInt(b)) return notImplemented()
    if (modulus === none()) return power(readBig(a), readBig(b))
    return isInt(modulus) ? result(modularPower(readBig(a), readBig(b), readBig(modulus))) : notImplemented()
  },
  nb_negative: (a: Address) => result(-readBig(a)),
  nb_positive: (a: Address) => newInt(readInt(a)),
  nb_absolute: (a: Address) => result(readBig(a) < 0n ? -readBig(a) : readBig(a)),
  nb_bool: (a: Address) => (readInt(a) === 0 ? 0 : 1),
  nb_invert: (a: Address) => result(~readBig(a)),
  nb_lshift: onInts((a, b) => result(shift(a, b, true))),
  nb_rshift: onInts((a, b) => result(shift(a, b, false))),
  nb_and: onInts((a, b) => result(a & b)),
  nb_xor: onInts((a, b) => result(a ^ b)),
  nb_or: onInts((a, b) => result(a | b)),
  nb_int: (a: Address) => newInt(readInt(a)),
  nb_float: (a: Address) => newFloat(intToDouble(a)),
  nb_index: (a: Address) => newInt(readInt(a)),
}

function pair(a: Address, b: Address): Address {
  const tuple = newTuple([a, b])
  decref(a)
  decref(b)
  return tuple
}

const intSignature = { name: 'int', names: ['x', 'base'], least: 0 }

function intNew(type: Address, given: Address, kwargs: Address): Address {
  const [o = NULL, base = NULL] = bindArguments(intSignature, itemsOf(given), kwargs)
  if (o === NULL && base !== NULL) raise(E.TypeError, 'int() missing string argument')
  const value = o === NULL ? newInt(0) : base === NULL ? toInt(o) : withBase(o, Number(indexValue(base)))
  if (type === S.PyLong_Type) return value
  const parts = digitsOf(value)
  const instance = allocInstance(type, Math.max(1, parts.length))
  writeSize(instance, L.PyVarObject.ob_size, readBig(value) < 0n ? -parts.length : parts.length)
  parts.forEach((part, i) => {
    writeU32(instance, L.PyLongObject.ob_digit + i * 4, part)
  })
  decref(value)
  return instance
}

function withBase(o: Address, base: number): Address {
  if (base !== 0 && (base < 2 || base > 36)) raise(E.ValueError, 'int() base must be >= 2 and <= 36, or 0')
  return textToInt(o, base) || raise(E.TypeError, "int() can't convert non-string with explicit base")
}

export function describeInt(): void {
  describeType(S.PyLong_Type, {
    name: 'int',
    size: L.PyLongObject.ob_digit,
    itemSize: 4,
    flags: flag.BASETYPE | flag.LONG_SUBCLASS,
    slots: {
      ...number,
      tp_repr: (o: Address) => newStr(String(readInt(o))),
      tp_hash: (o: Address) => hashInt(readInt(o)),
      tp_richcompare: (a: Address, b: Address, op: number) =>
        isInt(a) && isInt(b) ? bool(compareValues(readInt(a), readInt(b), op)) : notImplemented(),
      tp_dealloc: freeObject,
      tp_new: intNew,
      tp_free: apiAddress('PyObject_Free'),
    },
    methods: intMethods,
    getset: {
      real: { get: (o) => newInt(readInt(o)) },
      imag: { get: () => newInt(0) },
      numerator: { get: (o) => newInt(readInt(o)) },
      denominator: { get: () => newInt(1) },
    },
  })
  const logic =
    (operation: (a: boolean, b: boolean) => boolean, otherwise: BigOperation) => (a: Address, b: Address) => {
      if (isBool(a) && isBool(b)) return bool(operation(isTrue(a), isTrue(b)))
      return onInts(otherwise)(a, b)
    }
  describeType(S.PyBool_Type, {
    name: 'bool',
    size: L.PyLongObject.size,
    itemSize: 4,
    base: S.PyLong_Type,
    slots: {
      tp_repr: (o: Address) => newStr(o === S._Py_TrueStruct ? 'True' : 'False'),
      tp_new: (_type: Address, given: Address, kwargs: Address) => {
        if (kwargs !== NULL && dictSize(kwargs) > 0) raise(E.TypeError, 'bool() takes no keyword arguments')
        if (sizeOf(given) > 1) raise(E.TypeError, `bool expected at most 1 argument, got ${sizeOf(given)}`)
        return bool(itemsOf(given).some(isTrue))
      },
      nb_and: logic(
        (a, b) => a && b,
        (a, b) => result(a & b),
      ),
      nb_or: logic(
        (a, b) => a || b,
        (a, b) => result(a | b),
      ),
      nb_xor: logic(
        (a, b) => a !== b,
        (a, b) => result(a ^ b),
      ),
    },
  })
}
function isBool(o: Address): boolean {
  return o === S._Py_TrueStruct || o === S._Py_FalseStruct
}

/** The operand as a double; undefined when it is no real number. */
export function asDouble(o: Address): number | undefined {
  if (isInstance(o, S.PyFloat_Type)) return readFloat(o)
  return isInt(o) ? intToDouble(o) : undefined
}
function onDoubles(operation: (a: number, b: number) => Address): (a: Address, b: Address) => Address {
  return (a, b) => {
    const [x, y] = [asDouble(a), asDouble(b)]
    return x === undefined || y === undefined ? notImplemented() : operation(x, y)
  }
}
export function nonZero(value: number, message: string): number {
  return value === 0 ? raise(E.ZeroDivisionError, message) : value
}
function floatModulo(a: number, b: number): number {
  const rest = a % nonZero(b, 'float modulo')
  if (rest === 0) return b < 0 ? -0 : 0
  return rest < 0 !== b < 0 ? rest + b : rest
}
function floatFloor(a: number, b: number): number {
  nonZero(b, 'float floor division by zero')
  const rest = a % b
  let quotient = (a - rest) / b
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0
  const low = Math.floor(quotient)
  return quotient - low > 0.5 ? low + 1 : low
}
function floatPower(a: number, b: number): Address {
  if (a === 0 && b < 0) raise(E.ZeroDivisionError, '0.0 cannot be raised to a negative power')
  if (a === 1 || b === 0 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))) return newFloat(1)
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) return complexPower(a, b)
  const value = a ** b
  if (!Number.isFinite(value) && Number.isFinite(a) && Number.isFinite(b)) {
    const given = [newInt(34), newStr('Numerical result out of range')]
    return raiseObject(E.OverflowError, newTupleOf(given))
  }
  return newFloat(value)
}
function complexPower(a: number, b: number): Address {
  const [length, angle] = [Math.abs(a) ** b, Math.PI * b]
  return newComplex(length * Math.cos(angle), length * Math.sin(angle))
}

function compareFloat(a: Address, b: Address, op: number): Address {
  const left = readFloat(a)
  if (isInstance(b, S.PyFloat_Type)) return bool(compareValues(left, readFloat(b), op))
  return isInt(b) ? bool(compareValues(left, readInt(b), op)) : notImplemented()
}

export function describeFloat(): void {
  describeType(S.PyFloat_Type, {
    name: 'float',
    size: L.PyFloatObject.size,
    flags: flag.BASETYPE,
    slots: {
      tp_dealloc: freeObject,
      tp_repr: (o: Address) => newStr(floatText(readFloat(o))),
      tp_hash: (o: Address) => (Number.isNaN(readFloat(o)) ? Math.floor(o / 16) : hashFloat(readFloat(o))),
      tp_richcompare: compareFloat,
      tp_free: apiAddress('PyObject_Free'),
      tp_new: (type: Address, given: Address) => {
        const [o = NULL] = itemsOf(given)
        const value = o === NULL ? newFloat(0) : toFloat(o)
        if (type === S.PyFloat_Type) return value
        const instance = allocInstance(type)
        writeF64(instance, L.PyFloatObject.ob_fval, readFloat(value))
        decref(value)
        return instance
      },
      nb_add: onDoubles((a, b) => newFloat(a + b)),
      nb_subtract: onDoubles((a, b) => newFloat(a - b)),
      nb_multiply: onDoubles((a, b) => newFloat(a * b)),
      nb_true_divide: onDoubles((a, b) => newFloat(a / nonZero(b, 'float division by zero'))),
      nb_remainder: onDoubles((a, b) => newFloat(floatModulo(a, b))),
      nb_floor_divide: onDoubles((a, b) => newFloat(floatFloor(a, b))),
      nb_divmod: onDoubles((a, b) => {
        nonZero(b, 'float divmod()')
        return pair(newFloat(floatFloor(a, b)), newFloat(floatModulo(a, b)))
      }),
      nb_power: (a: Address, b: Address, modulus: Address) => {
        if (modulus !== none()) raise(E.TypeError, 'pow() 3rd argument not allowed unless all arguments are integers')
        return onDoubles(floatPower)(a, b)
      },
      nb_negative: (o: Address) => newFloat(-readFloat(o)),
      nb_positive: (o: Address) => newFloat(readFloat(o)),
      nb_absolute: (o: Address) => newFloat(Math.abs(readFloat(o))),
      nb_bool: (o: Address) => (readFloat(o) === 0 ? 0 : 1),
      nb_int: (o: Address) => truncate(readFloat(o)),
      nb_float: (o: Address) => newFloat(readFloat(o)),
    },
    methods: floatMethods,
    getset: { real: { get: (o) => newFloat(readFloat(o)) }, imag: { get: () => newFloat(0) } },
  })
}

/** The int towards zero. */
export function truncate(value: number): Address {
  if (Number.isNaN(value)) raise(E.ValueError, 'cannot convert float NaN to integer')
  if (!Number.isFinite(value)) raise(E.OverflowError, 'cannot convert float infinity to integer')
  return newInt(narrow(BigInt(Math.trunc(value))))
}

/** None, NotImplemented, Ellipsis, True and False: the structs themselves. They are never freed. */
export function describeSingletons(): void {
  const singleton = (
    type: Address,
    o: Address,
    [name, text]: [string, string],
    extra: TypeDescription['slots'] = {},
  ) => {
    describeType(type, {
      name,
      size: L.PyObject.size,
      slots: {
        tp_repr: () => newStr(text),
        tp_dealloc: (dying: Address) => setRefcount(dying, 1_000_000),
        tp_new: () => newRef(o),
        ...extra,
      },
      // Pickling asks: the name says it all. None is known to pickle itself.
      ...(o === none() ? {} : { methods: { __reduce__: args(0, () => newStr(text)) } }),
    })
    setRefcount(o, 1_000_000)
  }
  singleton(S._PyNone_Type, none(), ['NoneType', 'None'], { nb_bool: () => 0 })
  singleton(S._PyNotImplemented_Type, S._Py_NotImplementedStruct, ['NotImplementedType', 'NotImplemented'])
  singleton(S.PyEllipsis_Type, S._Py_EllipsisObject, ['ellipsis', 'Ellipsis'])
}
