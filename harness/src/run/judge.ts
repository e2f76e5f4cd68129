/**
 * Decides the verdict of a case. Pure: the same reply always gives the same verdict.
 * `suites/INTERPRETING.md`, section 9, is the normative text.
 */
import type { Farewell, HostEnd } from '../bridge/host.ts'
import type { CaseReply, ExitState, Reply, RowReply, Slope } from '../bridge/protocol.ts'
import type { Difference, Ending } from '../record/events.ts'
import type { Verdict } from '../record/verdict.ts'
import type { CallCase, Case, ScenarioCase } from '../suite/case.ts'
import { compareRaised, compareValues, type Mismatch } from './compare.ts'
import { asserts, judgeSteps } from './judge-steps.ts'
import { raisesText, seenText, valueText } from './render.ts'

export interface Judgement {
  verdict: Verdict
  differences: Difference[]
  /** For `missing` and `error`: why, in a sentence. */
  reason: string | null
}

/** The verdict on what a driver answered. */
export function judgeReply(one: Case, reply: Reply): Judgement {
  if ('failed' in reply) return unjudged('error', `${reply.failed.type}: ${reply.failed.message}`)
  if (one.kind === 'call') {
    return 'row' in reply ? judgeRow(one, reply) : unjudged('error', 'the driver did not answer the row')
  }
  return 'case' in reply ? judgeScenario(one, reply) : unjudged('error', 'the driver did not answer the case')
}

/** The verdict when the host ended instead of answering. */
export function judgeEnd(one: Case, end: HostEnd): Judgement {
  const { ending } = end
  if (ending.reason === 'protocol') return unjudged('error', ending.detail)
  const expected = one.level === 'misuse' ? endsOf(one) : null
  const verdict: Verdict = ending.reason === 'timeout' ? 'hang' : 'crash'
  if (expected === null || verdict === 'hang') return { verdict, differences: [], reason: null }
  if (endsAs(expected, end)) return { verdict: 'pass', differences: [], reason: null }
  return { verdict, differences: [endDifference(expected, ending.detail)], reason: null }
}

/** The verdict of a case that had a host to itself, now that the host has ended after `bye`. */
export function judgeFarewell(one: Case, seen: Judgement, farewell: Pick<Farewell, 'end' | 'stderr'>): Judgement {
  const expected = one.level === 'misuse' ? null : endsOf(one)
  const { end, stderr } = farewell
  if (expected === null) return end === null ? seen : judgeEnd(one, end)
  if (seen.verdict === 'missing' || seen.verdict === 'error') return seen
  if (endsAs(expected, end ?? cleanEnd(stderr))) return seen
  const difference = endDifference(expected, end?.ending.detail ?? 'exit status 0')
  const verdict = end === null ? 'fail' : judgeEnd(one, end).verdict
  return { verdict, differences: [...seen.differences, difference], reason: seen.reason }
}

function cleanEnd(stderr: string): HostEnd {
  const ending: Ending = { reason: 'exit', detail: 'exit status 0', lastCalls: [], step: null, stderr, backtrace: null }
  return { ending, signal: null, exitCode: 0, late: false }
}

function judgeScenario(one: ScenarioCase, reply: CaseReply): Judgement {
  if (reply.missing.length > 0) return lacking(reply.missing)
  const steps = judgeSteps(one.steps, reply.observations)
  if ('broken' in steps) return unjudged('error', steps.broken)
  const differences = [...steps.differences, ...exitDifferences(reply.exit)]
  const expected = one.level === 'misuse' ? endsOf(one) : null
  if (expected !== null && !one.steps.some(asserts)) {
    differences.push(endDifference(expected, 'the host ran to its end'))
  }
  return conclude(differences, reply.slope)
}

function judgeRow({ expect }: CallCase, reply: RowReply): Judgement {
  if (reply.missing.length > 0) return lacking(reply.missing)
  const differences = [
    ...outcomeDifferences(expect, reply.outcome),
    ...Object.entries(expect.out ?? {}).flatMap(([name, expected]) =>
      namedDifferences('out', name, [expected, reply.out[name]]),
    ),
    ...Object.entries(expect.then ?? {}).flatMap(([name, expected]) =>
      namedDifferences('then', name, [expected, reply.after[Number(name.slice(3))]]),
    ),
    ...(reply.breach === null ? [] : [breachDifference(reply.breach)]),
    ...Object.entries(reply.residue ?? {}).map(([place, count]) => residueDifference(place, count)),
    ...exitDifferences(reply.exit),
  ]
  return conclude(differences, reply.slope)
}

/** Where the outcome itself is wrong there is no sense in looking at the slope. */
function conclude(differences: Difference[], slope: Slope | null): Judgement {
  const { rising, falling } = slopeDifferences(slope)
  const failures = [...differences, ...falling]
  if (failures.length > 0) return { verdict: 'fail', differences: failures, reason: null }
  return { verdict: rising.length > 0 ? 'leak' : 'pass', differences: rising, reason: null }
}

function outcomeDifferences(expect: CallCase['expect'], outcome: RowReply['outcome']): Difference[] {
  const seen = outcomeText(outcome)
  if (expect.raises !== undefined) {
    if (!('raised' in outcome)) return [{ at: 'raises', expected: raisesText(expect.raises), seen }]
    return located('raises', compareRaised(expect.raises, outcome.raised))
  }
  if (expect.absent !== undefined) {
    return 'absent' in outcome ? [] : [{ at: 'absent', expected: 'NULL without an exception', seen }]
  }
  if (expect.returns === undefined) return []
  if (!('returned' in outcome)) return [{ at: 'returns', expected: valueText(expect.returns), seen }]
  return located('returns', compareValues(expect.returns, outcome.returned))
}

function outcomeText(outcome: RowReply['outcome']): string {
  if ('raised' in outcome) return `raised ${seenText(outcome.raised)}`
  return 'absent' in outcome ? 'NULL without an exception' : `returned ${valueText(outcome.returned)}`
}

type Pair = [Parameters<typeof compareValues>[0], Parameters<typeof compareValues>[1] | undefined]

function namedDifferences(key: string, name: string, [expected, seen]: Pair): Difference[] {
  const at = `${key} ${name}`
  if (seen === undefined) return [{ at, expected: valueText(expected), seen: 'the wrapper did not tell' }]
  return located(at, compareValues(expected, seen))
}

export function breachDifference(breach: NonNullable<RowReply['breach']>): Difference {
  const seen = {
    'sentinel-without-exception': 'the sentinel, but no exception is set',
    'exception-without-sentinel': 'an exception is set, but not the sentinel',
  }
  return { at: 'error protocol', expected: 'the sentinel exactly when an exception is set', seen: seen[breach] }
}

export function residueDifference(place: string, count: number): Difference {
  const seen = count > 0 ? `C keeps ${count}` : `C released ${-count} that it did not own`
  return { at: `residue ${place}`, expected: 'no reference', seen }
}

export function exitDifferences({ pendingError, gilHeld }: ExitState): Difference[] {
  const differences: Difference[] = []
  if (pendingError !== null) {
    differences.push({ at: 'exit state', expected: 'no pending exception', seen: seenText(pendingError) })
  }
  if (gilHeld === false) differences.push({ at: 'exit state', expected: 'the GIL is held', seen: 'it is not held' })
  return differences
}

/** What the smallest object of C costs a C heap, in bytes. */
const smallestBlock = 32

type Windows = readonly [number, number]

/** Both windows must have moved by one for each two repetitions: anything that happens once is no slope. */
export function slopeDifferences(slope: Slope | null): { rising: Difference[]; falling: Difference[] } {
  if (slope === null) return { rising: [], falling: [] }
  const { repeat, objects, bytes, tracked, shared } = slope
  const limit = repeat / 2
  const counted: [string, Windows, number][] = [['tracked objects', tracked, limit]]
  if (objects !== null) counted.push(['objects', objects, limit])
  else if (bytes !== null) counted.push(['bytes', bytes, (smallestBlock * repeat) / 2])
  for (const [name, windows] of Object.entries(shared ?? {})) counted.push([`references to ${name}`, windows, limit])
  const rising = counted.filter(([, windows, least]) => windows.every((added) => added >= least))
  const falling = counted.filter(
    ([what, windows]) => what.startsWith('references') && windows.every((added) => added <= -limit),
  )
  const told = ([what, windows]: [string, Windows, number]): Difference => ({
    at: 'slope',
    expected: `${what} stay level`,
    seen: `${windows.map(signed).join(' and ')} in ${repeat} repetitions each`,
  })
  return { rising: rising.map(told), falling: falling.map(told) }
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count)
}

function located(at: string, found: Mismatch | null): Difference[] {
  return found === null ? [] : [{ at: `${at}${found.path}`, expected: found.expected, seen: found.seen }]
}

export function lacking(missing: readonly string[]): Judgement {
  return unjudged('missing', `the bridge lacks ${missing.join(', ')}`)
}

export function unjudged(verdict: 'missing' | 'error', reason: string): Judgement {
  return { verdict, differences: [], reason }
}

type Ends = NonNullable<ScenarioCase['ends']>

function endsAs({ signal, exit, stderr }: Ends, { signal: seen, exitCode, ending }: HostEnd): boolean {
  const endedItself: Ending['reason'][] = ['signal', 'exit', 'closed-streams']
  if (!endedItself.includes(ending.reason)) return false
  if (signal !== undefined && signal !== seen) return false
  if (exit !== undefined && exit !== exitCode) return false
  return stderr === undefined || new RegExp(stderr, 'u').test(ending.stderr)
}

function endsOf(one: Case): Ends | null {
  return one.kind === 'scenario' ? (one.ends ?? null) : null
}

function endDifference(expected: Ends, seen: string): Difference {
  return { at: 'end', expected: endText(expected), seen }
}

function endText({ signal, exit, stderr }: Ends): string {
  const parts = [
    signal === undefined ? [] : [`signal ${signal}`],
    exit === undefined ? [] : [`exit status ${exit}`],
    stderr === undefined ? [] : [`standard error like ${JSON.stringify(stderr)}`],
  ].flat()
  return parts.length === 0 ? 'the host ends' : parts.join(', ')
}
