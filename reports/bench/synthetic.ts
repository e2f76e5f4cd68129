/** Runs of any size, for measuring and for tests of what must not depend on the size. */
import type { RunEvent } from '#harness/src/record/events.ts'

/** A run as large as asked: every ninth verdict is a failure with a difference, some hosts crash. */
export function syntheticEvents(cases: number, bridges: number): RunEvent[] {
  const names = Array.from({ length: bridges }, (_, index) => `b${index}`)
  const planned = Array.from({ length: cases }, (_, index) => plannedCase(index))
  const started: RunEvent = {
    event: 'RunStarted',
    record: 2,
    run: 'synthetic',
    at: '2026-01-01T00:00:00.000Z',
    proofload: '0.0.0',
    suite: { version: '1.0', digest: '0', cases },
    cases: planned,
    options: { bridges: names },
    machine: { os: 'linux', arch: 'x64', cpus: 2, node: '24', cpu: null, memoryBytes: null },
    commits: {},
  }
  return [
    started,
    ...names.flatMap((bridge, column) => planned.map(({ id }, index) => finished(bridge, id, index + column))),
  ]
}

function plannedCase(index: number): Extract<RunEvent, { event: 'RunStarted' }>['cases'][number] {
  const [area, topic] = [`area-${Math.floor(index / 400)}`, `topic-${Math.floor(index / 40)}`]
  return {
    id: `${area}/${topic}/case-${index}[with,some(arguments)]`,
    area,
    topic,
    title: `PyList_Function${index % 300} does what its documentation says, number ${index}`,
    level: 'documented',
    behaviour: `OWN${index % 90}`,
    docs: `https://docs.python.org/3/c-api/list.html#c.PyList_Function${index % 300}`,
    api: [`PyList_Function${index % 300}`, 'PyList_New'],
    place: { file: `suites/${area}/${topic}.yaml`, line: (index % 40) * 8, column: 5 },
    probe: `${area}_${topic}`,
    steps: [`call function_${index}($list, ${index})`, 'settle', `alive ${index % 5}`],
  }
}

function finished(bridge: string, id: string, index: number): RunEvent {
  const verdict = index % 9 > 0 ? 'pass' : index % 90 === 0 ? 'crash' : 'fail'
  const difference = { at: 'step 3: alive', expected: String(index % 5), seen: String((index * 7) % 11) }
  const calls = ['PyList_New', `PyList_Function${index % 300}`]
  const ending = {
    reason: 'signal',
    detail: 'SIGSEGV',
    lastCalls: calls,
    step: 1,
    stderr: `Fatal: ${index}`,
    backtrace: null,
  } as const
  return {
    event: 'CaseFinished',
    bridge,
    case: id,
    verdict,
    expected: index % 18 === 0 ? verdict : 'pass',
    unexpected: verdict !== 'pass' && index % 18 !== 0,
    known: null,
    reason: null,
    differences: verdict === 'fail' ? [difference] : [],
    ending: verdict === 'crash' ? ending : null,
    durationMs: 0.5,
    hostMs: 0.1,
    tries: [verdict],
  }
}
