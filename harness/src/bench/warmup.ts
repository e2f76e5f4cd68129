/** The curve of a bench in a fresh host that has a JIT compiler. */

import type { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import { classifyCurve } from '../statistics/curve.ts'
import type { BenchCase } from '../suite/case.ts'
import { BenchError, measureOnce } from './measure.ts'
import { takeSamples } from './sample.ts'

/** Enough for a steady state to last a quarter of them, short enough that the first still show an interpreter at work. */
const curveSamples = 400
const sampleNs = 350_000

/**
 * Emits `WarmupMeasured` for a bench that was measured before, in nanoseconds an operation; nothing for a host without a JIT, and
 * nothing when the host ends: what was measured before has said what there is to say.
 */
export async function measureWarmup(
  bench: BenchCase,
  state: BridgeState,
  nsPerOperation: number,
  context: RunContext,
): Promise<void> {
  if (!state.bridge.jit || context.stop.aborted || !(nsPerOperation > 0)) return
  const iterations = Math.max(1, Math.round(sampleNs / nsPerOperation))
  await using seat = new Seat(state, context)
  try {
    const samples = await takeSamples((count) => measureOnce(bench, count, seat, context), iterations, curveSamples)
    const curve = classifyCurve(samples)
    context.emit({
      event: 'WarmupMeasured',
      bridge: state.bridge.name,
      bench: bench.id,
      iterations,
      samples,
      ...curve,
    })
  } catch (error) {
    if (!(error instanceof BenchError)) throw error
  }
}
