/**
 * Decides which cases are shown. The query is kept in the page's address, so that a view can be passed on.
 * @typedef {import('../../query/types.ts').QueryRow} QueryRow
 * @typedef {import('./dom.js').PageCase} PageCase
 */
import { QueryError, queryFilter, queryPointer } from '../../query/query.js'
import { address, data, find, outcomeOf } from './dom.js'
import { focusFirst, showCases } from './matrix.js'

const form = find('form.query', HTMLFormElement)
const input = find('input[name=where]', HTMLInputElement)
const columns = data.bridges.map((name, index) => ({ name, bridge: name, run: '', isBase: index === data.base }))
/** The cases as a query sees them. @type {QueryRow[]} */
const rows = data.cases.map((item) => ({
  ...item,
  cells: item.cells.map((cell) => {
    const { unexpected = false, known = false, stale = false, ended = null } = cell
    return { outcome: outcomeOf(cell).id, unexpected, known, stale, ended }
  }),
  ratio: item.kind === 'bench' ? (own, base) => ratioOf(item, own, base) : null,
}))
const kinds = new Set(data.cases.map(({ kind }) => kind))
const noun = kinds.size === 2 ? 'cases and benches' : kinds.has('bench') ? 'benches' : 'cases'
/** @type {number[]} */
let shown = []
/** @type {string | null} */
let asked = null

form.addEventListener('submit', (event) => event.preventDefault())
input.addEventListener('input', () => {
  history.replaceState(null, '', input.value === '' ? '#cases' : address({ where: input.value }))
  search(input.value)
})
input.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
  event.preventDefault()
  focusFirst()
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
  const matches = compiled(where)
  // What was shown stays while a query is being written.
  if (matches === null && shown.length > 0) return
  shown = rows.flatMap((row, index) => (matches === null || matches(row) ? [index] : []))
  showCases(shown)
  find('output.shown', HTMLOutputElement).value = `${shown.length} of ${rows.length} ${noun}`
  find('#cases p.none', HTMLParagraphElement).hidden = shown.length > 0
}

/** Null for what is no query; the page says why. @param {string} where */
function compiled(where) {
  const told = find('#query-error', HTMLElement)
  try {
    const matches = queryFilter(where, columns)
    told.hidden = true
    input.removeAttribute('aria-invalid')
    return matches
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    told.hidden = false
    input.setAttribute('aria-invalid', 'true')
    find('#query-error pre', HTMLPreElement).textContent = queryPointer(where, error)
    find('#query-error p', HTMLParagraphElement).textContent = `column ${error.column}: ${error.message}`
    return null
  }
}

/** Time of one bridge divided by that of another; both were measured against the base. @param {PageCase} item @param {number} own @param {number} base */
function ratioOf({ cells }, own, base) {
  const [one, other] = [cells[own]?.ratio, cells[base]?.ratio]
  if (base === data.base) return one ?? null
  if (other === undefined) return null
  if (own === data.base) {
    const { ratio, low, high } = other
    return { ratio: 1 / ratio, low: high === null ? null : 1 / high, high: low === null ? null : 1 / low }
  }
  // The interval of a quotient of two intervals is not known here.
  return one === undefined ? null : { ratio: one.ratio / other.ratio, low: null, high: null }
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
