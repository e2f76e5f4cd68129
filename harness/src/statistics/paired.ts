/**
 * One comparison of base and head, measured in pairs: interval, probability, correction for many. Seeded: the same pairs give the
 * same figures.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { median, quantileSorted } from 'simple-statistics'

/** Time of head divided by that of base. */
export interface Paired {
  ratio: number
  /** 95 % bootstrap interval of the median of the pairs. */
  low: number
  high: number
  pairs: number
}

/** Below this a bootstrap interval says more than the pairs know. */
export const fewestPairs = 5
const seed = 20_240_607
const resamples = 4000
const tail = 0.025

/**
 * What one round says of head/base, as a logarithm: the median over its turns, each turn by the best sample of each side. The best of
 * a turn leaves out what interrupted a sample, the median over turns what disturbed a turn. `perTurn` samples a side make a turn.
 * Null without a turn in which both clocks moved.
 */
export function roundLogRatio(base: readonly number[], head: readonly number[], perTurn: number): number | null {
  const turns = Math.min(base.length, head.length) / perTurn
  const ratios = Array.from({ length: Math.floor(turns) }, (_, turn) => {
    const best = (side: readonly number[]) => Math.min(...side.slice(turn * perTurn, (turn + 1) * perTurn))
    return best(head) / best(base)
  }).filter((ratio) => Number.isFinite(ratio) && ratio > 0)
  return ratios.length === 0 ? null : Math.log(median(ratios))
}

/** Null with fewer than {@link fewestPairs} pairs. */
export function comparePairs(logRatios: readonly number[]): Paired | null {
  if (logRatios.length < fewestPairs) return null
  const medians = [...bootstrapMedians(logRatios)]
  return {
    ratio: Math.exp(median([...logRatios])),
    low: Math.exp(quantileSorted(medians, tail)),
    high: Math.exp(quantileSorted(medians, 1 - tail)),
    pairs: logRatios.length,
  }
}

/**
 * The achieved significance level of "head is slower than 1 + floor": how often a bootstrap sample's median does not exceed the floor
 * (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 15). At least 1 / 4001. Null with too few pairs.
 */
export function slowerProbability(logRatios: readonly number[], floor: number): number | null {
  if (logRatios.length < fewestPairs) return null
  const limit = Math.log1p(floor)
  return (1 + bootstrapMedians(logRatios).filter((value) => value <= limit).length) / (1 + resamples)
}

/**
 * Probabilities corrected for their number by the step-up procedure of Benjamini and Hochberg (1995): of those at most q, a share of
 * q is expected to be false. In the order given.
 */
export function adjustForMany(probabilities: readonly number[]): number[] {
  const count = probabilities.length
  const order = [...probabilities.keys()].sort((a, b) => (probabilities[b] ?? 1) - (probabilities[a] ?? 1))
  const adjusted = new Array<number>(count)
  let least = 1
  for (const [place, index] of order.entries()) {
    least = Math.min(least, ((probabilities[index] ?? 1) * count) / (count - place))
    adjusted[index] = least
  }
  return adjusted
}

/** Medians of bootstrap samples, ascending. Each is found by counting how often each value was drawn: no sample is sorted. */
function bootstrapMedians(values: readonly number[]): Float64Array {
  const generator = xoroshiro128plus(seed)
  const sorted = Float64Array.from(values).sort()
  const drawn = new Uint32Array(sorted.length)
  return Float64Array.from({ length: resamples }, () => {
    drawn.fill(0)
    for (let draw = 0; draw < sorted.length; draw += 1) {
      const index = uniformInt(generator, 0, sorted.length - 1)
      drawn[index] = (drawn[index] ?? 0) + 1
    }
    const upper = valueAt(sorted, drawn, Math.floor(sorted.length / 2))
    return sorted.length % 2 === 1 ? upper : (upper + valueAt(sorted, drawn, sorted.length / 2 - 1)) / 2
  }).sort()
}

/** What stands at `rank`, from 0, of the sample in which each of `sorted` occurs as often as `drawn` says. */
function valueAt(sorted: Float64Array, drawn: Uint32Array, rank: number): number {
  let before = 0
  for (const [index, times] of drawn.entries()) {
    before += times
    if (before > rank) return sorted[index] ?? Number.NaN
  }
  return Number.NaN
}
