/** Probes compiled and run on a real CPython; says so, and judges nothing, where there is none with headers. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { findInterpreters } from '../bridge/interpreters.ts'
import { TraceFile } from '../bridge/trace.ts'
import { loadCapi } from '../capi/load.ts'
import { HarnessError } from '../errors.ts'
import type { Probe } from '../suite/case.ts'
import { type BuildSetup, buildAll, ProbeBuilder } from './build.ts'
import type { ProbeTarget } from './target.ts'
import { findCompiler } from './toolchain.ts'

const fixtures = resolve(import.meta.dirname, '../../test/fixtures/probes')
const capi = loadCapi(join(fixtures, 'capi'))
const scratch = mkdtempSync(join(tmpdir(), 'proofload-build-'))
test.after.always(() => rmSync(scratch, { recursive: true, force: true }))

let python: Awaited<ReturnType<typeof findPython>> = null
let setup: BuildSetup
test.before(async () => {
  python = await findPython()
  const compiler = await findCompiler(process.env)
  setup = { capi, compiler, cacheFolder: join(scratch, 'cache'), env: process.env }
})

async function findPython(): Promise<{ executable: string; target: ProbeTarget } | null> {
  const places = {
    path: (process.env['PATH'] ?? '').split(delimiter),
    pyenvRoot: process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'),
    cacheFolder: scratch,
  }
  for (const interpreter of await findInterpreters(['python3.{minor}'], places)) {
    if (!('facts' in interpreter) || interpreter.facts.implementation !== 'cpython') continue
    const { include, suffix, python: version, executable } = interpreter.facts
    if (!include.some((folder) => existsSync(join(folder, 'Python.h')))) continue
    const target = { name: 'cpython', include: [...include, fixtures], suffix, cflags: [], python: version }
    return { executable, target }
  }
  return null
}

/** Declares a test that needs a CPython with headers. */
function testOnPython(
  title: string,
  judge: (t: ExecutionContext, run: NonNullable<typeof python>) => Promise<void> | void,
): void {
  test(title, async (t) => {
    if (python !== null) return await judge(t, python)
    t.log('not judged: no CPython with headers on this machine')
    t.pass()
  })
}

function probe(name: string, more: Partial<Probe> = {}): Probe {
  const place = { file: 'suites/a/b.yaml', line: 1, column: 1 }
  return { name, area: 'a', topic: 'b', source: null, place, api: [], traced: true, ...more }
}

function authored(name: string): Probe {
  return probe(name, { source: join(fixtures, `${name}.c`) })
}

async function built(one: Probe, target: ProbeTarget): Promise<string> {
  const result = await new ProbeBuilder(setup).build({ probe: one, target })
  if ('error' in result) throw new Error(result.error)
  return result.path
}

/** Evaluates expressions about the module `m`; an exception is answered as `Type: message`. */
function evaluate(path: string, { name, expressions }: { name: string; expressions: string[] }, env = {}): string[] {
  const script = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location(sys.argv[2], sys.argv[1])
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
NULL = m.__null__
answers = []
for text in json.loads(sys.argv[3]):
    try:
        answers.append(repr(eval(text)))
    except Exception as error:
        answers.append('%s: %s' % (type(error).__name__, error))
print(json.dumps(answers))`
  const args = ['-c', script, path, name, JSON.stringify(expressions)]
  return JSON.parse(execFileSync(python?.executable ?? '', args, { encoding: 'utf8', env: { ...process.env, ...env } }))
}

const conversions: [call: string, seen: string][] = [
  ['Conv_Int(-5)', '(0, -5)'],
  ['Conv_Int(2**31 - 1)', '(0, 2147483647)'],
  ['Conv_Int(2**31)', "SystemError: the row's value does not fit int"],
  ['Conv_Int("x")', "SystemError: the row's value does not fit int"],
  ['Conv_Int()', 'SystemError: the row has a wrong number of arguments'],
  ['Conv_Long(-2**63)', '(0, -9223372036854775808)'],
  ['Conv_Long(2**63)', "SystemError: the row's value does not fit long"],
  ['Conv_UChar(255)', '(0, 255)'],
  ['Conv_UChar(256)', "SystemError: the row's value does not fit unsigned char"],
  ['Conv_UInt(2**32 - 1)', '(0, 4294967295)'],
  ['Conv_UInt(-1)', "SystemError: the row's value does not fit unsigned int"],
  ['Conv_ULongLong(2**64 - 1)', '(0, 18446744073709551615)'],
  ['Conv_ULongLong(2**64)', "SystemError: the row's value does not fit unsigned long long"],
  ['Conv_Ssize(-1)', '(0, -1)'],
  ['Conv_Size(2**63)', '(0, 9223372036854775808)'],
  ['Conv_ConstInt(7)', '(0, 7)'],
  ['Conv_Enum(1)', '(0, 1)'],
  ['Conv_Char("A")', '(0, 65)'],
  ['Conv_Char(66)', '(0, 66)'],
  ['Conv_Char("\\u0100")', "SystemError: the row's letter does not fit char"],
  ['Conv_UCS4("\\U0001F600")', '(0, 128512)'],
  ['Conv_Double(0.1)', '(0, 0.1)'],
  ['Conv_Double(3)', '(0, 3.0)'],
  ['Conv_Double("x")', "SystemError: the row's value does not fit double"],
  ['Conv_Chars("é")', "(0, 'é')"],
  ['Conv_Chars(b"raw")', "(0, 'raw')"],
  ['Conv_Chars(NULL)', '(0, None)'],
  ['Conv_Chars(1)', "SystemError: the row's text does not fit const char *"],
  ['Conv_NotUtf8()', "(0, b'a\\xff')"],
  ['Conv_Void([])', '(0, None)'],
  ['Conv_New([1])', '(0, [1])'],
  ['Conv_Borrowed([1])', '(0, [1])'],
  ['Conv_Type(int)', "(0, <class 'int'>)"],
  ['Conv_IsNull(NULL, NULL, NULL)', '(0, 1)'],
  ['Conv_IsNull([], NULL, NULL)', '(0, 0)'],
  ['Conv_Out("o")', "(0, 1, 'size', -7, 'fresh', 'o', 'lent', 'o', 'text', 'text', 'number', 0.5, 'nothing', NULL)"],
  ['Conv_InOut([], 4)', "(0, None, 'object', NULL, 'count', 5)"],
  ['Conv_Absent(0)', '(1, None)'],
  ['Conv_Absent(1)', 'ValueError: raised'],
  ['Conv_Ambiguous(0)', '(0, -1)'],
  ['Conv_Ambiguous(1)', 'ValueError: raised'],
  ['Conv_Unsigned(0)', '(0, 1)'],
  ['Conv_Unsigned(1)', 'ValueError: raised'],
  ['Conv_Narrow(0)', '(0, 1)'],
  ['Conv_Narrow(1)', 'ValueError: raised'],
  ['Conv_Floating(0)', '(0, 1.0)'],
  ['Conv_Floating(1)', 'ValueError: raised'],
  ['Conv_Raises(1)', 'ValueError: raised'],
  ['Conv_Raises(0)', '(0, None)'],
  ['Conv_Silent()', '(2, None)'],
  ['Conv_Noisy()', '(3, 5)'],
  ['Conv_CannotFail()', '(3, 6)'],
]

const allConversions = probe('conversions', {
  api: [...capi.functions.keys()].filter((name) => name.startsWith('Conv_')),
})

testOnPython('a generated wrapper converts every kind of argument and result', async (t, { target }) => {
  const path = await built(allConversions, target)
  const calls = conversions.map(([call]) => `m.${call}`)
  const seen = evaluate(path, { name: 'conversions', expressions: calls })
  const shown = seen.map((text) => text.replace(/<conversions\.Null object at \w+>/, 'NULL'))
  t.deepEqual(
    shown.map((text, index) => [conversions[index]?.[0], text]),
    conversions.map(([call, text]) => [call, text]),
  )
})

testOnPython('a generated wrapper gives what is stolen and keeps what is not', async (t, { target }) => {
  const path = await built(allConversions, target)
  const calls = [
    'm.Conv_Steal(m.__tracked__(1))',
    'm.Conv_StealOnSuccess(m.__tracked__(1), 0)',
    'm.Conv_StealOnSuccess(m.__tracked__(1), 1)',
    'm.Conv_Borrowed(m.__tracked__(1))[0]',
    'm.Conv_New(m.__tracked__(1))[0]',
    'm.Conv_InOut(m.__tracked__(1), 0)[0]',
    'm.Conv_Out(m.__tracked__(1))[0]',
    'm.__alive__()',
  ]
  const seen = evaluate(path, { name: 'conversions', expressions: calls })
  t.deepEqual(seen, ['(0, 0)', '(0, 0)', 'ValueError: not taken', '0', '0', '0', '0', '0'])
})

testOnPython('a function that is not exported, or not declared, costs only its calls', async (t, { target }) => {
  const path = await built(authored('lacking'), target)
  const calls = [
    'sorted(m.__missing__())',
    'm.there(1)',
    'm.not_exported()',
    'm.not_declared([])',
    'm.__lacking__()',
    'm.__lacking__()',
  ]
  t.deepEqual(evaluate(path, { name: 'lacking', expressions: calls }), [
    "['PyTest_NotDeclared', 'PyTest_NotExported']",
    "'1'",
    'SystemError: the bridge lacks PyTest_NotExported',
    'SystemError: the bridge lacks PyTest_NotDeclared',
    "['PyTest_NotExported', 'PyTest_NotDeclared']",
    '[]',
  ])
})

testOnPython('a probe notes the functions it calls and the steps in the trace', async (t, { target }) => {
  const path = await built(authored('lacking'), target)
  using trace = new TraceFile(join(scratch, 'trace'))
  const expressions = ['m.__step__(3)', 'm.there(1)', 'm.not_exported()', 'm.not_declared(1)']
  evaluate(path, { name: 'lacking', expressions }, { PROOFLOAD_TRACE: trace.path })
  t.deepEqual(trace.read(), { lastCalls: ['PyObject_Repr', 'PyTest_NotExported', 'PyTest_NotDeclared'], step: 3 })
})

testOnPython(
  'a second build compiles nothing, and harnesses that build at once do not disturb each other',
  async (t, { target }) => {
    const one = { probe: authored('lacking'), target: { ...target, cflags: ['-DONLY_HERE'] } }
    const first = await Promise.all([new ProbeBuilder(setup).build(one), new ProbeBuilder(setup).build(one)])
    t.deepEqual(
      first.map((result) => 'path' in result && existsSync(result.path)),
      [true, true],
    )
    for await (const second of buildAll([one], setup)) t.like(second, { cached: true })
  },
)

testOnPython('a probe that does not compile is a result with the places of suite and source', async (t, { target }) => {
  const result = await new ProbeBuilder(setup).build({ probe: authored('broken'), target })
  const text = 'error' in result ? result.error : ''
  const lines = text.split('\n')
  t.is(lines[0], 'suites/a/b.yaml:1:1: the probe broken does not compile for cpython')
  t.regex(text, /^harness\/test\/fixtures\/probes\/broken\.c:4:\d+: error: /m)
  t.false(text.includes(scratch))
})

testOnPython('the source of a finished probe lies beside it', async (t, { target }) => {
  const path = await built(allConversions, target)
  t.regex(readFileSync(join(dirname(path), 'probe.c'), 'utf8'), /static PyObject \*wrap_Conv_Int\(/)
})

test('a bridge without headers is refused with the remedy', async (t) => {
  const target = { name: 'pypy3', include: ['/nowhere'], suffix: '.so', cflags: [], python: '3.9' }
  const error = await t.throwsAsync(new ProbeBuilder(setup).build({ probe: authored('lacking'), target }), {
    instanceOf: HarnessError,
    message: 'the bridge pypy3 has no C headers: no Python.h in /nowhere',
  })
  t.is(error.hint, 'apt-get install pypy3-dev')
})

test('a compiler that is not there is refused with the remedy', async (t) => {
  const error = await t.throwsAsync(findCompiler({ CC: 'no-such-compiler -m32' }), {
    instanceOf: HarnessError,
    message: 'no C compiler: tried no-such-compiler -m32',
  })
  t.is(error.hint, 'set CC to a C compiler, or unset it')
})
