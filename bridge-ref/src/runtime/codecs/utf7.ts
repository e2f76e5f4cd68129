/** UTF-7 (RFC 2152): ASCII, with UTF-16 in base 64 between `+` and whatever is not of its alphabet. */
import type { Address } from '../../memory/address.ts'
import { codePoints } from '../str.ts'
import type { Decoded, TextCodec } from './codec.ts'
import { handleDecode } from './errors.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const [plus, minus] = [0x2b, 0x2d]
const digit = (byte: number): number => (byte < 128 ? alphabet.indexOf(String.fromCharCode(byte)) : -1)

/** Characters that stand for themselves: printable ASCII and white space, but `+`, `\` and `~`. */
function isDirect(code: number): boolean {
  if (code === 9 || code === 10 || code === 13) return true
  return code >= 0x20 && code < 0x7f && code !== plus && code !== 0x5c && code !== 0x7e
}

const units = (code: number): number[] =>
  code > 0xffff ? [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff)] : [code]

function encode(text: Address): Uint8Array {
  const out: number[] = []
  let [shifted, bits, count] = [false, 0, 0]
  const unit = (value: number) => {
    bits = ((bits << 16) | value) >>> 0
    count += 16
    for (; count >= 6; count -= 6) out.push(alphabet.charCodeAt((bits >>> (count - 6)) & 63))
    bits &= (1 << count) - 1
  }
  const close = (next: number | undefined) => {
    if (!shifted) return
    if (count > 0) out.push(alphabet.charCodeAt((bits << (6 - count)) & 63))
    ;[shifted, bits, count] = [false, 0, 0]
    if (next === undefined || next === minus || digit(next) >= 0) out.push(minus)
  }
  for (const code of codePoints(text)) {
    if (isDirect(code)) {
      close(code)
      out.push(code)
    } else if (code === plus && !shifted) out.push(plus, minus)
    else {
      if (!shifted) out.push(plus)
      shifted = true
      for (const value of units(code)) unit(value)
    }
  }
  close(undefined)
  return Uint8Array.from(out)
}

interface State {
  bytes: Uint8Array
  errors: string
  final: boolean
  codes: number[]
  at: number
}
function trouble(state: State, start: number, end: number, why: string): void {
  const { bytes, errors } = state
  const { codes, next } = handleDecode({ codec: 'utf7', bytes, errors, start, end, why })
  for (const code of codes) state.codes.push(code)
  state.at = next
}

/** What a run of base 64 holds. */
interface Run {
  codes: number[]
  /** A high surrogate whose other half may follow. */
  high: number
  bits: number
  count: number
}
function take(run: Run, value: number): void {
  run.bits = ((run.bits << 6) | value) >>> 0
  run.count += 6
  if (run.count < 16) return
  run.count -= 16
  const code = (run.bits >>> run.count) & 0xffff
  run.bits &= (1 << run.count) - 1
  const pair = run.high !== 0 && code >= 0xdc00 && code <= 0xdfff
  if (pair) run.codes.push(0x10000 + ((run.high - 0xd800) << 10) + (code - 0xdc00))
  else {
    if (run.high !== 0) run.codes.push(run.high)
    if (code < 0xd800 || code > 0xdbff) run.codes.push(code)
  }
  run.high = !pair && code >= 0xd800 && code <= 0xdbff ? code : 0
}
function leftover({ bits, count }: Run): string | undefined {
  if (count >= 6) return 'partial character in shift sequence'
  return bits !== 0 ? 'non-zero padding bits in shift sequence' : undefined
}

/** From the `+` at `state.at`. False: the run may go on in bytes that are not there yet. */
function shifted(state: State): boolean {
  const start = state.at
  const next = state.bytes[start + 1]
  if (next === minus) {
    state.codes.push(plus)
    state.at += 2
    return true
  }
  if (next !== undefined && digit(next) < 0) {
    trouble(state, start, start + 2, 'ill-formed sequence')
    return true
  }
  const run: Run = { codes: [], high: 0, bits: 0, count: 0 }
  let at = start + 1
  for (; at < state.bytes.length && digit(state.bytes[at] ?? 0) >= 0; at++) take(run, digit(state.bytes[at] ?? 0))
  if (at === state.bytes.length && !state.final) return false
  for (const code of run.codes) state.codes.push(code)
  endRun(state, run, { start, at })
  return true
}
function endRun(state: State, run: Run, { start, at }: { start: number; at: number }): void {
  const ended = at === state.bytes.length
  const wrong = leftover(run)
  if (ended && (run.high !== 0 || wrong !== undefined)) {
    if (at > start + 1) trouble(state, start, at, 'unterminated shift sequence')
    return
  }
  if (wrong !== undefined) {
    trouble(state, start, at + 1, wrong)
    return
  }
  if (run.high !== 0) state.codes.push(run.high)
  state.at = at + (state.bytes[at] === minus ? 1 : 0)
}

function decode(bytes: Uint8Array, errors: string, final: boolean): Decoded {
  const state: State = { bytes, errors, final, codes: [], at: 0 }
  while (state.at < bytes.length) {
    const byte = bytes[state.at] ?? 0
    if (byte === plus) {
      if (!shifted(state)) break
    } else if (byte >= 128) trouble(state, state.at, state.at + 1, 'unexpected special character')
    else {
      state.codes.push(byte)
      state.at++
    }
  }
  return { codes: state.codes, used: state.at }
}

export const utf7: TextCodec = { name: 'utf-7', encode, decode }
