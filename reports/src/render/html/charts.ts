/**
 * Charts as SVG, drawn by Observable Plot in a document of its own: the page has them as text, needs no script for them, and its style
 * gives them their colours. Each stands beside a table of the same figures.
 */
import { dot, type PlotOptions, plot, ruleX, ruleY } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { Ratio } from '#harness/src/statistics/ratio.ts'
import { intervalText, ratioText } from '../figures.ts'
import { visibleLine } from '../visible.ts'
import { type Markup, markup, svgMarkup } from './markup.ts'

/** A bridge's mark: symbols tell series apart without colour. The last has no inside, so that all have a stroke. */
const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye', 'plus'] as const
const width = 960
/** Pixels of one dot with its interval, and of a row's name. */
const [dotHeight, nameHeight] = [13, 20]

export interface RatioRow {
  name: string
  /** One for each series; null where there is none. */
  ratios: readonly (Ratio | null)[]
}

interface Point extends Ratio {
  name: string
  series: string
}

/**
 * How many times the base's time, with the 95 % interval, on a logarithmic axis: a row for each name, in it a mark for each series.
 * Nothing when no row has a ratio.
 */
export function ratioChart(
  rows: readonly RatioRow[],
  { series, base, label }: { series: readonly string[]; base: string; label: string },
): Markup {
  const labels = shownLabels(rows.map(({ name }) => name))
  const points = rows.flatMap(({ ratios }, place) =>
    ratios.flatMap((ratio, index): Point[] =>
      ratio === null ? [] : [{ ...ratio, name: labels[place] ?? '', series: series[index] ?? '' }],
    ),
  )
  if (points.length === 0) return markup``
  const shown = series.filter((name) => points.some((point) => point.series === name))
  const names = [...new Set(points.map(({ name }) => name))]
  const channels = { x: 'ratio', y: 'series', fy: 'name' }
  const svg = drawn({
    ...{ marginLeft: 240, marginRight: 20, marginBottom: 44 },
    height: names.length * Math.max(nameHeight, dotHeight * shown.length) + 70,
    x: {
      type: 'log',
      grid: true,
      labelOffset: 40,
      label: `times the time of ${visibleLine(base, 60)} →`,
      tickFormat: tick,
      ...ticks(points),
    },
    y: { domain: shown, axis: null },
    fy: { domain: names, label: null, padding: 0.15 },
    color: { domain: shown, range: shown.map((name) => colourOf(series, name)) },
    symbol: { domain: shown, range: shown.map((name) => symbolOf(series, name)) },
    marks: [
      ruleX([1], { stroke: 'currentColor', strokeOpacity: 0.5 }),
      ruleY(points, {
        x1: (one: Point) => one.low ?? one.ratio,
        x2: (one: Point) => one.high ?? one.ratio,
        y: 'series',
        fy: 'name',
        stroke: 'series',
        strokeWidth: 2,
      }),
      dot(points, { ...channels, fill: 'series', stroke: 'series', symbol: 'series', r: 4, title: pointTitle }),
    ],
  })
  return figure(svg, { label, legend: shown.length < 2 ? markup`` : legend(series, shown) })
}

function pointTitle(point: Point): string {
  return `${visibleLine(point.series, 60)}: ${ratioText(point)} ${intervalText(point)}`.trimEnd()
}

/** Close to the base every few percent count, far from it the order of magnitude. */
function ticks(points: readonly Point[]): { ticks: number[]; domain: [number, number] } {
  const values = points.flatMap(({ ratio, low, high }) => [ratio, low ?? ratio, high ?? ratio])
  const [least, most] = [Math.min(0.97, ...values) / 1.02, Math.max(1.03, ...values) * 1.02]
  const span = most / least
  const shown =
    span < 1.3 ? finest : span < 2.5 ? fine : decades(span > 200 ? [1] : span > 12 ? [1, 3] : [1, 1.5, 2, 3, 5, 7])
  return { ticks: shown.filter((value) => value >= least && value <= most), domain: [least, most] }
}

const finest = [0.8, 0.85, 0.9, 0.95, 0.98, 1, 1.02, 1.05, 1.1, 1.15, 1.2, 1.25]
const fine = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.2]

function decades(steps: readonly number[]): number[] {
  return Array.from({ length: 14 }, (_, index) => 10 ** (index - 6)).flatMap((decade) =>
    steps.map((step) => step * decade),
  )
}

function tick(value: number): string {
  return `×${Number(value.toPrecision(3))}`
}

/** SVG of a plot, without the style element that the page's policy would refuse; `charts.css` has it. */
export function drawn(options: PlotOptions): Markup {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const svg = plot({ document, width, ...options })
  for (const style of svg.querySelectorAll('style')) style.remove()
  // The figure has a name; its parts may have none.
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  svg.removeAttribute('style')
  return svgMarkup(svg.outerHTML.replaceAll(/(\.\d\d)\d+/g, '$1'))
}

export function figure(svg: Markup, { label, legend: keys }: { label: string; legend: Markup }): Markup {
  return markup`<figure class="chart">${keys}<div class="scroll" role="img" aria-label="${label}">${svg}</div></figure>`
}

function legend(series: readonly string[], shown: readonly string[]): Markup {
  const keys = shown.map((name) => {
    const key = drawn({
      width: 14,
      height: 14,
      margin: 0,
      axis: null,
      marks: [
        dot(
          { length: 1 },
          {
            frameAnchor: 'middle',
            r: 4.5,
            fill: colourOf(series, name),
            stroke: colourOf(series, name),
            symbol: symbolOf(series, name),
          },
        ),
      ],
    })
    return markup`<li><span aria-hidden="true">${key}</span> ${visibleLine(name, 60)}</li>`
  })
  return markup`<ul class="series">${keys}</ul>`
}

function colourOf(series: readonly string[], name: string): string {
  return `var(--series-${(series.indexOf(name) % symbols.length) + 1})`
}

function symbolOf(series: readonly string[], name: string): (typeof symbols)[number] {
  return symbols[series.indexOf(name) % symbols.length] ?? 'circle'
}

/** Names that are alike when they are cut stay whole: each row needs one of its own. */
function shownLabels(names: readonly string[]): string[] {
  const cut = names.map(shortened)
  return new Set(cut).size === new Set(names).size ? cut : names.map((name) => visibleLine(name, 200))
}

/** What fits into the margin: the end of a name tells more than its beginning. */
function shortened(name: string): string {
  const text = visibleLine(name, 200)
  return text.length <= 34 ? text : `…${text.slice(-33)}`
}

/** The shortest ends of `area/topic/name` that tell ids apart. */
export function shortNames(ids: readonly string[]): string[] {
  const ends = [2, 1].map((from) => ids.map((id) => id.split('/').slice(from).join('/') || id))
  return ends.find((names) => new Set(names).size === ids.length) ?? [...ids]
}
