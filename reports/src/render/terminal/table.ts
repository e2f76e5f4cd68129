/** Tables with bridges side by side; more bridges than fit go below one another. */
import CliTable from 'cli-table3'
import type { Paint, Screen } from './paint.ts'

export interface Row {
  label: string
  /** One for each bridge; the label stands alone when there are none. */
  cells: string[]
  /** Draws a line above. */
  rule?: boolean
}

export interface Column {
  /** Lines of the column's head. */
  head: string[]
  width: number
}

export interface Sheet {
  columns: Column[]
  rows: Row[]
  labelWidth: number
}

/** Draws the columns that fit beside one another as one table each. */
export function tables(sheet: Sheet, screen: Screen): string[] {
  return slices(sheet.columns, screen.columns - sheet.labelWidth).map(([start, end]) => {
    const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.slice(start, end) }))
    return table({ ...sheet, columns: sheet.columns.slice(start, end), rows }, screen.paint)
  })
}

/** Ranges of columns that fit into `room`, at least one column each. */
function slices(columns: readonly Column[], room: number): [number, number][] {
  const ranges: [number, number][] = []
  let start = 0
  let used = 0
  for (const [index, { width }] of columns.entries()) {
    if (index > start && used + width > room) {
      ranges.push([start, index])
      start = index
      used = 0
    }
    used += width
  }
  return columns.length === 0 ? [] : [...ranges, [start, columns.length]]
}

// Without lines: they would be noise in a log, and nothing that a reader needs to tell columns apart.
const noBorders = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'].map((name) => [
    name,
    '',
  ]),
)
const noLines = Object.fromEntries(
  ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'].map((name) => [name, '']),
)

function table({ columns, rows, labelWidth }: Sheet, paint: Paint): string {
  const widths = [labelWidth, ...columns.map(({ width }) => width)]
  const drawn = new CliTable({
    chars: { ...noBorders, ...noLines },
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
    colWidths: widths,
    truncate: '…',
  })
  const rule = paint(['dim'], '─'.repeat(widths.reduce((sum, width) => sum + width, 0) - 1))
  const headLines = Math.max(...columns.map(({ head }) => head.length))
  const lines = Array.from({ length: headLines }, (_, line) => ['', ...columns.map(({ head }) => head[line] ?? '')])
  const body = rows.flatMap(({ label, cells, rule: above }) => [
    ...(above === true ? [[{ content: rule, colSpan: widths.length }]] : []),
    cells.length === 0 ? [{ content: label, colSpan: widths.length }] : [label, ...cells],
  ])
  drawn.push(...lines, ...body)
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
