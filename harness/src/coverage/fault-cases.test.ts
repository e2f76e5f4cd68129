import test from 'ava'
import type { Capi } from '../capi/load.ts'
import type { Case } from '../suite/case.ts'
import { candidates, indexCases } from './fault-cases.ts'
import type { Fault } from './faults.ts'

const capi = { chapters: [] } as unknown as Capi
const caseOf = (id: string, more: Partial<Record<keyof Case | 'function' | 'expect', unknown>> = {}) =>
  ({
    id,
    area: 'a',
    probe: 'a_calls',
    api: ['PyX_F'],
    level: 'documented',
    behaviour: null,
    isolate: false,
    modules: [],
    kind: 'call',
    function: 'PyX_F',
    args: [],
    expect: {},
    ...more,
  }) as unknown as Case
const idsOf = (fault: Partial<Fault>, cases: Case[], sources: [string, string][] = []) =>
  candidates(fault as Fault, indexCases(cases, new Map(sources), capi)).map(({ id }) => String(id))

test('faults of errors are looked for where something goes wrong, others where it does not', (t) => {
  const cases = [caseOf('fine'), caseOf('wrong', { expect: { raises: 'E' } })]
  t.deepEqual(idsOf({ kind: 'forgets', function: 'PyX_F' }, cases), ['wrong', 'fine'])
  t.deepEqual(idsOf({ kind: 'leaks', function: 'PyX_F' }, cases), ['fine', 'wrong'])
})

test('a detail comes late, and a case with a host of its own last', (t) => {
  const cases = [caseOf('alone', { isolate: true }), caseOf('detail', { level: 'detail' }), caseOf('shared')]
  t.deepEqual(idsOf({ kind: 'leaks', function: 'PyX_F' }, cases), ['shared', 'detail', 'alone'])
})

test('cases of a probe that calls the function follow those that name it', (t) => {
  const cases = [caseOf('uses', { api: ['PyX_G'], probe: 'a_topic' }), caseOf('names'), caseOf('neither', { api: [] })]
  const sources: [string, string][] = [['a_topic', 'static void f(void) { PyX_F(); }']]
  t.deepEqual(idsOf({ kind: 'leaks', function: 'PyX_F' }, cases, sources), ['names', 'uses'])
})

test('cases of a broken behaviour come first, then those of the same area', (t) => {
  const cases = [caseOf('far', { area: 'b' }), caseOf('near'), caseOf('named', { behaviour: 'OWN1' })]
  t.deepEqual(idsOf({ kind: 'lifetime', behaviours: ['OWN1'] }, cases), ['named', 'near', 'far'])
})

test('a case with a host of its own comes after all that share one, and of other areas there are few', (t) => {
  const alone = caseOf('alone', { behaviour: 'OWN1', isolate: true })
  const named = caseOf('named', { behaviour: 'OWN1' })
  const far = Array.from({ length: 100 }, (_, i) => caseOf(`far-${i}`, { area: 'b' }))
  const found = idsOf({ kind: 'lifetime', behaviours: ['OWN1'] }, [alone, named, ...far])
  t.is(found[0], 'named')
  t.is(found.at(-1), 'alone')
  t.is(found.length, 22)
})
