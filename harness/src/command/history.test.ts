/** track, history and regressions as a user starts them, on real runs where there is a CPython. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { anyCPython, fixtureSuites, newFolder, proofload } from '../../test/command-line.ts'

const env = process.env
const cpython = await anyCPython(env)
const folder = newFolder()
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

const checkout = join(import.meta.dirname, '../../..')

test.serial('a real run is tracked with the commit of its bridge, once, and listed', async (t) => {
  if (cpython === null) {
    t.log('not tested: there is no CPython with headers on this machine')
    t.pass()
    return
  }
  const [out, db] = [join(folder, 'run'), join(folder, 'real.db')]
  const run = await proofload(
    ['run', cpython, '--suites', fixtureSuites, '--suite', 'ordinary/numbers', '--out', out],
    env,
  )
  t.is(run.status, 0, run.out)
  const first = await proofload(['track', out, '--db', db], env)
  t.is(first.status, 0, first.out)
  t.regex(first.out, /^stored {2}/)
  const commit = existsSync(join(checkout, '.git'))
    ? execFileSync('git', ['rev-parse', 'HEAD'], { cwd: checkout, encoding: 'utf8' }).slice(0, 10)
    : ''
  t.true(first.out.includes(`${cpython}  ${commit === '' ? 'no commit' : `commit ${commit}`}`), first.out)
  t.regex((await proofload(['track', out, '--db', db], env)).out, /^known already {2}/)
  const listed = await proofload(['history', '--db', db], env)
  t.is(listed.out.split('\n').length, 3, listed.out)
  t.regex(listed.out, /, 0 unexpected/)
  const regressions = await proofload(['regressions', '--db', db], env)
  t.deepEqual([regressions.status, regressions.out], [0, 'no regressions\n'])
})

/** The documented lines of an export: a case that passed at the first commit and fails at the second. */
function exportOf(verdicts: readonly unknown[]): string {
  const runs = verdicts.map((verdict, i) => ({
    run: `run-${i}`,
    at: `2026-01-0${i + 1}T00:00:00Z`,
    proofload: '0.0.0',
    suite: { version: '1.2', digest: 'd', cases: 1 },
    variant: [],
    machine: { os: 'linux', arch: 'x64', cpus: 2, node: '24', cpu: null, memoryBytes: null },
    outcome: 'complete',
    events: 4,
    bridges: [
      {
        bridge: 'mine',
        version: '1',
        commit: { id: `abcdef${i}`, at: `2026-01-0${i + 1}T00:00:00Z`, dirty: false },
        verdicts: { 'own/list/steals': verdict },
        benches: [],
      },
    ],
  }))
  return [{ proofload: 'history', format: 1 }, ...runs, { runs: runs.length }]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
}

const failed = { verdict: 'fail', expected: 'pass', unexpected: true }

test('regressions gates: exit status 1, the case, and the commits between which it broke', async (t) => {
  const [from, db] = [join(folder, 'broken.jsonl'), join(folder, 'broken.db')]
  writeFileSync(from, exportOf(['pass', failed]))
  t.is((await proofload(['track', '--import', from, '--db', db], env)).status, 0)
  const { status, out } = await proofload(['regressions', '--db', db], env)
  t.is(status, 1)
  t.regex(out, /fail {2}own\/list\/steals {2}mine\n {4}between abcdef0 of 2026-01-01 and abcdef1 of 2026-01-02/)
  const since = await proofload(['regressions', '--db', db, '--since', 'abcdef1', '--json'], env)
  t.is(since.status, 0)
  t.deepEqual(JSON.parse(since.out), { broken: [], flaky: [], slower: [] })
  const history = await proofload(['history', 'own/list/steals', '--db', db, '--json'], env)
  t.like(JSON.parse(history.out), { cases: [{ case: 'own/list/steals', now: 'bad' }] })
  const again = await proofload(['track', '--export', '-', '--db', db], env)
  t.is(again.out, exportOf(['pass', failed]))
})

test('an export replaces a file only when it is whole', async (t) => {
  const target = join(folder, 'earlier.jsonl')
  writeFileSync(target, '{"proofload":"history","format":1}')
  const { status } = await proofload(['track', '--export', target, '--db', join(folder, 'none.db')], env)
  t.is(status, 2)
  t.is(readFileSync(target, 'utf8'), '{"proofload":"history","format":1}')
  t.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('earlier')),
    ['earlier.jsonl'],
  )
})

const empty = join(folder, 'empty.db')
writeFileSync(empty, '')
const refused: [what: string, args: string[], message: RegExp][] = [
  [
    'an export over what is no export',
    ['track', '--export', import.meta.filename],
    /history\.test\.ts is there already, and is no export/,
  ],
  ['a history that is not there', ['history', '--db', join(folder, 'none.db')], /none\.db: no such file/],
  ['a record that is not there', ['track', join(folder, 'none')], /none: no such file or folder/],
  [
    'an empty file, which is no history',
    ['regressions', '--db', empty],
    /empty\.db is empty: nothing was ever tracked/,
  ],
  ['records and an import', ['track', folder, '--import', 'x'], /records and --import in one command/],
]
for (const [what, args, message] of refused) {
  test(`${what}: exit status 2, and what is wrong`, async (t) => {
    const { status, out } = await proofload(args, env)
    t.is(status, 2, out)
    t.regex(out, message)
  })
}

test('an export that is not there, or is cut short, is refused with what to do, and leaves no history behind', async (t) => {
  const [cut, db] = [join(folder, 'cut.jsonl'), join(folder, 'cut.db')]
  const missing = await proofload(['track', '--import', join(folder, 'nowhere.jsonl'), '--db', db], env)
  t.is(missing.status, 2)
  t.regex(missing.out, /nowhere\.jsonl is not there\n.*track --export/)
  writeFileSync(cut, exportOf(['pass', failed]).replace(/\{"runs".*\n/, ''))
  const refused = await proofload(['track', '--import', cut, '--db', db], env)
  t.is(refused.status, 2)
  t.regex(refused.out, /cut short: 2 whole runs and no end\n.*\{"runs":2\} as its last line/)
  t.false(existsSync(db))
  writeFileSync(cut, `${readFileSync(cut, 'utf8')}{"runs":2}\n`)
  t.is((await proofload(['track', '--import', cut, '--db', db], env)).status, 0)
})

test('a reader that leaves early ends no export with a fault', async (t) => {
  const [from, db] = [join(folder, 'many.jsonl'), join(folder, 'many.db')]
  // More than a pipe holds: the reader is gone before the last line.
  writeFileSync(from, exportOf(Array.from({ length: 400 }, () => 'pass')))
  t.is((await proofload(['track', '--import', from, '--db', db], env)).status, 0)
  const main = join(checkout, 'harness/src/main.ts')
  const script = 'set -o pipefail; "$0" "$@" | true'
  const args = ['-c', script, process.execPath, main, 'track', '--export', '-', '--db', db]
  t.notThrows(() => execFileSync('bash', args, { env, stdio: ['ignore', 'pipe', 'pipe'] }))
})
