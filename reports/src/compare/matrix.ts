/** Rows of a comparison, counted by area, behaviour, C function or case: what every format of `proofload compare` prints. */
import { type Outcome, outcomes, type Result } from '../model.ts'
import type { CompareColumn } from './columns.ts'
import { type CompareRow, type Cost, costOf } from './rows.ts'

export const groupings = ['area', 'behaviour', 'function', 'case'] as const
export type Grouping = (typeof groupings)[number]

export interface MatrixCell {
  /** Cases by outcome; what does not occur is left out. */
  outcomes: Partial<Record<Outcome, number>>
  passed: number
  /** Neither skipped nor not run. */
  judged: number
  unexpected: number
  /** Benches measured here. */
  benches: number
  /** Median time of an operation, where the row is one bench. */
  nanoseconds: number | null
  /** To the base; null for the base itself, and where nothing was measured on both. */
  cost: Cost | null
  /** Where the row is one case. */
  result: Result | null
  /** Where the row is one bench: why it was not measured. */
  error: string | null
}

export interface MatrixRow {
  name: string
  /** The case or bench, where the row is one. */
  row: CompareRow | null
  /** One for each column. */
  cells: MatrixCell[]
}

export interface Matrix {
  by: Grouping
  columns: CompareColumn[]
  /** Index of the column that costs are compared with. */
  base: number
  rows: MatrixRow[]
  /** Everything that is shown, once. */
  total: MatrixRow
  /** Of those cases alone that every column judged: only they compare fairly. */
  common: MatrixRow
}

export function matrixOf(
  rows: readonly CompareRow[],
  columns: CompareColumn[],
  { by, base }: { by: Grouping; base: number },
): Matrix {
  const count = (name: string, group: readonly CompareRow[]) => rowOf(name, group, { columns, base })
  const judgedByAll = rows.filter(
    ({ kind, cells }) =>
      kind === 'case' && cells.every(({ outcome }) => outcome !== 'skipped' && outcome !== 'not-run'),
  )
  return {
    by,
    columns,
    base,
    rows: groupsOf(rows, by).map(([name, group]) => count(name, group)),
    total: count('all', rows),
    common: count('judged by all', judgedByAll),
  }
}

function groupsOf(rows: readonly CompareRow[], by: Grouping): [string, CompareRow[]][] {
  const groups = new Map<string, CompareRow[]>()
  for (const row of rows) {
    for (const name of new Set(namesOf(row, by))) {
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [row])
      else group.push(row)
    }
  }
  const found = [...groups]
  return by === 'function' ? found.toSorted(([a], [b]) => Number(a > b) - Number(a < b)) : found
}

function namesOf({ id, area, behaviour, api }: CompareRow, by: Grouping): readonly string[] {
  switch (by) {
    case 'area':
      return [area]
    case 'behaviour':
      return behaviour === null ? [] : [behaviour]
    case 'function':
      return api
    case 'case':
      return [id]
  }
}

function rowOf(
  name: string,
  group: readonly CompareRow[],
  { columns, base }: { columns: CompareColumn[]; base: number },
): MatrixRow {
  const [only] = group
  const row = group.length === 1 && only !== undefined && only.id === name ? only : null
  const cells = columns.map((_, index) => cellOf(group, row, { columns, index, base }))
  return { name, row, cells }
}

function cellOf(
  group: readonly CompareRow[],
  row: CompareRow | null,
  { columns, index, base }: { columns: CompareColumn[]; index: number; base: number },
): MatrixCell {
  const cells = group.flatMap(({ kind, cells: all }) => (kind === 'case' ? (all[index] ?? []) : []))
  const counts = Map.groupBy(cells, ({ outcome }) => outcome)
  const number = (outcome: Outcome) => counts.get(outcome)?.length ?? 0
  const benches = group.filter(({ measured }) => (measured[index] ?? null) !== null)
  return {
    outcomes: Object.fromEntries(outcomes.flatMap((name) => (number(name) === 0 ? [] : [[name, number(name)]]))),
    passed: number('pass'),
    judged: cells.length - number('skipped') - number('not-run'),
    unexpected: cells.filter(({ unexpected }) => unexpected).length,
    benches: benches.length,
    nanoseconds: row?.measured[index]?.nanoseconds ?? null,
    cost: costOf(group, columns, { own: index, base }),
    result: row?.item?.results[index] ?? null,
    error: row?.errors[index] ?? null,
  }
}
