/** What the history keeps of a recorded run; also one line of an export. */
import { z } from 'zod'
import { series } from '#harness/src/record/bench-events.ts'
import { commit, type RunEvent } from '#harness/src/record/events.ts'
import { machine } from '#harness/src/record/machine.ts'
import type { RunRecord } from '#harness/src/record/read.ts'
import { variantFlags } from '#harness/src/record/variant.ts'
import { verdict } from '#harness/src/record/verdict.ts'

const verdictOfCase = z.strictObject({ verdict, expected: verdict, unexpected: z.boolean() })

const trackedBench = z.strictObject({
  bench: z.string(),
  title: z.string(),
  iterations: z.int(),
  /** Nanoseconds for one operation, raw, in the order they were taken, each with its round. */
  samples: z.array(z.number()),
  round: z.array(z.int()),
  /** The control benchmark in the same rounds; null where it was not measured. */
  control: series.nullable(),
  /** Why it could not be measured. */
  error: z.string().nullable(),
})

const trackedBridge = z.strictObject({
  bridge: z.string(),
  /** Null for a bridge that did not start. */
  version: z.string().nullable(),
  /** `at` is null where it was given by name and is not in the checkout at hand. */
  commit: commit.extend({ at: z.string().nullable() }).nullable(),
  /** By case. `"pass"` stands for a case that passed and was expected to. */
  verdicts: z.record(z.string(), z.union([z.literal('pass'), verdictOfCase])),
  benches: z.array(trackedBench),
})

export const trackedRun = z.strictObject({
  run: z.string(),
  /** ISO 8601. */
  at: z.string(),
  proofload: z.string(),
  suite: z.strictObject({ version: z.string(), digest: z.string(), cases: z.int() }),
  /** The options that make another run of the same variant; empty for an ordinary one. */
  variant: z.array(z.string()),
  machine,
  outcome: z.enum(['complete', 'interrupted', 'bailed', 'unfinished']),
  /** Of the record. Of two states of one run the one with more is the later. */
  events: z.int(),
  bridges: z.array(trackedBridge),
})

export type VerdictOfCase = z.infer<typeof verdictOfCase>
export type TrackedBench = z.infer<typeof trackedBench>
export type TrackedBridge = z.infer<typeof trackedBridge>
export type TrackedRun = z.infer<typeof trackedRun>

/** What is kept of a record, also of one that is not finished. */
export function trackedRunOf({ started, events }: RunRecord): TrackedRun {
  const { run, at, proofload, suite, machine: on, options, commits } = started
  // What the gate measured only to compare with is no bridge of its own, and nobody would find it under its name.
  const bases = new Set(events.flatMap((event) => (event.event === 'BenchGated' ? [event.base] : [])))
  const byBridge = Map.groupBy(
    events.filter((event) => 'bridge' in event).filter(({ bridge }) => !bases.has(bridge)),
    ({ bridge }) => bridge,
  )
  const last = events.findLast(({ event }) => event === 'RunFinished' || event === 'RunResumed')
  return {
    run,
    at,
    proofload,
    suite,
    // The gate's samples are short and of fresh hosts: with those of a measurement they make no series.
    variant: [...variantFlags(options), ...(bases.size > 0 ? ['--against'] : [])],
    machine: on,
    outcome: last?.event === 'RunFinished' ? last.outcome : 'unfinished',
    events: events.length,
    bridges: [...byBridge]
      .map(([bridge, own]) => trackedBridgeOf(bridge, own, commits[bridge] ?? null))
      .sort((a, b) => (a.bridge < b.bridge ? -1 : 1)),
  }
}

function trackedBridgeOf(bridge: string, own: readonly RunEvent[], at: TrackedBridge['commit']): TrackedBridge {
  // A resumed run may repeat a case, and a bench: the last word counts.
  const verdicts = own.flatMap((event) =>
    event.event === 'CaseFinished' ? [[event.case, shortened(event)] as const] : [],
  )
  const benches = own.flatMap((event) => {
    if (event.event !== 'BenchFinished') return []
    const { bench, title, iterations, samples, round, control, error } = event
    return [[bench, { bench, title, iterations, samples, round, control, error }] as const]
  })
  return {
    bridge,
    version: own.findLast((event) => event.event === 'BridgeStarted')?.version ?? null,
    commit: at,
    verdicts: Object.fromEntries(verdicts),
    benches: [...new Map(benches).values()],
  }
}

/** `"pass"` where it passed and was expected to. */
export function shortened({ verdict: seen, expected, unexpected }: VerdictOfCase): TrackedBridge['verdicts'][string] {
  return seen === 'pass' && expected === 'pass' && !unexpected ? 'pass' : { verdict: seen, expected, unexpected }
}

/** The long form of what `"pass"` stands for. */
export function lengthened(short: TrackedBridge['verdicts'][string]): VerdictOfCase {
  return short === 'pass' ? { verdict: 'pass', expected: 'pass', unexpected: false } : short
}
