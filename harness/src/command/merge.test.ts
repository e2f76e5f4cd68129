/** Damaged, foreign and missing parts as a user meets them: `merge` and `report` as child processes, on records without a bridge. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { eventsIn, newFolder, proofload } from '../../test/command-line.ts'

const fixture = join(import.meta.dirname, '../../../reports/test/fixtures/record.jsonl')
const root = newFolder()
test.after.always(() => rmSync(root, { recursive: true, force: true }))

/** A folder with the fixture's record, whose lines `change` may change. */
function recorded(name: string, change: (lines: string[]) => string[] = (lines) => lines): string {
  const folder = join(root, name)
  mkdirSync(folder)
  const lines = readFileSync(fixture, 'utf8').split('\n').slice(0, -1)
  writeFileSync(
    join(folder, 'events.jsonl'),
    `${change(lines.filter((line) => !line.includes('"BenchFinished"'))).join('\n')}\n`,
  )
  return folder
}

/** The fixture's run was interrupted; this one was not. */
const completed = (lines: string[]): string[] =>
  lines.map((line) => line.replace('"outcome":"interrupted"', '"outcome":"complete"'))

test('a damaged record is refused with its lines, and salvaged when asked', async (t) => {
  const broken = recorded('broken', (lines) => lines.map((line, index) => (index === 20 ? line.slice(0, 30) : line)))
  const before = readFileSync(join(broken, 'events.jsonl'), 'utf8')
  const out = join(root, 'mended')
  const refused = await proofload(['merge', broken, '--out', out], process.env)
  t.is(refused.status, 2)
  t.regex(
    refused.out,
    /broken\/events\.jsonl:21 is damaged: no JSON\n.*lines 1 to 20 are whole.*merge --salvage .*broken --out DIR/,
  )
  t.false(existsSync(join(out, 'events.jsonl')))
  const salvaged = await proofload(['merge', '--salvage', broken, '--out', out], process.env)
  t.is(salvaged.status, 1, salvaged.out)
  t.regex(salvaged.out, /broken\/events\.jsonl: \d+ verdicts, without line 21\n/)
  t.regex(salvaged.out, /! \d+ cases? not run on .*`proofload run --resume --out .*mended` runs them/)
  t.like(eventsIn(out).at(-1), { event: 'RunFinished', outcome: 'interrupted' })
  t.is(readFileSync(join(broken, 'events.jsonl'), 'utf8'), before)
})

test('a run that did not finish is refused with what its record holds', async (t) => {
  const folder = recorded('unfinished', (lines) => completed(lines).slice(0, -1))
  const { status, out } = await proofload(['merge', folder, '--out', join(root, 'never')], process.env)
  t.is(status, 2)
  t.regex(
    out,
    /did not finish\n.*its \d+ verdicts can be used: `proofload run --resume --out .*unfinished` finishes it/,
  )
})

test('a part of another suite is refused by name', async (t) => {
  const one = recorded('one', completed)
  const other = recorded('other', (lines) =>
    completed(lines).map((line) => line.replace(/"digest":"[^"]*"/, '"digest":"0ther"')),
  )
  const { status, out } = await proofload(['merge', one, other, '--out', join(root, 'never')], process.env)
  t.is(status, 2)
  t.regex(out, /events\.jsonl is of another suite: /)
  t.false(existsSync(join(root, 'never', 'events.jsonl')))
})

test('a record that broke off before its first verdict is salvaged as one in which everything is missing', async (t) => {
  const cut = recorded('cut', (lines) => lines.slice(0, 1))
  const { status, out } = await proofload(['merge', '--salvage', cut, '--out', join(root, 'nothing')], process.env)
  t.is(status, 1, out)
  t.regex(out, /! \d+ cases not run on .*`proofload run --resume --out .*nothing` runs them/)
})

test('neither a record nor a file of others is overwritten', async (t) => {
  const whole = recorded('whole', completed)
  const again = await proofload(['merge', whole, '--out', whole], process.env)
  t.is(again.status, 2)
  t.regex(again.out, /whole\/events\.jsonl is there already/)
  const foreign = join(root, 'foreign')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'results.json'), '{"precious": 1}')
  const report = await proofload(['report', whole, '--out', foreign], process.env)
  t.is(report.status, 2)
  t.regex(report.out, /foreign\/results\.json was not written by Proofload, and would be overwritten/)
  t.is(readFileSync(join(foreign, 'results.json'), 'utf8'), '{"precious": 1}')
  const run = await proofload(['run', 'no-such-bridge', '--out', foreign], process.env)
  t.regex(run.out, /foreign\/results\.json was not written by Proofload/, 'before anything is run')
})

test('reports are made again from a record, the same bytes each time', async (t) => {
  const folder = recorded('reported', completed)
  const wanted = ['--reporter', 'junit']
  t.is((await proofload(['report', folder, ...wanted], process.env)).status, 0)
  const elsewhere = join(root, 'elsewhere')
  copyFileSync(join(folder, 'events.jsonl'), join(root, 'renamed.jsonl'))
  t.is((await proofload(['report', join(root, 'renamed.jsonl'), ...wanted, '--out', elsewhere], process.env)).status, 0)
  t.deepEqual(readdirSync(elsewhere).sort(), ['junit.xml', 'results.json'])
  for (const name of readdirSync(elsewhere)) {
    t.is(readFileSync(join(elsewhere, name), 'utf8'), readFileSync(join(folder, name), 'utf8'))
  }
  const truncated = readFileSync(join(folder, 'results.json'), 'utf8').slice(0, 100)
  writeFileSync(join(folder, 'results.json'), truncated)
  const { status, out } = await proofload(['report', join(folder, 'results.json')], process.env)
  t.is(status, 2)
  t.regex(out, /results\.json is a report, not a record\n.*name .*reported\/events\.jsonl, from which it was made/)
})

test('a report shows what the history has of its bridges, when asked', async (t) => {
  const past = recorded('past', completed)
  const present = recorded('present', (lines) =>
    completed(lines).map((line) =>
      line.includes('"bridge":"cpython@3.11","case":"ownership/list/append-keeps"')
        ? line.replace('"verdict":"pass"', '"verdict":"fail"').replace('"unexpected":false', '"unexpected":true')
        : line.replace('"run":"fixture-1"', '"run":"fixture-2"').replace('2026-03-01T12', '2026-03-02T12'),
    ),
  )
  const database = join(root, 'history.db')
  t.is((await proofload(['track', past, present, '--db', database], process.env)).status, 0)
  const page = () => readFileSync(join(present, 'report.html'), 'utf8')
  t.is((await proofload(['report', present], process.env)).status, 0)
  t.false(page().includes('id="history"'))
  t.is((await proofload(['report', present, '--history', database], process.env)).status, 0)
  t.regex(page(), /<section id="history".*Cases whose verdict changed.*ownership\/list\/append-keeps.*not as expected/s)
  const missing = await proofload(['report', present, '--history', join(root, 'no.db')], process.env)
  t.is(missing.status, 2)
  t.regex(missing.out, /no\.db/)
})
