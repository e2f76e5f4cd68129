import test from 'ava'
import { noteOf } from './stability.ts'

test('the note says what was compared and what was left out', (t) => {
  const lines = [
    '280 new cases, 1 changed, 0 whose probe has changed since 0341abcebebd',
    '! 30 cases of these 281 are tried, as --most says',
    '30 cases on cpython@3.11, --order random --seed 7 --repeat 10 --fresh 5',
    '! 1 unexpected: 30 verdicts',
  ]
  const compared = '280 new cases, 1 changed, 0 whose probe has changed since 0341abcebebd'
  t.is(noteOf(lines), `${compared}; 30 cases of these 281 are tried, as --most says`)
})

test('where nothing is compared, the note says so', (t) => {
  t.regex(noteOf(['! nothing was compared: this checkout has no origin']), /^nothing was compared: /)
  t.is(noteOf(['no case is new or changed since 0341abcebebd']), 'no case is new or changed since 0341abcebebd')
})
