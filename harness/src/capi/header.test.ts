import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { renderHeader, renderHeaders } from './header.ts'
import { loadCapi } from './load.ts'

const capi = loadCapi(join(import.meta.dirname, '../../../suites/capi'))
const scratch = mkdtempSync(join(tmpdir(), 'proofload-header-'))
test.after.always(() => rmSync(scratch, { recursive: true, force: true }))
for (const [name, text] of renderHeaders(capi)) writeFileSync(join(scratch, name), text)

test('a type is declared after the types that its text needs', (t) => {
  const text = renderHeader(capi)
  const order = [
    'typedef struct _object PyObject;',
    'struct _object {',
    '} PyVarObject;',
    'struct _typeobject {',
    '} PyHeapTypeObject;',
  ]
  const places = order.map((part) => text.indexOf(part))
  t.false(places.includes(-1))
  t.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  )
})

test('an inline function is called through a macro that casts its objects', (t) => {
  const text = renderHeader(capi)
  t.true(text.includes('static inline void Py_INCREF(PyObject *o) { ++o->ob_refcnt; }'))
  t.true(text.includes('#define Py_INCREF(o) Py_INCREF((PyObject *)(o))'))
})

test('a macro that is exported too has a prototype before its definition', (t) => {
  const text = renderHeader(capi)
  const prototype = text.indexOf('int Py_IsNone(PyObject *x);')
  t.true(prototype !== -1 && prototype < text.indexOf('#define Py_IsNone(x)'))
})

test('PY_SSIZE_T_CLEAN redirects at the end, where the plain prototypes are written already', (t) => {
  const text = renderHeader(capi)
  const redirection = '#ifdef PY_SSIZE_T_CLEAN\n#define PyArg_Parse _PyArg_Parse_SizeT\n#endif'
  t.true(text.indexOf(redirection) > text.indexOf('int PyArg_Parse(PyObject *args'))
})

test('a header has what its version has', (t) => {
  t.false(renderHeader(capi, '3.11').includes('PyList_GetItemRef('))
  t.true(renderHeader(capi, '3.13').includes('PyList_GetItemRef('))
  t.false(renderHeader(capi, '3.12').includes('PyUnicode_AsUnicode('))
})

const source = `
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <datetime.h>
#include <frameobject.h>
typedef struct { PyObject_HEAD int number; } Counter;
static PyMemberDef members[] = { { "number", T_INT, offsetof(Counter, number), READONLY, NULL }, { 0 } };
static PyObject *number(PyObject *self, PyObject *unused)
{
    (void)unused;
    Py_INCREF((Counter *)self);
    Py_BEGIN_ALLOW_THREADS
    Py_END_ALLOW_THREADS
    return PyDate_Check(self) ? self : Py_BuildValue("s#", "text", (Py_ssize_t)4);
}
static PyMethodDef methods[] = { { "number", number, METH_NOARGS, NULL }, { 0 } };
static PyModuleDef definition = { PyModuleDef_HEAD_INIT, "counter", NULL, -1, methods, NULL, NULL, NULL, NULL };
PyMODINIT_FUNC PyInit_counter(void)
{
    PyDateTime_IMPORT;
    return members[0].name ? PyModule_Create(&definition) : NULL;
}
`

const compilers: [string, string, string][] = [
  ['cc', '-std=c99', 'c'],
  ['cc', '-std=c11', 'c'],
  ['c++', '-std=c++11', 'c++'],
]

for (const [compiler, standard, language] of compilers) {
  const found = spawnSync(compiler, ['--version']).status === 0
  const run = found ? test : test.skip
  run(`an extension compiles without a warning: ${compiler} ${standard}${found ? '' : ' (no compiler)'}`, (t) => {
    // C++ wants every member of an aggregate; that is the extension's style, not the header's.
    const warnings = ['-Wall', '-Wextra', '-Werror', '-Wno-missing-field-initializers']
    const args = [standard, ...warnings, '-I', scratch, '-x', language, '-c', '-', '-o', '/dev/null']
    t.is(spawnSync(compiler, args, { input: source, encoding: 'utf8' }).stderr, '')
  })
}
