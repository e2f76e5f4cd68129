import test from 'ava'
import { parseHTML } from 'linkedom'
import { ratioChart, shortNames } from '../src/render/html/charts.ts'

const ratio = (value: number) => ({ ratio: value, low: value * 0.9, high: value * 1.1, rounds: 12 })
const of = { series: ['one', 'two'], base: 'base', label: 'A chart' }

function drawn(rows: Parameters<typeof ratioChart>[0], options = of) {
  return parseHTML(`<!doctype html><html><body>${ratioChart(rows, options).html}</body></html>`).document
}

function texts(chart: ReturnType<typeof drawn>): string[] {
  return [...chart.querySelectorAll('figure [role=img] text')].map((text) => text.textContent ?? '')
}

test('a chart has a mark and an interval for each ratio, and says what it is', (t) => {
  const chart = drawn([
    { name: 'fast', ratios: [ratio(2), ratio(3)] },
    { name: 'slow', ratios: [ratio(20), null] },
  ])
  const titles = [...chart.querySelectorAll('title')].map((title) => title.textContent)
  t.deepEqual(titles, ['one: ×2.00 [1.80, 2.20]', 'two: ×3.00 [2.70, 3.30]', 'one: ×20.0 [18.0, 22.0]'])
  t.is(chart.querySelectorAll('line[stroke="var(--series-1)"]').length, 2)
  t.is(chart.querySelectorAll('line[stroke="var(--series-2)"]').length, 1)
  t.is(chart.querySelector('[role=img]')?.getAttribute('aria-label'), 'A chart')
  t.deepEqual(
    [...chart.querySelectorAll('.series li')].map((item) => item.textContent?.trim()),
    ['one', 'two'],
  )
})

test('a bridge keeps its colour and symbol whatever others a chart has', (t) => {
  const chart = drawn([{ name: 'only', ratios: [null, ratio(2)] }])
  t.is(chart.querySelectorAll('line[stroke="var(--series-2)"]').length, 1)
  t.is(chart.querySelector('.series'), null, 'one bridge needs no legend')
})

test('each of eight bridges has a mark that shows, in the chart and in the legend', (t) => {
  const series = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const chart = drawn([{ name: 'all', ratios: series.map((_, index) => ratio(index + 2)) }], { ...of, series })
  // A plus, the eighth, has no inside: only its stroke shows.
  t.is(chart.querySelectorAll('path[stroke^="var(--series-"]').length, 8)
  t.is(chart.querySelectorAll('.series g[stroke^="var(--series-"]').length, 8)
})

test('rows whose names are alike when they are cut stay apart', (t) => {
  const end = 'with-a-rather-long-common-ending-that-fills-the-margin'
  const chart = drawn([
    { name: `first-${end}`, ratios: [ratio(2), null] },
    { name: `second-${end}`, ratios: [ratio(3), null] },
  ])
  t.is(texts(chart).filter((text) => text.includes('margin')).length, 2)
})

test('an axis close to the base counts percents, one far from it orders of magnitude', (t) => {
  const near = texts(drawn([{ name: 'near', ratios: [ratio(1), null] }]))
  t.true(near.includes('×1.05') && near.includes('×0.95'))
  const far = texts(drawn([{ name: 'far', ratios: [ratio(900), null] }]))
  t.true(far.includes('×1') && far.includes('×1000') && !far.includes('×3'))
})

test('without a ratio there is no chart', (t) => {
  t.is(ratioChart([{ name: 'none', ratios: [null, null] }], of).html, '')
})

test('names are escaped, and controls shown', (t) => {
  const { html } = ratioChart([{ name: '<img src=x>\u001b', ratios: [ratio(2), null] }], {
    ...of,
    label: '"><script>',
    base: '</svg>',
  })
  t.notRegex(html, /<img|<script|<\/svg>[^<]*→/)
  t.true(html.includes('&lt;img src=x&gt;\\x1b') || html.includes('&lt;img src=x>\\x1b'))
})

test('a chart has no style that the page would refuse', (t) => {
  t.notRegex(ratioChart([{ name: 'a', ratios: [ratio(2), ratio(3)] }], of).html, /<style|\bstyle=/)
})

test('ids are told apart by the shortest ends', (t) => {
  t.deepEqual(shortNames(['a/b/c', 'a/b/d']), ['c', 'd'])
  t.deepEqual(shortNames(['a/b/c', 'a/x/c']), ['b/c', 'x/c'])
  t.deepEqual(shortNames(['a/b/c', 'x/b/c']), ['a/b/c', 'x/b/c'])
})
