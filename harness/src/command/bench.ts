/** `proofload bench`: throughput of bridges, interleaved, compared as ratios. */
import { dirname, join } from 'node:path'
import { renderSummary, summaryOptions } from '#reports/src/summary.ts'
import { writeReports } from '#reports/src/write.ts'
import { runBenches } from '../bench/run-benches.ts'
import { commitsOf } from '../bridge/checkout.ts'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import type { RunEvent } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { readRecord } from '../record/read.ts'
import { RecordWriter } from '../record/write.ts'
import { inBenchSession, moreOf, prepareSession, type SessionFlags, selectBenches } from './bench-session.ts'
import { counted } from './counted.ts'
import { reportersFor } from './reporting.ts'
import { defaultBridge } from './run-options.ts'
import { runStarted } from './run-started.ts'
import { bridgesFolder, readSuites } from './suites.ts'

export interface BenchFlags extends SessionFlags {
  base?: string
  rounds?: number
  samples?: number
  seed?: number
  out?: string
}

/** Beside the record of the last run, not in its place. */
export const defaultBenchOut = join('.proofload', 'bench')
/** A ratio's interval comes from its rounds. */
export const defaultRounds = 12
export const defaultSamples = 3
export const defaultSeed = 1

/** Answers the exit status. */
export async function bench(
  names: readonly string[],
  flags: BenchFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const path = join(flags.out ?? defaultBenchOut, 'events.jsonl')
  using _ = lockFolder(dirname(path))
  const reporters = reportersFor([], dirname(path))
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const benches = selectBenches(suite, flags)
  const bridges = await resolveBridges(names.length === 0 ? [defaultBridge] : names, bridgesFolder, around.places)
  const base = flags.base === undefined ? null : await baseOf(flags.base, bridges, around)
  const options = {
    rounds: flags.rounds ?? defaultRounds,
    samples: flags.samples ?? defaultSamples,
    seed: flags.seed ?? defaultSeed,
  }
  const selection = { suites: flags.suites ?? [], suite: flags.suite ?? [], grep: flags.grep ?? null, base }
  const decided = { bridges: bridges.map(({ name }) => name), ...selection, ...options }
  const started = runStarted(decided, suite, { cases: [], commits: commitsOf(bridges, around.env) })
  const session = await prepareSession({ suite, capi, benches, bridges, flags, around })
  using writer = RecordWriter.create(path, started)
  const emit = (event: RunEvent): void => {
    writer.write(event)
    if (event.event === 'BenchFinished') out.write(progressLine(event))
  }
  out.write(
    `${counted(benches.length, 'bench', 'benches')} on ${bridges.map(({ name }) => name).join(', ')}, ${options.rounds} rounds\n`,
  )
  const { extensions, controlPath } = session
  const { result: failures, status } = await inBenchSession(session, { run: started.run, emit }, (context) =>
    runBenches(benches, bridges, { ...options, extensions, controlPath, ...moreOf(flags) }, context),
  )
  await writeReports(path, dirname(path), reporters)
  out.write(renderSummary(readRecord(path).events, summaryOptions(out)))
  out.write(`${join(dirname(path), 'report.html')}\n`)
  return status ?? (failures > 0 ? exitStatus.unexpected : exitStatus.asExpected)
}

/** As the record names it: `cpython` is `cpython@3.13`. */
async function baseOf(name: string, bridges: readonly ResolvedBridge[], { places }: Surroundings): Promise<string> {
  const [base] = await resolveBridges([name], bridgesFolder, places)
  if (base !== undefined && bridges.some((bridge) => bridge.name === base.name)) return base.name
  throw new HarnessError('base-unknown', `--base ${name} is not among the bridges that are measured`, {
    hint: `they are ${bridges.map((bridge) => bridge.name).join(', ')}`,
  })
}

function progressLine({ bench, bridge, statistics, error }: Extract<RunEvent, { event: 'BenchFinished' }>): string {
  const seen = statistics === null ? (error ?? 'not measured') : `${Number(statistics.p50.toPrecision(3))} ns`
  return `  ${bench}  ${bridge}  ${seen}\n`
}
