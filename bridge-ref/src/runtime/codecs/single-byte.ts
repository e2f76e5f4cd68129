/** Encodings of one byte a character: ASCII, Latin-1 and those that a table describes. */

import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { E, none } from '../../memory/statics.ts'
import { bytesOf } from '../bytes.ts'
import { except, raise } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt, readInt } from '../int.ts'
import { isBytes, isInt, isStr, nameOf, slotFor } from '../object.ts'
import { decref } from '../refcount.ts'
import { codePoint, codePoints, strLength } from '../str.ts'
import { type Decoded, decodeWith, encodeWith, type TextCodec } from './codec.ts'
import { handleDecode } from './errors.ts'

function limited(name: string, limit: number): TextCodec {
  return {
    name,
    encode: (text, errors) =>
      Uint8Array.from(
        encodeWith({
          codec: name,
          text,
          errors,
          why: `ordinal not in range(${limit})`,
          grouped: true,
          bytesOf: (code) => (code < limit ? [code] : undefined),
        }),
      ),
    decode: (bytes, errors, final) =>
      decodeWith({ codec: name, bytes, errors, final }, (all, at) => {
        const code = all[at] ?? 0
        return code < limit ? { code, length: 1 } : { length: 1, why: `ordinal not in range(${limit})` }
      }),
  }
}
export const ascii: TextCodec = limited('ascii', 128)
export const latin1: TextCodec = limited('latin-1', 256)

const undefinedWhy = 'character maps to <undefined>'

/** A codec of 256 code points; -1 where the byte means nothing. */
export function tableCodec(name: string, table: readonly number[]): TextCodec {
  const bytesFor = new Map(table.flatMap((code, byte) => (code < 0 ? [] : [[code, [byte]] as const])))
  return {
    name,
    encode: (text, errors) =>
      Uint8Array.from(
        encodeWith({
          codec: 'charmap',
          text,
          errors,
          why: undefinedWhy,
          grouped: true,
          bytesOf: (code) => bytesFor.get(code),
        }),
      ),
    decode: (bytes, errors, final) =>
      decodeWith({ codec: 'charmap', bytes, errors, final }, (all, at) => {
        const code = table[all[at] ?? 0] ?? -1
        return code < 0 ? { length: 1, why: undefinedWhy } : { code, length: 1 }
      }),
  }
}

/** `mapping[key]` as a new reference; NULL for None and for what is not there. */
function mapped(mapping: Address, key: number): Address {
  const subscript = slotFor(mapping, 'mp_subscript')
  if (subscript === NULL) raise(E.TypeError, `'${nameOf(mapping)}' object is not subscriptable`)
  const number = newInt(key)
  try {
    const found = except(
      E.LookupError,
      () => checked(callPointer(subscript, mapping, number)),
      () => NULL,
    )
    if (found !== none()) return found
    decref(found)
    return NULL
  } finally {
    decref(number)
  }
}

/** What a byte means by a str or a mapping; undefined where it means nothing. */
function decodedByte(mapping: Address, byte: number): number[] | undefined {
  if (isStr(mapping)) {
    const code = byte < strLength(mapping) ? codePoint(mapping, byte) : 0xfffe
    return code === 0xfffe ? undefined : [code]
  }
  const value = mapped(mapping, byte)
  if (value === NULL) return undefined
  try {
    if (isStr(value)) return strLength(value) === 1 && codePoint(value, 0) === 0xfffe ? undefined : codePoints(value)
    if (!isInt(value)) raise(E.TypeError, 'character mapping must return integer, None or str')
    const code = Number(readInt(value))
    if (code === 0xfffe) return undefined
    if (code < 0 || code > 0x10ffff) raise(E.TypeError, 'character mapping must be in range(0x110000)')
    return [code]
  } finally {
    decref(value)
  }
}
export function decodeCharmap(bytes: Uint8Array, mapping: Address, errors: string): Decoded {
  if (mapping === NULL) return latin1.decode(bytes, errors, true)
  const codes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const found = decodedByte(mapping, bytes[at] ?? 0)
    if (found !== undefined) {
      codes.push(...found)
      at++
      continue
    }
    const trouble = { codec: 'charmap', bytes, errors, start: at, end: at + 1, why: undefinedWhy }
    const instead = handleDecode(trouble)
    codes.push(...instead.codes)
    at = instead.next
  }
  return { codes, used: bytes.length }
}

function encodedCode(mapping: Address, code: number): number[] | undefined {
  const value = mapped(mapping, code)
  if (value === NULL) return undefined
  try {
    if (isBytes(value)) return [...bytesOf(value)]
    if (!isInt(value)) raise(E.TypeError, 'character mapping must return integer, bytes or None')
    const byte = Number(readInt(value))
    if (byte < 0 || byte > 255) raise(E.TypeError, 'character mapping must be in range(256)')
    return [byte]
  } finally {
    decref(value)
  }
}
export function encodeCharmap(text: Address, mapping: Address, errors: string): Uint8Array {
  if (mapping === NULL) return latin1.encode(text, errors)
  const bytesOfCode = (code: number) => encodedCode(mapping, code)
  return Uint8Array.from(
    encodeWith({ codec: 'charmap', text, errors, why: undefinedWhy, grouped: true, bytesOf: bytesOfCode }),
  )
}
