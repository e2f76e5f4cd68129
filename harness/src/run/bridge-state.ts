/** What is known of one bridge during a run: shared by the jobs, so that a bridge which cannot start fails once. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import { type Hello, Host, type HostEnd, type HostLimits } from '../bridge/host.ts'
import { protocolVersion } from '../bridge/protocol.ts'
import type { RunContext } from './context.ts'
import type { HostSource, Wrap } from './sitting.ts'

/** A host may fail to start on a busy machine; more often than this in a row, it is the bridge. */
const startAttempts = 3

export class BridgeState implements HostSource {
  readonly bridge: ResolvedBridge
  readonly #context: RunContext
  readonly #live = new Set<Host>()
  /** Its `BridgeStarted` stands in the record. */
  #announced: boolean
  #failedInARow = 0
  #failure: string | null = null
  #hosts = 0

  constructor(bridge: ResolvedBridge, context: RunContext, announced: boolean) {
    this.bridge = bridge
    this.#context = context
    this.#announced = announced
    context.stop.addEventListener('abort', () => this.#endAll(), { once: true })
  }

  /** Why no more hosts are started, or null. */
  get failure(): string | null {
    return this.#failure
  }

  /** A host that has said hello; null when the bridge has failed or the run is stopped. */
  async start(): Promise<Host | null> {
    while (this.#failure === null && !this.#context.stop.aborted) {
      const host = this.#spawn()
      const answer = await host.greet()
      if ('hello' in answer) {
        const misfit = this.#misfit(answer.hello)
        if (misfit === null) return this.#accept(host, answer.hello)
        this.drop(host)
        this.#fail(misfit)
      } else {
        this.drop(host)
        this.#countFailure(answer.end)
      }
    }
    return null
  }

  /** Forgets a host and ends it, if it has not ended. */
  drop(host: Host): void {
    this.#live.delete(host)
    host[Symbol.dispose]()
  }

  wrapped(wrap: Wrap, widen: (limits: HostLimits) => HostLimits): { host: Host; scratch: string } {
    const { scratch, limits } = this.#context
    return { host: this.#spawn((name) => wrap(name, scratch, this.bridge.command), widen(limits)), scratch }
  }

  #spawn(
    command: (name: string) => readonly [string, ...string[]] = () => this.bridge.command,
    limits = this.#context.limits,
  ): Host {
    const { run, env, scratch, births } = this.#context
    this.#hosts += 1
    const name = `${this.bridge.name.replaceAll('/', '_')}-${this.#hosts}`
    const [program, ...args] = command(name)
    const host = new Host({
      program,
      args,
      env: { ...env, ...this.bridge.environment },
      run,
      tracePath: `${scratch}/${name}.trace`,
      limits,
      births,
    })
    this.#live.add(host)
    return host
  }

  /** What the descriptor says and the host denies: nothing that is measured under it would be true. */
  #misfit(hello: Hello): string | null {
    if (hello.protocol !== protocolVersion) {
      return `its driver speaks protocol ${hello.protocol}, this Proofload speaks ${protocolVersion}`
    }
    if (hello.python === this.bridge.python) return null
    return `its descriptor says Python ${this.bridge.python}, its host says ${hello.python}`
  }

  #accept(host: Host, hello: Hello): Host {
    this.#failedInARow = 0
    if (this.#announced) return host
    this.#announced = true
    const { version, python, implementation, capabilities } = hello
    this.#context.emit({
      event: 'BridgeStarted',
      bridge: this.bridge.name,
      version,
      python,
      implementation,
      capabilities,
    })
    return host
  }

  #countFailure({ ending }: HostEnd): void {
    this.#failedInARow += 1
    if (this.#failedInARow < startAttempts) return
    const printed = ending.stderr.trimEnd().split('\n').at(-1) ?? ''
    this.#fail(`its host does not start: ${ending.detail}${printed === '' ? '' : `: ${printed}`}`)
  }

  #fail(reason: string): void {
    if (this.#failure !== null || this.#context.stop.aborted) return
    this.#failure = reason
    this.#context.emit({ event: 'BridgeFailed', bridge: this.bridge.name, reason })
  }

  #endAll(): void {
    for (const host of this.#live) host[Symbol.dispose]()
    this.#live.clear()
  }
}
