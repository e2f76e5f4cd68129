/** Reads a record and writes the report files beside it. The one place in reports/ that touches the file system. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecord } from '#harness/src/record/read.ts'
import { type ModelOptions, type ReportModel, reportModel } from './model.ts'
import { renderCtrf } from './render/ctrf.ts'
import { renderJobSummary } from './render/github.ts'
import { readAssets } from './render/html/assets.ts'
import { renderHtml } from './render/html.ts'
import { renderJunit } from './render/junit.ts'
import { renderResults } from './render/results.ts'
import { renderTap } from './render/tap.ts'

/** Reporters that write a file. The terminal's summary is `renderSummary` of `summary.ts`. */
export const reporterNames = ['results', 'junit', 'html', 'ctrf', 'tap', 'github'] as const
export type ReporterName = (typeof reporterNames)[number]
/** What is written when nothing is asked for. */
export const defaultReporters: readonly ReporterName[] = ['results', 'junit', 'html']

interface Reporter {
  file: string
  render: (model: ReportModel) => string | Promise<string>
  /** How a file that this reporter wrote begins, however old. */
  ours: RegExp
}

const reporters: Record<ReporterName, Reporter> = {
  results: { file: 'results.json', render: renderResults, ours: /^\{\s*"schema": \d+,\s*"suite": \{"version"/ },
  junit: { file: 'junit.xml', render: renderJunit, ours: /^<\?xml [^>]*>\s*<testsuites name="proofload / },
  html: {
    file: 'report.html',
    render: async (model) => renderHtml(model, await readAssets()),
    ours: /^<!doctype html>.*?<title>Proofload\b/is,
  },
  ctrf: { file: 'ctrf.json', render: renderCtrf, ours: /^\{\s*"reportFormat": "CTRF",.*?"generatedBy": "proofload /s },
  tap: { file: 'results.tap', render: renderTap, ours: /^TAP version 14\n# proofload / },
  github: { file: 'summary.md', render: (model) => renderJobSummary(model), ours: /^## Proofload: / },
}

/** Much more than any of our files needs to be known. */
const headBytes = 8192

/** Files in the way of reports that none of our reporters wrote. An empty one is what a killed harness leaves. */
export function foreignReports(outDir: string, names: readonly ReporterName[]): string[] {
  return names.flatMap((name) => {
    const { file, ours } = reporters[name]
    const path = join(outDir, file)
    const head = existsSync(path) ? headOf(path) : ''
    return head === '' || ours.test(head) ? [] : [path]
  })
}

function headOf(path: string): string {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(headBytes)
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, headBytes, 0))
  } finally {
    closeSync(file)
  }
}

/**
 * Writes the reports of the record at `eventsPath` into `outDir` and returns their paths in the order of `names`. Works on the record
 * of a run that is not finished. A file is there whole or not at all. Throws `HarnessError` when the record cannot be read.
 */
export async function writeReports(
  eventsPath: string,
  outDir: string,
  names: readonly ReporterName[] = defaultReporters,
  options: ModelOptions = {},
): Promise<{ reporter: ReporterName; path: string }[]> {
  const model = reportModel(readRecord(eventsPath).events, options)
  await mkdir(outDir, { recursive: true })
  return Promise.all(
    names.map(async (reporter) => {
      const path = join(outDir, reporters[reporter].file)
      const temporary = `${path}.${process.pid}`
      await writeFile(temporary, await reporters[reporter].render(model))
      await rename(temporary, path)
      return { reporter, path }
    }),
  )
}
