import test from 'ava'
import { runStages } from './run.ts'
import { Interrupted, type Outcome, outcomeOf } from './stage.ts'
import { renderCounts, renderTable } from './table.ts'

const print = () => undefined
const ok: Outcome = { state: 'ok', passed: 3, failed: 0, skipped: 1, note: '' }

test('a stage that throws fails and the next one still runs', async (t) => {
  const rows = await runStages(
    [
      { title: 'broken', run: () => Promise.reject(new Error('no such file\n  at …')) },
      { title: 'fine', run: () => Promise.resolve(ok) },
    ],
    print,
  )
  t.like(rows[0], { state: 'failed', failed: 1, note: 'no such file' })
  t.like(rows[1], { state: 'ok', passed: 3 })
  t.is(renderCounts(rows), '3 passed, 1 failed, 1 skipped')
})

test('an interruption stops the stages after it', async (t) => {
  const stages = [
    { title: 'interrupted', run: () => Promise.reject(new Interrupted('SIGINT')) },
    { title: 'never', run: () => Promise.resolve(t.fail()).then(() => ok) },
  ]
  await t.throwsAsync(runStages(stages, print), { instanceOf: Interrupted })
})

test('a process that died is a failure even if all it counted passed', (t) => {
  const counts = { passed: 9, failed: 0, skipped: 0 }
  t.like(outcomeOf(counts, { code: null, signal: 'SIGSEGV' }), { state: 'failed', failed: 1, note: 'ended by SIGSEGV' })
  t.like(outcomeOf(counts, { code: 3, signal: null }), { state: 'failed', failed: 1, note: 'exit status 3' })
})

test('a counted failure fails the stage even if its process ended well', (t) => {
  t.is(outcomeOf({ passed: 9, failed: 2, skipped: 0 }, { code: 0, signal: null }).state, 'failed')
})

test('the table has one line a stage', (t) => {
  const rows = [
    { title: 'types', durationMs: 1234, ...ok },
    { title: 'pypy3', durationMs: 0, ...ok, state: 'skipped' as const, passed: 0, skipped: 0, note: 'not on PATH' },
  ]
  t.is(
    renderTable(rows),
    [
      'stage  result   time   passed  failed  skipped',
      'types  ok       1.2 s  3               1',
      `pypy3  skipped${' '.repeat(34)}not on PATH`,
    ].join('\n'),
  )
})
