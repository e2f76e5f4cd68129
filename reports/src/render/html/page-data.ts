/** What the page's script reads: the matrix, once, as JSON. Short keys, for there may be 25,000 cells. */
import type { Ending } from '#harness/src/record/events.ts'
import type { CoverageReport } from '../../coverage.ts'
import { words } from '../../findings.ts'
import { type CaseReport, type Outcome, outcomes, type ReportModel, type Result } from '../../model.ts'
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

export interface PageData {
  bridges: string[]
  /** `count`: cells of all bridges. */
  outcomes: { id: Outcome; word: string; glyph: string; count: number }[]
  /** In the order of their cases; for each bridge `passed/judged`, and whether something is unexpected. */
  areas: { name: string; shares: { text: string; unexpected: boolean }[] }[]
  cases: PageCase[]
  coverage: CoverageReport
}

interface PageCase {
  id: string
  area: string
  topic: string
  name: string
  title: string
  level: string
  behaviour: string | null
  docs: string
  api: string[]
  place: string
  cells: PageCell[]
}

/** A number is an outcome about which there is nothing to say. */
type PageCell = number | PageDetail

interface PageDetail {
  outcome: number
  expected: string
  unexpected: boolean
  stale: boolean
  known: { reason: string; link: string | null } | null
  reason: string | null
  differences: { at: string; expected: string; seen: string }[]
  ending: Ending | null
  tries: string[]
  ms: number
}

/** Longer texts are cut: nobody reads them here, and the record has them. */
const longest = 20_000

export function pageData(model: ReportModel): PageData {
  return {
    bridges: model.bridges.map(({ name }) => name),
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
    cases: model.cases.map(pageCase),
    coverage: model.coverage,
  }
}

function pageCase({ results, ...item }: CaseReport): PageCase {
  const name = visibleLine(item.id.split('/').slice(2).join('/'), longest)
  return { ...item, name, title: visibleLine(item.title, longest), cells: results.map(pageCell) }
}

function pageCell(result: Result): PageCell {
  const { outcome, unexpected, known } = result
  const index = outcomes.indexOf(outcome)
  if ((outcome === 'pass' || outcome === 'not-run') && !unexpected && known === null) return index
  return {
    outcome: index,
    expected: words(result.expected),
    unexpected,
    stale: result.stale,
    known,
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

function pageEnding(ending: Ending): Ending {
  return {
    ...ending,
    detail: visibleLine(ending.detail, longest),
    stderr: visibleText(ending.stderr, longest),
    lastCalls: ending.lastCalls.map((name) => visibleLine(name, longest)),
  }
}

/** JSON that may stand in a script element: no `<` can end it or open a comment. */
export function scriptJson(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
