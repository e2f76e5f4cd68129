/** `int`, `bool`, `float`, `complex` and the singletons. */
import { type Address, NULL } from '../../memory/address.ts'
import { flag, L } from '../../memory/layouts.ts'
import { apiAddress, E, none, S } from '../../memory/statics.ts'
import { writeF64, writeSize, writeU32 } from '../../memory/views.ts'
import { freeObject } from '../allocation.ts'
import { indexValue, parseInteger, toDouble, toFloat, toInt } from '../conversion.ts'
import { args, describeType, type TypeDescription } from '../define.ts'
import { raise } from '../errors.ts'
import { complexText, floatText, hashFloat, newComplex, newFloat, readComplex, readFloat } from '../float.ts'
import { floatTypes, formatFloat, formatInt, intTypes, parseSpec } from '../format-spec.ts'
import { allocInstance } from '../instances.ts'
import { bitLength, digitsOf, hashInt, intToDouble, narrow, newInt, readBig, readInt } from '../int.ts'
import { bool, EQ, isInstance, isInt, isStr, isTrue, itemsOf, NE, notImplemented, reprText } from '../object.ts'
import { decref, newRef, setRefcount } from '../refcount.ts'
import { newTuple } from '../sequence.ts'
import { newStr, readStr } from '../str.ts'

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
  if (b === 0n) raise(E.ZeroDivisionError, 'integer division or modulo by zero')
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
}

function power(base: bigint, exponent: bigint): Address {
  if (exponent >= 0n) return result(base ** exponent)
  if (base === 0n) raise(E.ZeroDivisionError, '0.0 cannot be raised to a negative power')
  return newFloat(Number(base) ** Number(exponent))
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) raise(E.ValueError, 'pow() 3rd argument cannot be 0')
  if (exponent < 0n) raise(E.ValueError, 'base is not invertible for the given modulus')
  let value = 1n
  let factor = modulo(base, modulus)
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) value = modulo(value * factor, modulus)
    factor = modulo(factor * factor, modulus)
  }
  return modulo(value, modulus)
}

function shift(a: bigint, by: bigint, left: boolean): bigint {
  if (by < 0n) raise(E.ValueError, 'negative shift count')
  return left ? a << by : a >> by
}

/** Exact division of ints, as a float. */
function trueDivide(a: bigint, b: bigint): Address {
  if (b === 0n) raise(E.ZeroDivisionError, 'division by zero')
  const quotient = Number(a) / Number(b)
  if (Number.isFinite(quotient)) return newFloat(quotient)
  // Both may be beyond the doubles while their quotient is not.
  const scaled = Number((a * 2n ** 64n) / b) / 2 ** 64
  if (!Number.isFinite(scaled)) raise(E.OverflowError, 'integer division result too large for a float')
  return newFloat(scaled)
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

function intNew(type: Address, given: Address): Address {
  const [o = NULL, base = NULL] = itemsOf(given)
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
  if (!isStr(o)) raise(E.TypeError, "int() can't convert non-string with explicit base")
  const value = parseInteger(readStr(o), base)
  if (value === undefined) raise(E.ValueError, `invalid literal for int() with base ${base}: ${reprText(o)}`)
  return newInt(narrow(value))
}

function intFormat(o: Address, text: string): string {
  const spec = parseSpec(text, 'int', intTypes + floatTypes)
  return intTypes.includes(spec.type) ? formatInt(readBig(o), spec) : formatFloat(intToDouble(o), spec)
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
    methods: {
      bit_length: args(0, (o) => newInt(bitLength(o))),
      conjugate: args(0, (o) => newInt(readInt(o))),
      __trunc__: args(0, (o) => newInt(readInt(o))),
      __format__: args(1, (o, spec = NULL) => newStr(intFormat(o, readStr(spec)))),
    },
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
    size: L.PyLongObject.ob_digit,
    itemSize: 4,
    base: S.PyLong_Type,
    slots: {
      tp_repr: (o: Address) => newStr(o === S._Py_TrueStruct ? 'True' : 'False'),
      tp_new: (_type: Address, given: Address) => bool(itemsOf(given).some(isTrue)),
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
function asDouble(o: Address): number | undefined {
  if (isInstance(o, S.PyFloat_Type)) return readFloat(o)
  return isInt(o) ? intToDouble(o) : undefined
}
function onDoubles(operation: (a: number, b: number) => Address): (a: Address, b: Address) => Address {
  return (a, b) => {
    const [x, y] = [asDouble(a), asDouble(b)]
    return x === undefined || y === undefined ? notImplemented() : operation(x, y)
  }
}
function nonZero(value: number, message: string): number {
  return value === 0 ? raise(E.ZeroDivisionError, message) : value
}
function floatModulo(a: number, b: number): number {
  const rest = a % nonZero(b, 'float modulo')
  if (rest === 0) return b < 0 ? -0 : 0
  return rest < 0 !== b < 0 ? rest + b : rest
}
function floatFloor(a: number, b: number): number {
  return Math.floor((a - floatModulo(a, nonZero(b, 'float floor division by zero'))) / b)
}
function floatPower(a: number, b: number): Address {
  if (a === 0 && b < 0) raise(E.ZeroDivisionError, '0.0 cannot be raised to a negative power')
  if (a === 1 || b === 0) return newFloat(1)
  const value = a ** b
  if (!Number.isFinite(value) && Number.isFinite(a) && Number.isFinite(b) && !Number.isNaN(value)) {
    raise(E.OverflowError, "(34, 'Numerical result out of range')")
  }
  return newFloat(value)
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
      nb_divmod: onDoubles((a, b) => pair(newFloat(floatFloor(a, b)), newFloat(floatModulo(a, b)))),
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
    methods: {
      is_integer: args(0, (o) => bool(Number.isInteger(readFloat(o)))),
      __trunc__: args(0, (o) => truncate(readFloat(o))),
      __format__: args(1, (o, spec = NULL) =>
        newStr(formatFloat(readFloat(o), parseSpec(readStr(spec), 'float', floatTypes))),
      ),
    },
    getset: { real: { get: (o) => newFloat(readFloat(o)) }, imag: { get: () => newFloat(0) } },
  })
}

/** The int towards zero. */
export function truncate(value: number): Address {
  if (Number.isNaN(value)) raise(E.ValueError, 'cannot convert float NaN to integer')
  if (!Number.isFinite(value)) raise(E.OverflowError, 'cannot convert float infinity to integer')
  return newInt(narrow(BigInt(Math.trunc(value))))
}

interface Complex {
  real: number
  imag: number
}
function asComplex(o: Address): Complex | undefined {
  if (isInstance(o, S.PyComplex_Type)) return readComplex(o)
  const real = asDouble(o)
  return real === undefined ? undefined : { real, imag: 0 }
}
function onComplex(operation: (a: Complex, b: Complex) => Complex): (a: Address, b: Address) => Address {
  return (a, b) => {
    const [x, y] = [asComplex(a), asComplex(b)]
    if (x === undefined || y === undefined) return notImplemented()
    const value = operation(x, y)
    return newComplex(value.real, value.imag)
  }
}
function divideComplex(a: Complex, b: Complex): Complex {
  const size = nonZero(b.real * b.real + b.imag * b.imag, 'complex division by zero')
  return { real: (a.real * b.real + a.imag * b.imag) / size, imag: (a.imag * b.real - a.real * b.imag) / size }
}

export function describeComplex(): void {
  describeType(S.PyComplex_Type, {
    name: 'complex',
    size: L.PyComplexObject.size,
    flags: flag.BASETYPE,
    slots: {
      tp_dealloc: freeObject,
      tp_free: apiAddress('PyObject_Free'),
      tp_repr: (o: Address) => newStr(complexText(readComplex(o).real, readComplex(o).imag)),
      tp_hash: (o: Address) => {
        const { real, imag } = readComplex(o)
        if (imag === 0) return hashFloat(real)
        const mixed = BigInt(hashFloat(real)) + 1000003n * BigInt(hashFloat(imag))
        return narrow(BigInt.asIntN(64, mixed === -1n ? -2n : mixed))
      },
      tp_richcompare: (a: Address, b: Address, op: number) => {
        const [x, y] = [asComplex(a), asComplex(b)]
        if ((op !== EQ && op !== NE) || x === undefined || y === undefined) return notImplemented()
        return bool((x.real === y.real && x.imag === y.imag) === (op === EQ))
      },
      tp_new: (type: Address, given: Address) => {
        const [real = NULL, imag = NULL] = itemsOf(given)
        const x = real === NULL ? { real: 0, imag: 0 } : (asComplex(real) ?? { real: toDouble(real), imag: 0 })
        const y = imag === NULL ? { real: 0, imag: 0 } : (asComplex(imag) ?? { real: toDouble(imag), imag: 0 })
        const instance = type === S.PyComplex_Type ? newComplex(0, 0) : allocInstance(type)
        writeF64(instance, L.PyComplexObject.real, x.real - y.imag)
        writeF64(instance, L.PyComplexObject.imag, x.imag + y.real)
        return instance
      },
      nb_add: onComplex((a, b) => ({ real: a.real + b.real, imag: a.imag + b.imag })),
      nb_subtract: onComplex((a, b) => ({ real: a.real - b.real, imag: a.imag - b.imag })),
      nb_multiply: onComplex((a, b) => ({
        real: a.real * b.real - a.imag * b.imag,
        imag: a.real * b.imag + a.imag * b.real,
      })),
      nb_true_divide: onComplex(divideComplex),
      nb_negative: (o: Address) => newComplex(-readComplex(o).real, -readComplex(o).imag),
      nb_positive: (o: Address) => newComplex(readComplex(o).real, readComplex(o).imag),
      nb_absolute: (o: Address) => newFloat(Math.hypot(readComplex(o).real, readComplex(o).imag)),
      nb_bool: (o: Address) => (readComplex(o).real === 0 && readComplex(o).imag === 0 ? 0 : 1),
    },
    methods: { conjugate: args(0, (o) => newComplex(readComplex(o).real, -readComplex(o).imag)) },
    getset: {
      real: { get: (o) => newFloat(readComplex(o).real) },
      imag: { get: (o) => newFloat(readComplex(o).imag) },
    },
  })
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
    })
    setRefcount(o, 1_000_000)
  }
  singleton(S._PyNone_Type, none(), ['NoneType', 'None'], { nb_bool: () => 0 })
  singleton(S._PyNotImplemented_Type, S._Py_NotImplementedStruct, ['NotImplementedType', 'NotImplemented'])
  singleton(S.PyEllipsis_Type, S._Py_EllipsisObject, ['ellipsis', 'Ellipsis'])
}
