/** Each unexpected case: what was expected, what was seen, where to read on. */
import { headline } from '../../findings.ts'
import type { CaseReport, ReportModel, Result } from '../../model.ts'
import { visibleLine } from '../visible.ts'
import type { Paint, Screen } from './paint.ts'

/** A terminal is no place to read more than this; the other reports have everything. */
const mostShown = 40
const mostDifferences = 4
const mostCalls = 8
const mostStderrLines = 5

/** One text for each case and way of going wrong; bridges that went wrong alike share it. */
export function unexpectedCases(model: ReportModel, screen: Screen): string[] {
  const groups = model.cases.flatMap(groupsOf)
  if (groups.length === 0) return []
  const shown = groups.slice(0, mostShown).map((group) => describe(group, screen))
  const rest = groups.length - shown.length
  const title = screen.paint(['bold', 'underline'], 'Unexpected')
  return [title, ...shown, ...(rest > 0 ? [`… and ${rest} more; report.html shows them all`] : [])]
}

interface Group {
  item: CaseReport
  result: Result
  bridges: string[]
}

function groupsOf(item: CaseReport): Group[] {
  const unexpected = item.results.filter((result) => result.unexpected)
  const alike = Map.groupBy(unexpected, ({ bridge: _, durationMs: __, ...rest }) => JSON.stringify(rest))
  return [...alike.values()].flatMap((results) => {
    const [result] = results
    return result === undefined ? [] : [{ item, result, bridges: results.map(({ bridge }) => bridge) }]
  })
}

function describe({ item, result, bridges }: Group, { paint, columns }: Screen): string {
  const head = `${paint(['red'], '✗')} ${paint(['bold'], item.id)}  ${paint(['red'], headline(result))}  ${paint(['cyan'], bridges.join(', '))}`
  const width = columns - 14
  const lines = [
    visibleLine(item.title, columns - 2),
    ...differences(result, paint, width),
    ...ending(result, paint, width),
    ...(result.outcome === 'flaky' ? [field('tries', result.tries.join(', '), paint)] : []),
    ...(result.reason === null ? [] : [field('reason', visibleLine(result.reason, 4 * width), paint)]),
    ...(result.known === null ? [] : [field('known', visibleLine(knownText(result.known), 2 * width), paint)]),
    field('docs', visibleLine(item.docs, 500), paint),
    field('suite', visibleLine(item.place, 500), paint),
  ]
  return [head, ...lines.map((line) => `  ${line}`)].join('\n')
}

function knownText({ reason, link }: NonNullable<Result['known']>): string {
  return link === null ? reason : `${reason} (${link})`
}

function field(name: string, value: string, paint: Paint): string {
  return `${paint(['dim'], name.padEnd(10))}${value}`
}

function differences({ differences: found }: Result, paint: Paint, width: number): string[] {
  const shown = found
    .slice(0, mostDifferences)
    .flatMap(({ at, expected, seen }) => [
      paint(['bold'], visibleLine(at, width)),
      field('expected', visibleLine(expected, 4 * width), paint),
      field('seen', visibleLine(seen, 4 * width), paint),
    ])
  return found.length > mostDifferences ? [...shown, `… and ${found.length - mostDifferences} more differences`] : shown
}

function ending({ ending: end }: Result, paint: Paint, width: number): string[] {
  if (end === null) return []
  const where = end.step === null ? '' : ` in step ${end.step}`
  const calls = end.lastCalls.slice(-mostCalls)
  const earlier = end.lastCalls.length > calls.length ? '… > ' : ''
  const stderr = end.stderr.trimEnd().split('\n').slice(-mostStderrLines)
  return [
    field('ended', `${visibleLine(end.detail, width)}${where}`, paint),
    ...(calls.length === 0
      ? []
      : [field('last calls', visibleLine(`${earlier}${calls.join(' > ')}`, 4 * width), paint)]),
    ...(end.stderr === ''
      ? []
      : stderr.map((line, index) => field(index === 0 ? 'stderr' : '', visibleLine(line, 2 * width), paint))),
  ]
}
