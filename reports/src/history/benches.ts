/** What became of benches: their series, one for each machine, and where it changed its level. */
import type { DatabaseSync } from 'node:sqlite'
import { median } from 'simple-statistics'
import { pairedLogRatios } from '#harness/src/statistics/ratio.ts'
import { changePoints } from './change-points.ts'
import { type Interval, intervalOf, type Stand, standOf, variantKey } from './stand.ts'
import { type Arm, benchesOf } from './store.ts'
import type { TrackedBench } from './tracked-run.ts'

interface BenchPoint {
  stand: Stand
  /** Median of the samples: nanoseconds for one operation. */
  nanoseconds: number
  /** What is judged: times the control benchmark of the same rounds, or nanoseconds where there is none (`BenchHistory.normalised`). */
  value: number
}

export interface BenchChange {
  /** Of the first point of the new level. */
  index: number
  interval: Interval
  /** 0.05: takes 5 % longer since. With its 95 % interval. */
  size: number
  low: number
  high: number
  /** Of the permutation test. */
  p: number
}

export interface BenchHistory {
  bridge: string
  variant: string
  bench: string
  title: string
  /** Fingerprint of the machine. */
  machine: string
  /** By the control benchmark. */
  normalised: boolean
  /** Runs that are not in it, because they have no control benchmark and later ones do. */
  leftOut: number
  /** Oldest first. */
  points: BenchPoint[]
  changes: BenchChange[]
  /** Slowdowns among `changes` that still hold: all levels since are above that before them, by the floor. */
  regressions: number[]
}

export interface BenchSelection {
  bridges: readonly string[] | null
  benches: readonly string[] | null
  /** A change is at least so large: 0.02 is 2 %. */
  floor: number
}

/** The floor of the gate, too: less is nobody's business. */
export const defaultFloor = 0.02

interface Measured {
  arm: Arm
  bench: TrackedBench
}

/** In the order of benches, then of bridges and machines. `arms`: oldest first. */
export function benchHistories(
  database: DatabaseSync,
  arms: readonly Arm[],
  { bridges, benches, floor }: BenchSelection,
): BenchHistory[] {
  const wanted = arms.filter(({ bridge }) => bridges === null || bridges.includes(bridge))
  const measured = wanted.flatMap((arm) => benchesOf(database, arm.id).map((bench) => ({ arm, bench })))
  const series = Map.groupBy(
    measured.filter(({ bench }) => benches === null || benches.includes(bench.bench)),
    ({ arm, bench }) => JSON.stringify([bench.bench, arm.bridge, variantKey(arm.variant), arm.fingerprint]),
  )
  const keys = [...series.keys()].sort()
  return keys.flatMap((key) => historyOf(series.get(key) ?? [], floor) ?? [])
}

function historyOf(all: readonly Measured[], floor: number): BenchHistory | null {
  const last = all.at(-1)
  if (last === undefined) return null
  const normalised = last.bench.control !== null
  const kept = all.filter(({ bench }) => (bench.control !== null) === normalised)
  const points = kept.flatMap((one) => pointOf(one) ?? [])
  const values = points.map(({ value }) => Math.log(value))
  const changes = changesOf(points, values, floor)
  return {
    bridge: last.arm.bridge,
    variant: variantKey(last.arm.variant),
    bench: last.bench.bench,
    title: last.bench.title,
    machine: last.arm.fingerprint,
    normalised,
    leftOut: all.length - kept.length,
    points,
    changes,
    regressions: regressionsOf(changes, values, floor),
  }
}

/** Null for a run in which it could not be measured. */
function pointOf({ arm, bench }: Measured): BenchPoint | null {
  const positive = bench.samples.filter((value) => value > 0)
  if (bench.error !== null || positive.length === 0) return null
  const nanoseconds = median(positive)
  if (bench.control === null) return { stand: standOf(arm), nanoseconds, value: nanoseconds }
  // Within a round both were measured under the same load: what the machine did is out of it.
  const ratios = pairedLogRatios(bench, bench.control)
  return ratios.length === 0 ? null : { stand: standOf(arm), nanoseconds, value: Math.exp(median(ratios)) }
}

function changesOf(points: readonly BenchPoint[], values: readonly number[], floor: number): BenchChange[] {
  return changePoints(values, Math.log1p(floor)).flatMap(({ index, shift, p }) => {
    const [last, first] = [points[index - 1], points[index]]
    if (last === undefined || first === undefined) return []
    return [
      {
        index,
        interval: intervalOf(last.stand, first.stand),
        size: Math.expm1(shift.size),
        low: Math.expm1(shift.low),
        high: Math.expm1(shift.high),
        p,
      },
    ]
  })
}

/** Indices into `changes`. */
function regressionsOf(changes: readonly BenchChange[], values: readonly number[], floor: number): number[] {
  if (changes.length === 0) return []
  const bounds = [0, ...changes.map(({ index }) => index), values.length]
  const levels = bounds.slice(1).map((to, at) => median(values.slice(bounds[at], to)))
  return changes.flatMap(({ size }, at) => {
    const before = levels[at] ?? 0
    return size > 0 && levels.slice(at + 1).every((level) => level - before >= Math.log1p(floor)) ? [at] : []
  })
}
