/** From a recorded protocol and the suite to the events of the run: what was answered is judged once more, as the suite has it now. */
import type { CaseFinished, RunEvent } from '../record/events.ts'
import type { TryContext } from '../run/context.ts'
import { finished, skippedCase, tryOnce } from '../run/trial.ts'
import type { Case } from '../suite/case.ts'
import { HeardAgain, NotRecorded } from './heard.ts'
import type { FinishedLine, ProtocolLine, TryLine, TryStart } from './lines.ts'

export interface Replayed {
  event: RunEvent
  /** Of a case: the verdict that it was given when it was run. */
  before: CaseFinished['verdict'] | null
}

/** A case that cannot be judged from the recording, and why. */
export interface Lost {
  lost: { bridge: string; case: string; why: string }
}

interface Tape {
  starts: ReadonlyMap<number, TryStart>
  lines: ReadonlyMap<number, readonly TryLine[]>
}

/** Events in the order of the run, without its first one. */
export async function* replay(
  protocol: readonly ProtocolLine[],
  cases: ReadonlyMap<string, Case>,
  context: TryContext,
): AsyncGenerator<Replayed | Lost> {
  const starts = new Map(protocol.flatMap((line) => (line.line === 'try' ? [[line.try, line]] : [])))
  const ofTries = protocol.filter((line): line is TryLine => 'try' in line && line.line !== 'try')
  const tape: Tape = { starts, lines: Map.groupBy(ofTries, (line) => line.try) }
  for (const line of protocol) {
    if (line.line === 'event' && line.event.event !== 'RunStarted') yield { event: line.event, before: null }
    if (line.line === 'finished') yield await judged(line, cases.get(line.case), { tape, context })
  }
}

async function judged(
  line: FinishedLine,
  one: Case | undefined,
  { tape, context }: { tape: Tape; context: TryContext },
): Promise<Replayed | Lost> {
  const { bridge, case: id, verdict: before } = line
  if (one === undefined) return { lost: { bridge, case: id, why: 'is no longer in the suite' } }
  try {
    return { event: await judge(line, one, { tape, context }), before }
  } catch (error) {
    if (error instanceof NotRecorded) return { lost: { bridge, case: id, why: error.message } }
    throw error
  }
}

async function judge(
  { bridge, tries, reason, known }: FinishedLine,
  one: Case,
  { tape, context }: { tape: Tape; context: TryContext },
): Promise<CaseFinished> {
  if (tries.length === 0) {
    return skippedCase(
      { case: one, known: known === null ? null : { verdicts: ['skipped'], ...known }, skip: reason },
      bridge,
    )
  }
  const starts = tries.flatMap((number) => tape.starts.get(number) ?? [])
  const planned = { case: one, known: starts[0]?.known ?? null, skip: null }
  const seen = []
  for (const start of starts) {
    const seat = new HeardAgain(bridge, tape.lines.get(start.try) ?? [])
    const attempt = await tryOnce(planned, seat, start.alone, context)
    if (attempt !== null) seen.push(attempt)
  }
  return finished(planned, bridge, seen)
}
