/**
 * The matrix of the page: draws it from the embedded JSON and opens details.
 * @typedef {import('./page-data.ts').PageData} PageData
 * @typedef {import('./page-data.ts').PageData['cases'][number]} PageCase
 * @typedef {Exclude<import('./page-data.ts').PageData['cases'][number]['cells'][number], number>} PageDetail
 * @typedef {import('./page-data.ts').PageData['cases'][number]['cells'][number]} PageCell
 * @typedef {{ item: PageCase, row: HTMLTableRowElement, haystack: string, open: Set<number>, details: HTMLTableRowElement | null }} Entry
 * @typedef {{ body: HTMLTableSectionElement, entries: Entry[] }} Group
 */
import { drawDetails } from './details.js'
import { data, find, make, mark, outcomeOf, word } from './dom.js'
import { filterBy } from './filter.js'

/** So many cases are laid out at once without being felt; with more, those off the screen are left out. */
const longTable = 500
const table = find('table.matrix', HTMLTableElement)
/** The part of the table that holds a heading, and the cases below that; a topic's cases are among its area's. @type {Group[]} */
const groups = []
const entries = draw()
filterBy(entries, fitGroups)
printWithDetails()
// A run of benches alone has no cases to look for.
find('#cases', HTMLElement).hidden = entries.length === 0

function fitGroups() {
  for (const { body, entries: own } of groups) {
    const shown = own.filter((entry) => !entry.row.hidden).length
    body.hidden = shown === 0
    // What the browser reckons with while the group is off the screen.
    body.style.setProperty('--cases', String(shown))
  }
  table.hidden = groups.every(({ body }) => body.hidden)
}

function draw() {
  table.setAttribute('role', 'table')
  table.classList.toggle('long', data.cases.length > longTable)
  table.style.setProperty('--bridges', String(data.bridges.length))
  const heads = data.bridges.map((name) => make('th', { scope: 'col' }, name))
  table.append(make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'case'), ...heads)))
  return data.areas.flatMap((area) => drawArea(area))
}

/** @param {PageData['areas'][number]} area */
function drawArea({ name, shares }) {
  const cells = shares.map((share) => make('td', { class: share.unexpected ? 'share bad' : 'share' }, share.text))
  const heading = make('tr', { class: 'area' }, make('th', { scope: 'rowgroup' }, name), ...cells)
  const topics = Map.groupBy(
    data.cases.filter((item) => item.area === name),
    (item) => item.topic,
  )
  const body = make('tbody', {}, heading)
  table.append(body)
  const drawn = [...topics].flatMap(([topic, items]) => drawTopic(topic, items))
  groups.push({ body, entries: drawn })
  return drawn
}

/** @param {string} topic @param {PageCase[]} items */
function drawTopic(topic, items) {
  const width = String(data.bridges.length + 1)
  const heading = make('tr', { class: 'topic' }, make('th', { scope: 'rowgroup', colspan: width }, topic))
  const drawn = items.map(drawCase)
  const body = make('tbody', {}, heading, ...drawn.map((entry) => entry.row))
  groups.push({ body, entries: drawn })
  table.append(body)
  return drawn
}

/** @param {PageCase} item @returns {Entry} */
function drawCase(item) {
  const level = item.level === 'documented' ? [] : [make('span', { class: 'level' }, item.level)]
  const name = make('button', { class: 'name', type: 'button', 'aria-expanded': 'false' }, item.name)
  // The title of a row is its name.
  const title = item.title === item.name ? [] : [make('small', {}, item.title)]
  const head = make('th', { scope: 'row' }, name, ...level, ...title)
  const row = make('tr', { class: 'case', 'data-id': item.id }, head, ...item.cells.map(drawCell))
  const { id, behaviour, api } = item
  const haystack = [id, item.title, behaviour ?? '', ...api].join('\n').toLowerCase()
  /** @type {Entry} */
  const entry = { item, row, haystack, open: new Set(), details: null }
  row.addEventListener('click', (event) => toggle(entry, event))
  return entry
}

/** @param {PageCell} cell @param {number} index */
function drawCell(cell, index) {
  const outcome = outcomeOf(cell)
  if (typeof cell === 'number')
    return make('td', {}, make('span', { class: 'cell' }, mark(outcome, ''), word(outcome.word)))
  const extra = `${cell.unexpected ? ' unexpected' : ''}${cell.known === null ? '' : ' known'}`
  const note = cell.stale ? [make('span', { class: 'note' }, 'stale')] : known(cell)
  const button = make(
    'button',
    { class: 'cell', type: 'button', 'aria-expanded': 'false', 'data-bridge': String(index) },
    mark(outcome, extra),
    word(outcome.word),
    ...note,
  )
  return make('td', {}, button)
}

/** @param {PageDetail} cell */
function known(cell) {
  return cell.known === null ? [] : [make('span', { class: 'note' }, 'known')]
}

/** A cell opens its own details; the case's name opens all of them. @param {Entry} entry @param {MouseEvent} event */
function toggle(entry, event) {
  const button = event.target instanceof Element ? event.target.closest('button') : null
  if (button === null) return
  const bridge = button.dataset['bridge']
  if (bridge === undefined) showAll(entry, entry.details === null)
  else show(entry, entry.open.symmetricDifference(new Set([Number(bridge)])), false)
}

/** @param {Entry} entry @param {boolean} opened */
function showAll(entry, opened) {
  const told = entry.item.cells.flatMap((cell, index) => (typeof cell === 'number' ? [] : [index]))
  show(entry, new Set(opened ? told : []), opened)
}

/** @param {Entry} entry @param {Set<number>} open @param {boolean} always Show what is known of the case though no cell is open. */
function show(entry, open, always) {
  entry.open = open
  entry.details?.remove()
  entry.details = open.size > 0 || always ? drawDetails(entry.item, open) : null
  if (entry.details !== null) entry.row.after(entry.details)
  for (const button of entry.row.querySelectorAll('button')) {
    const bridge = button.dataset['bridge']
    const expanded = bridge === undefined ? entry.details !== null : open.has(Number(bridge))
    button.setAttribute('aria-expanded', String(expanded))
  }
}

/** On paper nothing can be opened: what is unexpected is printed with its details. */
function printWithDetails() {
  /** @type {Entry[]} */
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = entries.filter(({ row, details, item }) => {
      const unexpected = item.cells.some((cell) => typeof cell === 'object' && cell.unexpected)
      return !row.hidden && details === null && unexpected
    })
    for (const entry of opened) showAll(entry, true)
  })
  window.addEventListener('afterprint', () => {
    for (const entry of opened) showAll(entry, false)
  })
}
