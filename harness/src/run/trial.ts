/** The tries that one case gets in one round: the first, one alone to get the blame right, and those of `--retries`. */
import type { BridgePlan, PlannedCase } from '../plan/plan.ts'
import type { CaseFinished } from '../record/events.ts'
import type { Verdict } from '../record/verdict.ts'
import { type Attempt, attempt } from './attempt.ts'
import type { RunContext, TryContext } from './context.ts'
import { judgeFarewell } from './judge.ts'
import type { Sitting } from './sitting.ts'

/** Null when the run was stopped before the case had a verdict. */
export async function tryCase(
  planned: PlannedCase,
  seat: Sitting,
  { own }: { own: boolean },
  context: RunContext,
): Promise<Attempt[] | null> {
  const once = async (): Promise<Attempt | null> => {
    const heard = context.tape?.begin(seat, planned, own)
    const seen = await tryOnce(planned, heard?.seat ?? seat, own, context)
    if (seen !== null) heard?.keep()
    return seen
  }
  const first = await once()
  if (first === null) return null
  const tries = [first]
  while (tries.length <= context.retries && isUnexpected(planned, first.verdict) && !differ(tries)) {
    const next = await once()
    if (next === null) return null
    tries.push(next)
  }
  return tries
}

/** `alone`: in a host of its own. Null when the run was stopped. */
export async function tryOnce(
  planned: PlannedCase,
  seat: Sitting,
  alone: boolean,
  context: TryContext,
): Promise<Attempt | null> {
  const seen = await (alone ? attemptAlone(planned, seat, context) : attemptShared(planned, seat, context))
  if (seen === null || !isPuzzling(planned, seen, context)) return seen
  const built = await seat.built(planned.case.probe)
  const backtrace = 'path' in built ? await seat.backtrace(planned.case, built.path) : null
  return context.stop.aborted || seen.ending === null ? seen : { ...seen, ending: { ...seen.ending, backtrace } }
}

/** An unexpected crash. With failing allocations another request would be needed for each. */
function isPuzzling(planned: PlannedCase, { verdict, ending }: Attempt, { isStarving }: TryContext): boolean {
  return verdict === 'crash' && ending?.reason === 'signal' && isUnexpected(planned, verdict) && !isStarving
}

/** A case that does not apply to the bridge. */
export function skippedCase(planned: PlannedCase, bridge: string): CaseFinished {
  const skipped: Attempt = {
    verdict: 'skipped',
    differences: [],
    reason: planned.skip,
    ending: null,
    durationMs: 0,
    hostMs: null,
    before: null,
  }
  return finished(planned, bridge, [skipped])
}

async function attemptShared(planned: PlannedCase, seat: Sitting, context: TryContext): Promise<Attempt | null> {
  const first = await attempt(planned, seat, context)
  if (first === null || first.before === null || first.before === 0) return first
  if (first.ending === null)
    return first.verdict === 'error' ? await insteadOf(first, { planned, seat, context }) : first
  // Others had used the host before: was it this case, or what they left?
  const alone = await attemptAlone(planned, seat, context)
  if (alone === null || alone.ending !== null) return alone
  // No host could be started for the second try: it says nothing.
  if (alone.before === null) return first
  return { ...first, reason: `only after ${first.before} earlier cases in the same host; alone it is ${alone.verdict}` }
}

/** Nothing was judged in a host that others had used: one that they have spoilt, perhaps, which no other case gets. */
async function insteadOf(
  first: Attempt,
  { planned, seat, context }: { planned: PlannedCase; seat: Sitting; context: TryContext },
): Promise<Attempt | null> {
  await seat.finish('host')
  const alone = await attemptAlone(planned, seat, context)
  return alone?.before === null ? first : alone
}

/** In a host of its own, whose end belongs to the case. */
async function attemptAlone(planned: PlannedCase, seat: Sitting, context: TryContext): Promise<Attempt | null> {
  await using own = seat.own()
  const seen = await attempt(planned, own, context)
  const farewell = await own.finish('case')
  if (context.stop.aborted) return null
  if (seen === null || farewell === null) return seen
  return { ...seen, ...judgeFarewell(planned.case, seen, farewell), ending: farewell.end?.ending ?? seen.ending }
}

/** Collects the tries of the rounds of one bridge. */
export class Tally {
  readonly #bridge: string
  /** Rounds that are still to come. */
  readonly #left = new Map<string, number>()
  readonly #tries = new Map<string, Attempt[]>()

  constructor({ bridge, chunks }: Pick<BridgePlan, 'bridge' | 'chunks'>) {
    this.#bridge = bridge.name
    for (const { cases } of chunks) {
      for (const one of cases) this.#left.set(one.case.id, (this.#left.get(one.case.id) ?? 0) + 1)
    }
  }

  /** The end of the case, when this was its last round. */
  add(planned: PlannedCase, tries: readonly Attempt[]): CaseFinished | null {
    const { id } = planned.case
    const left = (this.#left.get(id) ?? 0) - 1
    this.#left.set(id, left)
    const all = [...(this.#tries.get(id) ?? []), ...tries]
    this.#tries.set(id, all)
    return left > 0 ? null : finished(planned, this.#bridge, all)
  }
}

/** What became of a case, from all its tries. */
export function finished(planned: PlannedCase, bridge: string, tries: readonly Attempt[]): CaseFinished {
  const flaky = differ(tries)
  // Of a flaky case the try that is of interest.
  const first = tries.find((one) => !flaky || !isExpected(planned, one.verdict)) ?? tries[0]
  if (first === undefined) throw new Error('a case has at least one try')
  const verdict = flaky ? 'flaky' : first.verdict
  const { differences, ending, durationMs, hostMs } = first
  return {
    event: 'CaseFinished',
    bridge,
    case: planned.case.id,
    verdict,
    expected: verdict === 'skipped' || isExpected(planned, verdict) ? verdict : expectedOf(planned)[0],
    unexpected: tries.some((one) => isUnexpected(planned, one.verdict)),
    known: planned.known === null ? null : { reason: planned.known.reason, link: planned.known.link },
    reason: flaky ? differing(tries, first) : first.reason,
    differences,
    ending,
    durationMs: rounded(durationMs),
    hostMs: hostMs === null ? null : rounded(hostMs),
    tries: tries.map((one) => one.verdict),
  }
}

function differing(tries: readonly Attempt[], { reason }: Attempt): string {
  const verdicts = `its verdict differs between tries: ${tries.map((one) => one.verdict).join(', ')}`
  return reason === null ? verdicts : `${verdicts}; ${reason}`
}

function expectedOf({ known, skip }: PlannedCase): readonly [Verdict, ...Verdict[]] {
  return skip !== null ? ['skipped'] : (known?.verdicts ?? ['pass'])
}

function isExpected(planned: PlannedCase, verdict: Verdict): boolean {
  return expectedOf(planned).includes(verdict)
}

function isUnexpected(planned: PlannedCase, verdict: Verdict): boolean {
  // `error` is no verdict about the bridge: a detail that could not be looked at is not a detail.
  // A known failure is a statement about the bridge, and is held to at every level.
  const counts = planned.case.level !== 'detail' || verdict === 'error' || planned.known !== null
  // What turns out not to apply only when its probe is built is no worse than what is planned so.
  return counts && verdict !== 'skipped' && !isExpected(planned, verdict)
}

function differ(tries: readonly Attempt[]): boolean {
  return tries.some((one) => one.verdict !== tries[0]?.verdict)
}

/** Microseconds: more digits are noise, and every line of a record is read often. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}
