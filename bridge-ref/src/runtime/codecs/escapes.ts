/** `unicode_escape` and `raw_unicode_escape`. */
import { codesOf } from '../characters.ts'
import { codePoints } from '../str.ts'
import { decodeWith, type Step, type TextCodec } from './codec.ts'
import { hexEscape } from './errors.ts'
import { characterNamed } from './names.ts'

const simple: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 92, "'": 39, '"': 34 }
const widths: Record<string, number> = { x: 2, u: 4, U: 8 }
const truncated: Record<string, string> = {
  x: 'truncated \\xXX escape',
  u: 'truncated \\uXXXX escape',
  U: 'truncated \\UXXXXXXXX escape',
}

const characterAt = (bytes: Uint8Array, at: number): string =>
  at < bytes.length ? String.fromCharCode(bytes[at] ?? 0) : ''

/** `\x`, `\u`, `\U` and their digits. */
function hexStep(bytes: Uint8Array, at: number): Step {
  const letter = characterAt(bytes, at + 1)
  const width = widths[letter] ?? 0
  let count = 0
  while (count < width && /[0-9a-fA-F]/.test(characterAt(bytes, at + 2 + count))) count++
  const short = at + 2 + count >= bytes.length
  if (count < width) return { length: 2 + count, why: truncated[letter] ?? '', incomplete: short }
  const code = Number.parseInt(Buffer.from(bytes.slice(at + 2, at + 2 + width)).toString('latin1'), 16)
  return code > 0x10ffff ? { length: 2 + width, why: 'illegal Unicode character' } : { code, length: 2 + width }
}

function octalStep(bytes: Uint8Array, at: number): Step {
  let text = ''
  while (text.length < 3 && /[0-7]/.test(characterAt(bytes, at + 1 + text.length))) {
    text += characterAt(bytes, at + 1 + text.length)
  }
  return { code: Number.parseInt(text, 8), length: 1 + text.length }
}

function nameStep(bytes: Uint8Array, at: number): Step {
  const close = characterAt(bytes, at + 2) === '{' ? bytes.indexOf(0x7d, at + 3) : -1
  if (close <= at + 3) {
    const length = characterAt(bytes, at + 2) === '{' ? (close < 0 ? bytes.length - at : 3) : 2
    return { length, why: 'malformed \\N character escape', incomplete: close < 0 }
  }
  const code = characterNamed(Buffer.from(bytes.slice(at + 3, close)).toString('latin1'))
  const length = close + 1 - at
  return code === undefined ? { length, why: 'unknown Unicode character name' } : { code, length }
}

function escapeStep(bytes: Uint8Array, at: number): Step {
  const byte = bytes[at] ?? 0
  if (byte !== 92) return { code: byte, length: 1 }
  const letter = characterAt(bytes, at + 1)
  if (letter === '') return { length: 1, why: '\\ at end of string', incomplete: true }
  const known = simple[letter]
  if (known !== undefined) return { code: known, length: 2 }
  if (letter in widths) return hexStep(bytes, at)
  if (/[0-7]/.test(letter)) return octalStep(bytes, at)
  if (letter === 'N') return nameStep(bytes, at)
  // An unknown escape keeps its backslash; its letter comes with the next step.
  return { code: 92, length: 1 }
}

/** A backslash before a line end vanishes together with it. */
function withoutContinuations(bytes: Uint8Array, at: number): number {
  return bytes[at] === 92 && bytes[at + 1] === 10 ? 2 : 0
}

export const unicodeEscape: TextCodec = {
  name: 'unicode_escape',
  encode: (text) => Uint8Array.from(codePoints(text).flatMap((code) => codesOf(escapedCode(code)))),
  decode: (bytes, errors, final) => {
    const { codes, used } = decodeWith({ codec: 'unicodeescape', bytes, errors, final }, (all, at) => {
      const skipped = withoutContinuations(all, at)
      return skipped > 0 ? { code: -1, length: skipped } : escapeStep(all, at)
    })
    return { codes: codes.filter((code) => code >= 0), used }
  },
}
function escapedCode(code: number): string {
  const short: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }
  return short[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : hexEscape(code))
}

function rawStep(bytes: Uint8Array, at: number): Step {
  const byte = bytes[at] ?? 0
  if (byte !== 92) return { code: byte, length: 1 }
  const letter = characterAt(bytes, at + 1)
  if (letter === '') return { length: 1, why: '\\ at end of string', incomplete: true }
  return letter === 'u' || letter === 'U' ? hexStep(bytes, at) : { code: 92, length: 1 }
}

export const rawUnicodeEscape: TextCodec = {
  name: 'raw_unicode_escape',
  encode: (text) =>
    Uint8Array.from(codePoints(text).flatMap((code) => (code < 256 ? [code] : codesOf(hexEscape(code))))),
  decode: (bytes, errors, final) => {
    const { codes, used } = decodeRaw(bytes, errors, final)
    return { codes, used }
  },
}
/** Pairs of backslashes stay pairs: the second of them does not begin an escape. */
function decodeRaw(bytes: Uint8Array, errors: string, final: boolean) {
  let paired = -1
  return decodeWith({ codec: 'rawunicodeescape', bytes, errors, final }, (all, at) => {
    if (at === paired) return { code: 92, length: 1 }
    const alone = final && all[at] === 92 && at + 1 === all.length
    if (alone) return { code: 92, length: 1 }
    if (all[at] === 92 && all[at + 1] === 92) paired = at + 1
    return rawStep(all, at)
  })
}
