/**
 * How often the gate is wrong on this machine: comparisons of a bridge with itself, and with itself doing so much more work. More
 * operations are really made and not counted, so that a planted slowdown passes through caches, clocks and compilers as a true one
 * does; multiplying results would plant it behind all noise.
 */
import { randomness, shuffled } from '../plan/shuffle.ts'
import type { GateAnswer } from '../record/bench-events.ts'
import type { RunEvent } from '../record/events.ts'
import type { RunContext } from '../run/context.ts'
import { level } from '../statistics/gate-rule.ts'
import type { BenchCase } from '../suite/case.ts'
import type { Sides } from './gate-round.ts'
import { type GateOptions, runGate } from './run-gate.ts'

/** What head does more: nothing, 3 %, 5 %, 10 %. */
export const plantedChanges = [0, 0.03, 0.05, 0.1] as const

export interface Trial {
  bench: string
  planted: number
  answer: GateAnswer
  /** Why it cannot be told. */
  reason: string | null
  /** Over all rounds; null with too few pairs. */
  ratio: number | null
  pairs: number
  seconds: number
}

export interface CalibrationOptions extends GateOptions {
  /** For each planted change. */
  comparisons: number
}

/** Calls `done` after each run of the gate, with its trials. Ends early when the run is stopped. */
export async function calibrateGate(
  benches: readonly BenchCase[],
  sides: Sides,
  { comparisons, ...options }: CalibrationOptions,
  { context, done }: { context: RunContext; done: (trials: readonly Trial[]) => void },
): Promise<void> {
  const random = randomness(options.seed)
  for (let left = comparisons, run = 0; left > 0; left -= benches.length, run += 1) {
    const some = shuffled(benches, random).slice(0, left)
    for (const planted of shuffled(plantedChanges, random)) {
      if (context.stop.aborted) return
      const seed = options.seed + 1000 * run + plantedChanges.indexOf(planted)
      done(await trialsOf(some, sides, { ...options, seed, planted: () => planted }, { context, planted }))
    }
  }
}

async function trialsOf(
  benches: readonly BenchCase[],
  sides: Sides,
  options: GateOptions,
  { context, planted }: { context: RunContext; planted: number },
): Promise<Trial[]> {
  const trials: Trial[] = []
  const emit = (event: RunEvent): void => {
    if (event.event !== 'BenchGated') return
    const { bench, answer, reason, p, all, seconds } = event
    // Many are slower at once here, which the correction for many rewards: each is judged as if it were the only one.
    const alone = p !== null && p * benches.length <= level
    const judged =
      planted > 0 && answer === 'slower' && !alone
        ? { answer: 'cannot-tell' as const, reason: `p ${p} is too much for one of ${benches.length} benches` }
        : { answer, reason }
    trials.push({ bench, planted, ...judged, ratio: all?.ratio ?? null, pairs: all?.pairs ?? 0, seconds })
  }
  await runGate(benches, sides, options, { ...context, emit })
  return trials
}
