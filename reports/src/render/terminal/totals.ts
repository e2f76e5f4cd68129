/** Areas by bridges, then the verdicts by bridges. */
import { words } from '../../findings.ts'
import {
  type AreaReport,
  type BridgeReport,
  type Outcome,
  outcomes,
  type ReportModel,
  type Totals,
} from '../../model.ts'
import type { Paint, Screen, Style } from './paint.ts'
import { type Column, type Row, tables } from './table.ts'

const styles: Record<Outcome, Style> = {
  pass: ['green'],
  fail: ['red'],
  leak: ['red'],
  crash: ['red'],
  hang: ['red'],
  missing: ['yellow'],
  skipped: ['dim'],
  error: ['magenta'],
  flaky: ['magenta'],
  'not-run': ['dim'],
}

/** The table of totals, and how to read it. */
export function totalsTables(model: ReportModel, screen: Screen): string[] {
  const { paint } = screen
  const sheet = {
    columns: model.bridges.map((bridge, index) => column(bridge, index, { areas: model.areas, paint })),
    rows: [...areaRows(model, paint), ...outcomeRows(model, paint), ...unexpectedRows(model, paint)],
    labelWidth: Math.max(13, ...model.areas.map(({ name }) => name.length)) + 3,
  }
  const legend = 'area rows: passed/judged, ✗ unexpected; skipped and not run are not judged'
  return [...tables(sheet, screen), paint(['dim'], legend)]
}

function areaRows(model: ReportModel, paint: Paint): Row[] {
  return model.areas.map(({ name, totals }, index) => ({
    label: name,
    cells: totals.map((item) => areaCell(item, paint)),
    rule: index === 0,
  }))
}

function areaCell(totals: Totals, paint: Paint): string {
  const { judged } = totals
  if (judged === 0) return paint(['dim'], totals.byOutcome['not-run'] > 0 ? 'not run' : 'skipped')
  const share = `${totals.byOutcome.pass}/${judged}`
  if (totals.unexpected > 0) return `${share} ${paint(['red', 'bold'], `✗ ${totals.unexpected}`)}`
  return paint(totals.byOutcome.pass === judged ? ['green'] : ['yellow'], share)
}

function column(bridge: BridgeReport, index: number, { areas, paint }: { areas: AreaReport[]; paint: Paint }): Column {
  const version = bridge.version ?? (bridge.failure === null ? 'not started' : 'did not start')
  const plain: Paint = (_, text) => text
  const cells = areas.flatMap(({ totals }) => totals[index] ?? []).map((totals) => areaCell(totals, plain).length)
  return {
    head: [paint(['bold'], bridge.name), paint(['dim'], version)],
    width: Math.max(bridge.name.length, version.length, ...cells) + 3,
  }
}

/** Verdicts that occur; `pass` always. */
function outcomeRows({ bridges }: ReportModel, paint: Paint): Row[] {
  const occurring = outcomes.filter(
    (outcome) => outcome === 'pass' || bridges.some(({ totals }) => totals.byOutcome[outcome] > 0),
  )
  return occurring.map((outcome, index) => ({
    label: words(outcome),
    cells: bridges.map(({ totals }) => number(totals.byOutcome[outcome], paint, styles[outcome])),
    rule: index === 0,
  }))
}

function unexpectedRows({ bridges }: ReportModel, paint: Paint): Row[] {
  const counts: { label: string; count: (totals: Totals) => number; style: Style }[] = [
    { label: 'known failure', count: (totals) => totals.known, style: ['yellow'] },
    { label: 'stale known', count: (totals) => totals.stale, style: ['red'] },
    { label: 'unexpected', count: (totals) => totals.unexpected, style: ['red', 'bold'] },
  ]
  const shown = counts.filter(
    ({ label, count }) => label === 'unexpected' || bridges.some(({ totals }) => count(totals) > 0),
  )
  return shown.map(({ label, count, style }, index) => ({
    label,
    cells: bridges.map(({ totals }) => number(count(totals), paint, style)),
    rule: index === 0,
  }))
}

function number(count: number, paint: Paint, style: Style): string {
  return count === 0 ? paint(['dim'], '0') : paint(style, String(count))
}
