/** The host that one job has at present: starts it when it is needed, keeps what it has loaded, ends it. */
import type { Farewell, Host, HostEnd, Question } from '../bridge/host.ts'
import type { Case } from '../suite/case.ts'
import type { BridgeState } from './bridge-state.ts'
import type { RunContext } from './context.ts'
import type { Asked, Built, Loaded, Sitting } from './sitting.ts'

export class Seat implements Sitting {
  readonly state: BridgeState
  readonly #context: RunContext
  readonly #loaded = new Map<string, Loaded>()
  #host: Host | null = null
  /** Cases that the present host has answered. */
  cases = 0
  /** What an earlier case left in the present host disturbs the measurements of others. */
  #disturbed = false

  constructor(state: BridgeState, context: RunContext) {
    this.state = state
    this.#context = context
  }

  get failure(): string | null {
    return this.state.failure
  }

  get bridgeName(): string {
    return this.state.bridge.name
  }

  get hostName(): string | null {
    return this.#host?.name ?? null
  }

  built(probe: string): Promise<Built> {
    return this.#context.built(this.state.bridge, probe)
  }

  async enter(): Promise<boolean> {
    return (await this.host()) !== null
  }

  /** Null when the bridge has failed or the run is stopped. */
  async host(): Promise<Host | null> {
    if (this.#disturbed) await this.finish('host')
    this.#host ??= await this.state.start()
    return this.#host
  }

  async load(host: Host, probe: string, path: string): Promise<Loaded> {
    const before = this.#loaded.get(probe)
    if (before !== undefined) return before
    host.begin()
    const answer = await host.ask({ do: 'load', probe, path }, this.#context.limits.startMs)
    if ('end' in answer) return answer
    const { reply } = answer
    const loaded =
      'loaded' in reply ? { missing: reply.missing } : { failed: 'failed' in reply ? reply.failed.message : '' }
    this.#loaded.set(probe, loaded)
    return loaded
  }

  loadProbe(probe: string, path: string): Promise<Loaded> {
    return this.load(this.#present(), probe, path)
  }

  async ask(question: Question, timeoutMs: number): Promise<Asked> {
    const host = this.#present()
    host.begin()
    const started = performance.now()
    const answer = await host.ask(question, timeoutMs)
    const isSettled = !('reply' in answer && 'exit' in answer.reply) || answer.reply.exit.settled !== false
    if (!isSettled) this.#disturbed = true
    return { answer, durationMs: performance.now() - started }
  }

  settle(timeoutMs: number): Promise<HostEnd | null> {
    return this.#present().settle(timeoutMs)
  }

  backtrace(one: Case, probePath: string): Promise<string[] | null> {
    const { backtraces } = this.#context
    return backtraces?.of(one, probePath, this.state) ?? Promise.resolve(null)
  }

  own(): Seat {
    return new Seat(this.state, this.#context)
  }

  /** The host is gone, and a case is to blame. */
  lost(end: HostEnd): void {
    if (this.#host === null) return
    this.#report({ clean: true, detail: `ended by a case: ${end.ending.detail}`, peakMemoryBytes: null })
    this.#leave()
  }

  /** The host was ended for what it did late; the case for which it did so has its verdict already. */
  lostLate(end: HostEnd): void {
    if (this.#host === null) return
    this.#report({ clean: false, detail: end.ending.detail, peakMemoryBytes: null })
    this.#leave()
  }

  /** Ends the host in the ordinary way. `null`: there was none. An unclean end is reported unless `blamed`. */
  async finish(blame: 'host' | 'case'): Promise<Farewell | null> {
    if (this.#host === null) return null
    const farewell = await this.#host.finish()
    if (!this.#context.stop.aborted) this.#report({ ...farewell, clean: farewell.clean || blame === 'case' })
    this.#leave()
    return farewell
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.finish('host')
  }

  #present(): Host {
    if (this.#host === null) throw new Error('no host was entered')
    return this.#host
  }

  #report({ clean, detail, peakMemoryBytes }: Omit<Farewell, 'end' | 'stderr'>): void {
    const { name: bridge } = this.state.bridge
    this.#context.emit({ event: 'HostFinished', bridge, cases: this.cases, clean, detail, peakMemoryBytes })
  }

  #leave(): void {
    if (this.#host !== null) this.state.drop(this.#host)
    this.#host = null
    this.#loaded.clear()
    this.cases = 0
    this.#disturbed = false
  }
}
