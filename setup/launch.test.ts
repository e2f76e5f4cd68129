import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { tempFolder } from './temp-folder.ts'

const root = join(import.meta.dirname, '..')

/** A clone whose `main.ts` is the given program, with our own node_modules so that npm need not run. */
function clone(t: ExecutionContext, program: string): string {
  const folder = tempFolder(t)
  for (const name of ['bin', 'setup', 'package.json', 'package-lock.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'harness', 'src'), { recursive: true })
  writeFileSync(join(folder, 'harness', 'src', 'main.ts'), program)
  return folder
}

/** Starts it without a terminal of its own, as CI does, so that a signal reaches only the launcher. */
function start(folder: string, args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  return spawn(process.execPath, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function finish(child: ChildProcess): Promise<{ code: number | null; signal: string | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const [code, signal] = await once(child, 'close')
  return { code, signal, output }
}

test('proofload passes its arguments on and ends with the exit status of main.ts', async (t) => {
  const folder = clone(
    t,
    `const words: string[] = process.argv.slice(2); console.log(words.join('|')); process.exitCode = 7`,
  )
  t.like(await finish(start(folder, ['bin/proofload.mjs', 'run', 'cpython', '--json'])), {
    code: 7,
    output: 'run|cpython|--json\n',
  })
})

test('SIGINT waits for what main.ts does before it ends, and reaches it once', async (t) => {
  const folder = clone(
    t,
    `
    process.on('SIGINT', () => { console.log('stopping'); setTimeout(() => { console.log('stopped'); process.exit(130) }, 100) })
    setInterval(() => undefined, 1000)
    console.log('ready')`,
  )
  const child = start(folder, ['bin/proofload.mjs'])
  const finished = finish(child)
  child.stdout?.once('data', () => child.kill('SIGINT'))
  t.like(await finished, { code: 130, output: 'ready\nstopping\nstopped\n' })
})

test('a signal that ends main.ts ends the launcher too', async (t) => {
  const folder = clone(t, `setInterval(() => undefined, 1000); console.log('ready')`)
  const child = start(folder, ['bin/proofload.mjs'])
  const finished = finish(child)
  child.stdout?.once('data', () => child.kill('SIGTERM'))
  t.like(await finished, { code: null, signal: 'SIGTERM' })
})

test('SIGINT ends an installation at once, and nothing is taken for installed', async (t) => {
  const folder = clone(t, `console.log('must not start')`)
  rmSync(join(folder, 'node_modules'))
  const npm = join(folder, 'npm-cli.js')
  writeFileSync(npm, `process.on('SIGINT', () => undefined); setInterval(() => undefined, 1000)`)
  const child = start(folder, ['bin/proofload.mjs'], { npm_execpath: npm, npm_node_execpath: process.execPath })
  const finished = finish(child)
  child.stderr?.once('data', () => child.kill('SIGINT'))
  t.like(await finished, { code: null, signal: 'SIGINT' })
  t.false(existsSync(join(folder, 'node_modules')))
  t.false(existsSync(join(folder, '.proofload', 'setup.lock')))
})

for (const command of ['start', 'test']) {
  test(`npm ${command} without a C compiler ends at once with one sentence`, async (t) => {
    const { scripts } = (await import('../package.json', { with: { type: 'json' } })).default
    const [, ...args] = scripts[command as 'start' | 'test'].split(' ')
    const folder = clone(t, `console.log('must not start')`)
    const ending = await finish(start(folder, args, { PATH: '/nowhere' }))
    t.is(ending.code, 2)
    t.regex(ending.output, /^proofload: no C compiler found \(tried \$CC, cc, gcc, clang\): install one, .*\n$/)
  })
}
