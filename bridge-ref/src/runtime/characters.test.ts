import test from 'ava'
import {
  codesOf,
  decimalValue,
  foldOf,
  isPrintable,
  isSpace,
  lowerOf,
  numericValue,
  titleOf,
  upperOf,
} from './characters.ts'
import { capitalizeText, isTitled, lowerText, swapText, titleText } from './str-case.ts'

const text = (codes: number[]) => String.fromCodePoint(...codes)
const on = (run: (codes: number[]) => number[]) => (given: string) => text(run(codesOf(given)))

// Expected values are CPython 3.11's.
test('case of single characters', (t) => {
  t.is(text(upperOf(0xdf)), 'SS')
  t.is(text(titleOf(0xdf)), 'Ss')
  t.is(text(titleOf(0x1c6)), '\u01c5')
  t.is(text(titleOf(0x10d0)), '\u10d0')
  t.is(text(foldOf(0xdf)), 'ss')
  t.is(text(foldOf(0xab70)), '\u13a0')
  t.is(text(lowerOf(0x130)), 'i\u0307')
})

test('case of texts', (t) => {
  t.is(on(lowerText)('ΑΣ ΣΑ Σ'), 'ας σα σ')
  t.is(on(titleText)("they're ǆ"), "They'Re ǅ")
  t.is(on(capitalizeText)('ǆABC'), 'ǅabc')
  t.is(on(swapText)('aBß'), 'AbSS')
  t.true(isTitled(codesOf('A Bc')))
  t.false(isTitled(codesOf('A bc')))
})

test('numbers and classes', (t) => {
  t.is(decimalValue(0x663), 3)
  t.is(decimalValue(0xb2), -1)
  t.is(numericValue(0xbd), 0.5)
  t.is(numericValue(0x2167), 8)
  t.true(isSpace(0x1c))
  t.false(isSpace(0x200b))
  t.false(isPrintable(0xa0))
  t.true(isPrintable(0x20))
})
