/** Numbers out of any object, by the rules of `int()`, `float()` and `operator.index()`. */
import { callPointer } from '../boundary/calls.ts'
import type { Word } from '../ffi/koffi.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { byteArrayOf, bytesOf } from './bytes.ts'
import { decimalValue, isSpace } from './characters.ts'
import { checkedResult, raise } from './errors.ts'
import { newFloat, readFloat } from './float.ts'
import { intToDouble, narrow, newInt, readInt } from './int.ts'
import { isBytes, isExactly, isInstance, isInt, isStr, nameOf, reprText, slotFor } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { codePoints, newStr } from './str.ts'

/** `operator.index(o)`: an int, exact or of a subclass. New reference. */
export function index(o: Address): Address {
  if (isInt(o)) return newRef(o)
  const fn = slotFor(o, 'nb_index')
  if (fn === NULL) raise(E.TypeError, `'${nameOf(o)}' object cannot be interpreted as an integer`)
  return requireInt(
    checkedResult(callPointer(fn, o), () => '__index__'),
    '__index__',
  )
}

function requireInt(result: Address, method: string): Address {
  if (isExactly(result, S.PyLong_Type)) return result
  const trouble = `${method} returned non-int (type ${nameOf(result)})`
  const valid = isInt(result)
  return orRelease(result, () => (valid ? warnOfSubclass(trouble, 'int') : raise(E.TypeError, trouble)))
}

/** `o`, released where `check` throws. */
function orRelease(o: Address, check: () => void): Address {
  try {
    check()
  } catch (error) {
    decref(o)
    throw error
  }
  return o
}

/** Issues a warning; warnings.ts, which needs this file by way of modules, has it. */
let warn: (category: Address, message: Address) => void
export function connectConversionWarning(fn: typeof warn): void {
  warn = fn
}

function warnOfSubclass(trouble: string, base: string): void {
  const ability = `The ability to return an instance of a strict subclass of ${base} is deprecated`
  const message = newStr(`${trouble}.  ${ability}, and may not be supported in a future version of Python.`)
  try {
    warn(E.DeprecationWarning, message)
  } finally {
    decref(message)
  }
}

/** The value of `operator.index(o)`. */
export function indexValue(o: Address): number | bigint {
  const number = index(o)
  const value = readInt(number)
  decref(number)
  return value
}

const largestSize = 2n ** 63n - 1n

/** An index as Py_ssize_t: clipped when `error` is NULL, else that is raised for what does not fit. */
export function indexWord(o: Address, error: Address): Word {
  const value = indexValue(o)
  if (typeof value === 'number' || (value >= -largestSize - 1n && value <= largestSize)) return value
  if (error !== NULL) raise(error, `cannot fit '${nameOf(o)}' into an index-sized integer`)
  return value < 0n ? -largestSize - 1n : largestSize
}

/** The same to reckon with here: exact up to 2^53, beyond which nothing has items. */
export function indexSize(o: Address, error: Address): number {
  return Number(indexWord(o, error))
}

/** `int(o)`; new reference, of exactly int for what is not an int already. */
export function toInt(o: Address): Address {
  if (isExactly(o, S.PyLong_Type)) return newRef(o)
  const viaInt = slotFor(o, 'nb_int')
  if (viaInt !== NULL)
    return exactInt(
      requireInt(
        checkedResult(callPointer(viaInt, o), () => '__int__'),
        '__int__',
      ),
    )
  if (slotFor(o, 'nb_index') !== NULL) return exactInt(index(o))
  return (
    textToInt(o, 10) ||
    raise(E.TypeError, `int() argument must be a string, a bytes-like object or a real number, not '${nameOf(o)}'`)
  )
}

/** The int that a str or bytes-like object spells; NULL for an object that is neither. */
export function textToInt(o: Address, base: number): Address {
  const text = textOf(o)
  if (text === undefined) return NULL
  const value = parseInteger(text, base)
  if (value === undefined) raise(E.ValueError, `invalid literal for int() with base ${base}: ${reprText(o)}`)
  return newInt(narrow(value))
}

/** Text with decimal digits and spaces of any script as those of ASCII. */
export function plainDigits(codes: readonly number[]): string {
  const plain = codes.map((code) => {
    if (code < 0x80) return String.fromCharCode(code)
    const digit = decimalValue(code)
    return digit >= 0 ? String(digit) : isSpace(code) ? ' ' : '?'
  })
  return plain.join('')
}
function textOf(o: Address): string | undefined {
  if (isStr(o)) return plainDigits(codePoints(o))
  if (isBytes(o)) return latin(bytesOf(o))
  return isInstance(o, S.PyByteArray_Type) ? latin(byteArrayOf(o)) : undefined
}

/** An int of the type itself and of the same value. Steals `o`. */
export function exactInt(o: Address): Address {
  if (isExactly(o, S.PyLong_Type)) return o
  const value = newInt(readInt(o))
  decref(o)
  return value
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

const prefixes: Record<string, number> = { '0x': 16, '0o': 8, '0b': 2 }

function stripped(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

/** The integer that `text` spells in `base` (0: by its prefix), or undefined. */
export function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(\w+)$/.exec(stripped(text))
  if (match === null) return undefined
  const [, sign = '', body = ''] = match
  const named = prefixes[body.slice(0, 2).toLowerCase()]
  const prefixed = named !== undefined && (base === 0 || base === named)
  const digits = prefixed ? body.slice(2).replace(/^_/, '') : body
  if (!/^[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*$/.test(digits)) return undefined
  const radix = base === 0 ? (named ?? 10) : base
  if (base === 0 && !prefixed && /^0[0_]*[1-9]/.test(digits)) return undefined
  const value = digitsToBig(digits.replaceAll('_', '').toLowerCase(), radix)
  return value === undefined ? undefined : sign === '-' ? -value : value
}
function digitsToBig(digits: string, radix: number): bigint | undefined {
  if ([...digits].some((digit) => !(Number.parseInt(digit, 36) < radix))) return undefined
  const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[radix]
  if (prefix !== undefined) return BigInt(prefix + digits)
  let value = 0n
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36))
  return value
}

/** The double that `text` spells, or undefined. */
function parseFloat64(text: string): number | undefined {
  const bare = stripped(text)
  if (/(^|\D)_|_(\D|$)/.test(bare)) return undefined
  const plain = bare.replaceAll('_', '')
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(plain)
  if (word !== null) {
    const value = word[2]?.toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY
    return word[1] === '-' ? -value : value
  }
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

/** `float(o)` without text: the value of a real number. */
export function toDouble(o: Address): number {
  if (isInstance(o, S.PyFloat_Type)) return readFloat(o)
  const viaFloat = slotFor(o, 'nb_float')
  if (viaFloat !== NULL) {
    const result = checkedResult(callPointer(viaFloat, o), () => '__float__')
    const trouble = `${nameOf(o)}.__float__ returned non-float (type ${nameOf(result)})`
    try {
      if (!isInstance(result, S.PyFloat_Type)) raise(E.TypeError, trouble)
      if (!isExactly(result, S.PyFloat_Type)) warnOfSubclass(trouble, 'float')
      return readFloat(result)
    } finally {
      decref(result)
    }
  }
  if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, `must be real number, not ${nameOf(o)}`)
  const number = index(o)
  try {
    return intToDouble(number)
  } finally {
    decref(number)
  }
}

/** `float(o)`; text is understood. New reference. */
export function toFloat(o: Address): Address {
  if (isExactly(o, S.PyFloat_Type)) return newRef(o)
  const text = textOf(o)
  if (text !== undefined) {
    const value = parseFloat64(text)
    if (value === undefined) raise(E.ValueError, `could not convert string to float: ${reprText(o)}`)
    return newFloat(value)
  }
  if (slotFor(o, 'nb_float') === NULL && slotFor(o, 'nb_index') === NULL) {
    raise(E.TypeError, `float() argument must be a string or a real number, not '${nameOf(o)}'`)
  }
  return newFloat(toDouble(o))
}
