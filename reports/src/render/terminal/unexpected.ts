/** Each unexpected case: what was expected, what was seen, where to read on. */
import { headline } from '../../findings.ts'
import type { CaseReport, ReportModel, Result } from '../../model.ts'
import { visibleLine, visiblePair } from '../visible.ts'
import type { Paint, Screen } from './paint.ts'

/** A terminal is no place to read more than this; the other reports have everything. */
const mostShown = 40
const mostDifferences = 4
const mostCalls = 8
const mostStderrLines = 5
/** So many cases with one and the same cause are told once. */
const fewestOfOneCause = 3

/** One text for each case and way of going wrong. What went wrong alike, on several bridges or for want of one thing, is told once. */
export function unexpectedCases(model: ReportModel, screen: Screen): string[] {
  const groups = model.cases.flatMap(groupsOf)
  if (groups.length === 0) return []
  const causes = [...Map.groupBy(groups, causeOf)].filter(
    ([cause, alike]) => cause !== null && alike.length >= fewestOfOneCause,
  )
  const told = new Set(causes.flatMap(([, alike]) => alike))
  const texts = [
    ...causes.map(([, alike]) => describeCause(alike, screen)),
    ...groups.filter((group) => !told.has(group)).map((group) => describe(group, screen)),
  ]
  const rest = texts.length - mostShown
  const title = screen.paint(['bold', 'underline'], 'Unexpected')
  return [title, ...texts.slice(0, mostShown), ...(rest > 0 ? [`… and ${rest} more; report.html shows them all`] : [])]
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

/** What a verdict says that is not about the case: a bridge that did not start, a probe that did not compile. */
function causeOf({ result, bridges }: Group): string | null {
  const { outcome, reason, differences: found, ending: end } = result
  if (reason === null || found.length > 0 || end !== null || result.known !== null) return null
  return JSON.stringify([outcome, reason, bridges])
}

function describeCause(alike: readonly Group[], { paint, columns }: Screen): string {
  const [first] = alike
  if (first === undefined) return ''
  const ids = alike.map(({ item }) => visibleLine(item.id, 200))
  const names = ids.length > 6 ? [...ids.slice(0, 5), `… and ${ids.length - 5} more`] : ids
  const lines = [
    field('reason', visibleLine(first.result.reason ?? '', 4 * columns), paint),
    ...names.map((id, index) => field(index === 0 ? 'cases' : '', id, paint)),
  ]
  return [head(`${alike.length} cases`, first, paint), ...lines.map((line) => `  ${line}`)].join('\n')
}

function head(name: string, { result, bridges }: Group, paint: Paint): string {
  const what = paint(['red'], headline(result))
  return `${paint(['red'], '✗')} ${paint(['bold'], name)}  ${what}  ${paint(['cyan'], bridges.join(', '))}`
}

function describe(group: Group, { paint, columns }: Screen): string {
  const { item, result } = group
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
  return [head(visibleLine(item.id, 300), group, paint), ...lines.map((line) => `  ${line}`)].join('\n')
}

function knownText({ reason, link }: NonNullable<Result['known']>): string {
  return link === null ? reason : `${reason} (${link})`
}

function field(name: string, value: string, paint: Paint): string {
  return `${paint(['dim'], name.padEnd(12))}${value}`
}

function differences({ differences: found }: Result, paint: Paint, width: number): string[] {
  const shown = found.slice(0, mostDifferences).flatMap(({ at, expected, seen }) => {
    const [wanted, got] = visiblePair(expected, seen, 4 * width)
    return [
      field('at', visibleLine(at, 2 * width), paint),
      field('  expected', paint(['green'], wanted), paint),
      field('  seen', paint(['red'], got), paint),
    ]
  })
  const rest = found.length - mostDifferences
  return rest > 0 ? [...shown, `… and ${rest} more differences`] : shown
}

function ending({ ending: end }: Result, paint: Paint, width: number): string[] {
  if (end === null) return []
  const where = end.step === null ? '' : ` in step ${end.step}`
  const calls = end.lastCalls.slice(-mostCalls)
  const earlier = end.lastCalls.length > calls.length ? '… > ' : ''
  const stderr = end.stderr === '' ? [] : end.stderr.trimEnd().split('\n').slice(-mostStderrLines)
  return [
    field('ended', `${visibleLine(end.detail, width)}${where}`, paint),
    ...(calls.length === 0
      ? []
      : [field('last calls', visibleLine(`${earlier}${calls.join(' > ')}`, 4 * width), paint)]),
    ...stderr.map((line, index) => field(index === 0 ? 'stderr' : '', visibleLine(line, 2 * width), paint)),
  ]
}
