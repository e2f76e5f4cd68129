/**
 * What opens below a case: what is known of it, and a card for each bridge.
 * @typedef {import('./page-data.ts').PageData['cases'][number]} PageCase
 * @typedef {Exclude<import('./page-data.ts').PageData['cases'][number]['cells'][number], number>} PageDetail
 */
import { data, make, mark, outcomeOf } from './dom.js'

/** @param {PageCase} item @param {ReadonlySet<number>} open Indexes of bridges. */
export function drawDetails(item, open) {
  const cards = item.cells.flatMap((cell, index) =>
    typeof cell === 'object' && open.has(index) ? [drawCard(data.bridges[index] ?? '', cell)] : [],
  )
  const cell = make(
    'td',
    { colspan: String(data.bridges.length + 1) },
    aboutCase(item),
    make('div', { class: 'cards' }, ...cards),
  )
  return make('tr', { class: 'details' }, cell)
}

/** @param {PageCase} item */
function aboutCase({ id, docs, api, place, behaviour, level }) {
  return make(
    'dl',
    { class: 'about' },
    ...pair('Case', make('code', {}, id)),
    ...pair('C functions', ...api.flatMap((name, index) => [index === 0 ? '' : ', ', make('code', {}, name)])),
    ...pair('Documentation', link(docs)),
    ...pair('Place', make('code', {}, place)),
    ...pair('Level', behaviour === null ? level : `${level}, behaviour ${behaviour}`),
  )
}

/** @param {string} term @param {(Node | string)[]} content */
function pair(term, ...content) {
  return [make('dt', {}, term), make('dd', {}, ...content)]
}

/** Only what is a page becomes a link. @param {string} target */
function link(target) {
  return /^https?:\/\//.test(target) ? make('a', { href: target, rel: 'noreferrer' }, target) : target
}

/** @param {string} bridge @param {PageDetail} cell */
function drawCard(bridge, cell) {
  const outcome = outcomeOf(cell)
  const expectation = cell.expected === outcome.word ? 'as expected' : `expected ${cell.expected}`
  const head = make(
    'h3',
    {},
    mark(outcome, cell.unexpected ? ' unexpected' : ''),
    bridge,
    make('span', {}, `${outcome.word}, ${expectation}`),
  )
  return make(
    'article',
    { class: cell.unexpected ? 'card unexpected' : 'card' },
    head,
    ...cell.differences.flatMap(drawDifference),
    make('dl', {}, ...facts(cell)),
  )
}

/** @param {PageDetail} cell */
function facts({ reason, known: entry, stale, tries, ending, ms }) {
  const reference = entry === null || entry.link === null ? [] : [' ', link(entry.link)]
  return [
    ...(reason === null ? [] : pair('Reason', reason)),
    ...(entry === null ? [] : pair(stale ? 'Stale known failure' : 'Known failure', entry.reason, ...reference)),
    ...(tries.length < 2 ? [] : pair('Tries', tries.join(', '))),
    ...(ending === null ? [] : endingFacts(ending)),
    ...pair('Took', `${ms.toFixed(ms < 10 ? 2 : 0)} ms`),
  ]
}

/** @param {NonNullable<PageDetail['ending']>} ending */
function endingFacts({ detail, step, lastCalls, stderr }) {
  const calls = lastCalls.flatMap((name, index) => [index === 0 ? '' : ' → ', make('code', {}, name)])
  return [
    ...pair('Ended', step === null ? detail : `${detail} in step ${step}`),
    ...(calls.length === 0 ? [] : pair('Last calls', ...calls)),
    ...(stderr === '' ? [] : pair('Standard error', make('pre', {}, stderr))),
  ]
}

/** @param {PageDetail['differences'][number]} difference */
function drawDifference({ at, expected, seen }) {
  const [wanted, got] = marked(expected, seen)
  return [
    make('h4', {}, at),
    make(
      'dl',
      { class: 'difference' },
      ...pair('expected', make('pre', {}, ...wanted)),
      ...pair('seen', make('pre', {}, ...got)),
    ),
  ]
}

/**
 * Marks the part in which two texts differ, unless that is nearly everything.
 * @param {string} one
 * @param {string} other
 * @returns {[(Node | string)[], (Node | string)[]]}
 */
function marked(one, other) {
  const [left, right] = [[...one], [...other]]
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start += 1
  let end = 0
  while (end < shorter - start && left.at(-1 - end) === right.at(-1 - end)) end += 1
  if (start + end < 4) return [[one], [other]]
  /** @param {string[]} points */
  const split = (points) => [
    points.slice(0, start).join(''),
    make('mark', {}, points.slice(start, points.length - end).join('')),
    points.slice(points.length - end).join(''),
  ]
  return [split(left), split(right)]
}
