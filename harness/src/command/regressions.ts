/** `proofload regressions`: what got worse and still is. */
import { historyRegressions, renderRegressions } from '#reports/src/history.ts'
import { exitStatus } from '../errors.ts'
import { json } from './history.ts'
import { defaultHistory } from './track.ts'

export interface RegressionsFlags {
  db?: string
  bridge?: string[]
  since?: string
  /** In per cent. */
  floor?: number
  json?: true
}

/** Answers the exit status: 1 when there is one. */
export function regressions(flags: RegressionsFlags, out: NodeJS.WriteStream): number {
  const floor = flags.floor === undefined ? {} : { floor: flags.floor / 100 }
  const found = historyRegressions(flags.db ?? defaultHistory, {
    bridges: flags.bridge ?? null,
    since: flags.since ?? null,
    ...floor,
  })
  out.write(flags.json === true ? json(found) : renderRegressions(found))
  const count = found.broken.length + found.flaky.length + found.slower.length
  return count === 0 ? exitStatus.asExpected : exitStatus.unexpected
}
