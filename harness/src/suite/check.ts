/** What must hold of each case beyond its form. Lints that need the probe's source are in lint.ts. */

import type { Capi, CapiFunction } from '../capi/load.ts'
import { didYouMean } from '../errors.ts'
import { passings, refusal, unpassable } from '../probe/passing.ts'
import { canonical } from './canonical.ts'
import { importedBy } from './cases.ts'
import { keySpanAt, type Path, spanAt } from './convert.ts'
import type { IssueCode, IssueList } from './issue.ts'
import { findUnbound, referencesIn } from './names.ts'
import type { ReadFile } from './read.ts'
import type { Bench, Raises, Row, Scenario, Step } from './schema.ts'
import { spanOf } from './source.ts'
import type { Value } from './value.ts'

/** What cases may refer to. */
export interface Known {
  capi: Capi
  /** Every name of `capi` that `api` may list: functions, types, macros, data. */
  names: ReadonlySet<string>
  /** Ids of `suites/behaviours.yaml`; empty when there is no such file. */
  behaviours: ReadonlySet<string>
}

export function checkFile({ file, head, issues, source, rows, scenarios, benches }: ReadFile, known: Known): void {
  if (head !== null) {
    const root = source.document.contents
    for (const key of ['area', 'topic'] as const) {
      if (head[key] === file[key]) continue
      const message = `${key} is ${head[key]}, but the file is ${file.area}/${file.topic}.yaml`
      issues.add('wrong-path', spanAt(root, [key]), message)
    }
    checkBehaviour({ issues, node: root }, head.behaviour, known)
  }
  for (const row of rows) checkRow(issues, row, known)
  for (const one of scenarios) checkScenario({ issues, node: one.node }, one.entry, known)
  for (const one of benches) checkBench({ issues, node: one.node }, one.entry, known)
}

/** Where the issues of one entry go, and the node that its paths start from. */
interface Target {
  issues: IssueList
  node: unknown
}

function report({ issues, node }: Target, code: IssueCode, { path, message, hint }: Note): void {
  issues.add(code, spanAt(node, path), message, hint)
}

interface Note {
  path: Path
  message: string
  hint?: string | null
}

function checkRow(issues: IssueList, { entry: row, node, ...more }: ReadFile['rows'][number], known: Known): void {
  const target = { issues, node }
  const api = known.capi.functions.get(more.function)
  if (api === undefined) {
    const hint = didYouMean(more.function, known.capi.functions.keys())
    issues.add('unknown-function', spanOf(more.functionNode), `no C function ${more.function} in suites/capi`, hint)
  } else {
    const reason = unpassable(api, known.capi.types)
    if (reason === null) checkArguments(target, row, { api, known })
    else
      issues.add('unpassable', spanOf(more.functionNode), `no row can call it: ${reason}`, 'write a scenario instead')
  }
  const outcomes = (['returns', 'raises', 'absent'] as const).filter((key) => row[key] !== undefined)
  if (outcomes.length === 0)
    report(target, 'no-outcome', { path: [], message: 'a row states returns, raises or absent' })
  if (outcomes.length > 1) contradiction(target, [], outcomes)
  for (const name of [...referencesIn(row.args).now, ...referencesIn(row.args).later]) {
    report(target, 'unbound-name', { path: ['args'], message: `nothing binds $${name} in a row` })
  }
  checkExpected(target, ['returns'], row.returns)
  checkExpected(target, ['then'], Object.values(row.then ?? {}))
  checkExpected(target, ['out'], Object.values(row.out ?? {}))
  checkCommon(target, row, { functions: api === undefined ? [] : [api], known })
}

function checkArguments(target: Target, row: Row, { api, known }: { api: CapiFunction; known: Known }): void {
  const passed = passings(api, known.capi.types).filter((passing) => passing !== null)
  const inputs = passed.filter(({ kind }) => kind !== 'out')
  if (inputs.length !== row.args.length) {
    const names = inputs.map(({ name }) => name).join(', ')
    const message = `${api.name} takes ${inputs.length} arguments (${names}), got ${row.args.length}`
    report(target, 'wrong-arguments', { path: ['args'], message })
    return
  }
  for (const [index, passing] of inputs.entries()) {
    const value = row.args[index] ?? null
    const wanted = refusal(passing, value)
    const message = `${passing.name} wants ${wanted}, got ${canonical(value)}`
    if (wanted !== null) report(target, 'wrong-arguments', { path: ['args', index], message })
  }
  checkNamed(target, { key: 'out', given: row.out }, new Set(passed.filter(isRead).map(({ name }) => name)))
  checkNamed(target, { key: 'then', given: row.then }, new Set(inputs.flatMap(({ name }, i) => [`arg${i}`, name])))
}

function isRead({ kind }: { kind: string }): boolean {
  return kind === 'out' || kind === 'inout'
}

function checkNamed(
  target: Target,
  { key, given }: { key: string; given: Record<string, Value> | undefined },
  allowed: ReadonlySet<string>,
): void {
  for (const name of Object.keys(given ?? {})) {
    if (allowed.has(name)) continue
    const choice = allowed.size === 0 ? 'nothing' : [...allowed].join(', ')
    report(target, 'wrong-arguments', { path: [key], message: `${key} names ${name}; there is ${choice}` })
  }
}

function checkScenario(target: Target, scenario: Scenario, known: Known): void {
  if (scenario.ends !== undefined && scenario.level !== 'misuse' && scenario.isolate !== true) {
    const message = '`ends` is only for cases of level misuse or with `isolate: true`'
    target.issues.add('ends-in-shared-host', keySpanAt(target.node, [], 'ends'), message)
  }
  if (scenario.ends === undefined && !scenario.steps.some(asserts)) {
    report(target, 'no-assertion', { path: ['id'], message: `no step of ${scenario.id} states what must be seen` })
  }
  checkSteps(target, scenario.steps, ['steps'])
  for (const { code, name, path } of findUnbound(scenario.steps)) {
    const message = code === 'unbound-name' ? `nothing binds $${name} before` : `$${name} is no host callable`
    report(target, code, { path, message })
  }
  if (scenario.api === undefined && scenario.steps.every((step) => importedBy(step).length === 0)) {
    report(target, 'no-api', {
      path: ['id'],
      message: `${scenario.id} names no C function`,
      hint: 'list under `api` whose behaviour it shows',
    })
  }
  const functions = checkApi(target, scenario.api ?? [], known)
  checkCommon(target, scenario, { functions, known })
}

function checkSteps(target: Target, steps: readonly Step[], base: Path): void {
  for (const [index, step] of steps.entries()) {
    const path = [...base, index]
    if ('repeat' in step) checkSteps(target, step.steps, [...path, 'steps'])
    if (!('call' in step || 'host' in step)) continue
    if (step.returns !== undefined && step.raises !== undefined) contradiction(target, path, ['returns', 'raises'])
    checkExpected(target, [...path, 'returns'], step.returns)
  }
}

function asserts(step: Step): boolean {
  if ('repeat' in step) return step.steps.some((inner) => 'alive' in inner || 'same' in inner || 'different' in inner)
  if ('call' in step || 'host' in step) return step.returns !== undefined || step.raises !== undefined
  return ['alive', 'same', 'different', 'log', 'unraisable'].some((key) => key in step)
}

function checkBench(target: Target, bench: Bench, known: Known): void {
  const { now, later } = referencesIn(bench.args)
  for (const name of [...now, ...later]) {
    report(target, 'unbound-name', { path: ['args'], message: `nothing binds $${name} in a bench` })
  }
  checkApi(target, bench.api, known)
  checkBehaviour(target, bench.behaviour, known)
}

function checkApi(target: Target, api: readonly string[], known: Known): CapiFunction[] {
  return api.flatMap((name, index) => {
    const found = known.capi.functions.get(name)
    if (found !== undefined) return [found]
    if (known.names.has(name)) return []
    const message = `no ${name} in suites/capi`
    report(target, 'unknown-function', { path: ['api', index], message, hint: didYouMean(name, known.names) })
    return []
  })
}

type Common = Pick<Row, 'id' | 'since' | 'until' | 'versions' | 'repeat' | 'why' | 'behaviour'>

function checkCommon(
  target: Target,
  entry: Common,
  { functions, known }: { functions: readonly CapiFunction[]; known: Known },
): void {
  checkId(target, entry.id)
  for (const key of ['since', 'until'] as const) {
    if (entry[key] === undefined || entry.versions !== undefined) continue
    if (functions.some((api) => api[key] === entry[key])) continue
    const hint = 'say in `versions` what changed'
    report(target, 'since-without-reason', { path: [key], message: `${key} ${entry[key]} has no reason`, hint })
  }
  if (entry.repeat === 0 && entry.why === undefined) {
    report(target, 'repeat-without-why', {
      path: ['repeat'],
      message: '`repeat: 0` switches the leak slope off and needs `why`',
    })
  }
  checkBehaviour(target, entry.behaviour, known)
}

/** The last part of a case id is typed on command lines: no blanks, no slashes. */
function checkId(target: Target, id: string | undefined): void {
  if (id === undefined || /^[^\s/*]+$/.test(id)) return
  report(target, 'bad-id', {
    path: ['id'],
    message: `an id has no blank, "/" or "*", got ${JSON.stringify(id)}`,
  })
}

function checkBehaviour(target: Target, behaviour: string | undefined, { behaviours }: Known): void {
  if (behaviour === undefined || behaviours.size === 0 || behaviours.has(behaviour)) return
  const message = `no behaviour ${behaviour} in suites/behaviours.yaml`
  report(target, 'unknown-behaviour', { path: ['behaviour'], message, hint: didYouMean(behaviour, behaviours) })
}

/** An expectation is compared by the harness, which has no objects: it cannot name one. */
function checkExpected(target: Target, path: Path, expected: Value | Raises | undefined): void {
  const names = referencesIn(expected as Value | undefined).now
  const hint = 'bind the result with `as` and compare with a `same` step'
  for (const name of names) {
    report(target, 'bad-reference', { path, message: `an expectation cannot be $${name}`, hint })
  }
}

function contradiction(target: Target, path: Path, keys: readonly string[]): void {
  const message = `${keys.join(' and ')} exclude each other`
  target.issues.add('contradiction', keySpanAt(target.node, path, keys[1] ?? ''), message)
}
