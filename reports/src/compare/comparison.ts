/** Records -> a comparison: columns joined, rows chosen by a query, counted. */
import type { RunEvent } from '#harness/src/record/events.ts'
import { CompareError } from '../compare-error.ts'
import { reportModel } from '../model.ts'
import { QueryError, queryFilter, queryPointer } from '../query/query.js'
import { type CompareColumn, type ComparedRecord, columnsNamed } from './columns.ts'
import { type JoinedRecords, joinRecords } from './join.ts'
import { type Grouping, type Matrix, matrixOf } from './matrix.ts'
import { type CompareRow, compareRows } from './rows.ts'

export interface CompareOptions {
  by: Grouping
  /** Query; null: every case and bench. */
  where: string | null
  /** Name of a column, a run or a bridge; null: a CPython that was measured, else the first column. */
  base: string | null
}

export interface Comparison {
  matrix: Matrix
  where: string | null
  notes: string[]
  runs: JoinedRecords['runs']
  /** Events of all records under the names of the columns, without what `where` leaves out. */
  events: RunEvent[]
}

/** Throws `CompareError` for `where` and `base`. */
export function compareRecords(records: readonly ComparedRecord[], options: CompareOptions): Comparison {
  const { columns, events, notes, runs } = joinRecords(records, 'common')
  const base = baseOf(options.base, columns)
  const all = compareRows(reportModel(events), events, columns)
  const rows = chosenRows(all, options.where, { columns, base })
  const ids = new Set(rows.map(({ id }) => id))
  return {
    matrix: matrixOf(rows, columns, { by: options.by, base }),
    where: options.where,
    notes,
    runs,
    events: rows.length === all.length ? events : events.flatMap((event) => onlyAbout(event, ids)),
  }
}

/** `base`: index of a column, or -1. */
export function chosenRows(
  rows: readonly CompareRow[],
  where: string | null,
  { columns, base }: { columns: readonly CompareColumn[]; base: number },
): readonly CompareRow[] {
  if (where === null) return rows
  const asked = columns.map(({ name, bridge, run }, index) => ({ name, bridge, run, isBase: index === base }))
  try {
    return rows.filter(queryFilter(where, asked, rows))
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    throw new CompareError(`--where, column ${error.column}: ${error.message}`, {
      // Below the message the command line sets in by two.
      hint: queryPointer(where, error).replace('\n', '\n  '),
      cause: error,
    })
  }
}

function baseOf(wanted: string | null, columns: readonly CompareColumn[]): number {
  if (wanted === null) {
    const isOracle = ({ bridge }: CompareColumn) => bridge === 'cpython' || bridge.startsWith('cpython@')
    const isMeasured = ({ sources }: CompareColumn) => sources.some(({ benches }) => benches)
    const choices = [(one: CompareColumn) => isOracle(one) && isMeasured(one), isOracle, isMeasured]
    return Math.max(0, choices.map((choice) => columns.findIndex(choice)).find((index) => index !== -1) ?? 0)
  }
  const names = columns.map(({ name }) => name).join(', ')
  const [found, ...others] = columnsNamed(wanted, columns)
  if (found === undefined) throw new CompareError(`--base ${wanted} is no column`, { hint: `there are ${names}` })
  if (others.length > 0) {
    const meant = [found, ...others].map(({ name }) => name).join(', ')
    throw new CompareError(`--base ${wanted} may be several columns`, { hint: `name one of ${meant}` })
  }
  return columns.indexOf(found)
}

/** Nothing of an event that is about another case or bench than those. */
export function onlyAbout(event: RunEvent, ids: ReadonlySet<string>): RunEvent[] {
  switch (event.event) {
    case 'RunStarted':
      return [{ ...event, cases: event.cases.filter(({ id }) => ids.has(id)) }]
    case 'CaseFinished':
      return ids.has(event.case) ? [event] : []
    case 'BenchFinished':
    case 'WarmupMeasured':
    case 'MetricMeasured':
      return ids.has(event.bench) ? [event] : []
    default:
      return [event]
  }
}
