/** What Unicode errors keep of their arguments. The two positions are numbers of C, which C reads and writes too. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { readPointer, readSize, writePointer, writeSize } from '../memory/views.ts'
import { indexSize } from './conversion.ts'
import type { GetSet } from './define.ts'
import { isSubtype, raise } from './errors.ts'
import { newInt } from './int.ts'
import { newRef, typeOf, xdecref } from './refcount.ts'

const U = L.PyUnicodeErrorObject

export function isUnicodeError(o: Address): boolean {
  return [E.UnicodeEncodeError, E.UnicodeDecodeError, E.UnicodeTranslateError].some((type) =>
    isSubtype(typeOf(o), type),
  )
}

/** UnicodeTranslateError is about no encoding. */
export function initUnicodeError(self: Address, items: readonly Address[]): void {
  const translates = isSubtype(typeOf(self), E.UnicodeTranslateError)
  const wanted = translates ? 4 : 5
  if (items.length !== wanted) raise(E.TypeError, `function takes exactly ${wanted} arguments (${items.length} given)`)
  const [encoding = NULL, object = NULL, start = NULL, end = NULL, reason = NULL] = translates
    ? [NULL, ...items]
    : items
  if (!translates) keep(self, U.encoding, encoding)
  keep(self, U.object, object)
  keep(self, U.reason, reason)
  writeSize(self, U.start, indexSize(start, E.OverflowError))
  writeSize(self, U.end, indexSize(end, E.OverflowError))
}

function keep(self: Address, offset: number, value: Address): void {
  const old = readPointer(self, offset)
  writePointer(self, offset, newRef(value))
  xdecref(old)
}

/** Attributes of the classes that have them. */
export function unicodeErrorPositions(type: Address): Record<string, GetSet> {
  const has = [E.UnicodeEncodeError, E.UnicodeDecodeError, E.UnicodeTranslateError].includes(type)
  return has ? { start: position(U.start), end: position(U.end) } : {}
}

function position(offset: number): GetSet {
  return {
    get: (o) => newInt(readSize(o, offset)),
    set: (o, value) => {
      if (value === NULL) raise(E.TypeError, "can't delete numeric/char attribute")
      writeSize(o, offset, indexSize(value, E.OverflowError))
      return 0
    },
  }
}
