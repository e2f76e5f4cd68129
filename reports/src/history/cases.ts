/** What became of cases: since when one fails, and since when one is flaky. */
import type { DatabaseSync } from 'node:sqlite'
import type { Verdict } from '#harness/src/record/verdict.ts'
import { type Interval, intervalOf, isSameState, type Stand, standOf, variantKey } from './stand.ts'
import { type Arm, changedNames, verdictsOf } from './store.ts'
import type { VerdictOfCase } from './tracked-run.ts'

/** Runs in a row with the same verdict. */
interface Spell {
  verdict: Verdict
  unexpected: boolean
  runs: number
  from: Stand
  to: Stand
}

export interface CaseHistory {
  bridge: string
  /** Options of the variant without their seed; empty for ordinary runs. */
  variant: string
  case: string
  /** Oldest first. Runs that skipped it are not in it. */
  spells: Spell[]
  /** `good`: as expected. `bad`: not. `flaky`: a run has said so, or runs of one commit differ. */
  now: 'good' | 'bad' | 'flaky'
  /** Where it became `bad` and has been since; null when it is not, or when no run has seen it good. */
  broke: Interval | null
  /** Where it became `flaky`, if it is now; null when no run has seen it otherwise. */
  flaky: Interval | null
}

export interface CaseSelection {
  bridges: readonly string[] | null
  /** `changed`: those of a series whose verdict is not the same in all its runs; null: all. */
  cases: readonly string[] | 'changed' | null
}

type State = CaseHistory['now']
interface Point {
  arm: Arm
  verdict: VerdictOfCase
}

/** In the order of bridges, then of cases. `arms`: oldest first. */
export function caseHistories(
  database: DatabaseSync,
  arms: readonly Arm[],
  { bridges, cases }: CaseSelection,
): CaseHistory[] {
  const wanted = arms.filter(({ bridge }) => bridges === null || bridges.includes(bridge))
  const series = Map.groupBy(wanted, ({ bridge, variant }) => JSON.stringify([bridge, variantKey(variant)]))
  return [...series.values()].sort(bySeries).flatMap((own) => seriesHistories(database, own, cases))
}

function bySeries([a]: readonly Arm[], [b]: readonly Arm[]): number {
  const [one, other] = [a, b].map((arm) => `${arm?.bridge}\0${variantKey(arm?.variant ?? [])}`)
  return (one ?? '') < (other ?? '') ? -1 : 1
}

function seriesHistories(database: DatabaseSync, own: readonly Arm[], cases: CaseSelection['cases']): CaseHistory[] {
  const only =
    cases === 'changed'
      ? changedNames(
          database,
          own.map(({ id }) => id),
        )
      : cases
  const byCase = new Map<string, Point[]>()
  for (const arm of own) {
    for (const [name, verdict] of verdictsOf(database, arm.id, only)) {
      if (verdict.verdict === 'skipped') continue
      const points = byCase.get(name)
      if (points === undefined) byCase.set(name, [{ arm, verdict }])
      else points.push({ arm, verdict })
    }
  }
  const names = [...byCase.keys()].sort()
  return names.flatMap((name) => historyOf(name, byCase.get(name) ?? []) ?? [])
}

function historyOf(name: string, points: readonly Point[]): CaseHistory | null {
  const last = points.at(-1)
  if (last === undefined) return null
  const states = statesOf(points)
  const now = states.at(-1) ?? 'good'
  return {
    bridge: last.arm.bridge,
    variant: variantKey(last.arm.variant),
    case: name,
    spells: spellsOf(points),
    now,
    broke: now === 'bad' ? lastChange(points, states) : null,
    flaky: now === 'flaky' ? lastChange(points, states) : null,
  }
}

/** A state of the bridge at which runs differ is flaky as a whole. */
function statesOf(points: readonly Point[]): State[] {
  const single = points.map(({ verdict }) => stateOf(verdict))
  const states: State[] = []
  for (let from = 0; from < points.length; ) {
    const to = endOfState(points, from)
    const own = single.slice(from, to)
    const isMixed = own.some((state) => state !== own[0])
    states.push(...(isMixed ? own.map((): State => 'flaky') : own))
    from = to
  }
  return states
}

/** Runs of one state of the bridge stand next to each other: they are in the order of commits. */
function endOfState(points: readonly Point[], from: number): number {
  const first = points[from]
  let to = from + 1
  while (first !== undefined) {
    const next = points[to]
    if (next === undefined || !isSameState(first.arm, next.arm)) break
    to += 1
  }
  return to
}

/** A known failure that passes is unexpected, but nothing broke. */
function stateOf({ verdict, unexpected }: VerdictOfCase): State {
  if (!unexpected || verdict === 'pass') return 'good'
  return verdict === 'flaky' ? 'flaky' : 'bad'
}

/** Where the last state began; null when it always was so. */
function lastChange(points: readonly Point[], states: readonly State[]): Interval | null {
  const before = states.findLastIndex((state) => state !== states.at(-1))
  const [last, first] = [points[before], points[before + 1]]
  return last === undefined || first === undefined ? null : intervalOf(standOf(last.arm), standOf(first.arm))
}

function spellsOf(points: readonly Point[]): Spell[] {
  const spells: Spell[] = []
  for (const { arm, verdict: seen } of points) {
    const { verdict, unexpected } = seen
    const current = spells.at(-1)
    if (current?.verdict === verdict && current.unexpected === unexpected) {
      current.runs += 1
      current.to = standOf(arm)
    } else {
      spells.push({ verdict, unexpected, runs: 1, from: standOf(arm), to: standOf(arm) })
    }
  }
  return spells
}
