/** Throughput: a table of times and ratios. */

import type { Ratio } from '#harness/src/statistics/ratio.ts'
import type { BenchArea, BenchCell, BenchReport } from '../../benches.ts'
import { intervalText, ratioText, timeText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import { type Markup, markup } from './markup.ts'

/** The section, or nothing for a run without benches. */
export function benchSection(report: BenchReport | null): Markup {
  if (report === null) return markup``
  const heads = report.bridges.map(
    (name) =>
      markup`<th scope="col" colspan="3">${name}${name === report.base ? markup` <small>base</small>` : markup``}</th>`,
  )
  const overall =
    report.areas.length < 2
      ? markup``
      : markup`<tbody class="overall">${meanRow('Geometric mean of all', report.means)}</tbody>`
  return markup`<section id="throughput" aria-labelledby="throughput-title">
<h2 id="throughput-title" tabindex="-1">Throughput</h2>
<p class="lead">Median time of one operation, and how many times that of ${report.base} it is: paired by round, with the 95 % bootstrap interval. An absolute time is context, never a verdict.</p>
<div class="scroll"><table class="benches">
<thead><tr><th scope="col">operation</th>${heads}</tr></thead>
${report.areas.map((area) => areaBody(area, report.bridges.length))}${overall}
</table></div>
</section>`
}

function areaBody(area: BenchArea, bridges: number): Markup {
  const rows = area.rows.map(
    ({ id, title, cells }) =>
      markup`<tr><th scope="row"><code>${visibleLine(id, 300)}</code><small>${visibleLine(title, 300)}</small></th>${cells.map(cellOf)}</tr>\n`,
  )
  return markup`<tbody><tr class="area"><th scope="rowgroup" colspan="${1 + 3 * bridges}">${area.name}</th></tr>
${rows}${area.rows.length > 1 ? meanRow('Geometric mean', area.means) : markup``}</tbody>
`
}

function cellOf(cell: BenchCell): Markup {
  const time =
    cell.error === null
      ? markup`${timeText(cell)}`
      : markup`<span title="${visibleLine(cell.error, 500)}">${timeText(cell)}</span>`
  return markup`<td class="time">${time}</td>${ratioCells(cell.ratio)}`
}

function meanRow(label: string, means: readonly (Ratio | null)[]): Markup {
  return markup`<tr class="mean"><th scope="row">${label}</th>${means.map((ratio) => markup`<td></td>${ratioCells(ratio)}`)}</tr>`
}

function ratioCells(ratio: Ratio | null): Markup {
  if (ratio === null) return markup`<td></td><td></td>`
  return markup`<td class="ratio">${ratioText(ratio)}</td><td class="interval">${intervalText(ratio)}</td>`
}
