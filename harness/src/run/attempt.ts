/** One try of one case in the host of a seat: load its probe, ask, make sure nothing is left behind, judge. */
import type { HostEnd } from '../bridge/host.ts'
import { outsideReason } from '../plan/applicability.ts'
import type { PlannedCase } from '../plan/plan.ts'
import type { Difference, Ending } from '../record/events.ts'
import type { Verdict } from '../record/verdict.ts'
import type { Case } from '../suite/case.ts'
import type { TryContext } from './context.ts'
import { judgeEnd, judgeReply } from './judge.ts'
import { judgeStarved } from './judge-starved.ts'
import { requestOf } from './request.ts'
import type { Sitting } from './sitting.ts'

export interface Attempt {
  verdict: Verdict
  differences: Difference[]
  reason: string | null
  ending: Ending | null
  durationMs: number
  hostMs: number | null
  /** Cases that the host had answered before; null when the case did not reach a host. */
  before: number | null
  /** With failing allocations: the one that was to fail took place. */
  allocationFailed?: boolean | undefined
}

/** Null when the run was stopped: nothing is known of the case. */
export async function attempt({ case: one }: PlannedCase, seat: Sitting, context: TryContext): Promise<Attempt | null> {
  const built = await seat.built(one.probe)
  if (context.stop.aborted) return null
  if ('error' in built) return withoutHost('error', `the probe does not compile: ${firstLine(built.error)}`)
  if ('unfit' in built) return withoutHost('skipped', built.unfit)
  const hasHost = await seat.enter()
  if (context.stop.aborted) return null
  if (!hasHost) return withoutHost('error', `the bridge could not be run: ${seat.failure}`)
  const loaded = await seat.loadProbe(one.probe, built.path)
  if ('end' in loaded) return await ended(one, { seat, context, end: loaded.end, durationMs: 0 })
  if ('failed' in loaded) return { ...unloadable(loaded.failed), before: seat.cases }
  const outside = one.api.filter((name) => built.outside.includes(name))
  if (outside.length > 0) return withoutHost('skipped', outsideReason(outside, context.limitedApi ?? ''))
  const missing = one.api.filter((name) => loaded.missing.includes(name))
  if (missing.length > 0) return withoutHost('missing', `the bridge lacks ${missing.join(', ')}`)
  return withinLimits(await ask(one, { seat, context }), built, context)
}

/** A case names fewer functions than its probe calls for it, and what stands in for one outside the limited API answers NULL. */
function withinLimits(
  seen: Attempt | null,
  { outside }: { outside: readonly string[] },
  { limitedApi }: TryContext,
): Attempt | null {
  if (seen === null || (seen.ending === null && seen.verdict !== 'missing' && seen.verdict !== 'error')) return seen
  const words = new Set([...(seen.reason ?? '').split(/\W+/), ...(seen.ending?.lastCalls ?? [])])
  const called = outside.filter((name) => words.has(name))
  return called.length === 0 ? seen : withoutHost('skipped', outsideReason(called, limitedApi ?? ''))
}

interface Place {
  seat: Sitting
  context: TryContext
}

/** A slope over few repetitions may be a cache that still fills: a leak is what this many times as many show as well. */
const confirmingFactor = 8

async function ask(one: Case, place: Place): Promise<Attempt | null> {
  if (place.context.isStarving) return await askStarving(one, place)
  const first = await askOnce(one, requestOf(one), place)
  if (first?.verdict !== 'leak' || first.ending !== null) return first
  const again = await askOnce(one, { ...requestOf(one), repeat: one.repeat * confirmingFactor }, place, {
    isFirst: false,
    patience: confirmingFactor,
  })
  // A host that does not live through so many repetitions is the leak's doing.
  return again === null || again.ending !== null ? first : { ...again, before: first.before }
}

/** Beyond these a case mostly repeats itself. */
const starvedAllocations = 20

/** Until an allocation of that number does not take place, or something is wrong. */
async function askStarving(one: Case, place: Place): Promise<Attempt | null> {
  const whole: Attempt[] = []
  for (let failAllocation = 1; failAllocation <= starvedAllocations; failAllocation += 1) {
    const request = { ...requestOf(one), repeat: 0, failAllocation }
    const seen = await askOnce(one, request, place, { isFirst: whole.length === 0 })
    // What a step that was not reached would have released is there once; what is lost is lost each time.
    const again = seen?.verdict === 'leak' ? await askOnce(one, request, place, { isFirst: false }) : seen
    if (again === null) return null
    whole.push(again)
    if (again.verdict !== 'pass') return { ...blamed(again, failAllocation), before: whole[0]?.before ?? null }
    if (again.allocationFailed !== true) break
  }
  const [first] = whole
  const sum = (of: (seen: Attempt) => number | null): number => whole.reduce((all, seen) => all + (of(seen) ?? 0), 0)
  return first === undefined
    ? null
    : { ...first, durationMs: sum((seen) => seen.durationMs), hostMs: sum((seen) => seen.hostMs) }
}

function blamed(seen: Attempt, failAllocation: number): Attempt {
  if (seen.verdict === 'missing') return seen
  const reason = `when allocation ${failAllocation} fails`
  return { ...seen, reason: seen.reason === null ? reason : `${reason}: ${seen.reason}` }
}

async function askOnce(
  one: Case,
  request: ReturnType<typeof requestOf>,
  { seat, context }: Place,
  { isFirst = true, patience = 1 } = {},
): Promise<Attempt | null> {
  const timeoutMs = (one.timeoutMs ?? context.timeoutMs) * patience * context.patience
  const { answer, durationMs } = await seat.ask(request, timeoutMs)
  const end = 'end' in answer ? answer.end : await seat.settle(timeoutMs)
  if (end !== null) return await ended(one, { seat, context, end, durationMs })
  if ('end' in answer) throw new Error('an end is handled above')
  const before = seat.cases
  // Asking again about the same case is no further case.
  if (isFirst) seat.cases += 1
  const { reply } = answer
  const hostMs = 'elapsedNs' in reply ? reply.elapsedNs / 1e6 : null
  const starved = 'starved' in reply ? reply.starved : undefined
  const judgement = starved === undefined ? judgeReply(one, reply) : judgeStarved(one, reply, starved)
  return { ...judgement, ending: null, durationMs, hostMs, before, allocationFailed: starved?.failed }
}

interface Ended extends Place {
  end: HostEnd
  durationMs: number
}

/** The host is gone. If it is an earlier case's doing, this one is tried in the next host. */
async function ended(one: Case, { seat, context, end, durationMs }: Ended): Promise<Attempt | null> {
  const before = seat.cases
  if (context.stop.aborted) return null
  if (end.late && before > 0) {
    seat.lostLate(end)
    return await attempt({ case: one, known: null, skip: null }, seat, context)
  }
  seat.lost(end)
  return { ...judgeEnd(one, end), ending: end.ending, durationMs, hostMs: null, before }
}

/** A library that cannot be bound for want of a function is the bridge's lack; anything else that prevents loading is not judged. */
function unloadable(message: string): Attempt {
  const lacking = /undefined symbol:? (\w+)|symbol not found.*?(_?Py\w+)/i.exec(message)
  const name = lacking?.[1] ?? lacking?.[2]
  if (name !== undefined)
    return withoutHost('missing', `the bridge lacks ${name}, without which the probe cannot be loaded`)
  return withoutHost('error', `the probe cannot be loaded: ${message}`)
}

function withoutHost(verdict: Verdict, reason: string): Attempt {
  return { verdict, differences: [], reason, ending: null, durationMs: 0, hostMs: null, before: null }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}
