import test from 'ava'
import type { CaseFinished } from '#harness/src/record/events.ts'
import type { Verdict } from '#harness/src/record/verdict.ts'
import type { ComparedRecord } from '../src/compare/columns.ts'
import { type ChangeKind, diffRecords } from '../src/compare/diff.ts'
import { renderDiff } from '../src/compare.ts'
import { CompareError } from '../src/compare-error.ts'
import { reportModel } from '../src/model.ts'
import { matchesSnapshot } from './fixture.ts'
import { type RunFacts, runOf } from './runs.ts'

const screen = { color: false, columns: 100 }
const gate = { where: null, failOn: ['regressed'] as ChangeKind[] }

function record(path: string, facts: RunFacts): ComparedRecord {
  return { path, label: null, events: runOf(facts) }
}

function pairOf(before: RunFacts, after: RunFacts): [ComparedRecord, ComparedRecord] {
  return [record('runs/old', before), record('runs/new', after)]
}

const crash = {
  verdict: 'crash',
  ending: { reason: 'signal', detail: 'SIGSEGV', lastCalls: ['Py_list'], step: 2, stderr: '', backtrace: null },
} satisfies Partial<CaseFinished>
const wrong = {
  verdict: 'fail',
  differences: [{ at: 'returns', expected: '1', seen: '2' }],
} satisfies Partial<CaseFinished>

const before: RunFacts = {
  verdicts: {
    pypy3: {
      'a/list/breaks': 'pass',
      'a/list/kind': crash,
      'a/list/mended': wrong,
      'a/list/shaky': 'pass',
      'a/list/same': 'pass',
      'a/list/still': 'leak',
      'a/list/removed': 'pass',
      'b/dict/detail': 'pass',
    },
    other: { 'a/list/same': 'pass' },
  },
  benches: { pypy3: { 'throughput/op/x': [10, 10, 11, 10, 10], 'throughput/op/y': [10, 10, 11, 10, 10] } },
  digest: 'd0',
  details: ['b/dict/detail'],
}
const after: RunFacts = {
  verdicts: {
    pypy3: {
      'a/list/breaks': crash,
      'a/list/kind': wrong,
      'a/list/mended': 'pass',
      'a/list/shaky': { verdict: 'flaky', tries: ['pass', 'fail'] },
      'a/list/same': 'pass',
      'a/list/still': 'leak',
      'a/list/added': 'pass',
      'a/list/unborn': wrong,
      'b/dict/detail': wrong,
    },
  },
  benches: { pypy3: { 'throughput/op/x': [20, 20, 21, 20, 20], 'throughput/op/y': [10, 11, 10, 10, 10] } },
  versions: { pypy3: '1.1' },
  details: ['b/dict/detail'],
}

test('each case that changed has its kind, the urgent first', (t) => {
  const { changes, pairs } = diffRecords(pairOf(before, after), gate)
  t.deepEqual(
    changes.map(({ kind, item, gates }) => `${kind} ${item.id}${gates ? ' gates' : ''}`),
    [
      'regressed a/list/breaks gates',
      'regressed b/dict/detail',
      'changed a/list/kind',
      'flaky a/list/shaky',
      'fixed a/list/mended',
      'new a/list/added',
      'new a/list/unborn',
      'gone a/list/removed',
    ],
  )
  t.is(pairs.length, 1)
  t.deepEqual(pairs[0]?.counts, { regressed: 2, changed: 1, flaky: 1, fixed: 1, new: 2, gone: 1, same: 2 })
  t.is(pairs[0]?.newFailing, 1)
})

const steps: [from: Verdict | null, to: Verdict | null, kind: ChangeKind | null][] = [
  ['pass', 'error', 'regressed'],
  ['pass', 'missing', 'regressed'],
  ['crash', 'fail', 'changed'],
  ['fail', 'fail', null],
  ['fail', 'flaky', 'flaky'],
  ['flaky', 'pass', 'flaky'],
  ['flaky', 'flaky', null],
  ['skipped', 'fail', 'new'],
  ['pass', 'skipped', 'gone'],
  ['skipped', 'skipped', null],
  [null, 'pass', 'new'],
  ['fail', null, 'gone'],
]
for (const [from, to, kind] of steps) {
  test(`from ${from ?? 'not run'} to ${to ?? 'not run'}: ${kind ?? 'nothing'}`, (t) => {
    const run = (verdict: Verdict | null): RunFacts => ({
      verdicts: { b: verdict === null ? {} : { 'a/list/one': verdict } },
      benches: { b: {} },
      planned: ['a/list/one'],
    })
    const { changes } = diffRecords(pairOf(run(from), run(to)), gate)
    t.deepEqual(
      changes.map((change) => change.kind),
      kind === null ? [] : [kind],
    )
  })
}

test('a change between verdicts that one known failure allows gates nothing; one that it does not allow does', (t) => {
  const known = { reason: 'it depends on what ran before', link: null }
  const run = (verdict: Verdict, unexpected: boolean): RunFacts => ({
    verdicts: { b: { 'a/list/one': { verdict, expected: unexpected ? 'leak' : verdict, unexpected, known } } },
  })
  const kinds = (to: RunFacts): string[] =>
    diffRecords(pairOf(run('pass', false), to), gate).changes.map(({ kind, gates }) => `${kind} ${gates}`)
  t.deepEqual(kinds(run('leak', false)), ['flaky false'])
  t.deepEqual(kinds(run('crash', true)), ['regressed true'])
})

for (const format of ['table', 'markdown', 'json'] as const) {
  test(`the diff as ${format} is as committed`, async (t) => {
    const { text, ok } = await renderDiff(pairOf(before, after), gate, { format, screen })
    t.false(ok)
    matchesSnapshot(t, `diff.${format}`, text)
  })
}

test('the page of a diff has both runs of what changed, and nothing else', async (t) => {
  const { text } = await renderDiff(pairOf(before, after), gate, { format: 'html', screen })
  t.true(text.startsWith('<!doctype html>'))
  const { bridges, cases } = reportModel(diffRecords(pairOf(before, after), gate).events)
  t.deepEqual(
    bridges.map(({ name }) => name),
    ['pypy3#old', 'other', 'pypy3#new'],
  )
  t.is(cases.length, 8)
  t.false(cases.some(({ id }) => id === 'a/list/still'))
})

test('what fails the diff is asked for', async (t) => {
  const ok = async (failOn: ChangeKind[], where: string | null = null) =>
    (await renderDiff(pairOf(before, after), { where, failOn }, { format: 'table', screen })).ok
  t.false(await ok(['regressed']))
  t.false(await ok(['changed']))
  t.true(await ok([]))
  // Only a case of level detail regressed there.
  t.true(await ok(['regressed'], 'area:b'))
  t.false(await ok(['regressed'], 'old:pass and new:crash'))
})

test('two runs that judged nothing in common pass no gate', async (t) => {
  const run = (id: string): RunFacts => ({ verdicts: { b: { [id]: 'pass' } } })
  const pair = pairOf(run('a/list/one'), run('a/dict/other'))
  const { text, ok } = await renderDiff(pair, gate, { format: 'table', screen })
  t.false(ok)
  t.regex(text, /✗ no case and no bench is in both runs: nothing was compared; 1 new, 1 gone\n$/)
  t.true((await renderDiff(pair, { ...gate, failOn: [] }, { format: 'table', screen })).ok)
})

test('a newer run that is not whole is not taken for one in which nothing regressed', async (t) => {
  const cut = { verdicts: { b: { 'a/list/one': 'pass' } }, planned: ['a/list/two'] } as const
  const whole = { verdicts: { b: { 'a/list/one': 'pass', 'a/list/two': 'pass' } } } as const
  const told = (to: RunFacts, failOn: ChangeKind[] = ['regressed']) =>
    renderDiff(pairOf(whole, to), { where: null, failOn }, { format: 'table', screen })
  for (const outcome of ['interrupted', null] as const) {
    const { text, ok } = await told({ ...cut, planned: [...cut.planned], outcome })
    t.false(ok)
    t.regex(text, /✗ the run runs\/new is not whole: what it did not come to may have regressed; 1 gone\n$/)
  }
  t.true((await told({ ...cut, planned: [...cut.planned], outcome: null }, [])).ok)
  t.true((await renderDiff(pairOf({ ...whole, outcome: null }, whole), gate, { format: 'table', screen })).ok)
})

test('a bridge that the newer run does not have is named, and fails where what is gone fails', async (t) => {
  const both = { verdicts: { x: { 'a/list/one': 'pass' }, y: { 'a/list/one': 'pass' } } } as const
  const one = { verdicts: { x: { 'a/list/one': 'pass' } } } as const
  const told = (failOn: ChangeKind[]) =>
    renderDiff(pairOf(both, one), { where: null, failOn }, { format: 'table', screen })
  const { text, ok } = await told(['regressed'])
  t.true(ok)
  t.regex(text, /! not compared, for runs\/new does not have it: y\n/)
  t.false((await told(['regressed', 'gone'])).ok)
})

test('a query about verdicts may match nothing, one about cases may not', (t) => {
  const asked = (where: string) => diffRecords(pairOf(before, before), { ...gate, where })
  for (const where of ['different', 'new:crash and old:pass', 'not (any(pypy3):fail,pass,crash,leak)', 'hang']) {
    t.deepEqual(asked(where).changes, [], where)
  }
  for (const where of ['area:b and topic:list', '"different"', 'area:a and not topic:list and not kind:bench']) {
    t.throws(() => asked(where), { instanceOf: CompareError, message: /matches no case and no bench/ }, where)
  }
})

test('throughput is told with an interval and fails nothing', (t) => {
  const facts = (time: number): RunFacts => ({ benches: { b: { 'throughput/op/x': [time, time, time, time, time] } } })
  const { benches, changes } = diffRecords(pairOf(facts(10), facts(20)), gate)
  t.is(benches[0]?.cost.ratio.ratio.toFixed(6), '2.000000')
  t.deepEqual(changes, [])
})

test('one bridge in each run is compared even if its name has changed; of several the common ones are', (t) => {
  const one = { verdicts: { 'cpython@3.12': { 'a/list/one': 'pass' } } } as const
  const next = { verdicts: { 'cpython@3.13': { 'a/list/one': 'fail' } } } as const
  t.is(diffRecords(pairOf(one, next), gate).changes[0]?.kind, 'regressed')
  const two = { verdicts: { x: { 'a/list/one': 'pass' }, y: { 'a/list/one': 'pass' } } } as const
  const error = t.throws(() => diffRecords(pairOf(two, next), gate), { instanceOf: CompareError })
  t.is(error?.message, 'runs/old and runs/new have no bridge in common')
  t.regex(error?.hint ?? '', /^the bridges of the first are x, y, of the second cpython@3\.13;/)
})

test('two equal runs have nothing to say', async (t) => {
  const { text, ok } = await renderDiff(pairOf(before, before), gate, { format: 'table', screen })
  t.true(ok)
  t.regex(text, /✓ nothing regressed\n$/)
})
