/** What Unicode says of a character. */
import type { Address } from '../memory/address.ts'
import { writeU32 } from '../memory/views.ts'
import * as characters from '../runtime/characters.ts'

const asked =
  (predicate: (code: number) => boolean) =>
  (code: number): number =>
    code <= 0x10ffff && predicate(code) ? 1 : 0
const valued =
  (value: (code: number) => number) =>
  (code: number): number =>
    code <= 0x10ffff ? value(code) : -1
const mappedTo =
  (map: (code: number) => number[]) =>
  (code: number): number =>
    code <= 0x10ffff ? (map(code)[0] ?? code) : code
const mappedFully =
  (map: (code: number) => number[]) =>
  (code: number, room: Address): number => {
    const codes = map(code)
    codes.forEach((one, i) => {
      writeU32(room, i * 4, one)
    })
    return codes.length
  }

export const _PyUnicode_IsAlpha = asked(characters.isAlpha)
export const _PyUnicode_IsDecimalDigit = asked(characters.isDecimal)
export const _PyUnicode_IsDigit = asked(characters.isDigit)
export const _PyUnicode_IsNumeric = asked(characters.isNumeric)
export const _PyUnicode_IsLowercase = asked(characters.isLower)
export const _PyUnicode_IsUppercase = asked(characters.isUpper)
export const _PyUnicode_IsTitlecase = asked(characters.isTitle)
export const _PyUnicode_IsPrintable = asked(characters.isPrintable)
export const _PyUnicode_IsWhitespace = asked(characters.isSpace)
export const _PyUnicode_IsLinebreak = asked(characters.isLineBreak)
export const _PyUnicode_IsCased = asked(characters.isCased)
export const _PyUnicode_IsXidStart = asked(characters.isIdentifierStart)
export const _PyUnicode_IsXidContinue = asked(characters.isIdentifierPart)
export const _PyUnicode_ToDecimalDigit = valued(characters.decimalValue)
export const _PyUnicode_ToDigit = valued(characters.digitValue)
export const _PyUnicode_ToNumeric = valued(characters.numericValue)
export const _PyUnicode_ToLowercase = mappedTo(characters.lowerOf)
export const _PyUnicode_ToUppercase = mappedTo(characters.upperOf)
export const _PyUnicode_ToTitlecase = mappedTo(characters.titleOf)
export const _PyUnicode_ToLowerFull = mappedFully(characters.lowerOf)
export const _PyUnicode_ToUpperFull = mappedFully(characters.upperOf)
export const _PyUnicode_ToTitleFull = mappedFully(characters.titleOf)
export const _PyUnicode_ToFoldedFull = mappedFully(characters.foldOf)
