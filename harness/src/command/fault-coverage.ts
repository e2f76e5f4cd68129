/** `proofload coverage --faults`: how many of a bridge's seeded faults the suite finds, and which it does not. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import { defaultLimits } from '../bridge/host.ts'
import type { Capi } from '../capi/load.ts'
import { candidates, indexCases, outOfReach } from '../coverage/fault-cases.ts'
import { FaultRecord, type FaultResult } from '../coverage/fault-record.ts'
import { type FaultWork, runFaults } from '../coverage/fault-run.ts'
import { chooseFaults, type Fault, listFaults } from '../coverage/faults.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import { defaultJobs, type Surroundings } from '../options.ts'
import { skipReason } from '../plan/applicability.ts'
import { findCompiler } from '../probe/toolchain.ts'
import { corpusEnvironment, findCorpus } from '../real/corpus.ts'
import type { RunEvent } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { planBuilds, prepareBridge } from '../run/builds.ts'
import { statusOf, watchInterrupts } from '../run/interrupt.ts'
import { endSurvivors, inSession } from '../run/session.ts'
import type { Case, Suite } from '../suite/case.ts'
import { counted } from './counted.ts'
import { faultText } from './fault-text.ts'
import { bridgesFolder, readSuites } from './suites.ts'

export interface FaultFlags {
  suites?: string[]
  fault?: string[]
  jobs?: number
  out?: string
  list?: true
  json?: true
  resume?: true
  survivors?: true
}

/** A case that takes longer hangs: the slowest of the suite takes a few seconds, and there are thousands of faults. */
const timeoutMs = 10_000
const startLimitMs = 120_000
export const defaultFaultsOut = '.proofload/coverage'

export async function faultCoverage(
  name: string,
  flags: FaultFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const [bridge] = await resolveBridges([name], bridgesFolder, around.places)
  if (bridge === undefined) throw new Error('a name that is resolved gives a bridge')
  await prepareBridge(bridge, around.env)
  const faults = await listFaults(bridge, around.env)
  const chosen = chooseFaults(faults, flags.fault ?? [])
  if (flags.list === true) {
    out.write(flags.json === true ? `${JSON.stringify(chosen, null, 2)}\n` : chosen.map(listed).join(''))
    return exitStatus.asExpected
  }
  const folder = resolve(flags.out ?? defaultFaultsOut)
  using _ = lockFolder(folder)
  const { capi, suite } = readSuites(flags.suites ?? [], around)
  const record = new FaultRecord(
    join(folder, `${bridge.name}.faults.jsonl`),
    standing(flags, { faults, chosen, suite }),
  )
  const cases = await applicable(suite.cases, bridge, around)
  const index = indexCases(cases, sourcesOf(suite), capi)
  const beyond = outOfReach(suite.cases, cases)
  const left = chosen.filter(({ id }) => !record.has(id))
  const isBeyond = (fault: Fault): boolean => beyond.has(fault.function ?? '')
  for (const fault of left.filter(isBeyond)) record.add(unmeasured(fault))
  const work = left.filter((fault) => !isBeyond(fault)).map((fault) => ({ fault, cases: candidates(fault, index) }))
  const signal = await measure(work, { bridge, suite, capi, record, jobs: flags.jobs ?? defaultJobs, around, out })
  const results = record.results.filter(({ fault }) => chosen.some(({ id }) => id === fault))
  out.write(flags.json === true ? `${JSON.stringify({ faults: results }, null, 2)}\n` : faultText(results, out))
  if (signal !== null) return signal
  return results.some(isMisjudged) ? exitStatus.unexpected : exitStatus.asExpected
}

function unmeasured({ id, kind, says, equivalent }: Fault): FaultResult {
  return { fault: id, kind, says, equivalent, fate: 'inapplicable', by: null, tried: 0, durationMs: 0 }
}

function listed({ id, says }: Fault): string {
  return `${id}\n    ${says}\n`
}

/** Said to be what nobody can see, and seen. */
function isMisjudged({ fate, equivalent }: FaultResult): boolean {
  return fate === 'killed' && equivalent !== null
}

/** Which results of an earlier measurement are taken over. */
function standing(
  { resume, survivors }: FaultFlags,
  { faults, chosen, suite }: { faults: readonly Fault[]; chosen: readonly Fault[]; suite: Suite },
): (result: FaultResult) => boolean {
  const known = new Set(faults.map(({ id }) => id))
  const again = new Set(chosen.map(({ id }) => id))
  const ids = new Set<string>(suite.cases.map(({ id }) => id))
  return ({ fault, fate, by }) => {
    if (!known.has(fault) || (by !== null && !ids.has(by.case))) return false
    return !again.has(fault) || resume === true || (survivors === true && fate === 'killed')
  }
}

async function applicable(cases: readonly Case[], bridge: ResolvedBridge, { places }: Surroundings): Promise<Case[]> {
  const corpus = await findCorpus(places)
  return cases.filter((one) => skipReason(one, bridge, corpus) === null)
}

function sourcesOf({ probes }: Suite): Map<string, string> {
  return new Map(
    probes.flatMap(({ name, source }) => (source === null ? [] : [[name, readFileSync(source, 'utf8')] as const])),
  )
}

interface Measurement {
  bridge: ResolvedBridge
  suite: Suite
  capi: Capi
  record: FaultRecord
  jobs: number
  around: Surroundings
  out: NodeJS.WriteStream
}

/** Answers the exit status of an interrupted measurement, else null. */
async function measure(work: readonly FaultWork[], given: Measurement): Promise<number | null> {
  if (work.length === 0) return null
  const { bridge, suite, capi, record, jobs, around, out } = given
  const { variable } = bridge.faults ?? {}
  if (variable === undefined) throw new HarnessError('no-faults', `bridge ${bridge.name} offers no seeded faults`)
  const { places } = around
  const env = corpusEnvironment(await findCorpus(places), around.env)
  const compiler = await findCompiler(env)
  const probes = new Set(work.flatMap(({ cases }) => cases.map(({ probe }) => probe)))
  const wanted = [...probes].map((probe) => ({ bridge, probe }))
  const builds = planBuilds(wanted, suite.probes, {
    limited: null,
    capi,
    compiler,
    cacheFolder: places.cacheFolder,
    env,
  })
  const run = randomUUID()
  const stop = new AbortController()
  using interrupts = watchInterrupts(
    () => stop.abort(),
    () => endSurvivors(run),
  )
  const show = progress(work.length, out)
  const onResult = (result: FaultResult): void => {
    record.add(result)
    show(result)
  }
  const shared = {
    run,
    env,
    timeoutMs,
    patience: 1,
    limitedApi: null,
    isStarving: false,
    retries: 0,
    limits: { ...defaultLimits, startMs: startLimitMs },
    built: builds.built,
    emit: ignore,
    stop: stop.signal,
  }
  // Most faults are found long before the last probe that might find them is built.
  const found = new AbortController()
  await Promise.all([
    builds.run(jobs, ignore, AbortSignal.any([stop.signal, found.signal])),
    inSession(shared, (context) => runFaults(work, jobs, { bridge, variable, context, onResult })).finally(() =>
      found.abort(),
    ),
  ])
  if (interrupts.seen === null) return null
  out.write('interrupted; go on with --resume\n')
  return statusOf(interrupts.seen)
}

/** A line now and then, and each fault that survives. */
function progress(total: number, out: NodeJS.WriteStream): (result: FaultResult) => void {
  const everyMs = 5_000
  let [done, killed, shown] = [0, 0, performance.now()]
  out.write(`${counted(total, 'fault')} to try\n`)
  return ({ fault, fate, tried }) => {
    done += 1
    if (fate === 'killed') killed += 1
    else out.write(`${fate}  ${fault}  after ${counted(tried, 'case')}\n`)
    if (performance.now() - shown < everyMs) return
    shown = performance.now()
    out.write(`${done}/${total}  ${killed} killed\n`)
  }
}

function ignore(_: RunEvent): void {
  // What happens to hosts is the faults' doing.
}
