/** What all jobs of a run share. */
import type { ResolvedBridge } from '../bridge/discover.ts'
import type { HostLimits } from '../bridge/host.ts'
import type { BirthWatch } from '../bridge/processes.ts'
import type { RunEvent } from '../record/events.ts'
import type { Probe } from '../suite/case.ts'
import type { Built, Listener, Looking } from './sitting.ts'

export interface RunContext {
  /** Marks every process of the run. */
  run: string
  env: NodeJS.ProcessEnv
  /** Private folder of this run for the hosts' traces. */
  scratch: string
  births: BirthWatch
  limits: HostLimits
  /** Of a case that has none of its own. */
  timeoutMs: number
  /** By which all time limits of cases are multiplied: under stress a host is slow. */
  patience: number
  /** Version of the limited API that probes are compiled for; null: the whole API. */
  limitedApi: string | null
  /** Each case is asked again and again, each time with a later allocation failing. */
  isStarving: boolean
  retries: number
  /** Starts the build of a probe, or gives the one that was started. */
  built: (bridge: ResolvedBridge, probe: Probe['name']) => Promise<Built>
  /** Writes, counts and shows; in the order in which things happen. */
  emit: (event: RunEvent) => void
  /** Absent where nobody wants any, and without a debugger. */
  backtraces?: Looking | undefined
  /** With `--record-protocol`. */
  tape?: Listener | undefined
  /** Aborted: nothing more is started, hosts are ended, and what they were at is not recorded. */
  stop: AbortSignal
}

/** What decides how a case is tried, whether by a host or from a recording. */
export type TryContext = Pick<RunContext, 'timeoutMs' | 'patience' | 'limitedApi' | 'isStarving' | 'stop'>
