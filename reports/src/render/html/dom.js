/**
 * What every part of the page's script draws with. Text goes in as text nodes, never as markup.
 * @typedef {import('./page-data.ts').PageIndex} PageIndex
 * @typedef {import('./page-data.ts').PageDetails} PageDetails
 * @typedef {PageIndex['cases'][number]} PageCase
 * @typedef {PageCase['cells'][number]} PageCell
 */

/** @type {PageIndex} */
export const data = await unpack('#data')
/** @type {Promise<PageDetails> | null} */
let unpacked = null

/** What is unpacked only when somebody asks for it. @returns {Promise<PageDetails>} */
export function details() {
  unpacked ??= unpack('#details')
  return unpacked
}

/** JSON of an element that holds it compressed. @param {string} selector @returns {Promise<any>} */
async function unpack(selector) {
  const packed = atob(find(selector, HTMLScriptElement).text)
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return JSON.parse(await new Response(stream).text())
}

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
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(name, attributes, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** @param {PageCell | undefined} cell */
export function outcomeOf(cell) {
  const outcome = data.outcomes[cell?.outcome ?? 0]
  if (outcome === undefined) throw new Error('a cell has an unknown outcome')
  return outcome
}

/** @param {PageIndex['outcomes'][number]} outcome @param {PageCell} [cell] */
export function mark(outcome, cell) {
  const extra = cell?.unexpected ? ' unexpected' : ''
  return make('span', { class: `mark ${outcome.id}${extra}`, 'aria-hidden': 'true' }, outcome.glyph)
}

/** Only what is a page becomes a link. @param {string} target @param {string} [text] */
export function outwards(target, text = target) {
  return /^https?:\/\//.test(target) ? make('a', { href: target, rel: 'noreferrer' }, text) : target
}

/** Address of a view: `#case=area/topic/name`. @param {Record<string, string>} state */
export function address(state) {
  return `#${new URLSearchParams(state)}`
}

/** Items with something between. @template T @param {T[]} items @param {string} between @returns {(T | string)[]} */
export function joinedBy(items, between) {
  return items.flatMap((item, index) => (index === 0 ? [item] : [between, item]))
}
