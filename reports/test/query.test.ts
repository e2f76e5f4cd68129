import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import test, { type ExecutionContext } from 'ava'
import fc from 'fast-check'
import type { Outcome } from '../src/model.ts'
import { QueryError, queryFilter, queryPointer } from '../src/query/query.js'
import type { QueryCell, QueryColumn, QueryRow } from '../src/query/types.ts'

const columns: QueryColumn[] = [
  { name: 'cpython@3.8', bridge: 'cpython@3.8', run: '', isBase: false },
  { name: 'cpython@3.13', bridge: 'cpython@3.13', run: '', isBase: true },
  { name: 'pypy3#old', bridge: 'pypy3', run: 'old', isBase: false },
  { name: 'pypy3#new', bridge: 'pypy3', run: 'new', isBase: false },
]

function cell(outcome: Outcome, more: Partial<QueryCell> = {}): QueryCell {
  return { outcome, unexpected: false, known: false, stale: false, ended: null, ...more }
}

function row(id: string, cells: QueryCell[], more: Partial<QueryRow> = {}): QueryRow {
  const [area = '', topic = ''] = id.split('/')
  const common = { kind: 'case', level: 'documented', behaviour: null, ratio: null } as const
  return { ...common, id, area, topic, title: `about ${id}`, api: [], cells, ...more }
}

const rows = [
  row('buffers/bytes/read', [cell('pass'), cell('pass'), cell('fail'), cell('crash', { ended: 'SIGSEGV' })]),
  row('buffers/views/write', [cell('skipped'), cell('pass'), cell('pass'), cell('pass')], { behaviour: 'BUF3' }),
  row('ownership/list/steals', [cell('pass'), cell('fail', { unexpected: true }), cell('pass'), cell('pass')], {
    behaviour: 'OWN1',
    api: ['PyList_SetItem'],
  }),
  row('ownership/list/detail[1]', [cell('pass'), cell('pass'), cell('leak', { known: true }), cell('not-run')], {
    level: 'detail',
    behaviour: 'OWN12',
    api: ['PyList_New', 'PyList_SetItem'],
  }),
  row('throughput/operations/append', [cell('pass'), cell('pass'), cell('pass'), cell('error')], {
    kind: 'bench',
    api: ['PyList_Append'],
    ratio: (own, base) => {
      const times = [10, 5, 60, null]
      const [one, other] = [times[own] ?? null, times[base] ?? null]
      return one === null || other === null
        ? null
        : { ratio: one / other, low: one / other - 0.5, high: one / other + 0.5 }
    },
  }),
]

function found(text: string): string[] {
  return rows.filter(queryFilter(text, columns)).map(({ id }) => id.replace(/^\w+\//, ''))
}

const answers: [query: string, ids: string[]][] = [
  ['', ['bytes/read', 'views/write', 'list/steals', 'list/detail[1]', 'operations/append']],
  ['area:buffers', ['bytes/read', 'views/write']],
  ['behaviour:OWN*', ['list/steals', 'list/detail[1]']],
  ['behaviour:own1', ['list/steals']],
  ['api:PyList_SetItem and not level:detail', ['list/steals']],
  ['function:PyList_New', ['list/detail[1]']],
  ['case:ownership/list/*', ['list/steals', 'list/detail[1]']],
  ['case:"ownership/list/detail[1]"', ['list/detail[1]']],
  ['topic:bytes,views', ['bytes/read', 'views/write']],
  ['kind:bench', ['operations/append']],
  ['ended:SIG*', ['bytes/read']],
  // Verdicts: a name of several columns holds when one of them does.
  ['pypy3:fail', ['bytes/read']],
  ['pypy3#new:crash', ['bytes/read']],
  ['new:crash', ['bytes/read']],
  ['old:leak, fail', ['bytes/read', 'list/detail[1]']],
  ['cpython:fail', ['list/steals']],
  ['cpython@3.8:fail', []],
  ['*:fail', ['bytes/read', 'list/steals']],
  ['*new:not-run', ['list/detail[1]']],
  ['pypy3:failing', ['bytes/read', 'list/detail[1]', 'operations/append']],
  ['pypy3:known', ['list/detail[1]']],
  ['pypy3:fail and cpython:pass and area:buffers', ['bytes/read']],
  // Each of the columns that judged it.
  ['all(cpython):pass', ['bytes/read', 'views/write', 'list/detail[1]', 'operations/append']],
  ['any(cpython):pass and not all(cpython):pass', ['list/steals']],
  ['all(pypy3):leak', ['list/detail[1]']],
  ['all(cpython):skipped', []],
  // Words.
  ['unexpected', ['list/steals']],
  ['crash', ['bytes/read']],
  ['different', ['bytes/read', 'list/steals', 'list/detail[1]', 'operations/append']],
  ['different(old, new)', ['bytes/read', 'operations/append']],
  ['pylist_set', ['list/steals', 'list/detail[1]']],
  ['list steals', ['list/steals']],
  ['"crash"', []],
  ['"about own"', ['list/steals', 'list/detail[1]']],
  // How they bind.
  ['area:buffers or unexpected and pypy3:crash', ['bytes/read', 'views/write']],
  ['(area:buffers or unexpected) and pypy3:crash', ['bytes/read']],
  ['not area:buffers unexpected', ['list/steals']],
  ['android', []],
  // Cost.
  ['slower(old, cpython@3.13) > 10', ['operations/append']],
  ['slower(old, cpython@3.13) > 12', []],
  ['slower(old, cpython@3.13) >= 12', ['operations/append']],
  ['slower(old)', ['operations/append']],
  ['slower(new)', []],
  ['faster(cpython@3.13, cpython@3.8) > 1.5', ['operations/append']],
  ['faster(cpython@3.13, cpython@3.8)', []],
  ['faster(cpython@3.13, old)', ['operations/append']],
]
for (const [query, ids] of answers) test(`query: ${query}`, (t) => t.deepEqual(found(query), ids))

function refused(t: ExecutionContext, text: string): QueryError | undefined {
  return t.throws(() => queryFilter(text, columns), { instanceOf: QueryError })
}

const refusals: [query: string, column: number, message: RegExp][] = [
  ['area:', 6, /^expected a quoted text or a word, found the end of the query$/],
  ['(pypy3:fail', 12, /expected .*"\)".*found the end of the query$/],
  ['pypy3:fail and', 15, /found the end of the query$/],
  ['slower(pypy3 > 3', 14, /expected "\)" or ",", found ">"$/],
  ['slower(pypy3) > much', 17, /^expected a number, found "m"$/],
  ['pypy3:fail or', 14, /^expected a term such as pypy3:fail, found the end of the query$/],
  ['pypy3:fail > 3', 12, /^expected ",", "and", "or", a term such as pypy3:fail or the end of the query, found ">"$/],
  ['case:errors/PyErr_Format(x)', 6, /quotes/],
  ['slower', 1, /takes a column/],
  ['pypy3:fial', 7, /^"fial" is no verdict; expected pass, fail, .* or stale$/],
  ['aera:buffers', 1, /^"aera" is no column \(cpython@3\.8, .*\) nor a field \(area, /],
  ['unexpected and graalpy:pass', 16, /^"graalpy" is no column/],
  ['level:detial', 7, /^"detial" is no level; expected documented, eventual, detail or misuse$/],
  ['slower(pypy3, jython)', 15, /^"jython" is no column/],
  ['all(area):buffers', 5, /takes a column/],
  ['constructor:pass', 1, /is no column/],
  ['pypy3:constructor', 7, /is no verdict/],
  ['"area":pass', 1, /is no column \([^)]*\)$/],
  ['title:"unclosed', 7, /^the quoted text "unclosed has no end$/],
]
for (const [query, column, message] of refusals) {
  test(`query refused: ${query}`, (t) => {
    const error = refused(t, query)
    t.is(error?.column, column)
    t.regex(error?.message ?? '', message)
  })
}

for (const [query, column, message] of [
  ['pypy3:fail and area:bufers', 21, /^no case and no bench has area "bufers"$/],
  ['not (api:pylist_* or function:Nope)', 31, /has function "Nope"$/],
  ['behaviour:OWN1*,NOPE*', 17, /has behaviour "NOPE\*"$/],
] as const) {
  test(`query refused where no row has the value: ${query}`, (t) => {
    t.notThrows(() => queryFilter(query, columns))
    const error = t.throws(() => queryFilter(query, columns, rows), { instanceOf: QueryError, message })
    t.is(error?.column, column)
  })
}

test('whatever is typed is a query or is refused with a place in it', (t) => {
  const words = [
    'and',
    'or',
    'not',
    'all(',
    'slower(',
    'pypy3',
    ':',
    'fail',
    ',',
    '(',
    ')',
    '"',
    "'",
    '*',
    '>',
    '10',
    ' ',
    'é',
    '#',
    '<',
    '\n',
    '\\',
    '[',
    '.',
  ]
  const texts = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      try {
        rows.filter(queryFilter(text, columns))
      } catch (error) {
        if (!(error instanceof QueryError)) throw error
        return error.column >= 1 && error.column <= text.length + 1 && error.message !== ''
      }
      return true
    }),
    { numRuns: 3000, seed: 7 },
  )
  t.pass()
})

test('a mark points at what is wrong', (t) => {
  const error = refused(t, 'pypy3:fial')
  if (error !== undefined) t.is(queryPointer('pypy3:fial', error), 'pypy3:fial\n      ^')
})

test('where only names are known, as in the page, the bridge and the run are parts of them', (t) => {
  const named = columns.map(({ name }) => ({ name, bridge: name, run: '', isBase: false }))
  const count = (text: string) => rows.filter(queryFilter(text, named)).length
  t.is(count('pypy3:crash'), 1)
  t.is(count('new:crash'), 1)
  t.is(count('old:crash'), 0)
  t.is(count('cpython:fail'), 1)
})

test('slower() without a base asks for one', (t) => {
  const without = columns.map((column) => ({ ...column, isBase: false }))
  t.throws(() => queryFilter('slower(old)', without), { message: /no base/ })
})

test('without imports and exports it runs as a part of a script, and calls on nothing that a browser lacks', (t) => {
  const sources = ['generated/parser.js', 'query.js'].map((name) =>
    readFileSync(new URL(`../src/query/${name}`, import.meta.url), 'utf8')
      .replaceAll(/^import [^']*'[^']*'\n/gm, '')
      .replaceAll(/^export /gm, ''),
  )
  const names = [...sources.join('\n').matchAll(/^(?:const|function|class) ([\w$]+)/gm)].map(([, name]) => name ?? '')
  // Of the parser nothing but what this file exports is at the top of the scope: it is one expression.
  const own = names.filter((name) => !name.startsWith('peg$'))
  t.true(own.length > 15)
  for (const name of own) t.regex(name, /^query|^Query/)
  const script = `'use strict'\n{\n${sources.join('\n')}\nresult = rows.filter(queryFilter('pypy3:crash', columns)).length\n}`
  const scope = { rows, columns, result: 0 }
  runInNewContext(script, scope)
  t.is(scope.result, 1)
})
