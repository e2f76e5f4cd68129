/** Figures of throughput as text, the same on the terminal and in the page. */

import type { Metric } from '#harness/src/record/bench-events.ts'
import type { Ratio } from '#harness/src/statistics/ratio.ts'
import type { BenchCell } from '../benches.ts'

/** `2.50 ns`, `264 ns`, `81.0 µs`: three digits, and a shared machine does not know the last. */
export function nanosecondsText(value: number): string {
  if (value >= 1e6) return `${digits(value / 1e6)} ms`
  if (value >= 1e4) return `${digits(value / 1e3)} µs`
  return `${digits(value)} ns`
}

/** `×17.6`: how many times the base's time. */
export function ratioText({ ratio }: Ratio): string {
  return `×${digits(ratio)}`
}

/** `[17.1, 18.0]`; empty where there were too few rounds for an interval. */
export function intervalText({ low, high }: Ratio): string {
  return low === null || high === null ? '' : `[${digits(low)}, ${digits(high)}]`
}

/** Instructions for one operation, bytes, or switches for a thousand operations. */
export function metricText(metric: Metric, value: number): string {
  if (metric === 'peak-memory') return `${(value / 2 ** 20).toFixed(1)} MiB`
  if (metric === 'instructions') return value.toFixed(value < 100 ? 1 : 0)
  return `${digits(value)} / 1000`
}

/** Time of one operation, or why there is none. */
export function timeText({ nanoseconds: value, error }: Pick<BenchCell, 'nanoseconds' | 'error'>): string {
  if (error !== null) return 'error'
  return value === null ? 'not run' : nanosecondsText(value)
}

function digits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value.toFixed(value >= 0.1 ? 2 : 3)
}
