/** What runs a history has. */
import type { DatabaseSync } from 'node:sqlite'
import { type Stand, standOf } from './stand.ts'
import { type Arm, arms } from './store.ts'

export interface RunListing {
  stand: Stand
  bridge: string
  variant: string[]
  machine: string
  outcome: Arm['outcome']
  cases: number
  unexpected: number
  benches: number
}

/** One for each run and bridge, oldest first. */
export function runListings(database: DatabaseSync, bridges: readonly string[] | null): RunListing[] {
  const verdicts = database.prepare(
    'SELECT count(*) AS cases, total(unexpected) AS unexpected FROM verdict WHERE arm = ?',
  )
  const benches = database.prepare('SELECT count(*) AS benches FROM bench WHERE arm = ?')
  return arms(database)
    .filter(({ bridge }) => bridges === null || bridges.includes(bridge))
    .map((arm) => ({
      stand: standOf(arm),
      bridge: arm.bridge,
      variant: arm.variant,
      machine: arm.fingerprint,
      outcome: arm.outcome,
      cases: Number(verdicts.get(arm.id)?.['cases']),
      unexpected: Number(verdicts.get(arm.id)?.['unexpected']),
      benches: Number(benches.get(arm.id)?.['benches']),
    }))
}

/** Cases and benches of the history that a name means: itself, or all of an area or a topic. */
export function namesIn(database: DatabaseSync, wanted: string): string[] {
  const rows = database
    .prepare(`SELECT name FROM name WHERE name = ? OR substr(name, 1, ?) = ? ORDER BY name`)
    .all(wanted, wanted.length + 1, `${wanted}/`)
  return rows.map((row) => String(row['name']))
}

export function allNames(database: DatabaseSync): string[] {
  return database
    .prepare('SELECT name FROM name ORDER BY name')
    .all()
    .map((row) => String(row['name']))
}
