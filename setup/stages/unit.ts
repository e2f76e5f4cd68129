import { readLines } from './child.ts'
import { type Outcome, outcomeOf } from './stage.ts'
import { TapReader } from './tap.ts'

/** Runs the unit tests. TAP is read because it can be counted; only failing tests are shown. */
export async function runUnitTests(): Promise<Outcome> {
  const reader = new TapReader()
  const ending = await readLines(['node_modules/ava/entrypoints/cli.js', '--tap'], (line) => {
    if (reader.read(line)) console.log(line)
  })
  const { passed, failed, skipped } = reader
  if (passed + failed === 0) return outcomeOf({ passed, failed: 1, skipped, note: 'no test ran' }, ending)
  return outcomeOf({ passed, failed, skipped }, ending)
}
