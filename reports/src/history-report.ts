/** What a report shows of a history: `history/` finds it in the database, and nothing here knows that there is one. */
import type { Verdict } from '#harness/src/record/verdict.ts'

/** A run as it was of one bridge. */
export interface HistoryStand {
  /** ISO 8601. */
  at: string
  version: string | null
  commit: { id: string; dirty: boolean } | null
}

/** What lies between the last run before a change and the first after it. */
export interface HistoryInterval {
  last: HistoryStand
  first: HistoryStand
  versionChanged: boolean
  suiteChanged: boolean
}

export interface HistoryBench {
  bridge: string
  variant: string
  bench: string
  title: string
  /** By the control benchmark of the same rounds; else values are nanoseconds. */
  normalised: boolean
  /** Oldest first. */
  points: readonly { stand: HistoryStand; nanoseconds: number; value: number }[]
  /** `index`: of the first point of the new level; `size` 0.05: takes 5 % longer since, with its 95 % interval. */
  changes: readonly { index: number; interval: HistoryInterval; size: number; low: number; high: number; p: number }[]
}

export interface HistoryCase {
  bridge: string
  variant: string
  case: string
  /** Oldest first. */
  spells: readonly { verdict: Verdict; unexpected: boolean; runs: number; from: HistoryStand; to: HistoryStand }[]
  now: 'good' | 'bad' | 'flaky'
  broke: HistoryInterval | null
  flaky: HistoryInterval | null
}

/** What the page shows of a history, in the order in which it is shown. */
export interface HistoryReport {
  benches: readonly HistoryBench[]
  cases: readonly HistoryCase[]
}
