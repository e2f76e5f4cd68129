/** Numbers out of any object, by the rules of `int()`, `float()` and `operator.index()`. */
import { callPointer } from '../boundary/calls.ts'
import { type Address, NULL } from '../memory/address.ts'
import { E, S } from '../memory/statics.ts'
import { byteArrayOf, bytesOf } from './bytes.ts'
import { checkedResult, raise } from './errors.ts'
import { newFloat, readFloat } from './float.ts'
import { intToDouble, narrow, newInt, readInt } from './int.ts'
import { isBytes, isExactly, isInstance, isInt, isStr, nameOf, reprText, slotFor } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { readStr } from './str.ts'

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
  if (isInt(result)) return result
  const type = nameOf(result)
  decref(result)
  raise(E.TypeError, `${method} returned non-int (type ${type})`)
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
export function indexSize(o: Address, error: Address): number {
  const value = indexValue(o)
  if (typeof value === 'number') return value
  if (value >= -largestSize - 1n && value <= largestSize) return Number(value)
  if (error !== NULL) raise(error, `cannot fit '${nameOf(o)}' into an index-sized integer`)
  return value < 0n ? -Number(largestSize) : Number(largestSize)
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
  const text = isStr(o)
    ? readStr(o)
    : isBytes(o)
      ? latin(bytesOf(o))
      : isInstance(o, S.PyByteArray_Type)
        ? latin(byteArrayOf(o))
        : undefined
  if (text === undefined) {
    raise(E.TypeError, `int() argument must be a string, a bytes-like object or a real number, not '${nameOf(o)}'`)
  }
  const value = parseInteger(text, 10)
  if (value === undefined) raise(E.ValueError, `invalid literal for int() with base 10: ${reprText(o)}`)
  return newInt(narrow(value))
}

function exactInt(o: Address): Address {
  if (isExactly(o, S.PyLong_Type)) return o
  const value = newInt(readInt(o))
  decref(o)
  return value
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

const prefixes: Record<string, number> = { '0x': 16, '0o': 8, '0b': 2 }

/** The integer that `text` spells in `base` (0: by its prefix), or undefined. */
export function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^[\s]*([+-]?)(0[xXoObB])?_?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(text)
  if (match === null) return undefined
  const [, sign = '', prefix = '', digitText = ''] = match
  const named = prefixes[prefix.toLowerCase()]
  let digits = digitText.replaceAll('_', '')
  let radix = base
  if (base === 0) {
    radix = named ?? 10
    if (named === undefined && /^0+[1-9]/.test(digits)) return undefined
  } else if (named !== undefined && named !== base) digits = prefix + digits
  let value = 0n
  for (const character of digits.toLowerCase()) {
    const digit = Number.parseInt(character, 36)
    if (!(digit < radix)) return undefined
    value = value * BigInt(radix) + BigInt(digit)
  }
  return sign === '-' ? -value : value
}

/** The double that `text` spells, or undefined. */
function parseFloat64(text: string): number | undefined {
  const plain = text.trim().replace(/(\d)_(?=\d)/g, '$1')
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
    const type = nameOf(result)
    const valid = isInstance(result, S.PyFloat_Type)
    const value = valid ? readFloat(result) : 0
    decref(result)
    if (!valid) raise(E.TypeError, `${nameOf(o)}.__float__ returned non-float (type ${type})`)
    return value
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
  const text = isStr(o)
    ? readStr(o)
    : isBytes(o)
      ? latin(bytesOf(o))
      : isInstance(o, S.PyByteArray_Type)
        ? latin(byteArrayOf(o))
        : undefined
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
