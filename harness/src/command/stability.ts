/** `proofload stability`: cases many times in one host and in fresh ones, in random order; one whose verdicts differ fails. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadCapi } from '../capi/load.ts'
import { exitStatus } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { type Change, changedCases, chooseChanged, type State } from '../plan/changed.ts'
import { selectCases } from '../plan/filter.ts'
import type { Case } from '../suite/case.ts'
import { readSuite } from '../suite/load.ts'
import { counted } from './counted.ts'
import { baseRevision, commitOf, withSuitesAt } from './revision.ts'
import { run } from './run.ts'
import type { RunFlags } from './run-options.ts'
import { readSuites } from './suites.ts'

export interface StabilityFlags
  extends Pick<RunFlags, 'suite' | 'suites' | 'grep' | 'level' | 'seed' | 'jobs' | 'out' | 'timeout'> {
  /** `true`: since the commit that {@link baseRevision} finds. */
  changedSince?: string | true
  repeat?: number
  fresh?: number
  hosts?: number
  most?: number
}

export const defaultStabilityOut = join('.proofload', 'stability')
export const defaultRepeat = 10
export const defaultFresh = 5

/** Answers the exit status. */
export async function stability(
  names: readonly string[],
  flags: StabilityFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const { changedSince, most, repeat = defaultRepeat, fresh = defaultFresh, hosts, ...others } = flags
  const chosen = choose(flags, around, out)
  if (chosen.length === 0) return exitStatus.asExpected
  return await run(
    names,
    {
      ...others,
      out: flags.out ?? defaultStabilityOut,
      order: 'random',
      repeat,
      stability: { only: chosen, fresh, hosts: hosts ?? null },
    },
    around,
    out,
  )
}

/** The ids of the cases, at most so many; what is left out is said. */
function choose(
  { changedSince, most, ...flags }: StabilityFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): string[] {
  const { suite = [], suites = [], grep = null, level = [] } = flags
  const selected = selectCases(readSuites(suites, around).suite.cases, { suite, grep, level, only: null })
  const salt = changedSince === undefined ? '' : (revisionOf(changedSince, around) ?? '')
  if (changedSince !== undefined && salt === '') {
    out.write(
      '! nothing was compared: this checkout has no origin and no commit before this one; PROOFLOAD_BASE names another\n',
    )
    return []
  }
  const changes = changedSince === undefined ? allOf(selected) : changesSince(salt, selected, around)
  const since = changedSince === undefined ? '' : ` since ${salt.slice(0, 12)}`
  if (changedSince !== undefined) out.write(`${describe(changes)}${since}\n`)
  const chosen = chooseChanged(changes, most ?? Number.POSITIVE_INFINITY, salt)
  if (chosen.length < changes.size) {
    out.write(`! ${counted(chosen.length, 'case')} of these ${changes.size} are tried, as --most says\n`)
  }
  return chosen
}

function revisionOf(changedSince: string | true, { env }: Surroundings): string | null {
  return changedSince === true ? baseRevision(env) : commitOf(changedSince, env)
}

function allOf(cases: readonly Case[]): Map<Case['id'], Change> {
  return new Map(cases.map(({ id }) => [id, 'new']))
}

/** Of the selected cases. What is wrong in the old suite, by today's rules, is left out: its cases count as new. */
function changesSince(commit: string, selected: readonly Case[], around: Surroundings): Map<Case['id'], Change> {
  const source = (path: string): string => readFileSync(path, 'utf8')
  const now: State = { ...readSuites([], around), source }
  const changes = withSuitesAt(commit, (suites) => {
    const capi = loadCapi(join(suites, 'capi'))
    return changedCases({ suite: readSuite([suites], { capi }).suite, capi, source }, now)
  })
  const wanted = new Set(selected.map(({ id }) => id))
  return new Map([...changes].filter(([id]) => wanted.has(id)))
}

function describe(changes: ReadonlyMap<string, Change>): string {
  const count = (which: Change): number => [...changes.values()].filter((change) => change === which).length
  if (changes.size === 0) return 'no case is new or changed'
  return `${counted(count('new'), 'new case')}, ${count('changed')} changed, ${count('probe')} whose probe has changed`
}
