/** What the chapters claim, against the headers of every CPython on this machine. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { findInterpreters } from '../bridge/interpreters.ts'
import { renderHeaders } from './header.ts'
import { type CapiFunction, loadCapi } from './load.ts'

const capi = loadCapi(join(import.meta.dirname, '../../../suites/capi'))
const scratch = mkdtempSync(join(tmpdir(), 'proofload-oracle-'))
test.after.always(() => rmSync(scratch, { recursive: true, force: true }))
for (const [name, text] of renderHeaders(capi)) writeFileSync(join(scratch, name), text)

const versions = ['3.8', '3.9', '3.10', '3.11', '3.12', '3.13'] as const

/** Only `const` was added; a caller's source compiles with both. */
const constAdded: Record<string, readonly string[]> = {
  '3.13': ['PyArg_ParseTupleAndKeywords', 'PyArg_VaParseTupleAndKeywords'],
}
const constSince311 = [
  'PyBuffer_GetPointer',
  'PyBuffer_FromContiguous',
  'PyBuffer_ToContiguous',
  'PyMemoryView_FromBuffer',
]

const includes = new Map<string, readonly string[]>()

test.before(async () => {
  const places = {
    path: (process.env['PATH'] ?? '').split(delimiter),
    pyenvRoot: process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'),
    cacheFolder: scratch,
  }
  for (const interpreter of await findInterpreters(['python3.{minor}'], places)) {
    if (!('facts' in interpreter) || interpreter.facts.implementation !== 'cpython') continue
    const { python, include } = interpreter.facts
    const usable = compile('#include <Python.h>\n', include, '-fsyntax-only').status === 0
    if (usable && !includes.has(python)) includes.set(python, include)
  }
})

const compiler = process.env['CC'] ?? 'cc'
const allHeaders = ['Python.h', 'structmember.h', 'datetime.h', 'marshal.h', 'frameobject.h']
const prologue = `${allHeaders.map((name) => `#include <${name}>`).join('\n')}\n`

function compile(
  source: string,
  include: readonly string[],
  ...more: string[]
): { status: number | null; stderr: string } {
  const folders = include.flatMap((folder) => ['-I', folder])
  const args = ['-std=gnu11', '-w', ...folders, '-x', 'c', '-', ...more]
  return spawnSync(compiler, args, { input: source, encoding: 'utf8', maxBuffer: 1e8 })
}

/** Declares a test that says so, instead of judging, where that CPython's headers are not installed. */
function testWith(
  version: string,
  title: string,
  judge: (t: ExecutionContext, include: readonly string[]) => void,
): void {
  test(title, (t) => {
    const include = includes.get(version)
    if (include !== undefined) return judge(t, include)
    t.log(`not judged: no headers of CPython ${version} on this machine`)
    t.pass()
  })
}

function has(version: string, { since = '3.0', until = '3.999' }: { since?: string; until?: string }): boolean {
  const minor = (text: string): number => Number(text.slice(2))
  return minor(since) <= minor(version) && minor(version) <= minor(until)
}

for (const version of versions) {
  testWith(version, `every function is declared as CPython ${version} declares it`, (t, include) => {
    const late = Number(version.slice(2)) < 11 ? constSince311 : []
    const known = new Set([...(constAdded[version] ?? []), ...late])
    const functions = [...capi.functions.values()].filter(
      (entry) => entry.kind === 'function' && isAsked(entry, version),
    )
    const data = [...capi.data.values()].filter((entry) => has(version, spanOf(entry)))
    const lines = [
      // CPython may have a macro of that name, which must not expand here.
      ...functions.filter(({ name }) => !known.has(name)).map(({ name, c }) => `#undef ${name}\nextern ${c};`),
      ...data.filter(({ c }) => !isPrivateData(c)).map(({ c }) => `extern ${c};`),
    ]
    t.is(compile(prologue + lines.join('\n'), include, '-fsyntax-only').stderr, '')
  })
}

/** Their declarations are in headers that only CPython's own modules include. */
function isPrivateData(c: string): boolean {
  return /\b_Py(Runtime|_SwappedOp|OS_ReadlineTState|Long_DigitValue|InterpreterID_Type|BytesIOBuffer_Type)\b/.test(c)
}

const internalNames =
  /\b(_PyAccu|_Py_hashtable_\w+|_Py_(En|De)codeLocaleEx|_Py_GetErrorHandler|_Py_GetConfigsAsDict|_PyConfig_\w+Dict|_PyPathConfig_\w+|_Py_normpath|_Py_Get_Getpath_CodeObject|_Py_UTF8_Edit_Cost|_PyInterpreterID_\w+|_PyInterpreterState_GetIDObject|_PyNamespace_New)\b/

function isAsked(entry: CapiFunction, version: string): boolean {
  // Declared by internal headers only, with types that the public ones lack.
  const internal = internalNames.test(entry.c)
  return has(version, spanOf(entry)) && !internal
}

function spanOf({ since, until }: { since?: string | undefined; until?: string | undefined }): Record<string, string> {
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
}

testWith('3.11', 'types and constants are those of CPython 3.11, byte by byte', (t, include311) => {
  const program = `${prologue}${internalHeaders}int main(void) {\n${measurements().join('\n')}\nreturn 0; }\n`
  const answers = [[scratch], include311].map((include, index) => {
    const file = join(scratch, `measure-${index}`)
    t.is(compile(program, include, '-o', file).stderr, '')
    return spawnSync(file, { encoding: 'utf8' }).stdout.split('\n')
  })
  t.true((answers[0]?.length ?? 0) > 1000)
  const [ours, theirs] = answers
  t.deepEqual(
    ours?.filter((line, index) => line !== theirs?.[index]),
    theirs?.filter((line, index) => line !== ours?.[index]),
  )
})

testWith('3.11', 'a macro takes and gives what its declaration says', (t, include311) => {
  // The two that stringify an argument cannot be called through a parameter.
  const stringifying = new Set(['PyModule_AddIntMacro', 'PyModule_AddStringMacro'])
  const wrappers = [...capi.functions.values()]
    .filter((entry) => entry.kind !== 'function' && has('3.11', spanOf(entry)) && !stringifying.has(entry.name))
    .map(({ name, c, signature }) => {
      const call = `${name}(${signature.parameters.map((parameter) => parameter.name).join(', ')})`
      const parameters = c.slice(c.indexOf(`${name}(`) + name.length)
      return `${signature.result.text} use_${name}${parameters} { ${signature.result.kind === 'void' ? '' : 'return '}${call}; }`
    })
  for (const include of [[scratch], include311]) {
    t.is(compile(prologue + wrappers.join('\n'), include, '-fsyntax-only', '-Werror').stderr, '')
  }
})

const internalHeaders = `
#if __has_include(<internal/pycore_accu.h>)
#define Py_BUILD_CORE 1
#include <internal/pycore_accu.h>
#include <internal/pycore_gc.h>
#include <internal/pycore_hashtable.h>
#endif
`

/** Statements that print each size, offset and value, in the same order for both headers. */
function measurements(): string[] {
  const types = [...capi.types].flatMap(([name, text]) => measureType(name, text))
  const constants = capi.chapters.flatMap(({ constants = {} }) =>
    Object.entries(constants).flatMap(([name, entry]) =>
      has('3.11', spanOf(entry)) ? measureConstant(name, entry.c) : [],
    ),
  )
  return [...types, ...constants]
}

function measureType(name: string, text: string): string[] {
  if (name === 'PyTime_t') return []
  const enumerators = /^(?:typedef )?enum[^{]*\{(.*)\}/s.exec(text)?.[1]?.split(',') ?? []
  if (enumerators.length > 0) return enumerators.map((one) => value(one.split('=')[0]?.trim() ?? ''))
  const [whole, keyword, tag, body, typedefName] =
    /^(?:typedef )?(struct|union) ?(\w*) ?\{(.*)\} ?(\w*)$/s.exec(text) ?? []
  if (whole === undefined) return /^typedef (?!struct)[^(]*$/.test(text) ? [size(name)] : []
  const type = typedefName ? typedefName : `${keyword} ${tag}`
  return [size(type), ...fieldNames(body ?? '').map((field) => offset(type, field))]
}

/** Names of the direct fields; bit fields have no offset. */
function fieldNames(body: string): string[] {
  const flat = body.replaceAll(/\{[^{}]*\}/g, '')
  return flat.split(';').flatMap((field) => {
    const name = /\(\*\s*(?:const )?(\w+)\)/.exec(field)?.[1] ?? /(\w+)\s*(?:\[[^\]]*\])?\s*$/.exec(field)?.[1]
    return name === undefined || /:\s*\d+\s*$/.test(field) ? [] : [name]
  })
}

function measureConstant(name: string, text: string): string[] {
  // Which 3.11.x is installed does not matter.
  if (/^PY_(MICRO_VERSION|VERSION|VERSION_HEX)$/.test(name)) return []
  if (text.startsWith('"')) return [`printf("${name} %s\\n", ${name});`]
  if (/MATH|HUGE|NAN/.test(name)) return [`printf("${name} %Lf\\n", (long double)${name});`]
  // Types, attributes, initialisers and addresses of objects have no integer value.
  const notNumbers = /^Py_(None|True|False|Ellipsis|NotImplemented|tss\w*)$|SYMBOL|INLINE|_T$|_TYPE$|^PY_LONG_LONG$/
  return text === '' || notNumbers.test(name) ? [] : [value(name)]
}

const size = (type: string): string => `printf("sizeof ${type} %zu\\n", sizeof(${type}));`
const value = (name: string): string => `printf("${name} %lld\\n", (long long)(${name}));`
const offset = (type: string, field: string): string =>
  `printf("${type}.${field} %zu %zu\\n", offsetof(${type}, ${field}), sizeof(((${type} *)0)->${field}));`
