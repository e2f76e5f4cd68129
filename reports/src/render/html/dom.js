/**
 * What every part of the page's script draws with. Text goes in as text nodes, never as markup.
 * @typedef {import('./page-data.ts').PageData} PageData
 * @typedef {import('./page-data.ts').PageData['cases'][number]['cells'][number]} PageCell
 */

/** @type {PageData} */
export const data = JSON.parse(find('#data', HTMLElement).textContent ?? '')

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(selector, kind) {
  const found = document.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`the page has no ${selector}`)
  return found
}

/**
 * The matrix is laid out as grids: without its roles it would be no table to every screen reader.
 * @type {Record<string, string>}
 */
const roles = { thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell', th: 'rowheader' }

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes, ...children) {
  const made = document.createElement(name)
  const role = roles[name]
  if (role !== undefined)
    made.setAttribute('role', name === 'th' && attributes['scope'] === 'col' ? 'columnheader' : role)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** @param {PageCell | undefined} cell */
export function outcomeOf(cell) {
  const outcome = data.outcomes[typeof cell === 'object' ? cell.outcome : (cell ?? 0)]
  if (outcome === undefined) throw new Error('a cell has an unknown outcome')
  return outcome
}

/** @param {PageData['outcomes'][number]} outcome @param {string} extra */
export function mark(outcome, extra) {
  return make('span', { class: `mark ${outcome.id}${extra}`, 'aria-hidden': 'true' }, outcome.glyph)
}

/** @param {string} text */
export function word(text) {
  return make('span', { class: 'word' }, text)
}
