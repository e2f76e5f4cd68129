import { join } from 'node:path'
import test from 'ava'
import { loadCapi } from '../capi/load.ts'
import type { Case, Suite } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'
import { reachOf } from './reach.ts'

const capi = loadCapi(join(ownSuites, 'capi'))
const caseOf = (area: string, behaviour: string | null, api: string[]) =>
  ({ area, behaviour, api, level: 'documented', kind: 'call' }) as unknown as Case
const nothing = new Set<string>()
const suiteOf = (...cases: Case[]) => ({ cases }) as unknown as Suite

test('a function is touched and a behaviour covered when one case names it', (t) => {
  const none = reachOf(suiteOf(), capi, nothing)
  const one = reachOf(suiteOf(caseOf('ownership', 'OWN1', ['PyList_SetItem', 'PyList_GET_SIZE'])), capi, nothing)
  t.is(none.behaviours.covered, 0)
  t.deepEqual([one.behaviours.covered, one.behaviours.cases['OWN1']], [1, 1])
  t.false(one.behaviours.uncovered.includes('OWN1'))
  t.is(one.functions.stableAbi.touched, 1, 'PyList_GET_SIZE is not of the stable ABI')
  t.is(one.functions.documented.touched, 2)
  t.true(none.functions.stableAbi.untouched.includes('PyList_SetItem'))
  t.is(one.functions.byChapter['list']?.touched, 2)
})

test('a function that entered the stable ABI later does not count', (t) => {
  const { functions } = reachOf(suiteOf(caseOf('containers', null, ['PyList_GetItemRef'])), capi, nothing)
  t.is(functions.stableAbi.touched, 0)
})

test('cases over real extensions count as cases alone', (t) => {
  const { cases, behaviours } = reachOf(suiteOf(caseOf('real', null, [])), capi, nothing)
  t.deepEqual(cases.byArea, { real: 1 })
  t.is(behaviours.covered, 0)
})

test('a function with a reason is neither touched nor missed', (t) => {
  const { functions } = reachOf(suiteOf(), capi, new Set(['Py_Main']))
  t.deepEqual(functions.stableAbi.excused, ['Py_Main'])
  t.false(functions.stableAbi.untouched.includes('Py_Main'))
  t.is(functions.stableAbi.touched, 0)
})
