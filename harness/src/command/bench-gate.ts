/** `proofload bench BRIDGE --against BASE`: is it slower than it was? docs/throughput-gate.md explains the rule. */
import { dirname, join } from 'node:path'
import { renderSummary, summaryOptions } from '#reports/src/summary.ts'
import { writeReports } from '#reports/src/write.ts'
import type { Sides } from '../bench/gate-round.ts'
import { runGate, whyNot } from '../bench/run-gate.ts'
import { commitsOf } from '../bridge/checkout.ts'
import { resolveBridges } from '../bridge/discover.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import type { Extensions } from '../plan/applicability.ts'
import type { RunEvent } from '../record/events.ts'
import { lockFolder } from '../record/lock.ts'
import { readRecord } from '../record/read.ts'
import { RecordWriter } from '../record/write.ts'
import { defaultBudget, defaultFloor } from '../statistics/gate-rule.ts'
import type { BenchCase } from '../suite/case.ts'
import { type BaseBridge, baseBridge } from './base-bridge.ts'
import { defaultBenchOut, defaultSeed } from './bench.ts'
import {
  inBenchSession,
  moreOf,
  prepareSession,
  refuseNone,
  type SessionFlags,
  selectBenches,
} from './bench-session.ts'
import { counted } from './counted.ts'
import { gateProgress } from './gate-progress.ts'
import { reportersFor } from './reporting.ts'
import { defaultBridge } from './run-options.ts'
import { runStarted } from './run-started.ts'
import { bridgesFolder, readSuites } from './suites.ts'

export interface GateFlags extends SessionFlags {
  against: string
  /** A share: 0.02. */
  floor?: number
  /** Seconds for one bench. */
  budget?: number
  cannotTell?: 'pass' | 'fail'
  seed?: number
  json?: true
  out?: string
}

type BenchGated = Extract<RunEvent, { event: 'BenchGated' }>
type GateChecked = Extract<RunEvent, { event: 'GateChecked' }>

/** Answers the exit status. */
export async function benchGate(
  names: readonly string[],
  flags: GateFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const name = names[0] ?? defaultBridge
  if (names.length > 1) {
    throw new HarnessError(
      'gate-bridges',
      `--against compares one bridge, ${names.length} are named: ${names.join(', ')}`,
      {
        hint: 'without --against any number of bridges is measured side by side',
      },
    )
  }
  using base = await baseBridge(flags.against, name, around)
  return await gateAgainst(base, name, flags, { around, out })
}

async function gateAgainst(
  base: BaseBridge,
  name: string,
  flags: GateFlags,
  { around, out }: { around: Surroundings; out: NodeJS.WriteStream },
): Promise<number> {
  const path = join(flags.out ?? defaultBenchOut, 'events.jsonl')
  using _ = lockFolder(dirname(path))
  const reporters = reportersFor([], dirname(path))
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const benches = selectBenches(suite, flags)
  const [head] = await resolveBridges([name], bridgesFolder, around.places)
  if (head === undefined) throw new Error('a name gives a bridge or an error')
  const bridges = [base.bridge, head]
  const rule = { floor: flags.floor ?? defaultFloor, budget: flags.budget ?? defaultBudget }
  const seed = flags.seed ?? defaultSeed
  const session = await prepareSession({ suite, capi, benches, bridges, flags, around })
  const sides = { base: base.bridge, head }
  const { compared, apart } = comparable(benches, sides, session.extensions)
  const selection = { suites: flags.suites ?? [], suite: flags.suite ?? [], grep: flags.grep ?? null }
  const decided = { bridges: bridges.map((bridge) => bridge.name), base: base.bridge.name, against: base.text }
  const commits = commitsOf(bridges, around.env)
  const started = runStarted({ ...decided, ...selection, ...rule, seed }, suite, { cases: [], commits })
  using writer = RecordWriter.create(path, started)
  const gated: BenchGated[] = []
  const checked: GateChecked[] = []
  const emit = (event: RunEvent): void => {
    writer.write(event)
    if (event.event === 'BenchGated') gated.push(event)
    if (event.event === 'GateChecked') checked.push(event)
  }
  if (flags.json !== true) {
    out.write(firstLine(compared, { head: head.name, base: base.text }, rule))
    out.write(apart.map((line) => `  not compared: ${line}\n`).join(''))
  }
  using progress = gateProgress(flags.json === true ? null : out)
  const { extensions, controlPath } = session
  const { result: failures, status } = await inBenchSession(session, { run: started.run, emit }, (context) =>
    runGate(
      benches,
      sides,
      { rule, seed, extensions, controlPath, progress: progress.update, ...moreOf(flags) },
      context,
    ),
  )
  progress.done()
  await writeReports(path, dirname(path), reporters)
  const exit = status ?? statusOf(gated, failures, flags.cannotTell)
  if (flags.json === true) {
    const said = { checked: checked.map(control), benches: gated.map(withoutName), notCompared: apart, exit }
    out.write(`${JSON.stringify({ base: base.text, head: head.name, ...rule, ...said }, null, 2)}\n`)
  } else out.write(shown(path, status, out))
  return exit
}

/** `compared`: how many base can run; one of them that head cannot is told as such. `apart`: the others, and why. */
function comparable(benches: readonly BenchCase[], sides: Sides, extensions: Extensions) {
  const why = (bench: BenchCase) => {
    const { base, head } = whyNot(bench, sides, extensions)
    return base ?? head
  }
  const groups = Map.groupBy(benches, (bench) => whyNot(bench, sides, extensions).base === null)
  const compared = groups.get(true) ?? []
  const others = groups.get(false) ?? []
  refuseNone(compared, { among: benches, why })
  return { compared: compared.length, apart: others.map((bench) => `${bench.id}: ${why(bench)}`) }
}

/** The summary and where the report is. */
function shown(path: string, interrupted: number | null, out: NodeJS.WriteStream): string {
  const judged = () => renderSummary(readRecord(path).events, summaryOptions(out))
  const summary = interrupted === null ? judged() : '! interrupted before it was through: nothing is judged\n'
  return `${summary}${join(dirname(path), 'report.html')}\n`
}

/** A bench that only head fails on is no pass either. */
function statusOf(gated: readonly BenchGated[], failures: number, cannotTell: GateFlags['cannotTell']): number {
  if (failures > 0 || gated.some(({ answer }) => answer === 'slower')) return exitStatus.unexpected
  if (gated.length > 0 && gated.every(({ answer }) => answer === 'not-slower')) return exitStatus.asExpected
  if (cannotTell === 'pass') return exitStatus.asExpected
  return cannotTell === 'fail' ? exitStatus.unexpected : exitStatus.undecided
}

function firstLine(
  benches: number,
  { head, base }: { head: string; base: string },
  { floor, budget }: { floor: number; budget: number },
): string {
  const most = Math.ceil((benches * budget) / 60)
  const limits = `a floor of ${floor * 100} %, at most ${budget} s a bench, ${counted(most, 'minute')} in all`
  return `${counted(benches, 'bench', 'benches')} of ${head} against ${base}: ${limits}\n`
}

function control({ part, ok, reason, comparison }: GateChecked) {
  return { part, ok, reason, comparison }
}

function withoutName({ event: _, base: _base, head: _head, floor: _floor, ...rest }: BenchGated) {
  return rest
}
