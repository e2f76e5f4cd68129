/** Runs over hosts that misbehave: each misbehaviour costs one case, with the right verdict, and the others go on. */
import { join } from 'node:path'
import test from 'ava'
import { fakeBridge } from '../../test/fake-bridge.ts'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { defaultLimits } from '../bridge/host.ts'
import { markedProcesses } from '../bridge/processes.ts'
import { once, planRun, type Rounds } from '../plan/plan.ts'
import type { CaseFinished, RunEvent } from '../record/events.ts'
import type { Variant } from '../record/variant.ts'
import type { Verdict } from '../record/verdict.ts'
import type { CaseId, ScenarioCase } from '../suite/case.ts'
import { dispatch } from './dispatch.ts'
import { inSession } from './session.ts'
import type { Built } from './sitting.ts'

const fixture = join(import.meta.dirname, '../../test/fixtures/hosts/host.mjs')

function bridge(more: Partial<ResolvedBridge> = {}, args: readonly string[] = []): ResolvedBridge {
  return fakeBridge({ command: [process.execPath, fixture, ...args], ...more })
}

function caseNamed(name: string, more: Partial<ScenarioCase> = {}): ScenarioCase {
  return {
    kind: 'scenario',
    id: `area/topic/${name}` as CaseId,
    area: 'area',
    topic: 'topic',
    title: name,
    place: { file: 'topic.yaml', line: 1, column: 1 },
    level: 'documented',
    behaviour: null,
    docs: 'https://example.org/',
    why: null,
    api: [],
    since: null,
    until: null,
    versions: null,
    needs: [],
    modules: [],
    repeat: 0,
    timeoutMs: null,
    isolate: false,
    probe: 'area_topic',
    steps: [],
    ends: null,
    ...more,
  }
}

interface RunOf {
  bridges?: readonly ResolvedBridge[]
  isolate?: boolean
  rounds?: Partial<Rounds>
  stress?: Variant['stress']
  jobs?: number
  retries?: number
  stop?: AbortController
  onEvent?: (event: RunEvent) => void
}

const builds: Record<string, Built> = {
  broken: { error: 'topic.c:3: expected ;' },
  unfit: { unfit: 'its probe is not for the limited API of 3.8: incomplete type' },
  limited: { path: '/nowhere.so', outside: ['PyFake_Macro'] },
}

let runs = 0

async function runOf(
  cases: readonly ScenarioCase[],
  {
    bridges = [bridge()],
    isolate = false,
    rounds = {},
    stress = null,
    jobs = 2,
    retries = 0,
    stop = new AbortController(),
    onEvent,
  }: RunOf = {},
) {
  runs += 1
  const run = `dispatch-test-${process.pid}-${runs}`
  const events: RunEvent[] = []
  const plans = planRun(cases, bridges, {
    isolate,
    rounds: { ...once, ...rounds },
    ids: cases.map(({ id }) => id),
    complete: true,
    extensions: { python: '3.11', lacks: () => null },
    done: () => false,
    stress,
    limited: null,
  })
  const context: Parameters<typeof inSession>[0] = {
    run,
    timeoutMs: 60_000,
    patience: 1,
    limitedApi: '3.8',
    isStarving: stress === 'alloc',
    retries,
    limits: { ...defaultLimits, graceMs: 500 },
    env: process.env,
    built: (_, probe) => Promise.resolve(builds[probe] ?? { path: '/nowhere.so', outside: [] }),
    emit: (event) => {
      events.push(event)
      onEvent?.(event)
    },
    stop: stop.signal,
  }
  await inSession(context, (shared) => dispatch(plans, { jobs, announced: new Set() }, shared))
  const finished = events.filter((event) => event.event === 'CaseFinished')
  return { events, finished, survivors: markedProcesses(`PROOFLOAD_RUN=${run}`) }
}

function verdicts(finished: readonly CaseFinished[]): Record<string, Verdict> {
  return Object.fromEntries(finished.map((one) => [one.case.replace('area/topic/', ''), one.verdict]))
}

/** Every misbehaviour of the fixture with the verdict that it earns. */
const outcomes: Record<string, Verdict> = {
  segfault: 'crash',
  abort: 'crash',
  'exit-0': 'crash',
  'exit-3': 'crash',
  loop: 'hang',
  flood: 'crash',
  garbage: 'error',
  'garbage-after': 'error',
  'half-line': 'crash',
  twice: 'error',
  'other-case': 'error',
  'other-request': 'error',
  'other-kind': 'error',
  'not-the-schema': 'error',
  leak: 'crash',
  child: 'crash',
  'child-elsewhere': 'crash',
  'closed-streams': 'crash',
  failed: 'error',
}

for (const { isolate, jobs } of [
  { isolate: false, jobs: 1 },
  { isolate: false, jobs: 3 },
  { isolate: true, jobs: 3 },
]) {
  const how = `${isolate ? 'isolated' : 'in shared hosts'}, ${jobs} ${jobs === 1 ? 'job' : 'jobs'}`
  test.serial(`every misbehaviour costs one case and the others go on: ${how}`, async (t) => {
    const cases = Object.keys(outcomes).flatMap((name) => [
      caseNamed(`innocent-before-${name}`),
      caseNamed(name, { timeoutMs: name === 'loop' ? 300 : null }),
      caseNamed(`innocent-after-${name}`),
    ])
    const { finished, survivors } = await runOf(cases, { isolate, jobs })
    const innocent = cases.filter(({ title }) => title.startsWith('innocent')).map(({ title }) => [title, 'pass'])
    t.deepEqual(verdicts(finished), { ...outcomes, ...Object.fromEntries(innocent) })
    t.is(finished.length, cases.length)
    t.deepEqual(survivors, [])
  })
}

test('a second answer that comes late does not cost the case that was running', async (t) => {
  const { finished, events } = await runOf([caseNamed('twice-late'), caseNamed('innocent')], { jobs: 1 })
  t.is(verdicts(finished)['innocent'], 'pass')
  t.true(events.some((event) => event.event === 'HostFinished' && !event.clean && /answered twice/.test(event.detail)))
})

test('a host that crashes at every start fails the bridge once, and its cases are errors', async (t) => {
  const cases = ['a', 'b', 'c'].map((name) => caseNamed(name))
  const { finished, events } = await runOf(cases, { bridges: [bridge({}, ['--at-hello', 'segfault'])] })
  t.deepEqual(verdicts(finished), { a: 'error', b: 'error', c: 'error' })
  const failures = events.filter((event) => event.event === 'BridgeFailed')
  t.is(failures.length, 1)
  t.regex(failures[0]?.reason ?? '', /does not start: SIGSEGV/)
})

for (const [what, reason] of [
  ['other-python', /descriptor says Python 3\.11, its host says 3\.1$/],
  ['other-protocol', /speaks protocol 99/],
] as const) {
  test(`a host with ${what} than its descriptor says is not measured`, async (t) => {
    const { finished, events } = await runOf([caseNamed('a')], { bridges: [bridge({}, ['--at-hello', what])] })
    t.deepEqual(verdicts(finished), { a: 'error' })
    const failure = events.find((event) => event.event === 'BridgeFailed')
    t.regex(failure?.reason ?? '', reason)
  })
}

test('a host that does not end cleanly is a finding, though every case passed', async (t) => {
  const { finished, events } = await runOf([caseNamed('a')], { bridges: [bridge({}, ['--at-hello', 'dirty-end'])] })
  t.deepEqual(verdicts(finished), { a: 'pass' })
  const end = events.find((event) => event.event === 'HostFinished')
  t.like(end, { clean: false, detail: 'exit status 7 after `bye`' })
})

test('in a host of its own, an unclean end is the crash of its case', async (t) => {
  const { finished, events } = await runOf([caseNamed('a')], {
    isolate: true,
    bridges: [bridge({}, ['--at-hello', 'dirty-end'])],
  })
  t.deepEqual(verdicts(finished), { a: 'crash' })
  t.true(events.every((event) => event.event !== 'HostFinished' || event.clean))
})

test('a case says how the host that it had for itself must end after it', async (t) => {
  const cases = [
    caseNamed('a', { isolate: true, ends: { exit: 7 } }),
    caseNamed('b', { isolate: true, ends: { exit: 0 } }),
  ]
  const { finished } = await runOf(cases, { bridges: [bridge({}, ['--at-hello', 'dirty-end'])] })
  t.deepEqual(verdicts(finished), { a: 'pass', b: 'crash' })
})

test('a case that crashes only behind others says so', async (t) => {
  const { finished } = await runOf([caseNamed('innocent'), caseNamed('crash-after-others')], { jobs: 1 })
  const crash = finished.find((one) => one.verdict === 'crash')
  t.regex(crash?.reason ?? '', /only after 1 earlier cases in the same host; alone it is pass/)
})

test('a case whose verdict differs between tries is flaky and unexpected', async (t) => {
  const { finished } = await runOf([caseNamed('first-time-only')], { retries: 2, jobs: 1 })
  t.like(finished[0], { verdict: 'flaky', unexpected: true, tries: ['crash', 'pass'] })
})

test('repeated, a case whose verdict differs between rounds is flaky, tells the try that differed, and ends once', async (t) => {
  const { finished } = await runOf([caseNamed('innocent'), caseNamed('crash-after-others')], {
    rounds: { repeat: 2, fresh: 1 },
    jobs: 1,
  })
  t.is(finished.length, 2)
  t.like(finished[0], { verdict: 'pass', tries: ['pass', 'pass', 'pass'] })
  t.like(finished[1], { verdict: 'flaky', unexpected: true, tries: ['crash', 'crash', 'pass'] })
  t.regex(finished[1]?.reason ?? '', /differs between tries: crash, crash, pass; only after \d earlier cases/)
  t.is(finished[1]?.ending?.detail, 'SIGABRT')
})

test('a fresh chunk is run in a host that has answered nothing', async (t) => {
  const { finished, events } = await runOf([caseNamed('a'), caseNamed('b')], {
    rounds: { repeat: 3, fresh: 2 },
    jobs: 1,
  })
  t.deepEqual(verdicts(finished), { a: 'pass', b: 'pass' })
  const hosts = events.flatMap((event) => (event.event === 'HostFinished' ? [event.cases] : []))
  t.deepEqual(hosts, [6, 1, 1, 1, 1])
})

test('a case that fails each time is no more than failed', async (t) => {
  const { finished } = await runOf([caseNamed('exit-3')], { retries: 2 })
  t.like(finished[0], { verdict: 'crash', tries: ['crash', 'crash', 'crash'] })
})

test('a function that the bridge lacks costs the cases that name it, unrun', async (t) => {
  const { finished } = await runOf([caseNamed('loop', { api: ['PyFake_Missing'] }), caseNamed('b')])
  t.deepEqual(verdicts(finished), { loop: 'missing', b: 'pass' })
})

test('a probe that does not compile costs its own cases', async (t) => {
  const { finished } = await runOf([caseNamed('a', { probe: 'broken' }), caseNamed('b')])
  t.deepEqual(verdicts(finished), { a: 'error', b: 'pass' })
})

test('what the limited API does not have costs its own cases, which are skipped and not unexpected', async (t) => {
  const { finished } = await runOf([
    caseNamed('a', { probe: 'unfit' }),
    caseNamed('b', { probe: 'limited', api: ['PyFake_Macro', 'PyFake'] }),
    caseNamed('c', { probe: 'limited', api: ['PyFake'] }),
  ])
  t.deepEqual(verdicts(finished), { a: 'skipped', b: 'skipped', c: 'pass' })
  t.true(finished.every((one) => !one.unexpected))
  const reasons = finished.flatMap((one) => one.reason ?? [])
  t.regex(reasons.join('\n'), /PyFake_Macro is not in the limited API of 3\.8/)
})

test('with failing allocations a case is asked until none fails, and what goes wrong is blamed on its number', async (t) => {
  const cases = ['keeps-one', 'dies-of-hunger', 'needs-two', 'leaves-one'].map((name) => caseNamed(name))
  const able = bridge({ capabilities: ['failing-allocation'] })
  const { finished } = await runOf(cases, { bridges: [able], stress: 'alloc', jobs: 1 })
  const expected = {
    'keeps-one': 'pass',
    'dies-of-hunger': 'crash',
    'needs-two': 'pass',
    'leaves-one': 'leak',
  } as const
  t.deepEqual(verdicts(finished), expected)
  const reasons = Object.fromEntries(finished.map((one) => [one.case.replace('area/topic/', ''), one.reason]))
  t.is(reasons['dies-of-hunger'], 'when allocation 3 fails')
  t.is(reasons['leaves-one'], 'when allocation 2 fails')
  const { finished: skipped } = await runOf([caseNamed('needs-two')], { stress: 'alloc' })
  t.deepEqual(verdicts(skipped), { 'needs-two': 'skipped' })
})

test('known failures decide what is expected, and a stale one is unexpected', async (t) => {
  const known: ResolvedBridge['known'] = [
    { case: 'area/topic/exit-*', verdict: 'crash', reason: 'it exits in the middle' },
    { case: 'area/topic/b', verdict: 'fail', reason: 'it was wrong once' },
  ]
  const { finished } = await runOf([caseNamed('exit-3'), caseNamed('b')], { bridges: [bridge({ known })] })
  const unexpected = Object.fromEntries(finished.map((one) => [one.case, one.unexpected]))
  t.deepEqual(unexpected, { 'area/topic/exit-3': false, 'area/topic/b': true })
})

test('a known failure with several verdicts holds with each of them, in one run as in another', async (t) => {
  const reason = 'it depends on what ran before'
  const known: ResolvedBridge['known'] = [
    { case: ['area/topic/exit-3', 'area/topic/b'], verdict: ['crash', 'pass'], reason },
    { case: 'area/topic/c', verdict: ['crash', 'leak'], reason },
  ]
  const cases = [caseNamed('exit-3'), caseNamed('b'), caseNamed('c')]
  const { finished } = await runOf(cases, { bridges: [bridge({ known })] })
  const seen = Object.fromEntries(finished.map((one) => [one.case, [one.verdict, one.expected, one.unexpected]]))
  t.deepEqual(seen, {
    'area/topic/exit-3': ['crash', 'crash', false],
    'area/topic/b': ['pass', 'pass', false],
    'area/topic/c': ['pass', 'crash', true],
  })
})

test('a case of level detail is unexpected only when a known failure says another verdict', async (t) => {
  const detail = { level: 'detail' } as const
  const { finished } = await runOf([caseNamed('exit-3', detail)])
  t.like(finished[0], { verdict: 'crash', unexpected: false })
  const known: ResolvedBridge['known'] = [
    { case: 'area/topic/exit-3', verdict: 'crash', reason: 'it exits in the middle' },
    { case: 'area/topic/b', verdict: 'fail', reason: 'it was wrong once' },
  ]
  const held = await runOf([caseNamed('exit-3', detail), caseNamed('b', detail)], { bridges: [bridge({ known })] })
  const unexpected = Object.fromEntries(held.finished.map((one) => [one.case, one.unexpected]))
  t.deepEqual(unexpected, { 'area/topic/exit-3': false, 'area/topic/b': true })
})

test('a host that has run as many cases as its bridge says makes room for another at the next probe', async (t) => {
  const probes = ['a', 'b', 'c'].flatMap((topic) =>
    ['1', '2', '3'].map((name) =>
      caseNamed(`${topic}${name}`, { id: `area/topic/${topic}${name}` as CaseId, probe: topic }),
    ),
  )
  const { events, finished } = await runOf(probes, { bridges: [bridge({ casesPerHost: 4 })], jobs: 1 })
  t.is(finished.filter(({ verdict }) => verdict === 'pass').length, 9)
  t.deepEqual(
    events.flatMap((event) => (event.event === 'HostFinished' ? [event.cases] : [])),
    [6, 3],
  )
})

test('after a case that has not settled, the next one gets another host', async (t) => {
  const { events, finished } = await runOf([caseNamed('a'), caseNamed('falls-on'), caseNamed('b'), caseNamed('c')], {
    jobs: 1,
  })
  t.deepEqual(verdicts(finished), { a: 'pass', 'falls-on': 'pass', b: 'pass', c: 'pass' })
  t.deepEqual(
    events.flatMap((event) => (event.event === 'HostFinished' ? [event.cases] : [])),
    [2, 2],
  )
})

test('what cannot be judged in a host that others have used is judged in one of its own, and others get another', async (t) => {
  const cases = [caseNamed('a'), caseNamed('fails-after-others'), caseNamed('b')]
  const { events, finished } = await runOf(cases, { jobs: 1 })
  t.deepEqual(verdicts(finished), { a: 'pass', 'fails-after-others': 'pass', b: 'pass' })
  t.deepEqual(
    events.flatMap((event) => (event.event === 'HostFinished' ? [event.cases] : [])),
    [2, 1, 1],
  )
})

test('a run that is stopped ends its hosts and records nothing about the cases they were at', async (t) => {
  const stop = new AbortController()
  const { finished, survivors } = await runOf([caseNamed('a'), caseNamed('loop'), caseNamed('b')], {
    stop,
    jobs: 1,
    onEvent: (event) => {
      if (event.event === 'CaseFinished') stop.abort()
    },
  })
  t.deepEqual(verdicts(finished), { a: 'pass' })
  t.deepEqual(survivors, [])
})
