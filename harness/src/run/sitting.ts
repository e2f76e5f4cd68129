/**
 * All that the tries of a case see of hosts and compilers. A {@link Seat} is the real one; with `--record-protocol` it is listened to, and
 * `proofload replay` has one that says again what was heard.
 */
import type { Answer, Farewell, Host, HostEnd, HostLimits, Question } from '../bridge/host.ts'
import type { PlannedCase } from '../plan/plan.ts'
import type { Case } from '../suite/case.ts'

/**
 * Where a probe's extension file is, or the compiler's message with the suite file's place. `outside`: functions that it does not call,
 * because the limited API does not have them. `unfit`: why it cannot be compiled for the limited API.
 */
export type Built = { path: string; outside: readonly string[] } | { error: string } | { unfit: string }

/** What loading a probe came to. `missing`: functions of the C API that it names and the bridge lacks. */
export type Loaded = { missing: string[] } | { failed: string } | { end: HostEnd }

export interface Asked {
  answer: Answer
  /** Harness's clock around the request. */
  durationMs: number
}

export interface Sitting extends AsyncDisposable {
  readonly bridgeName: string
  /** Of the present host: which of the bridge's hosts it is. */
  readonly hostName: string | null
  /** Why the bridge cannot be run, or null. */
  readonly failure: string | null
  /** Cases that the present host has answered. */
  cases: number
  /** Waits for the build of a probe. */
  built(probe: string): Promise<Built>
  /** Whether there is a host, if need be a new one. */
  enter(): Promise<boolean>
  /** Into the host that was entered; so are the next two. */
  loadProbe(probe: string, path: string): Promise<Loaded>
  /** Begins a case. */
  ask(question: Question, timeoutMs: number): Promise<Asked>
  /** Makes sure that the case left nothing behind. */
  settle(timeoutMs: number): Promise<HostEnd | null>
  /** The host is gone, and a case is to blame. */
  lost(end: HostEnd): void
  /** The host was ended for what it did late; the case for which it did so has its verdict already. */
  lostLate(end: HostEnd): void
  /** Ends the host in the ordinary way. `null`: there was none. */
  finish(blame: 'host' | 'case'): Promise<Farewell | null>
  /** What the native stack looks like when the case crashes once more, alone; null when nobody can look. */
  backtrace(one: Case, probePath: string): Promise<string[] | null>
  /** Another, without a host yet. */
  own(): Sitting
}

/** Listens to the tries of cases. */
export interface Listener {
  /** Of one try. `keep`: it counts. */
  begin(seat: Sitting, planned: PlannedCase, alone: boolean): { seat: Sitting; keep: () => void }
}

/** Makes a host's command into another that starts it: of the host's name, the run's scratch folder and the command. */
export type Wrap = (name: string, scratch: string, command: readonly string[]) => [string, ...string[]]

/** Where hosts come from that some other command starts, such as a debugger. */
export interface HostSource {
  bridge: { name: string }
  wrapped(wrap: Wrap, widen: (limits: HostLimits) => HostLimits): { host: Host; scratch: string }
  drop(host: Host): void
}

/** Looks at crashes. */
export interface Looking {
  /** Null when there is nothing to be seen. */
  of(one: Case, probePath: string, source: HostSource): Promise<string[] | null>
}
