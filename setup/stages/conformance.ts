import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './child.ts'
import { countCases } from './results.ts'
import { type Outcome, outcomeOf } from './stage.ts'

/** Runs the suite on one bridge and counts its cases from the results that the run wrote. */
export async function runConformance(bridge: string): Promise<Outcome> {
  const out = join('.proofload', 'test', bridge)
  // Results of an earlier run must not be counted for one that died before it wrote its own.
  rmSync(out, { recursive: true, force: true })
  const ending = await runScript(['harness/src/main.ts', 'run', bridge, '--out', out])
  const path = join(out, 'results.json')
  if (!existsSync(path)) {
    const note = `wrote no results.json (${ending.signal ?? `exit status ${ending.code}`})`
    return outcomeOf({ passed: 0, failed: 1, skipped: 0, note }, ending)
  }
  const counts = countCases(readFileSync(path, 'utf8'))
  const executed = counts.passed + counts.failed
  return outcomeOf(executed === 0 ? { ...counts, failed: 1, note: 'executed no case' } : counts, ending)
}
