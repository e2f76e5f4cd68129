import { spawn } from 'node:child_process'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { withLock } from './lock.mjs'
import { tempFolder } from './temp-folder.ts'

test('two holders work one after the other, and the lock is gone after them', async (t) => {
  const path = join(tempFolder(t), 'folder', 'setup.lock')
  const seen: string[] = []
  const hold = (name: string) =>
    withLock(
      path,
      () => seen.push('waits'),
      async () => {
        seen.push(`${name} begins`)
        await new Promise(setImmediate)
        seen.push(`${name} ends`)
      },
    )
  await Promise.all([hold('first'), hold('second')])
  t.deepEqual(seen, ['first begins', 'waits', 'first ends', 'second begins', 'second ends'])
  t.false(existsSync(path))
})

test('the lock is released when the work fails', async (t) => {
  const path = join(tempFolder(t), 'folder', 'setup.lock')
  await t.throwsAsync(
    withLock(
      path,
      () => t.fail('nobody holds it'),
      () => Promise.reject(new Error('npm ci failed')),
    ),
    { message: 'npm ci failed' },
  )
  t.false(existsSync(path))
})

/** A lock file whose holder was killed a minute ago, or as long ago as given. */
function leaveLock(t: ExecutionContext, worker: number | '', agoMs = 60_000): string {
  const path = join(tempFolder(t), 'setup.lock')
  writeFileSync(path, String(worker))
  const then = new Date(Date.now() - agoMs)
  utimesSync(path, then, then)
  return path
}

const abandoned = [
  ['that had not started its worker', '', 60_000],
  ['whose worker has ended', 2 ** 30, 60_000],
  ['whose worker has run for longer than any does', process.pid, 180_000],
] as const
for (const [what, worker, agoMs] of abandoned) {
  test(`the lock of a killed process ${what} is taken over`, async (t) => {
    let waited = 0
    const onWait = () => {
      waited += 1
    }
    t.is(await withLock(leaveLock(t, worker, agoMs), onWait, () => Promise.resolve('done')), 'done')
    t.is(waited, 1)
  })
}

test('the lock of a killed process stays taken while its worker goes on', async (t) => {
  const worker = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  t.teardown(() => worker.kill('SIGKILL'))
  const path = leaveLock(t, worker.pid ?? '')
  const seen: string[] = []
  const taken = withLock(
    path,
    () => seen.push('waits'),
    () => Promise.resolve(seen.push('takes')),
  )
  // The first look at the lock, which removes an abandoned one, happens before `withLock` returns.
  t.true(existsSync(path))
  seen.push('worker ends')
  worker.kill('SIGKILL')
  await taken
  t.deepEqual(seen, ['waits', 'worker ends', 'takes'])
})
