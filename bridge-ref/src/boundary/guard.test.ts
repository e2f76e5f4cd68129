/** Each case runs in a process of its own: the third ends it. */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)

/** Starts the bridge and runs `body`, which prints what it saw. */
function inHost(body: string): { status: number | null; signal: string | null; stdout: string; stderr: string } {
  const script = `
    import { buildShim } from '${src}/../tools/build.ts'
    import { startBridge } from '${src}/bridge.ts'
    import { guard } from '${src}/boundary/guard.ts'
    import { E } from '${src}/memory/statics.ts'
    import { raise } from '${src}/runtime/errors.ts'
    import { occurred } from '${src}/runtime/indicator.ts'
    startBridge(buildShim())
    ${body}`
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  return { status, signal, stdout, stderr }
}

test('a pending error gives C the sentinel and stays pending', (t) => {
  const { status, stdout, stderr } = inHost(`
    const run = guard({ name: 'f', signature: 'p', sentinel: -1, run: () => raise(E.KeyError, 'no') })
    console.log(run(), occurred() === E.KeyError)`)
  t.is(stderr, '')
  t.is(stdout, '-1 true\n')
  t.is(status, 0)
})

test('an exhausted JavaScript stack becomes RecursionError', (t) => {
  const { status, stdout, stderr } = inHost(`
    const deeper = () => deeper() + 1
    const run = guard({ name: 'f', signature: 'p', sentinel: 0, run: deeper })
    console.log(run(), occurred() === E.RecursionError)`)
  t.is(stderr, '')
  t.is(stdout, '0 true\n')
  t.is(status, 0)
})

test('a bug ends the host and shows both stacks', (t) => {
  const { signal, stdout, stderr } = inHost(`
    function faulty() { throw new TypeError('a mistake here') }
    const run = guard({ name: 'PyThing_Do', signature: 'p', sentinel: 0, run: faulty })
    console.log(run())`)
  t.is(signal, 'SIGABRT')
  t.is(stdout, '')
  t.regex(stderr, /^Fatal Python error: a bug in the reference bridge, in PyThing_Do\n/)
  t.regex(stderr, /TypeError: a mistake here\n\s+at faulty/)
  t.regex(stderr, /called from C at:\nError: here\n\s+at /)
})

test('a throw of "pending" without an error is a bug', (t) => {
  const { signal, stderr } = inHost(`
    const { pending } = await import('${src}/runtime/indicator.ts')
    guard({ name: 'f', signature: 'p', sentinel: 0, run: () => { throw pending } })()`)
  t.is(signal, 'SIGABRT')
  t.regex(stderr, /a bug in the reference bridge, in f/)
})
