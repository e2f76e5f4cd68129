import test from 'ava'
import { noisyPairs } from '../../test/noisy-pairs.ts'
import { classifyCurve } from './curve.ts'

/** Levels with how many samples each, under the noise of a busy machine. */
function curve(levels: readonly (readonly [number, number])[], seed = 5): number[] {
  const flat = levels.flatMap(([level, count]) => Array<number>(count).fill(level))
  const noise = noisyPairs(flat.length, { change: 0, noise: 0.03, seed })
  return flat.map((level, index) => level * Math.exp(Math.abs(noise[index] ?? 0)))
}

const cases: [string, [number, number][], ReturnType<typeof classifyCurve>['class'], from: number | null][] = [
  ['one level is flat', [[100, 300]], 'flat', 0],
  [
    'a level that sinks once is a warm-up',
    [
      [300, 40],
      [100, 260],
    ],
    'warm-up',
    40,
  ],
  [
    'one that sinks in steps is a warm-up until the last',
    [
      [400, 30],
      [200, 60],
      [100, 210],
    ],
    'warm-up',
    90,
  ],
  [
    'a few slow samples at the start are a warm-up',
    [
      [900, 6],
      [100, 294],
    ],
    'warm-up',
    6,
  ],
  [
    'a level that rises is a slow-down',
    [
      [100, 100],
      [130, 200],
    ],
    'slow-down',
    100,
  ],
  [
    'one that sinks and rises again is a slow-down',
    [
      [300, 40],
      [100, 60],
      [150, 200],
    ],
    'slow-down',
    100,
  ],
  [
    'a change near the end leaves no steady state',
    [
      [100, 250],
      [150, 50],
    ],
    'no-steady-state',
    null,
  ],
  [
    'a level that goes up and down has no steady state',
    Array.from({ length: 15 }, (_, index) => [index % 2 === 0 ? 100 : 140, 20]),
    'no-steady-state',
    null,
  ],
]
for (const [what, levels, kind, from] of cases) {
  test(what, (t) => {
    for (const seed of [5, 6, 7]) {
      const seen = classifyCurve(curve(levels, seed))
      t.is(seen.class, kind)
      if (from === null || seen.steadyFrom === null) t.is(seen.steadyFrom, from)
      else t.true(Math.abs(seen.steadyFrom - from) <= 3, `from ${seen.steadyFrom}`)
    }
  })
}

test('the steady level is that of the steady samples', (t) => {
  const { steadyNs } = classifyCurve(
    curve([
      [900, 20],
      [100, 280],
    ]),
  )
  t.true(steadyNs !== null && steadyNs >= 100 && steadyNs < 105, String(steadyNs))
})

test('interruptions are no levels', (t) => {
  const samples = curve([[100, 300]])
  for (const index of [50, 51, 120, 200, 299]) samples[index] = 900
  t.is(classifyCurve(samples).class, 'flat')
})

test('a curve of too few samples is refused', (t) => {
  t.throws(() => classifyCurve([1, 2, 3]), { message: /needs 20 samples, not 3/ })
})
