/** A diff of two runs on the terminal. */
import { type CaseChange, type ChangeKind, changeKinds, type RunDiff } from '../../compare/diff.ts'
import { intervalText, nanosecondsText } from '../figures.ts'
import { type Paint, painter, type Screen, type Style } from '../terminal/paint.ts'
import { tables } from '../terminal/table.ts'
import type { TerminalOptions } from '../terminal.ts'
import { visibleLine } from '../visible.ts'
import { costRatioText } from './cells.ts'
import { countText, seenText, stepText, titles, verdictText, versionsText } from './diff-text.ts'

/** A terminal is no place to read more than this; the other formats have everything. */
const mostShown = 20

const styles: Record<ChangeKind, Style> = {
  regressed: ['red'],
  changed: ['yellow'],
  flaky: ['magenta'],
  fixed: ['green'],
  new: ['cyan'],
  gone: ['dim'],
}

export function renderDiffTable(diff: RunDiff, options: TerminalOptions): string {
  const paint = painter(options.color)
  const screen = { paint, columns: options.columns }
  const { ok, text } = verdictText(diff)
  const parts = [
    `${paint(['bold'], 'from')} ${visibleLine(diff.from, 300)}\n${paint(['bold'], 'to  ')} ${visibleLine(diff.to, 300)}`,
    ...countTables(diff, screen),
    ...changeKinds.flatMap((kind) => section(kind, diff, screen)),
    ...benchSection(diff, paint),
    ...diff.notes.map((note) => `${paint(['yellow', 'bold'], '!')} ${visibleLine(note, 1000)}`),
    paint([ok ? 'green' : 'red', 'bold'], text),
  ]
  return `${parts.join('\n\n')}\n`
}

function countTables({ pairs }: RunDiff, screen: Screen): string[] {
  const { paint } = screen
  const kinds = [...changeKinds, 'same' as const]
  const rows = kinds.map((kind, index) => ({
    label: kind === 'same' ? 'as before' : titles[kind].toLowerCase(),
    rule: index === 0,
    cells: pairs.map((pair) => {
      const text = countText(pair, kind)
      return kind === 'same' || text === '0' ? paint(['dim'], text) : paint(styles[kind], text)
    }),
  }))
  const columns = pairs.map((pair) => {
    const texts = [pair.bridge, versionsText(pair), ...kinds.map((kind) => countText(pair, kind))]
    const head = [paint(['bold'], pair.bridge), paint(['dim'], versionsText(pair))]
    return { head, width: Math.max(...texts.map(({ length }) => length)) + 3 }
  })
  return tables({ columns, rows, labelWidth: 18 }, screen)
}

function section(kind: ChangeKind, { changes, pairs }: RunDiff, screen: Screen): string[] {
  const { paint } = screen
  const own = changes.filter((change) => change.kind === kind)
  if (own.length === 0) return []
  const title = paint(['bold', 'underline'], `${titles[kind]} (${own.length})`)
  const isBrief = kind === 'new' || kind === 'gone'
  // What came and went with a suite or a selection is for counting; only what is unexpected is for reading.
  const told = isBrief ? own.filter(({ to }) => kind === 'new' && to.unexpected) : own
  const lines = told.slice(0, mostShown).map((change) => changeText(change, { screen, isOne: pairs.length === 1 }))
  const rest = [...told.slice(mostShown), ...(isBrief ? own.filter((change) => !told.includes(change)) : [])]
  return [[title, ...lines, ...restText(rest, told.length > 0)].join('\n')]
}

function changeText(change: CaseChange, { screen, isOne }: { screen: Screen; isOne: boolean }): string {
  const { paint, columns } = screen
  const { kind, item, bridge, gates } = change
  const mark = gates ? `${paint(['red'], '✗')} ` : '  '
  const where = isOne ? '' : `  ${paint(['cyan'], bridge)}`
  const seen = seenText(change)
  const head = `${mark}${paint(['bold'], visibleLine(item.id, 300))}  ${paint(styles[kind], stepText(change))}${where}`
  const lines = [...(seen === null ? [] : [visibleLine(seen, 4 * columns)]), item.place]
  return [head, ...(kind === 'regressed' || kind === 'changed' || kind === 'flaky' ? lines : lines.slice(0, -1))].join(
    '\n    ',
  )
}

/** What is not shown, by topic. */
function restText(rest: readonly CaseChange[], isMore: boolean): string[] {
  if (rest.length === 0) return []
  const topics = [...Map.groupBy(rest, ({ item }) => `${item.area}/${item.topic}`)]
  const shown = topics.slice(0, mostShown).map(([topic, changes]) => `${topic} ${changes.length}`)
  const more = topics.length > shown.length ? [`… and ${topics.length - shown.length} more topics`] : []
  return [`  ${isMore ? `… and ${rest.length} more: ` : ''}${[...shown, ...more].join(', ')}`]
}

/** Only what the interval tells from no change; all is in the other formats. */
function benchSection({ benches, pairs }: RunDiff, paint: Paint): string[] {
  if (benches.length === 0) return []
  const moved = benches.filter(
    ({ cost: { ratio } }) => ratio.low !== null && ratio.high !== null && (ratio.low > 1 || ratio.high < 1),
  )
  const lines = moved
    .toSorted((one, other) => other.cost.ratio.ratio - one.cost.ratio.ratio)
    .slice(0, mostShown)
    .map(({ bridge, id, from, to, cost }) => {
      const where = pairs.length === 1 ? '' : `  ${paint(['cyan'], bridge)}`
      return `  ${id}${where}  ${nanosecondsText(from)} → ${nanosecondsText(to)}  ${costRatioText(cost)} ${intervalText(cost.ratio)}`.trimEnd()
    })
  const means = pairs.flatMap(({ bridge, cost }) =>
    cost === null
      ? []
      : [
          `  geometric mean of ${cost.benches}, ${bridge}  ${costRatioText(cost)} ${intervalText(cost.ratio)}`.trimEnd(),
        ],
  )
  const title = paint(['bold', 'underline'], 'Throughput')
  const legend = paint(['dim'], '  of two runs, so not paired: context, never a gate; proofload bench --against is one')
  return [[title, ...lines, ...means, legend].join('\n')]
}
