import test from 'ava'
import type { HostEnd } from '../bridge/host.ts'
import type { CaseReply, Observation, RowReply, SeenException, Slope } from '../bridge/protocol.ts'
import type { Difference } from '../record/events.ts'
import type { Verdict } from '../record/verdict.ts'
import type { CallCase, CaseId, ScenarioCase } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'
import { judgeEnd, judgeFarewell, judgeReply } from './judge.ts'

const common = {
  id: 'area/topic/name' as CaseId,
  area: 'area',
  topic: 'topic',
  title: 'a title',
  place: { file: 'area/topic.yaml', line: 1, column: 1 },
  level: 'documented' as const,
  behaviour: null,
  docs: 'https://example.org',
  why: null,
  api: ['PyList_Append'],
  since: null,
  until: null,
  versions: null,
  needs: [],
  modules: [],
  repeat: 10,
  timeoutMs: null,
  isolate: false,
  probe: 'area_topic',
}

function scenario(steps: Step[], more: Partial<ScenarioCase> = {}): ScenarioCase {
  return { ...common, kind: 'scenario', steps, ends: null, ...more }
}

function row(expect: CallCase['expect']): CallCase {
  return { ...common, kind: 'call', function: 'PyList_Append', args: [[1], 2], expect }
}

const clean = { pendingError: null, gilHeld: true }
const level: Slope = { repeat: 10, objects: [0, 1], bytes: [16, 0], tracked: [0, 0], shared: {} }
const caseReply: CaseReply = {
  id: 1,
  case: common.id,
  observations: [],
  missing: [],
  slope: level,
  exit: clean,
  elapsedNs: 1,
}
const rowReply: RowReply = {
  ...{ id: 1, row: common.id, outcome: { returned: 0 }, out: {}, after: [[1, 2], 2] },
  ...{ breach: null, residue: {}, missing: [], slope: level, exit: clean, elapsedNs: 1 },
}

function seen(type: string, more: Partial<SeenException> = {}): SeenException {
  return { type, message: 'text', args: ['text'], cause: null, context: null, traceback: false, ...more }
}

const done: Observation = { done: true }
/** Step, observation, and where and what differs: `at | expected | seen`. */
const steps: [string, Step, Observation, string | null][] = [
  ['a result as expected', { call: 'f', returns: 1 }, { returned: 1 }, null],
  ['a result nobody asked for', { call: 'f', as: 'x' }, { returned: 1 }, null],
  ['another result', { call: 'f', returns: [1, 2] }, { returned: [1, 3] }, 'step 1: call f[1] | 2 | 3'],
  [
    'an exception instead of a result',
    { call: 'f', returns: 1 },
    { raised: seen('E') },
    'step 1: call f | 1 | raised E: text',
  ],
  [
    'an exception nobody expects',
    { host: 'len', args: [] },
    { raised: seen('E') },
    'step 1: host len | no exception | raised E: text',
  ],
  ['the exception', { call: 'f', raises: { type: 'E', args: ['text'] } }, { raised: seen('E') }, null],
  ['another exception', { call: 'f', raises: 'F' }, { raised: seen('E') }, 'step 1: call f | F | E: text'],
  [
    'a result instead of an exception',
    { call: 'f', raises: 'F' },
    { returned: 1 },
    'step 1: call f | raises F | returned 1',
  ],
  ['as many alive', { alive: 2 }, { alive: 2 }, null],
  ['too many alive', { alive: 0 }, { alive: 1 }, 'step 1: alive | 0 | 1'],
  ['one object', { same: [1, 1] }, { same: true }, null],
  ['two objects for one', { same: [1, 1] }, { same: false }, 'step 1: same | one object | different objects'],
  ['two objects', { different: [1, 1] }, { same: false }, null],
  ['one object for two', { different: [1, 1] }, { same: true }, 'step 1: different | different objects | one object'],
  ['the calls', { log: '$f', calls: [[1], []] }, { log: [[1], []] }, null],
  ['other calls', { log: '$f', calls: [[1], [2]] }, { log: [[1], [3]] }, 'step 1: log $f[1][0] | 2 | 3'],
  ['no call', { log: '$f', calls: [[]] }, { log: [] }, 'step 1: log $f | [[]] | []'],
  ['unraisable ones', { unraisable: ['E'] }, { unraisable: [seen('E')] }, null],
  [
    'other unraisable ones',
    { unraisable: ['E', 'F'] },
    { unraisable: [seen('E'), seen('G')] },
    'step 1: unraisable[1] | F | G: text',
  ],
  ['fewer unraisable ones', { unraisable: ['E'] }, { unraisable: [] }, 'step 1: unraisable | [E] | []'],
  ['done', { drop: ['x'] }, done, null],
  [
    'an exception out of a drop',
    { drop: ['x'] },
    { raised: seen('E') },
    'step 1: drop x | no exception | raised E: text',
  ],
  [
    'a repetition that raised',
    { repeat: 3, steps: [{ call: 'f' }] },
    { raised: seen('E') },
    'step 1: repeat 3 | no exception | raised E: text',
  ],
  [
    'a name that is not bound',
    { let: { y: { $ref: 'x' } } },
    { unbound: 'x' },
    'step 1: let y | what it needs is bound | nothing is bound to x',
  ],
]
for (const [what, step, observation, expected] of steps) {
  test(`step: ${what}`, (t) => {
    const { verdict, differences } = judgeReply(scenario([step]), { ...caseReply, observations: [observation] })
    t.is(verdict, expected === null ? 'pass' : 'fail')
    t.deepEqual(differences.map(told), expected === null ? [] : [expected])
  })
}

test('every step that differs is named, by its number and what it does', (t) => {
  const one = scenario([{ call: 'f', returns: 1 }, { settle: true }, { alive: 0 }])
  const { differences } = judgeReply(one, { ...caseReply, observations: [{ returned: 2 }, done, { alive: 1 }] })
  t.deepEqual(differences.map(told), ['step 1: call f | 1 | 2', 'step 3: alive | 0 | 1'])
})

test('steps behind the one that stopped the scenario are not judged', (t) => {
  const one = scenario([{ call: 'f' }, { alive: 0 }])
  t.is(judgeReply(one, { ...caseReply, observations: [{ raised: seen('E') }], slope: null }).differences.length, 1)
})

const broken: [string, Step[], Observation[]][] = [
  ['too few observations', [{ alive: 0 }, { alive: 0 }], [{ alive: 0 }]],
  ['too many observations', [{ alive: 0 }], [{ alive: 0 }, { alive: 0 }]],
  ['the observation of another step', [{ alive: 0 }], [done]],
  ['the identity of something else', [{ alive: 0 }], [{ same: true }]],
  ['no outcome of a call', [{ call: 'f' }], [done]],
]
for (const [what, list, observations] of broken) {
  test(`a driver that answers ${what} is an error`, (t) => {
    t.is(judgeReply(scenario(list), { ...caseReply, observations }).verdict, 'error')
  })
}

/** Expectation, what differs from a reply that is good, and where that must be seen. */
const rows: [string, CallCase['expect'], Partial<RowReply>, string[]][] = [
  ['all as expected', { returns: 0, then: { arg0: [1, 2] } }, {}, []],
  ['another result', { returns: 1 }, {}, ['returns | 1 | 0']],
  ['an exception for a result', { returns: 1 }, { outcome: { raised: seen('E') } }, ['returns | 1 | raised E: text']],
  ['the exception', { raises: 'E' }, { outcome: { raised: seen('E') } }, []],
  ['another exception', { raises: 'F' }, { outcome: { raised: seen('E') } }, ['raises | F | E: text']],
  ['a result for an exception', { raises: 'F' }, {}, ['raises | F | returned 0']],
  ['NULL for a result', { returns: 1 }, { outcome: { absent: true } }, ['returns | 1 | NULL without an exception']],
  ['NULL as expected', { absent: true }, { outcome: { absent: true } }, []],
  ['a result for NULL', { absent: true }, {}, ['absent | NULL without an exception | returned 0']],
  ['an out-parameter', { returns: 0, out: { pos: 1 } }, { out: { pos: 1 } }, []],
  ['another value in it', { returns: 0, out: { pos: [1] } }, { out: { pos: [2] } }, ['out pos[0] | 1 | 2']],
  ['an out-parameter nobody told', { returns: 0, out: { pos: 1 } }, {}, ['out pos | 1 | the wrapper did not tell']],
  ['an argument that changed', { returns: 0, then: { arg0: [1], arg1: 2 } }, {}, ['then arg0 | [1] | [1, 2]']],
  [
    'a breach of the error protocol',
    { returns: 0 },
    { breach: 'exception-without-sentinel' },
    ['error protocol | the sentinel exactly when an exception is set | an exception is set, but not the sentinel'],
  ],
  [
    'references that are kept and given away',
    { returns: 0 },
    { residue: { arg0: 1, 'arg1[0]': -2 } },
    ['residue arg0 | no reference | C keeps 1', 'residue arg1[0] | no reference | C released 2 that it did not own'],
  ],
  ['residues that the host cannot tell', { returns: 0 }, { residue: null }, []],
  [
    'a pending exception',
    { returns: 0 },
    { exit: { pendingError: seen('E'), gilHeld: null } },
    ['exit state | no pending exception | E: text'],
  ],
  [
    'the GIL given away',
    { returns: 0 },
    { exit: { pendingError: null, gilHeld: false } },
    ['exit state | the GIL is held | it is not held'],
  ],
]
for (const [what, expect, change, expected] of rows) {
  test(`row: ${what}`, (t) => {
    const { verdict, differences } = judgeReply(row(expect), { ...rowReply, ...change })
    t.is(verdict, expected.length === 0 ? 'pass' : 'fail')
    t.deepEqual(differences.map(told), expected)
  })
}

const slopes: [string, Partial<Slope> | null, Verdict][] = [
  ['none was measured', null, 'pass'],
  ['nothing grows', {}, 'pass'],
  ['objects grow by one for each two repetitions', { objects: [5, 5] }, 'leak'],
  ['objects grow a little less', { objects: [5, 4] }, 'pass'],
  ['one window grows: a cache', { objects: [500, 0] }, 'pass'],
  ['tracked objects grow', { tracked: [10, 10] }, 'leak'],
  ['references to None grow', { shared: { None: [10, 10] } }, 'leak'],
  ['references to None fall', { shared: { None: [-10, -10] } }, 'fail'],
  ['references to None fall once', { shared: { None: [-10, 0] } }, 'pass'],
  ['bytes grow where objects are counted', { bytes: [8000, 8000] }, 'pass'],
  [
    'bytes grow by a block for each two repetitions where objects are not counted',
    { objects: null, bytes: [160, 160] },
    'leak',
  ],
  ['bytes grow by a little less', { objects: null, bytes: [160, 159] }, 'pass'],
  ['the host counts nothing', { objects: null, bytes: null, shared: null }, 'pass'],
]
for (const [what, change, verdict] of slopes) {
  test(`slope: ${verdict} when ${what}`, (t) => {
    const slope = change === null ? null : { ...level, ...change }
    const judged = judgeReply(row({ returns: 0 }), { ...rowReply, slope })
    t.is(judged.verdict, verdict)
    t.is(judged.differences.length, verdict === 'pass' ? 0 : 1)
    t.is(judgeReply(scenario([{ alive: 0 }]), { ...caseReply, observations: [{ alive: 0 }], slope }).verdict, verdict)
  })
}

test('a leak says what grew and how often it was tried', (t) => {
  const { differences } = judgeReply(row({ returns: 0 }), { ...rowReply, slope: { ...level, objects: [10, 11] } })
  t.deepEqual(differences.map(told), ['slope | objects stay level | +10 and +11 in 10 repetitions each'])
})

test('what is wrong and leaks is wrong', (t) => {
  t.is(judgeReply(row({ returns: 1 }), { ...rowReply, slope: { ...level, objects: [10, 10] } }).verdict, 'fail')
})

test('a function that was called and is not there makes the case missing, whatever else was seen', (t) => {
  for (const judged of [
    judgeReply(row({ returns: 1 }), { ...rowReply, missing: ['PyList_Append'] }),
    judgeReply(scenario([{ call: 'f' }]), {
      ...caseReply,
      observations: [{ raised: seen('E') }],
      missing: ['PyList_Append'],
    }),
  ]) {
    t.deepEqual(judged, { verdict: 'missing', differences: [], reason: 'the bridge lacks PyList_Append' })
  }
})

test('a driver that cannot do what was asked is an error with its reason', (t) => {
  const judged = judgeReply(row({ returns: 1 }), { id: 1, failed: { type: 'Refused', message: 'no' } })
  t.deepEqual(judged, { verdict: 'error', differences: [], reason: 'Refused: no' })
  t.is(judgeReply(row({ returns: 1 }), caseReply).verdict, 'error')
  t.is(judgeReply(scenario([]), rowReply).verdict, 'error')
})

function end(reason: HostEnd['ending']['reason'], more: Partial<HostEnd> = {}): HostEnd {
  const ending = {
    reason,
    detail: 'what happened',
    lastCalls: [],
    step: null,
    stderr: 'Fatal Python error: x',
    backtrace: null,
  }
  return { ending, signal: null, exitCode: null, late: false, ...more }
}

const ends: [string, ScenarioCase['ends'] | null, HostEnd, Verdict][] = [
  ['a signal', null, end('signal', { signal: 'SIGSEGV' }), 'crash'],
  ['an exit', null, end('exit', { exitCode: 0 }), 'crash'],
  ['too much memory', null, end('memory-limit'), 'crash'],
  ['too much output', null, end('output-limit'), 'crash'],
  ['a process left behind', null, end('left-process'), 'crash'],
  ['no answer in time', null, end('timeout'), 'hang'],
  ['an answer that cannot be trusted', null, end('protocol'), 'error'],
  ['the signal that it must end with', { signal: 'SIGABRT' }, end('signal', { signal: 'SIGABRT' }), 'pass'],
  ['another signal', { signal: 'SIGABRT' }, end('signal', { signal: 'SIGSEGV' }), 'crash'],
  [
    'the diagnosis and the signal',
    { signal: 'SIGABRT', stderr: '^Fatal' },
    end('signal', { signal: 'SIGABRT' }),
    'pass',
  ],
  [
    'the signal without the diagnosis',
    { signal: 'SIGABRT', stderr: 'GIL' },
    end('signal', { signal: 'SIGABRT' }),
    'crash',
  ],
  ['the exit status', { exit: 3 }, end('exit', { exitCode: 3 }), 'pass'],
  ['another exit status', { exit: 3 }, end('exit', { exitCode: 4 }), 'crash'],
  ['a hang where it must end', { signal: 'SIGABRT' }, end('timeout'), 'hang'],
  ['a limit where it must end', {}, end('memory-limit'), 'crash'],
]
for (const [what, expected, ended, verdict] of ends) {
  test(`end: ${what} is ${verdict}`, (t) => {
    const judged = judgeEnd(scenario([{ call: 'f' }], { level: 'misuse', ends: expected }), ended)
    t.is(judged.verdict, verdict)
    t.is(judged.differences.length, expected !== null && verdict === 'crash' ? 1 : 0)
  })
}

test('a row whose host ends is a crash', (t) => {
  t.is(judgeEnd(row({ returns: 1 }), end('signal', { signal: 'SIGSEGV' })).verdict, 'crash')
})

test('a misuse that must end the host fails when it goes on in silence, and passes with the exception it may raise', (t) => {
  const misuse = { level: 'misuse', ends: { signal: 'SIGABRT' } } as const
  const silent = scenario([{ call: 'f' }], misuse)
  t.is(judgeReply(silent, { ...caseReply, observations: [{ returned: null }] }).verdict, 'fail')
  const told = scenario([{ call: 'f', raises: 'SystemError' }], misuse)
  t.is(judgeReply(told, { ...caseReply, observations: [{ raised: seen('SystemError') }] }).verdict, 'pass')
  t.is(judgeReply(told, { ...caseReply, observations: [{ returned: null }] }).verdict, 'fail')
})

const dirty = end('exit', { exitCode: 7 })
const farewells: [string, Partial<ScenarioCase>, HostEnd | null, Verdict][] = [
  ['cleanly', {}, null, 'pass'],
  ['uncleanly', {}, dirty, 'crash'],
  ['as it must', { ends: { exit: 7, stderr: 'Fatal' } }, dirty, 'pass'],
  ['cleanly, as it must', { ends: { exit: 0, stderr: '^goodbye$' } }, null, 'pass'],
  ['cleanly, without what it must print', { ends: { exit: 0, stderr: 'farewell' } }, null, 'fail'],
  ['cleanly where it must not', { ends: { exit: 7 } }, null, 'fail'],
  ['with another status', { ends: { exit: 0 } }, dirty, 'crash'],
  ['not at all', { ends: { exit: 0 } }, end('timeout'), 'hang'],
  ['as a misuse may', { level: 'misuse', ends: { exit: 7 } }, dirty, 'pass'],
]
for (const [how, more, ended, verdict] of farewells) {
  test(`end: after the case, a host that ends ${how} is ${verdict}`, (t) => {
    const one = scenario([{ call: 'f', returns: 1 }], more)
    const seen = judgeReply(one, { ...caseReply, observations: [{ returned: 1 }] })
    t.is(judgeFarewell(one, seen, { end: ended, stderr: 'goodbye' }).verdict, verdict)
  })
}

test('a host that must end after the case does not pass by ending in it, nor when the case failed', (t) => {
  const one = scenario([{ call: 'f', returns: 1 }], { ends: { exit: 7 } })
  t.is(judgeEnd(one, dirty).verdict, 'crash')
  const seen = judgeReply(one, { ...caseReply, observations: [{ returned: 2 }] })
  t.is(judgeFarewell(one, seen, { end: dirty, stderr: '' }).verdict, 'fail')
})

function told({ at, expected, seen: shown }: Difference): string {
  return `${at} | ${expected} | ${shown}`
}
