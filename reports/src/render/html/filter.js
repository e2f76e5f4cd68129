/**
 * Decides which cases are shown. The filter is kept in the page's address, so that a view can be passed on.
 * @typedef {import('./page-data.ts').PageData['cases'][number]} PageCase
 * @typedef {{ item: PageCase, row: HTMLElement, haystack: string, details: HTMLElement | null }} Filtered
 * @typedef {{ words: string[], bridge: number, verdicts: Set<number>, unexpected: boolean, different: boolean }} Filter
 */
import { data, find, make, mark, outcomeOf } from './dom.js'

const form = find('form.filter', HTMLFormElement)

/** Filters now, and whenever the form or the address changes; `changed` is told each time. @param {Filtered[]} entries @param {() => void} changed */
export function filterBy(entries, changed) {
  const update = () => {
    apply(entries)
    changed()
  }
  const readAddress = () => {
    readHash()
    update()
  }
  fillForm()
  readAddress()
  form.addEventListener('input', update)
  form.addEventListener('submit', (event) => event.preventDefault())
  // The form's fields have their new values only after the event.
  form.addEventListener('reset', () => setTimeout(update))
  window.addEventListener('hashchange', readAddress)
  document.addEventListener('keydown', focusSearch)
}

function fillForm() {
  const select = find('select[name=bridge]', HTMLSelectElement)
  select.append(...data.bridges.map((name, index) => make('option', { value: String(index) }, name)))
  const fieldset = find('fieldset.verdicts', HTMLFieldSetElement)
  for (const [index, outcome] of data.outcomes.entries()) {
    if (outcome.count === 0) continue
    const box = make('input', { type: 'checkbox', name: 'verdict', value: String(index) })
    fieldset.append(
      make(
        'label',
        { class: 'verdict' },
        box,
        mark(outcome, ''),
        outcome.word,
        make('small', {}, String(outcome.count)),
      ),
    )
  }
}

/** @returns {Filter} */
function readForm() {
  const fields = new FormData(form)
  const bridge = String(fields.get('bridge') ?? '')
  return {
    words: String(fields.get('text') ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean),
    bridge: bridge === '' ? -1 : Number(bridge),
    verdicts: new Set(fields.getAll('verdict').map(Number)),
    unexpected: fields.has('unexpected'),
    different: fields.has('different'),
  }
}

/** @param {Filtered[]} entries */
function apply(entries) {
  const filter = readForm()
  let shown = 0
  for (const entry of entries) {
    const hidden = !matches(entry, filter)
    entry.row.hidden = hidden
    if (entry.details !== null) entry.details.hidden = hidden
    if (!hidden) shown += 1
  }
  find('output.shown', HTMLOutputElement).value = `${shown} of ${entries.length} cases`
  find('p.none', HTMLParagraphElement).hidden = shown > 0
  writeHash()
}

/** @param {Filtered} entry @param {Filter} filter */
function matches({ item, haystack }, filter) {
  if (!filter.words.every((part) => haystack.includes(part))) return false
  if (filter.different && !differs(item)) return false
  const cells = filter.bridge === -1 ? item.cells : item.cells.slice(filter.bridge, filter.bridge + 1)
  return cells.some((cell) => {
    const outcome = typeof cell === 'number' ? cell : cell.outcome
    if (filter.verdicts.size > 0 && !filter.verdicts.has(outcome)) return false
    return !filter.unexpected || (typeof cell === 'object' && cell.unexpected)
  })
}

/** Do bridges differ in their verdicts? A case that was not tried on one says nothing about it. @param {PageCase} item */
function differs(item) {
  const ids = item.cells.map((cell) => outcomeOf(cell).id).filter((id) => id !== 'skipped' && id !== 'not-run')
  return new Set(ids).size > 1
}

/** The filter is kept in the address, so that a view can be passed on. */
function writeHash() {
  const state = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value !== '') state.append(name, String(value))
  const hash = state.size === 0 ? '' : `#${state}`
  if (location.hash !== hash) history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash)
}

function readHash() {
  const state = new URLSearchParams(location.hash.slice(1))
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') {
      field.checked = state.getAll(field.name).includes(field.value)
    } else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      field.value = state.get(field.name) ?? ''
    }
  }
}

/** `/` goes to the filter, as on many pages with one. @param {KeyboardEvent} event */
function focusSearch(event) {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  const search = find('input[name=text]', HTMLInputElement)
  search.focus()
  search.select()
}
