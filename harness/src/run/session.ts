/** One run from its plan to its last event: what the jobs share is made here and cleared away here. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostLimits } from '../bridge/host.ts'
import { BirthWatch, killAll, markedProcesses } from '../bridge/processes.ts'
import type { BridgePlan } from '../plan/plan.ts'
import type { RunEvent } from '../record/events.ts'
import type { RunContext } from './context.ts'
import { dispatch } from './dispatch.ts'

export interface SessionOptions {
  run: string
  plans: readonly BridgePlan[]
  jobs: number
  timeoutMs: number
  retries: number
  limits: HostLimits
  env: NodeJS.ProcessEnv
  built: RunContext['built']
  /** Bridges whose `BridgeStarted` a resumed record holds already. */
  announced: ReadonlySet<string>
  emit: (event: RunEvent) => void
  stop: AbortSignal
}

/** Ends when all is measured or `stop` is aborted. No process of the run is left behind. */
export async function runSession({ plans, jobs, announced, ...options }: SessionOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'proofload-run-'))
  using births = new BirthWatch()
  try {
    await dispatch(plans, { jobs, announced }, { ...options, scratch, births })
  } finally {
    endSurvivors(options.run)
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Ends whatever still carries the mark of a run, such as the hosts of a harness that was killed; answers how many there were. */
export function endSurvivors(run: string): number {
  const survivors = markedProcesses(`PROOFLOAD_RUN=${run}`)
  killAll(survivors)
  return survivors.length
}
