/** Throughput: for each area a chart of ratios and a table of times and ratios. */
import type { Ratio } from '#harness/src/statistics/ratio.ts'
import type { BenchArea, BenchCell, BenchReport } from '../../benches.ts'
import type { ReportModel } from '../../model.ts'
import { intervalText, ratioText, timeText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import { gatePart, metricsPart, warmupPart } from './gate-section.ts'
import { type Markup, markup } from './markup.ts'

/** The section, or nothing for a run without benches. Loads the charts' library only for a run that has them. */
export async function benchSection({ benches: report, gate, warmups, metrics }: ReportModel): Promise<Markup> {
  if (report === null) return markup``
  const { ratioChart, shortNames } = await import('./charts.ts')
  const { bridges: series, base } = report
  const chart = (what: string, rows: Parameters<typeof ratioChart>[0]): Markup =>
    ratioChart(rows, {
      series,
      base,
      label: `${what}: time as a multiple of that of ${base}, with 95 % intervals. The table below has the same figures.`,
    })
  const rowsOf = ({ rows }: BenchArea) => {
    const names = shortNames(rows.map(({ id }) => id))
    return rows.map(({ cells }, index) => ({ name: names[index] ?? '', ratios: cells.map(({ ratio }) => ratio) }))
  }
  const areas = report.areas.map(
    (area) => markup`<h3>${area.name}</h3>
${chart(area.name, rowsOf(area))}
${table([areaBody(area)], report)}`,
  )
  return markup`<section id="throughput" aria-labelledby="throughput-title">
<h2 id="throughput-title" tabindex="-1">Throughput</h2>
<p class="lead">Median time of one operation, and how many times that of ${base} it is: paired by round, with the 95 % bootstrap interval. An absolute time is context, never a verdict.</p>
${await gatePart(gate)}
${report.areas.length < 2 ? markup`` : overall(report, chart)}
${areas}
${warmupPart(warmups)}${metricsPart(metrics)}
</section>`
}

function overall(
  report: BenchReport,
  chart: (what: string, rows: { name: string; ratios: (Ratio | null)[] }[]) => Markup,
): Markup {
  const rows = [
    ...report.areas.map(({ name, means }) => ({ name, ratios: means })),
    { name: 'all', ratios: report.means },
  ]
  const body = rows.map(({ name, ratios }) => meanRow(name, ratios))
  return markup`<h3>Geometric means</h3>
${chart('Geometric means', rows)}
${table([markup`<tbody>${body}</tbody>`], report)}`
}

function table(bodies: readonly Markup[], { bridges, base }: BenchReport): Markup {
  const heads = bridges.map(
    (name) =>
      markup`<th scope="col" colspan="3">${name}${name === base ? markup` <small>base</small>` : markup``}</th>`,
  )
  return markup`<div class="scroll"><table class="benches">
<thead><tr><th scope="col">operation</th>${heads}</tr></thead>
${bodies}</table></div>`
}

function areaBody(area: BenchArea): Markup {
  const rows = area.rows.map(
    ({ id, title, cells }) =>
      markup`<tr><th scope="row"><code>${visibleLine(id, 300)}</code><small>${visibleLine(title, 300)}</small></th>${cells.map(cellOf)}</tr>\n`,
  )
  return markup`<tbody>${rows}${area.rows.length > 1 ? meanRow('Geometric mean', area.means) : markup``}</tbody>
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
