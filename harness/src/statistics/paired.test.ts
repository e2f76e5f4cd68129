import test from 'ava'
import { noisyPairs } from '../../test/noisy-pairs.ts'
import { adjustForMany, comparePairs, fewestPairs, roundLogRatio, slowerProbability } from './paired.ts'

test('a turn counts by its best samples, a round by the median of its turns', (t) => {
  // Turns of two: best 10 against 11, 10 against 22, 10 against 12.
  const base = [10, 50, 30, 10, 10, 10]
  const head = [11, 90, 22, 44, 80, 12]
  t.is(roundLogRatio(base, head, 2), Math.log(1.2))
})

test('a turn in which a clock did not move is left out, and a round of such turns says nothing', (t) => {
  t.is(roundLogRatio([0, 10], [10, 20], 1), Math.log(2))
  t.is(roundLogRatio([0, 0], [10, 20], 1), null)
  t.is(roundLogRatio([], [], 2), null)
})

test('the interval of noisy pairs holds what was planted, and is the same again', (t) => {
  const pairs = noisyPairs(40, { change: 0.05, noise: 0.025, seed: 3 })
  const seen = comparePairs(pairs)
  if (seen === null) return t.fail()
  t.true(seen.low < 1.05 && 1.05 < seen.high && seen.high - seen.low < 0.05, JSON.stringify(seen))
  t.is(seen.pairs, 40)
  t.deepEqual(seen, comparePairs(pairs))
})

test('too few pairs have neither interval nor probability', (t) => {
  const few = noisyPairs(fewestPairs - 1, { change: 0.5, noise: 0.01, seed: 1 })
  t.is(comparePairs(few), null)
  t.is(slowerProbability(few, 0.02), null)
})

test('the probability is that of not being slower than the floor', (t) => {
  const slower = noisyPairs(30, { change: 0.05, noise: 0.02, seed: 2 })
  t.true((slowerProbability(slower, 0.02) ?? 1) < 0.01)
  t.true((slowerProbability(slower, 0.08) ?? 0) > 0.99)
  // Symmetric noise around the floor itself: neither.
  const even = Array.from({ length: 30 }, (_, index) => Math.log1p(0.02) + (index % 2 === 0 ? 0.01 : -0.01))
  const p = slowerProbability(even, 0.02) ?? 0
  t.true(p > 0.2 && p < 0.8, String(p))
})

test('probabilities are corrected as Benjamini and Hochberg do it', (t) => {
  // The example of their paper (1995, section 3.2): at q = 0.05 the first four of fifteen are rejected.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  t.is(adjustForMany(published).filter((p) => p <= 0.05).length, 4)
  // In the order given, never above one, never in another order than before.
  const shuffled = [0.4, 0.001, 0.03]
  t.deepEqual(
    adjustForMany(shuffled).map((p) => Number(p.toFixed(4))),
    [0.4, 0.003, 0.045],
  )
  t.deepEqual(adjustForMany([]), [])
})
