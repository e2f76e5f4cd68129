/** Entries of a suite file to cases: ids, defaults, everything a later part would have to look up. */
import type { Capi, CapiFunction } from '../capi/load.ts'
import { minorOf } from '../capi/schema.ts'
import { passings } from '../probe/passing.ts'
import { argumentsText } from './canonical.ts'
import type { BenchCase, CallCase, Case, CaseId, Probe, ScenarioCase } from './case.ts'
import { spanAt } from './convert.ts'
import type { Read, ReadFile, SuiteHead } from './read.ts'
import type { Bench, Capability, Row, Scenario, Step } from './schema.ts'
import { placeOf } from './source.ts'

/** Repetitions for the leak slope where a case does not say: a row is one call, a scenario several steps. */
const rowRepeat = 50
const scenarioRepeat = 10

interface Context {
  read: ReadFile
  head: SuiteHead
  capi: Capi
}

export interface Built {
  cases: Case[]
  benches: BenchCase[]
  probes: Probe[]
}

export function buildCases(read: ReadFile, capi: Capi): Built {
  if (read.head === null) return { cases: [], benches: [], probes: [] }
  const context = { read, head: read.head, capi }
  const calls = read.rows.map((row) => callCase(context, row))
  const scenarios = read.scenarios.map((one) => scenarioCase(context, one))
  const benches = read.benches.map((one) => benchCase(context, one))
  return { cases: [...calls, ...scenarios], benches, probes: probesOf(context, { calls, scenarios, benches }) }
}

function callCase(context: Context, { entry: row, node, suffix, function: name }: ReadFile['rows'][number]): CallCase {
  const label = row.id === undefined ? `${name}${argumentsText(row.args)}` : `${name}/${row.id}${suffix}`
  const { returns, raises, absent, out } = row
  const expect = defined({ returns, raises, absent, out, then: thenByPosition(context.capi, name, row.then) })
  const common = commonOf(context, row, { node, api: [name], label })
  return {
    ...common,
    kind: 'call',
    title: row.why ?? `${name}${argumentsText(row.args)}`,
    repeat: row.repeat ?? (common.level === 'misuse' ? 0 : rowRepeat),
    modules: [],
    isolate: common.level === 'misuse',
    probe: `${moduleName(context.head)}_calls`,
    function: name,
    args: row.args,
    expect,
  }
}

/** A driver answers arguments by position, so the parameter's name that a row may use becomes `arg0`, `arg1`, … */
function thenByPosition(capi: Capi, name: string, then: Row['then']): Row['then'] {
  const api = capi.functions.get(name)
  if (then === undefined || api === undefined) return then
  const inputs = passings(api, capi.types).filter((passing) => passing !== null && passing.kind !== 'out')
  const names = inputs.map((passing) => passing?.name)
  return Object.fromEntries(
    Object.entries(then).map(([key, expected]) => [names.includes(key) ? `arg${names.indexOf(key)}` : key, expected]),
  )
}

function scenarioCase(context: Context, { entry, node, suffix }: Read<Scenario>): ScenarioCase {
  const common = commonOf(context, entry, { node, api: entry.api ?? [], label: `${entry.id}${suffix}` })
  return {
    ...common,
    kind: 'scenario',
    title: entry.title,
    needs: [...new Set([...common.needs, ...entry.steps.flatMap(neededBy)])],
    modules: [...new Set(entry.steps.flatMap(importedBy))],
    // A misuse need not survive its first run, so nothing can be measured behind it.
    // What a case leaves for the end of its host would be there many times.
    repeat: entry.repeat ?? (common.level === 'misuse' || entry.ends !== undefined ? 0 : scenarioRepeat),
    isolate: common.level === 'misuse' || entry.isolate === true,
    probe: moduleName(context.head),
    steps: entry.steps,
    ends: entry.ends ?? null,
  }
}

function benchCase(context: Context, { entry, node, suffix }: Read<Bench>): BenchCase {
  const {
    level: _,
    versions: __,
    ...common
  } = commonOf(context, entry, {
    node,
    api: entry.api,
    label: `${entry.id}${suffix}`,
  })
  return {
    ...common,
    kind: 'bench',
    import: entry.import ?? null,
    modules: entry.import === undefined ? [] : [entry.import],
    needs: entry.import === undefined ? common.needs : [...common.needs, 'cpython-binaries'],
    title: entry.title,
    probe: moduleName(context.head),
    loop: entry.loop,
    call: entry.call,
    args: entry.args ?? [],
  }
}

type Common = Pick<
  Partial<Row>,
  'behaviour' | 'level' | 'docs' | 'why' | 'since' | 'until' | 'versions' | 'needs' | 'timeoutMs'
>

function commonOf(
  { read, head, capi }: Context,
  entry: Common,
  { node, api, label }: { node: unknown; api: string[]; label: string },
) {
  const functions = api.flatMap((name) => capi.functions.get(name) ?? [])
  return {
    id: `${head.area}/${head.topic}/${label}` as CaseId,
    area: head.area,
    topic: head.topic,
    place: placeOf(read.source, spanAt(node, [])),
    level: entry.level ?? head.level ?? 'documented',
    behaviour: entry.behaviour ?? head.behaviour ?? null,
    docs: entry.docs ?? (functions.length === 1 ? functions[0]?.link : null) ?? head.docs,
    why: entry.why ?? null,
    api,
    since: entry.since ?? extreme(functions, 'since'),
    until: entry.until ?? extreme(functions, 'until'),
    versions: entry.versions ?? null,
    needs: [...new Set([...(head.needs ?? []), ...(entry.needs ?? [])])],
    timeoutMs: entry.timeoutMs ?? null,
  }
}

/** A case holds from the youngest of its functions to the first that is gone. */
function extreme(functions: readonly CapiFunction[], key: 'since' | 'until'): string | null {
  const versions = functions.flatMap((api) => api[key] ?? [])
  const sorted = versions.toSorted((a, b) => minorOf(a) - minorOf(b))
  return (key === 'since' ? sorted.at(-1) : sorted[0]) ?? null
}

function neededBy(step: Step): Capability[] {
  if ('repeat' in step) return step.steps.flatMap(neededBy)
  if ('unraisable' in step) return ['unraisablehook']
  if (importedBy(step).length > 0) return ['cpython-binaries']
  return 'host' in step && step.host === 'refcount' ? ['refcounts'] : []
}

/** The real extensions that a step imports. */
export function importedBy(step: Step): string[] {
  if ('repeat' in step) return step.steps.flatMap(importedBy)
  const [name] = 'host' in step && step.host === 'import' ? (step.args ?? []) : []
  return typeof name === 'string' ? [name] : []
}

function probesOf(
  { read, head }: Context,
  { calls, scenarios, benches }: { calls: CallCase[]; scenarios: ScenarioCase[]; benches: BenchCase[] },
): Probe[] {
  const { area, topic } = head
  const place = { file: read.file.name, line: 1, column: 1 }
  const apiOf = (cases: readonly { api: string[] }[]) => [...new Set(cases.flatMap(({ api }) => api))]
  const probes: Probe[] = []
  if (scenarios.length + benches.length > 0) {
    const api = apiOf([...scenarios, ...benches])
    probes.push({
      name: moduleName(head),
      area,
      topic,
      source: read.file.probe,
      place,
      api,
      traced: scenarios.length > 0,
    })
  }
  if (calls.length > 0) {
    probes.push({
      name: `${moduleName(head)}_calls`,
      area,
      topic,
      source: null,
      place,
      api: apiOf(calls),
      traced: true,
    })
  }
  return probes
}

function moduleName({ area, topic }: SuiteHead): string {
  return `${area}_${topic}`.replaceAll('-', '_')
}

function defined<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Partial<Fields>
}
