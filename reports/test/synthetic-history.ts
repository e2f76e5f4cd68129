/** Runs of a made-up bridge: a bench with known changes, and everything that must not be taken for one. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { HistoryFile } from '../src/history/database.ts'
import { putRun } from '../src/history/store.ts'
import type { TrackedBench, TrackedRun } from '../src/history/tracked-run.ts'

/** The run at which it begins, and by how much: 0.05 takes 5 % longer. */
export type Change = readonly [run: number, by: number]

export interface Synthetic {
  seed: number
  runs?: number
  changes?: readonly Change[]
  /** Without one nothing takes the machine's drift out. */
  control?: boolean
}

const rounds = 12
const samplesInRow = 3
const machine = { os: 'linux 6.1.0', arch: 'x64', cpus: 2, node: '24.21.0', cpu: 'A CPU', memoryBytes: 2 ** 33 }
const day = 86_400_000
const begin = Date.parse('2026-01-01T12:00:00Z')

/** A run without cases and benches: of commit number `i`, on day `i`. */
export function emptyRun(i: number, more: Partial<TrackedRun> = {}): TrackedRun {
  const at = new Date(begin + i * day).toISOString()
  return {
    run: `run-${String(i).padStart(3, '0')}`,
    at,
    proofload: '0.0.0',
    suite: { version: '1.2', digest: 'd1', cases: 1 },
    variant: [],
    machine,
    outcome: 'complete',
    events: 10,
    bridges: [bridgeRun(i)],
    ...more,
  }
}

/** `fake` at commit number `i`. */
export function bridgeRun(i: number, more: Partial<TrackedRun['bridges'][number]> = {}): TrackedRun['bridges'][number] {
  const commit = { id: commitId(i), at: new Date(begin + i * day - day / 2).toISOString(), dirty: false }
  return { bridge: 'fake', version: '1.0', commit, verdicts: {}, benches: [], ...more }
}

export function commitId(i: number): string {
  return i.toString(16).padStart(4, '0').repeat(10)
}

/** The machine drifts by up to a fifth, each run is off by a per cent, one in twenty is an outlier, and so is one sample in twenty. */
export function syntheticRuns({ seed, runs = 60, changes = [], control = true }: Synthetic): TrackedRun[] {
  const random = randomOf(seed)
  const phase = random.uniform() * 2 * Math.PI
  return Array.from({ length: runs }, (_, i) => {
    const drift = 1 + 0.1 * Math.sin(i / 7 + phase) + 0.02 * random.normal()
    const level = changes.filter(([from]) => i >= from).reduce((product, [, by]) => product * (1 + by), 40)
    const outlier = random.uniform() < 0.05 ? 1.05 + 0.3 * random.uniform() : 1
    const own = level * outlier * Math.exp(0.01 * random.normal())
    return emptyRun(i, { bridges: [bridgeRun(i, { benches: [benchOf(own * drift, drift, { random, control })] })] })
  })
}

function benchOf(
  ns: number,
  drift: number,
  { random, control }: { random: ReturnType<typeof randomOf>; control: boolean },
): TrackedBench {
  const round = Array.from({ length: rounds * samplesInRow }, (_, i) => Math.floor(i / samplesInRow))
  const loads = Array.from({ length: rounds }, () => Math.exp(0.03 * Math.abs(random.normal())))
  const sample = (base: number) => (of: number) => {
    const spike = random.uniform() < 0.05 ? 1 + random.uniform() : 1
    return base * (loads[of] ?? 1) * spike * Math.exp(0.02 * random.normal())
  }
  const samples = round.map(sample(ns))
  const series = { samples: round.map(sample(100 * drift)), round }
  const named = { bench: 'throughput/object/make', title: 'an object is made', iterations: 1000, error: null }
  return { ...named, samples, round, control: control ? series : null }
}

function randomOf(seed: number) {
  const generator = xoroshiro128plus(seed * 7919 + 1)
  const uniform = () => uniformFloat64(generator)
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  }
}

/** Stores runs in a history, which is made where there is none. */
export function seedHistory(path: string, runs: readonly TrackedRun[]): void {
  using file = HistoryFile.create(path)
  file.write((database) => {
    for (const run of runs) putRun(database, run)
  })
}
