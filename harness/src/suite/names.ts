/** Names that the steps of a scenario bind and use: every `$name` must have been bound before. */
import type { Path } from './convert.ts'
import type { Step } from './schema.ts'
import type { Value } from './value.ts'

export interface NameFinding {
  code: 'unbound-name' | 'log-without-host'
  name: string
  path: Path
}

type Scope = Map<string, 'host' | 'other'>

/** `now`: needed when the step runs. `later`: used by a host callable when it is called, so bound anywhere will do. */
interface References {
  now: string[]
  later: string[]
}

export function findUnbound(steps: readonly Step[]): NameFinding[] {
  const findings: NameFinding[] = []
  const scope: Scope = new Map()
  const ever = new Set(steps.flatMap(boundBy))
  walk(steps, ['steps'], { scope, ever, findings })
  return findings
}

/** The names that values refer to, in arguments where nothing can be bound. */
export function referencesIn(value: Value | undefined): References {
  const found: References = { now: [], later: [] }
  if (value !== undefined) collect(value, found.now, found.later)
  return found
}

interface Walk {
  scope: Scope
  ever: ReadonlySet<string>
  findings: NameFinding[]
}

function walk(steps: readonly Step[], base: Path, state: Walk): void {
  for (const [index, step] of steps.entries()) {
    const path = [...base, index]
    if ('repeat' in step) {
      walk(step.steps, [...path, 'steps'], state)
      continue
    }
    checkUses(step, path, state)
    bind(step, state.scope)
  }
}

function checkUses(step: Step, path: Path, { scope, ever, findings }: Walk): void {
  const { now, later } = usesOf(step)
  const missing = [...now.filter((name) => !scope.has(name)), ...later.filter((name) => !ever.has(name))]
  for (const name of missing) findings.push({ code: 'unbound-name', name, path })
  if ('log' in step && scope.get(step.log.slice(1)) === 'other') {
    findings.push({ code: 'log-without-host', name: step.log.slice(1), path: [...path, 'log'] })
  }
}

function usesOf(step: Step): References {
  if ('drop' in step) return { now: step.drop, later: [] }
  if ('log' in step) return { now: [step.log.slice(1)], later: [] }
  const values: Value[] = []
  if ('call' in step) values.push(...(step.args ?? []), ...Object.values(step.kwargs ?? {}))
  if ('host' in step) values.push(...(step.args ?? []))
  if ('let' in step) values.push(...Object.values(step.let))
  if ('same' in step) values.push(...step.same)
  if ('different' in step) values.push(...step.different)
  const found = referencesIn(values)
  if ('call' in step && step.call.startsWith('$')) found.now.push(ownerIn(step.call))
  return found
}

/** `$name.attribute` is of what `name` is bound to. */
function ownerIn(path: string): string {
  return path.slice(1).split('.')[0] ?? ''
}

function bind(step: Step, scope: Scope): void {
  if ('drop' in step) for (const name of step.drop) scope.delete(name)
  if ('let' in step) for (const [name, value] of Object.entries(step.let)) scope.set(name, sortOf(value))
  if ('as' in step && step.as !== undefined) {
    // Only `value` hands its argument on; what a call returns has no log of its own to the driver.
    scope.set(step.as, 'host' in step && step.host === 'value' ? sortOf(step.args?.[0]) : 'other')
  }
}

function boundBy(step: Step): string[] {
  if ('repeat' in step) return step.steps.flatMap(boundBy)
  if ('let' in step) return Object.keys(step.let)
  return 'as' in step && step.as !== undefined ? [step.as] : []
}

function sortOf(value: Value | undefined): 'host' | 'other' {
  return typeof value === 'object' && value !== null && '$host' in value ? 'host' : 'other'
}

function collect(value: unknown, now: string[], later: string[]): void {
  if (typeof value !== 'object' || value === null) return
  if ('$ref' in value) now.push(String(value.$ref))
  else if ('$host' in value) collectHost(value.$host as Record<string, unknown>, later)
  else for (const inner of Object.values(value)) collect(inner, now, later)
}

function collectHost(host: Record<string, unknown>, later: string[]): void {
  const { drops, calls } = host as { drops?: string[]; calls?: { fn?: string } }
  if (Array.isArray(drops)) later.push(...drops)
  if (calls?.fn?.startsWith('$')) later.push(ownerIn(calls.fn))
  collect(Object.values(host), later, later)
}
