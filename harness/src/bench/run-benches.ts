/**
 * Measures benches on bridges, interleaved, and emits one `BenchFinished` for each pair as soon as the bench is done.
 *
 * Which arm is measured when matters more than the statistics behind it: identical code measured in two blocks differs by tens
 * of per cent on a busy machine. So bridges are interleaved within each round and benchmark, in a random, seeded order (Laaber
 * et al., EMSE 2019).
 */
import type { ResolvedBridge } from '../bridge/discover.ts'
import { type Extensions, skipReason } from '../plan/applicability.ts'
import { shuffledRounds } from '../plan/shuffle.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import type { BenchCase } from '../suite/case.ts'
import { calibrate, type Measure, statisticsOf, takeSamples } from './sample.ts'

export interface BenchOptions {
  /** Each bridge is measured once in every round; a ratio's interval wants at least five. */
  rounds: number
  /** Samples that a bridge gives in a row. */
  samples: number
  /** Of the order within rounds. */
  seed: number
  extensions: Extensions
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

/** What a host or a bridge made of a measurement; it costs this bench on this bridge. */
class BenchError extends Error {
  override readonly name = 'BenchError'
  /** False for a function that the bridge lacks: that is for `run` to judge. */
  readonly failed: boolean

  constructor(message: string, failed = true) {
    super(message)
    this.failed = failed
  }
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
    }
  } finally {
    for (const seat of seats) await seat.finish('host')
  }
  return failures
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
  for (const { round, order } of shuffledRounds(arms, options.rounds, options.seed)) {
    for (const arm of order.filter(({ error }) => error === null)) {
      if (context.stop.aborted) return arms
      await attempt(arm, async () => {
        const samples = await takeSamples(arm.measure, arm.iterations, options.samples)
        arm.samples.push(...samples)
        arm.round.push(...samples.map(() => round))
      })
    }
  }
  if (context.stop.aborted) return arms
  for (const arm of arms) await finish(bench, arm, context)
  return arms
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

async function finish(bench: BenchCase, arm: Arm, context: RunContext): Promise<void> {
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
    control: null,
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

async function measureOnce(bench: BenchCase, iterations: number, seat: Seat, context: RunContext): Promise<number> {
  const built = await context.built(seat.state.bridge, bench.probe)
  if ('error' in built) throw new BenchError(`the probe does not compile: ${built.error.split('\n')[0]}`)
  if ('unfit' in built) throw new BenchError(built.unfit)
  const host = await seat.host()
  if (host === null) throw new BenchError(`the bridge could not be run: ${seat.state.failure ?? 'the run was stopped'}`)
  const loaded = await seat.load(host, bench.probe, built.path)
  if ('end' in loaded) throw lost(seat, loaded)
  if ('failed' in loaded) throw new BenchError(`the probe cannot be loaded: ${loaded.failed}`)
  const missing = bench.api.filter((name) => loaded.missing.includes(name))
  if (missing.length > 0) throw new BenchError(`the bridge lacks ${missing.join(', ')}`, false)
  const { probe, loop, call, args } = bench
  const imported = bench.import === null ? {} : { import: bench.import }
  const answer = await host.ask(
    { do: 'bench', bench: bench.id, probe, loop, ...imported, call, args, iterations },
    context.timeoutMs,
  )
  if ('end' in answer) throw lost(seat, answer)
  if ('failed' in answer.reply) throw new BenchError(`${answer.reply.failed.type}: ${answer.reply.failed.message}`)
  if (!('ns' in answer.reply)) throw new Error('an answer of another kind was let through')
  return answer.reply.ns
}

/** The host is gone; the next bench starts another. */
function lost(seat: Seat, { end }: { end: Parameters<Seat['lost']>[0] }): BenchError {
  seat.lost(end)
  return new BenchError(`the host ended: ${end.ending.detail}`)
}
