/** `proofload bench --calibrate`: how often the throughput gate is wrong on this machine. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { median } from 'simple-statistics'
import { calibrateGate, plantedChanges, type Trial } from '../bench/calibrate-gate.ts'
import { type ResolvedBridge, resolveBridges } from '../bridge/discover.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { skipReason } from '../plan/applicability.ts'
import { thisMachine } from '../record/machine.ts'
import { defaultBudget, defaultFloor, type Rule } from '../statistics/gate-rule.ts'
import { shareInterval } from '../statistics/share.ts'
import type { BenchCase } from '../suite/case.ts'
import { defaultBenchOut, defaultSeed } from './bench.ts'
import {
  inBenchSession,
  type PreparedSession,
  prepareSession,
  refuseNone,
  type SessionFlags,
  selectBenches,
} from './bench-session.ts'
import { type Calibration, type Change, calibrationText, missedAims } from './calibration-text.ts'
import { counted } from './counted.ts'
import { gateProgress } from './gate-progress.ts'
import { defaultBridge } from './run-options.ts'
import { ownVersion } from './run-started.ts'
import { bridgesFolder, readSuites } from './suites.ts'

export interface CalibrateFlags extends SessionFlags {
  comparisons?: number
  floor?: number
  budget?: number
  seed?: number
  json?: true
  out?: string
}

export const defaultComparisons = 100

/** Answers the exit status: 0 when the aims are kept. */
export async function benchCalibrate(
  names: readonly string[],
  flags: CalibrateFlags,
  around: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  if (names.length > 1) {
    throw new HarnessError(
      'gate-bridges',
      `--calibrate is for one bridge, ${names.length} are named: ${names.join(', ')}`,
    )
  }
  const { suite, capi } = readSuites(flags.suites ?? [], around)
  const [bridge] = await resolveBridges([names[0] ?? defaultBridge], bridgesFolder, around.places)
  if (bridge === undefined) throw new Error('a name gives a bridge or an error')
  const bridges = [{ ...bridge, name: `${bridge.name} (base)` }, bridge]
  const session = await prepareSession({ suite, capi, benches: selectBenches(suite, flags), bridges, flags, around })
  const why = (bench: BenchCase) => skipReason({ ...bench, versions: null }, bridge, session.extensions)
  const benches = session.benches.filter((bench) => why(bench) === null)
  refuseNone(benches, { among: session.benches, why })
  const rule = { floor: flags.floor ?? defaultFloor, budget: flags.budget ?? defaultBudget }
  const comparisons = flags.comparisons ?? defaultComparisons
  const most = Math.ceil((comparisons * plantedChanges.length * rule.budget) / 60)
  const people = flags.json === true ? null : out
  people?.write(
    `${plantedChanges.length} x ${comparisons} comparisons of ${bridge.name} with itself, ${counted(benches.length, 'bench', 'benches')}: at most ${most} min\n`,
  )
  const began = performance.now()
  const before = load()
  const calibrationOf = (trials: readonly Trial[]): Calibration => ({
    proofload: ownVersion(),
    at: new Date().toISOString(),
    machine: thisMachine(),
    load: { before, after: load() },
    bridge: bridge.version === null ? bridge.name : `${bridge.name} (${bridge.version})`,
    benches: benches.length,
    rule,
    minutes: Number(((performance.now() - began) / 60_000).toFixed(1)),
    changes: plantedChanges.map((planted) => changeOf(planted, trials)),
    trials: [...trials],
  })
  const save = (trials: readonly Trial[]): string => write(flags.out ?? defaultBenchOut, calibrationOf(trials))
  const { trials, status } = await measure({ ...session, benches }, bridge, { rule, comparisons, flags, people, save })
  const calibration = calibrationOf(trials)
  const missed = missedAims(calibration.changes)
  const path = save(trials)
  out.write(flags.json === true ? textOf(calibration) : `${calibrationText(calibration, missed)}${path}\n`)
  return status ?? (missed.length > 0 ? exitStatus.unexpected : exitStatus.asExpected)
}

/** Processes that want to run. */
function load(): number {
  return loadavg()[0] ?? 0
}

function write(folder: string, calibration: Calibration): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'calibration.json')
  writeFileSync(path, textOf(calibration))
  return path
}

function textOf(calibration: Calibration): string {
  return `${JSON.stringify(calibration, null, 1)}\n`
}

async function measure(
  session: PreparedSession,
  bridge: ResolvedBridge,
  what: {
    rule: Rule
    comparisons: number
    flags: CalibrateFlags
    people: NodeJS.WriteStream | null
    save: (trials: readonly Trial[]) => void
  },
): Promise<{ trials: Trial[]; status: number | null }> {
  const { rule, comparisons, flags, people, save } = what
  const { benches, bridges, extensions, controlPath } = session
  const [base = bridge] = bridges
  const trials: Trial[] = []
  using progress = gateProgress(
    people,
    () => `${trials.length} of ${comparisons * plantedChanges.length} comparisons; now `,
  )
  const recording = { run: `calibrate-${process.pid}`, emit: () => undefined }
  const { status } = await inBenchSession(session, recording, (context) =>
    calibrateGate(
      benches,
      { base, head: bridge },
      {
        rule,
        seed: flags.seed ?? defaultSeed,
        extensions,
        controlPath,
        comparisons,
        progress: progress.update,
        warmup: false,
        metrics: [],
      },
      {
        context,
        done: (some) => {
          trials.push(...some)
          // Half an hour of measurements must not be lost with its last minute.
          save(trials)
        },
      },
    ),
  )
  return { trials, status }
}

function changeOf(planted: number, trials: readonly Trial[]): Change {
  const own = trials.filter((trial) => trial.planted === planted)
  const count = (answer: Trial['answer']) => own.filter((trial) => trial.answer === answer).length
  const seconds = own.map((trial) => trial.seconds)
  const slower = count('slower')
  return {
    planted,
    comparisons: own.length,
    slower,
    cannotTell: count('cannot-tell'),
    notSlower: count('not-slower'),
    ...shareInterval(slower, own.length),
    seconds: seconds.length === 0 ? { median: 0, most: 0 } : { median: median(seconds), most: Math.max(...seconds) },
  }
}
