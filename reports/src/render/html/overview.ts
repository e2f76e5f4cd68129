/** What somebody sees first: areas by bridges, and what was not as expected. */
import { oneLine, words } from '../../findings.ts'
import type { CaseReport, ReportModel, Result, Totals } from '../../model.ts'
import { visibleLine } from '../visible.ts'
import { type Markup, markup } from './markup.ts'
import { glyphs } from './page-data.ts'

/** More than these are for the matrix. */
const listed = 40

/** Passed of judged in each area on each bridge, as a bar and as a number. Nothing for a run without cases. */
export function areasSection({ areas, bridges }: ReportModel): Markup {
  if (areas.length === 0) return markup``
  const heads = bridges.map(({ name }) => markup`<th scope="col">${name}</th>`)
  const rows = areas.map(
    ({ name, totals }) =>
      markup`<tr><th scope="row"><a href="${`#${new URLSearchParams({ where: `area:${name}` })}`}">${name}</a></th>${totals.map(areaCell)}</tr>\n`,
  )
  return markup`<h3>Areas</h3>
<p class="lead">Cases that pass, of those that were judged. Red: not as expected.</p>
<div class="scroll"><table class="areas">
<thead><tr><th scope="col">area</th>${heads}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`
}

function areaCell(totals: Totals): Markup {
  const { judged, unexpected, byOutcome } = totals
  if (judged === 0) return markup`<td class="zero">–</td>`
  const share = (count: number) => Math.round((count / judged) * 1000) / 10
  const [passed, bad] = [share(byOutcome.pass), share(Math.min(unexpected, judged - byOutcome.pass))]
  const note = unexpected === 0 ? markup`` : markup`<small class="unexpected">${unexpected} unexpected</small>`
  return markup`<td><span class="share">${byOutcome.pass}/${judged}</span><svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="4"/><rect class="passed" width="${passed}" height="4"/><rect class="unexpected" x="${100 - bad}" width="${bad}" height="4"/></svg>${note}</td>`
}

/** The first cases that were not as expected, each with a sentence and a link to its page. */
export function unexpectedSection({ cases, bridges }: ReportModel): Markup {
  if (cases.length === 0) return markup``
  const found = cases.flatMap((item) => item.results.flatMap((result) => (result.unexpected ? [{ item, result }] : [])))
  // Every case of a bridge that could not be run is an error: said once, above.
  const broken = new Set(bridges.flatMap(({ name, failure }) => (failure === null ? [] : [name])))
  const told = found.filter(({ result }) => !broken.has(result.bridge))
  if (told.length === 0) return markup``
  const items = told.slice(0, listed).map(({ item, result }) => unexpectedItem(item, result))
  const more =
    told.length > listed
      ? markup`<li><a href="${`#${new URLSearchParams({ where: 'unexpected' })}`}">and ${told.length - listed} more</a></li>`
      : markup``
  return markup`<h3>Not as expected</h3>
<ul class="findings">${items}${more}</ul>`
}

function unexpectedItem({ id, title }: CaseReport, result: Result): Markup {
  const { outcome, expected, bridge } = result
  const href = `#${new URLSearchParams({ case: visibleLine(id, 20_000) })}`
  const sentence = oneLine(result)
  const wanted = expected === 'pass' ? '' : `, expected ${words(expected)}`
  return markup`<li><span class="mark ${outcome} unexpected" aria-hidden="true">${glyphs[outcome]}</span> <b>${bridge}</b> ${words(outcome)}${wanted} <a href="${href}"><code>${visibleLine(id, 300)}</code></a><small>${visibleLine(title, 300)}${sentence === null ? '' : ` — ${visibleLine(sentence, 300)}`}</small></li>\n`
}
