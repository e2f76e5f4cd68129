/** Second metrics of a bench: instructions, memory, context switches. Each from hosts of its own. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from 'simple-statistics'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { peakBytes, switchesOf } from '../bridge/processes.ts'
import type { Metric } from '../record/bench-events.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import type { BenchCase } from '../suite/case.ts'
import { BenchError, measureOnce, readyHost } from './measure.ts'

export const metricGroups = ['instructions', 'memory', 'switches'] as const
export type MetricGroup = (typeof metricGroups)[number]

const metricsOf: Record<MetricGroup, readonly Metric[]> = {
  instructions: ['instructions'],
  memory: ['peak-memory'],
  switches: ['voluntary-switches', 'involuntary-switches'],
}

/** Fresh hosts for memory and switches. */
const hosts = 3
/** Of the work whose metrics are taken; cachegrind makes it some 75 times as long. */
const workNs = 20_000_000
/** A host under valgrind starts in seconds and ends slowly. */
const valgrindLimits = { startMs: 300_000, graceMs: 60_000, memoryBytes: 2 ** 32 }
const valgrind = [
  'valgrind',
  '--tool=cachegrind',
  '--cache-sim=no',
  '--branch-sim=no',
  '--cachegrind-out-file=/dev/null',
]

interface Wanted {
  bench: BenchCase
  bridge: ResolvedBridge
  /** Of one operation, as it was measured before. */
  ns: number
  groups: readonly MetricGroup[]
}

type Values = Partial<Record<Metric, number[]>>

/** Emits `MetricMeasured` for each metric that is wanted; with a reason in place of a value where there is none. */
export async function measureMetrics(wanted: Wanted, context: RunContext): Promise<void> {
  for (const group of wanted.groups) {
    if (context.stop.aborted) return
    const reason = await whyNot(group, wanted.bridge, context)
    const taken = reason === null ? await attempt(() => take(group, wanted, context)) : { reason }
    for (const metric of metricsOf[group]) {
      emitOne(metric, taken, wanted, context)
    }
  }
}

function emitOne(
  metric: Metric,
  taken: Values | { reason: string },
  { bench, bridge }: Wanted,
  { emit }: RunContext,
): void {
  const samples = 'reason' in taken ? [] : (taken[metric] ?? [])
  const missing = 'reason' in taken ? taken.reason : 'the system does not tell'
  const said = samples.length === 0 ? { value: null, reason: missing } : { value: median(samples), reason: null }
  emit({ event: 'MetricMeasured', bridge: bridge.name, bench: bench.id, metric, samples, ...said })
}

async function attempt(work: () => Promise<Values>): Promise<Values | { reason: string }> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BenchError)) throw error
    return { reason: error.message }
  }
}

async function whyNot(group: MetricGroup, bridge: ResolvedBridge, { env }: RunContext): Promise<string | null> {
  if (process.platform !== 'linux') return 'only Linux tells it'
  if (group !== 'instructions') return null
  if (bridge.jit) return 'its host compiles code while it runs, and the counts would be of the compiler, too'
  try {
    await promisify(execFile)('valgrind', ['--version'], { env })
    return null
  } catch {
    return 'no valgrind on PATH; on Debian and Ubuntu: apt-get install valgrind'
  }
}

function take(group: MetricGroup, wanted: Wanted, context: RunContext): Promise<Values> {
  if (group === 'instructions') return instructions(wanted, context)
  return group === 'memory' ? memory(wanted, context) : switches(wanted, context)
}

function operations({ ns }: Wanted): number {
  return Math.max(10, Math.round(workNs / ns))
}

async function memory(wanted: Wanted, context: RunContext): Promise<Values> {
  const peaks = await inHosts(wanted, context, async (seat) => {
    await measureOnce(wanted.bench, operations(wanted), seat, context)
    const { pid } = await readyHost(wanted.bench, seat, context)
    return pid === undefined ? null : peakBytes(pid)
  })
  return { 'peak-memory': peaks.filter((bytes) => bytes !== null) }
}

/** More operations less one, so that what an answer costs is not in it; for a thousand operations. */
async function switches(wanted: Wanted, context: RunContext): Promise<Values> {
  const { bench } = wanted
  const count = operations(wanted)
  const seen = await inHosts(wanted, context, async (seat) => {
    const { pid } = await readyHost(bench, seat, context)
    if (pid === undefined) return null
    const before = switchesOf(pid)
    await measureOnce(bench, 1, seat, context)
    const between = switchesOf(pid)
    await measureOnce(bench, count, seat, context)
    const after = switchesOf(pid)
    if (before === null || between === null || after === null) return null
    const grown = (kind: 'voluntary' | 'involuntary') =>
      (Math.max(0, after[kind] - 2 * between[kind] + before[kind]) * 1000) / count
    return { voluntary: grown('voluntary'), involuntary: grown('involuntary') }
  })
  const known = seen.filter((one) => one !== null)
  return {
    'voluntary-switches': known.map(({ voluntary }) => voluntary),
    'involuntary-switches': known.map(({ involuntary }) => involuntary),
  }
}

async function inHosts<T>(wanted: Wanted, context: RunContext, work: (seat: Seat) => Promise<T>): Promise<T[]> {
  const own = { ...context, scratch: mkdtempSync(join(context.scratch, 'metrics-')) }
  const state = new BridgeState(wanted.bridge, own, true)
  const seen: T[] = []
  for (let host = 0; host < hosts && !context.stop.aborted; host += 1) {
    await using seat = new Seat(state, own)
    seen.push(await work(seat))
  }
  return seen
}

/** Of two hosts under cachegrind, one of which makes more operations: starting and ending a host cancels. */
async function instructions(wanted: Wanted, context: RunContext): Promise<Values> {
  const more = operations(wanted)
  const few = await totalInstructions(wanted, 1, context)
  const many = await totalInstructions(wanted, 1 + more, context)
  return few === null || many === null ? {} : { instructions: [(many - few) / more] }
}

async function totalInstructions(
  { bench, bridge }: Wanted,
  count: number,
  context: RunContext,
): Promise<number | null> {
  const scratch = mkdtempSync(join(context.scratch, 'cachegrind-'))
  const log = join(scratch, 'log')
  const [program = '', ...args] = valgrind
  const command: ResolvedBridge['command'] = [program, ...args, `--log-file=${log}`, ...bridge.command]
  const limits = { ...context.limits, ...valgrindLimits }
  const own = { ...context, scratch, limits, timeoutMs: 100 * context.timeoutMs }
  {
    await using seat = new Seat(new BridgeState({ ...bridge, command }, own, true), own)
    await measureOnce(bench, count, seat, own)
  }
  const total = existsSync(log) ? /I\s+refs:\s+([\d,]+)/.exec(readFileSync(log, 'utf8'))?.[1] : undefined
  return total === undefined ? null : Number(total.replaceAll(',', ''))
}
