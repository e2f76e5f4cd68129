/** Each unexpected case: what was expected, what was seen, where to read on. */
import { headline } from '../../findings.ts'
import type { CaseReport, ReportModel, Result } from '../../model.ts'
import { visibleLine, visiblePair } from '../visible.ts'
import type { Paint, Screen } from './paint.ts'

/** A terminal is no place to read more than this; the other reports have everything. */
const mostShown = 20
const mostDifferences = 4
const mostCalls = 8
const mostStderrLines = 5
const mostFrames = 8
const mostNames = 5
/** So many cases that go wrong alike are told once. */
const fewestAlike = 2

/** One text for each case and way of going wrong. What goes wrong alike, on several bridges or in several cases, is told once. */
export function unexpectedCases(model: ReportModel, screen: Screen): string[] {
  const groups = model.cases.flatMap(groupsOf)
  if (groups.length === 0) return []
  const causes = alike(groups.filter(isForWantOfSomething), causeOf)
  const others = alike(
    groups.filter((group) => !isForWantOfSomething(group)),
    familyOf,
  )
  // The two of a bridge that is nearly done must not drown in the five hundred of another.
  const unexpected = new Map(model.bridges.map(({ name, totals }) => [name, totals.unexpected]))
  const many = ([{ bridges }]: Family) => Math.min(...bridges.map((name) => unexpected.get(name) ?? 0))
  const texts = [...causes, ...others].toSorted((one, other) => many(one) - many(other))
  const shown = texts.slice(0, mostShown).map((family) => describe(family, screen))
  const rest = texts.slice(mostShown).flat()
  const title = screen.paint(['bold', 'underline'], 'Unexpected')
  return [title, ...shown, ...(rest.length > 0 ? [describeRest(rest, screen)] : [])]
}

/** A case, and bridges on which it went wrong in one way. */
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

/** Several groups that are told as one, the first for all; never empty. */
type Family = readonly [Group, ...Group[]]

function alike(groups: readonly Group[], keyOf: (group: Group) => string): Family[] {
  return [...Map.groupBy(groups, keyOf).values()].flatMap((family): Family[] => {
    const [first, ...others] = family
    if (first === undefined) return []
    return family.length < fewestAlike ? family.map((group) => [group]) : [[first, ...others]]
  })
}

/** Is the verdict not about the case: a bridge that did not start, a function it lacks, a probe that does not compile? */
function isForWantOfSomething({ result }: Group): boolean {
  const { reason, differences: found, ending: end, known } = result
  return reason !== null && found.length === 0 && end === null && known === null
}

function causeOf({ result, bridges }: Group): string {
  return JSON.stringify([result.outcome, result.reason, bridges])
}

/** The cases of one `each` share their title; those that fail in the same place have one cause most of the time. */
function familyOf({ item, result, bridges }: Group): string {
  const places = result.differences.map(({ at }) => at)
  return JSON.stringify([item.topic, item.title, result.outcome, bridges, places, result.ending?.detail])
}

function describe(family: Family, screen: Screen): string {
  return isForWantOfSomething(family[0]) && family.length > 1
    ? describeCause(family, screen)
    : describeCase(family, screen)
}

function describeCause(family: Family, { paint, columns }: Screen): string {
  const [first] = family
  const lines = [
    field('reason', visibleLine(first.result.reason ?? '', 4 * columns), paint),
    ...names('cases', family, paint),
  ]
  return [head(`${family.length} cases`, first, paint), ...lines.map((line) => `  ${line}`)].join('\n')
}

function names(label: string, groups: readonly Group[], paint: Paint): string[] {
  const ids = groups.map(({ item }) => visibleLine(item.id, 200))
  const shown = ids.length > mostNames + 1 ? [...ids.slice(0, mostNames), `… and ${ids.length - mostNames} more`] : ids
  return shown.map((id, index) => field(index === 0 ? label : '', id, paint))
}

/** How many there are of what is not shown, by topic. */
function describeRest(rest: readonly Group[], { paint }: Screen): string {
  const topics = [...Map.groupBy(rest, ({ item }) => `${item.area}/${item.topic}`)]
  const lines = topics.map(([topic, groups]) => `  ${field(topic, '', paint).trimEnd()}  ${groups.length}`)
  return [`… and ${rest.length} more; report.html shows them all`, ...lines].join('\n')
}

function head(name: string, { result, bridges }: Group, paint: Paint): string {
  const what = paint(['red'], headline(result))
  return `${paint(['red'], '✗')} ${paint(['bold'], name)}  ${what}  ${paint(['cyan'], bridges.join(', '))}`
}

function describeCase([group, ...others]: Family, { paint, columns }: Screen): string {
  const { item, result } = group
  const width = columns - 14
  const lines = [
    // The title of a row is its id.
    ...(item.id.endsWith(`/${item.title}`) ? [] : [visibleLine(item.title, 4 * columns)]),
    ...differences(result, paint, width),
    ...ending(result, paint, width),
    ...(result.outcome === 'flaky' ? [field('tries', result.tries.join(', '), paint)] : []),
    ...(result.reason === null ? [] : [field('reason', visibleLine(result.reason, 4 * width), paint)]),
    ...(result.known === null ? [] : [field('known', visibleLine(knownText(result.known), 2 * width), paint)]),
    field('docs', visibleLine(item.docs, 500), paint),
    field('suite', visibleLine(item.place, 500), paint),
    ...names(`${others.length} alike`, others, paint),
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
    ...(end.backtrace ?? [])
      .slice(0, mostFrames)
      .map((frame, index) => field(index === 0 ? 'backtrace' : '', visibleLine(frame, width), paint)),
    ...stderr.map((line, index) => field(index === 0 ? 'stderr' : '', visibleLine(line, 2 * width), paint)),
  ]
}
