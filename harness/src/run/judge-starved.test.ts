import test from 'ava'
import type { CaseReply, RowReply, SeenException } from '../bridge/protocol.ts'
import type { Verdict } from '../record/verdict.ts'
import type { CallCase, CaseId, ScenarioCase } from '../suite/case.ts'
import { judgeStarved } from './judge-starved.ts'

const common = {
  ...{ id: 'a/b/c' as CaseId, area: 'a', topic: 'b', title: 't', place: { file: 'b.yaml', line: 1, column: 1 } },
  ...{ level: 'documented' as const, behaviour: null, docs: 'https://example.org/', why: null, api: [], since: null },
  ...{ until: null, versions: null, needs: [], modules: [], repeat: 10, timeoutMs: null, isolate: false, probe: 'a_b' },
}
const row: CallCase = { ...common, kind: 'call', function: 'f', args: [], expect: { raises: 'KeyError' } }
const scenario: ScenarioCase = { ...common, kind: 'scenario', ends: null, steps: [{ call: 'f', returns: 1 }] }

function raised(type: string): { raised: SeenException } {
  return { raised: { type, message: '', args: [], cause: null, context: null, traceback: false } }
}
const exit = { pendingError: null, gilHeld: true }
const rest = { missing: [], slope: null, exit, elapsedNs: 1 }
const rowReply: RowReply = {
  id: 1,
  row: 'a/b/c',
  outcome: raised('MemoryError'),
  out: {},
  after: [],
  breach: null,
  residue: {},
  ...rest,
}
const caseReply: CaseReply = { id: 1, case: 'a/b/c', observations: [raised('MemoryError')], ...rest }

const rows: [string, Partial<RowReply>, Verdict][] = [
  ['MemoryError', {}, 'pass'],
  ['the exception that the row expects', { outcome: raised('KeyError') }, 'pass'],
  ['any result, for a failure may be made good', { outcome: { returned: 7 } }, 'pass'],
  ['another exception', { outcome: raised('ValueError') }, 'fail'],
  ['a broken error protocol', { outcome: { returned: 7 }, breach: 'exception-without-sentinel' }, 'fail'],
  ['a reference that C keeps', { residue: { arg0: 1 } }, 'fail'],
  ['an exception left behind', { exit: { pendingError: raised('MemoryError').raised, gilHeld: true } }, 'fail'],
]
for (const [what, more, verdict] of rows) {
  test(`a row whose allocation failed: ${what}`, (t) => {
    t.is(judgeStarved(row, { ...rowReply, ...more }, { alive: 0 }).verdict, verdict)
  })
}

const scenarios: [string, CaseReply['observations'], number, Verdict][] = [
  ['MemoryError', [raised('MemoryError')], 0, 'pass'],
  ['an exception of the probe', [raised('LookupError')], 0, 'pass'],
  ['the word of the host that the error protocol is broken', [raised('SystemError')], 0, 'fail'],
  ['an object that lives on', [{ returned: 1 }], 1, 'leak'],
]
for (const [what, observations, alive, verdict] of scenarios) {
  test(`a scenario whose allocation failed: ${what}`, (t) => {
    t.is(judgeStarved(scenario, { ...caseReply, observations }, { alive }).verdict, verdict)
  })
}
