/**
 * Runs a plan: some jobs at once, each taking chunk after chunk in a host of its own. Events are emitted one after
 * another; nothing else is shared between the jobs.
 */
import type { BridgePlan, Chunk } from '../plan/plan.ts'
import { BridgeState } from './bridge-state.ts'
import type { RunContext } from './context.ts'
import { Seat } from './seat.ts'
import { skippedCase, Tally, tryCase } from './trial.ts'

export interface DispatchOptions {
  jobs: number
  /** Bridges whose `BridgeStarted` a resumed record holds already. */
  announced: ReadonlySet<string>
}

interface Work {
  state: BridgeState
  tally: Tally
  chunk: Chunk
}

/** Ends when every case has a verdict or `context.stop` is aborted; no host is left then. */
export async function dispatch(
  plans: readonly BridgePlan[],
  options: DispatchOptions,
  context: RunContext,
): Promise<void> {
  const work: Work[] = []
  for (const plan of plans) {
    const { bridge, skipped, chunks } = plan
    for (const planned of skipped) context.emit(skippedCase(planned, bridge.name))
    const state = new BridgeState(bridge, context, options.announced.has(bridge.name))
    const tally = new Tally(plan)
    work.push(...chunks.map((chunk) => ({ state, tally, chunk })))
  }
  const queue = work.values()
  const jobs = Math.min(options.jobs, work.length)
  await Promise.all(Array.from({ length: jobs }, () => runJob(queue, context)))
}

async function runJob(queue: Iterator<Work> & Iterable<Work>, context: RunContext): Promise<void> {
  let seat: Seat | null = null
  // The iterator is shared: each job takes the next chunk that no other has taken.
  for (const work of queue) {
    const { state, chunk } = work
    if (context.stop.aborted) break
    const isFull = seat !== null && seat.cases >= state.bridge.casesPerHost
    if (seat !== null && (seat.state !== state || chunk.fresh || isFull)) await seat.finish('host')
    if (seat?.state !== state) seat = new Seat(state, context)
    await runChunk(work, seat, context)
  }
  await seat?.finish('host')
}

async function runChunk({ chunk, tally }: Work, seat: Seat, context: RunContext): Promise<void> {
  for (const planned of chunk.cases) {
    if (context.stop.aborted) return
    const tries = await tryCase(planned, seat, chunk, context)
    const finished = tries === null ? null : tally.add(planned, tries)
    if (finished !== null) context.emit(finished)
  }
}
