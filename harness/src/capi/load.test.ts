/** One broken chapter for every mistake that the loader knows, and the real chapters. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { HarnessError } from '../errors.ts'
import { loadCapi } from './load.ts'

const head = 'title: Lists\ndocs: https://docs.python.org/3.13/c-api/list.html\n'

function folderWith(t: ExecutionContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'proofload-capi-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** A chapter whose seventh line holds one function entry. */
function chapterWith(entry: string): string {
  return `chapter: list\n${head}types:\n  Py_ssize_t: { c: 'typedef ssize_t Py_ssize_t' }\nfunctions:\n  ${entry}\n`
}

test('the chapters of the suite are consistent', (t) => {
  const capi = loadCapi(join(import.meta.dirname, '../../../suites/capi'))
  const setItem = capi.functions.get('PyList_SetItem')
  t.like(setItem, { chapter: 'list', kind: 'function', steals: { item: 'always' }, error: '-1', gil: true })
  t.is(setItem?.signature.parameters[2]?.type.kind, 'object')
  t.like(capi.data.get('PyList_Type'), { c: 'PyTypeObject PyList_Type', chapter: 'list' })
})

test('the link of a function is that of its chapter unless it says otherwise', (t) => {
  const text = chapterWith("a: { c: 'void a(void)' }\n  b: { c: 'void b(void)', docs: null }")
  const { functions } = loadCapi(folderWith(t, { 'list.yaml': text }))
  t.is(functions.get('a')?.link, 'https://docs.python.org/3.13/c-api/list.html#c.a')
  t.is(functions.get('b')?.link, null)
})

test('a folder without chapters is an error', (t) => {
  t.throws(() => loadCapi(folderWith(t, {})), { instanceOf: HarnessError, message: /no chapter of the C API/ })
})

const mistakes: [string, string, RegExp][] = [
  ['broken YAML', "f: { c: 'void f(void)'", /list\.yaml:\d+:\d+: /],
  ['an unknown key', "f: { c: 'void f(void)', retruns: new }", /list\.yaml:7:27: Unrecognized key: "retruns"/],
  ['a wrong value', "f: { c: 'PyObject *f(void)', returns: mine }", /list\.yaml:7:41: Invalid option/],
  ['a missing declaration', 'f: { error: NULL }', /list\.yaml:7:3: .*expected string/],
  ['a version that is none', "f: { c: 'void f(void)', since: '3' }", /list\.yaml:7:34: expected a Python version/],
  ['a declaration of another name', "f: { c: 'void g(void)' }", /list\.yaml:7:11: f declares g/],
  ['a declaration that is none', "f: { c: 'void f' }", /list\.yaml:7:11: expected a function declaration/],
  ['an object without ownership', "f: { c: 'PyObject *f(void)' }", /list\.yaml:7:3: `returns` is missing/],
  [
    'ownership of a number',
    "f: { c: 'int f(void)', returns: new }",
    /7:35: `returns` is for objects, the result is int/,
  ],
  ['a sentinel without a result', "f: { c: 'void f(void)', error: '-1' }", /7:34: `error` needs a result/],
  [
    'a wrong sentinel',
    "f: { c: 'PyObject *f(void)', returns: new, error: '-1' }",
    /`error` of an object is NULL, not -1/,
  ],
  ['a parameter beside a result', "f: { c: 'int f(PyObject **o)', inout: [o], errorIn: o }", /`errorIn` names an/],
  ['a parameter that stays', "f: { c: 'void f(PyObject *o)', errorIn: o }", /`errorIn` names an/],
  ['no sentinel to be ambiguous', "f: { c: 'int f(void)', ambiguous: true }", /`ambiguous` needs an `error` sentinel/],
  ['an absent number', "f: { c: 'int f(void)', absent: true }", /`absent` is for objects, the result is int/],
  [
    'never an object, never an error',
    "f: { c: 'PyObject *f(void)', returns: none }",
    /`returns: none` means always NULL/,
  ],
  [
    'theft of nothing',
    "f: { c: 'void f(PyObject *o)', steals: { p: always } }",
    /`steals` names p, which is no parameter/,
  ],
  [
    'theft of a number',
    "f: { c: 'void f(int i)', steals: { i: always } }",
    /`steals` cannot hold for i, which is of kind integer/,
  ],
  [
    'an input to write to',
    "f: { c: 'void f(int i)', out: { i: none } }",
    /`out` cannot hold for i, which is of kind integer/,
  ],
  ['a keeper of text', "f: { c: 'void f(char *s)', keeps: [s] }", /`keeps` cannot hold for s, which is of kind chars/],
  ['a macro without a body', "f: { c: 'int f(int i)', kind: macro }", /7:3: `body` is missing/],
  ['a function with a body', "f: { c: 'int f(int i)', body: '(i)' }", /`body` is for macros and inline functions/],
  ['an exported function', "f: { c: 'int f(int i)', exported: true }", /a function is exported anyway/],
  [
    'a stable ABI older than the function',
    "f: { c: 'int f(int i)', since: '3.12', abi: '3.9' }",
    /7:47: `abi` 3\.9 is older than the function, which is there since 3\.12/,
  ],
]

for (const [title, entry, message] of mistakes) {
  test(`${title}: refused with its place`, (t) => {
    const folder = folderWith(t, { 'list.yaml': chapterWith(entry) })
    t.throws(() => loadCapi(folder), { instanceOf: HarnessError, message })
  })
}

test('a chapter is named as its file', (t) => {
  const folder = folderWith(t, { 'tuple.yaml': `chapter: list\n${head}` })
  t.throws(() => loadCapi(folder), { message: /tuple\.yaml:1:10: the file tuple\.yaml calls its chapter list/ })
})

test('a name belongs to one chapter and one section', (t) => {
  const list = `chapter: list\n${head}constants:\n  LIMIT: { c: '1' }\n`
  const tuple = `chapter: tuple\n${head}functions:\n  LIMIT: { c: 'void LIMIT(void)' }\n`
  const folder = folderWith(t, { 'list.yaml': list, 'tuple.yaml': tuple })
  t.throws(() => loadCapi(folder), { message: /tuple\.yaml:5:3: LIMIT is already in chapter list/ })
})

test('all mistakes are told at once, each with the line and a caret', (t) => {
  const folder = folderWith(t, { 'list.yaml': chapterWith("f: { c: 'void g(void)' }\n  g: { c: 'int' }") })
  const error = t.throws(() => loadCapi(folder), { instanceOf: HarnessError })
  t.regex(error?.message ?? '', /^2 mistakes in the description of the C API\n\n/)
  t.true(error?.message.includes("  7 |   f: { c: 'void g(void)' }\n                ^^^^^^^^^^^^^^"), error?.message)
})
