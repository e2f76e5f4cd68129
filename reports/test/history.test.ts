/** The file of a history: what is stored is what is read, whoever else writes, and what is none is left as it is. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { HarnessError } from '#harness/src/errors.ts'
import type { RunEvent } from '#harness/src/record/events.ts'
import { readRecord } from '#harness/src/record/read.ts'
import { HistoryFile } from '../src/history/database.ts'
import { runIds } from '../src/history/exchange.ts'
import { formatVersion } from '../src/history/schema.ts'
import { getRun } from '../src/history/store.ts'
import { trackedRunOf } from '../src/history/tracked-run.ts'
import { exportHistory, historyReport, historyRuns, importHistory, trackRecords } from '../src/history.ts'
import { recordPath } from './fixture.ts'
import { bridgeRun, emptyRun, seedHistory, syntheticRuns } from './synthetic-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofload-history-test-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string): string => join(folder, name)
const writer = fileURLToPath(new URL('fixtures/history-writer.ts', import.meta.url))

function runsIn(file: string): string[] {
  using history = HistoryFile.read(file)
  return history.read((database) => runIds(database).ids)
}

function exported(file: string): { text: string; lost: string[] } {
  const lines: string[] = []
  const lost = exportHistory(file, (line) => lines.push(line))
  return { text: lines.join(''), lost }
}

test('what the gate measured is a variant: its samples make no series with those of a measurement', (t) => {
  const record = readRecord(recordPath)
  const gated: RunEvent = {
    ...({ event: 'BenchGated', bench: 'a/b/c', base: 'mine (base)', head: 'mine', answer: 'not-slower' } as const),
    ...{ reason: null, floor: 0.02, all: null, first: null, second: null, p: null, adjusted: null, seconds: 1 },
  }
  const { variant } = trackedRunOf(record)
  t.deepEqual(trackedRunOf({ ...record, events: [...record.events, gated] }).variant, [...variant, '--against'])
})

test('a recorded run is stored as it is, and once', (t) => {
  const record = readRecord(recordPath)
  const [first] = trackRecords(path('once.db'), [record], () => null)
  const [second] = trackRecords(path('once.db'), [record], () => null)
  t.is(first?.stored, 'stored')
  t.is(second?.stored, 'known')
  using file = HistoryFile.read(path('once.db'))
  const run = file.read((database) => getRun(database, record.started.run))
  t.deepEqual(run, trackedRunOf(record))
  t.true(run.bridges.some(({ verdicts }) => Object.keys(verdicts).length > 0))
  t.true(run.bridges.some(({ benches }) => benches.some(({ samples }) => samples.length > 0)))
})

test('a run that went on replaces its earlier state, and an earlier state does not replace it', (t) => {
  const whole = readRecord(recordPath)
  const part = { ...whole, events: whole.events.slice(0, 6) }
  const stored = [part, whole, part].map((record) => trackRecords(path('grown.db'), [record], () => null)[0]?.stored)
  t.deepEqual(stored, ['stored', 'updated', 'known'])
  using file = HistoryFile.read(path('grown.db'))
  t.deepEqual(
    file.read((database) => getRun(database, whole.started.run)),
    trackedRunOf(whole),
  )
})

test('a commit that is given takes the place of the recorded one', (t) => {
  const commit = { id: 'c0ffee0', at: null, dirty: false }
  trackRecords(path('given.db'), [readRecord(recordPath)], (bridge) => (bridge === 'pypy3' ? commit : null))
  const runs = historyRuns(path('given.db'), null)
  t.deepEqual(runs.find(({ bridge }) => bridge === 'pypy3')?.stand.commit, commit)
  t.is(runs.find(({ bridge }) => bridge !== 'pypy3')?.stand.commit, null)
})

test('runs stand in the order of their commits, whenever they were run', (t) => {
  const late = emptyRun(9, { bridges: [bridgeRun(1)] })
  seedHistory(path('order.db'), [emptyRun(2), late, emptyRun(0)])
  t.deepEqual(
    historyRuns(path('order.db'), null).map(({ stand }) => stand.run),
    ['run-000', 'run-009', 'run-002'],
  )
})

test('two processes that make and fill one history at the same time lose nothing', async (t) => {
  const file = path('two.db')
  const writers = [0, 100].map((first) =>
    spawn(process.execPath, [writer, file, String(first), '15'], { stdio: 'inherit' }),
  )
  const statuses = await Promise.all(writers.map(async (child) => (await once(child, 'close'))[0]))
  t.deepEqual(statuses, [0, 0])
  t.is(runsIn(file).length, 30)
  t.true(historyRuns(file, null).every(({ cases }) => cases === 2000))
})

test('a writer that is killed within a transaction leaves nothing of it, and nobody waits for it', async (t) => {
  const file = path('killed.db')
  seedHistory(file, [emptyRun(0)])
  const child = spawn(process.execPath, [writer, file, '1', '1', 'hold'], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  t.deepEqual(runsIn(file), ['run-000'], 'readers do not wait for a writer, and see nothing of it')
  child.kill('SIGKILL')
  await once(child, 'close')
  t.deepEqual(runsIn(file), ['run-000'])
  seedHistory(file, [emptyRun(2)])
  t.deepEqual(runsIn(file), ['run-000', 'run-002'])
  t.is(spawnSync(process.execPath, [writer, file, '1', '1']).status, 0)
  t.is(runsIn(file).length, 3)
})

test('what fails within a transaction undoes all of it', (t) => {
  const file = path('undone.db')
  seedHistory(file, [emptyRun(0)])
  const runs = [emptyRun(1), emptyRun(2, { outcome: null as unknown as 'complete' })]
  t.throws(() => seedHistory(file, runs))
  t.deepEqual(runsIn(file), ['run-000'])
})

/** A history whose runs fill some hundred pages. */
function largeHistory(name: string): string {
  const file = path(name)
  seedHistory(file, syntheticRuns({ seed: 1, runs: 60 }))
  return file
}

const refused: [what: string, code: string, message: RegExp, make: (file: string) => void][] = [
  [
    'a file that is no database',
    'history-foreign',
    /is no SQLite database/,
    (file) => writeFileSync(file, 'precious\n'.repeat(100)),
  ],
  [
    'the database of another program',
    'history-foreign',
    /database of another program/,
    (file) => {
      using database = new DatabaseSync(file)
      database.exec('CREATE TABLE precious (a)')
    },
  ],
  [
    'a newer format',
    'history-newer',
    /has format 2; this Proofload knows up to 1/,
    (file) => {
      seedHistory(file, [emptyRun(0)])
      using database = new DatabaseSync(file)
      database.exec(`PRAGMA user_version = ${formatVersion + 1}`)
    },
  ],
  [
    'a truncated history',
    'history-damaged',
    /is damaged/,
    (file) => {
      seedHistory(file, syntheticRuns({ seed: 1, runs: 40 }))
      truncateSync(file, Math.floor(statSync(file).size / 2))
    },
  ],
  [
    'a history with a damaged page',
    'history-damaged',
    /is damaged/,
    (file) => {
      seedHistory(file, syntheticRuns({ seed: 1, runs: 40 }))
      damagePage(file, 20)
    },
  ],
  ['a folder', 'history-unwritable', /cannot be opened or written/, (file) => seedHistory(join(file, 'x.db'), [])],
]
for (const [what, code, message, make] of refused) {
  test(`${what} is refused by name and left as it is`, (t) => {
    const file = path(`refused ${what}.db`)
    make(file)
    const before = statSync(file).isDirectory() ? null : readFileSync(file)
    const error = t.throws(() => trackRecords(file, [readRecord(recordPath)], () => null), {
      instanceOf: HarnessError,
      message,
    })
    t.is(error.code, code)
    t.true(error.message.includes(file))
    t.truthy(error.hint)
    if (before !== null) t.deepEqual(readFileSync(file), before)
  })
}

function damagePage(file: string, page: number): void {
  const content = readFileSync(file)
  content.fill(0xa5, page * 4096, (page + 1) * 4096)
  writeFileSync(file, content)
}

test('reading a history that is not there makes none', (t) => {
  t.throws(() => historyRuns(path('none.db'), null), { message: /none\.db: no such file/ })
  t.throws(() => readFileSync(path('none.db')))
})

for (const [what, damage] of [
  ['truncated', (file: string) => truncateSync(file, statSync(file).size - 4 * 4096 - 1000)],
  ['with a damaged page', (file: string) => damagePage(file, Math.floor(statSync(file).size / 4096) - 3)],
] as const) {
  test(`of a history ${what} an export saves the runs that can be read, and names the others`, (t) => {
    const file = largeHistory(`salvaged ${what}.db`)
    const all = runsIn(file)
    const whole = exported(file).text.split('\n')
    damage(file)
    const before = readFileSync(file)
    const { text, lost } = exported(file)
    const saved = text.split('\n').slice(1, -2)
    t.true(saved.length > 0 && lost.length > 0, `${saved.length} of ${all.length} saved, ${lost}`)
    t.true(saved.every((line) => whole.includes(line)))
    t.deepEqual(readFileSync(file), before)
    const other = path(`saved ${what}.db`)
    const from = path(`saved ${what}.jsonl`)
    writeFileSync(from, text)
    t.is(importHistory(other, from).stored, saved.length)
  })
}

test('an export is imported as it was, once, and gives the same export', (t) => {
  const file = path('exported.db')
  seedHistory(file, syntheticRuns({ seed: 2, runs: 10, changes: [[5, 0.1]] }))
  trackRecords(file, [readRecord(recordPath)], () => null)
  const from = path('exported.jsonl')
  writeFileSync(from, exported(file).text)
  const other = path('imported.db')
  t.deepEqual(importHistory(other, from), { stored: 11, updated: 0, known: 0 })
  t.deepEqual(importHistory(other, from), { stored: 0, updated: 0, known: 11 })
  t.is(exported(other).text, exported(file).text)
  const question = { bridges: null, cases: null, benches: null }
  t.deepEqual(historyReport(other, question), historyReport(file, question))
})

const lines = (() => {
  const file = path('lines.db')
  seedHistory(file, [emptyRun(0), emptyRun(1), emptyRun(2)])
  return exported(file).text.split('\n').slice(0, -1)
})()
const damagedExports: [what: string, code: string, message: RegExp, text: string[]][] = [
  ['with a torn line', 'export-damaged', /:3 is damaged/, lines.map((line, i) => (i === 2 ? line.slice(0, 99) : line))],
  [
    'with an unknown field',
    'export-damaged',
    /:2 is damaged: .*extra/,
    lines.map((line, i) => (i === 1 ? line.replace('{', '{"extra":1,') : line)),
  ],
  ['that is cut short', 'export-damaged', /cut short: 3 whole runs and no end/, lines.slice(0, -1)],
  ['that lacks a run', 'export-damaged', /:4 is damaged/, lines.filter((_, i) => i !== 1)],
  ['with something behind its end', 'export-damaged', /:6 is damaged: there is more/, [...lines, lines[1]]],
  ['of a newer format', 'export-newer', /has format 2/, ['{"proofload":"history","format":2}', ...lines.slice(1)]],
  ['that is none', 'export-foreign', /is no export/, ['precious']],
].map(([what, code, message, text]) => [what, code, message, text] as [string, string, RegExp, string[]])
for (const [what, code, message, text] of damagedExports) {
  test(`of an export ${what} nothing is imported`, (t) => {
    const from = path(`${what}.jsonl`)
    writeFileSync(from, text.map((line) => `${line}\n`).join(''))
    const file = path(`${what}.db`)
    seedHistory(file, [emptyRun(7)])
    const error = t.throws(() => importHistory(file, from), { instanceOf: HarnessError, message })
    t.is(error.code, code)
    t.true(error.message.includes(from))
    t.deepEqual(runsIn(file), ['run-007'])
  })
}
