/** One sentence about a result, for every report that has room for one. */
import type { Verdict } from '#harness/src/record/verdict.ts'
import type { Outcome, Result } from './model.ts'

/** What is different from the expected, in one line; null when there is nothing to say. */
export function oneLine(result: Result): string | null {
  const [first, ...others] = result.differences
  const parts = [
    ...(result.ending === null ? [] : [endingLine(result)]),
    ...(first === undefined
      ? []
      : [`${first.at}: expected ${first.expected}, seen ${first.seen}${more(others.length)}`]),
    ...(result.outcome === 'flaky' ? [`verdicts of the tries: ${result.tries.join(', ')}`] : []),
    ...(result.reason === null ? [] : [result.reason]),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

function endingLine({ ending }: Result): string {
  if (ending === null) return ''
  const last = ending.lastCalls.at(-1)
  const where = ending.step === null ? '' : ` in step ${ending.step}`
  return `${ending.detail}${where}${last === undefined ? '' : `, last call ${last}`}`
}

function more(count: number): string {
  return count === 0 ? '' : ` (and ${count} more)`
}

/** Why a result is where it is, as a heading: `fail`, `fail, expected crash (stale known failure)`. */
export function headline(result: Result): string {
  const { outcome, expected, stale, unexpected } = result
  if (stale) return `${words(outcome)}, expected ${words(expected)} (stale known failure)`
  return unexpected && expected !== 'pass' ? `${words(outcome)}, expected ${words(expected)}` : words(outcome)
}

/** An outcome as a person reads it. */
export function words(outcome: Outcome | Verdict): string {
  return outcome === 'not-run' ? 'not run' : outcome
}
