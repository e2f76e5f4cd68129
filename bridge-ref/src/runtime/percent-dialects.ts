/** Text and bytes as templates of `%`. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { asciiText } from './ascii-repr.ts'
import { readBufferBytes } from './buffer.ts'
import { newBytes } from './bytes.ts'
import { callSpecial } from './call.ts'
import { index } from './conversion.ts'
import { raise } from './errors.ts'
import { readBig } from './int.ts'
import { isBytes, isStr, nameOf, repr, slotFor, str, takeText } from './object.ts'
import { type PercentDialect, percentText } from './percent-format.ts'
import { decref } from './refcount.ts'
import { newStr, readStr, strLength } from './str.ts'

function unsupported(type: string, at: number): string {
  const code = type.codePointAt(0) ?? 0
  return `unsupported format character '${code > 31 && code < 128 ? type : '?'}' (0x${code.toString(16)}) at index ${at}`
}
function codeOf(o: Address): bigint {
  const number = index(o)
  const value = readBig(number)
  decref(number)
  return value
}

const textDialect: PercentDialect = {
  newKey: newStr,
  convert(o, type) {
    if (type === 's') return takeText(str(o))
    if (type === 'r') return takeText(repr(o))
    return type === 'a' ? asciiText(o) : undefined
  },
  needsReal: 'must be real number',
  character(o) {
    if (isStr(o)) return strLength(o) === 1 ? readStr(o) : raise(E.TypeError, '%c requires int or char')
    if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, '%c requires int or char')
    const code = codeOf(o)
    if (code < 0n || code > 0x10ffffn) raise(E.OverflowError, '%c arg not in range(0x110000)')
    return String.fromCodePoint(Number(code))
  },
  unsupported,
}
/** New str. */
export function percentStr(template: Address, values: Address): Address {
  return newStr(percentText(readStr(template), values, textDialect, 'string'))
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
function bytesText(o: Address): string {
  if (slotFor(o, 'bf_getbuffer') !== NULL) return latin(readBufferBytes(o))
  const result = callSpecial(o, '__bytes__')
  if (result === NULL)
    return raise(
      E.TypeError,
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${nameOf(o)}'`,
    )
  try {
    return isBytes(result)
      ? latin(readBufferBytes(result))
      : raise(E.TypeError, `__bytes__ returned non-bytes (type ${nameOf(result)})`)
  } finally {
    decref(result)
  }
}
const bytesDialect: PercentDialect = {
  newKey: (text) => newBytes(Buffer.from(text, 'latin1')),
  convert(o, type) {
    if (type === 's' || type === 'b') return bytesText(o)
    return type === 'r' || type === 'a' ? asciiText(o) : undefined
  },
  needsReal: 'float argument required',
  character(o) {
    const refusal = '%c requires an integer in range(256) or a single byte'
    if (slotFor(o, 'bf_getbuffer') !== NULL) {
      const bytes = readBufferBytes(o)
      return bytes.length === 1 ? latin(bytes) : raise(E.TypeError, refusal)
    }
    if (slotFor(o, 'nb_index') === NULL) raise(E.TypeError, refusal)
    const code = codeOf(o)
    return code >= 0n && code < 256n
      ? String.fromCharCode(Number(code))
      : raise(E.OverflowError, '%c arg not in range(256)')
  },
  unsupported,
}
/** The bytes that a template of bytes gives. */
export function percentBytes(template: Uint8Array, values: Address): Uint8Array {
  return Uint8Array.from(Buffer.from(percentText(latin(template), values, bytesDialect, 'bytes'), 'latin1'))
}
