import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readLines } from './child.ts'
import { countCases } from './results.ts'
import { type Outcome, outcomeOf } from './stage.ts'

interface Bounds {
  /** Cases at most. */
  most: number
  /** Fresh hosts each time. */
  hosts: number
}

/**
 * Tries the cases that are new or changed many times in random order. The bounds keep it under a minute; what they leave out is in
 * the note, and `proofload stability` tries it all.
 */
export async function runStability(bridge: string, { most, hosts }: Bounds): Promise<Outcome> {
  const out = join('.proofload', 'test', `stability-${bridge}`)
  rmSync(out, { recursive: true, force: true })
  const lines: string[] = []
  const bounds = ['--most', String(most), '--hosts', String(hosts)]
  const command = ['harness/src/main.ts', 'stability', bridge, '--changed-since', ...bounds, '--out', out]
  const ending = await readLines(command, (line) => {
    lines.push(line)
    console.log(line)
  })
  const note = noteOf(lines)
  const path = join(out, 'results.json')
  const nothing = { passed: 0, failed: 0, skipped: 0 }
  if (existsSync(path)) return outcomeOf({ ...countCases(readFileSync(path, 'utf8')), note }, ending)
  const outcome = outcomeOf(note === '' ? nothing : { ...nothing, note }, ending)
  return outcome.state === 'ok' && note.startsWith('nothing was compared') ? { ...outcome, state: 'skipped' } : outcome
}

/** What was compared and what was left out. */
export function noteOf(lines: readonly string[]): string {
  const told = lines.filter((line) => /^(! |no case is new|\d+ new case)/.test(line)).slice(0, 2)
  return told.map((line) => line.replace(/^! /, '')).join('; ')
}
