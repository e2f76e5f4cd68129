/** What a case does and what it expects, step by step, in the notation of the suites: for a reader who has the report and no suite. */
import type { Case } from '../suite/case.ts'
import type { Raises, Step } from '../suite/schema.ts'
import type { Value } from '../suite/value.ts'
import { raisesText, valueText } from './render.ts'

type SimpleStep = Exclude<Step, { repeat: number }>
interface Outcome {
  as?: string | undefined
  returns?: Value | undefined
  raises?: Raises | undefined
}

/** One text for each step, counted as a difference's `at` counts them; a repetition is one step of several lines. */
export function stepsText(one: Case): string[] {
  if (one.kind === 'call') {
    const { absent, out = {}, then = {}, ...outcome } = one.expect
    const more = [
      ...(absent ? ['nothing is there'] : []),
      ...Object.entries(out).map(([name, value]) => `${name} is ${valueText(value)}`),
      ...Object.entries(then).map(([name, value]) => `then ${name} is ${valueText(value)}`),
    ]
    return [[`call ${one.function}(${listed(one.args)})${outcomeText(outcome)}`, ...more].join('; ')]
  }
  return [...one.steps.map(stepText), ...(one.ends ? [endsText(one.ends)] : [])]
}

function stepText(step: Step): string {
  if (!('repeat' in step)) return simpleText(step)
  return [`repeat ${step.repeat} times`, ...step.steps.map((inner) => `  ${simpleText(inner)}`)].join('\n')
}

function simpleText(step: SimpleStep): string {
  if ('call' in step) {
    const named = Object.entries(step.kwargs ?? {}).map(([name, value]) => `${name}=${valueText(value)}`)
    return `call ${step.call}(${[...(step.args ?? []).map(valueText), ...named].join(', ')})${outcomeText(step)}`
  }
  if ('host' in step) return `host ${step.host}(${listed(step.args ?? [])})${outcomeText(step)}`
  return judgedText(step)
}

function judgedText(step: Exclude<SimpleStep, { call: string } | { host: string }>): string {
  if ('let' in step) {
    const bound = Object.entries(step.let).map(([name, value]) => `${name} = ${valueText(value)}`)
    return `let ${bound.join(', ')}`
  }
  if ('drop' in step) return `drop ${step.drop.join(', ')}`
  if ('settle' in step) return 'settle'
  if ('alive' in step) return `alive ${step.alive}`
  if ('same' in step) return `same ${listed(step.same)}`
  if ('different' in step) return `different ${listed(step.different)}`
  if ('log' in step) return `log ${step.log}: ${step.calls.map((args) => `(${listed(args)})`).join(', ') || 'no call'}`
  return `unraisable ${step.unraisable.map(raisesText).join(', ') || 'nothing'}`
}

function outcomeText({ as, returns, raises }: Outcome): string {
  return [
    as === undefined ? '' : ` as ${as}`,
    returns === undefined ? '' : ` returns ${valueText(returns)}`,
    raises === undefined ? '' : ` raises ${raisesText(raises)}`,
  ].join('')
}

function endsText({ signal, exit, stderr }: NonNullable<Extract<Case, { kind: 'scenario' }>['ends']>): string {
  const how = [
    ...(signal === undefined ? [] : [`by ${signal}`]),
    ...(exit === undefined ? [] : [`with status ${exit}`]),
    ...(stderr === undefined ? [] : [`saying /${stderr}/`]),
  ]
  return `the host ends ${how.join(', ')}`
}

function listed(values: readonly Value[]): string {
  return values.map(valueText).join(', ')
}
