/**
 * What the page's script reads, as two pieces of compressed JSON: the matrix, which is drawn at once, and the details, which are
 * unpacked when somebody asks for them.
 */
import { deflateSync, strToU8 } from 'fflate'
import type { Ending } from '#harness/src/record/events.ts'
import type { Ratio } from '#harness/src/statistics/ratio.ts'
import type { BenchCell, BenchReport } from '../../benches.ts'
import type { CoverageReport } from '../../coverage.ts'
import { words } from '../../findings.ts'
import { type CaseReport, isKnownFailure, type Outcome, outcomes, type ReportModel, type Result } from '../../model.ts'
import { intervalText, ratioText, timeText } from '../figures.ts'
import { visibleLine, visibleText } from '../visible.ts'

/** Glyphs tell verdicts apart without colour. */
export const glyphs: Record<Outcome, string> = {
  pass: '✓',
  fail: 'F',
  leak: 'L',
  crash: 'C',
  hang: 'H',
  missing: 'M',
  skipped: '–',
  error: 'E',
  flaky: '≈',
  'not-run': '·',
}

export interface PageIndex {
  bridges: string[]
  /** Which of them ratios compare with; -1 where nothing was measured. */
  base: number
  /** `count`: cells of all bridges. */
  outcomes: { id: Outcome; word: string; glyph: string; count: number }[]
  /** In the order of their cases; for each bridge `passed/judged`, and whether something is unexpected. */
  areas: { name: string; shares: { text: string; unexpected: boolean }[] }[]
  /** Cases in the order of the plan, then benches. */
  cases: PageCase[]
}

interface PageCase {
  kind: 'case' | 'bench'
  id: string
  area: string
  topic: string
  name: string
  title: string
  level: string
  behaviour: string | null
  api: string[]
  cells: PageCell[]
}

/** One bridge's outcome, by its place in `outcomes`. */
interface PageCell {
  outcome: number
  /** Only where they are so. */
  unexpected?: true
  known?: true
  stale?: true
  /** How the host ended when it should not have. */
  ended?: string
  /** Of a bench: how long, and how many times the base's time. */
  text?: string
  ratio?: Ratio
}

export interface PageDetails {
  /** One for each case, in the order of the index. */
  cases: PageCaseDetails[]
  /** The suite's texts by kind and name. */
  texts: Record<'behaviour' | 'function' | 'wrapper' | 'probe', Record<string, string>>
  coverage: CoverageReport
  /** Of cases whose verdict changed over the tracked runs, by id: spells of the same verdict, oldest first. */
  history: Record<string, { bridge: string; spells: { outcome: number; unexpected: boolean; runs: number }[] }[]>
}

interface PageCaseDetails {
  docs: string
  place: string
  probe: string | null
  steps: string[]
  /** By the bridge's place; a bridge about which there is nothing to say has none. */
  results: Record<number, PageResult>
}

interface PageResult {
  expected: string
  known: { reason: string; link: string | null } | null
  reason: string | null
  differences: { at: string; expected: string; seen: string }[]
  ending: Ending | null
  tries: string[]
  ms: number
}

/** Longer texts are cut: nobody reads them here, and the record has them. */
const longest = 20_000
const longestSource = 100_000

export function pageIndex(model: ReportModel): PageIndex {
  const bridges = model.bridges.map(({ name }) => name)
  return {
    bridges,
    base: model.benches === null ? -1 : bridges.indexOf(model.benches.base),
    outcomes: outcomes.map((id) => ({
      id,
      word: words(id),
      glyph: glyphs[id],
      count: model.bridges.reduce((sum, { totals }) => sum + totals.byOutcome[id], 0),
    })),
    areas: model.areas.map(({ name, totals }) => ({
      name,
      shares: totals.map(({ byOutcome, judged, unexpected }) => ({
        text: judged === 0 ? '' : `${byOutcome.pass}/${judged}`,
        unexpected: unexpected > 0,
      })),
    })),
    cases: [...model.cases.map(pageCase), ...(model.benches === null ? [] : pageBenches(model.benches, bridges))],
  }
}

function pageCase({ id, area, topic, title, level, behaviour, api, results }: CaseReport): PageCase {
  return {
    kind: 'case',
    id: visibleLine(id, longest),
    area: visibleLine(area, longest),
    topic: visibleLine(topic, longest),
    name: visibleLine(id.split('/').slice(2).join('/'), longest),
    title: visibleLine(title, longest),
    level,
    behaviour: behaviour === null ? null : visibleLine(behaviour, longest),
    api: api.map((name) => visibleLine(name, longest)),
    cells: results.map(pageCell),
  }
}

function pageBenches(report: BenchReport, bridges: readonly string[]): PageCase[] {
  return report.areas.flatMap(({ name: area, rows }) =>
    rows.map(({ id, title, api, cells }) => {
      const byBridge = new Map(cells.map((cell) => [cell.bridge, cell]))
      const [, topic = '', ...rest] = id.split('/')
      return {
        kind: 'bench',
        id: visibleLine(id, longest),
        area: visibleLine(area, longest),
        topic: visibleLine(topic, longest),
        name: visibleLine(rest.join('/') || id, longest),
        title: visibleLine(title, longest),
        level: '',
        behaviour: null,
        api: api.map((name) => visibleLine(name, longest)),
        cells: bridges.map((bridge) => benchCell(byBridge.get(bridge))),
      }
    }),
  )
}

function benchCell(cell: BenchCell | undefined): PageCell {
  if (cell === undefined) return { outcome: outcomes.indexOf('not-run'), text: 'not run' }
  const { error, nanoseconds, ratio } = cell
  const outcome: Outcome = error !== null ? 'error' : nanoseconds === null ? 'not-run' : 'pass'
  const text = ratio === null ? timeText(cell) : `${ratioText(ratio)} ${intervalText(ratio)}`.trimEnd()
  return { outcome: outcomes.indexOf(outcome), text, ...(ratio === null ? {} : { ratio }) }
}

function pageCell(result: Result): PageCell {
  const { outcome, unexpected, stale, ending } = result
  return {
    outcome: outcomes.indexOf(outcome),
    ...(unexpected ? { unexpected } : {}),
    ...(isKnownFailure(result) ? { known: true } : {}),
    ...(stale ? { stale } : {}),
    ...(ending === null ? {} : { ended: visibleLine(ending.detail, longest) }),
  }
}

export function pageDetails(model: ReportModel): PageDetails {
  const { behaviour, function: functions, wrapper, probe } = model.texts
  const texts = {
    behaviour: shown(behaviour),
    function: shown(functions),
    wrapper: shown(wrapper),
    probe: shown(probe),
  }
  return { cases: model.cases.map(caseDetails), texts, coverage: model.coverage, history: caseHistories(model) }
}

function caseHistories({ history }: ReportModel): PageDetails['history'] {
  const told = history?.cases.filter(({ spells }) => spells.length > 1) ?? []
  const entries = [...Map.groupBy(told, (one) => visibleLine(one.case, longest))].map(([id, ofCase]) => {
    const ofBridges = ofCase.map(({ bridge, variant, spells }) => ({
      bridge: visibleLine(variant === '' ? bridge : `${bridge}, ${variant}`, longest),
      spells: spells.map(({ verdict, unexpected, runs }) => ({ outcome: outcomes.indexOf(verdict), unexpected, runs })),
    }))
    return [id, ofBridges] as const
  })
  return Object.fromEntries(entries)
}

function shown(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, visibleText(text, longestSource)]))
}

function caseDetails({ docs, place, probe, steps, results }: CaseReport): PageCaseDetails {
  const told = results.flatMap((result, index) => (isPlain(result) ? [] : [[index, pageResult(result)] as const]))
  return {
    docs: visibleLine(docs, longest),
    place: visibleLine(place, longest),
    probe,
    steps: steps.map((step) => visibleText(step, longest)),
    results: Object.fromEntries(told),
  }
}

/** The index says it all. */
function isPlain({ outcome, unexpected, known }: Result): boolean {
  return (outcome === 'pass' || outcome === 'not-run') && !unexpected && known === null
}

function pageResult(result: Result): PageResult {
  return {
    expected: words(result.expected),
    known: result.known === null ? null : pageKnown(result.known),
    reason: result.reason === null ? null : visibleText(result.reason, longest),
    differences: result.differences.map(({ at, expected, seen }) => ({
      at: visibleLine(at, longest),
      expected: visibleLine(expected, longest),
      seen: visibleLine(seen, longest),
    })),
    ending: result.ending === null ? null : pageEnding(result.ending),
    tries: result.tries,
    ms: result.durationMs,
  }
}

function pageKnown({ reason, link }: NonNullable<Result['known']>): NonNullable<PageResult['known']> {
  return { reason: visibleText(reason, longest), link: link === null ? null : visibleLine(link, longest) }
}

function pageEnding(ending: Ending): Ending {
  return {
    ...ending,
    detail: visibleLine(ending.detail, longest),
    stderr: visibleText(ending.stderr, longest),
    lastCalls: ending.lastCalls.map((name) => visibleLine(name, longest)),
    backtrace: ending.backtrace?.map((frame) => visibleLine(frame, longest)) ?? null,
  }
}

/** JSON, compressed to a seventh, as text that means nothing to HTML. Not by zlib, whose bytes differ between processors. */
export function packed(data: PageIndex | PageDetails): string {
  return Buffer.from(deflateSync(strToU8(JSON.stringify(data)), { level: 6 })).toString('base64')
}
