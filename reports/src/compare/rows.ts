/** Cases and benches of a comparison as rows, which queries choose and the matrix counts. */
import { median } from 'simple-statistics'
import type { RunEvent } from '#harness/src/record/events.ts'
import { geometricMeanOf, pairedLogRatios, type Ratio } from '#harness/src/statistics/ratio.ts'
import { type Controlled, unpairedRatio } from '#harness/src/statistics/unpaired.ts'
import { type CaseReport, isKnownFailure, type ReportModel, type Result } from '../model.ts'
import type { QueryCell, QueryRow } from '../query/types.ts'
import type { CompareColumn } from './columns.ts'

interface Measured extends Controlled {
  /** Median over the samples. */
  nanoseconds: number
}

export interface CompareRow extends QueryRow {
  /** Null for a bench. */
  item: CaseReport | null
  /** Of a bench: one for each column; null where it was not measured. Of a case: none. */
  measured: (Measured | null)[]
  /** Of a bench: why a column did not measure it. */
  errors: (string | null)[]
}

/** How many times the base's time. */
export interface Cost {
  ratio: Ratio
  /** Were both measured in rounds of one run? Otherwise machine and load may have differed. */
  paired: boolean
  /** Over how many benches this is the geometric mean. */
  benches: number
}

type BenchFinished = Extract<RunEvent, { event: 'BenchFinished' }>

/** Cases in the order of the plan, then benches as they were measured. */
export function compareRows(
  model: ReportModel,
  events: readonly RunEvent[],
  columns: readonly CompareColumn[],
): CompareRow[] {
  const finished = events.filter((event) => event.event === 'BenchFinished')
  const benches = [...Map.groupBy(finished, ({ bench }) => bench).values()]
  return [...model.cases.map(caseRow), ...benches.map((ofBench) => benchRow(ofBench, columns))]
}

function caseRow(item: CaseReport): CompareRow {
  const { id, area, topic, title, level, behaviour, api, results } = item
  const cells = results.map(queryCell)
  const common = { id, area, topic, title, level, behaviour, api, cells }
  return { kind: 'case', ...common, ratio: null, item, measured: [], errors: [] }
}

function queryCell(result: Result): QueryCell {
  const { outcome, unexpected, stale, ending } = result
  return { outcome, unexpected, known: isKnownFailure(result), stale, ended: ending?.detail ?? null }
}

/** A bench passes where it was measured. Where it was not, `proofload run` is the one to judge why. */
function benchRow(ofBench: readonly BenchFinished[], columns: readonly CompareColumn[]): CompareRow {
  const [first] = ofBench
  if (first === undefined) throw new Error('a bench without an event')
  const last = new Map(ofBench.map((event) => [event.bridge, event]))
  const events = columns.map(({ name }) => last.get(name))
  const measured = events.map((event): Measured | null => {
    if (event === undefined || event.error !== null || event.samples.length === 0) return null
    const { samples, round, control } = event
    return { samples, round, control, nanoseconds: median([...samples]) }
  })
  const row: CompareRow = {
    kind: 'bench',
    id: first.bench,
    area: first.area,
    topic: first.bench.split('/')[1] ?? '',
    title: first.title,
    level: 'documented',
    behaviour: null,
    api: ofBench.flatMap(({ api }) => api).filter((name, index, all) => all.indexOf(name) === index),
    cells: measured.map((one): QueryCell => {
      const outcome = one === null ? 'not-run' : 'pass'
      return { outcome, unexpected: false, known: false, stale: false, ended: null }
    }),
    ratio: null,
    item: null,
    measured,
    errors: events.map((event) => event?.error ?? null),
  }
  const known = new Map<string, Ratio | null>()
  row.ratio = (own, base) => {
    const key = `${own}/${base}`
    const ratio = known.get(key) ?? costOf([row], columns, { own, base })?.ratio ?? null
    known.set(key, ratio)
    return ratio
  }
  return row
}

/** Null where no bench among `rows` was measured in both columns, which are given by index. */
export function costOf(
  rows: readonly CompareRow[],
  columns: readonly CompareColumn[],
  { own, base }: { own: number; base: number },
): Cost | null {
  if (own === base) return null
  const both = rows.flatMap(({ measured }) => {
    const [one, other] = [measured[own] ?? null, measured[base] ?? null]
    return one === null || other === null ? [] : [{ own: one, base: other }]
  })
  if (both.length === 0) return null
  const paired = runOf(columns[own]) === runOf(columns[base])
  const ratio = paired
    ? geometricMeanOf(both.map((sides) => pairedLogRatios(sides.own, sides.base)))
    : unpairedRatio(both)
  return ratio === null ? null : { ratio, paired, benches: both.length }
}

/** The record that has a column's measurements. */
function runOf(column: CompareColumn | undefined): number | undefined {
  return column?.sources.find(({ benches }) => benches)?.record
}
