/** Throughput: time of one operation for each bridge, and how it compares with the base. */

import type { Ratio } from '#harness/src/statistics/ratio.ts'
import type { BenchArea, BenchReport, BenchRow } from '../../benches.ts'
import { intervalText, ratioText, timeText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import type { Paint, Screen } from './paint.ts'
import { type Row, tables } from './table.ts'

const widestLabel = 40

/** The tables of benches, how to read them, and the benches that could not be measured. */
export function benchTables(report: BenchReport, screen: Screen): string[] {
  const { paint } = screen
  const rows = report.areas.flatMap((area) => areaRows(area, paint))
  const all = [...rows, ...overall(report, paint)]
  const columns = report.bridges.map((bridge, index) => alignColumn(all, index, { bridge, base: report.base, paint }))
  const labels = all.map(({ plain }) => plain.length)
  const sheet = {
    columns: columns.map(({ head, width }) => ({ head, width })),
    rows: all.map(({ label, rule, parts }, row): Row => {
      const cells = parts.length === 0 ? [] : columns.map(({ cells }) => cells[row] ?? '')
      return { label, cells, rule }
    }),
    labelWidth: Math.min(widestLabel, Math.max(...labels)) + 3,
  }
  const legend = `time of one operation (median); × how many times that of ${report.base}, paired by round [95 % interval]`
  return [...tables(sheet, screen), paint(['dim'], legend), ...errors(report, paint)]
}

/** Time, ratio, interval: each is aligned within its column. */
type Parts = readonly [string, string, string]
interface BenchLine {
  label: string
  /** The label without colour. */
  plain: string
  parts: Parts[]
  rule: boolean
}

function areaRows(area: BenchArea, paint: Paint): BenchLine[] {
  const rows = area.rows.map((row): BenchLine => {
    const label = `  ${name(row, area)}`
    return { label, plain: label, rule: false, parts: row.cells.map((cell) => parts(timeText(cell), cell.ratio)) }
  })
  const heading = { label: paint(['bold'], area.name), plain: area.name, parts: [], rule: true }
  const mean = meanRow('  geometric mean', area.means, paint)
  return [heading, ...rows, ...(rows.length > 1 ? [mean] : [])]
}

function overall({ areas, means }: BenchReport, paint: Paint): BenchLine[] {
  return areas.length < 2 ? [] : [{ ...meanRow('geometric mean of all', means, paint), rule: true }]
}

function meanRow(plain: string, means: readonly (Ratio | null)[], paint: Paint): BenchLine {
  return { label: paint(['bold'], plain), plain, parts: means.map((ratio) => parts('', ratio)), rule: false }
}

function parts(time: string, ratio: Ratio | null): Parts {
  return ratio === null ? [time, '', ''] : [time, ratioText(ratio), intervalText(ratio)]
}

/** The area stands above: its name need not be repeated in each row. */
function name({ id }: BenchRow, area: BenchArea): string {
  return visibleLine(id.startsWith(`${area.name}/`) ? id.slice(area.name.length + 1) : id, 200)
}

function alignColumn(
  rows: readonly BenchLine[],
  index: number,
  { bridge, base, paint }: { bridge: string; base: string; paint: Paint },
): { head: string[]; width: number; cells: string[] } {
  const column = rows.map((row): Parts => row.parts[index] ?? ['', '', ''])
  const [times, ratios] = [0, 1].map((part) => Math.max(...column.map((cell) => cell[part]?.length ?? 0)))
  const lines = column.map(([time, ratio, interval]) =>
    [time.padStart(times ?? 0), ratio.padStart(ratios ?? 0), interval].filter((part) => part !== '').join(' '),
  )
  const second = bridge === base ? 'base' : `× ${base}`
  return {
    head: [paint(['bold'], bridge), paint(['dim'], second)],
    width: Math.max(bridge.length, second.length, ...lines.map((line) => line.length)) + 3,
    cells: lines,
  }
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
