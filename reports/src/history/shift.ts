/**
 * How far one set of values lies from another: the estimate of Hodges and Lehmann, the median of all differences, with the interval
 * that belongs to the rank-sum test (Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", 2014, section 4.3). An outlier
 * moves neither.
 */
import { median } from 'simple-statistics'

export interface Shift {
  /** Median of after - before. */
  size: number
  /** 95 % interval; with fewer than four values on each side it is all that was seen, and less sure. */
  low: number
  high: number
}

const normalQuantile = 1.959_964

/** Neither side is empty. */
export function shiftBetween(before: readonly number[], after: readonly number[]): Shift {
  const differences = before.flatMap((a) => after.map((b) => b - a)).sort((a, b) => a - b)
  const [m, n] = [before.length, after.length]
  const inside = (m * n) / 2 - normalQuantile * Math.sqrt((m * n * (m + n + 1)) / 12)
  const outer = Math.max(0, Math.floor(inside) - 1)
  return {
    size: median(differences),
    low: differences[outer] ?? Number.NaN,
    high: differences[differences.length - 1 - outer] ?? Number.NaN,
  }
}
