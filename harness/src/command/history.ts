/** `proofload history`: what became of a case or a bench from run to run. */
import { historyOf, historyRuns, renderHistory, renderRuns } from '#reports/src/history.ts'
import { exitStatus } from '../errors.ts'
import { defaultHistory } from './track.ts'

export interface HistoryFlags {
  db?: string
  bridge?: string[]
  json?: true
}

/** `subject`: a case, a bench, a topic or an area; undefined: the runs. Answers the exit status. */
export function history(subject: string | undefined, flags: HistoryFlags, out: NodeJS.WriteStream): number {
  const path = flags.db ?? defaultHistory
  const bridges = flags.bridge ?? null
  if (subject === undefined) {
    const runs = historyRuns(path, bridges)
    out.write(flags.json === true ? json(runs) : renderRuns(runs))
  } else {
    const report = historyOf(path, subject, bridges)
    out.write(flags.json === true ? json(report) : renderHistory(report))
  }
  return exitStatus.asExpected
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
