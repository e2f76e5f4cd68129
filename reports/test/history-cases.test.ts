/** What became of cases, and what counts as a regression. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import type { Verdict } from '#harness/src/record/verdict.ts'
import type { TrackedRun } from '../src/history/tracked-run.ts'
import {
  historyOf,
  historyRegressions,
  historyReport,
  historyRuns,
  renderHistory,
  renderRegressions,
  renderRuns,
} from '../src/history.ts'
import { matchesSnapshot } from './fixture.ts'
import { bridgeRun, commitId, emptyRun, seedHistory, syntheticRuns } from './synthetic-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'proofload-history-cases-test-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

const id = 'own/list/steals'
let files = 0

/** A verdict that is as expected has a dot before it. */
type Told = Verdict | `.${Verdict}` | null

function verdictOf(told: Exclude<Told, null>): TrackedRun['bridges'][number]['verdicts'][string] {
  if (told === '.pass') return 'pass'
  const verdict = told.replace('.', '') as Verdict
  return { verdict, expected: told.startsWith('.') ? verdict : 'pass', unexpected: !told.startsWith('.') }
}

/** One run a commit. */
function runsOf(told: readonly Told[]): TrackedRun[] {
  return told.map((one, i) =>
    emptyRun(i, { bridges: [bridgeRun(i, { verdicts: one === null ? {} : { [id]: verdictOf(one) } })] }),
  )
}

function fileWith(runs: readonly TrackedRun[]): string {
  files += 1
  const file = join(folder, `${files}.db`)
  seedHistory(file, runs)
  return file
}

function caseOf(runs: readonly TrackedRun[]) {
  const [history] = historyReport(fileWith(runs), { bridges: null, cases: [id], benches: [] }).cases
  if (history === undefined) throw new Error('the case has no history')
  const { now, broke, flaky, spells } = history
  const commits = (interval: typeof broke): (string | undefined)[] | null =>
    interval === null ? null : [interval.last.commit?.id, interval.first.commit?.id]
  return {
    now,
    broke: commits(broke),
    flaky: commits(flaky),
    spells: spells.map(({ verdict, runs: n }) => [verdict, n]),
  }
}

const between = (last: number, first: number): string[] => [commitId(last), commitId(first)]

const told: [what: string, runs: Told[], expected: Partial<ReturnType<typeof caseOf>>][] = [
  ['that always passed is good', ['.pass', '.pass'], { now: 'good', broke: null, flaky: null, spells: [['pass', 2]] }],
  ['that fails broke where it began', ['.pass', '.pass', 'fail', 'crash'], { now: 'bad', broke: between(1, 2) }],
  ['that was mended is good', ['.pass', 'fail', '.pass'], { now: 'good', broke: null }],
  ['that broke again broke the last time', ['.pass', 'fail', '.pass', 'fail'], { now: 'bad', broke: between(2, 3) }],
  ['that never passed has not broken', ['fail', 'fail'], { now: 'bad', broke: null }],
  ['a run without it says nothing', ['.pass', null, 'fail'], { now: 'bad', broke: between(0, 2) }],
  ['a run that skipped it says nothing', ['.pass', '.skipped', 'fail'], { broke: between(0, 2) }],
  ['a known failure is good, another verdict breaks it', ['.fail', 'crash'], { now: 'bad', broke: between(0, 1) }],
  ['a known failure that passes is unexpected, not broken', ['.fail', 'pass'], { now: 'good', broke: null }],
  [
    'that a run calls flaky is flaky since then',
    ['.pass', 'flaky'],
    { now: 'flaky', flaky: between(0, 1), broke: null },
  ],
]
for (const [what, runs, expected] of told) {
  test(`a case: ${what}`, (t) => {
    t.like(caseOf(runsOf(runs)), expected)
  })
}

/** Several runs of commit 1, behind one of commit 0. */
function sameCommit(more: Partial<TrackedRun>, dirty = false): TrackedRun[] {
  const verdicts: Told[] = ['.pass', 'fail', '.pass']
  const again = verdicts.map((one, i) => {
    const at = bridgeRun(1, { verdicts: { [id]: verdictOf(one as '.pass') } })
    const commit = at.commit === null ? null : { ...at.commit, dirty }
    return emptyRun(i + 1, { ...(i === 1 ? more : {}), bridges: [{ ...at, commit }] })
  })
  return [...runsOf(['.pass']), ...again]
}

test('a case: runs of one commit that differ make it flaky, since the commit before', (t) => {
  t.like(caseOf(sameCommit({})), { now: 'flaky', flaky: between(0, 1) })
})

test('a case: it is not flaky where the suite, the machine or uncommitted changes may be what differs', (t) => {
  t.is(caseOf(sameCommit({ suite: { version: '1.2', digest: 'other', cases: 1 } })).now, 'good')
  const machine = { os: 'linux 6.9.0', arch: 'x64', cpus: 2, node: '24.21.0', cpu: 'A CPU', memoryBytes: 2 ** 33 }
  t.is(caseOf(sameCommit({ machine })).now, 'good')
  t.is(caseOf(sameCommit({}, true)).now, 'good')
})

test('a case: variants are different series, whatever seed they drew', (t) => {
  const random = (i: number, verdict: Told): TrackedRun => ({
    ...(runsOf(['.pass', verdict])[1] as TrackedRun),
    run: `random-${i}`,
    variant: [`--order random --seed ${i}`],
  })
  const file = fileWith([...runsOf(['.pass', '.pass']), random(1, '.pass'), random(2, '.pass')])
  const { cases } = historyReport(file, { bridges: null, cases: [id], benches: [] })
  t.deepEqual(
    cases.map(({ variant, spells }) => [variant, spells[0]?.runs]),
    [
      ['', 2],
      ['--order random', 2],
    ],
  )
})

test('what changed besides the commit is told', (t) => {
  const [first, second] = runsOf(['.pass', 'fail'])
  if (first === undefined || second === undefined) throw new Error('two runs are made')
  const other = second.bridges.map((one) => ({ ...one, version: '1.1' }))
  const file = fileWith([first, { ...second, suite: { ...second.suite, digest: 'd2' }, bridges: other }])
  const [broken] = historyRegressions(file, { bridges: null, since: null }).broken
  t.like(broken?.interval, { versionChanged: true, suiteChanged: true })
})

/** Sixty runs with a broken case, a flaky one and two slowdowns, one of which was taken back. */
function story(): string {
  const runs = syntheticRuns({ seed: 4, changes: [[12, 0.1], [28, 1 / 1.1 - 1], [45, 0.07]] }) // biome-ignore format: one line
  return fileWith(
    runs.map((run, i) => ({
      ...run,
      bridges: run.bridges.map((one) => ({
        ...one,
        verdicts: {
          [id]: verdictOf(i < 20 ? '.pass' : 'crash'),
          'own/list/flaky': verdictOf(i < 40 ? '.pass' : 'flaky'),
          'own/list/sound': 'pass' as const,
        },
      })),
    })),
  )
}

test('regressions are what got worse and still is', (t) => {
  const found = historyRegressions(story(), { bridges: null, since: null })
  t.deepEqual(
    found.broken.map((one) => [one.case, one.verdict]),
    [[id, 'crash']],
  )
  t.deepEqual(
    found.flaky.map((one) => one.case),
    ['own/list/flaky'],
  )
  t.is(found.slower.length, 1, 'the slowdown that was taken back is none')
  t.true(Math.abs((found.slower[0]?.change.size ?? 0) - 0.07) < 0.02)
})

test('--since takes a date, a commit or a run, and nothing else', (t) => {
  const file = story()
  const count = (since: string): number[] => {
    const { broken, flaky, slower } = historyRegressions(file, { bridges: null, since })
    return [broken.length, flaky.length, slower.length]
  }
  t.deepEqual(count(commitId(19)), [1, 1, 1])
  t.deepEqual(count(commitId(20)), [0, 1, 1], 'what began with this commit is not after it')
  t.deepEqual(count('run-040'), [0, 0, 1])
  t.deepEqual(count('2026-02-20'), [0, 0, 0])
  t.throws(() => count('yesterday'), { message: /--since yesterday is no date/ })
})

test('a floor lets small slowdowns pass, and a bridge that the history does not know is refused', (t) => {
  const file = story()
  t.is(historyRegressions(file, { bridges: null, since: null, floor: 0.2 }).slower.length, 0)
  const other = t.throws(() => historyRegressions(file, { bridges: ['other'], since: null }), {
    message: /no run of bridge other/,
  })
  t.regex(String((other as { hint?: string }).hint), /it has fake/)
})

test('runs on another machine are a series of their own', (t) => {
  const machine = { os: 'linux 6.9.0', arch: 'x64', cpus: 8, node: '24.21.0', cpu: 'B CPU', memoryBytes: 2 ** 34 }
  const runs = syntheticRuns({ seed: 5, changes: [[30, 0.5]] }).map((run, i) => (i < 30 ? run : { ...run, machine }))
  const { benches } = historyReport(fileWith(runs), { bridges: null, cases: [], benches: null })
  t.deepEqual(
    benches.map(({ points, changes }) => [points.length, changes.length]),
    [
      [30, 0],
      [30, 0],
    ],
  )
})

test('runs without a control benchmark are left out of a series that has one, and counted', (t) => {
  const bare = syntheticRuns({ seed: 6, runs: 5, control: false })
  const runs = syntheticRuns({ seed: 6, runs: 30 }).map((run, i) => bare[i] ?? run)
  const [bench] = historyReport(fileWith(runs), { bridges: null, cases: [], benches: null }).benches
  t.like(bench, { normalised: true, leftOut: 5 })
  t.is(bench?.points.length, 25)
})

test('a subject is a case, a bench, a topic or an area; a typing error is told the nearest name', (t) => {
  const file = story()
  t.is(historyOf(file, id, null).cases.length, 1)
  t.is(historyOf(file, 'throughput/object/make', null).benches.length, 1)
  const topic = historyOf(file, 'own/list', null)
  t.deepEqual([topic.cases.length, topic.same], [2, 1])
  t.is(historyOf(file, 'own', null).cases.length, 2)
  const error = t.throws(() => historyOf(file, 'own/list/steal', null), { message: /no case, bench, topic or area/ })
  t.regex(String((error as { hint?: string }).hint), /did you mean own\/list\/steals/)
})

test('the text of a history, its runs and its regressions is as committed', (t) => {
  const file = story()
  const runs = renderRuns(historyRuns(file, null)).split('\n')
  const subjects = ['own', 'throughput'].map((subject) => renderHistory(historyOf(file, subject, null)))
  const regressions = renderRegressions(historyRegressions(file, { bridges: null, since: null }))
  matchesSnapshot(t, 'history.txt', [...runs.slice(0, 3), '', ...subjects, regressions].join('\n'))
})
