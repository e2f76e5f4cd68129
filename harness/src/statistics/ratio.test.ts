import test from 'ava'
import fc from 'fast-check'
import { geometricMeanOf, leastPairs, pairedLogRatios, ratioOf, type Samples } from './ratio.ts'

/** One sample a round; `load` slows both sides of a round alike. */
function measured(nanoseconds: number, load: readonly number[]): Samples {
  return { samples: load.map((factor) => nanoseconds * factor), round: load.map((_, round) => round) }
}

const noisy = [1, 3.5, 0.8, 2.2, 1.4, 9, 1.1, 1.9]

test('a load that slows both sides of a round does not touch the ratio', (t) => {
  const ratio = ratioOf(pairedLogRatios(measured(260, noisy), measured(20, noisy)))
  if (ratio?.low == null || ratio.high === null) return t.fail()
  for (const value of [ratio.ratio, ratio.low, ratio.high]) t.true(Math.abs(value - 13) < 1e-9)
  t.is(ratio.rounds, 8)
})

test('the interval holds the ratio and follows the noise', (t) => {
  const own = { samples: [10, 12, 9, 11, 14, 10, 8, 13], round: [0, 1, 2, 3, 4, 5, 6, 7] }
  const ratio = ratioOf(pairedLogRatios(own, measured(5, Array(8).fill(1))))
  if (ratio?.low == null || ratio.high === null) return t.fail()
  t.true(ratio.low < ratio.ratio && ratio.ratio < ratio.high)
  t.true(ratio.low >= 8 / 5 && ratio.high <= 14 / 5)
})

test('the same samples give the same interval', (t) => {
  const logRatios = [0.1, 0.4, 0.2, 0.9, 0.3, 0.5]
  t.deepEqual(ratioOf(logRatios), ratioOf(logRatios))
})

test('fewer rounds than an interval needs give a ratio without one', (t) => {
  const few = noisy.slice(0, leastPairs - 1)
  t.like(ratioOf(pairedLogRatios(measured(30, few), measured(10, few))), { low: null, high: null, rounds: few.length })
})

test('only rounds that both sides have are compared', (t) => {
  const own = { samples: [10, 20, 40], round: [0, 1, 2] }
  const base = { samples: [10, 10], round: [2, 3] }
  t.deepEqual(pairedLogRatios(own, base), [Math.log(4)])
  t.is(ratioOf(pairedLogRatios(own, { samples: [1], round: [9] })), null)
})

test('a round counts by its median, and a clock that did not move does not count', (t) => {
  const own = { samples: [8, 1000, 4, 6, 0], round: [0, 0, 0, 1, 2] }
  const base = { samples: [4, 2, 5], round: [0, 1, 2] }
  t.deepEqual(pairedLogRatios(own, base), [Math.log(2), Math.log(3)])
})

test('the mean over benches is geometric, and leaves out a bench without a pair', (t) => {
  const mean = geometricMeanOf([[Math.log(2)], [Math.log(8)], []])
  t.true(Math.abs((mean?.ratio ?? 0) - 4) < 1e-12)
  t.is(geometricMeanOf([[], []]), null)
})

test('exchanging the sides inverts ratio and interval', (t) => {
  const pair = fc.tuple(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true }))
  fc.assert(
    fc.property(fc.array(pair, { minLength: leastPairs, maxLength: 12 }), (pairs) => {
      const round = pairs.map((_, index) => index)
      const one = { samples: pairs.map(([own]) => own), round }
      const other = { samples: pairs.map(([, base]) => base), round }
      const there = ratioOf(pairedLogRatios(one, other))
      const back = ratioOf(pairedLogRatios(other, one))
      const near = (a: number, b: number) => Math.abs(a * b - 1) < 1e-6
      t.true(near(there?.ratio ?? 0, back?.ratio ?? 0))
      t.true(near(there?.low ?? 0, back?.high ?? 0))
    }),
    { numRuns: 10 },
  )
})
