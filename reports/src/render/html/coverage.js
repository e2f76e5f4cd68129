/**
 * Which functions of the C API and which behaviours work on which bridge: drawn when somebody opens them, for there may be a thousand.
 * @typedef {import('./page-data.ts').PageData} PageData
 * @typedef {PageData['coverage']['functions'][number]} CoverageRow
 * @typedef {CoverageRow['shares'][number]} Share
 */
import { data, find, make } from './dom.js'

drawCoverage()

function drawCoverage() {
  const section = find('#coverage', HTMLElement)
  section.hidden = data.coverage.functions.length + data.coverage.behaviours.length === 0
  drawOnOpen(section, 'functions', data.coverage.functions)
  drawOnOpen(section, 'behaviours', data.coverage.behaviours)
}

/** @param {HTMLElement} section @param {string} name @param {CoverageRow[]} rows */
function drawOnOpen(section, name, rows) {
  const details = find(`#coverage details.${name}`, HTMLDetailsElement)
  details.hidden = rows.length === 0
  find(`#coverage details.${name} .count`, HTMLElement).textContent = String(rows.length)
  details.addEventListener('toggle', () => {
    if (details.querySelector('table') === null) details.append(make('div', { class: 'scroll' }, coverageTable(rows)))
  })
  section.addEventListener('click', (event) => {
    // The address has the filter that the link asks for; the matrix that it filters stands further up.
    if (event.target instanceof HTMLAnchorElement) find('#cases', HTMLElement).scrollIntoView()
  })
}

/** @param {CoverageRow[]} rows */
function coverageTable(rows) {
  const heads = data.bridges.map((name) => make('th', { scope: 'col' }, name))
  const body = rows.map(({ name, shares }) => {
    const link = make('a', { class: 'name', href: `#${new URLSearchParams({ text: name })}` }, name)
    return make('tr', {}, make('th', { scope: 'row' }, link), ...shares.map(shareCell))
  })
  return make(
    'table',
    { class: 'coverage' },
    make('thead', {}, make('tr', {}, make('td', {}), ...heads)),
    make('tbody', {}, ...body),
  )
}

/** @param {Share} share */
function shareCell({ passed, judged, missing }) {
  if (judged === 0) return make('td', { class: 'none' }, '–')
  if (missing === judged) return make('td', { class: 'lacks' }, 'missing')
  const kind = passed === judged ? 'all' : 'part'
  return make('td', { class: kind }, `${passed}/${judged}`)
}
