import test from 'ava'
import type { CallCase, CaseId, ScenarioCase } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'
import { stepsText } from './steps-text.ts'

const common = {
  ...{ id: 'a/b/c' as CaseId, area: 'a', topic: 'b', title: 't', place: { file: 'f', line: 1, column: 1 } },
  ...{ level: 'documented' as const, behaviour: null, docs: 'https://example.org', why: null, api: [], since: null },
  ...{ until: null, versions: null, needs: [], modules: [], repeat: 7, timeoutMs: null, isolate: false, probe: 'a_b' },
}

const steps: [Step, string][] = [
  [{ call: 'f', args: [1, { $ref: 'x' }], as: 'y', returns: [null] }, 'call f(1, $x) as y returns [null]'],
  [
    { call: '$f', kwargs: { k: 'v' }, raises: { type: 'KeyError', args: ['k'] } },
    'call $f(k="v") raises KeyError { args: ["k"] }',
  ],
  [{ host: 'len', args: [{ $ref: 'x' }], returns: 0 }, 'host len($x) returns 0'],
  [{ host: 'next' }, 'host next()'],
  [{ let: { x: { $tracked: 1 }, y: 2 } }, 'let x = !tracked 1, y = 2'],
  [{ drop: ['x', 'y'] }, 'drop x, y'],
  [{ settle: true }, 'settle'],
  [{ alive: 3 }, 'alive 3'],
  [{ same: [{ $ref: 'x' }, { $ref: 'y' }] }, 'same $x, $y'],
  [{ different: [1, 2] }, 'different 1, 2'],
  [{ log: '$f', calls: [[1], []] }, 'log $f: (1), ()'],
  [{ log: '$f', calls: [] }, 'log $f: no call'],
  [{ unraisable: ['ValueError'] }, 'unraisable ValueError'],
  [{ repeat: 3, steps: [{ call: 'f' }, { settle: true }] }, 'repeat 3 times\n  call f()\n  settle'],
]
for (const [step, text] of steps) {
  test(`a step reads: ${JSON.stringify(text)}`, (t) => {
    const one: ScenarioCase = { ...common, kind: 'scenario', steps: [step], ends: null }
    t.deepEqual(stepsText(one), [text])
  })
}

test('how a host must end is the last of the steps', (t) => {
  const ends = { signal: 'SIGABRT', stderr: 'Fatal' }
  const one: ScenarioCase = { ...common, kind: 'scenario', steps: [{ call: 'f' }], ends }
  t.deepEqual(stepsText(one), ['call f()', 'the host ends by SIGABRT, saying /Fatal/'])
})

test('a row is one step, with all that it expects', (t) => {
  const expect = { returns: 0, then: { arg0: [1] }, out: { pos: 1 } }
  const one: CallCase = { ...common, kind: 'call', function: 'PyDict_Next', args: [[]], expect }
  t.deepEqual(stepsText(one), ['call PyDict_Next([]) returns 0; pos is 1; then arg0 is [1]'])
  t.deepEqual(stepsText({ ...one, expect: { absent: true } }), ['call PyDict_Next([]); nothing is there'])
})
