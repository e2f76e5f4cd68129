/** What the throughput gate said, and what else was measured beside times: events -> rows. */
import { median } from 'simple-statistics'
import type { Comparison, GateAnswer, Metric, WarmupClass } from '#harness/src/record/bench-events.ts'
import type { RunEvent } from '#harness/src/record/events.ts'

export interface GateRow {
  id: string
  answer: GateAnswer
  /** Why it cannot tell. */
  reason: string | null
  change: Comparison | null
  baseNs: number | null
  headNs: number | null
  seconds: number
}

export interface GateReport {
  base: string
  head: string
  floor: number
  rows: GateRow[]
  /** How often each answer was given. */
  answers: Record<GateAnswer, number>
  /** The control against itself, for each part of the run. */
  checks: { part: 'first' | 'second'; reason: string | null; comparison: Comparison | null }[]
}

export interface WarmupRow {
  bench: string
  bridge: string
  class: WarmupClass
  /** Median of the steady state; null where there is none. */
  steadyNs: number | null
  /** Time until the steady state, milliseconds; null where there is none. */
  untilMs: number | null
  /** First sample divided by the steady state. */
  first: number | null
}

export interface MetricRow {
  bench: string
  metric: Metric
  /** One for each bridge that was measured, in the order of their names in the record. */
  cells: { bridge: string; value: number | null; reason: string | null }[]
}

type Finished = Extract<RunEvent, { event: 'BenchFinished' }>

/** Null when the run was no comparison of base and head. */
export function gateReport(events: readonly RunEvent[]): GateReport | null {
  const gated = events.filter((event) => event.event === 'BenchGated')
  const [one] = gated
  if (one === undefined) return null
  const finished = events.filter((event) => event.event === 'BenchFinished')
  const time = (bench: string, bridge: string): number | null =>
    medianOf(finished.findLast((event) => event.bench === bench && event.bridge === bridge))
  const rows = gated.map(({ bench, base, head, answer, reason, all, seconds }) => ({
    id: bench,
    answer,
    reason,
    change: all,
    baseNs: time(bench, base),
    headNs: time(bench, head),
    seconds,
  }))
  const count = (answer: GateAnswer) => rows.filter((row) => row.answer === answer).length
  return {
    base: one.base,
    head: one.head,
    floor: one.floor,
    rows,
    answers: { slower: count('slower'), 'not-slower': count('not-slower'), 'cannot-tell': count('cannot-tell') },
    checks: events.flatMap((event) =>
      event.event === 'GateChecked' ? [{ part: event.part, reason: event.reason, comparison: event.comparison }] : [],
    ),
  }
}

function medianOf(finished: Finished | undefined): number | null {
  return finished === undefined || finished.samples.length === 0 ? null : median(finished.samples)
}

export function warmupRows(events: readonly RunEvent[]): WarmupRow[] {
  return events.flatMap((event) => {
    if (event.event !== 'WarmupMeasured') return []
    const { bench, bridge, samples, iterations, steadyFrom, steadyNs } = event
    const before = steadyFrom === null ? null : samples.slice(0, steadyFrom)
    const untilMs = before === null ? null : (before.reduce((sum, ns) => sum + ns, 0) * iterations) / 1e6
    const first = steadyNs === null || samples[0] === undefined ? null : samples[0] / steadyNs
    return [{ bench, bridge, class: event.class, steadyNs, untilMs, first }]
  })
}

export function metricRows(events: readonly RunEvent[]): MetricRow[] {
  const measured = events.filter((event) => event.event === 'MetricMeasured')
  const byBench = Map.groupBy(measured, ({ bench, metric }) => `${bench}\0${metric}`)
  return [...byBench.values()].flatMap((group) => {
    const [one] = group
    if (one === undefined) return []
    const cells = group.map(({ bridge, value, reason }) => ({ bridge, value, reason }))
    return [{ bench: one.bench, metric: one.metric, cells }]
  })
}
