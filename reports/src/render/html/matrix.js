/**
 * The matrix of cases by bridges. Only the rows that are on the screen exist: ten thousand cases open as quickly as ten.
 * @typedef {import('./dom.js').PageCase} PageCase
 * @typedef {import('./dom.js').PageCell} PageCell
 * @typedef {{ kind: 'area' | 'topic' | 'case', top: number, height: number, index: number, text: string }} Line
 */
import { address, data, details, find, make, mark, outcomeOf } from './dom.js'
import { drawCard } from './result.js'

/** Rows that are drawn beyond the edges of the screen. */
const beyond = 12
/** With more bridges than these a sign says that a case passes, and no word. */
const roomy = 5
/** On paper more would be nobody's reading. */
const printed = 2000
const table = find('#cases table.matrix', HTMLTableElement)
const body = make('tbody', { role: 'rowgroup' })
/** @type {Line[]} */
let lines = []
/** Rows that are there, by the line's place. @type {Map<number, HTMLElement>} */
const drawn = new Map()
/** The line that Tab goes to; arrows move it. */
let current = -1
let waiting = false

table.style.setProperty('--bridges', String(data.bridges.length))
table.setAttribute('role', 'table')
table.classList.toggle('many', data.bridges.length > roomy)
const heads = ['case', ...data.bridges].map((name) =>
  make('th', { role: 'columnheader', scope: 'col' }, ...broken(name)),
)
table.append(make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...heads)), body)
body.addEventListener('keydown', moveByKey)
body.addEventListener('click', openRow)
body.addEventListener('focusin', remember)
window.addEventListener('scroll', drawSoon, { passive: true })
window.addEventListener('resize', drawSoon)

/** A name that may break behind its `@`. @param {string} name */
function broken(name) {
  return name.split(/(?<=@)/).flatMap((part, index) => (index === 0 ? [part] : [make('wbr', {}), part]))
}

/** Shows these cases and no others. @param {readonly number[]} shown Indexes, rising. */
export function showCases(shown) {
  lines = layOut(shown)
  current = lines.findIndex(({ kind }) => kind === 'case')
  const last = lines.at(-1)
  body.style.height = `${last === undefined ? 0 : last.top + last.height}px`
  table.setAttribute('aria-rowcount', String(lines.length + 1))
  table.hidden = lines.length === 0
  for (const row of drawn.values()) row.remove()
  drawn.clear()
  drawWindow()
}

/** @param {readonly number[]} shown @returns {Line[]} */
function layOut(shown) {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const heights = { area: 2.25 * unit, topic: 2.25 * unit, case: 3 * unit }
  /** @type {Line[]} */
  const made = []
  let top = 0
  /** @param {Line['kind']} kind @param {number} index @param {string} text */
  const add = (kind, index, text) => {
    made.push({ kind, top, height: heights[kind], index, text })
    top += heights[kind]
  }
  let [area, topic] = ['', '']
  for (const index of shown) {
    const item = data.cases[index]
    if (item === undefined) continue
    if (item.area !== area) add('area', index, item.area)
    if (item.area !== area || item.topic !== topic) add('topic', index, item.topic)
    area = item.area
    topic = item.topic
    add('case', index, item.id)
  }
  return made
}

function drawSoon() {
  if (waiting) return
  waiting = true
  requestAnimationFrame(() => {
    waiting = false
    drawWindow()
  })
}

/** Draws what is on the screen, and takes away what no longer is, except what has the focus. */
export function drawWindow() {
  if (table.hidden || table.offsetParent === null) return
  const above = -body.getBoundingClientRect().top
  const first = Math.max(0, lineAt(above) - beyond)
  const last = Math.min(lines.length - 1, lineAt(above + window.innerHeight) + beyond)
  for (const [place, row] of drawn) {
    if ((place >= first && place <= last) || row.contains(document.activeElement)) continue
    row.remove()
    drawn.delete(place)
  }
  // In the order of the table, without moving a row that is there: moved, it would lose the focus.
  let next = body.firstElementChild
  for (let place = first; place <= last; place += 1) {
    while (next instanceof HTMLElement && Number(next.dataset['place']) < place) next = next.nextElementSibling
    const there = drawn.get(place)
    if (there === undefined) body.insertBefore(drawLine(place), next)
  }
}

/** The place of the line at so many pixels from the top. @param {number} offset */
function lineAt(offset) {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines[middle]?.top ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** @param {number} place */
function drawLine(place) {
  const line = lines[place]
  if (line === undefined) throw new Error('the matrix has no such line')
  const row = drawRow(line)
  row.setAttribute('role', 'row')
  row.setAttribute('aria-rowindex', String(place + 2))
  row.dataset['place'] = String(place)
  row.style.top = `${line.top}px`
  row.style.height = `${line.height}px`
  const link = row.querySelector('a')
  if (link !== null) link.tabIndex = place === current ? 0 : -1
  drawn.set(place, row)
  return row
}

/** @param {Line} line */
function drawRow({ kind, index, text }) {
  if (kind === 'topic') return make('tr', { class: 'topic' }, rowHead(text))
  if (kind === 'area') return drawArea(text)
  const item = data.cases[index]
  if (item === undefined) throw new Error('the matrix has no such case')
  return drawCase(item)
}

/** @param {...(Node | string)} content */
function rowHead(...content) {
  return make('th', { role: 'rowheader', scope: 'row' }, ...content)
}

/** @param {string} name */
function drawArea(name) {
  const shares = data.areas.find((area) => area.name === name)?.shares ?? []
  const cells = shares.map(({ text, unexpected }) =>
    make('td', { role: 'cell', class: unexpected ? 'share bad' : 'share' }, text),
  )
  return make('tr', { class: 'area' }, rowHead(name), ...cells)
}

/** @param {PageCase} item */
function drawCase(item) {
  const level =
    item.level === 'documented' || item.kind === 'bench' ? [] : [make('span', { class: 'level' }, item.level)]
  const name = make('a', { class: 'name', href: address({ case: item.id }) }, item.name)
  // The title of a row is its name.
  const title = item.title === item.name ? [] : [make('small', {}, item.title)]
  const head = rowHead(make('span', { class: 'first' }, name, ...level), ...title)
  head.title = `${item.name}\n${item.title}`
  return make('tr', { class: 'case', 'data-id': item.id }, head, ...item.cells.map(drawCell))
}

/** @param {PageCell} cell */
function drawCell(cell) {
  if (cell.text !== undefined) return make('td', { role: 'cell', class: `figure ${outcomeOf(cell).id}` }, cell.text)
  const outcome = outcomeOf(cell)
  const note = cell.stale ? ['stale'] : cell.known ? ['known'] : []
  return make(
    'td',
    { role: 'cell', class: cell.unexpected ? 'bad' : '' },
    mark(outcome, cell),
    make('span', { class: `word ${outcome.id}` }, outcome.word),
    ...(cell.unexpected ? [make('span', { class: 'unseen' }, 'unexpected')] : []),
    ...note.map((text) => make('span', { class: 'note' }, text)),
  )
}

/** Wherever in its row somebody clicks. @param {MouseEvent} event */
function openRow(event) {
  const row = event.target instanceof Element ? event.target.closest('tr.case') : null
  const isLink = event.target instanceof Element && event.target.closest('a') !== null
  if (!(row instanceof HTMLElement) || isLink || getSelection()?.isCollapsed === false) return
  location.hash = address({ case: row.dataset['id'] ?? '' })
}

/** @param {FocusEvent} event */
function remember(event) {
  const row = event.target instanceof Element ? event.target.closest('tr') : null
  if (row instanceof HTMLElement) setCurrent(Number(row.dataset['place']))
}

/** The table is one stop of the Tab key; arrows, Page up and down, Home and End move within it. @param {KeyboardEvent} event */
function moveByKey(event) {
  const page = Math.max(1, Math.floor(window.innerHeight / 60))
  const jumps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -lines.length, End: lines.length }
  const jump = jumps[/** @type {keyof typeof jumps} */ (event.key)]
  if (jump === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  focusCase(jump)
}

/** @param {number} jump */
function focusCase(jump) {
  const wanted = Math.min(lines.length - 1, Math.max(0, current + jump))
  const direction = Math.sign(jump)
  // Beyond the first case there are headings only: then the nearest in the other direction.
  const place = caseFrom(wanted, direction) ?? caseFrom(wanted, -direction)
  const line = lines[place ?? -1]
  if (place === null || line === undefined) return
  scrollTo(line)
  drawWindow()
  setCurrent(place)
  drawn.get(place)?.querySelector('a')?.focus({ preventScroll: true })
}

/** @param {number} place @param {number} direction */
function caseFrom(place, direction) {
  let at = place
  while (lines[at] !== undefined && lines[at]?.kind !== 'case' && direction !== 0) at += direction
  return lines[at]?.kind === 'case' ? at : null
}

/** As when somebody goes down from the query. */
export function focusFirst() {
  current = 0
  focusCase(1)
}

/** @param {number} place */
function setCurrent(place) {
  const [before, now] = [current, place].map((one) => drawn.get(one)?.querySelector('a'))
  if (before) before.tabIndex = -1
  if (now) now.tabIndex = 0
  current = place
}

/** Below the table's head, which stays at the top. @param {Line} line */
function scrollTo(line) {
  const top = body.getBoundingClientRect().top + line.top
  const margin = 3 * line.height
  if (top < margin) window.scrollBy(0, top - margin)
  else if (top > window.innerHeight - margin) window.scrollBy(0, top - window.innerHeight + margin)
}

/** Brings a case into view, as when somebody comes back from its page. @param {string} id */
export function goToCase(id) {
  const place = lines.findIndex((line) => line.kind === 'case' && line.text === id)
  if (place < 0) return
  setCurrent(place)
  focusCase(0)
}

/** Paper has no window: every row is drawn, and what is unexpected with its details. Unpacked now, for printing does not wait. */
export async function readyToPrint() {
  const all = await details()
  window.addEventListener('beforeprint', () => {
    if (table.offsetParent === null) return
    const rows = lines.slice(0, printed).flatMap((line) => [drawRow(line), ...printedDetails(line, all)])
    const left = lines.length - printed
    const more =
      left > 0 ? [make('tr', {}, make('td', {}, `… and ${left} rows more: narrow the query to print them`))] : []
    body.style.height = 'auto'
    drawn.clear()
    body.replaceChildren(...rows, ...more)
  })
  window.addEventListener('afterprint', () => {
    if (table.offsetParent === null) return
    body.replaceChildren()
    drawn.clear()
    const last = lines.at(-1)
    body.style.height = `${last === undefined ? 0 : last.top + last.height}px`
    drawWindow()
  })
}

/** @param {Line} line @param {import('./dom.js').PageDetails} all */
function printedDetails({ kind, index }, all) {
  const item = data.cases[index]
  if (kind !== 'case' || item === undefined) return []
  const cards = item.cells.flatMap((cell, column) => {
    const result = all.cases[index]?.results[column]
    return cell.unexpected && result !== undefined ? [drawCard(data.bridges[column] ?? '', cell, result)] : []
  })
  return cards.length === 0 ? [] : [make('tr', { class: 'details' }, make('td', {}, ...cards))]
}
