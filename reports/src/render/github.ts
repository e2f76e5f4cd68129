/**
 * For GitHub Actions: annotations (workflow commands on the standard output) and a job summary (Markdown).
 * https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions
 */
import { details, headline, oneLine, placeOf, runFindings } from '../findings.ts'
import type { BridgeReport, CaseReport, ReportModel, Result, Totals } from '../model.ts'
import { visibleLine, visibleText } from './visible.ts'

/** GitHub shows no more errors of one step. */
const mostAnnotations = 10
/** Of a step; a longer summary is not shown at all. */
export const summaryLimitBytes = 2 ** 20
const longestLine = 300
const longestDetails = 4000

interface Unexpected {
  item: CaseReport
  result: Result
  bridges: string[]
}

/** Workflow commands, one a line: an error at the suite's place for each unexpected case. Empty when all is as expected. */
export function renderAnnotations(model: ReportModel): string {
  const cases = unexpectedCases(model)
  const beside = model.bridges.flatMap((bridge) =>
    runFindings(bridge).map(({ detail }) => command({ title: `${bridge.name}: no case is to blame` }, detail)),
  )
  const all = [...beside, ...cases.map(annotation)]
  const shown = all.length > mostAnnotations ? all.slice(0, mostAnnotations - 1) : all
  const more = all.length - shown.length
  const rest =
    more === 0 ? [] : [command({ title: `${more} more` }, `${more} more are unexpected; the job's summary has them`)]
  return [...shown, ...rest].map((line) => `${line}\n`).join('')
}

function annotation({ item, result, bridges }: Unexpected): string {
  const { file, line, column } = placeOf(item)
  const title = `${item.id}: ${headline(result)} on ${bridges.join(', ')}`
  return command({ file, line, col: column, title }, `${item.title}\n${oneLine(result) ?? headline(result)}`)
}

function command(properties: Record<string, string | number>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::error ${list.join(',')}::${data(visibleText(message, longestDetails))}`
}

/** As GitHub's own toolkit escapes them. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(visibleLine(text, longestLine)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** The job's summary, of at most `limitBytes`; what is left out is counted. */
export function renderJobSummary(model: ReportModel, limitBytes = summaryLimitBytes): string {
  const head = [
    `## ${headingOf(model)}`,
    ...(model.cases.length === 0 ? [] : [totalsTable(model)]),
    ...besideCases(model),
  ].join('\n\n')
  const parts = unexpectedCases(model).map(caseSection)
  const room = limitBytes - Buffer.byteLength(head) - 200
  let used = 0
  const fitting = parts.findIndex((part) => {
    used += Buffer.byteLength(part) + 2
    return used > room
  })
  const shown = fitting < 0 ? parts : parts.slice(0, fitting)
  const more = parts.length - shown.length
  const rest = more === 0 ? [] : [`… and ${more} more; report.html has them all`]
  const text = `${[head, ...shown, ...rest].join('\n\n')}\n`
  return Buffer.byteLength(text) <= limitBytes ? text : ''
}

function headingOf({ run, bridges }: ReportModel): string {
  const bad = bridges.reduce((sum, bridge) => sum + bridge.totals.unexpected + runFindings(bridge).length, 0)
  const verdicts = bridges.reduce((sum, { totals }) => sum + totals.cases - totals.byOutcome['not-run'], 0)
  const variant = run.variant.length === 0 ? '' : ` with <code>${html(run.variant.join(' '))}</code>`
  const unfinished = run.outcome === 'complete' ? '' : `, ${run.outcome}`
  return `Proofload: ${bad === 0 ? 'everything as expected' : `${bad} unexpected`}, ${verdicts} verdicts${variant}${unfinished}`
}

function totalsTable({ bridges, areas }: ReportModel): string {
  const head = ['', ...bridges.map(({ name, version }) => `${cell(name)}<br>${cell(version ?? 'did not start')}`)]
  const rows = areas.map(({ name, totals }) => [cell(name), ...totals.map(areaCell)])
  const counts: [string, (bridge: BridgeReport) => number][] = [
    ['unexpected', ({ totals }) => totals.unexpected],
    ['known failures', ({ totals }) => totals.known],
    ['flaky', ({ totals }) => totals.byOutcome.flaky],
    ['not run', ({ totals }) => totals.byOutcome['not-run']],
  ]
  const sums = counts
    .filter(([name, count]) => name === 'unexpected' || bridges.some((bridge) => count(bridge) > 0))
    .map(([name, count]) => [`**${name}**`, ...bridges.map((bridge) => String(count(bridge)))])
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? '---' : '--:'))),
    ...[...rows, ...sums].map(line),
  ].join('\n')
}

function areaCell({ judged, byOutcome, unexpected }: Totals): string {
  if (judged === 0) return byOutcome['not-run'] > 0 ? 'not run' : 'skipped'
  return `${byOutcome.pass}/${judged}${unexpected === 0 ? '' : ` ❌ ${unexpected}`}`
}

function besideCases({ bridges }: ReportModel): string[] {
  return bridges.flatMap((bridge) =>
    runFindings(bridge).map(({ detail }) => `❌ **${cell(bridge.name)}**: ${cell(detail)}`),
  )
}

function caseSection({ item, result, bridges }: Unexpected): string {
  const title = `❌ <b>${html(item.id)}</b> ${html(headline(result))} on ${html(bridges.join(', '))}`
  const text = details(item, result).join('\n')
  return `<details><summary>${title}</summary>\n\n<pre>${html(visibleText(text, longestDetails))}</pre>\n</details>`
}

/** Alike on several bridges, once. */
function unexpectedCases({ cases }: ReportModel): Unexpected[] {
  return cases.flatMap((item) => {
    const bad = item.results.filter(({ unexpected }) => unexpected)
    const groups = Map.groupBy(bad, (result) => `${headline(result)}\0${oneLine(result)}`)
    return [...groups.values()].flatMap((results) => {
      const [result] = results
      return result === undefined ? [] : [{ item, result, bridges: results.map(({ bridge }) => bridge) }]
    })
  })
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Within a block of HTML, where Markdown's characters do not act. */
function html(text: string): string {
  return text.replaceAll(/[&<>]/g, (found) => entities[found] ?? found)
}

/** Within Markdown. */
function cell(text: string): string {
  return html(visibleLine(text, longestLine)).replaceAll(/[|*_`[\]\\~@#]/g, (found) => `&#${found.charCodeAt(0)};`)
}
