/** Names of characters: the data lies in the extension `unicodedata`, which is imported when one is asked for. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { apiAddress, E, none } from '../../memory/statics.ts'
import { permanentCString } from '../../memory/text.ts'
import { call } from '../call.ts'
import { except, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { getAttrName } from '../lookup.ts'
import { isStr } from '../object.ts'
import { decref } from '../refcount.ts'
import { codePoints, newStr, newStrOf, readStr } from '../str.ts'

/** Functions of `unicodedata`, which stay; the module is not in reach from here but by the API. */
const functions = new Map<string, Address>()
function databaseFunction(name: string): Address {
  const known = functions.get(name)
  if (known !== undefined) return known
  const module = checked(callPointer(apiAddress('PyImport_ImportModule'), permanentCString('unicodedata')))
  const found = getAttrName(module, name)
  decref(module)
  functions.set(name, found)
  return found
}

/** Undefined for a character without a name. */
export function characterName(code: number): string | undefined {
  const character = newStrOf([code])
  const name = call(databaseFunction('name'), [character, none()])
  try {
    return isStr(name) ? readStr(name) : undefined
  } finally {
    decref(name)
    decref(character)
  }
}

/** Undefined for what no character is called; the names of sequences are none of characters. */
export function characterNamed(name: string): number | undefined {
  const lookup = except(
    E.ImportError,
    () => databaseFunction('lookup'),
    () => raise(E.UnicodeError, "\\N escapes not supported (can't load unicodedata module)"),
  )
  const given = newStr(name)
  try {
    const found = except(
      E.KeyError,
      () => call(lookup, [given]),
      () => NULL,
    )
    if (found === NULL) return undefined
    const codes = codePoints(found)
    decref(found)
    return codes.length === 1 ? codes[0] : undefined
  } finally {
    decref(given)
  }
}
