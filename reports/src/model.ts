/** RunEvent[] -> ReportModel. Pure, and the only place where anything is counted: renderers print what they find here. */
import type { CaseFinished, Difference, Ending, RunEvent, RunStarted, SuiteText } from '#harness/src/record/events.ts'
import { variantFlags } from '#harness/src/record/variant.ts'
import { type Verdict, verdicts } from '#harness/src/record/verdict.ts'
import { type BenchReport, benchReports } from './benches.ts'
import { type CoverageReport, coverageReport } from './coverage.ts'
import { type GateReport, gateReport, type MetricRow, metricRows, type WarmupRow, warmupRows } from './gate.ts'
import type { HistoryReport } from './history.ts'

/** What stands in one cell of the matrix. `not-run` is a case that the run never reached. */
export type Outcome = Verdict | 'not-run'
export const outcomes: readonly Outcome[] = [...verdicts, 'not-run']

export interface Totals {
  byOutcome: Record<Outcome, number>
  /** Cases planned: the sum of `byOutcome`. */
  cases: number
  /** Cases about which there is a verdict: neither skipped nor not run. */
  judged: number
  /** Cases that were not as expected; they make the run fail. */
  unexpected: number
  /** Known failures that no longer hold, among the unexpected. */
  stale: number
  /** Known failures that hold: their cases have the verdict that the entry says. */
  known: number
}

/** What makes a run fail although no case is to blame. */
export interface Finding {
  kind: 'host' | 'known-failure-unused'
  /** The entry's pattern for an unused known failure, else a short name. */
  subject: string
  detail: string
}

interface Builds {
  compiled: number
  cached: number
  durationMs: number
  failed: { probe: string; error: string }[]
}

export interface BridgeReport {
  name: string
  /** Null for a bridge that did not start. */
  version: string | null
  python: string | null
  implementation: string | null
  capabilities: string[]
  /** Why it could not be run at all. */
  failure: string | null
  totals: Totals
  findings: Finding[]
  builds: Builds
  /** Time its hosts spent on cases, by their own clocks. */
  hostMs: number
}

export interface Result {
  bridge: string
  outcome: Outcome
  expected: Verdict
  unexpected: boolean
  stale: boolean
  known: { reason: string; link: string | null } | null
  reason: string | null
  differences: Difference[]
  ending: Ending | null
  durationMs: number
  tries: Verdict[]
}

export interface CaseReport {
  id: string
  area: string
  topic: string
  title: string
  level: RunStarted['cases'][number]['level']
  behaviour: string | null
  docs: string
  api: string[]
  /** `suites/…/list.yaml:12:5`, as an editor or a terminal understands it. */
  place: string
  /** Name of the probe whose C {@link ReportModel.texts} has; null in older records. */
  probe: string | null
  /** What is done and expected, one text a step; empty in older records. */
  steps: string[]
  /** One for each bridge, in the order of `ReportModel.bridges`. */
  results: Result[]
}

export interface AreaReport {
  name: string
  /** One for each bridge, in the order of `ReportModel.bridges`. */
  totals: Totals[]
}

interface RunReport {
  id: string
  startedAt: string
  proofload: string
  suite: RunStarted['suite']
  machine: RunStarted['machine']
  /** The options that make a run of the same variant, such as `--stress gc`; empty for an ordinary run. */
  variant: string[]
  /** `unfinished`: the record ends without `RunFinished`, as that of a killed harness does. */
  outcome: 'complete' | 'interrupted' | 'bailed' | 'unfinished'
  /** Over all parts of a resumed run; null while no part has ended. */
  durationMs: number | null
  resumed: number
  /** Of a comparison: what its runs were, and what a reader must know of how they differ. Null for one run. */
  comparison: ComparedRuns | null
}

interface ComparedRuns {
  runs: { name: string; facts: string }[]
  notes: string[]
}

export interface ReportModel {
  run: RunReport
  bridges: BridgeReport[]
  areas: AreaReport[]
  cases: CaseReport[]
  /** The suite's texts by kind and name; empty in older records. */
  texts: Record<SuiteText['kind'], Record<string, string>>
  coverage: CoverageReport
  benches: BenchReport | null
  /** Null when the run was no comparison of base and head. */
  gate: GateReport | null
  warmups: WarmupRow[]
  metrics: MetricRow[]
  /** What became of benches and cases in tracked runs; null where none is given. */
  history: HistoryReport | null
}

/** What decides about the model besides the events. */
export interface ModelOptions {
  /** Bridge that throughput is compared with. Default: `base` of the run's options, else CPython, else the first bridge. */
  base?: string
  /** Of the bridges of this run: `historyReport` of `history.ts`. */
  history?: HistoryReport
  /** Where the events are those of several runs, joined. */
  comparison?: ComparedRuns
}

/** Builds the model of one run. Throws when the events do not begin with `RunStarted`. */
export function reportModel(events: readonly RunEvent[], options: ModelOptions = {}): ReportModel {
  const started = events.find((event) => event.event === 'RunStarted')
  if (started === undefined) throw new Error('a record has no RunStarted event')
  const names = bridgeNames(events, started)
  const finished = lastWords(events)
  const cases = plannedCases(started, finished).map((planned) => caseReport(planned, names, finished))
  return {
    run: { ...runReport(events, started), comparison: options.comparison ?? null },
    bridges: names.map((name, column) => bridgeReport(name, column, { events, cases })),
    areas: areaReports(cases, names.length),
    cases,
    texts: suiteTexts(events),
    coverage: coverageReport(cases, names.length),
    benches: benchReports(events, names, baseName(names, options.base ?? started.options['base'])),
    gate: gateReport(events),
    warmups: warmupRows(events),
    metrics: metricRows(events),
    history: options.history ?? null,
  }
}

/** The command line's order where the record has it, then the order in which bridges turn up. */
export function bridgeNames(events: readonly RunEvent[], started: RunStarted): string[] {
  const wanted = started.options['bridges']
  const asked = Array.isArray(wanted) ? wanted.filter((name) => typeof name === 'string') : []
  const seen = new Set(events.flatMap((event) => ('bridge' in event ? [event.bridge] : [])))
  // `cpython` on the command line is `cpython@3.13` in the events.
  const first = asked.flatMap((name) => [...seen].find((other) => other === name || other.startsWith(`${name}@`)) ?? [])
  return [...new Set([...first, ...seen])]
}

function baseName(names: readonly string[], wanted: unknown): string | null {
  const named = names.find((name) => name === wanted)
  return named ?? names.find((name) => name === 'cpython' || name.startsWith('cpython@')) ?? names[0] ?? null
}

type LastWords = ReadonlyMap<string, ReadonlyMap<string, CaseFinished>>

/** Case -> bridge -> the last that was said: a resumed run may repeat a case. */
function lastWords(events: readonly RunEvent[]): LastWords {
  const byCase = new Map<string, Map<string, CaseFinished>>()
  for (const event of events) {
    if (event.event !== 'CaseFinished') continue
    const byBridge = byCase.get(event.case) ?? new Map<string, CaseFinished>()
    byCase.set(event.case, byBridge.set(event.bridge, event))
  }
  return byCase
}

type Planned = RunStarted['cases'][number]

/** The plan; a case that was finished without being planned is a fault of the harness, and must not vanish from the totals. */
function plannedCases(started: RunStarted, finished: LastWords): Planned[] {
  const planned = new Set(started.cases.map((item) => item.id))
  const unplanned = [...finished.keys()].filter((id) => !planned.has(id))
  if (unplanned.length > 0) throw new Error(`case ${unplanned[0]} was finished but never planned`)
  return started.cases
}

function suiteTexts(events: readonly RunEvent[]): ReportModel['texts'] {
  const texts: ReportModel['texts'] = { behaviour: {}, function: {}, wrapper: {}, probe: {} }
  for (const event of events) if (event.event === 'SuiteText') texts[event.kind][event.name] = event.text
  return texts
}

function caseReport(planned: Planned, names: readonly string[], finished: LastWords): CaseReport {
  const { place, ...rest } = planned
  const byBridge = finished.get(planned.id)
  return {
    ...rest,
    place: `${place.file}:${place.line}:${place.column}`,
    results: names.map((name) => result(name, byBridge?.get(name))),
  }
}

function result(bridge: string, finished: CaseFinished | undefined): Result {
  if (finished === undefined) return notRun(bridge)
  const { verdict, expected, unexpected, known, reason, differences, ending, durationMs, tries } = finished
  // Of a flaky case and of an error nobody knows whether the known failure still holds.
  const stale = known !== null && unexpected && verdict !== 'flaky' && verdict !== 'error'
  return {
    bridge,
    outcome: verdict,
    expected,
    unexpected,
    stale,
    known,
    reason,
    differences,
    ending,
    durationMs,
    tries,
  }
}

function notRun(bridge: string): Result {
  return {
    bridge,
    outcome: 'not-run',
    expected: 'pass',
    unexpected: false,
    stale: false,
    known: null,
    reason: null,
    differences: [],
    ending: null,
    durationMs: 0,
    tries: [],
  }
}

function totalsOf(results: readonly Result[]): Totals {
  const totals = noTotals()
  for (const result of results) {
    const { outcome, unexpected, stale } = result
    totals.byOutcome[outcome] += 1
    totals.cases += 1
    if (outcome !== 'skipped' && outcome !== 'not-run') totals.judged += 1
    if (unexpected) totals.unexpected += 1
    if (stale) totals.stale += 1
    if (isKnownFailure(result)) totals.known += 1
  }
  return totals
}

/**
 * It failed as its entry among the known failures says. Of a case that was skipped nobody knows whether its entry holds, and one that
 * may pass by its entry and did is no failure.
 */
export function isKnownFailure({ known, outcome, expected }: Result): boolean {
  return known !== null && outcome === expected && outcome !== 'skipped' && outcome !== 'pass'
}

function noTotals(): Totals {
  const byOutcome = { pass: 0, fail: 0, leak: 0, crash: 0, hang: 0, missing: 0, skipped: 0, error: 0, flaky: 0 }
  return { byOutcome: { ...byOutcome, 'not-run': 0 }, cases: 0, judged: 0, unexpected: 0, stale: 0, known: 0 }
}

/** Areas in the order of the plan, so that a report reads like the suite. */
function areaReports(cases: readonly CaseReport[], bridges: number): AreaReport[] {
  const byArea = Map.groupBy(cases, (item) => item.area)
  return [...byArea].map(([name, ofArea]) => ({
    name,
    totals: Array.from({ length: bridges }, (_, column) => totalsOf(resultsIn(ofArea, column))),
  }))
}

function resultsIn(cases: readonly CaseReport[], column: number): Result[] {
  return cases.flatMap((item) => item.results[column] ?? [])
}

function bridgeReport(
  name: string,
  column: number,
  { events, cases }: { events: readonly RunEvent[]; cases: readonly CaseReport[] },
): BridgeReport {
  const own = events.filter((event) => 'bridge' in event && event.bridge === name)
  // A bridge that failed and started when the run was resumed has started.
  const word = own.findLast((event) => event.event === 'BridgeStarted' || event.event === 'BridgeFailed')
  const start = own.findLast((event) => event.event === 'BridgeStarted')
  return {
    name,
    version: start?.version ?? null,
    python: start?.python ?? null,
    implementation: start?.implementation ?? null,
    capabilities: start?.capabilities ?? [],
    failure: word?.event === 'BridgeFailed' ? word.reason : null,
    totals: totalsOf(resultsIn(cases, column)),
    findings: findings(own),
    builds: builds(own),
    hostMs: own.reduce((sum, event) => sum + (event.event === 'CaseFinished' ? (event.hostMs ?? 0) : 0), 0),
  }
}

function findings(own: readonly RunEvent[]): Finding[] {
  const found = own.flatMap((event): Finding[] => {
    if (event.event === 'HostFinished' && !event.clean) return [{ kind: 'host', subject: 'host', detail: event.detail }]
    if (event.event !== 'KnownFailureUnused') return []
    return [{ kind: 'known-failure-unused', subject: event.case, detail: event.reason }]
  })
  // A resumed run says again which entries are unused.
  const distinct = new Map(found.filter((item) => item.kind !== 'host').map((item) => [item.subject, item]))
  return [...found.filter((item) => item.kind === 'host'), ...distinct.values()]
}

function builds(own: readonly RunEvent[]): Builds {
  const finished = own.filter((event) => event.event === 'BuildFinished')
  const byProbe = new Map(finished.map((event) => [event.probe, event]))
  const last = [...byProbe.values()]
  return {
    compiled: last.filter((event) => event.error === null && !event.cached).length,
    cached: last.filter((event) => event.error === null && event.cached).length,
    durationMs: finished.reduce((sum, event) => sum + event.durationMs, 0),
    failed: last.flatMap(({ probe, error }) => (error === null ? [] : [{ probe, error }])),
  }
}

function runReport(events: readonly RunEvent[], started: RunStarted): Omit<RunReport, 'comparison'> {
  const ends = events.filter((event) => event.event === 'RunFinished')
  const last = events.findLast((event) => event.event === 'RunFinished' || event.event === 'RunResumed')
  return {
    id: started.run,
    startedAt: started.at,
    proofload: started.proofload,
    suite: started.suite,
    machine: started.machine,
    variant: variantFlags(started.options),
    outcome: last?.event === 'RunFinished' ? last.outcome : 'unfinished',
    durationMs: ends.length === 0 ? null : ends.reduce((sum, event) => sum + event.durationMs, 0),
    resumed: events.filter((event) => event.event === 'RunResumed').length,
  }
}
