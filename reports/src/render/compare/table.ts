/** A comparison on the terminal. */

import type { Comparison } from '../../compare/comparison.ts'
import type { Matrix, MatrixCell, MatrixRow } from '../../compare/matrix.ts'
import { words } from '../../findings.ts'
import { outcomes } from '../../model.ts'
import { type Paint, painter, type Screen, type Style } from '../terminal/paint.ts'
import { type Row, tables } from '../terminal/table.ts'
import type { TerminalOptions } from '../terminal.ts'
import { visibleLine } from '../visible.ts'
import { costText, legendOf, shareText, verdictText } from './cells.ts'

const widestLabel = 60

export function renderCompareTable({ matrix, notes, where }: Comparison, options: TerminalOptions): string {
  const paint = painter(options.color)
  const screen = { paint, columns: options.columns }
  const parts = [
    ...(matrix.rows.length === 0 ? [`no case and no bench matches ${where ?? ''}`] : matrixTables(matrix, screen)),
    ...notes.map((note) => `${paint(['yellow', 'bold'], '!')} ${visibleLine(note, 1000)}`),
  ]
  return `${parts.join('\n\n')}\n`
}

function matrixTables(matrix: Matrix, screen: Screen): string[] {
  const { paint } = screen
  const shown = [...matrix.rows, ...summaryRows(matrix)]
  const counts = countRows(matrix, paint)
  const labels = [...shown.map(({ name }) => name), ...counts.map(({ label }) => label)].map((name) => name.length)
  const labelWidth = Math.min(widestLabel, Math.max(...labels)) + 3
  const plain: Paint = (_, text) => text
  const columns = matrix.columns.map(({ name, version, sources }, index) => {
    const second =
      index === matrix.base && sources.length > 0 ? `${version ?? 'did not start'}, base` : (version ?? 'did not start')
    const cells = shown.map((row) => cellText(row, { index, matrix, paint: plain }).length)
    const width = Math.max(name.length, second.length, ...cells) + 3
    return { head: [paint(['bold'], name), paint(['dim'], second)], width }
  })
  const first = shown.length - summaryRows(matrix).length
  const rows = shown.map((row, at): Row => {
    const cells = matrix.columns.map((_, index) => cellText(row, { index, matrix, paint }))
    return { label: visibleLine(row.name, 300), cells, rule: at === 0 || at === first }
  })
  const legend = legendOf(matrix).map((line) => paint(['dim'], line))
  return [
    ...tables({ columns, rows: [...rows, ...counts], labelWidth }, screen),
    ...(legend.length > 0 ? [legend.join('\n')] : []),
  ]
}

/** All, and what every column judged where that is less. One case needs no sum. */
export function summaryRows({ rows, total, common }: Matrix): MatrixRow[] {
  if (rows.length < 2) return []
  const judged = ({ cells }: MatrixRow) => cells.map((cell) => cell.judged)
  const isSame = judged(total).every((number, index) => number === judged(common)[index])
  return isSame || common.cells.every((cell) => cell.judged === 0) ? [total] : [total, common]
}

/** Verdicts that occur besides `pass`. */
function countRows({ rows, total }: Matrix, paint: Paint): Row[] {
  if (rows.length < 2) return []
  const occurring = outcomes.filter(
    (outcome) => outcome !== 'pass' && total.cells.some((cell) => (cell.outcomes[outcome] ?? 0) > 0),
  )
  return occurring.map((outcome, index) => ({
    label: words(outcome),
    cells: total.cells.map((cell) => {
      const count = cell.outcomes[outcome] ?? 0
      return count === 0 ? paint(['dim'], '0') : String(count)
    }),
    rule: index === 0,
  }))
}

function cellText(row: MatrixRow, { index, matrix, paint }: { index: number; matrix: Matrix; paint: Paint }): string {
  const cell = row.cells[index]
  if (cell === undefined) return ''
  const isSum = row === matrix.total || row === matrix.common
  const verdict = isSum ? shareText(cell) : verdictText(cell)
  const cost = costText(cell, index === matrix.base)
  return [
    ...(verdict === '' ? [] : [paint(styleOf(cell), verdict)]),
    ...(cost === '' ? [] : [cell.cost === null ? paint(['dim'], cost) : cost]),
  ].join('  ')
}

function styleOf({ judged, passed, unexpected }: MatrixCell): Style {
  if (judged === 0) return ['dim']
  if (passed === judged && unexpected === 0) return ['green']
  return passed > 0 ? ['yellow'] : ['red']
}
