/** Throughput: time of one operation for each bridge, and how it compares with the base. */
import type { BenchArea, BenchReport, BenchRow } from '../../benches.ts'
import { benchText, ratioText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import type { Paint, Screen } from './paint.ts'
import { type Row, tables } from './table.ts'

const labelWidth = 34

/** The tables of benches, how to read them, and the benches that could not be measured. */
export function benchTables(report: BenchReport, screen: Screen): string[] {
  const { paint } = screen
  const texts = report.areas.flatMap((area) => area.rows.flatMap((row) => row.cells.map(benchText)))
  const sheet = {
    heads: report.bridges.map((name) => [
      paint(['bold'], name),
      paint(['dim'], name === report.base ? 'base' : `× ${report.base}`),
    ]),
    rows: [...report.areas.flatMap((area) => areaRows(area, paint)), ...overall(report, paint)],
    labelWidth,
    cellWidth: Math.max(12, ...texts.map((text) => text.length), ...report.bridges.map((name) => name.length + 2)) + 2,
  }
  const legend = `median time of one operation; × how many times that of ${report.base}, paired by round, [95 % bootstrap interval]`
  return [...tables(sheet, screen), paint(['dim'], legend), ...errors(report, paint)]
}

function areaRows(area: BenchArea, paint: Paint): Row[] {
  const rows = area.rows.map((row) => ({ label: `  ${name(row, area)}`, cells: row.cells.map(benchText) }))
  const means = area.means.map((ratio) => (ratio === null ? '' : paint(['bold'], ratioText(ratio))))
  return [
    { label: paint(['bold'], area.name), cells: [], rule: true },
    ...rows,
    ...(rows.length > 1 ? [{ label: paint(['dim'], '  geometric mean'), cells: means }] : []),
  ]
}

/** The area stands above: its name need not be repeated in each row. */
function name({ id }: BenchRow, area: BenchArea): string {
  return visibleLine(id.startsWith(`${area.name}/`) ? id.slice(area.name.length + 1) : id, 200)
}

function overall({ areas, means }: BenchReport, paint: Paint): Row[] {
  if (areas.length < 2) return []
  const cells = means.map((ratio) => (ratio === null ? '' : paint(['bold'], ratioText(ratio))))
  return [{ label: paint(['bold'], 'geometric mean of all'), cells, rule: true }]
}

function errors({ areas }: BenchReport, paint: Paint): string[] {
  const failed = areas.flatMap(({ rows }) =>
    rows.flatMap(({ id, cells }) =>
      cells.flatMap(({ bridge, error }) => (error === null ? [] : [{ id, bridge, error }])),
    ),
  )
  const lines = failed.map(
    ({ id, bridge, error }) =>
      `${paint(['red'], '✗')} ${paint(['bold'], id)}  ${paint(['cyan'], bridge)}  ${visibleLine(error, 300)}`,
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}
