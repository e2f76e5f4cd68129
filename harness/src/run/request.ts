/** What a case asks of a driver: its steps or its row without anything that it expects. */
import type { Question } from '../bridge/host.ts'
import type { WireStep } from '../bridge/protocol.ts'
import type { Case } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'

type Repeated = Extract<Step, { repeat: number }>
type SimpleStep = Exclude<Step, Repeated>
type SimpleWire = Exclude<WireStep, { repeat: number }>

export function requestOf(one: Case): Extract<Question, { do: 'case' | 'row' }> {
  const { id, probe, repeat } = one
  if (one.kind === 'call') return { do: 'row', case: id, probe, function: one.function, args: one.args, repeat }
  return { do: 'case', case: id, probe, steps: one.steps.map(wireStepOf), repeat }
}

function wireStepOf(step: Step): WireStep {
  return 'repeat' in step ? { repeat: step.repeat, steps: step.steps.map(simple) } : simple(step)
}

function simple(step: SimpleStep): SimpleWire {
  if ('call' in step) {
    const { call, args = [], kwargs } = step
    return { call, args, ...(kwargs === undefined ? {} : { kwargs }), ...outcomeOf(step) }
  }
  if ('host' in step) return { host: step.host, args: step.args ?? [], ...outcomeOf(step) }
  if ('alive' in step) return { alive: true }
  // The driver answers whether they are one object; which answer is right is none of its business.
  if ('different' in step) return { same: step.different }
  if ('log' in step) return { log: step.log }
  if ('unraisable' in step) return { unraisable: true }
  return step
}

/** That some exception is expected tells the driver to go on after one. */
function outcomeOf({ as, raises }: Extract<SimpleStep, { as?: unknown }>): { as?: string; raises?: true } {
  return { ...(as === undefined ? {} : { as }), ...(raises === undefined ? {} : { raises: true }) }
}
