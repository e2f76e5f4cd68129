/** Several records -> the events of one, whose bridges are the columns of the comparison: what reads a record reads a comparison. */
import type { RunEvent, RunStarted } from '#harness/src/record/events.ts'
import { variantFlags } from '#harness/src/record/variant.ts'
import { type CompareColumn, type ComparedRecord, compareColumns, runName, startOf } from './columns.ts'

export interface JoinedRecords {
  columns: CompareColumn[]
  events: RunEvent[]
  /** What a reader must know: records of different suites, of different variants, of different machines. */
  notes: string[]
  /** What the runs were. */
  runs: { name: string; facts: string }[]
}

/** `common`: only cases that are in every record that has cases. `all`: those of any. */
export function joinRecords(records: readonly ComparedRecord[], which: 'common' | 'all'): JoinedRecords {
  const columns = compareColumns(records)
  const starts = records.map(({ events }) => startOf(events))
  const plans = starts.filter(({ cases }) => cases.length > 0)
  const { cases, note } = joinedCases(plans, which)
  const started = joinedStart(starts, cases, columns)
  const kept = new Set(cases.map(({ id }) => id))
  const events = records.flatMap((record, index) => renamed(record, index, { columns, kept }))
  return {
    columns,
    events: [started, ...events],
    notes: [...(note === null ? [] : [note]), ...differences(records, starts)],
    runs: records.map((record) => ({ name: runName(record), facts: factsOf(startOf(record.events)) })),
  }
}

type Planned = RunStarted['cases'][number]

function joinedCases(plans: readonly RunStarted[], which: 'common' | 'all'): { cases: Planned[]; note: string | null } {
  const all = new Map(plans.flatMap(({ cases }) => cases.map((one) => [one.id, one] as const)).toReversed())
  const order = [...new Set(plans.flatMap(({ cases }) => cases.map(({ id }) => id)))]
  const sets = plans.map(({ cases }) => new Set(cases.map(({ id }) => id)))
  const common = order.filter((id) => sets.every((ids) => ids.has(id)))
  const chosen = which === 'all' || common.length === 0 ? order : common
  const cases = chosen.flatMap((id) => all.get(id) ?? [])
  const left = order.length - common.length
  if (which === 'all' || left === 0) return { cases, note: null }
  const note =
    common.length === 0
      ? 'the runs have no case in common'
      : `only cases that every run has are compared: ${common.length}; left out: ${left}`
  return { cases, note }
}

function joinedStart(starts: readonly RunStarted[], cases: Planned[], columns: readonly CompareColumn[]): RunStarted {
  const [first] = starts
  if (first === undefined) throw new Error('there is nothing to compare')
  const alike = new Set(starts.map(({ options }) => variantFlags(options).join(' '))).size === 1
  const variant = first.options['variant']
  const commits = columns.flatMap(({ name, bridge, sources }) => {
    const commit = starts[sources[0]?.record ?? 0]?.commits[bridge]
    return commit === undefined ? [] : [[name, commit] as const]
  })
  return {
    ...first,
    run: starts.map(({ run }) => run).join('+'),
    cases,
    options: {
      bridges: columns.map(({ name }) => name),
      ...(alike && variant !== undefined ? { variant } : {}),
    },
    commits: Object.fromEntries(commits),
  }
}

/** Events of a record under the names of its columns; what is about cases that are left out goes. */
function renamed(
  { events }: ComparedRecord,
  record: number,
  { columns, kept }: { columns: readonly CompareColumn[]; kept: ReadonlySet<string> },
): RunEvent[] {
  const names = new Map(
    columns.flatMap(({ name, sources }) =>
      sources.filter((source) => source.record === record).map(({ bridge }) => [bridge, name] as const),
    ),
  )
  return events.flatMap((event): RunEvent[] => {
    if (event.event === 'SuiteText') return [event]
    if (!('bridge' in event)) return []
    const bridge = names.get(event.bridge) ?? event.bridge
    if (event.event === 'CaseFinished') return kept.has(event.case) ? [{ ...event, bridge }] : []
    if (event.event !== 'BenchFinished') return [{ ...event, bridge }]
    // Rounds of two runs have nothing in common: they must not make pairs.
    const round = event.round.map((number) => number + record * roundsApart)
    return [{ ...event, bridge, round, control: shifted(event.control, record) }]
  })
}

const roundsApart = 1_000_000

function shifted<T extends { round: number[] } | null>(series: T, record: number): T {
  return series === null ? series : { ...series, round: series.round.map((number) => number + record * roundsApart) }
}

function differences(records: readonly ComparedRecord[], starts: readonly RunStarted[]): string[] {
  const say = (what: string, of: (start: RunStarted) => string | null) => {
    const values = starts.map(of)
    const known = values.filter((value) => value !== null)
    if (new Set(known).size < 2) return []
    const parts = records.flatMap((record, index) =>
      values[index] === null ? [] : [`${runName(record)}: ${values[index]}`],
    )
    return [`${what} (${parts.join('; ')})`]
  }
  return [
    ...say('the suites differ', ({ suite, cases }) =>
      cases.length === 0 ? null : `${suite.digest}, ${suite.cases} cases`,
    ),
    ...say('verdicts are by different versions of INTERPRETING.md', ({ suite, cases }) =>
      cases.length === 0 ? null : suite.version,
    ),
    ...say('the variants differ', ({ options, cases }) =>
      cases.length === 0 ? null : variantFlags(options).join(' ') || 'ordinary',
    ),
    ...say('the machines differ', ({ machine }) => `${machine.arch}, ${machine.os}`),
    ...say('the processors differ', ({ machine }) => machine.cpu),
    ...records.flatMap((record) => {
      const how = endText(record.events)
      return how === null ? [] : [`the run ${runName(record)} ${how}`]
    }),
  ]
}

const ends = { complete: null, interrupted: 'was interrupted', bailed: 'stopped at its first unexpected case' }

/** How a run ended that was not through; null for one that was. */
export function endText(events: readonly RunEvent[]): string | null {
  const end = events.findLast(({ event }) => event === 'RunFinished' || event === 'RunResumed')
  return end?.event === 'RunFinished' ? ends[end.outcome] : 'is not finished'
}

function factsOf({ at, suite, cases, options, machine }: RunStarted): string {
  const variant = variantFlags(options)
  return [
    at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
    ...(cases.length === 0 ? [] : [`suite ${suite.version}, ${cases.length} of ${suite.cases} cases, ${suite.digest}`]),
    ...(variant.length === 0 ? [] : [variant.join(' ')]),
    `${machine.os} ${machine.arch}, ${machine.cpus} CPUs`,
  ].join('; ')
}
