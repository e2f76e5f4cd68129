/** `proofload run`: select, plan, build, run, record, report. */

import { dirname, join } from 'node:path'
import { commitsOf } from '../bridge/checkout.ts'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import { didYouMean, exitStatus, HarnessError } from '../errors.ts'
import { defaultJobs, type Surroundings } from '../options.ts'
import { selectCases } from '../plan/filter.ts'
import { type BridgePlan, planRun } from '../plan/plan.ts'
import type { Durations } from '../plan/shard.ts'
import { isOutside, limitedTarget } from '../probe/limited.ts'
import { findCompiler } from '../probe/toolchain.ts'
import { type Corpus, corpusEnvironment, findCorpus } from '../real/corpus.ts'
import type { RunEvent, RunStarted, SuiteText } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { type RunRecord, readRecord } from '../record/read.ts'
import { type Continuation, continueRun, refuseMerged } from '../record/resume.ts'
import { variantFlags } from '../record/variant.ts'
import { RecordWriter } from '../record/write.ts'
import { protocolFile } from '../replay/lines.ts'
import { removeProtocol, Tape } from '../replay/tape.ts'
import { Backtraces, findGdb } from '../run/backtrace.ts'
import { type Builds, planBuilds, prepareBridge } from '../run/builds.ts'
import { dispatch } from '../run/dispatch.ts'
import { type InterruptSignal, statusOf, watchInterrupts } from '../run/interrupt.ts'
import { endSurvivors, inSession } from '../run/session.ts'
import type { Case } from '../suite/case.ts'
import { counted } from './counted.ts'
import { Progress } from './progress.ts'
import { isUnexpected, reportersFor, reportOn } from './reporting.ts'
import {
  eventsPath,
  limitsOf,
  optionsOf,
  patienceOf,
  type RunFlags,
  type RunOptions,
  roundsOf,
  selectionOf,
} from './run-options.ts'
import { runStarted } from './run-started.ts'
import { partOfRun, readDurations } from './shard-options.ts'
import { suiteTexts } from './suite-texts.ts'
import { bridgesFolder, readSuites } from './suites.ts'

interface Prepared {
  path: string
  options: RunOptions
  cases: Case[]
  bridges: ResolvedBridge[]
  plans: BridgePlan[]
  builds: Builds
  started: RunStarted
  texts: SuiteText[]
  /** Of the hosts. */
  hostEnv: NodeJS.ProcessEnv
  /** Of the run that is resumed, else null. */
  before: { record: RunRecord; continuation: Continuation } | null
}

/** Answers the exit status. */
export async function run(
  names: readonly string[],
  flags: RunFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const path = eventsPath(flags)
  using _ = lockFolder(dirname(path))
  const before = flags.resume === true || flags.lastFailed === true ? readRecord(path, { torn: 'left-out' }) : null
  if (before !== null) refuseMerged(before)
  const options = optionsOf(names, flags, before)
  if (options.only?.length === 0) {
    out.write('nothing to run: no case of the last run was unexpected\n')
    return exitStatus.asExpected
  }
  const reporters = reportersFor(flags.reporter ?? [], dirname(path))
  const prepared = await prepare(options, {
    path,
    resumed: flags.resume === true ? before : null,
    durations: readDurations(flags),
    around,
  })
  const gdb = flags.backtrace === false ? null : findGdb(around.places.path)
  const signal = await execute(prepared, { jobs: flags.jobs ?? defaultJobs, gdb, out })
  const status = await reportOn(path, {
    folder: dirname(path),
    reporters,
    out,
    summary: around.env['GITHUB_STEP_SUMMARY'],
  })
  if (signal === null) return status
  out.write(`interrupted; go on with: proofload run --resume${flags.out === undefined ? '' : ` --out ${flags.out}`}\n`)
  return statusOf(signal)
}

interface PrepareFor {
  durations: Durations | null
  path: string
  resumed: RunRecord | null
  around: Surroundings
}

/** Everything that can be refused is refused here, before an earlier record is replaced. */
async function prepare(asked: RunOptions, { path, resumed, durations, around }: PrepareFor): Promise<Prepared> {
  const { places, env } = around
  const { capi, suite } = readSuites(asked.suites, around)
  const { options, cases } = partOfRun(asked, selectCases(suite.cases, selectionOf(asked)), durations)
  const bridges = await resolveBridges(options.bridges, bridgesFolder, places)
  const started = runStarted(options, suite, { cases, commits: commitsOf(bridges, env) })
  const versions = new Map(bridges.map((bridge) => [bridge.name, bridge.version]))
  const continuation = resumed === null ? null : continueRun(resumed, started, versions)
  const corpus = await findCorpus(places, options.path)
  refuseUnknownModules(cases, corpus)
  const { limitedApi } = options.variant
  const limited = limitedApi === null ? null : limitedTarget(limitedApi, bridges)
  const plans = planRun(cases, bridges, {
    isolate: options.isolate,
    rounds: roundsOf(options),
    stress: options.variant.stress,
    ids: suite.cases.map(({ id }) => id),
    complete: options.suites.length === 0,
    extensions: corpus,
    done: continuation?.done ?? (() => false),
    limited:
      limitedApi === null
        ? null
        : { version: limitedApi, isOutside: (name) => isOutside(name, limitedApi, { capi, headers: null }) },
  })
  const compiler = await findCompiler(env)
  for (const bridge of bridges) await prepareBridge(bridge, env)
  const wanted = plans.flatMap(({ bridge, chunks }) =>
    chunks.flatMap((chunk) => chunk.cases.map((one) => ({ bridge, probe: one.case.probe }))),
  )
  const builds = planBuilds(wanted, suite.probes, { limited, capi, compiler, cacheFolder: places.cacheFolder, env })
  const before = resumed === null || continuation === null ? null : { record: resumed, continuation }
  // Whatever the cases are: no verdict may depend on which others are in the run.
  const hostEnv = stressEnvironment(options.variant.stress, corpusEnvironment(corpus, env))
  const texts = suiteTexts(cases, { suite, capi })
  return { path, options, cases, bridges, plans, builds, started, texts, before, hostEnv }
}

/** Only what the run says: a variable that the user has set for something else would make another variant of it. */
function stressEnvironment(stress: RunOptions['variant']['stress'], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PROOFLOAD_STRESS: _, ...others } = env
  return stress === null ? others : { ...others, PROOFLOAD_STRESS: stress }
}

/** A name that neither the corpus nor the user's folders have is a typing error, not a reason to skip. */
function refuseUnknownModules(cases: readonly Case[], { knows, names }: Corpus): void {
  for (const { modules, place } of cases) {
    const unknown = modules.find((module) => !knows(module))
    if (unknown === undefined) continue
    const meant = didYouMean(unknown, names)
    throw new HarnessError('unknown-module', `no extension ${unknown} in suites/corpus.yaml or in a folder of --path`, {
      hint: `${meant === null ? '' : `${meant} `}An extension of your own is found with --path DIR`,
      place,
    })
  }
}

interface Execution {
  gdb: string | null
  jobs: number
  out: NodeJS.WriteStream
}

/** Answers the signal that interrupted the run, or null. */
async function execute(prepared: Prepared, { jobs, gdb, out }: Execution): Promise<InterruptSignal | null> {
  const began = performance.now()
  const { options, before, started, plans, builds, hostEnv } = prepared
  const run = before?.continuation.run ?? started.run
  if (before !== null) endSurvivors(run)
  const stop = new AbortController()
  // Before the first event: a record that exists belongs to a run that ends in order.
  using interrupts = watchInterrupts(
    () => stop.abort(),
    () => endSurvivors(run),
  )
  using tape = openTape(prepared)
  using writer = openRecord(prepared, tape)
  using progress = startProgress(prepared, out)
  const emit = (event: RunEvent): void => {
    tape?.write(event)
    writer.write(event)
    progress.update(event)
    if (options.bail && isUnexpected(event)) stop.abort()
  }
  if (before?.continuation.reportedUnused !== true) reportUnused(plans, emit)
  const { timeoutMs, retries } = options
  const patience = patienceOf(options.variant)
  const announced = before?.continuation.startedBridges ?? new Set()
  const { limitedApi } = options.variant
  const isStarving = options.variant.stress === 'alloc'
  const shared = {
    run,
    timeoutMs,
    patience,
    isStarving,
    limitedApi,
    retries,
    emit,
    env: hostEnv,
    built: builds.built,
    stop: stop.signal,
    tape: tape ?? undefined,
    backtraces: gdb === null ? undefined : new Backtraces(gdb),
  }
  await Promise.all([
    builds.run(jobs, emit, stop.signal),
    inSession({ ...shared, limits: limitsOf(options) }, (context) => dispatch(plans, { jobs, announced }, context)),
  ])
  const outcome = interrupts.seen !== null ? 'interrupted' : stop.signal.aborted ? 'bailed' : 'complete'
  emit({
    event: 'RunFinished',
    at: new Date().toISOString(),
    durationMs: Math.round(performance.now() - began),
    outcome,
  })
  return interrupts.seen
}

/** Null without `--record-protocol`: then the one of an earlier run goes, whose record goes too. */
function openTape({ path, started, before, options }: Prepared): Tape | null {
  const protocol = join(dirname(path), protocolFile)
  if (options.protocol) {
    return before === null ? Tape.create(protocol, started.run) : Tape.append(protocol, before.continuation.run)
  }
  if (before === null) removeProtocol(protocol)
  return null
}

function openRecord({ path, started, texts, before }: Prepared, tape: Tape | null): RecordWriter {
  const writer = before === null ? RecordWriter.create(path, started) : RecordWriter.append(path, before.record.bytes)
  const write = (event: RunEvent): void => {
    tape?.write(event)
    writer.write(event)
  }
  if (before === null) tape?.write(started)
  // A run that was killed at once may have left them out.
  const known = before?.record.events.filter(({ event }) => event === 'SuiteText').length ?? 0
  for (const text of texts.slice(known)) write(text)
  if (before !== null) write({ event: 'RunResumed', run: before.continuation.run, at: new Date().toISOString() })
  return writer
}

function startProgress({ cases, bridges, plans, options }: Prepared, out: NodeJS.WriteStream): Progress {
  const total = cases.length * bridges.length
  const left = plans.reduce((sum, { skipped, chunks }) => {
    const ids = chunks.flatMap((chunk) => chunk.cases.map((one) => one.case.id))
    return sum + skipped.length + new Set(ids).size
  }, 0)
  const progress = new Progress(out, total, total - left)
  const done = left < total ? `, ${total - left} done before` : ''
  const shard = options.shard === null ? '' : `, part ${options.shard.index} of ${options.shard.count}`
  const flags = variantFlags(options)
  const varied = flags.length === 0 ? '' : `, ${flags.join(' ')}`
  progress.print(
    `${counted(cases.length, 'case')} on ${bridges.map(({ name }) => name).join(', ')}${shard}${varied}${done}`,
  )
  return progress
}

function reportUnused(plans: readonly BridgePlan[], emit: (event: RunEvent) => void): void {
  for (const { bridge, unused } of plans) {
    for (const entry of unused) emit({ event: 'KnownFailureUnused', bridge: bridge.name, ...entry })
  }
}
