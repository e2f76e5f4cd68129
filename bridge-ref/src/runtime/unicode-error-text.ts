/** `str()` of the three errors of codecs: what cannot be converted, where, and why. */
import { type Address, NULL } from '../memory/address.ts'
import { L } from '../memory/layouts.ts'
import { readPointer, readSize } from '../memory/views.ts'
import { bytesOf } from './bytes.ts'
import { isBytes, isStr, str, takeText } from './object.ts'
import { codePoints, newStr } from './str.ts'

const U = L.PyUnicodeErrorObject

function hex(code: number): string {
  const [letter, digits] = code < 0x100 ? ['x', 2] : code < 0x10000 ? ['u', 4] : ['U', 8]
  return `\\${letter}${code.toString(16).padStart(Number(digits), '0')}`
}

/** `one` and `many` begin the sentence for one unit and for several. */
function sentence(self: Address, units: ArrayLike<number>, one: (unit: number) => string, many: string): Address {
  const [start, end] = [readSize(self, U.start), readSize(self, U.end)]
  const unit = units[start]
  const what =
    unit !== undefined && end === start + 1
      ? `${one(unit)} in position ${start}`
      : `${many} in position ${start}-${end - 1}`
  return newStr(`${what}: ${textAt(self, U.reason)}`)
}

function textAt(self: Address, offset: number): string {
  return takeText(str(readPointer(self, offset)))
}

function unitsOf(self: Address): ArrayLike<number> {
  const o = readPointer(self, U.object)
  return isStr(o) ? codePoints(o) : isBytes(o) ? bytesOf(o) : []
}

export function encodeErrorStr(self: Address): Address {
  if (readPointer(self, U.object) === NULL) return newStr('')
  const cannot = `'${textAt(self, U.encoding)}' codec can't encode character`
  return sentence(self, unitsOf(self), (code) => `${cannot} '${hex(code)}'`, `${cannot}s`)
}

export function decodeErrorStr(self: Address): Address {
  if (readPointer(self, U.object) === NULL) return newStr('')
  const cannot = `'${textAt(self, U.encoding)}' codec can't decode byte`
  return sentence(self, unitsOf(self), (byte) => `${cannot} 0x${byte.toString(16).padStart(2, '0')}`, `${cannot}s`)
}

export function translateErrorStr(self: Address): Address {
  if (readPointer(self, U.object) === NULL) return newStr('')
  return sentence(
    self,
    unitsOf(self),
    (code) => `can't translate character '${hex(code)}'`,
    `can't translate characters`,
  )
}
