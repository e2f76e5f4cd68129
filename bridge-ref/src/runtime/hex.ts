/** `bytes.hex` and `bytes.fromhex`. */
import { E } from '../memory/statics.ts'
import { raise } from './errors.ts'

/** A negative group counts from the left, as a positive one does from the right. */
export function hexText(bytes: Uint8Array, separator: string, group: number): string {
  const pairs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  const size = Math.abs(group)
  if (separator === '' || size === 0) return pairs.join('')
  const groups: string[] = []
  const first = group > 0 ? pairs.length % size || size : size
  for (let at = 0, end = first; at < pairs.length; at = end, end += size) groups.push(pairs.slice(at, end).join(''))
  return groups.join(separator)
}

/** Pairs of hexadecimal digits with white space between them. */
export function bytesFromHex(text: string): Uint8Array {
  const bytes: number[] = []
  for (let at = 0; ; ) {
    while (/[\t-\r ]/.test(text.charAt(at))) at++
    if (at >= text.length) return Uint8Array.from(bytes)
    for (const place of [at, at + 1]) {
      if (!/^[0-9a-fA-F]$/.test(text.charAt(place)))
        raise(E.ValueError, `non-hexadecimal number found in fromhex() arg at position ${place}`)
    }
    bytes.push(Number.parseInt(text.slice(at, at + 2), 16))
    at += 2
  }
}
