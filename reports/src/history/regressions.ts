/** What got worse and still is: cases that broke, cases that became flaky, benches that became slower. Pure. */
import { HarnessError } from '#harness/src/errors.ts'
import type { BenchChange, BenchHistory } from './benches.ts'
import type { CaseHistory } from './cases.ts'
import type { Interval, Stand } from './stand.ts'

export interface BrokenCase {
  bridge: string
  variant: string
  case: string
  /** As it is now. */
  verdict: string
  interval: Interval
}

export interface SlowerBench extends Pick<BenchHistory, 'bridge' | 'variant' | 'bench' | 'machine' | 'normalised'> {
  change: BenchChange
}

export interface Regressions {
  broken: BrokenCase[]
  flaky: BrokenCase[]
  slower: SlowerBench[]
}

/** From when on: a change counts when its first run is later. */
export type Since = (interval: Interval) => boolean

export function regressionsIn(
  { cases, benches }: { cases: readonly CaseHistory[]; benches: readonly BenchHistory[] },
  since: Since,
): Regressions {
  return {
    broken: cases.flatMap((one) => worse(one, one.broke)).filter(({ interval }) => since(interval)),
    flaky: cases.flatMap((one) => worse(one, one.flaky)).filter(({ interval }) => since(interval)),
    slower: benches.flatMap(slower).filter(({ change }) => since(change.interval)),
  }
}

function worse({ bridge, variant, case: id, spells }: CaseHistory, interval: Interval | null): BrokenCase[] {
  return interval === null ? [] : [{ bridge, variant, case: id, verdict: spells.at(-1)?.verdict ?? '', interval }]
}

function slower({ bridge, variant, bench, machine, normalised, changes, regressions }: BenchHistory): SlowerBench[] {
  return regressions.flatMap((at) => {
    const change = changes[at]
    return change === undefined ? [] : [{ bridge, variant, bench, machine, normalised, change }]
  })
}

const date = /^\d{4}-\d{2}-\d{2}/

/** `text`: a date, or the beginning of a commit's or of a run's name in the history; null is always. Throws `since-unknown`. */
export function sinceOf(text: string | null, stands: readonly Stand[]): Since {
  if (text === null) return () => true
  const last = stands.findLastIndex(({ run, commit }) => commit?.id.startsWith(text) === true || run.startsWith(text))
  if (last !== -1) {
    const later = new Set(stands.slice(last + 1).map(({ run }) => run))
    return ({ first }) => later.has(first.run)
  }
  const from = date.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(from)) return ({ first }) => Date.parse(first.commit?.at ?? first.at) >= from
  throw new HarnessError('since-unknown', `--since ${text} is no date, and no commit or run of the history`, {
    hint: 'a date is written 2026-11-23; `proofload history` lists the runs and their commits',
  })
}
