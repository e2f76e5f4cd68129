/** `proofload report`: the reports of a recorded run, without running anything. */
import { dirname } from 'node:path'
import { exitStatus } from '../errors.ts'
import type { Surroundings } from '../options.ts'
import { lockFolder } from '../record/lock.ts'
import { recordPath } from '../record/read.ts'
import { reportersFor, reportOn } from './reporting.ts'
import { defaultHistory } from './track.ts'

export interface ReportFlags {
  out?: string
  reporter?: string[]
  /** A database, or true: the one beside the record of the last run. */
  history?: string | true
}

/** Answers the exit status: 0 when the reports are written, whatever they say. */
export async function report(
  name: string,
  { out: folder, reporter = [], history }: ReportFlags,
  { env }: Surroundings,
  out: NodeJS.WriteStream,
): Promise<number> {
  const path = recordPath(name)
  const into = folder ?? dirname(path)
  using _ = lockFolder(into)
  await reportOn(path, {
    folder: into,
    reporters: reportersFor(reporter, into),
    out,
    summary: env['GITHUB_STEP_SUMMARY'],
    ...(history === undefined ? {} : { history: history === true ? defaultHistory : history }),
  })
  return exitStatus.asExpected
}
