/** Whether a run can be continued, and what of it is done. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { HarnessError } from '../errors.ts'
import type { RunStarted } from './events.ts'
import type { RunRecord } from './read.ts'

export interface Continuation {
  run: string
  /** Case was finished by the interrupted run. */
  done: (bridge: string, id: string) => boolean
  /** Bridges of which the record already holds what they are. */
  startedBridges: ReadonlySet<string>
  reportedUnused: boolean
}

type Identity = Pick<RunStarted, 'suite' | 'options'>

/** A run that was merged of some of its parts does not know the cases of the others. Throws `HarnessError`. */
export function refuseMerged({ started }: Pick<RunRecord, 'started'>): void {
  const { missing } = started.options
  if (!Array.isArray(missing)) return
  throw new HarnessError('resume-merged', `cannot resume what was merged: ${missing.join('; ')} is not in it`, {
    hint: 'run the missing part, then merge all parts into another folder',
  })
}

/** What was measured under other conditions does not make one run; the differences are named. */
export function continueRun(
  record: RunRecord,
  now: Identity,
  versions: ReadonlyMap<string, string | null>,
): Continuation {
  const differences = [
    ...optionDifferences(record.started.options, now.options),
    ...suiteDifferences(record.started, now),
  ]
  for (const event of record.events) {
    if (event.event !== 'BridgeStarted') continue
    const version = versions.get(event.bridge)
    if (typeof version === 'string' && version !== event.version) {
      differences.push(`${event.bridge} was ${event.version}, now ${version}`)
    }
  }
  if (differences.length > 0) {
    throw new HarnessError('resume-differs', `cannot resume: ${differences.join('; ')}`, {
      hint: 'repeat the command line of the interrupted run with --resume, give --resume alone, or start a new run',
    })
  }
  const done = new Set(
    record.events.flatMap((event) => (event.event === 'CaseFinished' ? [key(event.bridge, event.case)] : [])),
  )
  const bridges = record.events.flatMap((event) => (event.event === 'BridgeStarted' ? [event.bridge] : []))
  return {
    run: record.started.run,
    done: (bridge, id) => done.has(key(bridge, id)),
    startedBridges: new Set(bridges),
    reportedUnused: record.events.some(({ event }) => event === 'KnownFailureUnused'),
  }
}

function key(bridge: string, id: string): string {
  return `${bridge}\0${id}`
}

function optionDifferences(before: RunStarted['options'], now: RunStarted['options']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return names
    .filter((name) => !isDeepStrictEqual(before[name], now[name]))
    .map((name) => `${name} was ${JSON.stringify(before[name])}, now ${JSON.stringify(now[name])}`)
}

function suiteDifferences(before: Identity, now: Identity): string[] {
  if (before.suite.digest === now.suite.digest && before.suite.version === now.suite.version) return []
  return ['the suite has changed']
}
