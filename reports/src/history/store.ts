/** Runs into the database and out of it. Every function works within a transaction of `HistoryFile`. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { z } from 'zod'
import { fingerprintOf } from '#harness/src/record/machine.ts'
import { verdict } from '#harness/src/record/verdict.ts'
import {
  lengthened,
  shortened,
  type TrackedBench,
  type TrackedBridge,
  type TrackedRun,
  trackedRun,
  type VerdictOfCase,
} from './tracked-run.ts'

/** `updated`: an earlier state of the run was stored, with fewer events. */
export type Stored = 'stored' | 'updated' | 'known'

/** A bridge in a run, without what it measured. */
export interface Arm {
  id: number
  run: string
  at: string
  bridge: string
  version: string | null
  commit: TrackedBridge['commit']
  suite: TrackedRun['suite']
  variant: string[]
  fingerprint: string
  outcome: TrackedRun['outcome']
}

export function putRun(database: DatabaseSync, run: TrackedRun): Stored {
  const before = database.prepare('SELECT id, events FROM run WHERE run = ?').get(run.run)
  if (before !== undefined && Number(before['events']) >= run.events) return 'known'
  if (before !== undefined) database.prepare('DELETE FROM run WHERE id = ?').run(before['id'] ?? null)
  const { suite, machine } = run
  const { lastInsertRowid: id } = database
    .prepare(
      `INSERT INTO run (run, at, proofload, suite_version, suite_digest, suite_cases, variant, machine, fingerprint, outcome, events)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[run.run, run.at, run.proofload, suite.version, suite.digest, suite.cases, JSON.stringify(run.variant)],
      ...[JSON.stringify(machine), fingerprintOf(machine), run.outcome, run.events],
    )
  for (const bridge of run.bridges) putBridge(database, id, bridge)
  return before === undefined ? 'stored' : 'updated'
}

function putBridge(database: DatabaseSync, run: number | bigint, bridge: TrackedBridge): void {
  const { commit } = bridge
  const { lastInsertRowid: arm } = database
    .prepare('INSERT INTO arm (run, bridge, version, commit_id, commit_at, dirty) VALUES (?, ?, ?, ?, ?, ?)')
    .run(
      ...[run, bridge.bridge, bridge.version],
      ...(commit === null ? [null, null, null] : [commit.id, commit.at, Number(commit.dirty)]),
    )
  const name = nameIds(database)
  const verdicts = database.prepare(
    'INSERT INTO verdict (arm, name, verdict, expected, unexpected) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [id, short] of Object.entries(bridge.verdicts)) {
    const { verdict: seen, expected, unexpected } = lengthened(short)
    verdicts.run(arm, name(id), seen, expected, Number(unexpected))
  }
  const benches = database.prepare(
    `INSERT INTO bench (arm, name, title, iterations, samples, round, control_samples, control_round, error)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const { bench, title, iterations, samples, round, control, error } of bridge.benches) {
    const lists = [samples, round, control?.samples, control?.round].map((list) => (list ? JSON.stringify(list) : null))
    benches.run(arm, name(bench), title, iterations, ...lists, error)
  }
}

/** The number of a case's or a bench's name, which it is given when it first turns up. */
function nameIds(database: DatabaseSync): (name: string) => number | bigint {
  const find = database.prepare('SELECT id FROM name WHERE name = ?')
  const make = database.prepare('INSERT INTO name (name) VALUES (?)')
  return (name) => {
    const id = find.get(name)?.['id']
    return typeof id === 'number' ? id : make.run(name).lastInsertRowid
  }
}

/** All bridges of all runs, or of one run; oldest first: by the date of the commit where there is one, else of the run. */
export function arms(database: DatabaseSync, run: string | null = null): Arm[] {
  const rows = database
    .prepare(
      `SELECT arm.id, run.run, at, bridge, version, commit_id, commit_at, dirty, suite_version, suite_digest, suite_cases,
              variant, fingerprint, outcome
       FROM arm JOIN run ON run.id = arm.run ${run === null ? '' : 'WHERE run.run = ?'}`,
    )
    .all(...(run === null ? [] : [run]))
  return rows.map(armOf).sort(byDate)
}

/** Runs of one commit stand in the order in which they were run. */
function byDate(a: Arm, b: Arm): number {
  const [one, other] = [a, b].map(({ commit, at }) => Date.parse(commit?.at ?? at))
  const [first = 0, second = 0] = [one, other]
  return first - second || Date.parse(a.at) - Date.parse(b.at) || (a.run < b.run ? -1 : 1)
}

const armRow = z.object({
  id: z.int(),
  run: z.string(),
  at: z.string(),
  bridge: z.string(),
  version: z.string().nullable(),
  commit_id: z.string().nullable(),
  commit_at: z.string().nullable(),
  dirty: z.int().nullable(),
  suite_version: z.string(),
  suite_digest: z.string(),
  suite_cases: z.int(),
  variant: z.string(),
  fingerprint: z.string(),
  outcome: trackedRun.shape.outcome,
})

function armOf(row: Record<string, SQLOutputValue>): Arm {
  const { commit_id: id, commit_at: committed, dirty, suite_version: version, ...rest } = armRow.parse(row)
  const { suite_digest: digest, suite_cases: cases, variant, ...own } = rest
  return {
    ...own,
    commit: id === null ? null : { id, at: committed, dirty: dirty === 1 },
    suite: { version, digest, cases },
    variant: z.array(z.string()).parse(JSON.parse(variant)),
  }
}

const verdictRow = z.object({ name: z.string(), verdict, expected: verdict, unexpected: z.int() })

/** Of all cases, or only of the named ones. */
export function verdictsOf(
  database: DatabaseSync,
  arm: number,
  only: readonly string[] | null,
): [string, VerdictOfCase][] {
  const sql =
    'SELECT name.name, verdict, expected, unexpected FROM verdict JOIN name ON name.id = verdict.name WHERE arm = ?'
  const rows =
    only === null
      ? database.prepare(sql).all(arm)
      : database.prepare(`${sql} AND name.name IN (SELECT value FROM json_each(?))`).all(arm, JSON.stringify(only))
  return rows.map((row) => {
    const { name, unexpected, ...rest } = verdictRow.parse(row)
    return [name, { ...rest, unexpected: unexpected === 1 }]
  })
}

/** Cases whose verdict is not the same in all of these runs; those that skipped it say nothing. */
export function changedNames(database: DatabaseSync, arms: readonly number[]): string[] {
  const rows = database
    .prepare(
      `SELECT name.name FROM name JOIN (
         SELECT name FROM verdict WHERE arm IN (SELECT value FROM json_each(?)) AND verdict <> 'skipped'
         GROUP BY name HAVING min(verdict) <> max(verdict) OR min(unexpected) <> max(unexpected)
       ) AS changed ON changed.name = name.id`,
    )
    .all(JSON.stringify(arms))
  return rows.map((row) => String(row['name']))
}

const numbers = z.string().transform((text) => z.array(z.number()).parse(JSON.parse(text)))
const benchRow = z.object({
  name: z.string(),
  title: z.string(),
  iterations: z.int(),
  samples: numbers,
  round: numbers,
  control_samples: numbers.nullable(),
  control_round: numbers.nullable(),
  error: z.string().nullable(),
})

export function benchesOf(database: DatabaseSync, arm: number): TrackedBench[] {
  const rows = database
    .prepare(
      `SELECT name.name, title, iterations, samples, round, control_samples, control_round, error
       FROM bench JOIN name ON name.id = bench.name WHERE arm = ? ORDER BY bench.rowid`,
    )
    .all(arm)
  return rows.map((row) => {
    const { name, control_samples: samples, control_round: round, ...rest } = benchRow.parse(row)
    return { bench: name, ...rest, control: samples === null || round === null ? null : { samples, round } }
  })
}

/** A run as it was tracked. */
export function getRun(database: DatabaseSync, run: string): TrackedRun {
  const row = database.prepare('SELECT * FROM run WHERE run = ?').get(run)
  if (row === undefined) throw new Error(`run ${run} is not in the history`)
  const bridges = arms(database, run)
  return trackedRun.parse({
    run,
    at: row['at'],
    proofload: row['proofload'],
    suite: { version: row['suite_version'], digest: row['suite_digest'], cases: row['suite_cases'] },
    variant: JSON.parse(String(row['variant'])),
    machine: JSON.parse(String(row['machine'])),
    outcome: row['outcome'],
    events: row['events'],
    bridges: bridges
      .map(({ id, bridge, version, commit }) => ({
        bridge,
        version,
        commit,
        verdicts: Object.fromEntries(verdictsOf(database, id, null).map(([name, one]) => [name, shortened(one)])),
        benches: benchesOf(database, id),
      }))
      .sort((a, b) => (a.bridge < b.bridge ? -1 : 1)),
  })
}
