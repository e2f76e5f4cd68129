import test from 'ava'
import { request } from '../bridge/protocol.ts'
import type { CallCase, CaseId, ScenarioCase } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'
import { requestOf } from './request.ts'

const common = {
  ...{ id: 'a/b/c' as CaseId, area: 'a', topic: 'b', title: 't', place: { file: 'f', line: 1, column: 1 } },
  ...{ level: 'documented' as const, behaviour: null, docs: 'https://example.org', why: null, api: [], since: null },
  ...{ until: null, versions: null, needs: [], modules: [], repeat: 7, timeoutMs: null, isolate: false, probe: 'a_b' },
}

const steps: [Step, unknown][] = [
  [
    { call: 'f', returns: 1, as: 'x' },
    { call: 'f', args: [], as: 'x' },
  ],
  [
    { call: '$f', args: [1], kwargs: { k: 2 }, raises: 'E' },
    { call: '$f', args: [1], kwargs: { k: 2 }, raises: true },
  ],
  [
    { host: 'len', args: [[]], returns: 0 },
    { host: 'len', args: [[]] },
  ],
  [
    { host: 'next', raises: { type: 'E' } },
    { host: 'next', args: [], raises: true },
  ],
  [{ let: { x: 1 } }, { let: { x: 1 } }],
  [{ drop: ['x'] }, { drop: ['x'] }],
  [{ settle: true }, { settle: true }],
  [{ alive: 3 }, { alive: true }],
  [{ same: [1, 2] }, { same: [1, 2] }],
  [{ different: [1, 2] }, { same: [1, 2] }],
  [{ log: '$f', calls: [[1]] }, { log: '$f' }],
  [{ unraisable: ['E'] }, { unraisable: true }],
  [
    { repeat: 3, steps: [{ call: 'f', returns: 1 }, { different: [1, 1] }] },
    { repeat: 3, steps: [{ call: 'f', args: [] }, { same: [1, 1] }] },
  ],
]
for (const [step, wire] of steps) {
  test(`${JSON.stringify(step)} is asked without what it expects`, (t) => {
    const one: ScenarioCase = { ...common, kind: 'scenario', steps: [step], ends: null }
    const asked = requestOf(one)
    t.deepEqual<unknown, unknown>(asked, { do: 'case', case: 'a/b/c', probe: 'a_b', steps: [wire], repeat: 7 })
    t.notThrows(() => request.parse({ id: 1, ...asked }))
  })
}

test('a row is asked without what it expects', (t) => {
  const expect = { returns: 0, then: { arg0: [1] }, out: { pos: 1 } }
  const one: CallCase = { ...common, kind: 'call', function: 'PyList_Append', args: [[], 1], expect }
  const asked = requestOf(one)
  const row = { do: 'row', case: 'a/b/c', probe: 'a_b', function: 'PyList_Append', args: [[], 1], repeat: 7 }
  t.deepEqual<unknown, unknown>(asked, row)
  t.notThrows(() => request.parse({ id: 1, ...asked }))
})
