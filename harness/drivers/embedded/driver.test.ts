/** The second driver against call tables of the suite. It needs a CPython with a shared library, as pyenv and distributions build it. */
import { spawnSync } from 'node:child_process'
import { mkdtempDisposableSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import test from 'ava'

const root = resolve(import.meta.dirname, '../../..')
const shared = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_config_var("Py_ENABLE_SHARED"))'], {
  encoding: 'utf8',
})
const declare = shared.stdout?.trim() === '1' ? test : test.skip

declare('a driver written from INTERPRETING.md runs call tables, and says that it runs nothing else', (t) => {
  using out = mkdtempDisposableSync(join(tmpdir(), 'proofload-embedded-'))
  const suites = ['containers/list', 'containers/attributes', 'numbers/integers'].flatMap((suite) => ['--suite', suite])
  const args = ['harness/src/main.ts', 'run', './harness/drivers/embedded/bridge.yaml', ...suites, '--out', out.path]
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  t.is(status, 0, stdout)
  const results: { bridges: { totals: Record<string, number> }[] } = JSON.parse(
    readFileSync(join(out.path, 'results.json'), 'utf8'),
  )
  const totals = results.bridges[0]?.totals
  t.true((totals?.['pass'] ?? 0) > 50, stdout)
  t.is(totals?.['error'], 0)
  t.regex(stdout, /is a scenario, which the bridge's driver does not run/)
})
