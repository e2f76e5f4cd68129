/** What decides a run: from the flags of a new one, or from the record of the one that is resumed. */
import { randomInt } from 'node:crypto'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { defaultLimits, type HostLimits } from '../bridge/host.ts'
import { HarnessError } from '../errors.ts'
import type { Selection } from '../plan/filter.ts'
import type { Rounds } from '../plan/plan.ts'
import type { RunRecord } from '../record/read.ts'
import { shard } from '../record/shard.ts'
import { ordinary, type Variant, variant } from '../record/variant.ts'
import { type Level, level } from '../suite/schema.ts'
import { type ShardFlags, shardOf } from './shard-options.ts'

/** As commander gives them; absent when the user did not. */
export interface RunFlags extends ShardFlags {
  suite?: string[]
  suites?: string[]
  path?: string[]
  grep?: string
  level?: Level[]
  timeout?: number
  startTimeout?: number
  memoryLimit?: number
  outputLimit?: number
  isolate?: true
  stress?: Exclude<Variant['stress'], null>
  order?: Variant['order']
  seed?: number
  repeat?: number
  limitedApi?: string | true
  /** Of `proofload stability`. */
  stability?: Stability
  retries?: number
  bail?: true
  lastFailed?: true
  recordProtocol?: true
  /** False: no debugger is asked about crashes. Commander gives true where the user says nothing. */
  backtrace?: boolean
  resume?: true
  jobs?: number
  reporter?: string[]
  out?: string
}

/** Each case so often more in fresh hosts, of which there are at most so many each time. */
interface Stability {
  only: string[]
  fresh: number
  hosts: number | null
}

/** Decides what is run and how it is judged; stands in the record. A resumed run must have the same. */
const runOptions = z.strictObject({
  /** As the user named them. */
  bridges: z.array(z.string()),
  /** Folders of the user's own; empty: those of this checkout. */
  suites: z.array(z.string()),
  /** Folders with extensions of the user's own, absolute. */
  path: z.array(z.string()),
  suite: z.array(z.string()),
  grep: z.string().nullable(),
  level: z.array(level),
  shard: shard.nullable(),
  /** With `--last-failed`: the cases that were unexpected. Of a part by time: its cases, for the durations may be gone when it is resumed. */
  only: z.array(z.string()).nullable(),
  timeoutMs: z.int(),
  startMs: z.int(),
  memoryBytes: z.int(),
  outputBytes: z.int(),
  isolate: z.boolean(),
  variant,
  hosts: z.int().nullable(),
  retries: z.int(),
  bail: z.boolean(),
  /** The protocol is recorded beside the events. */
  protocol: z.boolean().default(false),
})
export type RunOptions = z.infer<typeof runOptions>

/** Oldest CPython that the suite is run on. */
export const defaultLimitedApi = '3.8'
export const defaultBridge = 'bridge-ref'
export const defaultTimeoutMs = 10_000
export const defaultOut = '.proofload'
const megabyte = 2 ** 20

export function eventsPath(flags: Pick<RunFlags, 'out'>): string {
  return join(flags.out ?? defaultOut, 'events.jsonl')
}

/** `before` is the record of the last run, where flags ask for it. */
export function optionsOf(names: readonly string[], flags: RunFlags, before: RunRecord | null): RunOptions {
  if (flags.resume === true && before !== null && isBare(names, flags)) return recordedOptions(before.started)
  const last = lastFailed(flags, before)
  return {
    bridges: names.length > 0 ? [...names] : last.bridges,
    suites: flags.suites ?? last.suites,
    path: (flags.path ?? []).map((folder) => resolve(folder)),
    suite: flags.suite ?? [],
    grep: flags.grep ?? null,
    level: flags.level ?? [],
    shard: shardOf(flags),
    only: last.only,
    timeoutMs: flags.timeout ?? defaultTimeoutMs,
    startMs: flags.startTimeout ?? defaultLimits.startMs,
    memoryBytes: flags.memoryLimit === undefined ? defaultLimits.memoryBytes : flags.memoryLimit * megabyte,
    outputBytes: flags.outputLimit === undefined ? defaultLimits.outputBytes : flags.outputLimit * megabyte,
    isolate: flags.isolate === true,
    variant: variantOf(flags),
    hosts: flags.stability?.hosts ?? null,
    retries: flags.retries ?? 0,
    bail: flags.bail === true,
    protocol: flags.recordProtocol === true,
  }
}

/** A seed is drawn where the order is random and none is given: the record and the first line of the run say which. */
function variantOf({ stress, order, seed, repeat = 1, limitedApi, stability }: RunFlags): Variant {
  const isRandom = order === 'random' || (order === undefined && seed !== undefined)
  return {
    ...ordinary,
    stress: stress ?? null,
    order: isRandom ? 'random' : 'default',
    seed: isRandom ? (seed ?? randomInt(2 ** 31)) : null,
    repeat,
    fresh: stability?.fresh ?? 0,
    limitedApi: limitedApi === true ? defaultLimitedApi : (limitedApi ?? null),
  }
}

export function roundsOf({ variant: { repeat, seed, fresh }, hosts }: RunOptions): Rounds {
  return { repeat, seed, fresh, hosts }
}

export function selectionOf({ suite, grep, level: levels, only }: RunOptions): Selection {
  return { suite, grep, level: levels, only: only === null ? null : new Set(only) }
}

/** A collection for each new object makes a loop of thousands that many times slower, on a host that marks all that is old each time. */
const stressPatience = 10

/** By which time limits of cases are multiplied. */
export function patienceOf({ stress }: Variant): number {
  return stress === null ? 1 : stressPatience
}

export function limitsOf({ startMs, memoryBytes, outputBytes }: RunOptions): HostLimits {
  return { ...defaultLimits, startMs, memoryBytes, outputBytes }
}

/** `--resume` with nothing that decides what is run: the record says all. */
function isBare(names: readonly string[], flags: RunFlags): boolean {
  const { resume: _, out: __, jobs: ___, reporter: ____, backtrace: _____, ...deciding } = flags
  return names.length === 0 && Object.keys(deciding).length === 0
}

/** `--last-failed`: the cases, and where nothing else is said also the bridges and suites, of the last run. */
function lastFailed(flags: RunFlags, before: RunRecord | null): Pick<RunOptions, 'bridges' | 'suites' | 'only'> {
  if (flags.lastFailed !== true || before === null) {
    return { bridges: [defaultBridge], suites: [], only: flags.stability?.only ?? null }
  }
  const { bridges, suites } = recordedOptions(before.started)
  return { bridges, suites, only: unexpectedCases(before) }
}

/** Of a recorded run. Throws `HarnessError` where another Proofload wrote them. */
export function recordedOptions(started: RunRecord['started']): RunOptions {
  const parsed = runOptions.safeParse(started.options)
  if (parsed.success) return parsed.data
  throw new HarnessError('record-foreign', 'the record holds options that this Proofload does not know', {
    hint: 'start a new run',
  })
}

function unexpectedCases({ events }: RunRecord): string[] {
  const failed = events.flatMap((event) => (event.event === 'CaseFinished' && event.unexpected ? [event.case] : []))
  return [...new Set(failed)].sort()
}
