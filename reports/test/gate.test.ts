import test from 'ava'
import type { GateAnswer } from '#harness/src/record/bench-events.ts'
import type { RunEvent } from '#harness/src/record/events.ts'
import { renderSummary } from '../src/summary.ts'
import { fixtureEvents } from './fixture.ts'

const [started] = fixtureEvents()
const ended: RunEvent = { event: 'RunFinished', at: '2026-11-23T10:00:00Z', durationMs: 90_000, outcome: 'complete' }

function gated(bench: string, answer: GateAnswer, ratio: number, reason: string | null = null): RunEvent {
  const all = { ratio, low: ratio - 0.01, high: ratio + 0.011, pairs: 40 }
  const rest = { first: all, second: null, p: 0.5, adjusted: 0.6, seconds: 3.2 }
  return { event: 'BenchGated', bench, base: 'mine (base)', head: 'mine', answer, reason, floor: 0.02, all, ...rest }
}

function finished(bench: string, bridge: string, ns: number): RunEvent {
  const texts = { bench, bridge, area: 'throughput', title: bench, api: [] }
  const samples = [ns, ns, ns]
  const rest = { iterations: 10, statistics: null, error: null, control: null }
  return { event: 'BenchFinished', ...texts, samples, round: [0, 1, 2], ...rest }
}

function checked(reason: string | null): RunEvent {
  const comparison = { ratio: 1, low: 0.999, high: 1.002, pairs: 40 }
  const none = { samples: [], round: [] }
  return { event: 'GateChecked', part: 'first', ok: reason === null, reason, comparison, base: none, head: none }
}

function summary(...events: RunEvent[]): string[] {
  if (started === undefined) throw new Error('the fixture has no first event')
  return renderSummary([started, ...events, ended], { color: false, columns: 120 })
    .trimEnd()
    .split('\n')
}

test('what is slower stands first, then what cannot be told with its reason; the last line counts', (t) => {
  const lines = summary(
    finished('a/b/same', 'mine (base)', 20),
    finished('a/b/same', 'mine', 20),
    gated('a/b/same', 'not-slower', 1),
    gated('a/b/unclear', 'cannot-tell', 1.02, 'on both sides of the floor'),
    finished('a/b/worse', 'mine (base)', 100),
    finished('a/b/worse', 'mine', 108),
    gated('a/b/worse', 'slower', 1.08),
    checked(null),
  )
  const rows = lines.filter((line) => line.startsWith('a/b/'))
  t.deepEqual(
    rows.map((line) => line.split(/ {2,}/)),
    [
      ['a/b/worse', '✗ slower', '100 ns', '108 ns', '+8.0 % [+7.0, +9.1]'],
      ['a/b/unclear', '? cannot tell', '+2.0 % [+1.0, +3.1]'],
      ['a/b/same', '✓ not slower', '20.0 ns', '20.0 ns', '+0.0 % [-1.0, +1.1]'],
    ],
  )
  t.true(lines.includes('? a/b/unclear  on both sides of the floor'))
  t.true(lines.some((line) => line.includes('the control against itself: +0.0 % [-0.1, +0.2]')))
  t.is(lines.at(-1), '✗ 1 slower, 1 cannot be told, 1 not slower, by more than 2 %')
})

test('only answers that are all "not slower" end green', (t) => {
  t.is(summary(gated('a/b/c', 'not-slower', 1)).at(-1), '✓ 0 slower, 0 cannot be told, 1 not slower, by more than 2 %')
  t.regex(summary(gated('a/b/c', 'cannot-tell', 1, 'why')).at(-1) ?? '', /^\? 0 slower, 1 cannot be told/)
})

test('a control that refuses is said, and not again for each bench', (t) => {
  const why = 'identical work differs'
  const lines = summary(checked(why), gated('a/b/c', 'cannot-tell', 1, why), gated('a/b/d', 'cannot-tell', 1, why))
  t.true(lines.includes('? 2 benches  identical work differs'))
  t.true(lines.includes('! the first rounds are not judged: identical work differs'))
})

test('a curve is named, and how long it took to be steady', (t) => {
  const curve = { event: 'WarmupMeasured', bridge: 'mine', bench: 'a/b/c', iterations: 1000 } as const
  const samples = [5000, 3000, ...Array<number>(98).fill(1000)]
  const lines = summary(
    { ...curve, samples, class: 'warm-up', steadyFrom: 2, steadyNs: 1000 },
    { ...curve, bench: 'a/b/d', samples, class: 'no-steady-state', steadyFrom: null, steadyNs: null },
  )
  t.true(
    lines.some((line) => /^a\/b\/c {2}mine +warm up +1000 ns +8\.0 ms, from ×5\.0$/.test(line)),
    lines.join('\n'),
  )
  t.true(lines.some((line) => /^a\/b\/d {2}mine +no steady state$/.test(line)))
})

test('a metric of two bridges has its change, one without a value its reason', (t) => {
  const metric = { event: 'MetricMeasured' as const, bench: 'a/b/c', samples: [] }
  const lines = summary(
    { ...metric, bridge: 'x', metric: 'instructions', value: 200, reason: null },
    { ...metric, bridge: 'y', metric: 'instructions', value: 211, reason: null },
    { ...metric, bridge: 'x', metric: 'peak-memory', value: null, reason: 'only Linux tells it' },
  )
  t.true(
    lines.some((line) => /^a\/b\/c {2}instructions +200 +211 +\+5\.50 %$/.test(line)),
    lines.join('\n'),
  )
  t.true(lines.includes('peak memory of x: only Linux tells it'))
})
