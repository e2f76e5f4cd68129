/** For tests: the bridge is one for a process, so each test that starts it has a process of its own. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Runs the body of a module in which `bridge` is started and `m` is the extension of fixtures/lifetimes.c, and returns what
 * it gave to `print`, after JSON. `unraisable` has the errors that nobody received.
 */
export function inHost(body: string, path: readonly string[] = []): unknown[] {
  const script = `
    import { Bridge, PythonError } from '${join(import.meta.dirname, 'index.ts')}'
    import { buildExtension } from '${join(import.meta.dirname, '../../tools/build.ts')}'
    const unraisable = []
    const fixture = buildExtension('${join(import.meta.dirname, 'fixtures/lifetimes.c')}')
    const bridge = await Bridge.start({
      path: [fixture, ...${JSON.stringify(path)}],
      onUnraisable: (error) => unraisable.push(error),
    })
    const m = bridge.import('lifetimes')
    const print = (...values) => values.forEach((value) => console.log(JSON.stringify(value ?? null)))
    ${body}`
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the host ended with ${status ?? signal}:\n${stderr}`)
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}
