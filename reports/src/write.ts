/** Reads a record and writes the report files beside it. The one place in reports/ that touches the file system. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecord } from '#harness/src/record/read.ts'
import { type ModelOptions, type ReportModel, reportModel } from './model.ts'
import { readAssets } from './render/html/assets.ts'
import { renderHtml } from './render/html.ts'
import { renderJunit } from './render/junit.ts'
import { renderResults } from './render/results.ts'

/** Reporters that write a file. The terminal's summary is `renderSummary` of `summary.ts`. */
export const reporterNames = ['results', 'junit', 'html'] as const
export type ReporterName = (typeof reporterNames)[number]

const reporters: Record<ReporterName, { file: string; render: (model: ReportModel) => string | Promise<string> }> = {
  results: { file: 'results.json', render: renderResults },
  junit: { file: 'junit.xml', render: renderJunit },
  html: { file: 'report.html', render: async (model) => renderHtml(model, await readAssets()) },
}

/**
 * Writes the reports of the record at `eventsPath` into `outDir` and returns their paths in the order of `names`. Works on the record
 * of a run that is not finished. Throws `HarnessError` when the record cannot be read.
 */
export async function writeReports(
  eventsPath: string,
  outDir: string,
  names: readonly ReporterName[] = reporterNames,
  options: ModelOptions = {},
): Promise<{ reporter: ReporterName; path: string }[]> {
  const model = reportModel(readRecord(eventsPath).events, options)
  await mkdir(outDir, { recursive: true })
  return Promise.all(
    names.map(async (reporter) => {
      const path = join(outDir, reporters[reporter].file)
      await writeFile(path, await reporters[reporter].render(model))
      return { reporter, path }
    }),
  )
}
