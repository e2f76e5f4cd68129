/** SyntaxError: what its arguments say and how it is shown. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E, none, S } from '../memory/statics.ts'
import { readPointer } from '../memory/views.ts'
import { raise } from './errors.ts'
import { readInt } from './int.ts'
import { collect } from './iteration.ts'
import { isExactly, isStr, str, takeText } from './object.ts'
import { decref, newRef } from './refcount.ts'
import { newStr, readStr } from './str.ts'

const F = L.PySyntaxErrorObject
/** In the order of the tuple that is the second argument. */
const places = [F.filename, F.lineno, F.offset, F.text, F.end_lineno, F.end_offset]

/** Where each argument goes; new references. */
export function syntaxErrorFields(given: readonly Address[]): [offset: number, value: Address][] {
  const [message, place] = given
  if (message === undefined) return []
  const found: [number, Address][] = given.length === 2 && place !== undefined ? placeFields(place) : []
  return [[F.msg, newRef(message)], ...found]
}

function placeFields(place: Address): [number, Address][] {
  const items = collect(place)
  const refuse = (text: string) => {
    for (const item of items) decref(item)
    raise(E.TypeError, text)
  }
  if (items.length < 4) refuse(`function takes at least 4 arguments (${items.length} given)`)
  if (items.length > 6) refuse(`function takes at most 6 arguments (${items.length} given)`)
  if (items.length === 5) refuse('end_offset must be provided when end_lineno is provided')
  return items.map((item, i) => [places[i] ?? 0, item])
}

/** The message, the name of the file without its folders, the line. */
export function syntaxErrorStr(self: Address): Address {
  const [file, line] = [readPointer(self, F.filename), readPointer(self, F.lineno)]
  const message = readPointer(self, F.msg) || none()
  const where: string[] = []
  if (file !== NULL && isStr(file)) where.push(readStr(file).replace(/^.*\//s, ''))
  if (line !== NULL && isExactly(line, S.PyLong_Type)) where.push(`line ${readInt(line)}`)
  return where.length === 0 ? str(message) : newStr(`${takeText(str(message))} (${where.join(', ')})`)
}
