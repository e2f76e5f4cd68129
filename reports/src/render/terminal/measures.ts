/** What was measured beside times: the kinds of warm-up, and second metrics. */
import type { Metric } from '#harness/src/record/bench-events.ts'
import type { MetricRow, WarmupRow } from '../../gate.ts'
import { metricText, nanosecondsText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import type { Screen } from './paint.ts'
import { tables } from './table.ts'

const names: Record<Metric, string> = {
  instructions: 'instructions',
  'peak-memory': 'peak memory',
  'voluntary-switches': 'voluntary switches',
  'involuntary-switches': 'involuntary switches',
}

export function warmupParts(rows: readonly WarmupRow[], screen: Screen): string[] {
  if (rows.length === 0) return []
  const lines = rows.map((row) => ({
    label: `${visibleLine(row.bench, 200)}  ${visibleLine(row.bridge, 100)}`,
    cells: [row.class.replaceAll('-', ' '), steady(row), until(row)],
  }))
  const width = (cell: number) => Math.max(12, ...lines.map(({ cells }) => cells[cell]?.length ?? 0)) + 3
  const columns = ['warm-up', 'steady', 'until then'].map((head, cell) => ({ head: [head], width: width(cell) }))
  const labelWidth = Math.min(70, Math.max(...lines.map(({ label }) => label.length))) + 3
  return tables({ columns, rows: lines, labelWidth }, screen)
}

function steady({ steadyNs }: WarmupRow): string {
  return steadyNs === null ? '' : nanosecondsText(steadyNs)
}

function until({ untilMs, first }: WarmupRow): string {
  if (untilMs === null || first === null || untilMs === 0) return ''
  return `${untilMs.toFixed(untilMs < 10 ? 1 : 0)} ms, from ×${first.toFixed(1)}`
}

/** One row a bench and metric; with two bridges, how the second compares with the first. What is not measured has its reason below. */
export function metricParts(rows: readonly MetricRow[], screen: Screen): string[] {
  if (rows.length === 0) return []
  const bridges = [...new Set(rows.flatMap(({ cells }) => cells.map(({ bridge }) => bridge)))]
  const lines = rows
    .filter(({ cells }) => cells.some(({ value }) => value !== null))
    .map(({ bench, metric, cells }) => ({
      label: `${visibleLine(bench, 200)}  ${names[metric]}`,
      cells: [
        ...bridges.map((bridge) => textOf(cells.find((cell) => cell.bridge === bridge)?.value ?? null, metric)),
        ...(bridges.length === 2 ? [change(cells, bridges)] : []),
      ],
    }))
  const heads = [...bridges, ...(bridges.length === 2 ? ['change'] : [])]
  const columns = heads.map((head, cell) => ({
    head: [head],
    width: Math.max(head.length, ...lines.map(({ cells }) => cells[cell]?.length ?? 0)) + 3,
  }))
  const labelWidth = Math.min(70, Math.max(0, ...lines.map(({ label }) => label.length))) + 3
  const table = lines.length === 0 ? [] : tables({ columns, rows: lines, labelWidth }, screen)
  return [...table, ...reasonsOf(rows)]
}

function textOf(value: number | null, metric: Metric): string {
  return value === null ? '' : metricText(metric, value)
}

function change(cells: MetricRow['cells'], [first, second]: readonly string[]): string {
  const of = (bridge: string | undefined) => cells.find((cell) => cell.bridge === bridge)?.value ?? null
  const [before, after] = [of(first), of(second)]
  if (before === null || after === null || before === 0) return ''
  const share = (after / before - 1) * 100
  return `${share < 0 ? '' : '+'}${share.toFixed(2)} %`
}

/** Each once: a reason is of a bridge and a metric, hardly ever of a bench. */
function reasonsOf(rows: readonly MetricRow[]): string[] {
  const reasons = rows.flatMap(({ metric, cells }) =>
    cells.flatMap(({ bridge, reason }) =>
      reason === null ? [] : [`${names[metric]} of ${bridge}: ${visibleLine(reason, 300)}`],
    ),
  )
  return reasons.length === 0 ? [] : [[...new Set(reasons)].join('\n')]
}
