import test from 'ava'
import { type CKind, parseSignature, typeOf } from './signature.ts'

const types = new Map([
  ['destructor', 'typedef void (*destructor)(PyObject *)'],
  ['Py_hash_t', 'typedef Py_ssize_t Py_hash_t'],
  ['Py_ssize_t', 'typedef ssize_t Py_ssize_t'],
  ['Py_complex', 'typedef struct { double real; double imag; } Py_complex'],
  ['PyGILState_STATE', 'typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE'],
  ['PyThread_type_lock', 'typedef void *PyThread_type_lock'],
  ['PyThreadState', 'typedef struct _ts PyThreadState'],
])

const kinds: [string, CKind][] = [
  ['void', 'void'],
  ['int', 'integer'],
  ['unsigned long long', 'integer'],
  ['const Py_ssize_t', 'integer'],
  ['Py_hash_t', 'integer'],
  ['PyGILState_STATE', 'integer'],
  ['enum PyUnicode_Kind', 'integer'],
  ['double', 'floating'],
  ['Py_complex', 'struct'],
  ['va_list', 'struct'],
  ['PyObject *', 'object'],
  ['PyTypeObject *', 'object'],
  ['const PyObject *', 'object'],
  ['PyObject **', 'pointer'],
  ['PyObject *const *', 'pointer'],
  ['PyThreadState *', 'pointer'],
  ['PyThread_type_lock', 'pointer'],
  ['const char *', 'chars'],
  ['char **', 'pointer'],
  ['unsigned char *', 'pointer'],
  ['destructor', 'function'],
]

for (const [text, kind] of kinds) {
  test(`${text} is of kind ${kind}`, (t) => {
    t.is(typeOf(text, types).kind, kind)
  })
}

test('a declaration is taken apart into name, result and named parameters', (t) => {
  t.deepEqual(parseSignature('PyObject *PyList_GetItem(PyObject *list, Py_ssize_t index)', types), {
    name: 'PyList_GetItem',
    result: { text: 'PyObject *', kind: 'object' },
    parameters: [
      { name: 'list', type: { text: 'PyObject *', kind: 'object' } },
      { name: 'index', type: { text: 'Py_ssize_t', kind: 'integer' } },
    ],
    variadic: false,
  })
})

test('void alone means no parameters, three dots mean any number', (t) => {
  t.deepEqual(parseSignature('void PyErr_Clear(void)', types).parameters, [])
  const format = parseSignature('PyObject *PyErr_Format(PyObject *exception, const char *format, ...)', types)
  t.deepEqual([format.parameters.length, format.variadic], [2, true])
})

test('the name of a callback stands inside its type', (t) => {
  const [callback] = parseSignature('int Py_AtExit(void (*func)(void))', types).parameters
  t.deepEqual(callback, { name: 'func', type: { text: 'void (*)(void)', kind: 'function' } })
})

test('an array is a pointer', (t) => {
  const [array] = parseSignature('void _Py_FreeCharPArray(char *const array[])', types).parameters
  t.deepEqual(array, { name: 'array', type: { text: 'char *const[]', kind: 'pointer' } })
})

const broken: [string, RegExp][] = [
  ['PyErr_Clear', /expected a function declaration/],
  ['PyErr_Clear(void)', /the result type of PyErr_Clear is missing/],
  ['void PyErr_Clear(void);', /expected the declaration to end with its parameter list/],
  ['void PyErr_Clear()', /the parameter list of PyErr_Clear is empty: write void/],
  ['int PyList_Sort(PyObject *)', /the parameter "PyObject \*" has no name/],
  ['int f(int a, int a)', /two parameters are called a/],
  ['int f(Unheard a)', /the type Unheard is not known/],
  ['int f(PyThreadState state)', /the type PyThreadState cannot be passed by value/],
]

for (const [declaration, message] of broken) {
  test(`"${declaration}" is refused`, (t) => {
    t.throws(() => parseSignature(declaration, types), { message })
  })
}
