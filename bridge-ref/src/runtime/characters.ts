/** What Unicode says of single characters, in the terms of CPython's predicates. */
import { foldExceptions, numericRuns, titleExceptions } from './unicode-tables.ts'

const matcher =
  (pattern: RegExp) =>
  (code: number): boolean =>
    pattern.test(String.fromCodePoint(code))

export const isAlpha: (code: number) => boolean = matcher(/^\p{L}/u)
export const isDecimal: (code: number) => boolean = matcher(/^\p{Nd}/u)
export const isLower: (code: number) => boolean = matcher(/^\p{Lowercase}/u)
export const isUpper: (code: number) => boolean = matcher(/^\p{Uppercase}/u)
export const isTitle: (code: number) => boolean = matcher(/^\p{Lt}/u)
export const isCased: (code: number) => boolean = matcher(/^[\p{Lowercase}\p{Uppercase}\p{Lt}]/u)
export const isIdentifierStart: (code: number) => boolean = matcher(/^[\p{XID_Start}_]/u)
export const isIdentifierPart: (code: number) => boolean = matcher(/^\p{XID_Continue}/u)
const visible = matcher(/^[\p{L}\p{M}\p{N}\p{P}\p{S}]/u)

export function isPrintable(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || visible(code)
}

export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x1f)
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    [0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code)
  )
}

export function isLineBreak(code: number): boolean {
  return (code >= 10 && code <= 13) || (code >= 0x1c && code <= 0x1e) || [0x85, 0x2028, 0x2029].includes(code)
}

export function isAlnum(code: number): boolean {
  return isAlpha(code) || isNumeric(code)
}

interface NumericValue {
  value: number
  digit: boolean
}
let numbers: Map<number, NumericValue> | undefined

/** Characters with a value that are no decimal digits. */
function numericValues(): Map<number, NumericValue> {
  if (numbers !== undefined) return numbers
  numbers = new Map()
  for (const run of numericRuns.split(' ')) {
    const [start = '', count = '1', first = '0', step = '0'] = run.split(',')
    const digit = start.endsWith('*')
    for (let i = 0; i < Number(count); i++) {
      const value = sum(fraction(first), fraction(step), i)
      numbers.set(Number.parseInt(start, 16) + i, { value, digit })
    }
  }
  return numbers
}
function fraction(text: string): [number, number] {
  const [over = '0', under = '1'] = text.split('/')
  return [Number(over), Number(under)]
}
/** `a + b * i`, exact until the division. */
function sum([a, b]: [number, number], [c, d]: [number, number], i: number): number {
  return (a * d + c * b * i) / (b * d)
}

/** The value of a decimal digit, or -1. The digits of a script are ten in a row that starts at a multiple. */
export function decimalValue(code: number): number {
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? code - 0x30 : -1
  if (!isDecimal(code)) return -1
  let zero = code
  while (code - zero < 9 && isDecimal(zero - 1)) zero--
  // Scripts lie side by side only among the mathematical digits, which begin at 1D7CE.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10
  return code - zero
}
/** The value of a digit, decimal or not, or -1. */
export function digitValue(code: number): number {
  const decimal = decimalValue(code)
  if (decimal >= 0) return decimal
  const found = numericValues().get(code)
  return found?.digit === true ? found.value : -1
}
/** The value of a numeric character, or -1. */
export function numericValue(code: number): number {
  const decimal = decimalValue(code)
  return decimal >= 0 ? decimal : (numericValues().get(code)?.value ?? -1)
}
export function isDigit(code: number): boolean {
  return digitValue(code) >= 0
}
export function isNumeric(code: number): boolean {
  return isDecimal(code) || numericValues().has(code)
}

export function codesOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}

const titles = exceptions(titleExceptions)
const folds = exceptions(foldExceptions)
function exceptions(table: string): Map<number, number[]> {
  return new Map(
    table.split(' ').map((entry) => {
      const [code = 0, ...mapped] = entry.split('|').map((hex) => Number.parseInt(hex, 16))
      return [code, mapped]
    }),
  )
}

export function upperOf(code: number): number[] {
  return codesOf(String.fromCodePoint(code).toUpperCase())
}
export function lowerOf(code: number): number[] {
  return codesOf(String.fromCodePoint(code).toLowerCase())
}
export function titleOf(code: number): number[] {
  if (code >= 0x10d0 && code <= 0x10ff) return [code]
  return titles.get(code) ?? upperOf(code)
}
export function foldOf(code: number): number[] {
  const known = folds.get(code)
  if (known !== undefined) return known
  // Cherokee folds to upper case, for which it had letters first.
  if (code >= 0x13a0 && code <= 0x13f5) return [code]
  if (code >= 0x13f8 && code <= 0x13fd) return [code - 8]
  return code >= 0xab70 && code <= 0xabbf ? [code - 0xab70 + 0x13a0] : lowerOf(code)
}
