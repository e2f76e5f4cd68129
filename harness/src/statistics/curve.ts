/**
 * What kind of curve the times of a fresh host make, after Barrett, Bolz-Tereick, Killick, Mount and Tratt, "Virtual machine warmup blows
 * hot and cold", OOPSLA 2017: change points divide the samples into segments, and the levels of the segments decide.
 *
 * Theirs are 2,000 iterations of a second; ours are some hundred samples of less than a millisecond, on machines that others use, too. So
 * what differs by less than {@link equivalent} counts as the same level.
 */
import { median, medianAbsoluteDeviation } from 'simple-statistics'
import type { WarmupClass } from '../record/bench-events.ts'

export interface Curve {
  class: WarmupClass
  /** Index of the first sample of the steady state; null where there is none. */
  steadyFrom: number | null
  /** Median of the steady state, in the samples' unit. */
  steadyNs: number | null
}

/** Levels that differ by no more are the same. */
const equivalent = Math.log(1.1)
/** The steady state must last for so much of the end: 500 of 2,000 iterations in the paper. */
const steadyShare = 0.25
/** In samples. */
const shortestSegment = 5
/** Outliers are judged within so many samples to each side. */
const reach = 10

/** Throws on fewer than 20 samples. */
export function classifyCurve(samples: readonly number[]): Curve {
  if (samples.length < 20) throw new Error(`a curve needs 20 samples, not ${samples.length}`)
  const logs = withoutOutliers(samples.map((sample) => Math.log(Math.max(sample, Number.MIN_VALUE))))
  const starts = merged(logs, segmentStarts(logs))
  const levels = starts.map((start, index) => median(logs.slice(start, starts[index + 1])))
  const last = levels.at(-1) ?? 0
  const steadyFrom = starts.at(-1) ?? 0
  if (levels.length > 1 && steadyFrom > samples.length * (1 - steadyShare)) {
    return { class: 'no-steady-state', steadyFrom: null, steadyNs: null }
  }
  const wasFaster = levels.some((level) => level < last - equivalent)
  const kind = levels.length === 1 ? 'flat' : wasFaster ? 'slow-down' : 'warm-up'
  return { class: kind, steadyFrom, steadyNs: median(samples.slice(steadyFrom)) }
}

/** A sample far from those around it becomes their median: an interruption is no level. */
function withoutOutliers(values: readonly number[]): number[] {
  return values.map((value, index) => {
    const around = values.slice(Math.max(0, index - reach), index + reach + 1)
    const middle = median(around)
    const limit = 3 * Math.max(1.4826 * medianAbsoluteDeviation(around), equivalent / 3)
    // The very first samples are what a curve is about.
    return index >= 3 && Math.abs(value - middle) > limit ? middle : value
  })
}

/**
 * Where segments begin: the partition that costs least, by squared distance from the segment's mean and a price for each segment
 * (optimal partitioning, Jackson et al. 2005, of which PELT is the faster form).
 */
function segmentStarts(values: readonly number[]): number[] {
  const differences = values.slice(1).map((value, index) => value - (values[index] ?? 0))
  const noise = Math.max((1.4826 * medianAbsoluteDeviation(differences)) / Math.SQRT2, equivalent / 10)
  const price = 4 * noise ** 2 * Math.log(values.length)
  const sums = [0]
  const squares = [0]
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value)
    squares.push((squares.at(-1) ?? 0) + value ** 2)
  }
  const between = (list: readonly number[], from: number, to: number) => (list[to] ?? 0) - (list[from] ?? 0)
  const cost = (from: number, to: number) => between(squares, from, to) - between(sums, from, to) ** 2 / (to - from)
  const best: { total: number; start: number }[] = [{ total: -price, start: 0 }]
  for (let end = 1; end <= values.length; end += 1) {
    let found = { total: Number.POSITIVE_INFINITY, start: 0 }
    for (let start = 0; start <= end - Math.min(shortestSegment, end); start += 1) {
      const total = (best[start]?.total ?? Number.POSITIVE_INFINITY) + cost(start, end) + price
      if (total < found.total) found = { total, start }
    }
    best.push(found)
  }
  const starts: number[] = []
  for (let end = values.length; end > 0; end = best[end]?.start ?? 0) starts.unshift(best[end]?.start ?? 0)
  return starts
}

/** Without the starts of segments that are on the level of the one before. */
function merged(values: readonly number[], starts: readonly number[]): number[] {
  const kept = [0]
  for (const [index, start] of starts.entries()) {
    if (start === 0) continue
    const before = median(values.slice(kept.at(-1), start))
    const own = median(values.slice(start, starts[index + 1]))
    if (Math.abs(own - before) > equivalent) kept.push(start)
  }
  return kept
}
