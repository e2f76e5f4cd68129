import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { HarnessError } from '../errors.ts'
import { type CaseFinished, type RunStarted, recordVersion } from './events.ts'
import { lockFolder } from './lock.ts'
import { readRecord, recordPath, salvageRecord } from './read.ts'
import { continueRun } from './resume.ts'
import { RecordWriter } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofload-record-test-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

const started: RunStarted = {
  event: 'RunStarted',
  record: recordVersion,
  run: 'r1',
  at: '2026-11-23T00:00:00.000Z',
  proofload: '0.0.0',
  suite: { version: '1.0', digest: 'd', cases: 2 },
  cases: [],
  options: { grep: null, bridges: ['fake'] },
  machine: { os: 'linux', arch: 'x64', cpus: 2, node: '24', cpu: 'a CPU', memoryBytes: 2 ** 33 },
  commits: { fake: { id: 'c0ffee', at: '2026-11-22T00:00:00Z', dirty: false } },
}
function finished(id: string): CaseFinished {
  return {
    event: 'CaseFinished',
    bridge: 'fake',
    case: id,
    verdict: 'pass',
    expected: 'pass',
    unexpected: false,
    known: null,
    reason: null,
    differences: [],
    ending: null,
    durationMs: 1,
    hostMs: null,
    tries: ['pass'],
  }
}

/** A record as a killed harness leaves it: `torn` is the part of a line that had been written. */
function recordWith(name: string, torn = ''): string {
  const path = join(folder, name)
  using writer = RecordWriter.create(path, started)
  writer.write(finished('a/b/c'))
  appendFileSync(path, torn)
  return path
}

test('what was written is read', (t) => {
  const { events, started: first } = readRecord(recordWith('whole.jsonl'))
  t.deepEqual(events, [started, finished('a/b/c')])
  t.deepEqual(first, started)
})

test('one torn last line is left out for who goes on with the run, and written over', (t) => {
  const path = recordWith('torn.jsonl', '{"event":"CaseFin')
  const record = readRecord(path, { torn: 'left-out' })
  t.is(record.events.length, 2)
  {
    using writer = RecordWriter.append(path, record.bytes)
    writer.write(finished('a/b/d'))
  }
  t.deepEqual(readRecord(path).events, [started, finished('a/b/c'), finished('a/b/d')])
})

const line = (event: object): string => `${JSON.stringify(event)}\n`
const refused: [string, string, RegExp, string, RegExp?][] = [
  [
    'a damaged line in the middle',
    `${line(started)}{"event":\n${line(finished('x'))}`,
    /damaged\.jsonl:2 is damaged: no JSON/,
    'record-damaged',
    /^lines 1 to 1 are whole, and perhaps more of lines 3 to 3: `proofload merge --salvage .*damaged\.jsonl --out DIR`/,
  ],
  [
    'a record that breaks off',
    `${line(started)}${line(finished('x'))}{"event":"CaseFin`,
    /damaged\.jsonl breaks off in the middle of line 3$/,
    'record-torn',
    /^lines 1 to 2 are whole: .*--salvage/,
  ],
  [
    'two records in one file',
    line(started) + line({ ...started, run: 'r2' }),
    /damaged\.jsonl:2 is damaged: another run begins here/,
    'record-damaged',
  ],
  [
    'a record whose first line is damaged',
    `${line(started).slice(0, 50)}\n${line(finished('x'))}`,
    /:1 is damaged, and that line says what was run/,
    'record-damaged',
    /^nothing of it can be used/,
  ],
  [
    'an event with an unknown key',
    `${line(started)}${line({ ...finished('x'), extra: 1 })}`,
    /:2 is damaged.*extra/,
    'record-damaged',
  ],
  [
    'a record of a newer version',
    line({ ...started, record: recordVersion + 1, more: [] }),
    /has version \d+; .* reads up to \d+/,
    'record-newer',
  ],
  ['a file of another program', 'name,verdict\n', /is not a record of Proofload/, 'record-foreign'],
  ['an empty file', '', /is not a record of Proofload/, 'record-foreign'],
]
for (const [what, content, message, code, hint = /./] of refused) {
  test(`reading refuses ${what}`, (t) => {
    const path = join(folder, `${code}-${what.replaceAll(' ', '-')}-damaged.jsonl`)
    writeFileSync(path, content)
    const error = t.throws(() => readRecord(path), { instanceOf: HarnessError, message })
    t.is(error.code, code)
    t.regex(error.hint ?? '', hint)
    t.is(readFileSync(path, 'utf8'), content, 'nothing was overwritten')
  })
}

test('what is whole of a damaged record is salvaged, and what is lost is named', (t) => {
  const path = join(folder, 'salvage.jsonl')
  writeFileSync(path, `${line(started)}${line(finished('a'))}{"event":\n${line(finished('b'))}{"event":"Ca`)
  const { events, lost } = salvageRecord(path)
  t.deepEqual(events, [started, finished('a'), finished('b')])
  t.deepEqual(lost, [3, 5])
})

test('a record is named by its folder or its file, and never by a report', (t) => {
  const out = join(folder, 'named')
  mkdirSync(out)
  t.throws(() => recordPath(out), { message: /no events\.jsonl in the folder/ })
  writeFileSync(join(out, 'events.jsonl'), '')
  t.is(recordPath(out), join(out, 'events.jsonl'))
  t.is(recordPath(join(out, 'events.jsonl')), join(out, 'events.jsonl'))
  t.throws(() => recordPath(join(out, 'nothing')), { message: /no such file or folder/ })
  writeFileSync(join(out, 'results.json'), '{"schema": 1, "sui')
  const error = t.throws(() => recordPath(join(out, 'results.json')), { instanceOf: HarnessError })
  t.regex(error.message, /results\.json is a report, not a record/)
  t.is(error.hint, `name ${join(out, 'events.jsonl')}, from which it was made`)
})

test('a new record replaces an earlier one of ours, also a damaged one, and no file of others', (t) => {
  const path = recordWith('earlier.jsonl', 'torn\n{"x')
  RecordWriter.create(path, { ...started, run: 'r2' })[Symbol.dispose]()
  t.is(readRecord(path).started.run, 'r2')
  const foreign = join(folder, 'foreign.jsonl')
  writeFileSync(foreign, 'precious\n')
  t.throws(() => RecordWriter.create(foreign, started), { message: /is not a record of Proofload/ })
  t.is(readFileSync(foreign, 'utf8'), 'precious\n')
})

test('a run is continued under the same conditions, and knows what is done', (t) => {
  const continuation = continueRun(readRecord(recordWith('resume.jsonl')), started, new Map())
  t.true(continuation.done('fake', 'a/b/c'))
  t.false(continuation.done('fake', 'a/b/d'))
  t.false(continuation.done('other', 'a/b/c'))
})

const differences: [string, Partial<RunStarted>, RegExp][] = [
  ['another selection', { options: { ...started.options, grep: 'x' } }, /grep was null, now "x"/],
  ['other bridges', { options: { ...started.options, bridges: ['pypy3'] } }, /bridges was \["fake"\], now \["pypy3"\]/],
  ['another suite', { suite: { ...started.suite, digest: 'e' } }, /the suite has changed/],
]
for (const [what, more, message] of differences) {
  test(`a run is not continued with ${what}`, (t) => {
    const record = readRecord(recordWith(`resume-${what.replaceAll(' ', '-')}.jsonl`))
    t.throws(() => continueRun(record, { ...started, ...more }, new Map()), { instanceOf: HarnessError, message })
  })
}

test('a run is not continued on another version of a bridge', (t) => {
  const path = recordWith('resume-version.jsonl')
  const bridge = {
    event: 'BridgeStarted',
    bridge: 'fake',
    version: '1.0',
    python: '3.11',
    implementation: 'f',
    capabilities: [],
  }
  appendFileSync(path, line(bridge))
  const record = readRecord(path)
  t.notThrows(() => continueRun(record, started, new Map([['fake', '1.0']])))
  t.throws(() => continueRun(record, started, new Map([['fake', '1.1']])), { message: /fake was 1\.0, now 1\.1/ })
})

test('an output folder that cannot be written is refused', (t) => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  t.throws(() => lockFolder(join(file, 'out')), { instanceOf: HarnessError, message: /cannot be written/ })
})

test('a folder is locked for one run, and the lock of a killed one is taken over', (t) => {
  const locked = join(folder, 'locked')
  {
    using _ = lockFolder(locked)
    t.throws(() => lockFolder(locked), { message: new RegExp(`another run \\(process ${process.pid}\\)`) })
  }
  t.false(existsSync(join(locked, 'lock')))
  // No process has a number as high as this.
  writeFileSync(join(locked, 'lock'), '2147483646')
  t.notThrows(() => lockFolder(locked)[Symbol.dispose]())
})
