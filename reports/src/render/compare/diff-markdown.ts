/** A diff of two runs as Markdown, for a comment on a change. */
import { type CaseChange, type ChangeKind, changeKinds, type RunDiff } from '../../compare/diff.ts'
import { intervalText, nanosecondsText } from '../figures.ts'
import { costRatioText } from './cells.ts'
import { countText, seenText, stepText, titles, verdictText, versionsText } from './diff-text.ts'
import { markdownText, tableRow } from './markdown.ts'

/** Comments have a limit: GitHub's is 65,536 characters. */
const mostShown = 50

export function renderDiffMarkdown(diff: RunDiff): string {
  const parts = [
    `**${verdictText(diff).text}**`,
    `from ${markdownText(diff.from)} to ${markdownText(diff.to)}`,
    counts(diff),
    ...changeKinds.flatMap((kind) => section(kind, diff)),
    ...benchSection(diff),
    ...diff.notes.map((note) => `- ${markdownText(note)}`),
  ]
  return `${parts.join('\n\n')}\n`
}

function counts({ pairs }: RunDiff): string {
  const kinds = [...changeKinds, 'same' as const]
  const heads = kinds.map((kind) => (kind === 'same' ? 'as before' : titles[kind].toLowerCase()))
  const rows = pairs.map((pair) =>
    tableRow([
      `${markdownText(pair.bridge)} ${markdownText(versionsText(pair))}`,
      ...kinds.map((kind) => countText(pair, kind)),
    ]),
  )
  return [tableRow(['bridge', ...heads]), tableRow(['---', ...heads.map(() => '--:')]), ...rows].join('\n')
}

/** What went wrong stands open, the rest is folded. */
function section(kind: ChangeKind, { changes, pairs }: RunDiff): string[] {
  const own = changes.filter((change) => change.kind === kind)
  if (own.length === 0) return []
  const lines = own.slice(0, mostShown).map((change) => changeLine(change, pairs.length === 1))
  const rest = own.length > mostShown ? [`- … and ${own.length - mostShown} more`] : []
  const list = [...lines, ...rest].join('\n')
  const title = `${titles[kind]} (${own.length})`
  if (kind === 'regressed' || kind === 'changed') return [`### ${title}\n\n${list}`]
  return [`<details><summary>${title}</summary>\n\n${list}\n\n</details>`]
}

function changeLine(change: CaseChange, isOne: boolean): string {
  const { item, bridge } = change
  const id = /^https?:\/\//.test(item.docs)
    ? `[${markdownText(item.id)}](${encodeURI(item.docs)})`
    : markdownText(item.id)
  const seen = seenText(change)
  return `- ${id}${isOne ? '' : ` (${markdownText(bridge)})`}: ${stepText(change)}${seen === null ? '' : `. ${markdownText(seen)}`}`
}

function benchSection({ benches }: RunDiff): string[] {
  if (benches.length === 0) return []
  const rows = benches
    .toSorted((one, other) => other.cost.ratio.ratio - one.cost.ratio.ratio)
    .map(({ bridge, id, from, to, cost }) =>
      tableRow([
        markdownText(id),
        markdownText(bridge),
        nanosecondsText(from),
        nanosecondsText(to),
        `${costRatioText(cost)} ${intervalText(cost.ratio)}`,
      ]),
    )
  const head = [tableRow(['bench', 'bridge', 'from', 'to', 'ratio']), tableRow(['---', '---', '--:', '--:', '---'])]
  const summary = `Throughput of ${benches.length} benches (two runs, so not paired: context, never a gate)`
  return [`<details><summary>${summary}</summary>\n\n${[...head, ...rows].join('\n')}\n\n</details>`]
}
