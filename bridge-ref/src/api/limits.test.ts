/** Sizes, characters and integers at the limits of C, and what CPython 3.11 answers (`limits.expected.txt`, printed by it with the fixture). */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'ava'

const here = import.meta.dirname
const src = dirname(here)
const folder = mkdtempSync(join(tmpdir(), 'proofload-limits-'))
test.after.always(() => rmSync(folder, { recursive: true }))

const script = `
  import { buildShim } from '${src}/../tools/build.ts'
  import { startBridge } from '${src}/bridge.ts'
  import { importExtension } from '${src}/runtime/extension.ts'
  startBridge(buildShim())
  importExtension('${folder}/limits.so', 'limits')
  process.exit(0)`

test('what does not fit is refused as CPython refuses it', (t) => {
  const fixture = join(here, 'limits.fixture.c')
  const include = join(src, '../generated/include')
  const built = spawnSync('cc', ['-shared', '-fPIC', '-w', '-I', include, fixture, '-o', `${folder}/limits.so`])
  t.is(String(built.stderr), '')
  const host = spawnSync(process.execPath, ['--stack-size=50000', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  t.is(host.stdout, readFileSync(join(here, 'limits.expected.txt'), 'utf8'))
  t.deepEqual(
    [...host.stderr.matchAll(/RuntimeWarning: (.*)/g)].map((match) => match[1]),
    [
      'Truncation of value to short',
      'Writing negative value into unsigned field',
      'Truncation of value to unsigned int',
    ],
  )
})
