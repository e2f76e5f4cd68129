/** Records side by side: what `proofload compare` shows. Knows no file: records come in, texts go out. */
import type { ComparedRecord } from './compare/columns.ts'
import { type CompareOptions, type Comparison, compareRecords } from './compare/comparison.ts'
import { groupings } from './compare/matrix.ts'
import { reportModel } from './model.ts'
import { renderCompareJson } from './render/compare/json.ts'
import { renderCompareMarkdown } from './render/compare/markdown.ts'
import { renderCompareTable } from './render/compare/table.ts'
import { readAssets } from './render/html/assets.ts'
import { renderHtml } from './render/html.ts'
import type { SummaryOptions } from './summary.ts'

export const compareFormats = ['table', 'markdown', 'json', 'html'] as const
export type CompareFormat = (typeof compareFormats)[number]

export const compareGroupings = groupings

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

async function comparisonPage({ events, matrix }: Comparison): Promise<string> {
  const base = matrix.columns[matrix.base]?.name
  return renderHtml(reportModel(events, base === undefined ? {} : { base }), await readAssets())
}
