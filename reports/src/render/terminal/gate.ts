/** The throughput gate: what became of each bench, and the answers that need somebody. */
import type { GateAnswer } from '#harness/src/record/bench-events.ts'
import { changeText, percentText } from '#harness/src/statistics/change-text.ts'
import type { GateReport, GateRow } from '../../gate.ts'
import { nanosecondsText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import type { Paint, Screen, Style } from './paint.ts'
import { type Column, tables } from './table.ts'

const shown: Record<GateAnswer, { text: string; style: Style }> = {
  slower: { text: '✗ slower', style: ['red', 'bold'] },
  'not-slower': { text: '✓ not slower', style: ['green'] },
  'cannot-tell': { text: '? cannot tell', style: ['yellow'] },
}
const order: readonly GateAnswer[] = ['slower', 'cannot-tell', 'not-slower']
const widestLabel = 48

/** The table, how the control fared, and the reasons. */
export function gateParts(report: GateReport, screen: Screen): string[] {
  const { paint } = screen
  const rows = report.rows.toSorted((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))
  const texts = rows.map((row) => [
    timeOf(row.baseNs),
    timeOf(row.headNs),
    row.change === null ? '' : changeText(row.change),
  ])
  const width = (index: number, least: number) =>
    Math.max(least, ...texts.map((cells) => cells[index]?.length ?? 0)) + 3
  const columns: Column[] = [
    { head: [''], width: 16 },
    { head: [paint(['bold'], 'base')], width: width(0, 4) },
    { head: [paint(['bold'], 'head')], width: width(1, 4) },
    { head: [paint(['bold'], 'head against base')], width: width(2, 17) },
  ]
  const labelWidth = Math.min(widestLabel, Math.max(...rows.map(({ id }) => id.length))) + 3
  const body = rows.map((row, index) => {
    const { text, style } = shown[row.answer]
    return { label: visibleLine(row.id, 200), cells: [paint(style, text), ...(texts[index] ?? [])] }
  })
  return [
    ...tables({ columns, rows: body, labelWidth }, screen),
    paint(['dim'], legend(report)),
    ...report.checks.flatMap((check) => refusal(check, paint)),
    ...reasons(rows, paint),
  ]
}

function timeOf(value: number | null): string {
  return value === null ? '' : nanosecondsText(value)
}

function legend({ base, head, floor, checks }: GateReport): string {
  const control = checks.flatMap(({ comparison }) => (comparison === null ? [] : [changeText(comparison)]))
  const itself = control.length === 0 ? '' : `; the control against itself: ${control.join(', ')}`
  const names = `base ${visibleLine(base, 100)}, head ${visibleLine(head, 100)}`
  return `${names}; median of pairs in fresh hosts [95 % interval], floor ${percentText(floor)}${itself}`
}

function refusal({ part, reason }: GateReport['checks'][number], paint: Paint): string[] {
  if (reason === null) return []
  return [`${paint(['yellow', 'bold'], `! the ${part} rounds are not judged`)}: ${visibleLine(reason, 300)}`]
}

/** Each once: when the control refuses, all benches have the same. */
function reasons(rows: readonly GateRow[], paint: Paint): string[] {
  const withReason = rows.filter(({ reason }) => reason !== null)
  const lines = [...Map.groupBy(withReason, ({ reason }) => reason ?? '')].map(([reason, group]) => {
    const who = group.length === 1 ? visibleLine(group[0]?.id ?? '', 200) : `${group.length} benches`
    return `${paint(['yellow'], '?')} ${paint(['bold'], who)}  ${visibleLine(reason, 300)}`
  })
  return lines.length === 0 ? [] : [lines.join('\n')]
}

/** The last line. */
export function gateVerdict({ answers, floor }: GateReport, paint: Paint): string {
  const counts = `${answers.slower} slower, ${answers['cannot-tell']} cannot be told, ${answers['not-slower']} not slower`
  const text = `${counts}, by more than ${percentText(floor)}`
  if (answers.slower > 0) return paint(['red', 'bold'], `✗ ${text}`)
  return answers['cannot-tell'] > 0 ? paint(['yellow', 'bold'], `? ${text}`) : paint(['green', 'bold'], `✓ ${text}`)
}
