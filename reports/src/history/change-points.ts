/**
 * Where a series changes its level, in three steps over values without outliers:
 *
 * 1. Candidates: the steps that describe the series best when each further one has its price (a Potts functional, as asv has it;
 *    solved exactly by optimal partitioning, Jackson et al., IEEE Signal Processing Letters 2005).
 * 2. The test of E-divisive (Matteson and James, "A nonparametric approach for multiple change point analysis of multivariate data",
 *    JASA 2014) between the neighbours of each: is the energy distance of the two parts larger than that of permuted values?
 * 3. What does not stand is taken back, the least credible first, as in Hunter (Fleming et al., ICPE 2023, now Apache Otava).
 *
 * Seeded: the same series gives the same points.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { median } from 'simple-statistics'
import { leastRuns, steps } from './potts.ts'
import { type Shift, shiftBetween } from './shift.ts'

export interface ChangePoint {
  /** Of the first value of the new level. */
  index: number
  shift: Shift
  /** Of the permutation test between the change before and the one after. */
  p: number
}

/** A change point has at most this p, as in Hunter: a history is looked at after each run, and at many benches. */
const significance = 0.001
const permutations = 4999
const seed = 20_240_607
/** Of the filter: values it looks at, deviations that are far, and the factor that makes a median deviation a standard one. */
const around = 2 * leastRuns - 1
const far = 3
const normalMad = 1.4826

type Generator = ReturnType<typeof xoroshiro128plus>

/** Changes of `values` by at least `floor` either way, both in the units of the values, in order. */
export function changePoints(values: readonly number[], floor: number): ChangePoint[] {
  if (values.length < 2 * leastRuns) return []
  const generator = xoroshiro128plus(seed)
  const deviation = deviationOf(values)
  const clean = withoutOutliers(values, deviation)
  // Values that hardly differ must not make a step of each difference.
  let indices = steps(clean, Math.max(deviation, floor / 10))
  for (;;) {
    const points = indices.map((index, at) => between(clean, [indices[at - 1] ?? 0, index, indices[at + 1]], generator))
    const weak = points.filter(({ p, shift }) => p > significance || Math.abs(shift.size) < floor)
    if (weak.length === 0) return points
    const weakest = weak.reduce((a, b) => (isWeaker(b, a) ? b : a))
    indices = points.filter((point) => point !== weakest).map(({ index }) => index)
  }
}

/** The change at `index` in the segment between its neighbours. */
function between(
  values: readonly number[],
  [from, index, to = values.length]: [number, number, number | undefined],
  generator: Generator,
): ChangePoint {
  const p = test(values.slice(from, to), generator)
  return { index, p, shift: shiftBetween(values.slice(from, index), values.slice(index, to)) }
}

function isWeaker(one: ChangePoint, other: ChangePoint): boolean {
  return one.p === other.p ? Math.abs(one.shift.size) < Math.abs(other.shift.size) : one.p > other.p
}

/** Standard deviation from the differences of neighbours: a change of level is one of them, and hardly moves their median. */
function deviationOf(values: readonly number[]): number {
  const differences = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? 0)))
  return (median(differences) * normalMad) / Math.SQRT2
}

/** Hampel's filter: a value far from the median of those around it is replaced by that. A level of `leastRuns` runs stays as it is. */
function withoutOutliers(values: readonly number[], deviation: number): number[] {
  return values.map((value, i) => {
    const from = Math.min(Math.max(0, i - leastRuns + 1), values.length - around)
    const usual = median(values.slice(from, from + around))
    return Math.abs(value - usual) > far * deviation ? usual : value
  })
}

/**
 * The probability that a segment divides as well as it does if the order of its values means nothing. Ends as soon as it is above
 * the significance (Besag and Clifford, Biometrika 1991).
 */
function test(segment: readonly number[], generator: Generator): number {
  const distances = totals(segment)
  const seen = bestSplit(segment, distances)
  const shuffled = [...segment]
  let asGood = 0
  for (let done = 1; done <= permutations; done += 1) {
    shuffle(shuffled, generator)
    if (bestSplit(shuffled, distances) >= seen) asGood += 1
    if (asGood + 1 > significance * (permutations + 1)) return (asGood + 1) / (done + 1)
  }
  return (asGood + 1) / (permutations + 1)
}

/** What no order changes: for each value the sum of its distances from all, and the sum over all pairs. */
interface Distances {
  of: ReadonlyMap<number, number>
  all: number
}

function totals(values: readonly number[]): Distances {
  const of = new Map(values.map((value) => [value, values.reduce((sum, other) => sum + Math.abs(value - other), 0)]))
  return { of, all: values.reduce((sum, value) => sum + (of.get(value) ?? 0), 0) / 2 }
}

/** The largest scaled energy distance, Q of the paper's equation 7, of any division. */
function bestSplit(values: readonly number[], distances: Distances): number {
  const size = values.length
  let best = 0
  // Sums over the pairs within the left part, and within the right one. One value after the other goes from right to left.
  let left = 0
  let right = distances.all
  for (let i = 0; i < size - leastRuns; i += 1) {
    const moved = values[i] ?? 0
    let toLeft = 0
    for (let j = 0; j < i; j += 1) toLeft += Math.abs(moved - (values[j] ?? 0))
    left += toLeft
    right -= (distances.of.get(moved) ?? 0) - toLeft
    const m = i + 1
    const n = size - m
    if (m < leastRuns) continue
    const across = distances.all - left - right
    const energy = (2 * across) / (m * n) - (2 * left) / (m * (m - 1)) - (2 * right) / (n * (n - 1))
    best = Math.max(best, ((m * n) / size) * energy)
  }
  return best
}

/** Fisher and Yates. */
function shuffle(values: number[], generator: Generator): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const j = uniformInt(generator, 0, i)
    const [a = 0, b = 0] = [values[i], values[j]]
    values[i] = b
    values[j] = a
  }
}
