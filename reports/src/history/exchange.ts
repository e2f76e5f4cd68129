/** A history as JSON lines: a head with the version, a line for each run, and an end that counts them. `docs/history.md` has the format. */
import { readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { HarnessError } from '#harness/src/errors.ts'
import { isDamage } from './database.ts'
import { getRun, putRun, type Stored } from './store.ts'
import { type TrackedRun, trackedRun } from './tracked-run.ts'

/** Rises when a reader of the file would have to change. */
const exportVersion = 1

const head = z.strictObject({ proofload: z.literal('history'), format: z.int() })
const end = z.strictObject({ runs: z.int() })

/** Hands over one line after the other; answers the runs that are damaged and left out. */
export function exportLines(database: DatabaseSync, write: (line: string) => void): string[] {
  const { ids, isWhole } = runIds(database)
  const lost: string[] = isWhole ? [] : ['and others, whose names cannot be read either']
  let runs = 0
  write(`${JSON.stringify({ proofload: 'history', format: exportVersion })}\n`)
  for (const id of ids) {
    const run = readable(database, id)
    if (run === null) lost.unshift(id)
    else {
      write(`${JSON.stringify(run)}\n`)
      runs += 1
    }
  }
  write(`${JSON.stringify({ runs })}\n`)
  return lost
}

/** Identities of all runs, in the order in which they were stored; of a damaged history those that can be found. */
export function runIds(database: DatabaseSync): { ids: string[]; isWhole: boolean } {
  const ordered = idsUntilDamage(database, 'SELECT run FROM run ORDER BY id')
  if (ordered.isWhole) return ordered
  // The index of the names lies on other pages.
  const indexed = idsUntilDamage(database, 'SELECT run FROM run')
  return { ids: [...new Set([...ordered.ids, ...indexed.ids])], isWhole: indexed.isWhole }
}

function idsUntilDamage(database: DatabaseSync, sql: string): { ids: string[]; isWhole: boolean } {
  const ids: string[] = []
  try {
    for (const row of database.prepare(sql).iterate()) ids.push(String(row['run']))
    return { ids, isWhole: true }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { ids, isWhole: false }
  }
}

/** Null for one that lies on a damaged part of the file. */
function readable(database: DatabaseSync, id: string): TrackedRun | null {
  try {
    return getRun(database, id)
  } catch (error) {
    if (isDamage(error) || error instanceof z.ZodError || error instanceof SyntaxError) return null
    throw error
  }
}

/** Stores the runs of an export. Throws `HarnessError`; the caller's transaction is then undone. */
export function importLines(database: DatabaseSync, path: string): Record<Stored, number> {
  const counts: Record<Stored, number> = { stored: 0, updated: 0, known: 0 }
  for (const run of runsOf(path)) counts[putRun(database, run)] += 1
  return counts
}

/** Throws `HarnessError` for what {@link importLines} would refuse. */
export function checkExport(path: string): void {
  for (const _ of runsOf(path));
}

function* runsOf(path: string): Generator<TrackedRun> {
  let runs = 0
  let isEnded = false
  let number = 0
  for (const line of linesOf(path)) {
    number += 1
    const where = `${path}:${number}`
    if (number === 1) refuseForeign(path, line)
    else if (isEnded) throw damaged(where, 'there is more behind the end')
    else if (end.safeParse(parseJson(line)).data?.runs === runs) isEnded = true
    else {
      yield parseRun(line, where)
      runs += 1
    }
  }
  if (isEnded) return
  throw damaged(path, `it is cut short: ${runs} whole ${runs === 1 ? 'run' : 'runs'} and no end`, {
    hint: `nothing was imported; with {"runs":${runs}} as its last line what it has can be`,
  })
}

function* linesOf(path: string): Generator<string> {
  const content = read(path)
  // Line by line: the whole may be longer than a string can be.
  for (let from = 0; from < content.length; ) {
    const found = content.indexOf(10, from)
    const to = found === -1 ? content.length : found
    yield content.toString('utf8', from, to)
    from = to + 1
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, cause: unknown): HarnessError {
  const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  return new HarnessError(
    'export-missing',
    `export ${path} ${isMissing ? 'is not there' : `cannot be read: ${String(cause)}`}`,
    { hint: '`proofload track --export FILE` makes one', cause },
  )
}

function refuseForeign(path: string, line: string): void {
  const parsed = head.safeParse(parseJson(line))
  if (!parsed.success) {
    throw new HarnessError('export-foreign', `${path} is no export of a history: its first line does not say so`, {
      hint: '`proofload track --export FILE` makes one; nothing was imported',
    })
  }
  if (parsed.data.format > exportVersion) {
    throw new HarnessError(
      'export-newer',
      `export ${path} has format ${parsed.data.format}; this Proofload reads up to ${exportVersion}`,
      { hint: 'use a newer Proofload; nothing was imported' },
    )
  }
}

function parseRun(line: string, where: string): TrackedRun {
  const parsed = trackedRun.safeParse(parseJson(line))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw damaged(where, `${issue?.path.join('.') || 'line'}: ${issue?.message}`)
}

function damaged(where: string, detail: string, { hint = mendable } = {}): HarnessError {
  return new HarnessError('export-damaged', `export ${where} is damaged: ${detail}`, { hint })
}

const mendable =
  'nothing was imported; without the damaged lines, and with the number of the runs that are left in its last line, the file can be'

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses undefined, and says where.
    return undefined
  }
}
