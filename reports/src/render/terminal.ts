/** The summary that ends a run: totals per area and bridge, throughput, then everything that was not as expected. */
import type { BridgeReport, ReportModel } from '../model.ts'
import { benchTables } from './terminal/benches.ts'
import { gateParts, gateVerdict } from './terminal/gate.ts'
import { metricParts, warmupParts } from './terminal/measures.ts'
import { type Paint, painter } from './terminal/paint.ts'
import { skippedReasons } from './terminal/skipped.ts'
import { totalsTables } from './terminal/totals.ts'
import { unexpectedCases } from './terminal/unexpected.ts'
import { visibleLine } from './visible.ts'

export interface TerminalOptions {
  color: boolean
  columns: number
}

/** The summary as text, ending in a line break. */
export function renderTerminal(model: ReportModel, options: TerminalOptions): string {
  const paint = painter(options.color)
  const screen = { paint, columns: options.columns }
  const parts = [
    ...(model.cases.length === 0 ? [] : totalsTables(model, screen)),
    ...(model.benches === null || model.gate !== null ? [] : benchTables(model.benches, screen)),
    ...warmupParts(model.warmups, screen),
    ...metricParts(model.metrics, screen),
    ...(model.gate === null ? [] : gateParts(model.gate, screen)),
    ...skippedReasons(model, screen),
    ...unexpectedCases(model, screen),
    ...model.bridges.flatMap((bridge) => notes(bridge, paint)),
    // A gate that had nothing to measure says so itself.
    ...(model.gate !== null && model.benches === null ? [] : [verdictLine(model, paint)]),
    ...(model.gate === null ? [] : [gateVerdict(model.gate, paint)]),
  ]
  return `${parts.join('\n\n')}\n`
}

function notes(bridge: BridgeReport, paint: Paint): string[] {
  const lines = [
    ...(bridge.failure === null ? [] : [`could not be run: ${visibleLine(bridge.failure, 500)}`]),
    ...bridge.builds.failed.map(({ probe, error }) => `probe ${probe} does not compile:\n${indented(error)}`),
    ...bridge.findings.map(({ kind, subject, detail }) =>
      kind === 'host'
        ? `a host ended badly although no case is to blame: ${visibleLine(detail, 500)}`
        : `the known failure ${visibleLine(subject, 200)} names no case of the suite: ${visibleLine(detail, 500)}`,
    ),
  ]
  return lines.map((line) => `${paint(['red'], '✗')} ${paint(['bold'], bridge.name)}  ${line}`)
}

/** A compiler's message keeps its lines. */
function indented(message: string): string {
  const lines = message.trimEnd().split('\n')
  const shown = lines.slice(0, 12).map((line) => `    ${visibleLine(line, 300)}`)
  return [...shown, ...(lines.length > 12 ? [`    … (${lines.length - 12} more lines)`] : [])].join('\n')
}

function verdictLine({ run, bridges, benches, cases }: ReportModel, paint: Paint): string {
  const sum = (count: (bridge: BridgeReport) => number) => bridges.reduce((total, bridge) => total + count(bridge), 0)
  const verdicts = sum(({ totals }) => totals.cases - totals.byOutcome['not-run'])
  const unexpected = sum(({ totals }) => totals.unexpected)
  const beside = sum(({ findings, failure }) => findings.length + (failure === null ? 0 : 1))
  const stale = sum(({ totals }) => totals.stale)
  const known = sum(({ totals }) => totals.known)
  const varied = run.variant.length === 0 ? '' : ` with ${run.variant.join(' ')}`
  const took = run.durationMs === null ? '' : ` in ${duration(run.durationMs)}`
  const measured = benches === null ? 0 : benches.areas.reduce((total, area) => total + area.rows.length, 0)
  const what = [
    ...(verdicts > 0 || measured === 0 ? [`${counted(verdicts, 'verdict')}`] : []),
    ...(measured > 0 ? [`${counted(measured, 'bench', 'benches')}`] : []),
  ].join(', ')
  const details = detailsOf({ stale, beside, known })
  const more = details.length === 0 ? '' : ` (${details.join(', ')})`
  const bad = unexpected + beside
  const judged = sum(({ totals }) => totals.judged)
  if (bad === 0 && verdicts > 0 && judged === 0 && run.outcome === 'complete') {
    return `${paint(['yellow', 'bold'], '! nothing was judged')}: every case was skipped${varied}${took}`
  }
  const good = verdicts === 0 && measured > 0 ? 'measured' : 'everything as expected'
  const badly = paint(['red', 'bold'], `✗ ${bad} unexpected`)
  const line = (well: string): string => `${bad === 0 ? well : badly}: ${what}${varied}${took}${more}`
  if (run.outcome === 'complete') return line(paint(['green', 'bold'], `✓ ${good}`))
  const stopped = benches === null || cases.length > 0 ? unfinished(run.outcome) : '! The measurement was interrupted.'
  // What is not whole must not look as if it were.
  return `${line(`${good} so far`)}\n${paint(['yellow', 'bold'], stopped)}`
}

function detailsOf({ stale, beside, known }: Record<'stale' | 'beside' | 'known', number>): string[] {
  return [
    ...(stale > 0 ? [counted(stale, 'stale known failure')] : []),
    ...(beside > 0 ? [`${beside} beside the cases`] : []),
    ...(known > 0 ? [`${counted(known, 'known failure')} as expected`] : []),
  ]
}

function unfinished(outcome: 'interrupted' | 'bailed' | 'unfinished'): string {
  if (outcome === 'bailed') return '! The run stopped at the first unexpected case; what follows it was not run.'
  const how = outcome === 'interrupted' ? 'The run was interrupted' : 'The record ends without the end of the run'
  return `! ${how}; --resume continues it.`
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}

function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 90) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
