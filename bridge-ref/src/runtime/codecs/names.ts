/** Names of characters: the data lies in the extension `unicodedata`, which is imported when one is asked for. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { apiAddress, none } from '../../memory/statics.ts'
import { permanentCString } from '../../memory/text.ts'
import { call } from '../call.ts'
import { checked } from '../indicator.ts'
import { getAttrName } from '../lookup.ts'
import { isStr } from '../object.ts'
import { decref } from '../refcount.ts'
import { newStrOf, readStr } from '../str.ts'

/** `unicodedata.name`, which stays; the module is not in reach from here but by the API. */
let naming = NULL
function nameFunction(): Address {
  if (naming === NULL) {
    const module = checked(callPointer(apiAddress('PyImport_ImportModule'), permanentCString('unicodedata')))
    naming = getAttrName(module, 'name')
    decref(module)
  }
  return naming
}

/** Undefined for a character without a name. */
export function characterName(code: number): string | undefined {
  const character = newStrOf([code])
  const name = call(nameFunction(), [character, none()])
  try {
    return isStr(name) ? readStr(name) : undefined
  } finally {
    decref(name)
    decref(character)
  }
}
