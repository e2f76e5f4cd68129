/** `ascii(o)`. */
import type { Address } from '../memory/address.ts'
import { hexEscape } from './codecs/errors.ts'
import { repr } from './object.ts'
import { decref } from './refcount.ts'
import { codePoints } from './str.ts'

export function asciiText(o: Address): string {
  const text = repr(o)
  const shown = codePoints(text).map((code) => (code < 0x80 ? String.fromCharCode(code) : hexEscape(code)))
  decref(text)
  return shown.join('')
}
