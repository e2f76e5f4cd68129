/** The history of runs: what commands and pages ask of it. */
import { type BenchHistory, benchHistories, defaultFloor } from './history/benches.ts'
import { type CaseHistory, caseHistories } from './history/cases.ts'
import { HistoryFile } from './history/database.ts'
import { arms } from './history/store.ts'

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

/** What became of cases and benches, oldest run first. Throws `HarnessError` where there is no history, or none of ours. */
export function historyReport(path: string, question: HistoryQuestion): HistoryReport {
  const { bridges, cases, benches, floor = defaultFloor } = question
  using file = HistoryFile.read(path)
  return file.read((database) => {
    const all = arms(database)
    const named = cases === 'changed' ? null : cases
    const histories = caseHistories(database, all, { bridges, cases: named })
    return {
      cases: cases === 'changed' ? histories.filter(({ spells }) => spells.length > 1) : histories,
      benches: benchHistories(database, all, { bridges, benches, floor }),
    }
  })
}
