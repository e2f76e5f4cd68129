/**
 * Measures benches on bridges, interleaved, and emits one `BenchFinished` for each pair as soon as the bench is done.
 *
 * Which arm is measured when matters more than the statistics behind it: identical code measured in two blocks differs by tens
 * of per cent on a busy machine. So bridges are interleaved within each round and benchmark, in a random, seeded order (Laaber
 * et al., EMSE 2019).
 */
import { median } from 'simple-statistics'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { type Extensions, skipReason } from '../plan/applicability.ts'
import { shuffledRounds } from '../plan/shuffle.ts'
import type { Series } from '../record/bench-events.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import type { BenchCase } from '../suite/case.ts'
import { Control } from './control.ts'
import { BenchError, measureOnce } from './measure.ts'
import { type MetricGroup, measureMetrics } from './metrics.ts'
import { Processors } from './processors.ts'
import { calibrate, type Measure, statisticsOf, takeSamples } from './sample.ts'
import { measureWarmup } from './warmup.ts'

export interface BenchOptions {
  /** Each bridge is measured once in every round; a ratio's interval wants at least five. */
  rounds: number
  /** Samples that a bridge gives in a row. */
  samples: number
  /** Of the order within rounds. */
  seed: number
  extensions: Extensions
  /** Path of the control benchmark's program, which takes its turn in every round. */
  controlPath: string
  /** Measure the curve of each bench in a fresh host, where there is a JIT. */
  warmup: boolean
  metrics: readonly MetricGroup[]
}

interface Arm {
  seat: Seat
  bridge: string
  measure: Measure
  iterations: number
  samples: number[]
  round: number[]
  /** Why it is not measured: it does not apply, or something went wrong (`failed`). */
  error: string | null
  failed: boolean
}

/** Answers how many measurements failed; one that does not apply to its bridge is none. */
export async function runBenches(
  benches: readonly BenchCase[],
  bridges: readonly ResolvedBridge[],
  options: BenchOptions,
  context: RunContext,
): Promise<number> {
  let failures = 0
  const seats = bridges.map((bridge) => new Seat(new BridgeState(bridge, context, false), context))
  try {
    for (const bench of benches) {
      if (context.stop.aborted) break
      const arms = await runBench(bench, seats, options, context)
      failures += arms.filter(({ failed }) => failed).length
      for (const arm of arms) await measureMore(bench, arm, options, context)
    }
  } finally {
    for (const seat of seats) await seat.finish('host')
  }
  return failures
}

async function measureMore(bench: BenchCase, arm: Arm, options: BenchOptions, context: RunContext): Promise<void> {
  if (arm.error !== null || arm.samples.length === 0) return
  const ns = median(arm.samples)
  const { state } = arm.seat
  if (options.warmup) await measureWarmup(bench, state, ns, context)
  await measureMetrics({ bench, bridge: state.bridge, ns, groups: options.metrics }, context)
}

async function runBench(
  bench: BenchCase,
  seats: readonly Seat[],
  options: BenchOptions,
  context: RunContext,
): Promise<Arm[]> {
  const arms = seats.map((seat) => armOf(bench, seat, { context, extensions: options.extensions }))
  for (const arm of arms) {
    await attempt(arm, async () => {
      arm.iterations = await calibrate(arm.measure)
    })
  }
  using control = new Control(options.controlPath, { ...context.env, PROOFLOAD_RUN: context.run })
  const controlIterations = await calibrate(control.measure)
  const controlSeries: Series = { samples: [], round: [] }
  for (const { round, order } of shuffledRounds([...arms, null], options.rounds, options.seed)) {
    await keepTogether(arms, control, round)
    for (const arm of order) {
      if (context.stop.aborted) return arms
      if (arm === null)
        push(controlSeries, round, await takeSamples(control.measure, controlIterations, options.samples))
      else
        await attempt(arm, async () =>
          push(arm, round, await takeSamples(arm.measure, arm.iterations, options.samples)),
        )
    }
  }
  if (context.stop.aborted) return arms
  for (const arm of arms) await finish(bench, arm, controlSeries, context)
  return arms
}

const processors = new Processors()

/** All on one processor, on another in the next round. */
async function keepTogether(arms: readonly Arm[], control: Control, round: number): Promise<void> {
  const processor = processors.usable[round % processors.usable.length]
  for (const { seat, error } of arms) if (error === null) processors.keep((await seat.host())?.pid, processor)
  processors.keep(control.pid, processor)
}

function push(series: Series, round: number, samples: readonly number[]): void {
  series.samples.push(...samples)
  series.round.push(...samples.map(() => round))
}

async function attempt(arm: Arm, work: () => Promise<void>): Promise<void> {
  if (arm.error !== null) return
  try {
    await work()
  } catch (error) {
    // Anything else is a fault of the harness and must end the run.
    if (!(error instanceof BenchError)) throw error
    arm.error = error.message
    arm.failed = error.failed
  }
}

async function finish(bench: BenchCase, arm: Arm, control: Series, context: RunContext): Promise<void> {
  const complete = arm.error === null && arm.samples.length > 0
  context.emit({
    event: 'BenchFinished',
    bridge: arm.bridge,
    bench: bench.id,
    area: bench.area,
    title: bench.title,
    api: bench.api,
    samples: arm.samples,
    round: arm.round,
    iterations: arm.iterations,
    statistics: complete ? await statisticsOf(arm.samples) : null,
    error: arm.error,
    control,
  })
}

function armOf(
  bench: BenchCase,
  seat: Seat,
  { context, extensions }: { context: RunContext; extensions: Extensions },
): Arm {
  const { bridge } = seat.state
  const skipped = skipReason({ ...bench, versions: null }, bridge, extensions)
  const measure: Measure = (iterations) => measureOnce(bench, iterations, seat, context)
  return { seat, bridge: bridge.name, measure, iterations: 1, samples: [], round: [], error: skipped, failed: false }
}
