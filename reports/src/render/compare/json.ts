/** A comparison for scripts; docs/compare.md describes it. One row a line, so that two files compare with diff. */

import type { Comparison } from '../../compare/comparison.ts'
import type { MatrixCell, MatrixRow } from '../../compare/matrix.ts'
import { oneLine } from '../../findings.ts'

/** Rises when a script that reads the text would have to change. */
export const compareVersion = 1

export function renderCompareJson({ matrix, notes, where }: Comparison): string {
  const columns = matrix.columns.map(({ name, bridge, run, version }) => ({ name, bridge, run, version }))
  const head = { schema: compareVersion, by: matrix.by, where, base: matrix.columns[matrix.base]?.name ?? null, notes }
  const total = rowOf(matrix.total)
  const common = rowOf(matrix.common)
  const lines = Object.entries({ ...head, total, common }).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`,
  )
  return `{\n${lines.join('\n')}\n  "columns": ${jsonLines(columns)},\n  "rows": ${jsonLines(matrix.rows.map(rowOf))}\n}\n`
}

/** An array, one item a line. */
export function jsonLines(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
}

function rowOf({ name, row, cells }: MatrixRow): object {
  const about =
    row === null ? {} : { kind: row.kind, title: row.title, level: row.level, behaviour: row.behaviour, api: row.api }
  const places = row === null || row.item === null ? {} : { docs: row.item.docs, place: row.item.place }
  return { name, ...about, ...places, cells: cells.map(cellOf) }
}

function cellOf({ outcomes, judged, unexpected, nanoseconds, cost, result }: MatrixCell): object {
  return {
    outcomes,
    judged,
    unexpected,
    nanoseconds,
    cost: cost === null ? null : { ...cost.ratio, paired: cost.paired, benches: cost.benches },
    ...(result === null ? {} : { verdict: result.outcome, expected: result.expected, difference: oneLine(result) }),
  }
}
