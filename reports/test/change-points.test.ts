import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { changePoints } from '../src/history/change-points.ts'
import { shiftBetween } from '../src/history/shift.ts'
import { historyReport } from '../src/history.ts'
import { type Change, type Synthetic, seedHistory, syntheticRuns } from './synthetic-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofload-change-points-test-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

function historyOf(options: Synthetic) {
  const path = join(folder, `${JSON.stringify(options).replaceAll(/\W+/g, '-')}.db`)
  seedHistory(path, syntheticRuns(options))
  const [bench] = historyReport(path, { bridges: null, cases: null, benches: null }).benches
  if (bench === undefined) throw new Error('no bench in the history')
  return bench
}

const known: readonly Change[] = [
  [16, 0.08],
  [33, -0.06],
  [47, 0.1],
]
const seeds = Array.from({ length: 12 }, (_, i) => i + 1)

test('of sixty runs with three changes exactly these three are found, where they are and as large as they are', (t) => {
  for (const seed of seeds) {
    const { changes, points, normalised } = historyOf({ seed, changes: known })
    t.true(normalised)
    t.is(points.length, 60)
    t.is(changes.length, 3, `seed ${seed}: changes at ${changes.map(({ index }) => index)}`)
    for (const [i, [run, by]] of known.entries()) {
      const change = changes[i]
      t.true(Math.abs((change?.index ?? 0) - run) <= 2, `seed ${seed}: ${change?.index} is not ${run}`)
      t.true(Math.abs((change?.size ?? 0) - by) < 0.02, `seed ${seed}: ${change?.size} is not ${by}`)
      t.true((change?.low ?? 1) < (change?.size ?? 0) && (change?.size ?? 1) < (change?.high ?? 0))
      t.true((change?.p ?? 1) <= 0.001)
    }
  }
})

test('of sixty runs without a change none is found, whatever drift, noise and outliers there are', (t) => {
  for (const seed of seeds) {
    const { changes } = historyOf({ seed })
    t.deepEqual(changes, [], `seed ${seed}`)
  }
})

test('without the control benchmark the drift of the machine is taken for changes: it is the control that removes it', (t) => {
  const { changes, normalised } = historyOf({ seed: 1, control: false })
  t.false(normalised)
  t.true(changes.length > 0)
})

test('a change is an interval of commits: the last run of the old level and the first of the new one', (t) => {
  const { changes, points } = historyOf({ seed: 2, changes: known })
  for (const { index, interval } of changes) {
    t.deepEqual(interval.last, points[index - 1]?.stand)
    t.deepEqual(interval.first, points[index]?.stand)
    t.false(interval.versionChanged || interval.suiteChanged)
  }
})

test('a slowdown holds until something takes it back', (t) => {
  const slower = historyOf({ seed: 3, changes: [[20, 0.08]] })
  t.deepEqual(slower.regressions, [0])
  const mended = historyOf({
    seed: 3,
    changes: [
      [20, 0.08],
      [40, 1 / 1.08 - 1],
    ],
  })
  t.is(mended.changes.length, 2)
  t.deepEqual(mended.regressions, [])
  const halfMended = historyOf({
    seed: 3,
    changes: [
      [20, 0.1],
      [40, -0.05],
    ],
  })
  t.deepEqual(halfMended.regressions, [0])
})

const floor = Math.log1p(0.02)
const noise = [0, 1, -1, 2, -2, 1, 0, -1, 2, 1, -2, 0, -1, 1, 2, 0].map((value) => value / 500)
const series: [string, number[], number[]][] = [
  ['no run', [], []],
  ['too few runs', [0, 0, 1, 1, 1], []],
  ['one value for ever', Array.from({ length: 30 }, () => 1), []],
  ['one outlier', noise.map((value, i) => (i === 8 ? 0.5 : value)), []],
  ['three outliers in a row', noise.map((value, i) => (i > 7 && i < 11 ? 0.5 : value)), []],
  ['three runs at the end that differ', noise.map((value, i) => (i > 12 ? value + 0.1 : value)), []],
  [
    'a change without any noise',
    [...Array.from({ length: 15 }, () => 0), ...Array.from({ length: 5 }, () => 0.1)],
    [15],
  ],
  ['a change below the floor', [...noise, ...noise.map((value) => value + 0.015)], []],
  ['a change above it', [...noise, ...noise.map((value) => value + 0.03)], [16]],
  ['four runs at the end that differ', [...noise, ...noise.slice(0, 4).map((value) => value + 0.05)], [16]],
]
for (const [what, values, expected] of series) {
  test(`${what}: ${expected.length === 0 ? 'no change' : 'a change'}`, (t) => {
    const found = changePoints(values, floor)
    t.deepEqual(
      found.map(({ index }) => index),
      expected,
    )
    t.deepEqual(found, changePoints(values, floor), 'the same series gives the same points')
  })
}

test('a shift is the median of the differences, and its interval that of the rank-sum test', (t) => {
  const before = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const after = before.map((value) => value + 20)
  // R: wilcox.test(after, before, conf.int = TRUE, exact = FALSE) gives 20 with [17, 23].
  t.deepEqual(shiftBetween(before, after), { size: 20, low: 17, high: 23 })
  t.is(shiftBetween(before, [...after.slice(1), 1000]).size, 21, 'an outlier hardly moves it')
  t.deepEqual(shiftBetween([1], [3]), { size: 2, low: 2, high: 2 })
})
