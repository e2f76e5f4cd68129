/** Each case runs in a process of its own: many end it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)
const folder = mkdtempSync(join(tmpdir(), 'proofload-threads-'))
test.after.always(() => rmSync(folder, { recursive: true }))

/** The fixture as a library that knows of threads, or of none. */
function compile(kind: 'threads' | 'plain'): string {
  const path = join(folder, `${kind}.so`)
  const defines = kind === 'threads' ? ['-DTHREADS'] : []
  const include = ['-I', join(src, '../generated/include')]
  const fixture = join(import.meta.dirname, 'threads.fixture.c')
  const { status, stderr } = spawnSync('cc', [
    '-shared',
    '-fPIC',
    '-pthread',
    ...defines,
    ...include,
    fixture,
    '-o',
    path,
  ])
  if (status !== 0) throw new Error(String(stderr))
  return path
}
test.before(() => {
  compile('threads')
  compile('plain')
})

/** Starts the bridge with the fixture, whose functions `f` calls, and runs `body`. */
function inHost(kind: 'threads' | 'plain', body: string, env: Record<string, string> = {}) {
  const script = `
    import { buildShim } from '${src}/../tools/build.ts'
    import { startBridge } from '${src}/bridge.ts'
    import { call, setRecursionLimit } from '${src}/runtime/call.ts'
    import { takeException } from '${src}/runtime/errors.ts'
    import { importExtension } from '${src}/runtime/extension.ts'
    import { newInt, readInt } from '${src}/runtime/int.ts'
    import { getAttrName } from '${src}/runtime/lookup.ts'
    import { newNone, typeName } from '${src}/runtime/object.ts'
    import { typeOf } from '${src}/runtime/refcount.ts'
    import { serveInEventLoop } from '${src}/runtime/threads.ts'
    import { newHostFunction } from '${src}/runtime/types/small-types.ts'
    startBridge(buildShim())
    const fixture = importExtension('${join(folder, `${kind}.so`)}', 'fixture')
    const f = (name, ...args) => call(getAttrName(fixture, name), args)
    const host = (run) => newHostFunction({ call: run })
    ${body}`
  const options = ['--stack-size=50000', '--input-type=module', '--eval', script]
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, options, {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...env },
  })
  return { status, signal, stdout, stderr }
}

for (const kind of ['plain', 'threads'] as const) {
  test(`a lock that nobody can release is named and ends the host (${kind})`, (t) => {
    const { signal, stderr } = inHost(kind, `f('lock_twice')`)
    t.is(signal, 'SIGABRT')
    t.regex(stderr, /^Fatal Python error: deadlock: no thread is left that could end these waits\n/)
    t.regex(stderr, /\(main\), with the GIL, waits for the lock 0x/)
  })

  test(`the debug mode names a function that is called without the GIL (${kind})`, (t) => {
    const { signal, stderr } = inHost(kind, `f('call_without_gil')`, { PROOFLOAD_DEBUG: '1' })
    t.is(signal, 'SIGABRT')
    t.regex(
      stderr,
      /^Fatal Python error: PyList_New: the function must be called with the GIL held, but the GIL is released/,
    )
  })

  test(`without the debug mode such a call is made (${kind})`, (t) => {
    const { status, stdout } = inHost(kind, `f('call_without_gil'); console.log('made')`, { PROOFLOAD_DEBUG: '' })
    t.is(stdout, 'made\n')
    t.is(status, 0)
  })
}

test('two threads that wait crosswise for lock and GIL are both named', (t) => {
  const { signal, stderr } = inHost('threads', `f('lock_crosswise')`)
  t.is(signal, 'SIGABRT')
  t.regex(stderr, /\(main\), with the GIL, waits for the lock 0x/)
  t.regex(stderr, /waits for the GIL\n/)
})

test('a thread is served while JavaScript is in its event loop', (t) => {
  const { status, stdout } = inHost(
    'threads',
    `serveInEventLoop()
    let calls = 0
    f('start', host(() => { calls++; return newNone() }), newInt(20))
    const timer = setInterval(() => { if (calls === 20) { console.log('served'); clearInterval(timer) } }, 10)`,
  )
  t.is(stdout, 'served\n')
  t.is(status, 0)
})

test('a thread that never ends does not keep the process from ending', (t) => {
  const { status, stdout, stderr } = inHost(
    'threads',
    `serveInEventLoop()
    f('start', host(() => newNone()), newInt(-1))
    setTimeout(() => console.log('the end'), 100)`,
  )
  t.is(stderr, '')
  t.is(stdout, 'the end\n')
  t.is(status, 0)
})

test('host and C call each other 1,000 levels deep on the thread of an extension, and RecursionError comes beyond', (t) => {
  const { status, stdout } = inHost(
    'threads',
    `const again = host(() => f('descend'))
    const descend = (depth) => {
      f('arm', again, newInt(depth))
      try { return Number(readInt(f('descend'))) } catch { return typeName(typeOf(takeException())) }
    }
    setRecursionLimit(5000)
    console.log(descend(1000), descend(1000000))`,
  )
  t.is(stdout, '1000 RecursionError\n')
  t.is(status, 0)
})
