/** The command as a user starts it, on the reference bridge. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'

const main = join(import.meta.dirname, '../main.ts')
const folder = mkdtempSync(join(tmpdir(), 'proofload-real-'))
test.after.always(() => rmSync(folder, { recursive: true, force: true }))

function real(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [main, 'real', ...args], { encoding: 'utf8' })
}

test('a file that is no extension is an error of that file, in JSON one line each', (t) => {
  const files = ['one.so', 'two.abi3.so'].map((name) => join(folder, name))
  for (const file of files) writeFileSync(file, 'no library')
  const { status, stdout } = real('--json', '--jobs', '1', ...files)
  t.is(status, 1)
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
  t.deepEqual(
    lines.map(({ file, outcome }) => [file, outcome]),
    files.map((file) => [file, 'error']),
  )
  t.regex(lines[0]?.['detail'] ?? '', /one/)
})

test('an extension that nobody wrote for this suite is imported under its own name', (t) => {
  const file = join(folder, '_plain.so')
  const source = `#include <Python.h>
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_plain", .m_size = -1};
PyMODINIT_FUNC PyInit__plain(void) { return PyModule_Create(&definition); }`
  const headers = join(import.meta.dirname, '../../../bridge-ref/generated/include')
  const options = ['-shared', '-fPIC', '-I', headers, '-x', 'c', '-', '-o', file]
  const built = spawnSync(process.env['CC'] ?? 'cc', options, { input: source, encoding: 'utf8' })
  t.is(built.status, 0, built.stderr)
  // Several at once: each host must know its own processes from those of the others.
  const { status, stdout } = real('--json', '--jobs', '4', file, file, file, file)
  t.is(status, 0)
  const lines = stdout.trimEnd().split('\n')
  t.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    Array.from({ length: 4 }, () => ({ file, outcome: 'imported', detail: '' })),
  )
})

test('a file that is not there is refused before anything is started', (t) => {
  const { status, stderr } = real(join(folder, 'absent.so'))
  t.is(status, 2)
  t.regex(stderr, /absent\.so: no such file/)
})
