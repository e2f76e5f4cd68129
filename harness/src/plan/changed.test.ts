import test from 'ava'
import type { CaseId, ScenarioCase } from '../suite/case.ts'
import { changedCases, chooseChanged, type State } from './changed.ts'

function caseOf(id: string, more: Partial<ScenarioCase> = {}): ScenarioCase {
  const none = { behaviour: null, why: null, since: null, until: null, versions: null, timeoutMs: null, ends: null }
  return {
    ...none,
    kind: 'scenario',
    id: id as CaseId,
    area: 'a',
    topic: 'b',
    title: 'a title',
    place: { file: 'b.yaml', line: 1, column: 1 },
    level: 'documented',
    docs: 'https://example.org/',
    api: [],
    needs: [],
    modules: [],
    repeat: 10,
    isolate: false,
    probe: 'a_b',
    steps: [{ call: 'f', returns: 1 }],
    ...more,
  }
}

function stateOf(cases: ScenarioCase[], source = 'int f(void);'): State {
  const place = { file: 'b.yaml', line: 1, column: 1 }
  const probe = { name: 'a_b', area: 'a', topic: 'b', source: '/x/b.c', place, api: [], traced: true }
  return { suite: { cases, probes: [probe] }, capi: { functions: new Map() }, source: () => source }
}

const before = stateOf([caseOf('a/b/one'), caseOf('a/b/two')])
const changes = (now: State): object => Object.fromEntries(changedCases(before, now))

test('what is said about a case, and where it stands, does not change it', (t) => {
  const place = { file: 'c.yaml', line: 7, column: 3 }
  const said = { title: 'another', docs: 'https://example.org/2', why: 'so', behaviour: 'OWN1', place }
  t.deepEqual(changes(stateOf([caseOf('a/b/one', said), caseOf('a/b/two')])), {})
})

test('a case with other steps, another repetition or another level is changed, and one that was not there is new', (t) => {
  const steps = [{ call: 'f', returns: 2 }]
  const now = [caseOf('a/b/one', { steps }), caseOf('a/b/two', { repeat: 0 }), caseOf('a/b/three')]
  t.deepEqual(changes(stateOf(now)), { 'a/b/one': 'changed', 'a/b/two': 'changed', 'a/b/three': 'new' })
})

test('a probe that has changed changes all its cases', (t) => {
  const now = stateOf([caseOf('a/b/one'), caseOf('a/b/two')], 'long f(void);')
  t.deepEqual(changes(now), { 'a/b/one': 'probe', 'a/b/two': 'probe' })
})

test('of more than can be tried, new and changed cases come first, and the same ones each time', (t) => {
  const many = new Map(Array.from({ length: 20 }, (_, i) => [`a/b/${i}` as CaseId, i < 3 ? 'new' : 'probe'] as const))
  const chosen = chooseChanged(many, 5, 'salt')
  t.deepEqual([...chosen.slice(0, 3)].sort(), ['a/b/0', 'a/b/1', 'a/b/2'] as CaseId[])
  t.is(chosen.length, 5)
  t.deepEqual(chooseChanged(many, 5, 'salt'), chosen)
  t.notDeepEqual(chooseChanged(many, 5, 'pepper').slice(3), chosen.slice(3))
})
