import test from 'ava'
import { type Controlled, unpairedRatio } from './unpaired.ts'

function of(samples: number[], control: number[] | null = null): Controlled {
  const round = samples.map((_, index) => index)
  return { samples, round, control: control === null ? null : { samples: control, round } }
}

const steady = [10, 10, 10, 10, 10]

test('a ratio of medians, with an interval that knows the scatter of both sides', (t) => {
  const ratio = unpairedRatio([{ own: of([20, 30, 20, 30, 20]), base: of(steady) }])
  t.is(ratio?.ratio.toFixed(6), '2.000000')
  t.is(ratio?.low?.toFixed(6), '2.000000')
  t.is(ratio?.high?.toFixed(6), '3.000000')
})

test('a machine that was twice as slow throughout one run cancels out where both have the control', (t) => {
  const slowed = of([20, 20, 20, 20, 20], [8, 8, 8, 8, 8])
  t.is(unpairedRatio([{ own: slowed, base: of(steady, [4, 4, 4, 4, 4]) }])?.ratio.toFixed(6), '1.000000')
  t.is(unpairedRatio([{ own: slowed, base: of(steady) }])?.ratio.toFixed(6), '2.000000')
})

test('several benches make a geometric mean', (t) => {
  const sides = [2, 8].map((factor) => ({ own: of(steady.map((time) => factor * time)), base: of(steady) }))
  t.is(unpairedRatio(sides)?.ratio.toFixed(6), '4.000000')
})

test('fewer than five rounds have no interval, and no samples no ratio', (t) => {
  t.like(unpairedRatio([{ own: of([20, 20]), base: of(steady) }]), { low: null, high: null, rounds: 2 })
  t.is(unpairedRatio([{ own: of([]), base: of(steady) }]), null)
})

test('the same samples give the same interval', (t) => {
  const sides = [{ own: of([20, 25, 22, 31, 20]), base: of([9, 12, 10, 10, 11]) }]
  t.deepEqual(unpairedRatio(sides), unpairedRatio(sides))
})
