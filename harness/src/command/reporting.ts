/** What the commands that end with reports share: which are written and where, and what the exit status says. */
import { appendFileSync, existsSync, statSync } from 'node:fs'
import { githubAnnotations, githubSummary } from '#reports/src/github.ts'
import { type HistoryQuestion, historyReport } from '#reports/src/history.ts'
import { renderSummary, summaryOptions } from '#reports/src/summary.ts'
import { defaultReporters, foreignReports, type ReporterName, reporterNames, writeReports } from '#reports/src/write.ts'
import { exitStatus, HarnessError } from '../errors.ts'
import type { RunEvent } from '../record/events.ts'
import { readRecord } from '../record/read.ts'

/** The reporters that flags name. Refuses unknown ones, and a folder that holds a file of somebody else's where a report would go. */
export function reportersFor(names: readonly string[], folder: string): ReporterName[] {
  const unknown = names.find((name) => !reporterNames.some((known) => known === name))
  if (unknown !== undefined) {
    throw new HarnessError('reporter-unknown', `unknown reporter "${unknown}"`, {
      hint: `there are ${reporterNames.join(', ')}; without the option ${defaultReporters.join(', ')} are written`,
    })
  }
  // results.json is what scripts rely on: it is always there.
  const wanted = names.length === 0 ? defaultReporters : ['results', ...names]
  const reporters = reporterNames.filter((name) => wanted.includes(name))
  const [foreign] = foreignReports(folder, reporters)
  if (foreign === undefined) return reporters
  throw new HarnessError('report-foreign', `${foreign} was not written by Proofload, and would be overwritten`, {
    hint: 'choose another folder with --out',
  })
}

interface Reporting {
  /** Of the reports. */
  folder: string
  reporters: readonly ReporterName[]
  out: NodeJS.WriteStream
  /** File of the step's summary on GitHub, which it calls GITHUB_STEP_SUMMARY; absent elsewhere. */
  summary: string | undefined
  /** Database of the history that report.html shows; absent: none. */
  history?: string
}

/** Writes the reports of a record and tells of them. Answers the exit status that its verdicts mean. */
export async function reportOn(path: string, { folder, reporters, out, summary, history }: Reporting): Promise<number> {
  const { events } = readRecord(path)
  const options = history === undefined ? {} : { history: historyReport(history, questionOf(events)) }
  const reports = await writeReports(path, folder, reporters, options)
  out.write(renderSummary(events, summaryOptions(out)))
  for (const report of reports) out.write(`${report.path}\n`)
  if (reporters.includes('github')) tellGithub(events, { out, summary })
  return events.some(isUnexpected) ? exitStatus.unexpected : exitStatus.asExpected
}

/** What became of this run's bridges. */
function questionOf(events: readonly RunEvent[]): HistoryQuestion {
  const bridges = events.flatMap((event) => (event.event === 'BridgeStarted' ? [event.bridge] : []))
  return { bridges: [...new Set(bridges)], cases: 'changed', benches: null }
}

function tellGithub(events: readonly RunEvent[], { out, summary }: Pick<Reporting, 'out' | 'summary'>): void {
  out.write(githubAnnotations(events))
  if (summary === undefined || summary === '') return
  appendFileSync(summary, githubSummary(events, existsSync(summary) ? statSync(summary).size : 0))
}

/** What makes a run end with status 1. */
export function isUnexpected(event: RunEvent): boolean {
  if (event.event === 'CaseFinished') return event.unexpected
  if (event.event === 'HostFinished') return !event.clean
  return event.event === 'BridgeFailed' || event.event === 'KnownFailureUnused'
}
