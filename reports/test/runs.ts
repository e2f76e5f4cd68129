/** Small records for tests of what reads several: made here, as the harness would write them. */
import type { CaseFinished, RunEvent, RunStarted } from '#harness/src/record/events.ts'
import type { Verdict } from '#harness/src/record/verdict.ts'

export interface RunFacts {
  /** Bridge -> case -> verdict, or all that is said about it. */
  verdicts?: Record<string, Record<string, Verdict | Partial<CaseFinished>>>
  /** Bridge -> bench -> nanoseconds, one sample a round. */
  benches?: Record<string, Record<string, number[]>>
  versions?: Record<string, string>
  digest?: string
  variant?: RunStarted['options']
  outcome?: 'complete' | 'interrupted' | null
  /** More cases that were planned. */
  planned?: string[]
  /** Cases of level `detail`. */
  details?: string[]
}

/** Cases are named `area/topic/name`; `behaviour` is the topic in capitals, and the C function is `Py_` and the topic. */
export function runOf(facts: RunFacts): RunEvent[] {
  const { verdicts = {}, benches = {}, versions = {}, outcome = 'complete' } = facts
  const bridges = [...new Set([...Object.keys(verdicts), ...Object.keys(benches)])]
  return [
    started(facts, bridges),
    ...bridges.map((bridge): RunEvent => {
      const version = versions[bridge] ?? '1.0'
      return { event: 'BridgeStarted', bridge, version, python: '3.11', implementation: 'test', capabilities: [] }
    }),
    ...Object.entries(verdicts).flatMap(([bridge, cases]) =>
      Object.entries(cases).map(([id, said]) =>
        finished(bridge, id, typeof said === 'string' ? { verdict: said } : said),
      ),
    ),
    ...Object.entries(benches).flatMap(([bridge, all]) =>
      Object.entries(all).map(([bench, samples]) => benched(bridge, bench, samples)),
    ),
    ...(outcome === null
      ? []
      : [{ event: 'RunFinished' as const, at: '2026-03-01T12:00:01.000Z', durationMs: 1000, outcome }]),
  ]
}

function started(facts: RunFacts, bridges: string[]): RunStarted {
  const { verdicts = {}, digest = 'd1', variant = {}, planned = [], details = [] } = facts
  const ids = [...new Set([...Object.values(verdicts).flatMap((cases) => Object.keys(cases)), ...planned])]
  return {
    event: 'RunStarted',
    record: 2,
    run: 'r',
    at: '2026-03-01T12:00:00.000Z',
    proofload: '0.0.0',
    suite: { version: '1.2', digest, cases: ids.length },
    cases: ids.map((id) => {
      const [area = '', topic = ''] = id.split('/')
      const level = details.includes(id) ? 'detail' : 'documented'
      const place = { file: `suites/${area}/${topic}.yaml`, line: 1, column: 1 }
      const text = {
        title: `title of ${id}`,
        docs: `https://docs.python.org/3/${topic}.html`,
        behaviour: topic.toUpperCase(),
      }
      return { id, area, topic, level, ...text, api: [`Py_${topic}`], place, probe: null, steps: [] }
    }),
    options: { bridges, ...variant },
    machine: { os: 'linux 6', arch: 'x64', cpus: 2, node: '24.0.0', cpu: null, memoryBytes: null },
    commits: {},
  }
}

function finished(bridge: string, id: string, said: Partial<CaseFinished>): CaseFinished {
  const verdict = said.verdict ?? 'pass'
  return {
    event: 'CaseFinished',
    bridge,
    case: id,
    verdict,
    expected: 'pass',
    unexpected: verdict !== 'pass' && verdict !== 'skipped',
    known: null,
    reason: null,
    differences: [],
    ending: null,
    durationMs: 1,
    hostMs: 1,
    tries: [verdict],
    ...said,
  }
}

function benched(bridge: string, bench: string, samples: number[]): RunEvent {
  const [area = '', topic = ''] = bench.split('/')
  return {
    event: 'BenchFinished',
    bridge,
    bench,
    area,
    title: `bench ${bench}`,
    api: [`Py_${topic}`],
    samples,
    round: samples.map((_, round) => round),
    iterations: 1,
    statistics: null,
    error: null,
    control: null,
  }
}
