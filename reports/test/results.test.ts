import { readFileSync } from 'node:fs'
import test from 'ava'
import { reportModel } from '../src/model.ts'
import { renderResults } from '../src/render/results.ts'
import { results } from '../src/results-schema.ts'
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
