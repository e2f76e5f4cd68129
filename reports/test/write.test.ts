import { copyFileSync, mkdtempDisposableSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { foreignReports, reporterNames, writeReports } from '../src/write.ts'
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

test('the record of a killed harness is reported as unfinished, and one that breaks off in a line is refused', async (t) => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-reports-'))
  const path = join(folder.path, 'events.jsonl')
  copyFileSync(recordPath, path)
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, lines.slice(0, -2).join('\n'))
  await t.throwsAsync(writeReports(path, folder.path, ['html']), {
    message: /events\.jsonl breaks off in the middle of line/,
  })
  t.deepEqual(readdirSync(folder.path), ['events.jsonl'], 'nothing was written')
  writeFileSync(path, `${lines.slice(0, -2).join('\n')}\n`)
  const [written] = await writeReports(path, folder.path, ['html'])
  t.regex(readFileSync(written?.path ?? '', 'utf8'), /The record ends without the end of the run/)
})

for (const name of reporterNames) {
  test(`${name}: our own report may be replaced, also an empty one, and no file of others`, async (t) => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'proofload-reports-'))
    t.deepEqual(foreignReports(folder.path, [name]), [])
    const [written] = await writeReports(recordPath, folder.path, [name])
    const path = written?.path ?? ''
    t.deepEqual(foreignReports(folder.path, [name]), [])
    writeFileSync(path, '')
    t.deepEqual(foreignReports(folder.path, [name]), [])
    writeFileSync(path, '{"precious": true}')
    t.deepEqual(foreignReports(folder.path, [name]), [path])
  })
}
