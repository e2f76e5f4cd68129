/**
 * What is known of a case on one bridge.
 * @typedef {import('./page-data.ts').PageDetails['cases'][number]['results'][number]} PageResult
 * @typedef {import('./dom.js').PageCell} PageCell
 */
import { joinedBy, make, mark, outcomeOf, outwards } from './dom.js'

/** @param {string} bridge @param {PageCell} cell @param {PageResult} result */
export function drawCard(bridge, cell, result) {
  const outcome = outcomeOf(cell)
  const expectation = result.expected === outcome.word ? 'as expected' : `expected ${result.expected}`
  const head = make('h4', {}, mark(outcome, cell), bridge, make('span', {}, `${outcome.word}, ${expectation}`))
  return make(
    'article',
    { class: cell.unexpected ? 'card unexpected' : 'card' },
    head,
    ...result.differences.flatMap(drawDifference),
    make('dl', {}, ...facts(cell, result)),
  )
}

/** @param {string} term @param {(Node | string)[]} content */
export function pair(term, ...content) {
  return [make('dt', {}, term), make('dd', {}, ...content)]
}

/** @param {PageCell} cell @param {PageResult} result */
function facts({ stale }, { reason, known, tries, ending, ms }) {
  const reference = known === null || known.link === null ? [] : [' ', outwards(known.link)]
  return [
    ...(reason === null ? [] : pair('Reason', reason)),
    ...(known === null ? [] : pair(stale ? 'Stale known failure' : 'Known failure', known.reason, ...reference)),
    ...(tries.length < 2 ? [] : pair('Tries', tries.join(', '))),
    ...(ending === null ? [] : endingFacts(ending)),
    ...pair('Took', `${ms.toFixed(ms < 10 ? 2 : 0)} ms`),
  ]
}

/** @param {NonNullable<PageResult['ending']>} ending */
function endingFacts({ detail, step, lastCalls, stderr, backtrace }) {
  const calls = joinedBy(
    lastCalls.map((name) => make('code', {}, name)),
    ' → ',
  )
  return [
    ...pair('Ended', step === null ? detail : `${detail} in step ${step}`),
    ...(calls.length === 0 ? [] : pair('Last calls', ...calls)),
    ...(backtrace === null ? [] : pair('Backtrace', frames(backtrace))),
    ...(stderr === '' ? [] : pair('Standard error', make('pre', { tabindex: '0' }, stderr))),
  ]
}

/** Innermost first. @param {string[]} backtrace */
function frames(backtrace) {
  const items = backtrace.map((frame) => make('li', {}, make('code', {}, frame)))
  return make('ol', { class: 'frames', start: '0' }, ...items)
}

/** @param {PageResult['differences'][number]} difference */
function drawDifference({ at, expected, seen }) {
  const [wanted, got] = marked(expected, seen)
  return [
    make('h5', {}, at),
    make(
      'dl',
      { class: 'difference' },
      ...pair('expected', make('pre', { tabindex: '0' }, ...wanted)),
      ...pair('seen', make('pre', { tabindex: '0' }, ...got)),
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
