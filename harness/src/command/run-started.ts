/** The first event of a record: what is run, of which suite, on which machine. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { arch, cpus, platform, release } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { digestFolders } from '../record/digest.ts'
import { type RunStarted, recordVersion } from '../record/events.ts'
import type { Case, Suite } from '../suite/case.ts'
import { suiteFolders } from './suites.ts'

/** `options.suites` are the user's own folders; `cases` those that were selected. */
export function runStarted(
  options: RunStarted['options'] & { suites: string[] },
  suite: Suite,
  cases: readonly Case[],
): RunStarted {
  return {
    event: 'RunStarted',
    record: recordVersion,
    run: randomBytes(8).toString('hex'),
    at: new Date().toISOString(),
    proofload: ownVersion(),
    suite: { version: suite.version, digest: digestFolders(suiteFolders(options.suites)), cases: suite.cases.length },
    cases: cases.map(({ id, area, topic, title, level, behaviour, docs, api, place }) => ({
      id,
      area,
      topic,
      title,
      level,
      behaviour,
      docs,
      api,
      place,
    })),
    options,
    machine: { os: `${platform()} ${release()}`, arch: arch(), cpus: cpus().length, node: process.versions.node },
  }
}

/** Version of this Proofload. */
export function ownVersion(): string {
  const path = join(import.meta.dirname, '../../../package.json')
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version
}
