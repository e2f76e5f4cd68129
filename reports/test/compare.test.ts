import test from 'ava'
import type { ComparedRecord } from '../src/compare/columns.ts'
import { type CompareOptions, compareRecords } from '../src/compare/comparison.ts'
import { renderComparison } from '../src/compare.ts'
import { CompareError } from '../src/compare-error.ts'
import { reportModel } from '../src/model.ts'
import { matchesSnapshot } from './fixture.ts'
import { type RunFacts, runOf } from './runs.ts'

const screen = { color: false, columns: 100 }

function record(path: string, facts: RunFacts, label: string | null = null): ComparedRecord {
  return { path, label, events: runOf(facts) }
}

function compared(records: ComparedRecord[], options: Partial<CompareOptions> = {}) {
  return compareRecords(records, { by: 'area', where: null, base: null, ...options })
}

function columnNames(...records: ComparedRecord[]): string[] {
  return compared(records).matrix.columns.map(({ name }) => name)
}

const ok = { 'a/list/one': 'pass' } as const
const times = [10, 11, 10, 12, 10, 11]

test('a column has the name of its bridge while that is unique', (t) => {
  t.deepEqual(
    columnNames(record('runs/x', { verdicts: { b: ok, c: ok } }), record('runs/y', { verdicts: { d: ok } })),
    ['b', 'c', 'd'],
  )
})

test('a bridge of two runs has the part of the folder that tells them apart', (t) => {
  const facts = { verdicts: { b: ok } }
  t.deepEqual(columnNames(record('runs/x/out/events.jsonl', facts), record('runs/y/out', facts)), [
    'b#x/out',
    'b#y/out',
  ])
  t.deepEqual(columnNames(record('x', facts), record('x', facts)), ['b#1', 'b#2'])
})

test('a label names the column of a run of one bridge, and stands behind the bridges of others', (t) => {
  const two = { verdicts: { b: ok, c: ok } }
  t.deepEqual(columnNames(record('x', { verdicts: { b: ok } }, 'main'), record('y', two, 'mine')), [
    'main',
    'b#mine',
    'c#mine',
  ])
})

test('labels that do not tell the columns apart are refused', (t) => {
  const facts = { verdicts: { b: ok } }
  for (const [one, other] of [
    ['same', 'same'],
    ['c', null],
  ] as const) {
    const records = [record('x', facts, one), record('y', { verdicts: { [other === null ? 'c' : 'b']: ok } }, other)]
    t.throws(() => compared(records), { instanceOf: CompareError, message: /^two columns would have the name/ })
  }
})

test('verdicts and measurements of one bridge are one column, unless their versions differ', (t) => {
  const run = record('run', { verdicts: { b: ok } })
  const measured = { benches: { b: { 'throughput/op/x': times } } }
  t.deepEqual(columnNames(run, record('bench', measured)), ['b'])
  t.deepEqual(columnNames(run, record('bench', { ...measured, versions: { b: '2.0' } })), ['b#run', 'b#bench'])
})

const sides = [
  record('one', {
    verdicts: {
      'cpython@3.11': { 'a/list/one': 'pass', 'a/list/two': 'pass', 'b/dict/one': 'pass', 'b/dict/two': 'skipped' },
      pypy3: { 'a/list/one': 'pass', 'a/list/two': 'crash', 'b/dict/one': 'leak', 'b/dict/two': 'pass' },
    },
  }),
  record('two', {
    benches: {
      'cpython@3.11': { 'a/list/append': times, 'throughput/op/call': times },
      pypy3: { 'a/list/append': times.map((time) => 3 * time), 'throughput/op/call': times.map((time) => 12 * time) },
    },
  }),
]

test('conformance and cost stand in one matrix', (t) => {
  const { matrix } = compared(sides)
  t.deepEqual(
    matrix.rows.map(({ name }) => name),
    ['a', 'b', 'throughput'],
  )
  const [, pypy] = matrix.rows[0]?.cells ?? []
  t.deepEqual(pypy?.outcomes, { pass: 1, crash: 1 })
  t.is(pypy?.judged, 2)
  t.like(pypy?.cost, { paired: true, benches: 1, ratio: { rounds: 6 } })
  t.is(pypy?.cost?.ratio.ratio.toFixed(6), '3.000000')
  t.is(matrix.total.cells[1]?.cost?.ratio.ratio.toFixed(6), '6.000000')
  t.deepEqual(
    matrix.common.cells.map(({ judged, passed }) => `${passed}/${judged}`),
    ['3/3', '1/3'],
  )
})

const names = { area: ['a', 'b', 'throughput'], behaviour: ['LIST', 'DICT'], function: ['Py_dict', 'Py_list', 'Py_op'] }
for (const [by, expected] of Object.entries(names)) {
  test(`rows by ${by}`, (t) => {
    const { matrix } = compared(sides, { by: by as keyof typeof names })
    t.deepEqual(
      matrix.rows.map(({ name }) => name),
      expected,
    )
  })
}

for (const by of ['area', 'case'] as const) {
  for (const format of ['table', 'markdown', 'json'] as const) {
    test(`the comparison by ${by} as ${format} is as committed`, async (t) => {
      const text = await renderComparison(sides, { by, where: null, base: null }, { format, screen })
      matchesSnapshot(t, `compare-${by}.${format}`, text)
    })
  }
}

test('the page has a column for each column, and only what the query chooses', async (t) => {
  const options = { by: 'area', where: 'pypy3:crash', base: null } as const
  const html = await renderComparison(sides, options, { format: 'html', screen })
  t.true(html.startsWith('<!doctype html>'))
  t.true(
    html.includes('<dt>one</dt><dd>2026-03-01 12:00:00 UTC; suite 1.2, 4 of 4 cases, d1; linux 6 x64, 2 CPUs</dd>'),
  )
  const model = reportModel(compared(sides, options).events)
  t.deepEqual(
    model.bridges.map(({ name, totals }) => [name, totals.cases]),
    [
      ['cpython@3.11', 1],
      ['pypy3', 1],
    ],
  )
  t.is(model.cases[0]?.id, 'a/list/two')
})

test('a query chooses cases and benches', (t) => {
  const found = (where: string) => compared(sides, { by: 'case', where }).matrix.rows.map(({ name }) => name)
  t.deepEqual(found('pypy3:failing and cpython:pass'), ['a/list/two', 'b/dict/one'])
  t.deepEqual(found('slower(pypy3, cpython) > 10'), ['throughput/op/call'])
  t.deepEqual(found('slower(pypy3)'), ['a/list/append', 'throughput/op/call'])
  t.deepEqual(found('nothing-like-it'), [])
})

test('a query that cannot be understood is shown with the place', (t) => {
  const error = t.throws(() => compared(sides, { where: 'pypy3:fial' }), { instanceOf: CompareError })
  t.regex(error?.message ?? '', /^--where, column 7: "fial" is no verdict/)
  t.is(error?.hint, 'pypy3:fial\n        ^')
})

test('a base must be one of the columns, and one alone', (t) => {
  t.is(compared(sides, { base: 'pypy3' }).matrix.base, 1)
  t.throws(() => compared(sides, { base: 'graalpy' }), { message: /is no column/ })
  const twice = [record('x', { verdicts: { pypy3: ok } }), record('y', { verdicts: { pypy3: ok } })]
  t.throws(() => compared(twice, { base: 'pypy3' }), { message: /may be several/ })
})

test('benches of two runs are compared without pairs, and said to be', (t) => {
  const apart = [
    record('x', { benches: { one: { 'throughput/op/x': [10, 10, 10, 10, 10] } } }),
    // In the same order they would make pairs whose ratios are all alike.
    record('y', { benches: { two: { 'throughput/op/x': [20, 30, 20, 30, 20] } } }),
  ]
  const { matrix } = compared(apart, { base: 'one' })
  const cost = matrix.rows[0]?.cells[1]?.cost
  t.false(cost?.paired)
  t.is(cost?.ratio.ratio.toFixed(6), '2.000000')
  t.is(cost?.ratio.high?.toFixed(6), '3.000000')
  // The page makes pairs of what was measured in one round: there must be none.
  const { benches } = reportModel(compared(apart).events, { base: 'one' })
  t.is(benches?.areas[0]?.rows[0]?.cells[1]?.ratio, null)
})

test('runs of different suites are compared on the cases that both have, and that is said', (t) => {
  const older = record('older', { verdicts: { b: { 'a/list/one': 'pass', 'a/list/old': 'pass' } }, digest: 'd0' })
  const newer = record('newer', {
    verdicts: { b: { 'a/list/one': 'fail', 'a/list/new': 'pass' } },
    variant: { variant: { stress: 'gc', order: 'default', seed: null, repeat: 1, fresh: 0, limitedApi: null } },
  })
  const { matrix, notes } = compared([older, newer], { by: 'case' })
  t.deepEqual(
    matrix.rows.map(({ name }) => name),
    ['a/list/one'],
  )
  t.deepEqual(notes, [
    'only cases that every run has are compared: 1; left out: 2',
    'the suites differ (older: d0, 2 cases; newer: d1, 2 cases)',
    'the variants differ (older: ordinary; newer: --stress gc)',
  ])
})

test('the page says what the runs were and how they differ', async (t) => {
  const half = record('<half>', { verdicts: { b: ok }, outcome: 'interrupted' })
  const options = { by: 'area', where: null, base: null } as const
  const html = await renderComparison([half], options, { format: 'html', screen })
  t.true(html.includes('<p class="warning">the run &lt;half&gt; was interrupted</p>'))
})

test('a run that is not finished is said to be', (t) => {
  t.deepEqual(compared([record('half', { verdicts: { b: ok }, outcome: null })]).notes, [
    'the run half is not finished',
  ])
})
