import { resolve } from 'node:path'
import test from 'ava'
import { loadCapi } from '../capi/load.ts'
import { parseHeaders } from './headers.ts'
import { cutSource, renderPrelude } from './prelude.ts'
import { namesUsed } from './used.ts'

const capi = loadCapi(resolve(import.meta.dirname, '../../test/fixtures/suites/capi'))

const cuts: [title: string, source: string, bodyLine: number][] = [
  ['behind the last include', '#include "probe.h"\n#include <a.h>\n\nint x;\n', 3],
  ['before the first code, though directives follow', '#include "probe.h"\nint x;\n#define Y 1\n', 2],
  ['behind a macro of several lines', '#include "probe.h"\n#define A \\\n  1\nint x;\n', 4],
  ['behind a condition, not inside it', '#include "probe.h"\n#if A\n#include <b.h>\n#endif\nint x;\n', 5],
  ['before a condition that holds code', '#include "probe.h"\n#if A\nint x;\n#endif\n', 2],
  ['not behind a comment', '/* # */\n#include "probe.h"\n/* x\n#include <no.h> */\nint x;\n', 3],
]

for (const [title, source, bodyLine] of cuts) {
  test(`the prelude stands ${title}`, (t) => {
    const cut = cutSource(source)
    t.is(cut.bodyLine, bodyLine)
    t.is(`${cut.head}\n${cut.body}`, source)
  })
}

const preprocessed = `
#define PyList_Append PyPyList_Append
#define PyList_GetItem(o, i) GetItem((o), (i))
struct s { int (*f)(void); };
extern __attribute__ ((visibility ("default"))) int PyPyList_Append(PyObject *, PyObject *);
static inline int helper(int a) { return other(a); }
extern PyObject *PyExc_ValueError, *PyExc_KeyError;
extern char name[10];
`

test('headers tell functions, inline functions, variables and macros apart', (t) => {
  const headers = parseHeaders(preprocessed)
  t.deepEqual(
    [...headers.functions],
    [
      ['PyPyList_Append', { isStatic: false }],
      ['helper', { isStatic: true }],
    ],
  )
  t.deepEqual([...headers.variables], ['PyExc_ValueError', 'PyExc_KeyError', 'name'])
  t.deepEqual([...headers.macros.keys()], ['PyList_Append', 'PyList_GetItem'])
})

test('a prelude makes what is declared weak and what is not a stand-in, and leaves macros alone', (t) => {
  const body =
    'x = PyList_Append(a, b); y = PyList_GetItem(a, 0); z = PyList_GetItemRef(a, 0); f = &PyUnicode_AsUTF8AndSize;'
  const headers = parseHeaders(`${preprocessed}const char *PyUnicode_AsUTF8AndSize(PyObject *, ssize_t *);`)
  const prelude = renderPrelude({ used: namesUsed(body, capi), body, headers, capi, floor: new Set() })
  t.is(
    prelude,
    `/* ---- Prelude, generated for this bridge by harness/src/probe/prelude.ts ---- */
typedef ssize_t Py_ssize_t;
extern __typeof__(PyList_Append) PyList_Append __attribute__((weak));
PROBE_UNUSED static int lacking_PyList_Append(void) { probe_lacks("PyList_Append"); return (int)-1; }
#undef PyList_GetItemRef
PROBE_UNUSED static PyObject *PyList_GetItemRef(PyObject *list, Py_ssize_t index) { probe_trace("PyList_GetItemRef"); probe_lacks("PyList_GetItemRef"); return NULL; }
extern __typeof__(PyUnicode_AsUTF8AndSize) PyUnicode_AsUTF8AndSize __attribute__((weak));
static const struct probe_symbol probe_symbol_table[] = {
  {"PyList_Append", (void (*)(void))PyList_Append},
  {"PyList_GetItemRef", NULL},
  {"PyUnicode_AsUTF8AndSize", (void (*)(void))PyUnicode_AsUTF8AndSize},
  {NULL, NULL},
};
#undef PROBE_SYMBOLS
#define PROBE_SYMBOLS probe_symbol_table
#ifndef PROOFLOAD_NO_TRACE
#define PROBE_CALL(name, function, stand_in) \\
  (probe_trace(name), function != NULL ? function : (__typeof__(&function))(void (*)(void))stand_in)
#undef PyList_Append
#define PyList_Append(...) PROBE_CALL("PyList_Append", PyPyList_Append, lacking_PyList_Append)(__VA_ARGS__)
#endif
/* ---- End of the prelude ---- */`,
  )
})

test('a function of the floor stays strong and is traced, unless it is a macro, inline or not only called', (t) => {
  const body =
    'PyList_Append(a, b); PyErr_Format(e, "PyErr_Format"); PyList_GetItem(a, 0); PyList_GetItemRef(a, 0); f = PyUnicode_AsUTF8AndSize;'
  const headers = parseHeaders(`${preprocessed}extern PyObject *PyErr_Format(PyObject *, const char *, ...);
static inline PyObject *PyList_GetItemRef(PyObject *a, ssize_t i) { return 0; }
extern const char *PyUnicode_AsUTF8AndSize(PyObject *, ssize_t *);`)
  const used = namesUsed(body, capi)
  const prelude = renderPrelude({ used, body, headers, capi, floor: new Set(used) })
  t.deepEqual(
    prelude.split('\n').filter((line) => /Py(?:List|Err|Unicode)_/.test(line)),
    [
      '#define PyErr_Format(...) (probe_trace("PyErr_Format"), PyErr_Format)(__VA_ARGS__)',
      '#undef PyList_Append',
      '#define PyList_Append(...) (probe_trace("PyList_Append"), PyPyList_Append)(__VA_ARGS__)',
    ],
  )
})

test('a name is used through a macro of the API too', (t) => {
  t.deepEqual([...namesUsed('Py_BEGIN_ALLOW_THREADS /* PyErr_Clear */', capi)].toSorted(), [
    'PyEval_SaveThread',
    'PyThreadState',
    'Py_BEGIN_ALLOW_THREADS',
  ])
})
