/** The history of runs: what commands and pages ask of it. All of them throw `HarnessError` for a file that is damaged, newer or none. */

import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { didYouMean, HarnessError } from '#harness/src/errors.ts'
import type { RunRecord } from '#harness/src/record/read.ts'
import { type BenchHistory, benchHistories, defaultFloor } from './history/benches.ts'
import { type CaseHistory, caseHistories } from './history/cases.ts'
import { HistoryFile } from './history/database.ts'
import { checkExport, exportLines, importLines } from './history/exchange.ts'
import { type Regressions, regressionsIn, sinceOf } from './history/regressions.ts'
import { allNames, namesIn, type RunListing, runListings } from './history/runs.ts'
import { SalvagedCopy } from './history/salvage.ts'
import { standOf } from './history/stand.ts'
import { type Arm, arms, putRun, type Stored } from './history/store.ts'
import { historyText, regressionsText, runsText } from './history/text.ts'
import { type TrackedBridge, type TrackedRun, trackedRunOf } from './history/tracked-run.ts'

export type CommitOf = (bridge: string) => TrackedBridge['commit']

/** Stores runs, all or none; `commitOf` answers commits in place of the recorded ones, or null. */
export function trackRecords(
  path: string,
  records: readonly RunRecord[],
  commitOf: CommitOf,
): { run: TrackedRun; stored: Stored }[] {
  const runs = records.map(trackedRunOf).map((run) => ({
    ...run,
    bridges: run.bridges.map((one) => ({ ...one, commit: commitOf(one.bridge) ?? one.commit })),
  }))
  using file = HistoryFile.create(path)
  return file.write((database) => runs.map((run) => ({ run, stored: putRun(database, run) })))
}

/** Stores the runs of an export, all or none. */
export function importHistory(path: string, from: string): Record<Stored, number> {
  // An export that is refused must not leave an empty history behind.
  if (!existsSync(path)) checkExport(from)
  using file = HistoryFile.create(path)
  return file.write((database) => importLines(database, from))
}

/** Hands over one line after the other. Of a damaged history what can be read; answers the runs that cannot. */
export function exportHistory(path: string, write: (line: string) => void): string[] {
  if (!HistoryFile.isDamaged(path)) {
    using file = HistoryFile.read(path)
    return file.read((database) => exportLines(database, write))
  }
  using copy = new SalvagedCopy(path)
  return HistoryFile.salvage(copy.path, path, (database) => exportLines(database, write))
}

/** One for each run and bridge, oldest first. */
export function historyRuns(path: string, bridges: readonly string[] | null): RunListing[] {
  using file = HistoryFile.read(path)
  return file.read((database) => {
    refuseUnknown(bridges, arms(database), path)
    return runListings(database, bridges)
  })
}

export function renderRuns(runs: readonly RunListing[]): string {
  return runsText(runs)
}

export interface HistoryQuestion {
  /** Null: all that the history has. */
  bridges: readonly string[] | null
  /** `changed`: those whose verdict is not the same in all runs. */
  cases: readonly string[] | 'changed' | null
  benches: readonly string[] | null
  /** A change of throughput is at least so large: 0.02, the default, is 2 %. */
  floor?: number
}

/** Plain JSON; the same history and question give the same. */
export interface HistoryReport {
  cases: CaseHistory[]
  benches: BenchHistory[]
}

/** What became of cases and benches, oldest run first. A bridge that the history does not know has nothing in it. */
export function historyReport(path: string, question: HistoryQuestion): HistoryReport {
  using file = HistoryFile.read(path)
  return file.read((database) => reportOf(database, arms(database), question))
}

function reportOf(database: DatabaseSync, all: readonly Arm[], question: HistoryQuestion): HistoryReport {
  const { bridges, cases, benches, floor = defaultFloor } = question
  return {
    cases: caseHistories(database, all, { bridges, cases }),
    benches: benchHistories(database, all, { bridges, benches, floor }),
  }
}

/** `same`: cases that are not in it, because all runs have the same verdict. */
export interface SubjectHistory extends HistoryReport {
  same: number
}

/** That of one case or bench; of an area or a topic those whose verdicts changed, and its benches. */
export function historyOf(path: string, subject: string, bridges: readonly string[] | null): SubjectHistory {
  using file = HistoryFile.read(path)
  return file.read((database) => {
    const all = arms(database)
    refuseUnknown(bridges, all, path)
    const names = subjectNames(database, subject, path)
    const { cases, benches } = reportOf(database, all, { bridges, cases: names, benches: names })
    const shown = names.includes(subject) ? cases : cases.filter(({ spells }) => spells.length > 1)
    return { cases: shown, benches, same: cases.length - shown.length }
  })
}

function subjectNames(database: DatabaseSync, subject: string, path: string): string[] {
  const names = namesIn(database, subject)
  if (names.length > 0) return names
  const all = allNames(database)
  throw new HarnessError('subject-unknown', `history ${path} has no case, bench, topic or area "${subject}"`, {
    hint:
      all.length === 0
        ? 'it is empty; `proofload track` stores a run'
        : (didYouMean(subject, all) ?? '`proofload history` lists its runs, and `proofload list` the cases'),
  })
}

/** A typing error must not look like a bridge without regressions. */
function refuseUnknown(bridges: readonly string[] | null, all: readonly Arm[], path: string): void {
  const known = [...new Set(all.map(({ bridge }) => bridge))].sort()
  const unknown = bridges?.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new HarnessError('bridge-unknown', `history ${path} has no run of bridge ${unknown}`, {
    hint: known.length === 0 ? 'it is empty; `proofload track` stores a run' : `it has ${known.join(', ')}`,
  })
}

export function renderHistory(history: SubjectHistory): string {
  return historyText(history, history.same)
}

export interface RegressionsQuestion {
  bridges: readonly string[] | null
  /** A date, or the beginning of a commit or a run; null: always. */
  since: string | null
  floor?: number
}

export function historyRegressions(path: string, { bridges, since, ...rest }: RegressionsQuestion): Regressions {
  using file = HistoryFile.read(path)
  return file.read((database) => {
    const all = arms(database)
    refuseUnknown(bridges, all, path)
    const isLater = sinceOf(since, all.map(standOf))
    return regressionsIn(reportOf(database, all, { bridges, cases: 'changed', benches: null, ...rest }), isLater)
  })
}

export function renderRegressions(regressions: Regressions): string {
  return regressionsText(regressions)
}
