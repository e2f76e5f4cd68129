/**
 * Runs cases on a bridge with one fault after another. A fault is killed by a case that passes without it and does not pass
 * with it. Where a running host can switch faults, both are seen in the same host: the first case of each fault is run without it
 * first, and a host in which it does not pass has been damaged by an earlier fault and is not used again.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { HarnessError } from '../errors.ts'
import type { Verdict } from '../record/verdict.ts'
import { type Attempt, attempt } from '../run/attempt.ts'
import { BridgeState } from '../run/bridge-state.ts'
import type { RunContext } from '../run/context.ts'
import { Seat } from '../run/seat.ts'
import type { Case } from '../suite/case.ts'
import type { FaultResult } from './fault-record.ts'
import type { Fault } from './faults.ts'

export interface FaultWork {
  fault: Fault
  /** Cases that may see it, the likeliest first. */
  cases: readonly Case[]
}

export interface FaultSession {
  bridge: ResolvedBridge
  /** Of `faults` in the descriptor. */
  variable: string
  context: RunContext
  onResult: (result: FaultResult) => void
}

type Outcome = Pick<FaultResult, 'fate' | 'by' | 'tried'>

const idBytes = 256
/** A host that has had so many faults is replaced, whether it shows damage or not. */
const mostFaults = 150

/** Ends when all work is done or the context's `stop` is aborted. */
export async function runFaults(work: readonly FaultWork[], jobs: number, session: FaultSession): Promise<void> {
  const queue = work.values()
  const passing = new Map<string, boolean>()
  const job = async (_: unknown, number: number): Promise<void> => {
    await using bench = new Bench(number, passing, session)
    for (const one of queue) {
      if (session.context.stop.aborted) return
      const began = performance.now()
      const outcome = await bench.measure(one)
      if (outcome === null) return
      const { id, kind, says, equivalent } = one.fault
      const durationMs = Math.round(performance.now() - began)
      session.onResult({ fault: id, kind, says, equivalent, ...outcome, durationMs })
    }
  }
  await Promise.all(Array.from({ length: jobs }, job))
}

/** The hosts of one job. */
class Bench implements AsyncDisposable {
  readonly #session: FaultSession
  readonly #passing: Map<string, boolean>
  readonly #path: string
  readonly #file: number
  readonly #state: BridgeState
  #seat: Seat
  #faults = 0

  constructor(number: number, passing: Map<string, boolean>, session: FaultSession) {
    const { context, bridge, variable } = session
    this.#session = session
    this.#passing = passing
    this.#path = join(context.scratch, `fault-${number}`)
    this.#file = openSync(this.#path, 'w')
    this.#switch('')
    this.#state = new BridgeState(withVariable(bridge, variable, `@${this.#path}`), context, true)
    this.#seat = new Seat(this.#state, context)
  }

  /** Null when the run was stopped. */
  async measure(work: FaultWork): Promise<Outcome | null> {
    return work.fault.switched ? await this.#measureSwitched(work) : await this.#measureStarted(work)
  }

  async #measureSwitched({ fault, cases }: FaultWork): Promise<Outcome | null> {
    this.#faults += 1
    if (this.#faults % mostFaults === 0) await this.#replace()
    let tried = 0
    for (const one of cases) {
      // What an earlier fault has done to this host shows before the first case of the present one.
      const passes = tried === 0 ? await this.#passesHere(one) : await this.#passesWithout(one)
      if (passes === null) return null
      if (!passes) continue
      if (!(await this.#prepare(one))) return null
      tried += 1
      const seen = await this.#seenWith(fault, one)
      if (seen === null) return null
      if (isFinding(seen)) return { fate: 'killed', by: evidence(one, seen), tried }
    }
    return { fate: 'survived', by: null, tried }
  }

  /** A host that ends may have been ended by something else on a busy machine: then it must end again. */
  async #seenWith(fault: Fault, one: Case): Promise<Attempt | null> {
    const seen = await this.#askWith(fault, one)
    if (seen === null || seen.ending === null) return seen
    return (await this.#prepare(one)) ? await this.#askWith(fault, one) : null
  }

  /** Run without a fault before the first time it is used, in whichever host. */
  async #passesWithout(one: Case): Promise<boolean | null> {
    return this.#passing.get(one.id) ?? (await this.#passesHere(one))
  }

  /** In the present host; or, where an earlier fault has damaged that, in the next. */
  async #passesHere(one: Case): Promise<boolean | null> {
    if (this.#passing.get(one.id) === false) return false
    let seen = await this.#ask(one)
    if (seen !== null && seen.verdict !== 'pass') {
      await this.#replace()
      seen = await this.#ask(one)
    }
    if (seen === null) return null
    this.#passing.set(one.id, seen.verdict === 'pass')
    return seen.verdict === 'pass'
  }

  /** Loads the probe while the fault is off. */
  async #prepare(one: Case): Promise<boolean> {
    if (needsOwnHost(one)) return true
    const { context } = this.#session
    const built = await context.built(this.#session.bridge, one.probe)
    const host = await this.#seat.host()
    if (!('path' in built) || host === null) return !context.stop.aborted
    const loaded = await this.#seat.load(host, one.probe, built.path)
    if ('end' in loaded) this.#seat.lost(loaded.end)
    return !context.stop.aborted
  }

  async #askWith(fault: Fault, one: Case): Promise<Attempt | null> {
    this.#switch(fault.id)
    try {
      return await this.#ask(one)
    } finally {
      this.#switch('')
    }
  }

  /** Hosts start without a fault: one that does not start says nothing about any. */
  async #ask(one: Case): Promise<Attempt | null> {
    const seen = await askIn(needsOwnHost(one) ? null : this.#seat, this.#state, one, this.#session.context)
    if (this.#state.failure === null) return seen
    throw new HarnessError(
      'bridge-unavailable',
      `bridge ${this.#state.bridge.name} cannot be measured: ${this.#state.failure}`,
      {
        hint: 'go on with --resume; fewer --jobs leave more time for the start of a host',
      },
    )
  }

  async #replace(): Promise<void> {
    await this.#seat.finish('case')
    this.#seat = new Seat(this.#state, this.#session.context)
  }

  #switch(id: string): void {
    const content = Buffer.alloc(idBytes)
    content.write(id)
    writeSync(this.#file, content, 0, idBytes, 0)
  }

  async #measureStarted({ fault, cases }: FaultWork): Promise<Outcome | null> {
    const { context, bridge, variable } = this.#session
    const state = new BridgeState(withVariable(bridge, variable, fault.id), context, true)
    await using seat = new Seat(state, context)
    let tried = 0
    for (const one of cases) {
      const passes = await this.#passesWithout(one)
      if (passes === null) return null
      if (!passes) continue
      tried += 1
      const ask = () => askIn(needsOwnHost(one) ? null : seat, state, one, context)
      const first = await ask()
      const seen = first !== null && first.ending !== null ? await ask() : first
      if (seen === null) return null
      if (state.failure !== null) return { fate: 'invalid', by: null, tried: 0 }
      if (isFinding(seen)) return { fate: 'killed', by: evidence(one, seen), tried }
    }
    return { fate: 'survived', by: null, tried }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#seat.finish('case')
  }
}

async function askIn(seat: Seat | null, state: BridgeState, one: Case, context: RunContext): Promise<Attempt | null> {
  const planned = { case: one, known: null, skip: null }
  if (seat !== null) return await attempt(planned, seat, context)
  await using own = new Seat(state, context)
  const seen = await attempt(planned, own, context)
  await own.finish('case')
  return seen
}

function needsOwnHost({ isolate, level }: Case): boolean {
  return isolate || level === 'misuse'
}

/** Without the fault it passes; a fault that breaks what probes are made of shows in the `error` of their cases. */
function isFinding({ verdict }: { verdict: Verdict }): boolean {
  return verdict !== 'pass'
}

function evidence({ id, level }: Case, { verdict, differences: [first], ending, reason }: Attempt): FaultResult['by'] {
  const saw =
    first === undefined ? (ending?.detail ?? reason ?? '') : `${first.at}: ${first.expected}, seen ${first.seen}`
  return { case: id, level, verdict, saw: saw.slice(0, 300) }
}

function withVariable(bridge: ResolvedBridge, variable: string, value: string): ResolvedBridge {
  const [program = '', ...args] = bridge.faults?.command ?? bridge.command
  return { ...bridge, command: [program, ...args], environment: { ...bridge.environment, [variable]: value } }
}
