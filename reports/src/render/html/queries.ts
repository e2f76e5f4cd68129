/** Queries ready to be clicked, and what else can be asked. */
import type { ReportModel } from '../../model.ts'
import { type Markup, markup } from './markup.ts'

/** Bridges beyond these are typed. */
const offered = 8

/** Links that set the query, and the language in short. */
export function queriesSection({ bridges, cases, benches }: ReportModel): Markup {
  const names = bridges.map(({ name }) => quoted(name))
  const [first = 'bridge'] = names
  const last = names.at(-1) ?? first
  const ofCases =
    cases.length === 0 ? [] : ['unexpected', 'different', ...names.slice(0, offered).map((name) => `${name}:failing`)]
  const links = ofCases.map((text) => markup`<a href="${address(text)}">${text}</a>`)
  const examples: [string, string][] = [
    [`${last}:fail,crash and ${first}:pass`, 'verdicts of one bridge and of another'],
    [`not any(*):crash`, 'no bridge crashes'],
    [`different(${first}, ${last})`, 'these two differ in their verdicts'],
    [
      'area:buffers api:PyObject_* level:eventual',
      'of an area, of C functions, of a level; words beside one another must all hold',
    ],
    ['ended:SIG*', 'how the host ended'],
    ['"any text"', 'in the id, title, behaviour or C functions'],
    ...(benches === null
      ? []
      : [[`slower(${last}, ${first}) > 10`, 'benches in which one takes ten times as long'] as [string, string]]),
  ]
  const rows = examples.map(
    ([text, meaning]) =>
      markup`<tr><td><a href="${address(text)}"><code>${text}</code></a></td><td>${meaning}</td></tr>`,
  )
  return markup`<p class="offers">${links}</p>
<details class="help"><summary>What can be asked</summary>
<table><thead><tr><th scope="col">query</th><th scope="col">finds</th></tr></thead><tbody>${rows}</tbody></table>
<p>Verdicts are those of the legend below, and failing, judged, expected, unexpected, known and stale. Fields are area, topic, case, title, level, behaviour, api, kind and ended. docs/compare.md has the whole language.</p>
</details>`
}

function address(where: string): string {
  return `#${new URLSearchParams({ where })}`
}

/** As the language has names that hold more than letters. */
function quoted(name: string): string {
  return /^[^\s():,"'<>=]+$/.test(name) ? name : `"${name.replaceAll('"', '')}"`
}
