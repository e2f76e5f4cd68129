/** Records side by side: what `proofload compare` shows. Knows no file: records come in, texts go out. */
import type { RunEvent } from '#harness/src/record/events.ts'
import type { ComparedRecord } from './compare/columns.ts'
import { type CompareOptions, type Comparison, compareRecords } from './compare/comparison.ts'
import { areSuccessive, type ChangeKind, changeKinds, diffRecords } from './compare/diff.ts'
import { groupings } from './compare/matrix.ts'
import { type ModelOptions, reportModel } from './model.ts'
import { renderDiffJson } from './render/compare/diff-json.ts'
import { renderDiffMarkdown } from './render/compare/diff-markdown.ts'
import { renderDiffTable } from './render/compare/diff-table.ts'
import { verdictText } from './render/compare/diff-text.ts'
import { renderCompareJson } from './render/compare/json.ts'
import { renderCompareMarkdown } from './render/compare/markdown.ts'
import { renderCompareTable } from './render/compare/table.ts'
import { readAssets } from './render/html/assets.ts'
import { renderHtml } from './render/html.ts'
import type { SummaryOptions } from './summary.ts'

export const compareFormats = ['table', 'markdown', 'json', 'html'] as const
export type CompareFormat = (typeof compareFormats)[number]

export const compareGroupings = groupings
export const diffKinds = changeKinds
export const isDiffable = areSuccessive

/** The comparison as text, ending in a line break. Throws `CompareError` for a query or base that the records do not have. */
export async function renderComparison(
  records: readonly ComparedRecord[],
  options: CompareOptions,
  { format, screen }: { format: CompareFormat; screen: SummaryOptions },
): Promise<string> {
  const comparison = compareRecords(records, options)
  switch (format) {
    case 'table':
      return renderCompareTable(comparison, screen)
    case 'markdown':
      return renderCompareMarkdown(comparison)
    case 'json':
      return renderCompareJson(comparison)
    case 'html':
      return await comparisonPage(comparison)
  }
}

export interface DiffOptions {
  where: string | null
  /** Kinds of change that make `ok` false. */
  failOn: readonly ChangeKind[]
}

/** What changed from the first to the second. Throws `CompareError` for a query that they cannot answer, or when no bridge is in both. */
export async function renderDiff(
  records: readonly [ComparedRecord, ComparedRecord],
  options: DiffOptions,
  { format, screen }: { format: CompareFormat; screen: SummaryOptions },
): Promise<{ text: string; ok: boolean }> {
  const diff = diffRecords(records, options)
  const { ok } = verdictText(diff)
  switch (format) {
    case 'table':
      return { ok, text: renderDiffTable(diff, screen) }
    case 'markdown':
      return { ok, text: renderDiffMarkdown(diff) }
    case 'json':
      return { ok, text: renderDiffJson(diff) }
    case 'html':
      return { ok, text: await page(diff.events, { comparison: diff }) }
  }
}

function comparisonPage({ events, matrix, ...comparison }: Comparison): Promise<string> {
  const base = matrix.columns[matrix.base]?.name
  return page(events, { comparison, ...(base === undefined ? {} : { base }) })
}

async function page(events: readonly RunEvent[], options: ModelOptions): Promise<string> {
  return renderHtml(reportModel(events, options), await readAssets())
}
