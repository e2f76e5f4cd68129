/** What one stage of `npm test` found; the counts are of tests and cases. */
export type Outcome = {
  state: 'ok' | 'failed' | 'skipped'
  passed: number
  failed: number
  skipped: number
  /** Why it was skipped or could not be counted. */
  note: string
}

export type Stage = { title: string; run: () => Promise<Outcome> }

export type Row = Outcome & { title: string; durationMs: number }

/** Thrown by a stage whose child was running when a signal asked everything to stop. */
export class Interrupted extends Error {
  readonly signal: NodeJS.Signals

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`)
    this.name = 'Interrupted'
    this.signal = signal
  }
}

/**
 * Joins what a stage counted with how its process ended. A process that failed counts as one failure at least,
 * whatever it managed to report before.
 */
export function outcomeOf(
  counts: { passed: number; failed: number; skipped: number; note?: string },
  ending: { code: number | null; signal: string | null },
): Outcome {
  const died = ending.signal === null ? `exit status ${ending.code}` : `ended by ${ending.signal}`
  const endedWell = ending.code === 0
  const failed = endedWell ? counts.failed : Math.max(1, counts.failed)
  const note = counts.note ?? (endedWell ? '' : died)
  return { state: failed === 0 ? 'ok' : 'failed', passed: counts.passed, failed, skipped: counts.skipped, note }
}
