/** The first event of a record: what is run, of which suite, on which machine. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { digestFolders } from '../record/digest.ts'
import { type Commit, type RunStarted, recordVersion } from '../record/events.ts'
import { thisMachine } from '../record/machine.ts'
import { stepsText } from '../run/steps-text.ts'
import type { Case, Suite } from '../suite/case.ts'
import { suiteFolders } from './suites.ts'

/** `options.suites` are the user's own folders; `cases` those that were selected, `commits` those of the bridges. */
export function runStarted(
  options: RunStarted['options'] & { suites: string[] },
  suite: Suite,
  { cases, commits }: { cases: readonly Case[]; commits: Record<string, Commit> },
): RunStarted {
  return {
    event: 'RunStarted',
    record: recordVersion,
    run: randomBytes(8).toString('hex'),
    at: new Date().toISOString(),
    proofload: ownVersion(),
    suite: { version: suite.version, digest: digestFolders(suiteFolders(options.suites)), cases: suite.cases.length },
    cases: cases.map(plannedCase),
    options,
    machine: thisMachine(),
    commits,
  }
}

function plannedCase(one: Case): RunStarted['cases'][number] {
  const { id, area, topic, title, level, behaviour, docs, api, place, probe } = one
  return { id, area, topic, title, level, behaviour, docs, api, place, probe, steps: stepsText(one) }
}

/** Version of this Proofload. */
export function ownVersion(): string {
  const path = join(import.meta.dirname, '../../../package.json')
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version
}
