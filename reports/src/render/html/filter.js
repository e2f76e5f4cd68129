/**
 * Decides which cases are shown. The query is kept in the page's address, so that a view can be passed on.
 */
import { data, find } from './dom.js'
import { showCases } from './matrix.js'
import { compileQuery } from './query-shim.js'

const form = find('form.query', HTMLFormElement)
const input = find('input[name=where]', HTMLInputElement)
const haystacks = data.cases.map(({ id, title, behaviour, api }) =>
  [id, title, behaviour ?? '', ...api].join('\n').toLowerCase(),
)
/** @type {number[]} */
let shown = []
/** @type {string | null} */
let asked = null

form.addEventListener('submit', (event) => event.preventDefault())
input.addEventListener('input', () => {
  const hash = input.value === '' ? '#cases' : `#${new URLSearchParams({ where: input.value })}`
  history.replaceState(null, '', hash)
  search(input.value)
})
document.addEventListener('keydown', focusQuery)

/** Shows what `where` asks for. @param {string} where */
export function searchFor(where) {
  input.value = where
  if (where !== asked) search(where)
}

/** Indexes of the cases that the query lets through, rising. */
export function shownCases() {
  return shown
}

/** @param {string} where */
function search(where) {
  asked = where
  const matches = compileQuery(where)
  shown = data.cases.flatMap((_, index) => (matches(haystacks[index] ?? '') ? [index] : []))
  showCases(shown)
  find('output.shown', HTMLOutputElement).value = `${shown.length} of ${data.cases.length} cases`
  find('p.none', HTMLParagraphElement).hidden = shown.length > 0
}

/** `/` goes to the query, as on many pages with one. @param {KeyboardEvent} event */
function focusQuery(event) {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  const view = find('#cases', HTMLElement)
  if (view.hidden) location.hash = '#cases'
  // What is hidden takes no focus, and the change of the address is told later.
  view.hidden = false
  input.focus()
  input.select()
}
