/** History: what became of benches and cases over the runs that were tracked. What is judged there is decided elsewhere. */
import { words } from '../../findings.ts'
import type { BenchHistory } from '../../history/benches.ts'
import type { CaseHistory } from '../../history/cases.ts'
import type { Interval, Stand } from '../../history/stand.ts'
import type { HistoryReport } from '../../history.ts'
import { timeText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import { type Markup, markup } from './markup.ts'
import { glyphs } from './page-data.ts'

/** More cases than these are for `proofload history`. */
const listed = 200

/** The section, or nothing without a history. */
export async function historySection(report: HistoryReport | null): Promise<Markup> {
  const shown = report?.benches.filter(({ points }) => points.length > 1) ?? []
  const changed = shown.filter(({ changes }) => changes.length > 0)
  const steady = shown.filter(({ changes }) => changes.length === 0)
  const cases = report?.cases.filter(({ spells, now }) => spells.length > 1 || now !== 'good') ?? []
  if (shown.length + cases.length === 0) return markup``
  const { historyChart } = await import('./history-chart.ts')
  const machines = new Set(shown.map(({ machine }) => machine))
  const part = (bench: BenchHistory) =>
    benchPart(bench, {
      chart: historyChart(bench, chartLabel(bench)),
      machine: machines.size < 2 ? '' : `, machine ${bench.machine.slice(0, 8)}`,
    })
  return markup`<section id="history" aria-labelledby="history-title">
<h2 id="history-title" tabindex="-1">History</h2>
<p class="lead">Each mark is a run. Solid lines are levels; where one ends, the change lies between the two commits that are named.</p>
${cases.length === 0 ? markup`` : casesPart(cases)}
${shown.length > 0 && changed.length === 0 ? markup`<p>No bench has changed its level.</p>` : markup``}${changed.map(part)}
${steady.length === 0 ? markup`` : steadyPart(steady.map(part))}
</section>`
}

function chartLabel({ bench, bridge, points, changes }: BenchHistory): string {
  const found = changes.length === 0 ? 'no change' : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`
  return `${visibleLine(bench, 200)} on ${visibleLine(bridge, 60)} over ${points.length} runs: ${found}. What is found stands below, with the runs.`
}

function steadyPart(parts: readonly Markup[]): Markup {
  return markup`<details><summary>Benches without a change (${parts.length})</summary>
${parts}
</details>`
}

function benchPart(bench: BenchHistory, { chart, machine }: { chart: Markup; machine: string }): Markup {
  const changes = bench.changes.map(
    ({ size, low, high, p, interval }) =>
      markup`<li><b class="${size > 0 ? 'slower' : 'faster'}">${percent(size)}</b> [${percent(low)}, ${percent(high)}], p ${p.toPrecision(2)}: ${between(interval)}</li>`,
  )
  return markup`<h3><code>${visibleLine(bench.bench, 300)}</code> ${series(bench)}${machine}</h3>
<p class="lead">${visibleLine(bench.title, 300)}</p>
${chart}${changes.length === 0 ? markup`` : markup`<ul class="changes">${changes}</ul>`}
${runsTable(bench)}
`
}

function series({ bridge, variant }: { bridge: string; variant: string }): string {
  return visibleLine(variant === '' ? bridge : `${bridge}, ${variant}`, 200)
}

function runsTable({ points, normalised }: BenchHistory): Markup {
  const rows = points.map(({ stand, nanoseconds, value }, index) => {
    const time = timeText({ nanoseconds, error: null })
    return markup`<tr><th scope="row">${index + 1}</th><td>${day(stand)}</td><td>${commitOf(stand)}</td><td>${time}</td>${normalised ? markup`<td>${value.toPrecision(4)}</td>` : markup``}</tr>\n`
  })
  return markup`<details class="runs"><summary>The runs (${points.length})</summary>
<div class="scroll"><table class="benches"><thead><tr><th scope="col">run</th><th scope="col">day</th><th scope="col">commit</th><th scope="col">time</th>${normalised ? markup`<th scope="col">times the control</th>` : markup``}</tr></thead>
<tbody>${rows}</tbody></table></div></details>`
}

function casesPart(cases: readonly CaseHistory[]): Markup {
  const rank = { bad: 0, flaky: 1, good: 2 }
  const rows = cases
    .toSorted((a, b) => rank[a.now] - rank[b.now])
    .slice(0, listed)
    .map(caseRow)
  const more = cases.length > listed ? markup`<p>and ${cases.length - listed} more: proofload history</p>` : markup``
  return markup`<h3>Cases whose verdict changed</h3>
<div class="scroll"><table class="strips"><thead><tr><th scope="col">case</th><th scope="col">bridge</th><th scope="col">runs, oldest first</th><th scope="col">since</th></tr></thead>
<tbody>${rows}</tbody></table></div>${more}`
}

function caseRow(one: CaseHistory): Markup {
  const id = visibleLine(one.case, 20_000)
  const since = one.broke ?? one.flaky
  const told =
    one.now === 'good'
      ? markup`as expected now`
      : markup`${one.now === 'bad' ? 'not as expected' : 'flaky'}${since === null ? '' : ': '}${since === null ? markup`` : between(since)}`
  return markup`<tr><th scope="row"><a href="${`#${new URLSearchParams({ case: id })}`}"><code>${id}</code></a></th><td>${series(one)}</td><td>${strip(one)}</td><td>${told}</td></tr>\n`
}

/** Spells as marks with how many runs each was. */
function strip({ spells }: CaseHistory): Markup {
  return markup`<span class="strip">${spells.map(
    ({ verdict, unexpected, runs }) =>
      markup`<span><span class="mark ${verdict}${unexpected ? ' unexpected' : ''}" aria-hidden="true">${glyphs[verdict]}</span> ${words(verdict)} <small>${runs === 1 ? '1 run' : `${runs} runs`}</small></span>`,
  )}</span>`
}

function between({ last, first, versionChanged, suiteChanged }: Interval): Markup {
  const also = [...(versionChanged ? ['the version'] : []), ...(suiteChanged ? ['the suite'] : [])]
  const note = also.length === 0 ? '' : `; ${also.join(' and ')} changed too`
  return markup`between ${commitOf(last)} (${day(last)}) and ${commitOf(first)} (${day(first)})${note}`
}

function commitOf({ commit, version }: Stand): Markup {
  if (commit === null) return markup`${visibleLine(version ?? 'unknown', 60)}`
  return markup`<code>${visibleLine(commit.id.slice(0, 10), 40)}</code>${commit.dirty ? ' with changes' : ''}`
}

function day({ at }: Stand): string {
  return visibleLine(at.slice(0, 10), 40)
}

/** `+5.0 %`. @param part 0.05 */
function percent(part: number): string {
  return `${part < 0 ? '−' : '+'}${Math.abs(part * 100).toFixed(1)} %`
}
