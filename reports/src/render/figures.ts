/** Figures of throughput as text, the same on the terminal and in the page. */
import type { BenchCell } from '../benches.ts'
import type { Ratio } from '../statistics.ts'

/** `2.5 ns`, `264 ns`, `81.0 µs`: three digits are more than a shared machine knows. */
export function nanoseconds(value: number): string {
  if (value >= 1e6) return `${digits(value / 1e6)} ms`
  if (value >= 1e4) return `${digits(value / 1e3)} µs`
  return `${digits(value)} ns`
}

/** `×17.6 [17.1, 18.0]`; without the interval where there is none. */
export function ratioText({ ratio, low, high }: Ratio): string {
  return low === null || high === null ? `×${digits(ratio)}` : `×${digits(ratio)} [${digits(low)}, ${digits(high)}]`
}

/** One cell of the table of benches. */
export function benchText({ nanoseconds: value, ratio, error }: BenchCell): string {
  if (error !== null) return 'error'
  if (value === null) return 'not run'
  return ratio === null ? nanoseconds(value) : `${nanoseconds(value)}  ${ratioText(ratio)}`
}

function digits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value.toFixed(value >= 10 ? 1 : 2)
}
