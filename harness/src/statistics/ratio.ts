/** Ratios of two sets of samples that were taken in rounds, with intervals. Seeded: the same samples give the same figures. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { mean, median, quantileSorted } from 'simple-statistics'

export interface Samples {
  /** Nanoseconds for one operation. */
  samples: readonly number[]
  /** Round in which each sample was taken. */
  round: readonly number[]
}

/** How often slower than the base: 2 is twice the time. */
export interface Ratio {
  ratio: number
  /** 95 % bootstrap interval; null where fewer than {@link leastPairs} rounds have both sides. */
  low: number | null
  high: number | null
  rounds: number
}

/** Below this a bootstrap interval says more than the samples know. */
export const leastPairs = 5
const resamples = 2000
const confidence = 0.95

/**
 * Logarithms of own/base, one for each round that both have a sample in. Only within a round were the two measured under the same
 * load: pairing takes the machine's noise out of the ratio.
 */
export function pairedLogRatios(own: Samples, base: Samples): number[] {
  const ownMedians = roundMedians(own)
  const baseMedians = roundMedians(base)
  return [...ownMedians].flatMap(([round, value]) => {
    const other = baseMedians.get(round)
    return other === undefined ? [] : [Math.log(value / other)]
  })
}

/** Round -> median of its samples. */
export function roundMedians({ samples, round }: Samples): Map<number, number> {
  const byRound = Map.groupBy(samples.keys(), (index) => round[index] ?? -1)
  const medians = [...byRound].map(([number, indices]) => {
    // A clock that did not move says nothing, and has no logarithm.
    const positive = indices.map((index) => samples[index] ?? 0).filter((value) => value > 0)
    return [number, positive.length === 0 ? null : median(positive)] as const
  })
  return new Map(medians.flatMap(([number, value]) => (value === null || number < 0 ? [] : [[number, value] as const])))
}

/** The ratio of one bench: median of the paired ratios, with its interval. Null without a pair. */
export function ratioOf(logRatios: readonly number[]): Ratio | null {
  return geometricMeanOf([logRatios])
}

/**
 * Geometric mean over several benches, each given by its paired logarithms. Rounds are drawn anew within each bench, so that the
 * interval holds the noise of the measurement; which benches are in it is taken as given.
 */
export function geometricMeanOf(benches: readonly (readonly number[])[]): Ratio | null {
  const paired = benches.filter((logRatios) => logRatios.length > 0)
  if (paired.length === 0) return null
  const rounds = Math.min(...paired.map((logRatios) => logRatios.length))
  const ratio = Math.exp(mean(paired.map((logRatios) => median([...logRatios]))))
  if (rounds < leastPairs) return { ratio, low: null, high: null, rounds }
  const [low, high] = bootstrapInterval(paired)
  return { ratio, low: Math.exp(low), high: Math.exp(high), rounds }
}

function bootstrapInterval(benches: readonly (readonly number[])[]): [number, number] {
  // One fixed seed: a bench's interval must not depend on which other benches were measured.
  const generator = xoroshiro128plus(20_240_607)
  const draw = (values: readonly number[]) =>
    median(values.map(() => values[uniformInt(generator, 0, values.length - 1)] ?? Number.NaN))
  const means = Array.from({ length: resamples }, () => mean(benches.map(draw))).sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return [quantileSorted(means, tail), quantileSorted(means, 1 - tail)]
}
