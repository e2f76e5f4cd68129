/** Why cases were skipped, by bridge and reason: what is not judged must be seen as well. */
import type { BridgeReport, ReportModel } from '../../model.ts'
import { visibleLine } from '../visible.ts'
import type { Paint } from './paint.ts'

const mostReasons = 8

export function skippedReasons(
  { bridges, cases }: ReportModel,
  { paint, columns }: { paint: Paint; columns: number },
): string[] {
  const lines = bridges.flatMap((bridge, index) => {
    const reasons = cases.flatMap(({ results }) => {
      const result = results[index]
      return result?.outcome === 'skipped' ? [kindOf(result.reason ?? 'without a reason')] : []
    })
    return linesOf(bridge, reasons).map((line) => shortened(line, columns))
  })
  return lines.length === 0 ? [] : [[paint(['bold'], 'Skipped'), '', ...lines].join('\n')]
}

function linesOf({ name }: BridgeReport, reasons: readonly string[]): string[] {
  const counts = [...Map.groupBy(reasons, (reason) => reason)].map(([reason, all]) => ({ reason, count: all.length }))
  const shown = counts.toSorted((a, b) => b.count - a.count).slice(0, mostReasons)
  const lines = shown.map(({ reason, count }) => `${name}  ${String(count).padStart(4)}  ${reason}`)
  const left = counts.length - shown.length
  return left > 0 ? [...lines, `${name}        … and ${left} more reasons; report.html has all`] : lines
}

function shortened(line: string, columns: number): string {
  const shown = visibleLine(line, 500)
  return shown.length <= columns ? shown : `${shown.slice(0, columns - 1)}…`
}

/** Details stand behind a colon or in parentheses; the rest is what cases have in common. */
function kindOf(reason: string): string {
  return reason.replace(/(?:: | \().*$/s, '')
}
