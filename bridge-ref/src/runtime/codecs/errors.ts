/** What happens where text cannot be encoded or bytes cannot be decoded: the standard error handlers and registered ones. */
import { callPointer } from '../../boundary/calls.ts'
import { type Address, NULL } from '../../memory/address.ts'
import { L } from '../../memory/layouts.ts'
import { E } from '../../memory/statics.ts'
import { readPointer } from '../../memory/views.ts'
import { bytesOf, newBytes } from '../bytes.ts'
import { call } from '../call.ts'
import { codesOf } from '../characters.ts'
import { newTupleOf, raise, raiseObject } from '../errors.ts'
import { checked } from '../indicator.ts'
import { newInt, readInt } from '../int.ts'
import { isBytes, isInt, isStr, isTuple, itemsOf } from '../object.ts'
import { decref, newRef, typeOf } from '../refcount.ts'
import { codePoints, newStr } from '../str.ts'
import { characterName } from './names.ts'

interface Trouble {
  codec: string
  /** Name of the error handler. */
  errors: string
  start: number
  end: number
  why: string
}
export interface DecodeTrouble extends Trouble {
  bytes: Uint8Array
}
export interface EncodeTrouble extends Trouble {
  text: Address
  codes: readonly number[]
}
export interface Replacement {
  /** Instead of what could not be coded; bytes go out as they are, codes are encoded again. */
  codes: number[]
  bytes?: Uint8Array
  /** Where to go on. */
  next: number
}

const registered = new Map<string, Address>()
export function registerHandler(name: string, handler: Address): void {
  const before = registered.get(name)
  registered.set(name, newRef(handler))
  if (before !== undefined) decref(before)
}
/** Borrowed; NULL for a name that nobody registered. */
export function registeredHandler(name: string): Address {
  return registered.get(name) ?? NULL
}

function unicodeError(type: Address, object: Address, { codec, start, end, why }: Trouble): Address {
  const given = newTupleOf([newStr(codec), object, newInt(start), newInt(end), newStr(why)])
  try {
    return checked(callPointer(readPointer(typeOf(type), L.PyTypeObject.tp_call), type, given, NULL))
  } finally {
    decref(given)
  }
}
function throwOwned(type: Address, instance: Address): never {
  try {
    return raiseObject(type, instance)
  } finally {
    decref(instance)
  }
}
export function refuseEncode(trouble: Omit<EncodeTrouble, 'codes' | 'errors'>): never {
  const error = unicodeError(E.UnicodeEncodeError, newRef(trouble.text), { ...trouble, errors: '' })
  return throwOwned(E.UnicodeEncodeError, error)
}
function refuseDecode(trouble: DecodeTrouble): never {
  return throwOwned(E.UnicodeDecodeError, unicodeError(E.UnicodeDecodeError, newBytes(trouble.bytes), trouble))
}

export function hexEscape(code: number): string {
  const hex = code.toString(16)
  if (code > 0xffff) return `\\U${hex.padStart(8, '0')}`
  return code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`
}

function nameEscape(code: number): string {
  const name = characterName(code)
  return name === undefined ? hexEscape(code) : `\\N{${name}}`
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

export function handleEncode(trouble: EncodeTrouble): Replacement {
  const { errors, codes, start, end } = trouble
  const bad = codes.slice(start, end)
  switch (errors) {
    case 'strict':
      return refuseEncode(trouble)
    case 'ignore':
      return { codes: [], next: end }
    case 'replace':
      return { codes: bad.map(() => 0x3f), next: end }
    case 'backslashreplace':
      return { codes: codesOf(bad.map(hexEscape).join('')), next: end }
    case 'xmlcharrefreplace':
      return { codes: codesOf(bad.map((code) => `&#${code};`).join('')), next: end }
    case 'namereplace':
      return { codes: codesOf(bad.map(nameEscape).join('')), next: end }
    case 'surrogateescape':
      return escapedBytes(trouble)
    case 'surrogatepass':
      return { codes: [], bytes: passedBytes(trouble), next: end }
    default:
      return customReplacement(
        customHandler(errors),
        unicodeError(E.UnicodeEncodeError, newRef(trouble.text), trouble),
        {
          length: codes.length,
          encoding: true,
        },
      )
  }
}

/** The leading characters that stand for bytes. */
function escapedBytes(trouble: EncodeTrouble): Replacement {
  const bad = trouble.codes.slice(trouble.start, trouble.end)
  const other = bad.findIndex((code) => code < 0xdc80 || code > 0xdcff)
  const count = other < 0 ? bad.length : other
  if (count === 0) refuseEncode(trouble)
  const bytes = Uint8Array.from(bad.slice(0, count), (code) => code - 0xdc00)
  return { codes: [], bytes, next: trouble.start + count }
}

/** How a surrogate looks in an encoding that could hold it. */
function passedBytes(trouble: EncodeTrouble): Uint8Array {
  const bad = trouble.codes.slice(trouble.start, trouble.end)
  const put = unitWriter(trouble.codec)
  if (put === undefined || !bad.every(isSurrogate)) refuseEncode(trouble)
  return Uint8Array.from(bad.flatMap(put))
}
function unitWriter(codec: string): ((code: number) => number[]) | undefined {
  const [high, low] = [(code: number) => code >> 8, (code: number) => code & 255]
  switch (codec) {
    case 'utf-8':
      return (code) => [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
    case 'utf-16':
    case 'utf-16-le':
      return (code) => [low(code), high(code)]
    case 'utf-16-be':
      return (code) => [high(code), low(code)]
    case 'utf-32':
    case 'utf-32-le':
      return (code) => [low(code), high(code), 0, 0]
    case 'utf-32-be':
      return (code) => [0, 0, high(code), low(code)]
    default:
      return undefined
  }
}

export function handleDecode(trouble: DecodeTrouble): Replacement {
  const { errors, bytes, start, end } = trouble
  switch (errors) {
    case 'strict':
      return refuseDecode(trouble)
    case 'ignore':
      return { codes: [], next: end }
    case 'replace':
      return { codes: [0xfffd], next: end }
    case 'backslashreplace':
      return { codes: codesOf([...bytes.slice(start, end)].map(hexEscape).join('')), next: end }
    case 'surrogateescape':
      return escapedCodes(trouble)
    case 'surrogatepass':
      return passedCode(trouble)
    default: {
      const handler = customHandler(errors)
      const error = unicodeError(E.UnicodeDecodeError, newBytes(bytes), trouble)
      return customReplacement(handler, error, { length: bytes.length, encoding: false })
    }
  }
}

function escapedCodes(trouble: DecodeTrouble): Replacement {
  const codes: number[] = []
  for (let at = trouble.start; at < trouble.end && codes.length < 4; at++) {
    const byte = trouble.bytes[at] ?? 0
    if (byte < 0x80) break
    codes.push(0xdc00 + byte)
  }
  return codes.length === 0 ? refuseDecode(trouble) : { codes, next: trouble.start + codes.length }
}

function passedCode(trouble: DecodeTrouble): Replacement {
  const { codec, bytes, start } = trouble
  const at = (i: number) => bytes[start + i] ?? -1
  let [code, size] = [0, 0]
  if (codec === 'utf-8' && (at(1) & 0xc0) === 0x80 && (at(2) & 0xc0) === 0x80) {
    code = ((at(0) & 15) << 12) | ((at(1) & 63) << 6) | (at(2) & 63)
    size = 3
  } else if (codec.startsWith('utf-16') || codec.startsWith('utf-32')) {
    size = codec.startsWith('utf-16') ? 2 : 4
    const unit = Array.from({ length: size }, (_, i) => at(i))
    const ordered = codec.endsWith('be') ? unit : unit.toReversed()
    code = unit.includes(-1) ? 0 : ordered.reduce((value, byte) => value * 256 + byte, 0)
  }
  return isSurrogate(code) ? { codes: [code], next: start + size } : refuseDecode(trouble)
}

function customHandler(name: string): Address {
  const handler = registeredHandler(name)
  return handler === NULL ? raise(E.LookupError, `unknown error handler name '${name}'`) : handler
}

/** Calls a handler written by somebody else; releases `error`. */
function customReplacement(
  handler: Address,
  error: Address,
  { length, encoding }: { length: number; encoding: boolean },
): Replacement {
  const result = (() => {
    try {
      return call(handler, [error])
    } finally {
      decref(error)
    }
  })()
  try {
    const [value = NULL, position = NULL] = isTuple(result) ? itemsOf(result) : []
    const text = value !== NULL && isStr(value)
    const raw = encoding && value !== NULL && isBytes(value)
    if ((!text && !raw) || position === NULL || !isInt(position)) {
      const kind = encoding
        ? 'encoding error handler must return (str/bytes, int)'
        : 'decoding error handler must return (str, int)'
      raise(E.TypeError, `${kind} tuple`)
    }
    const given = Number(readInt(position))
    const next = given < 0 ? given + length : given
    if (next < 0 || next > length) raise(E.IndexError, `position ${given} from error handler out of bounds`)
    return text ? { codes: codePoints(value), next } : { codes: [], bytes: bytesOf(value).slice(), next }
  } finally {
    decref(result)
  }
}
