import { readFileSync } from 'node:fs'
import test from 'ava'
import { reportModel } from '../src/model.ts'
import { renderJunit } from '../src/render/junit.ts'
import { renderResults } from '../src/render/results.ts'
import { results } from '../src/results-schema.ts'
import { renderSummary } from '../src/summary.ts'
import { resultsSchemaText } from '../tools/generate.ts'
import { fixtureEvents, matchesSnapshot } from './fixture.ts'

const text = renderResults(reportModel(fixtureEvents()))

test('results.json is as committed', (t) => matchesSnapshot(t, 'results.json', text))

test('results.json obeys its schema and says nothing beyond it', (t) => {
  const parsed = JSON.parse(text)
  t.deepEqual(results.parse(parsed), parsed)
})

test('each case and bridge with a verdict has one line', (t) => {
  const parsed = results.parse(JSON.parse(text))
  const keys = parsed.cases.map(({ id, bridge }) => `${id} ${bridge}`)
  t.is(new Set(keys).size, keys.length)
  t.is(text.split('\n').filter((line) => line.startsWith('    {"id":')).length, keys.length)
  const verdicts = parsed.bridges.flatMap(({ totals }) => Object.values(totals))
  t.is(
    verdicts.reduce((sum, count) => sum + count, 0),
    keys.length,
  )
})

test('the variant of a run is told, so that results of different ones are not confused', (t) => {
  const [started, ...rest] = fixtureEvents()
  if (started?.event !== 'RunStarted') return t.fail()
  const variant = { stress: 'gc', order: 'random', seed: 7, repeat: 1, fresh: 0, limitedApi: null }
  const events = [{ ...started, options: { ...started.options, variant } }, ...rest]
  const flags = ['--stress gc', '--order random --seed 7']
  t.deepEqual(results.parse(JSON.parse(renderResults(reportModel(events)))).variant, flags)
  t.regex(renderSummary(events, { color: false, columns: 100 }), /5 benches with --stress gc --order random --seed 7/)
  t.regex(renderJunit(reportModel(events)), /name="proofload [\d.]+ --stress gc --order random --seed 7"/)
})

test('a run without bridges and cases is still results.json', (t) => {
  const [started] = fixtureEvents()
  if (started?.event !== 'RunStarted') return t.fail()
  const empty = renderResults(reportModel([{ ...started, cases: [] }]))
  t.like(results.parse(JSON.parse(empty)), { bridges: [], cases: [] })
})

test('the committed JSON Schema is the one that is generated', (t) => {
  const committed = readFileSync(new URL('../results.schema.json', import.meta.url), 'utf8')
  t.is(resultsSchemaText(), committed)
})
