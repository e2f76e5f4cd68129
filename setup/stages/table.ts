import type { Row } from './stage.ts'

/** The table at the end of `npm test`: one line a stage, notes last because they are long. */
export function renderTable(rows: readonly Row[]): string {
  const header = ['stage', 'result', 'time', 'passed', 'failed', 'skipped', '']
  const lines = [header, ...rows.map(cells)]
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The closing line that CI reads. A stage without tests of its own counts only when it failed. */
export function renderCounts(rows: readonly Row[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') => rows.reduce((total, row) => total + row[key], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** `0.4 s`, `12.3 s`. */
export function renderDuration(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`
}

function cells(row: Row): string[] {
  const counts = [row.passed, row.failed, row.skipped].map((count) => (count === 0 ? '' : String(count)))
  return [row.title, row.state, row.state === 'skipped' ? '' : renderDuration(row.durationMs), ...counts, row.note]
}
