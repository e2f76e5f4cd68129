import test from 'ava'
import { fakeBridge } from '../../test/fake-bridge.ts'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { HarnessError } from '../errors.ts'
import type { CaseId, ScenarioCase } from '../suite/case.ts'
import { limitedReason, skipReason } from './applicability.ts'
import { expectationsOf } from './expectations.ts'
import { type Selection, selectCases } from './filter.ts'
import { once, planRun, type Rounds } from './plan.ts'

const everything: Selection = { suite: [], grep: null, level: [], only: null }

function caseOf(id: string, more: Partial<ScenarioCase> = {}): ScenarioCase {
  const [area = '', topic = ''] = id.split('/')
  const none = { behaviour: null, why: null, since: null, until: null, versions: null, timeoutMs: null, ends: null }
  return {
    ...none,
    kind: 'scenario',
    id: id as CaseId,
    area,
    topic,
    title: `title of ${id}`,
    place: { file: 'x.yaml', line: 1, column: 1 },
    level: 'documented',
    docs: 'https://example.org/',
    api: [],
    needs: [],
    modules: [],
    repeat: 0,
    isolate: false,
    probe: `${area}_${topic}`,
    steps: [],
    ...more,
  }
}

const cases = [
  caseOf('own/list/steals'),
  caseOf('own/list/borrows', { level: 'detail' }),
  caseOf('own/listing/steals', { level: 'misuse' }),
  caseOf('err/set/clear'),
]
const ids = (selected: readonly ScenarioCase[]): string[] => selected.map(({ id }) => id)

const selections: [string, Partial<Selection>, string[]][] = [
  ['nothing given selects all', {}, ids(cases)],
  ['an area', { suite: ['own'] }, ['own/list/steals', 'own/list/borrows', 'own/listing/steals']],
  ['a topic, not one that begins alike', { suite: ['own/list'] }, ['own/list/steals', 'own/list/borrows']],
  ['a case', { suite: ['own/list/steals'] }, ['own/list/steals']],
  ['several parts', { suite: ['err', 'own/listing'] }, ['own/listing/steals', 'err/set/clear']],
  ['an expression over ids', { grep: 'steals$' }, ['own/list/steals', 'own/listing/steals']],
  ['an expression over titles', { grep: '^title of err' }, ['err/set/clear']],
  ['levels', { level: ['detail', 'misuse'] }, ['own/list/borrows', 'own/listing/steals']],
  ['only those that failed', { only: new Set(['err/set/clear']) }, ['err/set/clear']],
]
for (const [what, selection, expected] of selections) {
  test(`selection: ${what}`, (t) => {
    t.deepEqual(ids(selectCases(cases, { ...everything, ...selection })), expected)
  })
}

const refusals: [string, Partial<Selection>, RegExp][] = [
  ['a part that there is not', { suite: ['own/lost'] }, /"own\/lost" names no area.*did you mean "own\/list"/],
  ['an expression that selects nothing', { grep: 'nothing' }, /no case is selected by --grep nothing/],
  ['an expression that is none', { grep: '(' }, /"\(" is not a regular expression/],
]
for (const [what, selection, message] of refusals) {
  test(`selection refuses ${what}`, (t) => {
    t.throws(() => selectCases(cases, { ...everything, ...selection }), { instanceOf: HarnessError, message })
  })
}

const extensions = {
  python: '3.11',
  lacks: (module: string) => (module === 'zlib' ? null : `${module} is not here`),
}

const applicability: [string, Partial<ScenarioCase>, Partial<ResolvedBridge>, RegExp | null][] = [
  ['no condition', {}, {}, null],
  ['since a version that it has', { since: '3.11' }, {}, null],
  [
    'since a later version',
    { since: '3.12', versions: 'new there' },
    {},
    /holds since Python 3\.12, and this is 3\.11: new there/,
  ],
  ['3.9 is older than 3.10', { since: '3.10' }, { python: '3.9' }, /since Python 3\.10/],
  ['until its version', { until: '3.11' }, {}, null],
  ['until an earlier version', { since: '3.8', until: '3.10' }, {}, /from Python 3\.8 to 3\.10/],
  ['a capability that it has', { needs: ['threads'] }, { capabilities: ['threads'] }, null],
  ['a real extension that is here', { modules: ['zlib'] }, {}, null],
  ['one that is not', { modules: ['zlib', 'lz4._version'] }, {}, /lz4\._version is not here/],
  [
    'one for another version',
    { modules: ['zlib'] },
    { python: '3.12' },
    /compiled for CPython 3\.11, and this is 3\.12/,
  ],
  ['a kind that its driver does not run', {}, { runs: ['call'] }, /is a scenario, which the bridge's driver does not/],
  ['one that it lacks', { needs: ['threads', 'refcounts'] }, { capabilities: ['threads'] }, /needs refcounts, which/],
]
for (const [what, one, bridge, reason] of applicability) {
  test(`applicability: ${what}`, (t) => {
    const seen = skipReason(caseOf('a/b/c', one), fakeBridge(bridge), extensions)
    if (reason === null) t.is(seen, null)
    else t.regex(seen ?? '', reason)
  })
}

const limited = { version: '3.10', isOutside: (name: string) => name === 'PyFake_New' }
const limits: [string, Partial<ScenarioCase>, Partial<ResolvedBridge>, RegExp | null][] = [
  ['a function that is inside', { api: ['PyFake_Old'] }, {}, null],
  ['one that is not', { api: ['PyFake_Old', 'PyFake_New'] }, {}, /^PyFake_New is not in the limited API of 3\.10$/],
  ['a bridge that is older', {}, { python: '3.9' }, /the limited API is that of 3\.10, and this is 3\.9/],
  ['a bridge that loads no such files', {}, { capabilities: [] }, /needs stable-abi/],
]
for (const [what, one, bridge, expected] of limits) {
  test(`limited API: ${what}`, (t) => {
    const seen = limitedReason(caseOf('a/b/c', one), fakeBridge({ capabilities: ['stable-abi'], ...bridge }), limited)
    if (expected === null) t.is(seen, null)
    else t.regex(seen ?? '', expected)
  })
}

const reason = 'a reason long enough'
const on311 = { python: '3.11', complete: true, lacks: () => null }

test('a known failure is found by its id, by several, and by * within one segment', (t) => {
  const known = expectationsOf(
    [
      { case: 'a/b/c', verdict: 'fail', reason },
      { case: ['a/b/d', 'a/b/e'], verdict: 'crash', reason },
      { case: 'a/x/PyList_Get*', verdict: 'leak', reason, link: 'https://example.org/1' },
    ],
    ['a/b/c', 'a/b/d', 'a/b/e', 'a/x/PyList_GetItem', 'a/x/y/z'],
    on311,
  )
  t.deepEqual(
    ['a/b/c', 'a/b/d', 'a/b/e'].map((id) => known.of(id)?.verdicts),
    [['fail'], ['crash'], ['crash']],
  )
  t.deepEqual(known.of('a/x/PyList_GetItem'), { verdicts: ['leak'], reason, link: 'https://example.org/1' })
  t.is(known.of('a/x/PyList_Get/z'), null)
  t.deepEqual(known.unused, [])
})

test('a known failure that names no case is unused', (t) => {
  const { unused } = expectationsOf([{ case: ['a/b/c', 'a/b/gone'], verdict: 'fail', reason }], ['a/b/c'], on311)
  t.deepEqual(unused, [{ case: 'a/b/gone', reason }])
})

test('a known failure of another version of Python is neither expected nor unused', (t) => {
  const known = expectationsOf([{ case: 'a/b/gone', verdict: 'fail', reason, since: '3.12' }], ['a/b/c'], on311)
  t.deepEqual(known.unused, [])
})

test('a known failure for want of an extension is expected where that is not on the machine', (t) => {
  const entry = { case: 'a/b/c', verdict: 'error' as const, reason, without: '_datetime' }
  const lacks = (module: string): string | null => (module === '_datetime' ? 'not on this machine' : null)
  t.is(expectationsOf([entry], ['a/b/c'], on311).of('a/b/c'), null)
  t.is(expectationsOf([entry], ['a/b/c'], { ...on311, lacks }).of('a/b/c')?.verdicts[0], 'error')
})

test('with a user’s own suites, known failures that name no case are not reported', (t) => {
  const known = [{ case: ['own/x/y', 'other/x/y'], verdict: 'fail' as const, reason }]
  t.is(expectationsOf(known, ['own/a/b'], on311).unused.length, 2)
  t.deepEqual(expectationsOf(known, ['own/a/b'], { ...on311, complete: false }).unused, [])
})

const planning = {
  isolate: false,
  rounds: once,
  ids: ids(cases),
  complete: true,
  extensions,
  done: () => false,
  limited: null,
  stress: null,
}

test('a plan groups cases by probe, and gives misuse a host of its own', (t) => {
  const [plan] = planRun(cases, [fakeBridge()], planning)
  t.deepEqual(
    plan?.chunks.map(({ own, cases: chunk }) => [chunk[0]?.case.probe, own, chunk.length]),
    [
      ['own_list', false, 2],
      ['err_set', false, 1],
      ['own_listing', true, 1],
    ],
  )
})

test('isolated, every case has a chunk of its own', (t) => {
  const [plan] = planRun(cases, [fakeBridge()], { ...planning, isolate: true })
  t.true(plan?.chunks.every(({ own, cases: chunk }) => own && chunk.length === 1))
  t.is(plan?.chunks.length, 4)
})

test('large groups are cut so that they spread over the jobs', (t) => {
  const many = Array.from({ length: 100 }, (_, index) => caseOf(`a/b/${index}`))
  const [plan] = planRun(many, [fakeBridge()], planning)
  t.deepEqual(
    plan?.chunks.map((chunk) => chunk.cases.length),
    [40, 40, 20],
  )
})

function roundsOf(count: number, rounds: Partial<Rounds>, more: Partial<ScenarioCase> = {}) {
  const many = Array.from({ length: count }, (_, index) => caseOf(`a/${index % 5}/${index}`, more))
  const [plan] = planRun(many, [fakeBridge()], { ...planning, rounds: { ...once, ...rounds } })
  const chunks = plan?.chunks ?? []
  return { many, chunks, order: chunks.flatMap((chunk) => chunk.cases.map((one) => one.case.id)) }
}

test('in random order cases of all probes are mixed, each stands once, and the seed gives the same order again', (t) => {
  const { many, chunks, order } = roundsOf(100, { seed: 7 })
  t.notDeepEqual(order, ids(many) as CaseId[])
  t.deepEqual([...order].sort(), ids(many).sort() as CaseId[])
  t.true(new Set(chunks[0]?.cases.map((one) => one.case.probe)).size > 1)
  t.deepEqual(roundsOf(100, { seed: 7 }).order, order)
  t.notDeepEqual(roundsOf(100, { seed: 8 }).order, order)
})

test('repeated, every case stands so often, and in another random order each time', (t) => {
  const { many, order } = roundsOf(30, { seed: 7, repeat: 3 })
  t.is(order.length, 90)
  t.is(new Set(order).size, 30)
  t.notDeepEqual(order.slice(0, 30), order.slice(30, 60))
  t.deepEqual(roundsOf(3, { repeat: 2 }).order, [...ids(many.slice(0, 3)), ...ids(many.slice(0, 3))] as CaseId[])
})

for (const [order, seed] of [
  ['of the suite', null],
  ['at random', 3],
] as const) {
  test(`in an order ${order}, cases over real extensions come last and share no host with others`, (t) => {
    const mixed = Array.from({ length: 60 }, (_, index) =>
      caseOf(`a/${index % 6}/${index}`, { modules: index % 2 === 0 ? [] : ['zlib'] }),
    )
    const [plan] = planRun(mixed, [fakeBridge()], { ...planning, rounds: { ...once, seed } })
    const heavy = plan?.chunks.map(({ cases: chunk }) => chunk.map((one) => one.case.modules.length > 0)) ?? []
    t.deepEqual(heavy.flat(), [...Array(30).fill(false), ...Array(30).fill(true)])
    t.deepEqual(
      plan?.chunks.map(({ fresh }) => fresh),
      heavy.map((chunk) => chunk.includes(true)),
    )
  })
}

test('for stability, the repetitions share one host, and each further time has fresh hosts', (t) => {
  const { chunks } = roundsOf(4, { seed: 1, repeat: 10, fresh: 5 })
  t.deepEqual(
    chunks.map(({ fresh, own, cases: chunk }) => [fresh, own, chunk.length]),
    [[true, false, 40], ...Array.from({ length: 20 }, () => [true, false, 1])],
  )
})

test('many cases share the fresh hosts that there may be', (t) => {
  const { chunks } = roundsOf(7, { seed: 1, repeat: 2, fresh: 2, hosts: 3 })
  t.deepEqual(
    chunks.map(({ cases: chunk }) => chunk.length),
    [14, 3, 3, 1, 3, 3, 1],
  )
})

test('misuse has a host of its own each time, which is a fresh one', (t) => {
  const { chunks } = roundsOf(2, { repeat: 3, fresh: 2 }, { level: 'misuse' })
  t.true(chunks.every(({ own, cases: chunk }) => own && chunk.length === 1))
  t.is(chunks.length, 4)
  t.is(roundsOf(2, { repeat: 3 }, { level: 'misuse' }).chunks.length, 6)
})

test('a case that does not apply is planned as skipped, and one that is done not at all', (t) => {
  const done = (bridge: string, id: string): boolean => bridge === 'fake' && id === 'own/list/steals'
  const two = [caseOf('own/list/steals'), caseOf('own/list/later', { since: '3.13' })]
  const [first, second] = planRun(two, [fakeBridge(), fakeBridge({ name: 'other', python: '3.13' })], {
    ...planning,
    done,
  })
  t.deepEqual(first?.chunks, [])
  t.deepEqual(
    first?.skipped.map((one) => one.case.id),
    ['own/list/later'] as CaseId[],
  )
  t.is(second?.chunks[0]?.cases.length, 2)
})
