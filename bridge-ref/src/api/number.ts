import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL, plus } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { readCString } from '../memory/text.ts'
import { writeI32, writePointer } from '../memory/views.ts'
import {
  exactInt as exactly,
  index,
  indexWord,
  parseInteger,
  textToInt,
  toDouble,
  toFloat,
  toInt,
} from '../runtime/conversion.ts'
import { raise } from '../runtime/errors.ts'
import { newComplex, newFloat, readComplex } from '../runtime/float.ts'
import { checked } from '../runtime/indicator.ts'
import { intToDouble, narrow, newInt, readBig, wordToBig } from '../runtime/int.ts'
import { bool, isInstance, isInt, isStr, nameOf, slotFor } from '../runtime/object.ts'
import { binaryOperation, inPlaceOperation, powerOperation, unaryOperation } from '../runtime/operators.ts'
import { decref } from '../runtime/refcount.ts'
import { newStr, readStr } from '../runtime/str.ts'
import { truncate } from '../runtime/types/number-types.ts'
import { badInternalCall } from './list.ts'

type Word = number | bigint

export function PyBool_FromLong(value: Word): Address {
  return bool(Number(value) !== 0)
}
export function PyLong_FromLong(value: Word): Address {
  return newInt(value)
}
export const PyLong_FromLongLong = PyLong_FromLong
export const PyLong_FromSsize_t = PyLong_FromLong
/** koffi hands values beyond 2^63 on as negative ones. */
export function PyLong_FromUnsignedLongLong(value: Word): Address {
  return newInt(value >= 0 ? value : narrow(BigInt.asUintN(64, wordToBig(value))))
}
export const PyLong_FromUnsignedLong = PyLong_FromUnsignedLongLong
export const PyLong_FromSize_t = PyLong_FromUnsignedLongLong
export function PyLong_FromVoidPtr(pointer: Word): Address {
  return newInt(narrow(BigInt.asUintN(64, wordToBig(pointer))))
}
export function PyLong_FromDouble(value: number): Address {
  return truncate(value)
}
export function PyLong_FromString(text: Address, end: Address, base: number): Address {
  const value = readCString(text)
  needBase(base)
  const parsed = parseInteger(value, base)
  if (end !== NULL) writePointer(end, 0, plus(text, parsed === undefined ? 0 : value.length))
  if (parsed === undefined) {
    const literal = newStr(value)
    const shown = `invalid literal for int() with base ${base}: '${readStr(literal)}'`
    decref(literal)
    raise(E.ValueError, shown)
  }
  return newInt(narrow(parsed))
}
function needBase(base: number): void {
  if ((base !== 0 && base < 2) || base > 36) raise(E.ValueError, 'int() arg 2 must be >= 2 and <= 36')
}
export function PyLong_FromUnicodeObject(o: Address, base: number): Address {
  if (!isStr(o)) badInternalCall()
  needBase(base)
  return textToInt(o, base)
}

/** The value of an int or of what has `__index__`. */
function integral(o: Address): bigint {
  if (o === NULL) badInternalCall()
  if (isInt(o)) return readBig(o)
  const number = index(o)
  const value = readBig(number)
  decref(number)
  return value
}
function exactInt(o: Address): bigint {
  if (o === NULL) badInternalCall()
  if (!isInt(o)) raise(E.TypeError, 'an integer is required')
  return readBig(o)
}
function fits(value: bigint, signed: boolean): boolean {
  return signed ? BigInt.asIntN(64, value) === value : BigInt.asUintN(64, value) === value
}
function signedWord(value: bigint, type: string): Word {
  if (!fits(value, true)) raise(E.OverflowError, `Python int too large to convert to C ${type}`)
  return narrow(value)
}
function unsignedWord(value: bigint, type: string): Word {
  if (value < 0n) raise(E.OverflowError, `can't convert negative value to ${type}`)
  if (!fits(value, false)) raise(E.OverflowError, `Python int too large to convert to C ${type}`)
  return narrow(value)
}
function withOverflow(o: Address, overflow: Address): Word {
  writeI32(overflow, 0, 0)
  const value = integral(o)
  if (fits(value, true)) return narrow(value)
  writeI32(overflow, 0, value < 0n ? -1 : 1)
  return -1
}

export function PyLong_AsLong(o: Address): Word {
  return signedWord(integral(o), 'long')
}
export function PyLong_AsLongLong(o: Address): Word {
  if (o !== NULL && isInt(o) && !fits(readBig(o), true)) raise(E.OverflowError, 'int too big to convert')
  return signedWord(integral(o), 'long long')
}
export function PyLong_AsLongAndOverflow(o: Address, overflow: Address): Word {
  return withOverflow(o, overflow)
}
export function PyLong_AsLongLongAndOverflow(o: Address, overflow: Address): Word {
  return withOverflow(o, overflow)
}
export function PyLong_AsSsize_t(o: Address): Word {
  return signedWord(exactInt(o), 'ssize_t')
}
export function PyLong_AsUnsignedLong(o: Address): Word {
  const value = exactInt(o)
  if (value < 0n) raise(E.OverflowError, "can't convert negative value to unsigned int")
  return unsignedWord(value, 'unsigned long')
}
export function PyLong_AsUnsignedLongLong(o: Address): Word {
  const value = exactInt(o)
  if (value < 0n) raise(E.OverflowError, "can't convert negative int to unsigned")
  if (!fits(value, false)) raise(E.OverflowError, 'int too big to convert')
  return narrow(value)
}
export function PyLong_AsSize_t(o: Address): Word {
  return unsignedWord(exactInt(o), 'size_t')
}
export function PyLong_AsUnsignedLongMask(o: Address): Word {
  return narrow(BigInt.asUintN(64, integral(o)))
}
export const PyLong_AsUnsignedLongLongMask = PyLong_AsUnsignedLongMask
export function PyLong_AsVoidPtr(o: Address): Word {
  const value = exactInt(o)
  if (!fits(value, true) && !fits(value, false)) raise(E.OverflowError, 'Python int too large to convert to C long')
  return narrow(BigInt.asIntN(64, value))
}
export function PyLong_AsDouble(o: Address): number {
  if (o === NULL) badInternalCall()
  if (!isInt(o)) raise(E.TypeError, 'an integer is required')
  return intToDouble(o)
}

export function PyFloat_FromDouble(value: number): Address {
  return newFloat(value)
}
export function PyFloat_AsDouble(o: Address): number {
  if (o === NULL) raise(E.TypeError, 'bad argument type for built-in operation')
  return toDouble(o)
}
export function PyFloat_FromString(o: Address): Address {
  if (isInt(o) || isInstance(o, S.PyFloat_Type))
    raise(E.TypeError, `float() argument must be a string or a real number, not '${nameOf(o)}'`)
  return toFloat(o)
}
export function PyFloat_GetMax(): number {
  return Number.MAX_VALUE
}
export function PyFloat_GetMin(): number {
  return 2.2250738585072014e-308
}
export function PyComplex_FromDoubles(real: number, imag: number): Address {
  return newComplex(real, imag)
}
export function PyComplex_RealAsDouble(o: Address): number {
  return isInstance(o, S.PyComplex_Type) ? readComplex(o).real : toDouble(o)
}
export function PyComplex_ImagAsDouble(o: Address): number {
  return isInstance(o, S.PyComplex_Type) ? readComplex(o).imag : 0
}

export function PyNumber_Check(o: Address): number {
  if (o === NULL) return 0
  const numeric = (['nb_int', 'nb_index', 'nb_float'] as const).some((slot) => slotFor(o, slot) !== NULL)
  return numeric || isInstance(o, S.PyComplex_Type) ? 1 : 0
}
export function PyIndex_Check(o: Address): number {
  return slotFor(o, 'nb_index') === NULL ? 0 : 1
}
export const PyNumber_Add = binaryOperation('nb_add', '+')
export const PyNumber_Subtract = binaryOperation('nb_subtract', '-')
export const PyNumber_Multiply = binaryOperation('nb_multiply', '*')
export const PyNumber_MatrixMultiply = binaryOperation('nb_matrix_multiply', '@')
export const PyNumber_FloorDivide = binaryOperation('nb_floor_divide', '//')
export const PyNumber_TrueDivide = binaryOperation('nb_true_divide', '/')
export const PyNumber_Remainder = binaryOperation('nb_remainder', '%')
export const PyNumber_Divmod = binaryOperation('nb_divmod', 'divmod()')
export const PyNumber_Lshift = binaryOperation('nb_lshift', '<<')
export const PyNumber_Rshift = binaryOperation('nb_rshift', '>>')
export const PyNumber_And = binaryOperation('nb_and', '&')
export const PyNumber_Xor = binaryOperation('nb_xor', '^')
export const PyNumber_Or = binaryOperation('nb_or', '|')
export const PyNumber_InPlaceAdd = inPlaceOperation('nb_inplace_add', 'nb_add', '+=')
export const PyNumber_InPlaceSubtract = inPlaceOperation('nb_inplace_subtract', 'nb_subtract', '-=')
export const PyNumber_InPlaceMultiply = inPlaceOperation('nb_inplace_multiply', 'nb_multiply', '*=')
export const PyNumber_InPlaceMatrixMultiply = inPlaceOperation('nb_inplace_matrix_multiply', 'nb_matrix_multiply', '@=')
export const PyNumber_InPlaceFloorDivide = inPlaceOperation('nb_inplace_floor_divide', 'nb_floor_divide', '//=')
export const PyNumber_InPlaceTrueDivide = inPlaceOperation('nb_inplace_true_divide', 'nb_true_divide', '/=')
export const PyNumber_InPlaceRemainder = inPlaceOperation('nb_inplace_remainder', 'nb_remainder', '%=')
export const PyNumber_InPlaceLshift = inPlaceOperation('nb_inplace_lshift', 'nb_lshift', '<<=')
export const PyNumber_InPlaceRshift = inPlaceOperation('nb_inplace_rshift', 'nb_rshift', '>>=')
export const PyNumber_InPlaceAnd = inPlaceOperation('nb_inplace_and', 'nb_and', '&=')
export const PyNumber_InPlaceXor = inPlaceOperation('nb_inplace_xor', 'nb_xor', '^=')
export const PyNumber_InPlaceOr = inPlaceOperation('nb_inplace_or', 'nb_or', '|=')
export function PyNumber_Power(a: Address, b: Address, modulus: Address): Address {
  return powerOperation(a, b, modulus)
}
export function PyNumber_InPlacePower(a: Address, b: Address, modulus: Address): Address {
  const fn = slotFor(a, 'nb_inplace_power')
  if (fn !== NULL) {
    const result = checked(callPointer(fn, a, b, modulus))
    if (result !== S._Py_NotImplementedStruct) return result
    decref(result)
  }
  return powerOperation(a, b, modulus, '**=')
}
export const PyNumber_Negative = unaryOperation('nb_negative', 'unary -')
export const PyNumber_Positive = unaryOperation('nb_positive', 'unary +')
export const PyNumber_Absolute = unaryOperation('nb_absolute', 'abs()')
export const PyNumber_Invert = unaryOperation('nb_invert', 'unary ~')
export function PyNumber_Long(o: Address): Address {
  return o === NULL ? nullError() : toInt(o)
}
export function PyNumber_Float(o: Address): Address {
  return o === NULL ? nullError() : toFloat(o)
}
export function PyNumber_Index(o: Address): Address {
  return o === NULL ? nullError() : exactly(index(o))
}
export function PyNumber_AsSsize_t(o: Address, error: Address): Word {
  return indexWord(o, error)
}
export function PyNumber_ToBase(o: Address, base: number): Address {
  const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[base]
  if (prefix === undefined) raise(E.SystemError, 'PyNumber_ToBase: base must be 2, 8, 10 or 16')
  const value = integral(o)
  return newStr(`${value < 0n ? '-' : ''}${prefix}${(value < 0n ? -value : value).toString(base)}`)
}

/** What the object chapter of CPython says about NULL arguments. */
export function nullError(): never {
  raise(E.SystemError, 'null argument to internal routine')
}
