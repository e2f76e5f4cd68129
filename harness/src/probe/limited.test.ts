/** Builds for the limited API, the last test on every CPython of this machine that has headers. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import test from 'ava'
import { fakeBridge } from '../../test/fake-bridge.ts'
import type { ResolvedBridge } from '../bridge/discover.ts'
import { resolveBridges } from '../bridge/discover.ts'
import { loadCapi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import type { Probe } from '../suite/case.ts'
import { ownSuites } from '../suite/load.ts'
import { ProbeBuilder } from './build.ts'
import { parseHeaders } from './headers.ts'
import { isOutside, limitedTarget } from './limited.ts'
import { findCompiler } from './toolchain.ts'

const capi = loadCapi(join(ownSuites, 'capi'))
const scratch = mkdtempSync(join(tmpdir(), 'proofload-limited-'))
test.after.always(() => rmSync(scratch, { recursive: true, force: true }))

function bridgeOf(name: string, python: string, more: Partial<ResolvedBridge> = {}): ResolvedBridge {
  return fakeBridge({ name, title: name, version: python, python, runs: [], capabilities: ['stable-abi'], ...more })
}

const functions: [string, version: string, outside: boolean][] = [
  ['PyList_Append', '3.8', false],
  ['PyType_GetModule', '3.8', true],
  ['PyType_GetModule', '3.10', false],
  ['PyNobody_HasThis', '3.8', false],
  ['PyDict_SetDefault', '3.13', true],
]
test('a function is outside when its stable ABI is later or it has none; a name that is not described is nobody’s', (t) => {
  for (const [name, version, outside] of functions) {
    t.is(isOutside(name, version, { capi, headers: null }), outside, `${name} ${version}`)
  }
})

test('of a macro the headers tell, also when its text needs what they hide', (t) => {
  const headers = parseHeaders(
    [
      'PyObject *PyTuple_GetItem(PyObject *, long);',
      '#define PySequence_Fast_GET_SIZE(o) (PyList_Check(o) ? PyList_GET_SIZE(o) : PyTuple_GET_SIZE(o))',
      '#define PySequence_ITEM(o, i) (Py_TYPE(o)->tp_as_sequence->sq_item(o, i))',
      '#define PyList_Check(op) ((op) != 0)',
    ].join('\n'),
  )
  const outside = (name: string): boolean => isOutside(name, '3.8', { capi, headers })
  t.false(outside('PyList_Check'))
  t.true(outside('PyTuple_GET_ITEM'))
  t.true(outside('PySequence_Fast_GET_SIZE'))
  t.true(outside('PySequence_ITEM'))
  t.false(isOutside('PyTuple_GET_ITEM', '3.8', { capi, headers: null }), 'not asked before there are headers')
})

test('a run without a CPython that is new enough is refused with the remedy', (t) => {
  const bridges = [bridgeOf('bridge-ref', '3.11'), bridgeOf('cpython@3.9', '3.9'), bridgeOf('pypy3', '3.9')]
  const error = t.throws(() => limitedTarget('3.10', bridges), { instanceOf: HarnessError })
  t.regex(error?.hint ?? '', /name one beside the other bridges/)
})

test('one file, compiled once, is loaded by every CPython and calls what the limited API has', async (t) => {
  const names = (process.env['PATH'] ?? '').split(delimiter)
  const places = {
    path: names,
    pyenvRoot: process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'),
    cacheFolder: scratch,
  }
  const found = await resolveBridges(['cpython'], join(import.meta.dirname, '../../bridges'), places).catch(() => [])
  const [newest] = found
  if (newest === undefined || !newest.include.some((folder) => existsSync(join(folder, 'Python.h')))) {
    t.log('not judged: no CPython with headers on this machine')
    return void t.pass()
  }
  const target = limitedTarget('3.8', found)
  const place = { file: 'suites/a/b.yaml', line: 1, column: 1 }
  const api = ['PyList_Append', 'PyTuple_GET_ITEM', 'PyUnicode_FromString', 'PyDict_SetDefault']
  const probe: Probe = { name: 'a_b_calls', area: 'a', topic: 'b', source: null, place, api, traced: true }
  const setup = {
    capi,
    compiler: await findCompiler(process.env),
    cacheFolder: join(scratch, 'cache'),
    env: process.env,
  }
  const result = await new ProbeBuilder(setup).build({ probe, target })
  if ('error' in result) return void t.fail(result.error)
  t.deepEqual(result.outside.toSorted(), ['PyDict_SetDefault', 'PyTuple_GET_ITEM'])
  t.true(result.path.endsWith('.abi3.so'))
  const script = `
import importlib.util, sys
spec = importlib.util.spec_from_file_location('a_b_calls', sys.argv[1])
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
target, item = [m.__tracked__(1)], m.__tracked__(2)
m.__guard__(target[0]); m.__guard__(target); m.__guard__(item)
print(m.PyList_Append(target, item)[1], m.PyUnicode_FromString('é')[1], m.__tag__(target[1]), m.__alive__())
del item, target
print(m.__residue__(0), m.__alive__(), m.__clean__(), hasattr(m, 'PyDict_SetDefault'))`
  const python = newest.command[0]
  const seen = execFileSync(python, ['-c', script, result.path], { encoding: 'utf8' }).trim().split('\n')
  t.deepEqual(seen, ['0 é 2 2', '[0, 0, 0] 0 (None, -1) False'])
})
