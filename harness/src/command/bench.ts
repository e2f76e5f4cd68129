/** `proofload bench`: throughput of bridges, interleaved, compared as ratios. */
import { dirname, join } from 'node:path'
import { renderSummary, summaryOptions } from '#reports/src/summary.ts'
import { writeReports } from '#reports/src/write.ts'
import { type BenchOptions, runBenches } from '../bench/run-benches.ts'
import { commitsOf } from '../bridge/checkout.ts'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import { defaultLimits } from '../bridge/host.ts'
import type { Capi } from '../capi/load.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import { defaultJobs, type Surroundings } from '../options.ts'
import { skipReason } from '../plan/applicability.ts'
import { selectCases } from '../plan/filter.ts'
import { findCompiler } from '../probe/toolchain.ts'
import { type Corpus, corpusEnvironment, findCorpus } from '../real/corpus.ts'
import type { RunEvent } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { readRecord } from '../record/read.ts'
import { RecordWriter } from '../record/write.ts'
import { planBuilds, prepareBridge } from '../run/builds.ts'
import { statusOf, watchInterrupts } from '../run/interrupt.ts'
import { endSurvivors, inSession } from '../run/session.ts'
import type { BenchCase, Suite } from '../suite/case.ts'
import { counted } from './counted.ts'
import { defaultBridge } from './run-options.ts'
import { runStarted } from './run-started.ts'
import { bridgesFolder, readSuites } from './suites.ts'

export interface BenchFlags {
  suite?: string[]
  suites?: string[]
  grep?: string
  base?: string
  rounds?: number
  samples?: number
  seed?: number
  timeout?: number
  jobs?: number
  out?: string
}

/** Beside the record of the last run, not in its place. */
export const defaultBenchOut = join('.proofload', 'bench')
/** A ratio's interval comes from its rounds. */
export const defaultRounds = 12
export const defaultSamples = 3
const defaultSeed = 1
const defaultBenchTimeoutMs = 60_000

/** Answers the exit status. */
export async function bench(
  names: readonly string[],
  flags: BenchFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const path = join(flags.out ?? defaultBenchOut, 'events.jsonl')
  using _ = lockFolder(dirname(path))
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const benches = select(suite, flags)
  const bridges = await resolveBridges(names.length === 0 ? [defaultBridge] : names, bridgesFolder, around.places)
  const base = flags.base === undefined ? null : await baseOf(flags.base, bridges, around)
  const options = {
    rounds: flags.rounds ?? defaultRounds,
    samples: flags.samples ?? defaultSamples,
    seed: flags.seed ?? defaultSeed,
  }
  const selection = { suites: flags.suites ?? [], suite: flags.suite ?? [], grep: flags.grep ?? null, base }
  const commits = commitsOf(bridges, around.env)
  const decided = { bridges: bridges.map(({ name }) => name), ...selection, ...options }
  const started = runStarted(decided, suite, { cases: [], commits })
  const { failures, status } = await measure({
    path,
    started,
    suite,
    capi,
    benches,
    bridges,
    options,
    flags,
    around,
    out,
  })
  await writeReports(path, dirname(path))
  out.write(renderSummary(readRecord(path).events, summaryOptions(out)))
  out.write(`${join(dirname(path), 'report.html')}\n`)
  return status ?? (failures > 0 ? exitStatus.unexpected : exitStatus.asExpected)
}

function select(suite: Suite, { suite: expressions, grep }: BenchFlags): BenchCase[] {
  const selection = { suite: expressions ?? [], grep: grep ?? null, level: [], only: null }
  return selectCases(
    suite.benches.map((one) => ({ ...one, level: 'documented' as const })),
    selection,
    'bench',
  )
}

/** As the record names it: `cpython` is `cpython@3.13`. */
async function baseOf(name: string, bridges: readonly ResolvedBridge[], { places }: Surroundings): Promise<string> {
  const [base] = await resolveBridges([name], bridgesFolder, places)
  if (base !== undefined && bridges.some((bridge) => bridge.name === base.name)) return base.name
  throw new HarnessError('base-unknown', `--base ${name} is not among the bridges that are measured`, {
    hint: `they are ${bridges.map((bridge) => bridge.name).join(', ')}`,
  })
}

interface Measurement {
  path: string
  started: ReturnType<typeof runStarted>
  suite: Suite
  capi: Capi
  benches: readonly BenchCase[]
  bridges: readonly ResolvedBridge[]
  options: Omit<BenchOptions, 'extensions'>
  flags: BenchFlags
  around: Surroundings
  out: NodeJS.WriteStream
}

/** `status`: that of an interrupt, or null. */
async function measure(what: Measurement): Promise<{ failures: number; status: number | null }> {
  const { path, started, suite, capi, benches, bridges, options, flags, around, out } = what
  const { env, places } = around
  const began = performance.now()
  const corpus = await findCorpus(places)
  const hostEnv = benches.some(({ modules }) => modules.length > 0) ? corpusEnvironment(corpus, env) : env
  const setup = {
    capi,
    compiler: await findCompiler(env),
    cacheFolder: places.cacheFolder,
    env,
  }
  for (const bridge of bridges) await prepareBridge(bridge, env)
  const builds = planBuilds(wantedOf(benches, bridges, corpus), suite.probes, { ...setup, limited: null })
  const stop = new AbortController()
  using interrupts = watchInterrupts(
    () => stop.abort(),
    () => endSurvivors(started.run),
  )
  using writer = RecordWriter.create(path, started)
  const emit = (event: RunEvent): void => {
    writer.write(event)
    if (event.event === 'BenchFinished') out.write(progressLine(event))
  }
  const limit = { timeoutMs: flags.timeout ?? defaultBenchTimeoutMs, patience: 1, limitedApi: null, isStarving: false }
  const shared = { run: started.run, ...limit, retries: 0, emit, env: hostEnv }
  out.write(
    `${counted(benches.length, 'bench', 'benches')} on ${bridges.map(({ name }) => name).join(', ')}, ${options.rounds} rounds\n`,
  )
  // All probes first: a compiler beside a measurement would be part of it.
  await builds.run(flags.jobs ?? defaultJobs, emit, stop.signal)
  const failures = await inSession(
    { ...shared, built: builds.built, limits: defaultLimits, stop: stop.signal },
    (context) => runBenches(benches, bridges, { ...options, extensions: corpus }, context),
  )
  const outcome = interrupts.seen === null ? 'complete' : 'interrupted'
  emit({
    event: 'RunFinished',
    at: new Date().toISOString(),
    durationMs: Math.round(performance.now() - began),
    outcome,
  })
  return { failures, status: interrupts.seen === null ? null : statusOf(interrupts.seen) }
}

function wantedOf(benches: readonly BenchCase[], bridges: readonly ResolvedBridge[], corpus: Corpus) {
  return bridges.flatMap((bridge) =>
    benches
      .filter((bench) => skipReason({ ...bench, versions: null }, bridge, corpus) === null)
      .map(({ probe }) => ({ bridge, probe })),
  )
}

function progressLine({ bench, bridge, statistics, error }: Extract<RunEvent, { event: 'BenchFinished' }>): string {
  const seen = statistics === null ? (error ?? 'not measured') : `${Number(statistics.p50.toPrecision(3))} ns`
  return `  ${bench}  ${bridge}  ${seen}\n`
}
