import { z } from 'zod'

/** The part of `results.json` that is counted here. */
const results = z.object({
  bridges: z.array(
    z.object({
      name: z.string(),
      totals: z.record(z.string(), z.int().nonnegative()),
      unexpected: z.int().nonnegative(),
    }),
  ),
})

/** Counts cases as expected (passed), unexpected (failed) and not executed (skipped). */
export function countCases(json: string): { passed: number; failed: number; skipped: number } {
  const { bridges } = results.parse(JSON.parse(json))
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { totals, unexpected } of bridges) {
    const skipped = totals['skipped'] ?? 0
    const executed = Object.values(totals).reduce((sum, count) => sum + count, 0) - skipped
    counts.failed += unexpected
    // A stale skip may be unexpected too, so there can be more of those than executed cases.
    counts.passed += Math.max(0, executed - unexpected)
    counts.skipped += skipped
  }
  return counts
}
