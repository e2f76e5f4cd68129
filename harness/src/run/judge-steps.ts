/** The observations of a scenario against what its steps expect. Pure. */
import type { Observation } from '../bridge/protocol.ts'
import type { Difference } from '../record/events.ts'
import type { Step } from '../suite/schema.ts'
import { compareLists, compareRaised, compareValues, type Mismatch } from './compare.ts'
import { raisesText, seenText, valueText } from './render.ts'

/** `broken`: the driver did not answer as section 5 says, so nothing can be judged. */
export type StepsJudgement = { differences: Difference[] } | { broken: string }

export function judgeSteps(steps: readonly Step[], observations: readonly Observation[]): StepsJudgement {
  if (observations.length > steps.length) {
    return { broken: `the driver answered ${observations.length} observations for ${steps.length} steps` }
  }
  const differences: Difference[] = []
  for (const [index, step] of steps.entries()) {
    const seen = observations[index]
    const at = `step ${index + 1}: ${stepText(step)}`
    if (seen === undefined) return { broken: `the driver stopped before ${at} without a reason` }
    const found = judgeStep(step, seen)
    if (found === 'broken') return { broken: `the driver answered ${at} with \`${Object.keys(seen).join()}\`` }
    if (found !== null) differences.push({ at: `${at}${found.path}`, expected: found.expected, seen: found.seen })
    if (stopsAt(step, seen)) break
  }
  return { differences }
}

/** Does the step state what must be seen, beyond that it runs? */
export function asserts(step: Step): boolean {
  if ('repeat' in step) return false
  return ['returns', 'raises', 'alive', 'same', 'different', 'log', 'unraisable'].some((key) => key in step)
}

function stopsAt(step: Step, seen: Observation): boolean {
  if ('unbound' in seen) return true
  return 'raised' in seen && !('raises' in step && step.raises !== undefined)
}

/** `call setitem`, `host getattr`, `drop list`. */
function stepText(step: Step): string {
  if ('call' in step) return `call ${step.call}`
  if ('host' in step) return `host ${step.host}`
  if ('let' in step) return `let ${Object.keys(step.let).join(', ')}`
  if ('drop' in step) return `drop ${step.drop.join(', ')}`
  if ('log' in step) return `log ${step.log}`
  if ('repeat' in step) return `repeat ${step.repeat}`
  return Object.keys(step)[0] ?? ''
}

function judgeStep(step: Step, seen: Observation): Mismatch | 'broken' | null {
  if ('unbound' in seen) return different('what it needs is bound', `nothing is bound to ${seen.unbound}`)
  if ('call' in step || 'host' in step) return judgeOutcome(step, seen)
  if ('raised' in seen) return different('no exception', `raised ${seenText(seen.raised)}`)
  if ('alive' in seen && 'alive' in step) return compareValues(step.alive, seen.alive)
  if ('same' in seen) return judgeIdentity(step, seen.same)
  if ('log' in seen && 'log' in step) return compareLists(step.calls, seen.log)
  if ('unraisable' in seen && 'unraisable' in step) return judgeUnraisable(step.unraisable, seen.unraisable)
  // An inner step of `repeat` that was to raise and returned is not told: outcomes of inner steps are not judged.
  return 'done' in seen && doesOnly.some((key) => key in step) ? null : 'broken'
}

/** Steps that show nothing but that they were done. */
const doesOnly = ['let', 'drop', 'settle', 'repeat']

function judgeOutcome(
  { returns, raises }: Extract<Step, { call: string } | { host: string }>,
  seen: Observation,
): Mismatch | 'broken' | null {
  if ('raised' in seen) {
    if (raises !== undefined) return compareRaised(raises, seen.raised)
    return different(returns === undefined ? 'no exception' : valueText(returns), `raised ${seenText(seen.raised)}`)
  }
  if (!('returned' in seen)) return 'broken'
  if (raises !== undefined) return different(`raises ${raisesText(raises)}`, `returned ${valueText(seen.returned)}`)
  return returns === undefined ? null : compareValues(returns, seen.returned)
}

function judgeIdentity(step: Step, seen: boolean): Mismatch | 'broken' | null {
  if ('same' in step) return seen ? null : different('one object', 'different objects')
  if ('different' in step) return seen ? different('different objects', 'one object') : null
  return 'broken'
}

type Unraisable = Extract<Step, { unraisable: unknown }>['unraisable']
type SeenUnraisable = Extract<Observation, { unraisable: unknown }>['unraisable']

function judgeUnraisable(expected: Unraisable, seen: SeenUnraisable): Mismatch | null {
  if (expected.length !== seen.length) {
    return different(`[${expected.map(raisesText).join(', ')}]`, `[${seen.map(seenText).join(', ')}]`)
  }
  for (const [index, one] of expected.entries()) {
    const found = compareRaised(one, seen[index] ?? null, `[${index}]`)
    if (found !== null) return found
  }
  return null
}

function different(expected: string, seen: string): Mismatch {
  return { path: '', expected, seen }
}
