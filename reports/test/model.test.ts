import { readFileSync } from 'node:fs'
import test from 'ava'
import type { RunEvent } from '#harness/src/record/events.ts'
import { reportModel } from '../src/model.ts'
import { fixtureEvents, recordPath } from './fixture.ts'

interface RawEvent {
  event: string
  bridge: string
  case: string
  verdict: string
  unexpected: boolean
  cases: { id: string; area: string }[]
}

/** Counts again, from the raw lines and by other means than the model does. */
function countAgain(): Map<string, number> {
  const events = readFileSync(recordPath, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): RawEvent => JSON.parse(line))
  const areas = new Map(events[0]?.cases.map(({ id, area }) => [id, area]))
  const cells = new Map<string, RawEvent>()
  for (const event of events) if (event.event === 'CaseFinished') cells.set(`${event.bridge} ${event.case}`, event)
  const counts = new Map<string, number>()
  for (const { bridge, case: id, verdict, unexpected } of cells.values()) {
    const keys = [`${bridge} ${verdict}`, `${bridge} ${areas.get(id)} ${verdict}`]
    if (unexpected) keys.push(`${bridge} unexpected`, `${bridge} ${areas.get(id)} unexpected`)
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

test('totals of bridges and areas are those of an independent count', (t) => {
  const counts = countAgain()
  const model = reportModel(fixtureEvents())
  const check = (key: string, totals: (typeof model.bridges)[number]['totals']) => {
    const { 'not-run': notRun, ...byVerdict } = totals.byOutcome
    for (const [verdict, count] of Object.entries(byVerdict)) {
      t.is(count, counts.get(`${key} ${verdict}`) ?? 0, `${key} ${verdict}`)
    }
    t.is(totals.unexpected, counts.get(`${key} unexpected`) ?? 0, `${key} unexpected`)
    t.is(notRun, totals.cases - Object.values(byVerdict).reduce((sum, count) => sum + count, 0))
  }
  for (const { name, totals } of model.bridges) check(name, totals)
  for (const area of model.areas) {
    for (const [index, totals] of area.totals.entries()) check(`${model.bridges[index]?.name} ${area.name}`, totals)
  }
  t.deepEqual(
    model.areas.map(({ name }) => name),
    ['ownership', 'errors', 'gil', 'identity'],
  )
})

test('every outcome occurs in the fixture', (t) => {
  const { bridges } = reportModel(fixtureEvents())
  const seen = bridges.flatMap(({ totals }) => Object.entries(totals.byOutcome).filter(([, count]) => count > 0))
  t.is(new Set(seen.map(([outcome]) => outcome)).size, 10)
})

test('bridges stand in the order of the command line', (t) => {
  const names = reportModel(fixtureEvents()).bridges.map(({ name }) => name)
  t.deepEqual(names, ['bridge-ref', 'cpython@3.11', 'pypy3', 'graalpy'])
})

test('a name on the command line stands for the version that it was', (t) => {
  const [started, ...rest] = fixtureEvents()
  if (started?.event !== 'RunStarted') return t.fail()
  const events = [{ ...started, options: { bridges: ['pypy3', 'cpython'] } }, ...rest]
  const names = reportModel(events).bridges.map(({ name }) => name)
  t.deepEqual(names, ['pypy3', 'cpython@3.11', 'bridge-ref', 'graalpy'])
})

test('of a case that was run again after a resume the last word counts', (t) => {
  const { cases } = reportModel(fixtureEvents())
  const again = cases.find(({ id }) => id === 'ownership/list/append-keeps')
  t.deepEqual(
    again?.results.map(({ outcome }) => outcome),
    ['fail', 'pass', 'pass', 'error'],
  )
})

test('a case without a verdict is not run, and not unexpected', (t) => {
  const { cases } = reportModel(fixtureEvents())
  const result = cases.find(({ id }) => id === 'identity/singletons/none')?.results[2]
  t.like(result, { bridge: 'pypy3', outcome: 'not-run', unexpected: false })
})

test('a known failure that passes is stale, one that fails is not', (t) => {
  const { cases, bridges } = reportModel(fixtureEvents())
  const stale = cases.filter(({ results }) => results.some((result) => result.stale)).map(({ id }) => id)
  t.deepEqual(stale, ['gil/threads/release-twice'])
  t.like(bridges[0]?.totals, { stale: 1, known: 2, unexpected: 10 })
})

test('what goes wrong beside the cases is kept for its bridge', (t) => {
  const [reference, cpython, pypy, graalpy] = reportModel(fixtureEvents()).bridges
  t.deepEqual(reference?.findings, [
    { kind: 'known-failure-unused', subject: 'ownership/list/renamed-*', detail: 'a case of this name was renamed' },
  ])
  t.deepEqual(cpython?.findings, [])
  t.deepEqual(pypy?.findings, [{ kind: 'host', subject: 'host', detail: 'ended with status 134 after bye' }])
  t.like(pypy?.builds, { compiled: 1, cached: 0, failed: [{ probe: 'identity_types' }] })
  t.like(graalpy, { version: null, failure: /** as recorded */ fixtureFailure() })
})

function fixtureFailure(): string | undefined {
  return fixtureEvents().find((event) => event.event === 'BridgeFailed')?.reason
}

test('a bridge that failed and started after a resume has not failed', (t) => {
  const events = fixtureEvents()
  const started: RunEvent = {
    event: 'BridgeStarted',
    bridge: 'graalpy',
    version: '24.1',
    python: '3.11',
    implementation: 'graalpy',
    capabilities: [],
  }
  t.like(reportModel([...events, started]).bridges[3], { version: '24.1', failure: null })
})

const endings: {
  title: string
  change: (events: RunEvent[]) => RunEvent[]
  outcome: string
  durationMs: number | null
}[] = [
  { title: 'an interrupt', change: (events) => events, outcome: 'interrupted', durationMs: 90250.5 },
  { title: 'no end', change: (events) => events.slice(0, -1), outcome: 'unfinished', durationMs: null },
  {
    title: 'a resume that was killed',
    change: (events) => [...events, { event: 'RunResumed', run: 'fixture-1', at: '2026-03-01T13:00:00.000Z' }],
    outcome: 'unfinished',
    durationMs: 90250.5,
  },
  {
    title: 'a resume that completed',
    change: (events) => [
      ...events,
      { event: 'RunResumed', run: 'fixture-1', at: '2026-03-01T13:00:00.000Z' },
      { event: 'RunFinished', at: '2026-03-01T13:00:10.000Z', durationMs: 9.5, outcome: 'complete' },
    ],
    outcome: 'complete',
    durationMs: 90260,
  },
]
for (const { title, change, outcome, durationMs } of endings) {
  test(`a run that ends with ${title} is ${outcome}`, (t) => {
    t.like(reportModel(change(fixtureEvents())).run, { outcome, durationMs })
  })
}

test('a finished case that was never planned is refused, for it would be in no total', (t) => {
  const events = fixtureEvents().map((event) =>
    event.event === 'CaseFinished' && event.bridge === 'pypy3' ? { ...event, case: 'a/b/unplanned' } : event,
  )
  t.throws(() => reportModel(events), { message: /a\/b\/unplanned was finished but never planned/ })
  t.throws(() => reportModel([]), { message: /no RunStarted/ })
})

test('throughput is compared with the base that is asked for, then that of the run, then CPython', (t) => {
  const events = fixtureEvents()
  t.is(reportModel(events, { base: 'pypy3' }).benches?.base, 'pypy3')
  t.is(reportModel(events).benches?.base, 'cpython@3.11')
  const [started, ...rest] = events
  if (started?.event !== 'RunStarted') return t.fail()
  t.is(reportModel([{ ...started, options: {} }, ...rest]).benches?.base, 'cpython@3.11')
  t.is(
    reportModel(rest.length > 0 ? [started, ...rest.filter(({ event }) => event !== 'BenchFinished')] : []).benches,
    null,
  )
})

test('a bench that failed on one bridge has its reason, and no ratio', (t) => {
  const rows = reportModel(fixtureEvents()).benches?.areas.flatMap((area) => area.rows) ?? []
  const cell = rows.find(({ id }) => id === 'calls/host-to-c/noargs')?.cells[0]
  t.like(cell, { bridge: 'bridge-ref', nanoseconds: null, ratio: null })
  t.regex(cell?.error ?? '', /PyObject_CallNoArgs/)
})

test('coverage counts for each function and behaviour what passes on each bridge of what was judged', (t) => {
  const { cases, coverage, bridges } = reportModel(fixtureEvents())
  for (const [rows, touches] of [
    [coverage.functions, (one: (typeof cases)[number], name: string) => one.api.includes(name)],
    [coverage.behaviours, (one: (typeof cases)[number], name: string) => one.behaviour === name],
  ] as const) {
    t.true(rows.length > 1)
    for (const { name, shares } of rows) {
      for (const [column, share] of shares.entries()) {
        const outcomes = cases.filter((one) => touches(one, name)).map(({ results }) => results[column]?.outcome)
        const judged = outcomes.filter((outcome) => outcome !== 'skipped' && outcome !== 'not-run')
        const count = (wanted: string) => judged.filter((outcome) => outcome === wanted).length
        const expected = { passed: count('pass'), judged: judged.length, missing: count('missing') }
        t.deepEqual(share, expected, `${name} on ${bridges[column]?.name}`)
      }
    }
  }
})
