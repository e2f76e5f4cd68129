/** Each case runs in a process of its own, which it ends. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test from 'ava'

const src = dirname(import.meta.dirname)
const folder = mkdtempSync(join(tmpdir(), 'proofload-misuse-'))
test.after.always(() => rmSync(folder, { recursive: true }))

const library = join(folder, 'fixture.so')
test.before(() => {
  const fixture = join(import.meta.dirname, 'misuse.fixture.c')
  const options = ['-O1', '-shared', '-fPIC', '-I', join(src, '../generated/include')]
  const { status, stderr } = spawnSync('cc', [...options, fixture, '-o', library], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
})

function run(name: string, env: Record<string, string> = {}): { signal: string | null; stderr: string } {
  const script = `
    import { buildShim } from '${src}/../tools/build.ts'
    import { startBridge } from '${src}/bridge.ts'
    import { call } from '${src}/runtime/call.ts'
    import { importExtension } from '${src}/runtime/extension.ts'
    import { getAttrName } from '${src}/runtime/lookup.ts'
    startBridge(buildShim())
    call(getAttrName(importExtension('${library}', 'fixture'), '${name}'), [])`
  const { signal, stderr } = spawnSync(
    process.execPath,
    ['--stack-size=50000', '--input-type=module', '--eval', script],
    {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, PROOFLOAD_DEBUG: '', ...env },
    },
  )
  return { signal, stderr }
}

type Expectation = readonly [name: string, signal: string, stderr: RegExp]

const always: Expectation[] = [
  [
    'read_wild',
    'SIGSEGV',
    /^Fatal signal SIGSEGV at 0x10, in fixture\.so: read_through\+0x\w+\n {2}from fixture\.so: read_wild\+/,
  ],
  [
    'call_null',
    'SIGSEGV',
    /^Fatal signal SIGSEGV at 0x0, a call of a wild function pointer, in fixture\.so: call_null\+/,
  ],
  ['aborts', 'SIGABRT', /^Fatal signal SIGABRT, called for in fixture\.so: aborts\+/],
  [
    'wild_argument',
    'SIGSEGV',
    /^Fatal signal SIGSEGV at 0x123456789\w+, in .*PyList_Size.*\n {2}from fixture\.so: wild_argument\+/,
  ],
  [
    'decref_to_below_zero',
    'SIGABRT',
    /misuse of the C API, in Py_DecRef: a reference count fell below zero: the object at 0x\w+ is of type list/,
  ],
  [
    'free_twice',
    'SIGABRT',
    /misuse of the C API, in PyMem_Free: memory was freed twice: what was at 0x\w+ has been freed\n/,
  ],
  [
    'free_object_twice',
    'SIGABRT',
    /in PyObject_GC_Del: memory was freed twice: what was at 0x\w+ has been freed \(it was of type list\)/,
  ],
  [
    'free_static',
    'SIGABRT',
    /in PyMem_Free: free of memory that no function of this interface gave: 0x\w+ is in fixture\.so\+/,
  ],
]
for (const [name, signal, stderr] of always) {
  test(`a diagnosis without the debug mode: ${name}`, (t) => {
    const seen = run(name)
    t.is(seen.signal, signal)
    t.regex(seen.stderr, stderr)
  })
}

const history = (by: string, caller: string) =>
  String.raw`\n {2}allocated by ${by}, called from fixture\.so: \w+\+0x\w+\n {2}freed by .*, called from fixture\.so: ${caller}\+`
const inDebugMode: Expectation[] = [
  ['wild_argument', 'SIGABRT', /in PyList_Size: argument 1 \(list\): no memory is at 0x123456789000\n/],
  [
    'append_to_dead',
    'SIGABRT',
    new RegExp(
      String.raw`in PyList_Append: argument 1 \(list\): what was at 0x\w+ has been freed \(it was of type list\)${history('PyList_New', 'dead_list')}`,
    ),
  ],
  [
    'decref_dead',
    'SIGABRT',
    /at exit: a reference count was changed by -1 after the object was freed .* \(it was of type list\)\n/,
  ],
  [
    'dead_item',
    'SIGABRT',
    /in PyObject_Repr: argument 1 \(o\): its item 0: what was at 0x\w+ has been freed \(it was of type list\)/,
  ],
  ['type_is_none', 'SIGABRT', /in PyObject_Repr: argument 1 \(o\): its type is at 0x123456789000, where no type is: /],
  ['free_twice', 'SIGABRT', new RegExp(`freed twice: .*${history('PyMem_Malloc', 'free_twice')}`)],
  ['overrun', 'SIGABRT', /in PyMem_Free: memory was written behind its end, at offset 40 of a block of 40 bytes/],
  ['write_dead', 'SIGABRT', /in PyGC_Collect: memory was written after it was freed, at offset 8: /],
]
for (const [name, signal, stderr] of inDebugMode) {
  test(`a diagnosis of the debug mode: ${name}`, (t) => {
    const seen = run(name, { PROOFLOAD_DEBUG: '1' })
    t.is(seen.signal, signal)
    t.regex(seen.stderr, stderr)
  })
}

test('the debug mode lists at exit what C left', (t) => {
  const { signal, stderr } = run('leak', { PROOFLOAD_DEBUG: '1', PROOFLOAD_LEAKS: '1' })
  t.is(signal, null)
  t.regex(stderr, /\n {2}1 list, by PyList_New, called from fixture\.so: leak\+/)
})
