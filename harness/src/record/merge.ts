/**
 * Records of parts of a run, put together into one. Pure. Only what was measured and judged alike makes one record: the same suite,
 * Proofload, variant, limits, and for each bridge the same version. What differs is refused, with the names of both records.
 */
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { HarnessError } from '../errors.ts'
import type { CaseFinished, RunEvent, RunStarted } from './events.ts'
import type { RunRecord } from './read.ts'
import { type Shard, shard } from './shard.ts'
import { variantFlags } from './variant.ts'

/** A record and what messages call it. */
export interface Part extends Pick<RunRecord, 'started' | 'events'> {
  name: string
}

export interface Merged {
  events: RunEvent[]
  /** Parts that are in none of the records: `part 2 of 3 on pypy3`. */
  missing: string[]
  /** Cases of a bridge that more than one record has, with the same verdict. */
  overlaps: number
}

/** What a run was told that changes no verdict of a case that it ran. */
const harmless: ReadonlySet<string> = new Set([
  'bridges',
  'shard',
  'only',
  'suite',
  'grep',
  'level',
  'suites',
  'path',
  'bail',
  'protocol',
])

/** The result does not depend on the order of the records. Throws `HarnessError` for records that do not belong together. */
export function mergeRecords(records: readonly Part[]): Merged {
  const parts = records.toSorted((a, b) => compareText(sortKey(a), sortKey(b)))
  const [first, ...others] = parts
  if (first === undefined) throw new Error('nothing to merge')
  for (const part of parts) refuseBenches(part)
  for (const part of others) refuseOther(first, part)
  const missing = missingParts(parts)
  const { finished, overlaps } = verdictsOf(parts)
  const body = bodyOf(parts)
  const events = [startedOf(parts, missing), ...body, ...finished, finishedOf(parts, missing.length === 0)]
  return { events, missing, overlaps }
}

function sortKey({ started }: Part): string {
  const { index = 0 } = shardOf(started) ?? {}
  return JSON.stringify([bridgesOf(started), String(index).padStart(6, '0'), started.run])
}

function refuseBenches({ name, events }: Part): void {
  if (!events.some(({ event }) => event === 'BenchFinished')) return
  throw new HarnessError(
    'merge-differs',
    `${name} is a record of throughput: samples of different runs make no series`,
    {
      hint: '`proofload track` keeps them side by side',
    },
  )
}

function refuseOther(first: Part, part: Part): void {
  const [a, b] = [first.started, part.started]
  const differences: [string, unknown, unknown][] = [
    ['suite version', a.suite.version, b.suite.version],
    ['suite', a.suite.digest, b.suite.digest],
    ['Proofload', a.proofload, b.proofload],
    ['variant', variantFlags(a.options).join(' ') || 'none', variantFlags(b.options).join(' ') || 'none'],
    ...[...new Set([...Object.keys(a.options), ...Object.keys(b.options)])]
      .filter((option) => !harmless.has(option))
      .map((option): [string, unknown, unknown] => [`option ${option}`, a.options[option], b.options[option]]),
    ...Object.keys(a.commits)
      .filter((bridge) => bridge in b.commits)
      .map((bridge): [string, unknown, unknown] => [`commit of ${bridge}`, a.commits[bridge], b.commits[bridge]]),
  ]
  const other = differences.find(([, before, now]) => !isDeepStrictEqual(before, now))
  if (other === undefined) return
  const [what, before, now] = other
  throw new HarnessError(
    'merge-differs',
    `${part.name} is of another ${what}: ${shown(now)}; ${first.name}: ${shown(before)}`,
    {
      hint: 'merge what was run alike; `proofload compare` sets different runs side by side',
    },
  )
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Of each group of parts that were cut alike, those that are in no record. */
function missingParts(parts: readonly Part[]): string[] {
  const groups = Map.groupBy(parts, ({ started }) => {
    const cut = shardOf(started)
    return cut === null ? '' : JSON.stringify([bridgesOf(started), cut.count, cut.by])
  })
  return [...groups].flatMap(([key, group]) => (key === '' ? [] : missingOf(group)))
}

function missingOf(group: readonly Part[]): string[] {
  const [first] = group
  const cut = first === undefined ? null : shardOf(first.started)
  if (first === undefined || cut === null) return []
  for (const { name, started } of group) {
    const { of, durations } = shardOf(started) ?? cut
    if (of === cut.of && durations === cut.durations) continue
    throw new HarnessError(
      'merge-differs',
      `${name} is a part of other cases than ${first.name}, or cut by other durations`,
      {
        hint: 'the same selection and the same --durations for all parts',
      },
    )
  }
  const there = new Set(group.map(({ started }) => shardOf(started)?.index))
  const indices = Array.from({ length: cut.count }, (_, at) => at + 1).filter((index) => !there.has(index))
  return indices.map((index) => `part ${index} of ${cut.count} on ${bridgesOf(first.started).join(', ')}`)
}

interface Verdict {
  part: Part
  event: CaseFinished
}

function verdictsOf(parts: readonly Part[]): { finished: CaseFinished[]; overlaps: number } {
  const byKey = new Map<string, Verdict>()
  let overlaps = 0
  for (const part of parts) {
    for (const event of lastWords(part)) {
      const key = `${event.bridge}\0${event.case}`
      const before = byKey.get(key)
      if (before === undefined) byKey.set(key, { part, event })
      else {
        refuseOtherVerdict(before, { part, event })
        overlaps += 1
      }
    }
  }
  return { finished: [...byKey.values()].map(({ event }) => event), overlaps }
}

/** A resumed run may have said something of a case twice. */
function lastWords({ events }: Part): Iterable<CaseFinished> {
  const finished = events.filter((event) => event.event === 'CaseFinished')
  return new Map(finished.map((event) => [`${event.bridge}\0${event.case}`, event])).values()
}

function refuseOtherVerdict(before: Verdict, now: Verdict): void {
  if (before.event.verdict === now.event.verdict) return
  const { case: id, bridge } = now.event
  throw new HarnessError(
    'merge-contradicts',
    `${id} on ${bridge} is ${before.event.verdict} in ${before.part.name} and ${now.event.verdict} in ${now.part.name}`,
    { hint: `\`proofload run ${bridge} --suite ${id} --repeat 20\` shows whether it is flaky; merge one of the two` },
  )
}

/** All that is neither a case's end nor the run's beginning or end; what several parts say alike, once. */
function bodyOf(parts: readonly Part[]): RunEvent[] {
  const once = new Map<string, { part: Part; event: RunEvent }>()
  const others: RunEvent[] = []
  for (const part of parts) {
    for (const event of part.events) {
      const key = sharedKey(event)
      if (key === undefined) continue
      if (key === null) others.push(event)
      else if (!once.has(key)) once.set(key, { part, event })
      else refuseOtherBridge(once.get(key), { part, event })
    }
  }
  return [...[...once.values()].map(({ event }) => event), ...others]
}

/** What makes an event the same in all parts. Null: it is of its part alone. Undefined: it is merged elsewhere. */
function sharedKey(event: RunEvent): string | null | undefined {
  switch (event.event) {
    case 'RunStarted':
    case 'RunResumed':
    case 'RunFinished':
    case 'CaseFinished':
      return undefined
    case 'BridgeStarted':
      return `${event.event} ${event.bridge}`
    case 'KnownFailureUnused':
      return `${event.event} ${event.bridge} ${event.case}`
    case 'SuiteText':
      return `${event.event} ${event.kind} ${event.name}`
    default:
      return null
  }
}

function refuseOtherBridge(
  before: { part: Part; event: RunEvent } | undefined,
  now: { part: Part; event: RunEvent },
): void {
  if (before?.event.event !== 'BridgeStarted' || now.event.event !== 'BridgeStarted') return
  const [a, b] = [before.event, now.event]
  if (isDeepStrictEqual(a, b)) return
  const told = ({ implementation, version, python, capabilities }: typeof a): string =>
    a.version === b.version ? JSON.stringify({ implementation, python, capabilities }) : `${implementation} ${version}`
  throw new HarnessError(
    'merge-differs',
    `${now.part.name} is of another ${b.bridge}: ${told(b)}; ${before.part.name}: ${told(a)}`,
    { hint: 'merge what was run on the same version' },
  )
}

function startedOf(parts: readonly Part[], missing: readonly string[]): RunStarted {
  const [first] = parts
  if (first === undefined) throw new Error('nothing to merge')
  const { started } = first
  // A part by itself, mended, goes on being that part.
  if (parts.length === 1) return started
  const planned = new Map(parts.flatMap((part) => part.started.cases.map((one) => [one.id, one])))
  const cases = [...planned.values()].sort(comparePlaces)
  const bridges = [...new Set(parts.flatMap((part) => bridgesOf(part.started)))]
  const runs = parts.map((part) => part.started.run).sort()
  const isAlike = parts.every(({ started: { options } }) =>
    ['suite', 'grep', 'level', 'suites', 'path'].every((name) =>
      isDeepStrictEqual(options[name], started.options[name]),
    ),
  )
  // Else the cases are all that still says what was selected: whoever resumes the merged run finishes these.
  const selection =
    missing.length === 0 && isAlike && parts.every((part) => isSelectedByOptions(part.started))
      ? { only: null }
      : { suite: [], grep: null, level: [], only: cases.map(({ id }) => id) }
  return {
    ...started,
    run: createHash('sha256').update(runs.join(' ')).digest('hex').slice(0, 16),
    at: parts.map((part) => part.started.at).sort()[0] ?? started.at,
    cases,
    options: {
      ...started.options,
      ...selection,
      bridges,
      shard: null,
      ...(missing.length === 0 ? {} : { missing: [...missing] }),
    },
    commits: Object.assign({}, ...parts.map((part) => part.started.commits)),
  }
}

/** Not by a list of ids, but for that of a part by time. */
function isSelectedByOptions(started: RunStarted): boolean {
  return (started.options['only'] ?? null) === null || shardOf(started)?.by === 'time'
}

function finishedOf(parts: readonly Part[], isWhole: boolean): RunEvent {
  const ends = parts.map(({ events }) => events.filter((event) => event.event === 'RunFinished'))
  const last = ends.flatMap((ofPart) => ofPart.at(-1) ?? [])
  const isComplete = isWhole && last.length === parts.length && last.every(({ outcome }) => outcome === 'complete')
  return {
    event: 'RunFinished',
    at:
      last
        .map(({ at }) => at)
        .sort()
        .at(-1) ??
      parts[0]?.started.at ??
      '',
    // All the machines' time together.
    durationMs: ends.flat().reduce((sum, { durationMs }) => sum + durationMs, 0),
    outcome: isComplete ? 'complete' : last.some(({ outcome }) => outcome === 'bailed') ? 'bailed' : 'interrupted',
  }
}

/** As they were asked for. */
export function bridgesOf({ options }: RunStarted): string[] {
  const { bridges } = options
  return Array.isArray(bridges) ? bridges.filter((name) => typeof name === 'string') : []
}

function shardOf({ options }: RunStarted): Shard | null {
  return shard.safeParse(options['shard']).data ?? null
}

type Planned = RunStarted['cases'][number]

/** The order of the suite, but for cases of one row, which stay in the order of the parts. */
function comparePlaces({ place: a }: Planned, { place: b }: Planned): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
