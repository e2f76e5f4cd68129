/**
 * “Can I use `PyObject_Vectorcall` on …?”: functions of the C API and behaviours by bridges, and an answer for one of them.
 * @typedef {import('./dom.js').PageDetails} PageDetails
 * @typedef {PageDetails['coverage']['functions'][number]} CoverageRow
 * @typedef {CoverageRow['shares'][number]} Share
 * @typedef {{ row: HTMLTableRowElement, name: string }} Found
 * @typedef {{ item: import('./dom.js').PageCase, results: PageDetails['cases'][number]['results'] }} Touching
 */
import { address, data, details, find, make, mark, outcomeOf } from './dom.js'

/** Of a bridge's failing cases more would hide the other bridges. */
const listed = 8
const view = find('#api', HTMLElement)
const input = find('#api input[name=api]', HTMLInputElement)
const answer = find('#api .answer', HTMLElement)
/** @type {Promise<Found[]> | null} */
let tables = null

find('#api form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  const first = view.querySelector('tbody tr:not([hidden]) a')
  if (first instanceof HTMLAnchorElement) location.hash = first.hash
})
input.addEventListener('input', async () => {
  history.replaceState(null, '', input.value === '' ? '#api' : address({ api: input.value }))
  await showApi(input.value)
})

/** Shows the names that `text` is part of, and the answer when it is one of them. @param {string} text */
export async function showApi(text) {
  input.value = text
  tables ??= draw()
  const found = await tables
  // Somebody typed on meanwhile.
  if (input.value !== text) return
  const sought = text.trim().toLowerCase()
  for (const { row, name } of found) row.hidden = !name.toLowerCase().includes(sought)
  for (const table of view.querySelectorAll('details')) {
    const count = table.querySelectorAll('tbody tr:not([hidden])').length
    find(`#api details.${table.className} .count`, HTMLElement).textContent = String(count)
    table.hidden = count === 0
  }
  find('#api p.none', HTMLElement).hidden = found.some(({ row }) => !row.hidden)
  await drawAnswer(found.find(({ name }) => name.toLowerCase() === sought)?.name)
}

async function draw() {
  const { coverage, texts } = await details()
  return [
    ...drawTable('functions', coverage.functions, texts.function),
    ...drawTable('behaviours', coverage.behaviours, texts.behaviour),
  ]
}

/** @param {string} name @param {CoverageRow[]} rows @param {Record<string, string>} texts */
function drawTable(name, rows, texts) {
  const heads = data.bridges.map((bridge) => make('th', { scope: 'col' }, bridge))
  const made = rows.map((row) => {
    const link = make('a', { class: 'name', href: address({ api: row.name }) }, row.name)
    const text = texts[row.name]
    const small = text === undefined ? [] : [make('small', {}, text)]
    const head = make('th', { scope: 'row' }, link, ...small)
    return { row: make('tr', {}, head, ...row.shares.map(shareCell)), name: row.name }
  })
  const table = make(
    'table',
    { class: 'coverage' },
    make(
      'thead',
      {},
      make('tr', {}, make('th', { scope: 'col' }, name === 'functions' ? 'function' : 'behaviour'), ...heads),
    ),
    make('tbody', {}, ...made.map(({ row }) => row)),
  )
  find(`#api details.${name}`, HTMLDetailsElement).append(make('div', { class: 'scroll' }, table))
  return made
}

/** @param {Share} share */
function shareCell(share) {
  const { kind, word } = verdictOf(share)
  const { passed, judged } = share
  const count = kind === 'all' || kind === 'part' ? `${passed}/${judged}` : ''
  return make('td', { class: kind }, word, ' ', make('small', {}, count))
}

/** @param {Share} share */
function verdictOf({ passed, judged, missing }) {
  if (judged === 0) return { kind: 'unjudged', word: 'not judged' }
  if (missing === judged) return { kind: 'lacks', word: 'missing' }
  if (passed === judged) return { kind: 'all', word: 'works' }
  return passed === 0 ? { kind: 'part', word: 'fails' } : { kind: 'part', word: 'partly' }
}

/** What stands above the tables when they were asked for one name. @param {string | undefined} name */
async function drawAnswer(name) {
  answer.hidden = name === undefined
  if (name === undefined) return answer.replaceChildren()
  const { coverage, texts, cases: told } = await details()
  const ofFunction = coverage.functions.find((row) => row.name === name)
  const row = ofFunction ?? coverage.behaviours.find((one) => one.name === name)
  const cases = data.cases.flatMap((item, index) =>
    item.behaviour === name || item.api.includes(name) ? [{ item, results: told[index]?.results ?? {} }] : [],
  )
  const text = ofFunction === undefined ? texts.behaviour[name] : texts.function[name]
  answer.replaceChildren(
    make('h3', {}, ofFunction === undefined ? `Does ${name} hold?` : `Can I use ${name}?`),
    ...(text === undefined ? [] : [make('p', {}, ofFunction === undefined ? text : make('code', {}, text))]),
    make('ul', { class: 'plain' }, ...data.bridges.map((_, column) => answerOf(column, row?.shares[column], cases))),
    make(
      'p',
      {},
      make(
        'a',
        { href: address({ where: queryFor(name, ofFunction !== undefined) }) },
        `Its ${cases.length} cases in the matrix`,
      ),
    ),
  )
}

/** @param {string} name @param {boolean} isFunction */
function queryFor(name, isFunction) {
  return `${isFunction ? 'api' : 'behaviour'}:${name}`
}

/**
 * What one bridge makes of it, in a sentence and with the cases that say otherwise.
 * @param {number} column
 * @param {Share | undefined} share
 * @param {Touching[]} cases
 */
function answerOf(column, share = { passed: 0, judged: 0, missing: 0 }, cases = []) {
  const { kind, word } = verdictOf(share)
  const { passed, judged } = share
  const reasons = new Set(cases.flatMap(({ results }) => results[column]?.reason ?? []))
  const words = {
    all: `yes: ${judged === 1 ? 'its case passes' : `all ${judged} cases pass`}`,
    part: `${word}: ${passed} of ${judged} ${judged === 1 ? 'case passes' : 'cases pass'}`,
    lacks: 'no: it is missing',
    unjudged: `not judged: ${[...reasons].slice(0, 3).join('; ') || 'its cases were not run'}`,
  }
  const sentence = words[/** @type {keyof typeof words} */ (kind)]
  return make(
    'li',
    { class: kind },
    make('b', {}, data.bridges[column] ?? ''),
    ` ${sentence}`,
    ...failing(column, kind, cases),
  )
}

/** Links to the cases that do not pass. @param {number} column @param {string} kind @param {Touching[]} cases */
function failing(column, kind, cases) {
  if (kind !== 'part') return []
  const bad = cases.flatMap(({ item }) => {
    const outcome = outcomeOf(item.cells[column])
    return ['pass', 'skipped', 'not-run'].includes(outcome.id) ? [] : [{ item, outcome }]
  })
  const links = bad.slice(0, listed).map(({ item, outcome }) => {
    const link = make('a', { href: address({ case: item.id }) }, make('code', {}, item.name))
    return make('li', {}, mark(outcome, item.cells[column]), ' ', link, ` ${outcome.word}`)
  })
  const more = bad.length > listed ? [make('li', {}, `and ${bad.length - listed} more`)] : []
  return [make('ul', { class: 'plain failing' }, ...links, ...more)]
}
