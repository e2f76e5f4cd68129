/** The parts of the page that are the same whatever the filter says: head, totals, what is beside the cases. */
import { words } from '../../findings.ts'
import { type BridgeReport, type Outcome, outcomes, type ReportModel } from '../../model.ts'
import { visibleLine, visibleText } from '../visible.ts'
import { type Markup, markup } from './markup.ts'
import { glyphs } from './page-data.ts'

/** Name of the run, its verdict in a word, and where it was made. */
export function headSection({ run, bridges, cases }: ReportModel): Markup {
  const bad = bridges.reduce((sum, bridge) => sum + unexpectedOf(bridge), 0)
  const good = cases.length === 0 ? '✓ measured' : '✓ everything as expected'
  const badge =
    bad === 0 ? markup`<p class="badge good">${good}</p>` : markup`<p class="badge bad">✗ ${bad} unexpected</p>`
  const list = factsOf(run).map(
    ([name, value]) => markup`<div><dt>${visibleLine(name, 200)}</dt><dd>${visibleLine(value, 200)}</dd></div>`,
  )
  const notes =
    run.comparison === null
      ? unfinishedNote(run.outcome)
      : markup`${run.comparison.notes.map((note) => markup`<p class="warning">${visibleLine(note, 1000)}</p>\n`)}`
  return markup`<div class="title"><h1>Proofload</h1>${badge}</div>
${notes}<dl class="facts">${list}</dl>`
}

function factsOf(run: ReportModel['run']): [string, string][] {
  const { machine, suite, variant, comparison } = run
  if (comparison !== null) return comparison.runs.map(({ name, facts }) => [name, facts])
  return [
    ['Started', run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['Suite', `${suite.version}, ${suite.cases} cases, ${suite.digest}`],
    ...(variant.length === 0 ? [] : [['Variant', variant.join(' ')] as [string, string]]),
    ['Proofload', run.proofload],
    ['Machine', `${machine.os} ${machine.arch}, ${machine.cpus} CPUs, Node ${machine.node}`],
    ...(run.durationMs === null ? [] : [['Took', `${(run.durationMs / 1000).toFixed(1)} s`] as [string, string]]),
  ]
}

function unexpectedOf({ totals, findings, failure }: BridgeReport): number {
  return totals.unexpected + findings.length + (failure === null ? 0 : 1)
}

function unfinishedNote(outcome: ReportModel['run']['outcome']): Markup {
  const notes = {
    complete: null,
    interrupted: 'The run was interrupted: what it did not reach is “not run”.',
    bailed: 'The run stopped at the first unexpected case: what it did not reach is “not run”.',
    unfinished: 'The record ends without the end of the run: what it did not reach is “not run”.',
  }
  const note = notes[outcome]
  return note === null ? markup`` : markup`<p class="warning">${note}</p>\n`
}

/** Links to the views of the page. */
export function viewsSection(there: { throughput: boolean; history: boolean }): Markup {
  const views: [string, string][] = [
    ['overview', 'Overview'],
    ['cases', 'Cases'],
    ['api', 'C API'],
    ...(there.throughput ? [['throughput', 'Throughput'] as [string, string]] : []),
    ...(there.history ? [['history', 'History'] as [string, string]] : []),
  ]
  const items = views.map(([id, name]) => markup`<li><a href="#${id}">${name}</a></li>`)
  return markup`<nav class="views" aria-label="Views"><ul>${items}</ul></nav>`
}

/** Totals of each bridge. */
export function totalsSection(model: ReportModel): Markup {
  const shown = outcomes.filter((outcome) => model.bridges.some(({ totals }) => totals.byOutcome[outcome] > 0))
  const heads = shown.map(
    (outcome) =>
      markup`<th scope="col"><abbr class="mark ${outcome}" aria-hidden="true">${glyphs[outcome]}</abbr>${words(outcome)}</th>`,
  )
  const rows = model.bridges.map((bridge) => bridgeRow(bridge, shown))
  return markup`<h3>Bridges</h3>
<div class="scroll"><table class="totals">
<thead><tr><th scope="col">bridge</th><th scope="col">unexpected</th>${heads}<th scope="col">known</th><th scope="col">stale</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`
}

function bridgeRow(bridge: BridgeReport, shown: readonly Outcome[]): Markup {
  const { totals } = bridge
  const counts = shown.map((outcome) => number(totals.byOutcome[outcome], outcome))
  return markup`<tr><th scope="row"><b>${bridge.name}</b><small>${describe(bridge)}</small></th>${number(totals.unexpected, 'unexpected')}${counts}${number(totals.known, 'known')}${number(totals.stale, 'stale')}</tr>\n`
}

function number(count: number, kind: string): Markup {
  return count === 0 ? markup`<td class="zero">0</td>` : markup`<td class="${kind}">${count}</td>`
}

function describe({ version, python, implementation }: BridgeReport): string {
  if (version === null) return 'did not start'
  return `${implementation ?? ''} ${version}, Python ${python ?? ''}`
}

/** What went wrong beside the cases. */
export function notesSection({ bridges }: ReportModel): Markup {
  const notes = bridges.flatMap((bridge) =>
    bridgeNotes(bridge).map((note) => markup`<li><b>${bridge.name}</b> ${note}</li>`),
  )
  if (notes.length === 0) return markup``
  return markup`<h3>Beside the cases</h3>
<ul class="notes">${notes}</ul>`
}

function bridgeNotes({ failure, builds, findings }: BridgeReport): Markup[] {
  return [
    ...(failure === null ? [] : [markup`could not be run: ${visibleLine(failure, 2000)}`]),
    ...builds.failed.map(
      ({ probe, error }) =>
        markup`probe <code>${probe}</code> does not compile<pre>${visibleText(error.trimEnd(), 8000)}</pre>`,
    ),
    ...findings.map(({ kind, subject, detail }) =>
      kind === 'host'
        ? markup`a host ended badly although no case is to blame: ${visibleLine(detail, 2000)}`
        : markup`the known failure <code>${visibleLine(subject, 500)}</code> names no case of the suite: ${visibleLine(detail, 2000)}`,
    ),
  ]
}

/** What the marks of the matrix mean. */
export function legendSection(): Markup {
  const items = outcomes.map(
    (outcome) =>
      markup`<span class="key"><abbr class="mark ${outcome}">${glyphs[outcome]}</abbr> ${words(outcome)}</span>`,
  )
  return markup`${items}<span class="key"><abbr class="mark fail unexpected">F</abbr> filled: unexpected</span>`
}
