import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
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

test('the lock of a killed process is taken over', async (t) => {
  const path = join(tempFolder(t), 'setup.lock')
  writeFileSync(path, '1\n')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(path, longAgo, longAgo)
  let waited = 0
  const result = await withLock(
    path,
    () => {
      waited += 1
    },
    () => Promise.resolve('done'),
  )
  t.is(result, 'done')
  t.is(waited, 1)
})
