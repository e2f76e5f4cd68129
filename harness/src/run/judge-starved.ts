/**
 * What a case must show when one of its allocations fails. Pure. What it returns is not judged: a failure may be told, suppressed or
 * made good. `suites/INTERPRETING.md`, section 9, is the normative text.
 */
import type { CaseReply, Reply, RowReply } from '../bridge/protocol.ts'
import type { Difference } from '../record/events.ts'
import type { Case } from '../suite/case.ts'
import type { Step } from '../suite/schema.ts'
import type { compareRaised } from './compare.ts'
import { breachDifference, exitDifferences, type Judgement, lacking, residueDifference, unjudged } from './judge.ts'
import { seenText } from './render.ts'

export function judgeStarved(one: Case, reply: Reply, { alive }: { alive: number }): Judgement {
  if (!('exit' in reply)) return unjudged('error', 'the driver did not answer the case')
  if (reply.missing.length > 0) return lacking(reply.missing)
  const differences = [
    ...('row' in reply ? rowDifferences(one, reply) : stepDifferences(one, reply)),
    ...exitDifferences(reply.exit),
  ]
  if (differences.length > 0) return { verdict: 'fail', differences, reason: null }
  if (alive <= 0) return { verdict: 'pass', differences: [], reason: null }
  const left = { at: 'after the end', expected: 'no tracked object lives', seen: String(alive) }
  return { verdict: 'leak', differences: [left], reason: null }
}

function rowDifferences(one: Case, { outcome, breach, residue }: RowReply): Difference[] {
  const expected = one.kind === 'call' ? one.expect.raises : undefined
  return [
    ...('raised' in outcome ? raisedDifferences('raises', outcome.raised, expected) : []),
    ...(breach === null ? [] : [breachDifference(breach)]),
    ...Object.entries(residue ?? {}).map(([place, count]) => residueDifference(place, count)),
  ]
}

/**
 * A probe has reasons of its own to raise when a function told it that there is nothing; but SystemError is the host's word for an
 * error protocol that somebody broke. Only the first exception: what comes after it may be its consequence.
 */
function stepDifferences(one: Case, { observations }: CaseReply): Difference[] {
  const index = observations.findIndex((seen) => 'raised' in seen)
  const seen = observations[index]
  const step: Step | undefined = one.kind === 'scenario' ? one.steps[index] : undefined
  if (seen === undefined || !('raised' in seen) || seen.raised.type !== 'SystemError') return []
  const expected = step !== undefined && 'raises' in step ? step.raises : undefined
  return raisedDifferences(`step ${index + 1}`, seen.raised, expected)
}

type Expected = Parameters<typeof compareRaised>[0]
type Raised = NonNullable<Parameters<typeof compareRaised>[1]>

function raisedDifferences(at: string, seen: Raised, expected: Expected | undefined): Difference[] {
  const type = typeof expected === 'object' && expected !== null ? expected.type : expected
  if (seen.type === 'MemoryError' || seen.type === type) return []
  const instead = type === undefined ? 'MemoryError' : `MemoryError or ${type}`
  return [{ at, expected: instead, seen: `raised ${seenText(seen)}` }]
}
