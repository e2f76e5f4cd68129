/** `str.translate` and `str.maketrans`. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { E, none, S } from '../../memory/statics.ts'
import { dictEntries, dictSet, newDict } from '../dict.ts'
import { except, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt, readInt } from '../int.ts'
import { isInt, isStr, nameOf, slotFor } from '../object.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { codePoint, codePoints, newStrOf, strLength } from '../str.ts'

/** What the table says of a character; undefined when it says nothing, empty when the character goes. */
function translated(table: Address, subscript: Address, code: number): number[] | undefined {
  const key = newInt(code)
  const value = except(
    E.LookupError,
    () => checked(callPointer(subscript, table, key)),
    () => NULL,
  )
  decref(key)
  if (value === NULL) return undefined
  try {
    if (value === none()) return []
    if (isStr(value)) return codePoints(value)
    if (!isInt(value)) raise(E.TypeError, 'character mapping must return integer, None or str')
    const mapped = Number(readInt(value))
    if (mapped < 0 || mapped > 0x10ffff) raise(E.ValueError, 'character mapping must be in range(0x110000)')
    return [mapped]
  } finally {
    decref(value)
  }
}

/** Characters that the table does not know stay. */
export function translate(o: Address, table: Address): Address {
  const subscript = slotFor(table, 'mp_subscript')
  if (subscript === NULL) raise(E.TypeError, `'${nameOf(table)}' object is not subscriptable`)
  const known = new Map<number, number[]>()
  const out: number[] = []
  for (const code of codePoints(o)) {
    let mapped = known.get(code)
    if (mapped === undefined) {
      mapped = translated(table, subscript, code) ?? [code]
      known.set(code, mapped)
    }
    out.push(...mapped)
  }
  return newStrOf(out)
}

export function makeTranslation(from: Address, to = NULL, dropped = NULL): Address {
  const table = newDict()
  try {
    if (to === NULL) fillFromDict(table, from)
    else fillFromTexts(table, [from, to, dropped])
    return newRef(table)
  } finally {
    decref(table)
  }
}
function put(table: Address, code: number, value: Address): void {
  const key = newInt(code)
  dictSet(table, key, value)
  decref(key)
}
function fillFromDict(table: Address, source: Address): void {
  if (typeOf(source) !== S.PyDict_Type)
    raise(E.TypeError, 'if you give only one argument to maketrans it must be a dict')
  for (const [key, value] of dictEntries(source)) {
    if (isStr(key)) {
      if (strLength(key) !== 1) raise(E.ValueError, 'string keys in translate table must be of length 1')
      put(table, codePoint(key, 0), value)
    } else if (isInt(key)) dictSet(table, key, value)
    else raise(E.TypeError, 'keys in translate table must be strings or integers')
  }
}
function fillFromTexts(table: Address, [from = NULL, to = NULL, dropped = NULL]: readonly Address[]): void {
  if (!isStr(from)) raise(E.TypeError, 'first maketrans argument must be a string if there is a second argument')
  if (!isStr(to)) raise(E.TypeError, `maketrans() argument 2 must be str, not ${nameOf(to)}`)
  const [left, right] = [codePoints(from), codePoints(to)]
  if (left.length !== right.length) raise(E.ValueError, 'the first two maketrans arguments must have equal length')
  left.forEach((code, i) => {
    const value = newInt(right[i] ?? 0)
    put(table, code, value)
    decref(value)
  })
  if (dropped !== NULL) for (const code of codePoints(dropped)) put(table, code, none())
}
