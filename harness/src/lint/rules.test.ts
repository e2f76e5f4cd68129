import { join } from 'node:path'
import test from 'ava'
import { loadCapi } from '../capi/load.ts'
import type { Case, Suite } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'
import type { Step } from '../suite/schema.ts'
import { lintSuite, type Rule } from './rules.ts'

const capi = loadCapi(join(ownSuites, 'capi'))

const sound = {
  id: 'ownership/mine/keeps',
  area: 'ownership',
  topic: 'mine',
  title: 'PyList_Append keeps a reference of its own',
  place: { file: 'suites/ownership/mine.yaml', line: 5, column: 5 },
  kind: 'scenario',
  level: 'documented',
  behaviour: 'OWN8',
  docs: 'https://docs.python.org/3/c-api/list.html#c.PyList_Append',
  api: ['PyList_Append'],
  modules: [],
  steps: [] as Step[],
}

function rulesBroken(...changes: object[]): Rule[] {
  const cases = changes.map((change) => ({ ...sound, ...change }) as unknown as Case)
  return lintSuite({ cases } as unknown as Suite, capi).map(({ rule }) => rule)
}

test('a case that a reader can follow has no finding', (t) => {
  t.deepEqual(rulesBroken({}), [])
})

const drop: Step = { drop: ['item'] }
const settle: Step = { settle: true }
const alive: Step = { alive: 0 }
const broken: [string, object, Rule][] = [
  ['an anchor that the page does not have', { docs: `${sound.docs}s` }, 'unknown-anchor'],
  ['a page that there is not', { docs: 'https://docs.python.org/3/c-api/lists.html' }, 'unknown-anchor'],
  ['no behaviour', { behaviour: null }, 'no-behaviour'],
  [
    'a promise about a function that CPython does not document',
    { api: ['_PyUnicode_FastCopyCharacters', '_PyList_Extend'], docs: 'https://docs.python.org/3/c-api/list.html' },
    'undocumented',
  ],
  ['a title that claims nothing', { title: 'list items' }, 'title'],
  ['a title that says what is done', { title: 'test that lists keep items' }, 'title'],
  ['a title with a full stop', { title: 'a list keeps its items.' }, 'title'],
  ['objects counted after a drop without a settle', { steps: [drop, alive] }, 'unsettled'],
]
for (const [what, change, rule] of broken) test(`found: ${what}`, (t) => t.deepEqual(rulesBroken(change), [rule]))

test('a function that came after the known pages has its anchor all the same', (t) => {
  const docs = 'https://docs.python.org/3.13/c-api/list.html#c.PyList_GetItemRef'
  t.deepEqual(rulesBroken({ docs, api: ['PyList_GetItemRef'] }), [])
})

test('a settle between drop and count is enough', (t) => {
  t.deepEqual(rulesBroken({ steps: [drop, settle, alive] }), [])
  t.deepEqual(rulesBroken({ steps: [drop, { repeat: 3, steps: [settle] }, alive] }), [])
})

test('two entries of a topic with one title are found, the cases of one entry are not', (t) => {
  t.deepEqual(rulesBroken({}, { place: { ...sound.place, line: 9 } }), ['same-title'])
  t.deepEqual(rulesBroken({ id: 'a[1]' }, { id: 'a[2]' }), [])
})

test('a mistake in one entry is told once, however many cases it unfolds into', (t) => {
  t.deepEqual(rulesBroken({ id: 'a[1]', behaviour: null }, { id: 'a[2]', behaviour: null }), ['no-behaviour'])
})
