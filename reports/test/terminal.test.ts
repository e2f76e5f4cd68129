import { stripVTControlCharacters } from 'node:util'
import test from 'ava'
import type { RunEvent } from '#harness/src/record/events.ts'
import { renderSummary } from '../src/summary.ts'
import { fixtureEvents, matchesSnapshot } from './fixture.ts'

const plain = renderSummary(fixtureEvents(), { color: false, columns: 100 })
const coloured = renderSummary(fixtureEvents(), { color: true, columns: 100 })

test('the summary is as committed', (t) => matchesSnapshot(t, 'summary.txt', plain))
test('the summary in 60 columns is as committed', (t) => {
  matchesSnapshot(t, 'summary-60.txt', renderSummary(fixtureEvents(), { color: false, columns: 60 }))
})

test('colour adds nothing but colour', (t) => {
  t.not(coloured, plain)
  t.is(stripVTControlCharacters(coloured), plain)
})

test('nothing that a host said reaches the terminal as a control character', (t) => {
  t.notRegex(plain, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
})

test('tables keep to the width of the terminal', (t) => {
  for (const columns of [60, 80, 100, 120]) {
    const text = renderSummary(fixtureEvents(), { color: false, columns })
    const tables = text.slice(0, text.indexOf('Unexpected')).split('\n')
    const rows = tables.filter((line) => /^(─| {2}\S|\S+ +[\d×])/.test(line))
    t.true(rows.length > 15)
    for (const line of rows) t.true(line.length <= columns, `${columns}: ${line}`)
  }
})

test('one cause is told once for all its cases', (t) => {
  t.is(plain.match(/graalpy could not be run/g)?.length, 1)
  t.regex(plain, /✗ 14 cases {2}error {2}graalpy/)
})

test('bridges that go wrong alike share one text', (t) => {
  t.regex(plain, /✗ errors\/indicator\/odd-text {2}fail {2}bridge-ref, pypy3/)
})

test('two long texts that differ only at their ends show where they differ', (t) => {
  const same = 'x'.repeat(5000)
  const events = fixtureEvents().map((event) =>
    event.event === 'CaseFinished' && event.differences.length > 0
      ? { ...event, differences: [{ at: 'returns', expected: `${same}AAA`, seen: `${same}BBB` }] }
      : event,
  )
  const text = renderSummary(events, { color: false, columns: 100 })
  t.regex(text, /expected .*4960 characters alike.*AAA\n.*seen .*BBB\n/)
})

/** A record in which everything is as expected. */
function good(): RunEvent[] {
  return fixtureEvents().flatMap((event): RunEvent[] => {
    if (event.event === 'RunFinished') return [{ ...event, outcome: 'complete' }]
    return event.event === 'RunStarted' || ('bridge' in event && event.bridge === 'cpython@3.11') ? [event] : []
  })
}

test('a run in which all is as expected ends with one good line', (t) => {
  const lines = renderSummary(good(), { color: false, columns: 100 }).trimEnd().split('\n')
  t.is(lines.at(-1), '✓ everything as expected: 14 verdicts, 5 benches in 1 min 30 s')
  t.false(lines.includes('Unexpected'))
})

test('a run of benches alone is measured, not as expected', (t) => {
  const events = good().flatMap((event): RunEvent[] => {
    if (event.event === 'CaseFinished') return []
    return [event.event === 'RunStarted' ? { ...event, cases: [] } : event]
  })
  const lines = renderSummary(events, { color: false, columns: 100 }).trimEnd().split('\n')
  t.is(lines.at(-1), '✓ measured: 5 benches in 1 min 30 s')
})

test('a run without a single case says so', (t) => {
  const [started] = fixtureEvents()
  if (started?.event !== 'RunStarted') return t.fail()
  const text = renderSummary([{ ...started, cases: [] }], { color: false, columns: 100 })
  t.regex(text, /^everything as expected so far: 0 verdicts\n! The record ends without the end of the run/)
})
