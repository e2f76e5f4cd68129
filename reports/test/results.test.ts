import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import test from 'ava'
import { z } from 'zod'
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

test('a validator of JSON Schema accepts results.json, also without the fields that came later, and nothing wrong', (t) => {
  const schema = JSON.parse(resultsSchemaText())
  t.is(schema.$id, 'urn:proofload:results:1')
  const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema)
  t.true(validate(JSON.parse(text)), JSON.stringify(validate.errors))
  const older = text
    .replaceAll(/,"(tries|ending|digest)":(\[.*?\]|null|"[^"]*"|\{[^{}]*\})/g, '')
    .replace(/ {2}"outcome": .*\n/, '')
  t.notRegex(older, /"tries"|"ending"|"digest"|"outcome"/)
  t.true(validate(JSON.parse(older)), JSON.stringify(validate.errors))
  t.false(validate(JSON.parse(text.replace('"verdict":"pass"', '"verdict":"passed"'))))
  t.false(validate(JSON.parse(text.replace('"schema": 1', '"schema": 2'))))
})

test('every field has a description in the schema', (t) => {
  const silent: string[] = []
  const walk = (node: Record<string, unknown>, path: string): void => {
    const { properties = {}, items } = z
      .object({ properties: z.record(z.string(), z.looseObject({})), items: z.looseObject({}) })
      .partial()
      .parse(node)
    for (const [name, child] of Object.entries(properties)) {
      const isLeaf = !('properties' in child || 'items' in child)
      if (isLeaf && !('description' in child)) silent.push(`${path}.${name}`)
      walk(child, `${path}.${name}`)
    }
    if (items !== undefined) walk(items, `${path}[]`)
  }
  walk(JSON.parse(resultsSchemaText()), '')
  t.deepEqual(silent, [])
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
