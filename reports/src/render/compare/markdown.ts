/** A comparison as Markdown: one table, for a README or a comment. */

import type { Comparison } from '../../compare/comparison.ts'
import type { Matrix, MatrixRow } from '../../compare/matrix.ts'
import { visibleLine } from '../visible.ts'
import { costText, legendOf, shareText, verdictText } from './cells.ts'
import { summaryRows } from './table.ts'

export function renderCompareMarkdown({ matrix, notes, where }: Comparison): string {
  if (matrix.rows.length === 0) return `No case and no bench matches \`${where ?? ''}\`.\n`
  const heads = matrix.columns.map(
    ({ name, version }, index) => `${markdownText(name)} ${version ?? ''}${index === matrix.base ? ' (base)' : ''}`,
  )
  const lines = [
    tableRow([matrix.by, ...heads]),
    tableRow(['---', ...heads.map(() => '---')]),
    ...matrix.rows.map((row) => tableRow([nameOf(row), ...cellsOf(row, matrix)])),
    ...summaryRows(matrix).map((row) => tableRow([`**${row.name}**`, ...cellsOf(row, matrix)])),
  ]
  const remarks = [...legendOf(matrix), ...notes].map((line) => `- ${markdownText(line)}`)
  return `${lines.join('\n')}\n${remarks.length === 0 ? '' : `\n${remarks.join('\n')}\n`}`
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function nameOf({ name, row }: MatrixRow): string {
  const docs = row?.item?.docs ?? ''
  return /^https?:\/\//.test(docs) ? `[${markdownText(name)}](${encodeURI(docs)})` : markdownText(name)
}

function cellsOf(row: MatrixRow, matrix: Matrix): string[] {
  const isSum = row === matrix.total || row === matrix.common
  return row.cells.map((cell, index) => {
    const parts = [isSum ? shareText(cell) : verdictText(cell), costText(cell, index === matrix.base)]
    return parts.filter((part) => part !== '').join(', ')
  })
}

/** Text that is no markup and does not end a cell. */
export function markdownText(text: string): string {
  return visibleLine(text, 2000).replaceAll(/[\\`*_[\]<>|~#]/g, '\\$&')
}
