import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './child.ts'
import { countCases } from './results.ts'
import { type Outcome, outcomeOf } from './stage.ts'

/**
 * A bridge whose collector makes the whole suite take a quarter of an hour is judged by a part of it, which the table says.
 * All of it: `npx proofload run pypy3`.
 */
const parts: Record<string, string> = { pypy3: '1/6' }

/** Runs the suite on one bridge and counts its cases from the results that the run wrote. */
export async function runConformance(bridge: string): Promise<Outcome> {
  const out = join('.proofload', 'test', bridge)
  // Results of an earlier run must not be counted for one that died before it wrote its own.
  rmSync(out, { recursive: true, force: true })
  const part = parts[bridge]
  const selection = part === undefined ? [] : ['--shard', part]
  const ending = await runScript(['harness/src/main.ts', 'run', bridge, ...selection, '--out', out])
  const path = join(out, 'results.json')
  if (!existsSync(path)) {
    const note = `wrote no results.json (${ending.signal ?? `exit status ${ending.code}`})`
    return outcomeOf({ passed: 0, failed: 1, skipped: 0, note }, ending)
  }
  const counts = countCases(readFileSync(path, 'utf8'))
  const executed = counts.passed + counts.failed
  if (executed === 0) return outcomeOf({ ...counts, failed: 1, note: 'executed no case' }, ending)
  return outcomeOf(part === undefined ? counts : { ...counts, note: `part ${part} of the cases` }, ending)
}
