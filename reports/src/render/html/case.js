/**
 * The page of one case: what it checks, its steps, its C, and what each bridge made of it.
 * @typedef {import('./dom.js').PageCase} PageCase
 * @typedef {import('./dom.js').PageDetails} PageDetails
 * @typedef {PageDetails['cases'][number]} CaseDetails
 */
import { address, data, details, find, make, mark, outcomeOf, outwards } from './dom.js'
import { drawCard, pair } from './result.js'

const levels = {
  documented: 'documented: every bridge must hold it',
  eventual: 'eventual: must hold after garbage was collected',
  detail: 'detail of CPython: reported, never a failure',
  misuse: 'misuse: judged on how it is diagnosed, in a process of its own',
}
const places = new Map(data.cases.map(({ id }, index) => [id, index]))

/**
 * Draws the page of the case `id`, with links to its neighbours among `shown`, the indexes of what the filter lets through.
 * @param {string} id
 * @param {readonly number[]} shown
 */
export async function showCase(id, shown) {
  const view = find('#case', HTMLElement)
  const index = places.get(id)
  const item = index === undefined ? undefined : data.cases[index]
  if (item === undefined)
    return view.replaceChildren(heading('No such case'), make('p', {}, `This run has no case ${id}.`))
  const all = await details()
  const own = all.cases[index ?? -1]
  const body =
    own === undefined
      ? [figures(item)]
      : [
          about(item, own, all),
          ...results(item, own),
          ...past(item, all),
          ...steps(item, own),
          ...sources(item, own, all),
        ]
  const head = [neighbours(index ?? -1, shown), heading(item.name), make('p', { class: 'lead' }, item.title)]
  view.replaceChildren(...head, ...body)
}

/** @param {string} text */
function heading(text) {
  return make('h2', { tabindex: '-1' }, text)
}

/** @param {number} index @param {readonly number[]} shown */
function neighbours(index, shown) {
  const place = shown.indexOf(index)
  /** @param {number | undefined} neighbour @param {string} text */
  const link = (neighbour, text) => {
    const item = place < 0 || neighbour === undefined ? undefined : data.cases[neighbour]
    return item === undefined ? [] : [make('a', { href: address({ case: item.id }), title: item.id }, text)]
  }
  const where = data.cases[index]
  const found = shown.length === data.cases.length ? '' : ' that match the query'
  const count = place < 0 ? [] : [make('span', {}, `${place + 1} of ${shown.length}${found}`)]
  return make(
    'nav',
    { class: 'neighbours', 'aria-label': 'Neighbouring cases' },
    make('a', { href: '#cases' }, 'All cases'),
    make('span', {}, `${where?.area} / ${where?.topic}`),
    ...count,
    ...link(shown[place - 1], '← previous'),
    ...link(shown[place + 1], 'next →'),
  )
}

/** Of a bench. @param {PageCase} item */
function figures({ cells }) {
  return make(
    'dl',
    { class: 'about' },
    ...cells.flatMap(({ text }, column) => pair(data.bridges[column] ?? '', text ?? '')),
    ...pair('Chart', make('a', { href: '#throughput' }, 'Throughput')),
  )
}

/** @param {PageCase} item @param {CaseDetails} own @param {PageDetails} all */
function about({ id, behaviour, level, api }, { docs, place }, { texts }) {
  const functions = api.map((name) => {
    const declared = texts.function[name]
    return make('li', {}, make('a', { href: address({ api: name }) }, make('code', {}, declared ?? name)))
  })
  const sentence = behaviour === null ? undefined : texts.behaviour[behaviour]
  return make(
    'dl',
    { class: 'about' },
    ...(behaviour === null ? [] : pair('Behaviour', sentence === undefined ? behaviour : `${behaviour}: ${sentence}`)),
    ...pair('Level', levels[/** @type {keyof typeof levels} */ (level)] ?? level),
    ...pair('Documentation', outwards(docs)),
    ...(functions.length === 0 ? [] : pair('C functions', make('ul', { class: 'plain' }, ...functions))),
    ...pair('Case', make('code', {}, id)),
    ...pair('Place', make('code', {}, place)),
  )
}

/** @param {PageCase} item @param {CaseDetails} own */
function results(item, { results: told }) {
  const plain = item.cells.flatMap((cell, index) => (told[index] === undefined ? [{ cell, index }] : []))
  const summary = [...Map.groupBy(plain, ({ cell }) => outcomeOf(cell))].map(([outcome, cells]) =>
    make(
      'p',
      { class: 'plainly' },
      mark(outcome),
      ` ${outcome.word} on ${cells.map(({ index }) => data.bridges[index]).join(', ')}`,
    ),
  )
  const cards = item.cells.flatMap((cell, index) => {
    const result = told[index]
    return result === undefined ? [] : [drawCard(data.bridges[index] ?? '', cell, result)]
  })
  return [make('h3', {}, 'Expected and seen'), ...summary, make('div', { class: 'cards' }, ...cards)]
}

/** Where its verdict changed in tracked runs. @param {PageCase} item @param {PageDetails} all */
function past({ id }, { history: told }) {
  const rows = (told[id] ?? []).map(({ bridge, spells }) => {
    const marks = spells.map(({ outcome, unexpected, runs }) => {
      const cell = { outcome, ...(unexpected ? { unexpected: /** @type {const} */ (true) } : {}) }
      const count = make('small', {}, runs === 1 ? '1 run' : `${runs} runs`)
      return make('span', {}, mark(outcomeOf(cell), cell), ` ${outcomeOf(cell).word} `, count)
    })
    return pair(bridge, make('span', { class: 'strip' }, ...marks))
  })
  return rows.length === 0 ? [] : [make('h3', {}, 'History'), make('dl', {}, ...rows.flat())]
}

/** @param {PageCase} item @param {CaseDetails} own */
function steps(item, { steps: texts, results: told }) {
  if (texts.length === 0) return []
  const rows = texts.map((text, index) => {
    const departed = Object.entries(told).flatMap(([column, result]) => {
      const cell = item.cells[Number(column)]
      return cell !== undefined && departs(result, index + 1) ? [departure(cell, Number(column))] : []
    })
    return make('li', {}, make('code', {}, text), ...departed)
  })
  return [make('h3', {}, 'Steps'), make('ol', { class: 'steps' }, ...rows)]
}

/** Is it this step in which something else was seen? @param {CaseDetails['results'][number]} result @param {number} step */
function departs({ differences, ending }, step) {
  return ending?.step === step || differences.some(({ at }) => Number(/^step (\d+)/.exec(at)?.[1]) === step)
}

/** @param {PageCase['cells'][number]} cell @param {number} column */
function departure(cell, column) {
  const outcome = outcomeOf(cell)
  return make('span', { class: 'departure' }, mark(outcome, cell), ` ${outcome.word} on ${data.bridges[column]}`)
}

/** @param {PageCase} item @param {CaseDetails} own @param {PageDetails} all */
function sources({ api }, { probe, steps: texts }, all) {
  const called = [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/\bcall (\w+)\(/g)].map((found) => found[1] ?? ''))),
  ]
  const source = probe === null ? undefined : all.texts.probe[probe]
  const wrappers = called.flatMap((name) => (api.includes(name) ? (all.texts.wrapper[name] ?? []) : []))
  const written = source === undefined ? [] : called.flatMap((name) => definition(source, name))
  const shown = source === undefined ? wrappers : written
  if (shown.length === 0 && source === undefined) return []
  const whole = source === undefined ? [] : [wholeSource(probe ?? '', source)]
  const title = source === undefined ? 'C, generated from the description of the function' : 'C of the probe'
  return [make('h3', {}, title), ...shown.map((text) => code(text)), ...whole]
}

/** The definition of the C function `name`, with the comment above it. @param {string} source @param {string} name */
function definition(source, name) {
  const lines = source.split('\n')
  const start = lines.findIndex((line) => /^\w.*\{$/.test(line) && line.includes(` *${name}(`))
  if (start < 0) return []
  const end = lines.indexOf('}', start)
  let first = start
  while (first > 0 && /^(?:\/\*| \*)/.test(lines[first - 1] ?? '')) first -= 1
  return end < 0 ? [] : [lines.slice(first, end + 1).join('\n')]
}

/** @param {string} name @param {string} source */
function wholeSource(name, source) {
  return make('details', {}, make('summary', {}, 'The whole probe ', make('code', {}, name)), code(source))
}

/** @param {string} text */
function code(text) {
  return make('pre', { class: 'source', tabindex: '0' }, text)
}
