/** Upper, lower, title and folded case of whole texts, and the questions about them. */
import { foldOf, isCased, isLower, isTitle, isUpper, lowerOf, titleOf, upperOf } from './characters.ts'

const ignorable = (code: number): boolean => /^\p{Case_Ignorable}/u.test(String.fromCodePoint(code))
const bigSigma = 0x3a3

/** A capital sigma ends a word as another letter than inside. */
function lowerAt(codes: readonly number[], at: number): number[] {
  const code = codes[at] ?? 0
  if (code !== bigSigma) return lowerOf(code)
  let before = at - 1
  while (before >= 0 && ignorable(codes[before] ?? 0)) before--
  let after = at + 1
  while (after < codes.length && ignorable(codes[after] ?? 0)) after++
  const final = before >= 0 && isCased(codes[before] ?? 0) && !(after < codes.length && isCased(codes[after] ?? 0))
  return [final ? 0x3c2 : 0x3c3]
}

export function lowerText(codes: readonly number[]): number[] {
  return codes.flatMap((_, at) => lowerAt(codes, at))
}
export function upperText(codes: readonly number[]): number[] {
  return codes.flatMap(upperOf)
}
export function foldText(codes: readonly number[]): number[] {
  return codes.flatMap(foldOf)
}
export function capitalizeText(codes: readonly number[]): number[] {
  return codes.flatMap((code, at) => (at === 0 ? titleOf(code) : lowerAt(codes, at)))
}
export function swapText(codes: readonly number[]): number[] {
  return codes.flatMap((code, at) => (isUpper(code) ? lowerAt(codes, at) : isLower(code) ? upperOf(code) : [code]))
}
export function titleText(codes: readonly number[]): number[] {
  return codes.flatMap((code, at) => (at > 0 && isCased(codes[at - 1] ?? 0) ? lowerAt(codes, at) : titleOf(code)))
}

export function allLower(codes: readonly number[]): boolean {
  return !codes.some((code) => isUpper(code) || isTitle(code)) && codes.some(isLower)
}
export function allUpper(codes: readonly number[]): boolean {
  return !codes.some((code) => isLower(code) || isTitle(code)) && codes.some(isUpper)
}
export function isTitled(codes: readonly number[]): boolean {
  let inWord = false
  let any = false
  for (const code of codes) {
    const starts = isUpper(code) || isTitle(code)
    if (starts ? inWord : isLower(code) && !inWord) return false
    inWord = starts || isLower(code)
    any ||= inWord
  }
  return any
}
