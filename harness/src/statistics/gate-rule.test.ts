import test from 'ava'
import { noisyPairs } from '../../test/noisy-pairs.ts'
import type { GateAnswer } from '../record/bench-events.ts'
import { answerOf, isNarrow, judgeControl, judgeFirst, type Rule } from './gate-rule.ts'
import { comparePairs } from './paired.ts'

const rule: Rule = { floor: 0.02, budget: 6 }
const noise = 0.025
const fine = { first: null, second: null }

/** One bench judged alone: `change` is what was planted in the first and in the second rounds. */
function judged(
  [first, second]: readonly [number, number],
  { pairs = 40, seed = 1, refusals = fine }: { pairs?: number; seed?: number; refusals?: typeof fine | Refusals } = {},
): { answer: GateAnswer; reason: string | null } {
  const before = noisyPairs(pairs, { change: first, noise, seed })
  const [said] = judgeFirst([before], rule)
  if (said === undefined) throw new Error('one bench, one judgement')
  const after = said.again ? noisyPairs(pairs, { change: second, noise, seed: seed + 1000 }) : []
  return answerOf(
    { first: said, second: comparePairs(after), all: comparePairs([...before, ...after]), refusals },
    rule,
  )
}
type Refusals = { first: string | null; second: string | null }

test('what is slower in both parts is slower', (t) => {
  t.deepEqual(judged([0.06, 0.06]), { answer: 'slower', reason: null })
})

test('the same code is not slower', (t) => {
  t.deepEqual(judged([0, 0]), { answer: 'not-slower', reason: null })
})

test('a slowdown at the floor cannot be told, and the reason says so', (t) => {
  const { answer, reason } = judged([0.02, 0.02])
  t.is(answer, 'cannot-tell')
  t.regex(reason ?? '', /is on both sides of the floor of 2 %/)
})

test('a slowdown that the second rounds do not confirm is not slower', (t) => {
  const { answer, reason } = judged([0.08, 0.01])
  t.is(answer, 'cannot-tell')
  t.regex(reason ?? '', /the first rounds say \+\d+\.\d % .*, the second ones say [+-]\d\.\d %/)
})

test('a suspicion without time to confirm it cannot be told', (t) => {
  const before = noisyPairs(40, { change: 0.08, noise, seed: 1 })
  const [first] = judgeFirst([before], rule)
  if (first === undefined) return t.fail()
  const { answer, reason } = answerOf({ first, second: null, all: comparePairs(before), refusals: fine }, rule)
  t.is(answer, 'cannot-tell')
  t.regex(reason ?? '', /had too few pairs within the budget of 6 s/)
})

test('too few pairs cannot be told', (t) => {
  t.like(judged([0.2, 0.2], { pairs: 2 }), {
    answer: 'cannot-tell',
    reason: 'fewer than 5 pairs within the budget of 6 s; a larger --budget gives more',
  })
})

test('nothing is judged in a part that the control refuses', (t) => {
  for (const change of [0, 0.3]) {
    const refusals = { first: 'identical work differs', second: null }
    t.deepEqual(judged([change, change], { refusals }), { answer: 'cannot-tell', reason: 'identical work differs' })
  }
  const second = { first: null, second: 'identical work differs' }
  t.is(judged([0.3, 0.3], { refusals: second }).answer, 'cannot-tell')
  // What needed no second rounds is not touched by them.
  t.is(judged([0, 0], { refusals: second }).answer, 'not-slower')
})

test('the control refuses when identical work differs, and when it scatters by more than the floor', (t) => {
  t.is(judgeControl(noisyPairs(30, { change: 0, noise: 0.01, seed: 4 }), rule), null)
  t.regex(
    judgeControl(noisyPairs(30, { change: 0.03, noise: 0.01, seed: 4 }), rule) ?? '',
    /identical work differs by \+.*: one side has it harder/,
  )
  t.regex(
    judgeControl(noisyPairs(30, { change: -0.03, noise: 0.01, seed: 4 }), rule) ?? '',
    /identical work differs by -.*: one side has it harder/,
  )
  t.regex(
    judgeControl(noisyPairs(30, { change: 0, noise: 0.2, seed: 4 }), rule) ?? '',
    /is not quiet enough for a floor of 2 %/,
  )
  t.regex(judgeControl([0, 0], rule) ?? '', /has 2 pairs, 5 are the fewest/)
})

test('among many benches a chance finding is no suspicion, a real one is', (t) => {
  // Alone, this one has p < 0.025.
  const chance = Array.from({ length: 20 }, (_, index) => Math.log1p(0.02) + (index < 5 ? -0.01 : 0.01))
  t.true(judgeFirst([chance], rule)[0]?.suspect)
  const quiet = Array.from({ length: 19 }, (_, seed) => noisyPairs(30, { change: 0, noise, seed: seed + 1 }))
  const real = noisyPairs(40, { change: 0.08, noise, seed: 50 })
  const among = judgeFirst([chance, ...quiet, real], rule)
  t.false(among[0]?.suspect)
  t.true(among.at(-1)?.suspect)
})

test('sampling ends by the width of the interval, whatever it says, and only at fixed numbers of pairs', (t) => {
  for (const change of [-0.2, 0, 0.02, 0.5]) {
    const narrow = (pairs: number) =>
      isNarrow(
        Array.from({ length: pairs }, () => Math.log1p(change)),
        rule,
      )
    t.deepEqual([5, 15, 16, 17, 23, 24].filter(narrow), [16, 24], String(change))
  }
  t.false(isNarrow(noisyPairs(24, { change: 0, noise: 0.2, seed: 1 }), rule))
})

test('of 100 comparisons of the same code none is slower, of 100 with +5 % nearly all are', (t) => {
  const answers = (change: number) =>
    Array.from({ length: 100 }, (_, index) => judged([change, change], { seed: 7 * index + 1 }).answer)
  const slower = (change: number) => answers(change).filter((answer) => answer === 'slower').length
  t.is(slower(0), 0)
  t.true(slower(0.05) >= 90, String(slower(0.05)))
})
