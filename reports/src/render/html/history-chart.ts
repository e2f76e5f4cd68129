/** The series of one bench over the runs of a history, with its levels and where they change. */
import { dot, ruleX, ruleY } from '@observablehq/plot'
import { median } from 'simple-statistics'
import type { BenchHistory } from '../../history/benches.ts'
import { drawn, figure } from './charts.ts'
import { type Markup, markup } from './markup.ts'

/** One mark a run, oldest first; a line for each level, and one where a level ends. */
export function historyChart({ points, changes, normalised }: BenchHistory, label: string): Markup {
  const runs = points.map(({ value }, index) => ({ run: index + 1, value }))
  const svg = drawn({
    ...{ height: 170, marginLeft: 60, marginRight: 20, marginBottom: 40 },
    x: {
      domain: [0.5, points.length + 0.5],
      ticks: Math.min(points.length, 12),
      tickFormat: 'd',
      label: 'run, oldest first →',
    },
    y: {
      grid: true,
      inset: 6,
      ticks: 4,
      nice: true,
      label: normalised ? '↑ times the control benchmark' : '↑ nanoseconds',
    },
    marks: [
      ruleX(
        changes.map(({ index }) => index + 0.5),
        { stroke: 'var(--series-6)', strokeDasharray: '4 3' },
      ),
      ruleY(levels(runs, changes), { x1: 'from', x2: 'to', y: 'level', stroke: 'var(--series-2)', strokeWidth: 2 }),
      dot(runs, { x: 'run', y: 'value', r: 3, fill: 'var(--series-1)' }),
    ],
  })
  return figure(svg, { label, legend: markup`` })
}

function levels(runs: readonly { run: number; value: number }[], changes: BenchHistory['changes']) {
  const ends = [...changes.map(({ index }) => index), runs.length]
  return ends.map((end, place) => {
    const start = ends[place - 1] ?? 0
    return { from: start + 0.5, to: end + 0.5, level: median(runs.slice(start, end).map(({ value }) => value)) }
  })
}
