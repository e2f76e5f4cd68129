/** What `bench` in all its forms needs: the benches, their probes compiled, a record, and hosts that an interrupt ends. */

import { buildControl } from '../bench/control.ts'
import type { MetricGroup } from '../bench/metrics.ts'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { defaultLimits } from '../bridge/host.ts'
import type { Capi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import { defaultJobs, type Surroundings } from '../options.ts'
import { skipReason } from '../plan/applicability.ts'
import { selectCases } from '../plan/filter.ts'
import { type Compiler, findCompiler } from '../probe/toolchain.ts'
import { type Corpus, corpusEnvironment, findCorpus } from '../real/corpus.ts'
import type { RunEvent } from '../record/events.ts'
import { planBuilds, prepareBridge } from '../run/builds.ts'
import type { RunContext } from '../run/context.ts'
import { statusOf, watchInterrupts } from '../run/interrupt.ts'
import { endSurvivors, inSession } from '../run/session.ts'
import type { BenchCase, Suite } from '../suite/case.ts'
import { counted } from './counted.ts'

export interface SessionFlags {
  suite?: string[]
  suites?: string[]
  grep?: string
  timeout?: number
  jobs?: number
  warmup?: boolean
  metrics?: MetricGroup[]
}

export interface BenchSession {
  suite: Suite
  capi: Capi
  benches: readonly BenchCase[]
  bridges: readonly ResolvedBridge[]
  flags: SessionFlags
  around: Surroundings
}

/** A session whose bridges, compiler and control benchmark are there. */
export interface PreparedSession extends BenchSession {
  compiler: Compiler
  extensions: Corpus
  /** Path of the control benchmark's program. */
  controlPath: string
}

/** Of one record. */
export interface Recording {
  /** Marks every process. */
  run: string
  emit: (event: RunEvent) => void
}

const defaultBenchTimeoutMs = 60_000

/** What is measured beside times. */
export function moreOf({ warmup, metrics }: SessionFlags): { warmup: boolean; metrics: MetricGroup[] } {
  return { warmup: warmup ?? true, metrics: metrics ?? [] }
}

/** The benches that the options choose. Throws `nothing-selected`. */
export function selectBenches(suite: Suite, { suite: expressions, grep }: SessionFlags): BenchCase[] {
  const selection = { suite: expressions ?? [], grep: grep ?? null, level: [], only: null }
  return selectCases(
    suite.benches.map((one) => ({ ...one, level: 'documented' as const })),
    selection,
    'bench',
  )
}

/** What can be wrong with the machine is found here, before a record of an earlier run is replaced. */
export async function prepareSession(session: BenchSession): Promise<PreparedSession> {
  const { env, places } = session.around
  const extensions = await findCorpus(places)
  const compiler = await findCompiler(env)
  const controlPath = await buildControl(compiler, places.cacheFolder, env)
  for (const bridge of session.bridges) await prepareBridge(bridge, env)
  return { ...session, compiler, extensions, controlPath }
}

/** Ends with `RunFinished`. `status`: that of an interrupt, or null. */
export async function inBenchSession<T>(
  session: PreparedSession,
  { run, emit }: Recording,
  work: (context: RunContext) => Promise<T>,
): Promise<{ result: T; status: number | null }> {
  const { suite, capi, compiler, benches, bridges, extensions, flags, around } = session
  const { env, places } = around
  const began = performance.now()
  const hostEnv = benches.some(({ modules }) => modules.length > 0) ? corpusEnvironment(extensions, env) : env
  const setup = { capi, compiler, cacheFolder: places.cacheFolder, env, limited: null }
  const builds = planBuilds(wantedOf(benches, bridges, extensions), suite.probes, setup)
  const stop = new AbortController()
  using interrupts = watchInterrupts(
    () => stop.abort(),
    () => endSurvivors(run),
  )
  // All probes first: a compiler beside a measurement would be part of it.
  await builds.run(flags.jobs ?? defaultJobs, emit, stop.signal)
  const limit = { timeoutMs: flags.timeout ?? defaultBenchTimeoutMs, patience: 1, limitedApi: null, isStarving: false }
  const shared = { run, ...limit, retries: 0, emit, env: hostEnv, built: builds.built, limits: defaultLimits }
  const result = await inSession({ ...shared, stop: stop.signal }, work)
  emit({
    event: 'RunFinished',
    at: new Date().toISOString(),
    durationMs: Math.round(performance.now() - began),
    outcome: interrupts.seen === null ? 'complete' : 'interrupted',
  })
  return { result, status: interrupts.seen === null ? null : statusOf(interrupts.seen) }
}

/** Throws where none of the benches can be measured: what found nothing to do must not end as if all were well. */
export function refuseNone(
  benches: readonly BenchCase[],
  { among, why }: { among: readonly BenchCase[]; why: (bench: BenchCase) => string | null },
): void {
  if (benches.length > 0) return
  const reasons = [...new Set(among.flatMap((bench) => why(bench) ?? []))]
  throw new HarnessError(
    'nothing-applies',
    `${counted(among.length, 'bench', 'benches')} selected, and none can be measured`,
    {
      hint: reasons.slice(0, 3).join('; '),
    },
  )
}

function wantedOf(benches: readonly BenchCase[], bridges: readonly ResolvedBridge[], corpus: Corpus) {
  return bridges.flatMap((bridge) =>
    benches
      .filter((bench) => skipReason({ ...bench, versions: null }, bridge, corpus) === null)
      .map(({ probe }) => ({ bridge, probe })),
  )
}
