/** The committed record, and comparison with committed outputs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ExecutionContext } from 'ava'
import type { RunEvent } from '#harness/src/record/events.ts'
import { readRecord } from '#harness/src/record/read.ts'

/** Made by hand: four bridges, every verdict, every kind of text that a renderer could stumble over, a resumed and interrupted run. */
export const recordPath = fileURLToPath(new URL('fixtures/record.jsonl', import.meta.url))

export function fixtureEvents(): RunEvent[] {
  return readRecord(recordPath).events
}

/** Fails unless `text` is what `snapshots/<name>.snap` holds. To renew one: delete it, run the test twice, read the diff. */
export function matchesSnapshot(t: ExecutionContext, name: string, text: string): void {
  const path = new URL(`snapshots/${name}.snap`, import.meta.url)
  if (existsSync(path)) return void t.is(text, readFileSync(path, 'utf8'))
  writeFileSync(path, text)
  t.fail(`${name}.snap was not there and has been written`)
}
