import test from 'ava'
import fc from 'fast-check'
import { HarnessError } from '../errors.ts'
import type { CaseFinished, RunEvent, RunStarted } from './events.ts'
import { mergeRecords, type Part } from './merge.ts'
import { refuseMerged } from './resume.ts'
import { ordinary } from './variant.ts'

const ids = Array.from({ length: 12 }, (_, index) => `a/b/${index}`)

function planned(id: string): RunStarted['cases'][number] {
  const place = { file: 'suites/a/b.yaml', line: 1 + ids.indexOf(id), column: 3 }
  const texts = { probe: null, steps: [] }
  return {
    id,
    area: 'a',
    topic: 'b',
    title: id,
    level: 'documented',
    behaviour: null,
    docs: '',
    api: [],
    place,
    ...texts,
  }
}

function bridgeStarted(bridge: string, version = '1.0'): RunEvent {
  return { event: 'BridgeStarted', bridge, version, python: '3.11', implementation: 'fake', capabilities: [] }
}

function finished(id: string, bridge: string, verdict: CaseFinished['verdict'] = 'pass'): CaseFinished {
  const rest = { known: null, reason: null, differences: [], ending: null, durationMs: 1, hostMs: null }
  return {
    event: 'CaseFinished',
    bridge,
    case: id,
    verdict,
    expected: 'pass',
    unexpected: verdict !== 'pass',
    tries: [verdict],
    ...rest,
  }
}

interface PartOf {
  of?: readonly string[]
  bridge?: string
  shard?: { index: number; count: number } | null
  started?: Partial<RunStarted>
  options?: RunStarted['options']
  more?: RunEvent[]
}

function part(
  name: string,
  { of = ids, bridge = 'one', shard = null, started, options, more = [] }: PartOf = {},
): Part {
  const cut = shard === null ? null : { ...shard, by: 'hash', of: ids.length, durations: null }
  const first: RunStarted = {
    event: 'RunStarted',
    record: 2,
    run: `run-${name}`,
    at: `2026-11-23T00:00:0${name.length % 10}.000Z`,
    proofload: '0.0.0',
    suite: { version: '1.0', digest: 'd', cases: ids.length },
    cases: of.map(planned),
    options: { bridges: [bridge], shard: cut, only: null, variant: ordinary, timeoutMs: 1, ...options },
    machine: { os: 'linux', arch: 'x64', cpus: 2, node: '24', cpu: null, memoryBytes: null },
    commits: {},
    ...started,
  }
  const end: RunEvent = { event: 'RunFinished', at: '2026-11-23T00:01:00.000Z', durationMs: 5, outcome: 'complete' }
  return {
    name,
    started: first,
    events: [first, bridgeStarted(bridge), ...of.map((id) => finished(id, bridge)), ...more, end],
  }
}

const thirds = [0, 1, 2].map((at) =>
  part(`part${at + 1}`, { of: ids.filter((_, index) => index % 3 === at), shard: { index: at + 1, count: 3 } }),
)

test('parts become the run that they are parts of: its cases in their order, each once, complete', (t) => {
  const { events, missing, overlaps } = mergeRecords(thirds)
  const [started] = events
  if (started?.event !== 'RunStarted') return t.fail()
  t.deepEqual(
    started.cases.map(({ id }) => id),
    ids,
  )
  t.like(started.options, { shard: null, only: null })
  t.is(events.filter(({ event }) => event === 'CaseFinished').length, ids.length)
  t.is(events.filter(({ event }) => event === 'BridgeStarted').length, 1)
  t.like(events.at(-1), { event: 'RunFinished', outcome: 'complete', durationMs: 15 })
  t.deepEqual([missing, overlaps], [[], 0])
})

test('the order of the records does not matter', (t) => {
  const expected = mergeRecords(thirds)
  t.notThrows(() =>
    fc.assert(
      fc.property(fc.shuffledSubarray(thirds, { minLength: 3 }), (shuffled) => {
        t.deepEqual(mergeRecords(shuffled), expected)
      }),
    ),
  )
})

test('a part that is missing is named, and the merged run is not complete', (t) => {
  const { events, missing } = mergeRecords(thirds.slice(1))
  t.deepEqual(missing, ['part 1 of 3 on one'])
  t.like(events.at(-1), { event: 'RunFinished', outcome: 'interrupted' })
  const [started] = events
  if (started?.event !== 'RunStarted') return t.fail()
  t.is(Array.isArray(started.options['only']) && started.options['only'].length, 8)
  const error = t.throws(() => refuseMerged({ started }), { message: /part 1 of 3 on one is not in it/ })
  t.regex(error instanceof HarnessError ? (error.hint ?? '') : '', /merge all parts/)
})

test('a part merged by itself goes on being that part', (t) => {
  const [third] = thirds
  if (third === undefined) return t.fail()
  const [started] = mergeRecords([third]).events
  if (started?.event !== 'RunStarted') return t.fail()
  t.deepEqual(started.options['shard'], third.started.options['shard'])
  t.notThrows(() => refuseMerged({ started }))
})

test('runs on different bridges become one side by side', (t) => {
  const { events } = mergeRecords([part('x', { bridge: 'two' }), part('y', { bridge: 'one' })])
  t.like(events[0], { options: { bridges: ['one', 'two'] } })
  t.is(events.filter(({ event }) => event === 'CaseFinished').length, 2 * ids.length)
})

test('what more than one record has stands once, when they agree, and is refused by name when not', (t) => {
  t.is(mergeRecords([part('x'), part('yy')]).overlaps, ids.length)
  const other = part('yy', { more: [finished('a/b/3', 'one', 'crash')] })
  const error = t.throws(() => mergeRecords([part('x'), other]), { instanceOf: HarnessError })
  t.is(error.message, 'a/b/3 on one is pass in x and crash in yy')
})

const gc = { ...ordinary, stress: 'gc' as const }
const refused: [string, PartOf, RegExp][] = [
  [
    'another suite',
    { started: { suite: { version: '1.0', digest: 'e', cases: 12 } } },
    /^yy is of another suite: e; x: d$/,
  ],
  [
    'another version of the suite',
    { started: { suite: { version: '1.1', digest: 'd', cases: 12 } } },
    /another suite version: 1\.1; x: 1\.0/,
  ],
  ['another Proofload', { started: { proofload: '0.0.1' } }, /another Proofload: 0\.0\.1; x: 0\.0\.0/],
  ['another variant', { options: { variant: gc } }, /another variant: --stress gc; x: none/],
  ['another time limit', { options: { timeoutMs: 2 } }, /another option timeoutMs: 2; x: 1/],
  ['another version of the bridge', { more: [bridgeStarted('one', '1.1')] }, /another one: fake 1\.1; x: fake 1\.0/],
  ['benches', { more: [{ ...bench('one') }] }, /yy is a record of throughput/],
]
for (const [what, more, message] of refused) {
  test(`a record of ${what} is refused by name`, (t) => {
    t.throws(() => mergeRecords([part('x'), part('yy', more)]), { instanceOf: HarnessError, message })
  })
}

test('parts that were cut by other durations are refused', (t) => {
  const [one, two] = thirds
  if (one === undefined || two === undefined) return t.fail()
  const cut = { index: 2, count: 3, by: 'hash', of: 99, durations: null }
  const other = { ...two, started: { ...two.started, options: { ...two.started.options, shard: cut } } }
  t.throws(() => mergeRecords([one, other]), {
    message: /part2 is a part of other cases than part1, or cut by other durations/,
  })
})

function bench(bridge: string): RunEvent {
  const texts = { event: 'BenchFinished' as const, bridge, bench: 'a/b/c', area: 'a', title: 'c', api: [] }
  return { ...texts, samples: [], round: [], iterations: 1, statistics: null, error: null, control: null }
}
