/** A history as text for people. */
import CliTable from 'cli-table3'
import { median } from 'simple-statistics'
import type { BenchChange, BenchHistory } from './benches.ts'
import type { CaseHistory } from './cases.ts'
import type { BrokenCase, Regressions, SlowerBench } from './regressions.ts'
import type { RunListing } from './runs.ts'
import type { Interval, Stand } from './stand.ts'

/** More lines of one kind help nobody; `--json` has all. */
const mostLines = 40

export function runsText(runs: readonly RunListing[]): string {
  const rows = runs.map(({ stand, bridge, variant, machine, cases, unexpected, benches, outcome }) => [
    stand.run.slice(0, 8),
    stand.at.slice(0, 16).replace('T', ' '),
    bridge,
    stand.version ?? 'did not start',
    commitText(stand),
    cases === 0 ? '' : `${counted(cases, 'case')}, ${unexpected} unexpected`,
    benches === 0 ? '' : counted(benches, 'bench', 'benches'),
    machine,
    [...variant, ...(outcome === 'complete' ? [] : [outcome])].join(' '),
  ])
  return table(['run', 'of', 'bridge', 'version', 'commit', 'cases', 'benches', 'machine', ''], rows)
}

/** `same`: cases that are not shown because nothing became of them. */
export function historyText(
  { cases, benches }: { cases: readonly CaseHistory[]; benches: readonly BenchHistory[] },
  same: number,
): string {
  const rest = same === 0 ? [] : [`${counted(same, 'case')} with the same verdict in all runs\n`]
  return [...cases.map(caseText), ...benches.map(benchText), ...rest].join('\n')
}

function caseText({ case: id, bridge, variant, spells, now, broke, flaky }: CaseHistory): string {
  const rows = spells.map(({ verdict, unexpected, runs, from, to }) => [
    `  ${verdict}`,
    unexpected ? '' : 'as expected',
    counted(runs, 'run'),
    standText(from),
    runs === 1 ? '' : `to ${standText(to)}`,
  ])
  const told = [
    ...(broke === null ? [] : [`  broke ${intervalText(broke)}`]),
    ...(flaky === null ? [] : [`  flaky ${intervalText(flaky)}`]),
    ...(now === 'flaky' && flaky === null ? ['  flaky as long as it is known'] : []),
    ...(now === 'bad' && broke === null ? ['  not as expected as long as it is known'] : []),
  ]
  return `${id}  ${named(bridge, variant)}\n${table([], rows)}${lines(told)}`
}

function benchText(history: BenchHistory): string {
  const { bench, bridge, variant, machine, normalised, leftOut, points, changes, regressions } = history
  const bounds = [0, ...changes.map(({ index }) => index)]
  const rows = bounds.flatMap((from, at) => {
    const to = bounds[at + 1] ?? points.length
    const first = points[from]
    if (first === undefined) return []
    const level = Number(median(points.slice(from, to).map(({ value }) => value)).toPrecision(3))
    const change = changes[at - 1]
    return [
      [
        `  ${counted(to - from, 'run')}`,
        `from ${standText(first.stand)}`,
        normalised ? `${level} × control` : `${level} ns`,
        change === undefined ? '' : changeText(change),
        regressions.includes(at - 1) ? 'still slower' : '',
      ],
    ]
  })
  const basis = normalised
    ? 'as multiples of the control benchmark'
    : 'no control benchmark: drift of the machine is in it'
  const rest = leftOut === 0 ? '' : `; ${counted(leftOut, 'run')} without it left out`
  return `${bench}  ${named(bridge, variant)}\n  machine ${machine}, ${basis}${rest}\n${table([], rows)}`
}

export function regressionsText({ broken, flaky, slower }: Regressions): string {
  if (broken.length + flaky.length + slower.length === 0) return 'no regressions\n'
  return [section('broken', broken.map(brokenText)), section('flaky', flaky.map(brokenText))]
    .concat(section('slower', slower.map(slowerText)))
    .filter((text) => text !== '')
    .join('\n')
}

function section(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return ''
  const rest = entries.length - mostLines
  const more = rest > 0 ? [`  … and ${rest} more; --json has all`] : []
  return `${title} (${entries.length})\n\n${lines([...entries.slice(0, mostLines), ...more])}`
}

function brokenText({ bridge, variant, case: id, verdict, interval }: BrokenCase): string {
  return `  ${verdict}  ${id}  ${named(bridge, variant)}\n    ${intervalText(interval)}`
}

function slowerText({ bridge, variant, bench, normalised, change }: SlowerBench): string {
  const basis = normalised ? '' : '\n    without a control benchmark: it may be the machine'
  return `  ${changeText(change)}  ${bench}  ${named(bridge, variant)}\n    ${intervalText(change.interval)}${basis}`
}

/** `+8.1 % [7.2, 9.0], p 0.0002`. */
function changeText({ size, low, high, p }: BenchChange): string {
  const percent = (value: number): string => (value * 100).toFixed(1)
  return `${size > 0 ? '+' : ''}${percent(size)} % [${percent(low)}, ${percent(high)}], p ${Number(p.toPrecision(1))}`
}

function intervalText({ last, first, versionChanged, suiteChanged }: Interval): string {
  const blamed = [
    ...(versionChanged ? [`version ${last.version ?? 'unknown'} became ${first.version ?? 'unknown'}`] : []),
    ...(suiteChanged ? ['the suite changed, too'] : []),
  ]
  return `between ${standText(last)} and ${standText(first)}${blamed.map((text) => `; ${text}`).join('')}`
}

function standText(stand: Stand): string {
  const commit = commitText(stand)
  return `${commit === '' ? `run ${stand.run.slice(0, 8)}` : commit} of ${day(stand.commit?.at ?? stand.at)}`
}

function commitText({ commit }: Stand): string {
  return commit === null ? '' : `${commit.id.slice(0, 10)}${commit.dirty ? '+changes' : ''}`
}

function day(at: string): string {
  return at.slice(0, 10)
}

function named(bridge: string, variant: string): string {
  return variant === '' ? bridge : `${bridge} ${variant}`
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('')
}

const sides = ['', '-mid', '-left', '-right']
const noLines = Object.fromEntries([
  ...['top', 'bottom'].flatMap((side) => sides.map((part) => [`${side}${part}`, ''])),
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'].map((part) => [part, '']),
  ['middle', '  '],
])

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new CliTable({
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  })
  drawn.push(...[...(head.length === 0 ? [] : [head]), ...rows].map((row) => [...row]))
  return lines(
    drawn
      .toString()
      .split('\n')
      .map((line) => line.trimEnd()),
  )
}
