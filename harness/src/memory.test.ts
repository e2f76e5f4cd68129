import { mkdtempDisposableSync, readdirSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { loadCapi } from './capi/load.ts'
import { Memory } from './memory.ts'
import { loadSuite, ownSuites, readSuite } from './suite/load.ts'

const folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-memory-'))
test.after.always(() => folder.remove())

const chapters = join(ownSuites, 'capi')
const fixtures = join(import.meta.dirname, '../test/fixtures/suites')

test('a suite and a C API that are remembered are those that were read', (t) => {
  const memory = new Memory(join(folder.path, 'whole'))
  const read = loadCapi(chapters)
  t.deepEqual(loadCapi(chapters, memory), read)
  t.deepEqual(loadCapi(chapters, memory), read)
  const suite = loadSuite([ownSuites], { capi: read })
  t.deepEqual(loadSuite([ownSuites], { capi: read, memory }), suite)
  t.deepEqual(loadSuite([ownSuites], { capi: read, memory }), suite)
})

test('what was cut short is read anew', (t) => {
  const path = join(folder.path, 'cut')
  const read = loadCapi(chapters, new Memory(path))
  for (const name of readdirSync(path)) truncateSync(join(path, name), 100)
  t.deepEqual(loadCapi(chapters, new Memory(path)), read)
})

test('mistakes are not remembered: each reading tells them', (t) => {
  const memory = new Memory(join(folder.path, 'broken'))
  const options = { capi: loadCapi(join(fixtures, 'capi')), behaviours: new Set(['OWN1', 'SEQ1']), memory }
  const broken = join(fixtures, 'broken/no-outcome')
  const first = readSuite([broken], options).issues
  t.true(first.length > 0)
  t.deepEqual(readSuite([broken], options).issues, first)
})

test('a folder that cannot be written costs time and nothing else', (t) => {
  t.notThrows(() => loadCapi(chapters, new Memory('/dev/null/nowhere')))
})
