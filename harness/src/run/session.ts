/** What the jobs of a run share is made here and cleared away here. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BirthWatch, killAll, markedProcesses } from '../bridge/processes.ts'
import type { RunContext } from './context.ts'

/**
 * Does `work` with what the jobs of a run share; ends when it does. No process of the run is left behind then, however it ended.
 */
export async function inSession<T>(
  options: Omit<RunContext, 'scratch' | 'births'>,
  work: (context: RunContext) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'proofload-run-'))
  using births = new BirthWatch()
  try {
    return await work({ ...options, scratch, births })
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
