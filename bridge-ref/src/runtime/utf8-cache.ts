/** The C string of a str, cached in the object as CPython does, so that it lives as long as the object. */
import { type Address, NULL } from '../memory/address.ts'
import { allocate, free } from '../memory/heap.ts'
import { L } from '../memory/layouts.ts'
import { E } from '../memory/statics.ts'
import { bytesAt, readPointer, readSize, writePointer, writeSize, writeU8 } from '../memory/views.ts'
import { noMemory } from './allocation.ts'
import { raise } from './errors.ts'
import { codePoints, isAscii, strData, strLength } from './str.ts'

const C = L.PyCompactUnicodeObject

/** Borrowed pointer to zero-terminated UTF-8 and its length. Raises UnicodeEncodeError for surrogates. */
export function utf8Of(o: Address): { data: Address; length: number } {
  if (isAscii(o)) return { data: strData(o), length: strLength(o) }
  const cached = readPointer(o, C.utf8)
  if (cached !== NULL) return { data: cached, length: readSize(o, C.utf8_length) }
  const codes = codePoints(o)
  const surrogate = codes.findIndex((code) => code >= 0xd800 && code <= 0xdfff)
  if (surrogate >= 0) refuseSurrogate(o, surrogate, codes[surrogate] ?? 0)
  const bytes = Buffer.from(String.fromCodePoint(...codes), 'utf8')
  const data = allocate(bytes.length + 1)
  if (data === NULL) noMemory()
  bytesAt(data, bytes.length).set(bytes)
  writeU8(data, bytes.length, 0)
  writePointer(o, C.utf8, data)
  writeSize(o, C.utf8_length, bytes.length)
  return { data, length: bytes.length }
}

/** Set at start: raises UnicodeEncodeError with its five arguments. */
let refuseSurrogate: (o: Address, at: number, code: number) => never = (_o, at) =>
  raise(E.ValueError, `surrogate at ${at}`)
export function connectSurrogateError(refuse: typeof refuseSurrogate): void {
  refuseSurrogate = refuse
}

export function freeUtf8(o: Address): void {
  if (isAscii(o)) return
  const cached = readPointer(o, C.utf8)
  if (cached !== NULL && cached !== strData(o)) free(cached)
}
