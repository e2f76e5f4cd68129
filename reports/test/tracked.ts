/** A history as the page is given it: a bench that became slower, one that did not, a case that broke and one that is flaky. */
import type { BenchHistory } from '../src/history/benches.ts'
import type { CaseHistory } from '../src/history/cases.ts'
import type { Interval, Stand } from '../src/history/stand.ts'
import type { HistoryReport } from '../src/history.ts'

const runs = 24

function stand(index: number): Stand {
  const id = ((index + 1) * 2_654_435_761).toString(16).padEnd(40, '0')
  const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString()
  return {
    run: `run-${index}`,
    at: day,
    version: '1.0',
    commit: { id, at: day, dirty: false },
    suite: index < 20 ? 'a' : 'b',
  }
}

function interval(index: number): Interval {
  return { last: stand(index - 1), first: stand(index), versionChanged: false, suiteChanged: index === 20 }
}

function bench(name: string, change: { index: number; size: number } | null): BenchHistory {
  const points = Array.from({ length: runs }, (_, index) => {
    const level = change !== null && index >= change.index ? 1 + change.size : 1
    // A fixed jitter of a percent.
    const value = 2 * level * (1 + (((index * 37) % 11) - 5) / 500)
    return { stand: stand(index), nanoseconds: value * 8, value }
  })
  const changes =
    change === null
      ? []
      : [
          {
            index: change.index,
            interval: interval(change.index),
            size: change.size,
            low: change.size - 0.01,
            high: change.size + 0.01,
            p: 0.001,
          },
        ]
  return {
    bridge: 'pypy3',
    variant: '',
    bench: `values/${name}/round-trip`,
    title: `Time of ${name}`,
    machine: 'machine-1',
    normalised: true,
    leftOut: 0,
    points,
    changes,
    regressions: changes.map(({ index }) => index),
  }
}

function spell(verdict: 'pass' | 'fail', from: number, to: number): CaseHistory['spells'][number] {
  return { verdict, unexpected: verdict === 'fail', runs: to - from + 1, from: stand(from), to: stand(to) }
}

export const tracked: HistoryReport = {
  benches: [bench('integers', { index: 20, size: 0.08 }), bench('floats', null)],
  cases: [
    {
      bridge: 'pypy3',
      variant: '',
      case: 'gil/threads/handover',
      spells: [spell('pass', 0, 23)],
      now: 'good',
      broke: null,
      flaky: null,
    },
    {
      ...{ bridge: 'pypy3', variant: '', case: 'ownership/list/append-keeps', now: 'bad', flaky: null },
      ...{ spells: [spell('pass', 0, 19), spell('fail', 20, 23)], broke: interval(20) },
    },
  ],
}
