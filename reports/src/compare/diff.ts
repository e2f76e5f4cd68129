/** What changed from one run to another, case by case: what did I break? */
import type { RunEvent } from '#harness/src/record/events.ts'
import { CompareError } from '../compare-error.ts'
import { type CaseReport, type Outcome, type Result, reportModel } from '../model.ts'
import { queryAsksVerdicts } from '../query/query.js'
import { type CompareColumn, type ComparedRecord, runName, startOf } from './columns.ts'
import { chosenRows, onlyAbout } from './comparison.ts'
import { endText, type JoinedRecords, joinRecords } from './join.ts'
import { type CompareRow, type Cost, compareRows, costOf } from './rows.ts'

/** Most urgent first. */
export const changeKinds = ['regressed', 'changed', 'flaky', 'fixed', 'new', 'gone'] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface CaseChange {
  kind: ChangeKind
  bridge: string
  item: CaseReport
  from: Result
  to: Result
  /** Is it of a kind that was asked to fail, and not of level `detail`, which is reported and never a failure? */
  gates: boolean
}

/** A bench that both runs measured. */
export interface BenchChange {
  bridge: string
  id: string
  title: string
  /** Nanoseconds for one operation, median. */
  from: number
  to: number
  cost: Cost
}

export interface DiffPair {
  bridge: string
  from: CompareColumn
  to: CompareColumn
  counts: Record<ChangeKind | 'same', number>
  /** Of the new ones, those that do not pass. */
  newFailing: number
  /** Geometric mean over the benches that both measured. */
  cost: Cost | null
}

export interface RunDiff {
  from: string
  to: string
  pairs: DiffPair[]
  changes: CaseChange[]
  benches: BenchChange[]
  notes: string[]
  runs: JoinedRecords['runs']
  failOn: readonly ChangeKind[]
  /** Why nothing can be said of all that was asked, though no change that is there fails. */
  undecided: string[]
  /** Of both runs, about what changed alone. */
  events: RunEvent[]
}

/** Throws `CompareError` for runs that have no bridge in common. */
export function diffRecords(
  records: readonly [ComparedRecord, ComparedRecord],
  { where, failOn }: { where: string | null; failOn: readonly ChangeKind[] },
): RunDiff {
  const { columns, events, notes, runs } = joinRecords(records, 'all')
  const matched = pairsOf(columns, records)
  const all = compareRows(reportModel(events), events, columns)
  const rows = chosenRows(all, where, { columns, base: -1 })
  if (rows.length === 0 && where !== null && !queryAsksVerdicts(where)) {
    throw new CompareError(`--where ${where} matches no case and no bench of the two runs`, {
      hint: 'nothing would be compared, and nothing could have regressed',
    })
  }
  const lost = lostBridges(records, matched)
  const indexed = matched.map(([from, to]) => ({ from, to, own: columns.indexOf(to), base: columns.indexOf(from) }))
  const changes = indexed.flatMap((pair) => rows.flatMap((row) => changeOf(row, pair, failOn)))
  const changed = new Set(changes.map(({ item }) => item.id))
  return {
    from: runName(records[0]),
    to: runName(records[1]),
    pairs: indexed.map((pair) => diffPair(pair, { rows, columns, changes })),
    changes: changes.toSorted((one, other) => changeKinds.indexOf(one.kind) - changeKinds.indexOf(other.kind)),
    benches: indexed.flatMap((pair) => rows.flatMap((row) => benchChange(row, pair, columns))),
    notes: [...notes, ...lost],
    runs,
    failOn,
    undecided:
      failOn.length === 0
        ? []
        : [...unfinished(records[1]), ...nothingInCommon(all, indexed), ...(failOn.includes('gone') ? lost : [])],
    events: events.flatMap((event) => onlyAbout(event, changed)),
  }
}

/** Cases that a run did not come to may have regressed. */
function unfinished(record: ComparedRecord): string[] {
  const isWhole = endText(record.events) === null || startOf(record.events).cases.length === 0
  return isWhole ? [] : [`the run ${runName(record)} is not whole: what it did not come to may have regressed`]
}

/** Runs of different parts of the suite would pass every gate. */
function nothingInCommon(rows: readonly CompareRow[], pairs: readonly IndexedPair[]): string[] {
  const isThere = ({ item, measured }: CompareRow, column: number): boolean =>
    isJudged(item?.results[column]?.outcome ?? 'not-run') || (measured[column] ?? null) !== null
  const isCommon = pairs.some(({ own, base }) => rows.some((row) => isThere(row, own) && isThere(row, base)))
  return isCommon ? [] : ['no case and no bench is in both runs: nothing was compared']
}

/** Bridges of the older run that the newer one does not have. */
function lostBridges(
  [from, to]: readonly [ComparedRecord, ComparedRecord],
  matched: readonly [CompareColumn, CompareColumn][],
): string[] {
  const compared = new Set(matched.map(([{ bridge }]) => bridge))
  const lost = [...bridgesJudged(from)].filter((bridge) => !compared.has(bridge))
  return lost.length === 0 ? [] : [`not compared, for ${runName(to)} does not have it: ${lost.join(', ')}`]
}

/** Do two records tell of one bridge, so that the second may be the first after a change? */
export function areSuccessive([one, other]: readonly [ComparedRecord, ComparedRecord]): boolean {
  return bridgesJudged(one).intersection(bridgesJudged(other)).size > 0
}

function bridgesJudged({ events }: ComparedRecord): Set<string> {
  return new Set(events.flatMap((event) => (event.event === 'CaseFinished' ? [event.bridge] : [])))
}

/** A bridge with itself; where each run has one, those two. */
function pairsOf(
  columns: readonly CompareColumn[],
  records: readonly [ComparedRecord, ComparedRecord],
): [CompareColumn, CompareColumn][] {
  const of = (record: number) => columns.filter(({ sources }) => sources.every((source) => source.record === record))
  const [olds, news] = [of(0), of(1)]
  const pairs = olds.flatMap((from): [CompareColumn, CompareColumn][] => {
    const to = news.find(({ bridge }) => bridge === from.bridge)
    return to === undefined ? [] : [[from, to]]
  })
  if (pairs.length > 0) return pairs
  const [[from, ...otherOlds], [to, ...otherNews]] = [olds, news]
  if (from !== undefined && to !== undefined && otherOlds.length + otherNews.length === 0) return [[from, to]]
  const list = (some: readonly CompareColumn[]) => some.map(({ bridge }) => bridge).join(', ') || 'none of its own'
  throw new CompareError(`${runName(records[0])} and ${runName(records[1])} have no bridge in common`, {
    hint: `the bridges of the first are ${list(olds)}, of the second ${list(news)}; without --diff they are shown side by side`,
  })
}

interface IndexedPair {
  from: CompareColumn
  to: CompareColumn
  /** Index of the column of the newer run, and of the older. */
  own: number
  base: number
}

function changeOf(
  { item }: CompareRow,
  { to: column, own, base }: IndexedPair,
  failOn: readonly ChangeKind[],
): CaseChange[] {
  const [from, to] = [item?.results[base], item?.results[own]]
  if (item === null || from === undefined || to === undefined) return []
  const kind = isKnownToVary(from, to) ? 'flaky' : kindOf(from.outcome, to.outcome)
  if (kind === null) return []
  return [{ kind, bridge: column.bridge, item, from, to, gates: failOn.includes(kind) && item.level !== 'detail' }]
}

/** Null where nothing changed, or nothing is known on either side. */
function kindOf(from: Outcome, to: Outcome): ChangeKind | null {
  if (!isJudged(from)) return isJudged(to) ? 'new' : null
  if (!isJudged(to)) return 'gone'
  if (from === to) return null
  // Of a case whose verdicts differ by themselves nobody knows what made them differ here.
  if (from === 'flaky' || to === 'flaky') return 'flaky'
  if (from === 'pass') return 'regressed'
  return to === 'pass' ? 'fixed' : 'changed'
}

/** Different, and both as the same known failure says: it has several verdicts. */
function isKnownToVary(from: Result, to: Result): boolean {
  if (from.outcome === to.outcome || from.known === null || from.unexpected || to.unexpected) return false
  return isJudged(from.outcome) && isJudged(to.outcome) && from.known.reason === to.known?.reason
}

function isJudged(outcome: Outcome): boolean {
  return outcome !== 'skipped' && outcome !== 'not-run'
}

function diffPair(
  { from, to, own, base }: IndexedPair,
  { rows, columns, changes }: { rows: readonly CompareRow[]; columns: readonly CompareColumn[]; changes: CaseChange[] },
): DiffPair {
  const ofPair = changes.filter(({ bridge }) => bridge === to.bridge)
  const number = (kind: ChangeKind) => ofPair.filter((change) => change.kind === kind).length
  const judged = rows.filter(({ item }) =>
    [own, base].every((index) => isJudged(item?.results[index]?.outcome ?? 'not-run')),
  )
  const counts = {
    regressed: number('regressed'),
    changed: number('changed'),
    flaky: number('flaky'),
    fixed: number('fixed'),
    new: number('new'),
    gone: number('gone'),
  }
  const { regressed, changed, flaky, fixed } = counts
  return {
    bridge: to.bridge,
    from,
    to,
    counts: { ...counts, same: judged.length - regressed - changed - flaky - fixed },
    newFailing: ofPair.filter((change) => change.kind === 'new' && change.to.outcome !== 'pass').length,
    cost: costOf(rows, columns, { own, base }),
  }
}

function benchChange(
  row: CompareRow,
  { to: column, own, base }: IndexedPair,
  columns: readonly CompareColumn[],
): BenchChange[] {
  const [from, to] = [row.measured[base] ?? null, row.measured[own] ?? null]
  const cost = costOf([row], columns, { own, base })
  if (from === null || to === null || cost === null) return []
  const { id, title } = row
  return [{ bridge: column.bridge, id, title, from: from.nanoseconds, to: to.nanoseconds, cost }]
}
