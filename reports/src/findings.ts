/** What reports say of a result: in one sentence where there is room for one, in some lines where there is more. */
import type { Verdict } from '#harness/src/record/verdict.ts'
import type { BridgeReport, CaseReport, Finding, Outcome, Result } from './model.ts'

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

/** Everything about a result that is not as expected, line by line. Text of a host may hold line breaks. */
export function details(item: CaseReport, { differences, ending, known, reason, tries }: Result): string[] {
  return [
    item.title,
    ...differences.map(({ at, expected, seen }) => `${at}\n  expected  ${expected}\n  seen      ${seen}`),
    ...(ending === null ? [] : [`ended: ${ending.detail}`]),
    ...(ending === null || ending.lastCalls.length === 0 ? [] : [`last calls: ${ending.lastCalls.join(' > ')}`]),
    ...(ending?.backtrace?.map((frame, index) => `${index === 0 ? 'backtrace: ' : '           '}${frame}`) ?? []),
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(tries.length < 2 ? [] : [`tries: ${tries.join(', ')}`]),
    ...(known === null ? [] : [`known failure: ${known.reason}`]),
    `documentation: ${item.docs}`,
    `place: ${item.place}`,
  ]
}

/** What makes a run fail although no case is to blame: that the bridge did not start, and its findings. */
export function runFindings({ failure, findings }: BridgeReport): Finding[] {
  return [...(failure === null ? [] : [{ kind: 'host' as const, subject: 'start', detail: failure }]), ...findings]
}

/** Where a case stands: file, and line and column from 1. */
export function placeOf({ place }: CaseReport): { file: string; line: number; column: number } {
  const [, file = place, line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/s.exec(place) ?? []
  return { file, line: Number(line), column: Number(column) }
}
