/** The str side of {@link Search}: surrogate code points stay what they are, positions count code points. */
import type { Address } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { bytesAt } from '../memory/views.ts'
import { newRef, typeOf } from './refcount.ts'
import { type Range, type Search, searchUnits } from './searching.ts'
import { codePoint, kindOf, newStrOf, newStrRoom, strData, strLength } from './str.ts'

/** Units that never run together: one UTF-16 unit for each code point below 2^16, else two numbers of 16 bits. */
function units(o: Address, wide: boolean): string {
  const length = strLength(o)
  const kind = kindOf(o)
  const bytes = bytesAt(strData(o), length * kind)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (length === 0) return ''
  if (!wide) return buffer.toString(kind === 1 ? 'latin1' : 'utf16le')
  if (kind === 4) return buffer.toString('utf16le')
  const both = Buffer.alloc(length * 4)
  for (let i = 0; i < length; i++) both.writeUInt32LE(codePoint(o, i), i * 4)
  return both.toString('utf16le')
}

export function searchStr(whole: Address, part: Address): Search {
  const wide = kindOf(whole) === 4 || kindOf(part) === 4
  return searchUnits(units(whole, wide), units(part, wide), wide ? 2 : 1)
}

/** New str of a range. */
export function strSlice(o: Address, { start, end }: Range): Address {
  if (start === 0 && end === strLength(o) && typeOf(o) === S.PyUnicode_Type) return newRef(o)
  if (end <= start) return newStrOf([])
  const kind = kindOf(o)
  if (kind === 1 && end - start > 1) return latinSlice(o, start, end)
  return newStrOf(Array.from({ length: end - start }, (_, i) => codePoint(o, start + i)))
}
function latinSlice(o: Address, start: number, end: number): Address {
  const bytes = bytesAt(strData(o), strLength(o)).subarray(start, end)
  let largest = 0
  for (const byte of bytes) if (byte > largest) largest = byte
  const room = newStrRoom(bytes.length, largest)
  bytesAt(strData(room), bytes.length).set(bytes)
  return room
}

/** The pieces of `o` with `between` in the gaps. */
export function joinPieces(o: Address, pieces: readonly Range[], between: readonly number[]): Address {
  const codes: number[] = []
  pieces.forEach(({ start, end }, i) => {
    if (i > 0) for (const code of between) codes.push(code)
    for (let at = start; at < end; at++) codes.push(codePoint(o, at))
  })
  return newStrOf(codes)
}
