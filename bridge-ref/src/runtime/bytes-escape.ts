/** The escapes of bytes literals. */
import { E } from '../memory/statics.ts'
import { raise } from './errors.ts'

const simple: Record<string, string> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

export function decodeBytesEscapes(bytes: Uint8Array, errors: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const decoded = text.replace(
    /\\(x[0-9a-fA-F]{2}|x[0-9a-fA-F]?|[0-7]{1,3}|[\s\S]|$)/g,
    (all, escaped: string, at: number) => {
      if (escaped === '') return raise(E.ValueError, 'Trailing \\ in string')
      if (escaped.startsWith('x') && escaped.length < 3) return badHex(at, errors)
      if (escaped.startsWith('x')) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255)
      return simple[escaped] ?? all
    },
  )
  return Buffer.from(decoded, 'latin1')
}
function badHex(at: number, errors: string): string {
  if (errors === 'strict') raise(E.ValueError, `invalid \\x escape at position ${at}`)
  if (errors === 'replace') return '?'
  return errors === 'ignore' ? '' : raise(E.ValueError, `decoding error; unknown error handling code: ${errors}`)
}
