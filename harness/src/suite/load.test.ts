import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'ava'
import { loadCapi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import type { IssueCode } from './issue.ts'
import { loadSuite, readSuite } from './load.ts'

const fixtures = resolve(import.meta.dirname, '../../test/fixtures/suites')
const capi = loadCapi(join(fixtures, 'capi'))
const options = { capi, behaviours: new Set(['OWN1', 'SEQ1']) }

/** One folder `broken/<code>` for each code; `message.txt` in it is the whole text that its author sees. */
const codes: Record<IssueCode, true> = {
  'api-not-used': true,
  'bad-id': true,
  'bad-reference': true,
  'bad-value': true,
  'call-not-in-probe': true,
  contradiction: true,
  'duplicate-id': true,
  'duplicate-key': true,
  'duplicate-topic': true,
  'ends-in-shared-host': true,
  'log-without-host': true,
  'no-api': true,
  'no-assertion': true,
  'no-outcome': true,
  'no-probe': true,
  'repeat-without-why': true,
  'since-without-reason': true,
  'unbound-name': true,
  'unknown-behaviour': true,
  'unknown-function': true,
  'unknown-key': true,
  unpassable: true,
  'wrong-arguments': true,
  'wrong-path': true,
  'wrong-type': true,
  'wrong-uncovered': true,
  yaml: true,
}

for (const code of Object.keys(codes)) {
  test(`a suite with the mistake ${code} is refused with its place`, (t) => {
    const folder = join(fixtures, 'broken', code)
    const error = t.throws(() => loadSuite([folder], options), { instanceOf: HarnessError })
    const expected = join(folder, 'message.txt')
    // Rewritten texts are reviewed like code: the diff shows what authors will read.
    if (process.env['UPDATE_MESSAGES'] === '1') writeFileSync(expected, `${error.message}\n`)
    t.is(`${error.message}\n`, readFileSync(expected, 'utf8'))
    t.true(readSuite([folder], options).issues.some((issue) => issue.code === code))
  })
}

test('every broken fixture is one of the codes', (t) => {
  t.deepEqual(readdirSync(join(fixtures, 'broken')).toSorted(), Object.keys(codes).toSorted())
})

test('mistakes of all files are reported in one error', (t) => {
  const folders = ['no-outcome', 'unknown-behaviour'].map((code) => join(fixtures, 'broken', code))
  const error = t.throws(() => loadSuite(folders, options))
  t.regex(error.message, /^3 mistakes[\s\S]*duplicate-topic[\s\S]*|no-outcome[\s\S]*unknown-behaviour/)
})
