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

export interface Sheet {
  /** Lines of each column's head. */
  heads: string[][]
  rows: Row[]
  labelWidth: number
  cellWidth: number
}

/** Draws the columns that fit beside one another as one table each. */
export function tables(sheet: Sheet, screen: Screen): string[] {
  const fit = Math.max(1, Math.floor((screen.columns - sheet.labelWidth) / sheet.cellWidth))
  const starts = Array.from({ length: Math.ceil(sheet.heads.length / fit) }, (_, index) => index * fit)
  return starts.map((start) => table(columnsOf(sheet, start, start + fit), screen.paint))
}

function columnsOf(sheet: Sheet, start: number, end: number): Sheet {
  const rows = sheet.rows.map((row) => ({ ...row, cells: row.cells.slice(start, end) }))
  return { ...sheet, heads: sheet.heads.slice(start, end), rows }
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

function table({ heads, rows, labelWidth, cellWidth }: Sheet, paint: Paint): string {
  const widths = [labelWidth, ...heads.map(() => cellWidth)]
  const drawn = new CliTable({
    chars: { ...noBorders, ...noLines },
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
    colWidths: widths,
    truncate: '…',
  })
  const rule = paint(['dim'], '─'.repeat(widths.reduce((sum, width) => sum + width, 0) - 1))
  const headLines = Math.max(...heads.map((lines) => lines.length))
  const lines = Array.from({ length: headLines }, (_, line) => ['', ...heads.map((head) => head[line] ?? '')])
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
