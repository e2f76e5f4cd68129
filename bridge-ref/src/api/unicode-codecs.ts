/** Decoders that may wait for more, the wide encodings, escapes, charmaps, and text for the operating system. */

import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { cStringLength, readCString } from '../memory/text.ts'
import { bytesAt, readI32, readPointer, writeI32, writePointer, writeSize } from '../memory/views.ts'
import { bytesOf, newBytes } from '../runtime/bytes.ts'
import type { TextCodec } from '../runtime/codecs/codec.ts'
import { rawUnicodeEscape, unicodeEscape } from '../runtime/codecs/escapes.ts'
import { decodeCharmap, encodeCharmap } from '../runtime/codecs/single-byte.ts'
import { decodeWide, encodeWide, utf8 } from '../runtime/codecs/utf.ts'
import { utf7 } from '../runtime/codecs/utf7.ts'
import { dictSet, newDict } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { newInt } from '../runtime/int.ts'
import { isBytes, isStr } from '../runtime/object.ts'
import { decref, newRef, xdecref } from '../runtime/refcount.ts'
import { codePoints, newStrOf } from '../runtime/str.ts'
import { decodeBytes, encodeText } from '../runtime/text-codecs.ts'
import { PyOS_FSPath } from './sys.ts'

function handlerName(text: Address): string {
  return text === NULL ? 'strict' : readCString(text)
}
function needStr(o: Address): void {
  if (o === NULL || !isStr(o)) raise(E.TypeError, 'bad argument type for built-in operation')
}
function stateful(codec: TextCodec): (text: Address, size: number, errors: Address, consumed: Address) => Address {
  return (text, size, errors, consumed) => {
    const { codes, used } = codec.decode(bytesAt(text, size), handlerName(errors), consumed === NULL)
    if (consumed !== NULL) writeSize(consumed, 0, used)
    return newStrOf(codes)
  }
}
function whole(codec: TextCodec): (text: Address, size: number, errors: Address) => Address {
  return (text, size, errors) => newStrOf(codec.decode(bytesAt(text, size), handlerName(errors), true).codes)
}
function encoded(codec: TextCodec): (o: Address) => Address {
  return (o) => {
    needStr(o)
    return newBytes(codec.encode(o, 'strict'))
  }
}

export const PyUnicode_DecodeUTF8Stateful = stateful(utf8)
export const PyUnicode_DecodeUTF7Stateful = stateful(utf7)
export const PyUnicode_DecodeUTF7 = whole(utf7)
export function _PyUnicode_AsUTF8String(o: Address, errors: Address): Address {
  needStr(o)
  return encodeText(o, 'utf-8', handlerName(errors))
}
export function _PyUnicode_AsLatin1String(o: Address, errors: Address): Address {
  needStr(o)
  return encodeText(o, 'latin-1', handlerName(errors))
}
export function _PyUnicode_AsASCIIString(o: Address, errors: Address): Address {
  needStr(o)
  return encodeText(o, 'ascii', handlerName(errors))
}

/** The order: -1 little, 0 by the mark, 1 big; it is told afterwards. */
function wideDecoder(width: 2 | 4) {
  return (text: Address, size: number, errors: Address, orderAt: Address, consumed: Address): Address => {
    const given = orderAt === NULL ? 0 : Math.sign(readI32(orderAt))
    const { codes, used, order } = decodeWide(width, {
      bytes: bytesAt(text, size),
      errors: handlerName(errors),
      final: consumed === NULL,
      order: given < 0 ? -1 : given > 0 ? 1 : 0,
    })
    if (orderAt !== NULL) writeI32(orderAt, 0, order)
    if (consumed !== NULL) writeSize(consumed, 0, used)
    return newStrOf(codes)
  }
}
export const PyUnicode_DecodeUTF16Stateful = wideDecoder(2)
export const PyUnicode_DecodeUTF32Stateful = wideDecoder(4)
export function PyUnicode_DecodeUTF16(text: Address, size: number, errors: Address, order: Address): Address {
  return PyUnicode_DecodeUTF16Stateful(text, size, errors, order, NULL)
}
export function PyUnicode_DecodeUTF32(text: Address, size: number, errors: Address, order: Address): Address {
  return PyUnicode_DecodeUTF32Stateful(text, size, errors, order, NULL)
}
function wideEncoder(width: 2 | 4) {
  return (o: Address, errors: Address, order: number): Address => {
    needStr(o)
    return newBytes(encodeWide(width, o, handlerName(errors), order < 0 ? -1 : order > 0 ? 1 : 0))
  }
}
export const _PyUnicode_EncodeUTF16 = wideEncoder(2)
export const _PyUnicode_EncodeUTF32 = wideEncoder(4)
export function PyUnicode_AsUTF16String(o: Address): Address {
  return _PyUnicode_EncodeUTF16(o, NULL, 0)
}
export function PyUnicode_AsUTF32String(o: Address): Address {
  return _PyUnicode_EncodeUTF32(o, NULL, 0)
}

export const PyUnicode_DecodeUnicodeEscape = whole(unicodeEscape)
export const PyUnicode_DecodeRawUnicodeEscape = whole(rawUnicodeEscape)
export const _PyUnicode_DecodeUnicodeEscapeStateful = stateful(unicodeEscape)
export const _PyUnicode_DecodeRawUnicodeEscapeStateful = stateful(rawUnicodeEscape)
export const PyUnicode_AsUnicodeEscapeString = encoded(unicodeEscape)
export const PyUnicode_AsRawUnicodeEscapeString = encoded(rawUnicodeEscape)

export function PyUnicode_DecodeCharmap(text: Address, size: number, mapping: Address, errors: Address): Address {
  return newStrOf(decodeCharmap(bytesAt(text, size), mapping, handlerName(errors)).codes)
}
export function PyUnicode_AsCharmapString(o: Address, mapping: Address): Address {
  needStr(o)
  return newBytes(encodeCharmap(o, mapping, 'strict'))
}
export function _PyUnicode_EncodeCharmap(o: Address, mapping: Address, errors: Address): Address {
  needStr(o)
  return newBytes(encodeCharmap(o, mapping, handlerName(errors)))
}
/** A dict from code points to bytes: one of the two forms that CPython gives. */
export function PyUnicode_BuildEncodingMap(table: Address): Address {
  if (!isStr(table)) raise(E.TypeError, 'bad argument type for built-in operation')
  const map = newDict()
  codePoints(table).forEach((code, byte) => {
    if (code === 0xfffe) return
    const [key, value] = [newInt(code), newInt(byte)]
    dictSet(map, key, value)
    decref(key)
    decref(value)
  })
  return map
}

/** The locale's encoding is UTF-8: Node knows no other. */
export function PyUnicode_DecodeLocaleAndSize(text: Address, size: number, errors: Address): Address {
  const handler = localeHandler(errors)
  if (cStringLength(text) !== size) raise(E.ValueError, 'embedded null byte')
  return decodeBytes(bytesAt(text, size), 'utf-8', handler)
}
export function PyUnicode_DecodeLocale(text: Address, errors: Address): Address {
  return PyUnicode_DecodeLocaleAndSize(text, cStringLength(text), errors)
}
export function PyUnicode_EncodeLocale(o: Address, errors: Address): Address {
  needStr(o)
  if (codePoints(o).includes(0)) raise(E.ValueError, 'embedded null character')
  return encodeText(o, 'utf-8', localeHandler(errors))
}
function localeHandler(errors: Address): string {
  const name = handlerName(errors)
  return ['strict', 'surrogateescape', 'surrogatepass'].includes(name)
    ? name
    : raise(E.ValueError, 'only "strict" and "surrogateescape" error handlers are supported')
}

const cleanupSupported = 0x20000

/** Argument converters: NULL means that the parse failed elsewhere and what was made is to be released. */
function pathConverter(convert: (path: Address) => Address) {
  return (o: Address, at: Address): number => {
    if (o === NULL) {
      const held = readPointer(at)
      writePointer(at, 0, NULL)
      xdecref(held)
      return 1
    }
    const path = PyOS_FSPath(o)
    try {
      writePointer(at, 0, convert(path))
    } finally {
      decref(path)
    }
    return cleanupSupported
  }
}
export const PyUnicode_FSConverter = pathConverter((path) => {
  const bytes = isBytes(path) ? newRef(path) : encodeText(path, 'utf-8', 'surrogateescape')
  if (!bytesOf(bytes).includes(0)) return bytes
  decref(bytes)
  return raise(E.ValueError, 'embedded null byte')
})
export const PyUnicode_FSDecoder = pathConverter((path) => {
  const text = isStr(path) ? newRef(path) : decodeBytes(bytesOf(path), 'utf-8', 'surrogateescape')
  if (!codePoints(text).includes(0)) return text
  decref(text)
  return raise(E.ValueError, 'embedded null character')
})
