/** C strings and encodings in native memory. */
import { type Address, NULL, plus } from './address.ts'
import { allocate } from './heap.ts'
import { bytesAt, readU8, writeU8 } from './views.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export function cStringLength(at: Address): number {
  let length = 0
  while (readU8(at, length) !== 0) length++
  return length
}

export function readCString(at: Address): string {
  return at === NULL ? '' : readUtf8(at, cStringLength(at))
}

function readUtf8(at: Address, length: number): string {
  if (length < 24) {
    let text = ''
    for (let i = 0; i < length; i++) {
      const byte = readU8(at, i)
      if (byte > 127) return decoder.decode(bytesAt(at, length))
      text += String.fromCharCode(byte)
    }
    return text
  }
  return decoder.decode(bytesAt(at, length))
}

/** A C string that lives as long as the process: names of types, methods and slots. */
export function permanentCString(text: string): Address {
  const known = interned.get(text)
  if (known !== undefined) return known
  const bytes = new TextEncoder().encode(text)
  const at = allocate(bytes.length + 1)
  bytesAt(at, bytes.length).set(bytes)
  writeU8(plus(at, bytes.length), 0, 0)
  interned.set(text, at)
  return at
}
const interned = new Map<string, Address>()
