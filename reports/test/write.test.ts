import { copyFileSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { writeReports } from '../src/write.ts'
import { recordPath } from './fixture.ts'

test('all reports are written into a folder that is made for them', async (t) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-reports-'))
  const out = join(folder.path, 'new', 'folder')
  const written = await writeReports(recordPath, out)
  t.deepEqual(
    written.map(({ path }) => path),
    ['results.json', 'junit.xml', 'report.html'].map((name) => join(out, name)),
  )
  t.is(readdirSync(out).length, 3)
})

test('only the reports that are asked for are written', async (t) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-reports-'))
  const written = await writeReports(recordPath, folder.path, ['junit'])
  t.deepEqual(written, [{ reporter: 'junit', path: join(folder.path, 'junit.xml') }])
  t.deepEqual(readdirSync(folder.path), ['junit.xml'])
})

test('the record of a killed harness is reported up to its torn line', async (t) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-reports-'))
  const path = join(folder.path, 'events.jsonl')
  copyFileSync(recordPath, path)
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, whole.length - 20))
  const [written] = await writeReports(path, folder.path, ['html'])
  t.regex(readFileSync(written?.path ?? '', 'utf8'), /The record ends without the end of the run/)
})
