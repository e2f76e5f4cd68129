/**
 * Sampling by tinybench: one short `Bench` for each arm and round, whose task hands over the time that the host measured.
 *
 * tinybench runs its tasks one after another, so the rounds are the harness's (see `run-benches.ts`); it sorts its samples, so the
 * raw ones are kept here in the order in which they were taken.
 */
import { Bench } from 'tinybench'

/** One benchmark on one bridge, ready to be measured: nanoseconds for `iterations` operations. */
export type Measure = (iterations: number) => Promise<number>

export interface Statistics {
  mean: number
  p50: number
  p99: number
  mad: number
  rme: number
}

/** A sample shorter than this says more about the clock and the message than about the operation. */
const sampleNs = 5_000_000
const mostIterations = 100_000_000

/**
 * Iterations for which one sample lasts about 5 ms. The runs it takes also warm the host up. What is long enough must be so twice: a
 * first call is cold, and any may be held up by the system.
 */
export async function calibrate(measure: Measure, targetNs = sampleNs): Promise<number> {
  let iterations = 1
  for (;;) {
    const first = await measure(iterations)
    const ns = first < targetNs / 2 ? first : Math.min(first, await measure(iterations))
    if (ns >= targetNs / 2 || iterations >= mostIterations) return iterations
    const factor = ns === 0 ? 100 : Math.min(100, Math.max(2, targetNs / ns))
    iterations = Math.min(mostIterations, Math.ceil(iterations * factor))
  }
}

/** Nanoseconds for one operation, `count` times in a row. Rejects with what `measure` rejects with. */
export async function takeSamples(measure: Measure, iterations: number, count: number): Promise<number[]> {
  const samples: number[] = []
  const task = async () => {
    const started = performance.now()
    const perOperation = (await measure(iterations)) / iterations
    samples.push(perOperation)
    return { overriddenDuration: perOperation / 1e6, overriddenIterationCost: performance.now() - started }
  }
  await runTask(task, count, true)
  return samples
}

/** tinybench's statistics over samples of all rounds, in nanoseconds an operation. */
export async function statisticsOf(samples: readonly number[]): Promise<Statistics> {
  const rest = samples.values()
  // Its kind is said, because tinybench would find out by calling it once, and a sample would be lost.
  const latency = await runTask(() => ({ overriddenDuration: (rest.next().value ?? 0) / 1e6 }), samples.length, false)
  const { mean, p50, p99, mad, rme } = latency
  return { mean: mean * 1e6, p50: p50 * 1e6, p99: p99 * 1e6, mad: mad * 1e6, rme }
}

async function runTask(task: () => unknown, iterations: number, async: boolean) {
  const bench = new Bench({ time: 0, iterations, warmup: false, throws: true, retainSamples: false })
  bench.add('samples', task, { async })
  await bench.run()
  const result = bench.tasks[0]?.result
  if (result === undefined || !('latency' in result)) throw new Error(`tinybench ended in state ${result?.state}`)
  return result.latency
}
