/** What the throughput gate said, and what was measured beside times: parts of the view of throughput. */
import type { GateAnswer, Metric } from '#harness/src/record/bench-events.ts'
import { changeText, percentText } from '#harness/src/statistics/change-text.ts'
import type { GateReport, GateRow, MetricRow, WarmupRow } from '../../gate.ts'
import { metricText, nanosecondsText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import { type Markup, markup } from './markup.ts'

const answers: Record<GateAnswer, { text: string; kind: string }> = {
  slower: { text: '✗ slower', kind: 'slower' },
  'not-slower': { text: '✓ not slower', kind: 'faster' },
  'cannot-tell': { text: '? cannot tell', kind: 'untold' },
}
const order: readonly GateAnswer[] = ['slower', 'cannot-tell', 'not-slower']
const metrics: Record<Metric, string> = {
  instructions: 'instructions',
  'peak-memory': 'peak memory',
  'voluntary-switches': 'voluntary switches',
  'involuntary-switches': 'involuntary switches',
}

/** Head against base, a chart and a table; nothing when the run was no such comparison. */
export async function gatePart(report: GateReport | null): Promise<Markup> {
  if (report === null) return markup``
  const { ratioChart, shortNames } = await import('./charts.ts')
  const { base, head, floor, checks } = report
  const rows = report.rows.toSorted((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))
  const label = `Time of ${head} as a multiple of that of ${base}, with 95 % intervals. The table below has the same figures.`
  const names = shortNames(rows.map(({ id }) => id))
  const points = rows.map(({ change }, index) => ({
    name: names[index] ?? '',
    ratios: [change === null ? null : { ...change, rounds: change.pairs }],
  }))
  const refusals = checks.flatMap(({ part, reason }) =>
    reason === null
      ? []
      : [markup`<p class="warning">The ${part} rounds are not judged: ${visibleLine(reason, 300)}</p>`],
  )
  return markup`<h3>Is ${head} slower than ${base}?</h3>
<p class="lead">Median of pairs in fresh hosts, with its 95 % interval; a change of less than ${percentText(floor)} is none.</p>
${refusals}${ratioChart(points, { series: [head], base, label })}
<div class="scroll"><table class="benches"><thead><tr><th scope="col">operation</th><th scope="col">base</th><th scope="col">head</th><th scope="col">head against base</th><th scope="col">answer</th></tr></thead>
<tbody>${rows.map(gateRow)}</tbody></table></div>`
}

function gateRow({ id, baseNs, headNs, change, answer, reason }: GateRow): Markup {
  const { text, kind } = answers[answer]
  const why = reason === null ? markup`` : markup`<small>${visibleLine(reason, 300)}</small>`
  return markup`<tr><th scope="row"><code>${visibleLine(id, 300)}</code>${why}</th><td>${time(baseNs)}</td><td>${time(headNs)}</td><td>${change === null ? '' : changeText(change)}</td><td class="${kind}">${text}</td></tr>\n`
}

function time(value: number | null): string {
  return value === null ? '' : nanosecondsText(value)
}

/** Classes of warm-up curves. */
export function warmupPart(rows: readonly WarmupRow[]): Markup {
  if (rows.length === 0) return markup``
  const body = rows.map(
    ({ bench, bridge, class: kind, steadyNs, untilMs, first }) =>
      markup`<tr><th scope="row"><code>${visibleLine(bench, 300)}</code></th><td>${bridge}</td><td>${kind.replaceAll('-', ' ')}</td><td>${time(steadyNs)}</td><td>${untilMs === null || untilMs === 0 ? '' : `${untilMs.toFixed(untilMs < 10 ? 1 : 0)} ms`}</td><td>${first === null ? '' : `×${first.toFixed(1)}`}</td></tr>\n`,
  )
  return markup`<h3>Warm-up</h3>
<p class="lead">How the time of an operation develops in a fresh host.</p>
<div class="scroll"><table class="benches"><thead><tr><th scope="col">operation</th><th scope="col">bridge</th><th scope="col">kind</th><th scope="col">steady</th><th scope="col">until then</th><th scope="col">first sample</th></tr></thead>
<tbody>${body}</tbody></table></div>`
}

/** Second metrics, a row a bench and metric. */
export function metricsPart(rows: readonly MetricRow[]): Markup {
  if (rows.length === 0) return markup``
  const bridges = [...new Set(rows.flatMap(({ cells }) => cells.map(({ bridge }) => bridge)))]
  const heads = bridges.map((bridge) => markup`<th scope="col">${bridge}</th>`)
  const body = rows.map(({ bench, metric, cells }) => {
    const found = bridges.map((bridge) => cells.find((cell) => cell.bridge === bridge))
    const figures = found.map((cell) => metricCell(metric, cell))
    return markup`<tr><th scope="row"><code>${visibleLine(bench, 300)}</code></th><td>${metrics[metric]}</td>${figures}</tr>\n`
  })
  return markup`<h3>Other measures</h3>
<div class="scroll"><table class="benches"><thead><tr><th scope="col">operation</th><th scope="col">measure</th>${heads}</tr></thead>
<tbody>${body}</tbody></table></div>`
}

function metricCell(metric: Metric, cell: MetricRow['cells'][number] | undefined): Markup {
  if (cell === undefined) return markup`<td></td>`
  const { value, reason } = cell
  return value === null
    ? markup`<td><small>${visibleLine(reason ?? 'not measured', 200)}</small></td>`
    : markup`<td>${metricText(metric, value)}</td>`
}
