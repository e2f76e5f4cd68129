#include "probe.h"

/* Objects whose am_await, am_aiter and am_anext return what they hold, or raise LookupError where that is NULL. */
typedef struct {
  PyObject_HEAD
  PyObject *held;
} holder;

static PyObject *handed(PyObject *self) {
  PyObject *held = ((holder *)self)->held;
  if (held == NULL) PyErr_SetString(PyExc_LookupError, "raised by a slot");
  Py_XINCREF(held);
  return held;
}
static void holder_dealloc(PyObject *self) {
  Py_XDECREF(((holder *)self)->held);
  Py_TYPE(self)->tp_free(self);
}

#define HOLDER(name, text, slots)                                                                                     \
  static PyAsyncMethods name##_slots = slots;                                                                         \
  static PyTypeObject name = {                                                                                        \
    PyVarObject_HEAD_INIT(NULL, 0)                                                                                    \
    .tp_name = PROBE_STRING(PROBE_NAME) "." text,                                                                     \
    .tp_basicsize = sizeof(holder),                                                                                   \
    .tp_dealloc = holder_dealloc,                                                                                     \
    .tp_flags = Py_TPFLAGS_DEFAULT,                                                                                   \
    .tp_as_async = &name##_slots}
HOLDER(awaitable, "Awaitable", {.am_await = handed});
HOLDER(aiterable, "AIterable", {.am_aiter = handed});
HOLDER(aiterator, "AIterator", {.am_anext = handed});

/* make(kind, held or NULL) */
static PyObject *make(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  PyObject *held;
  if (!PyArg_ParseTuple(args, "sO", &kind, &held)) return NULL;
  PyTypeObject *type = strcmp(kind, "awaitable") == 0 ? &awaitable : strcmp(kind, "aiterable") == 0 ? &aiterable : &aiterator;
  holder *object = PyObject_New(holder, type);
  if (object == NULL) return NULL;
  object->held = PROBE_OR_NULL(held);
  Py_XINCREF(object->held);
  return (PyObject *)object;
}

static PyObject *get_aiter(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_GetAIter(object); }
static PyObject *check(PyObject *Py_UNUSED(self), PyObject *object) { return PyBool_FromLong(PyAIter_Check(object)); }

/* What is made of source text: the object called `name`. */
static PyObject *compiled(const char *source, const char *name) {
  PyObject *names = PyDict_New(), *done = NULL, *found = NULL;
  if (names != NULL && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) == 0)
    done = PyRun_String(source, Py_file_input, names, names);
  if (done != NULL) found = PyDict_GetItemString(names, name);
  if (done != NULL && found == NULL) PyErr_SetString(PyExc_KeyError, name);
  Py_XINCREF(found);
  Py_XDECREF(done);
  Py_XDECREF(names);
  return found;
}

/* A coroutine that awaits `object` and returns (what came, argument). */
static PyObject *coroutine(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function = compiled("async def f(a, b):\n  return (await a, b)\n", "f");
  PyObject *made = function == NULL ? NULL : PyObject_CallObject(function, args);
  Py_XDECREF(function);
  return made;
}

/* A coroutine that collects `async for` over `object`. */
static PyObject *collector(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *function = compiled("async def f(a):\n  return [x async for x in a]\n", "f");
  PyObject *made = function == NULL ? NULL : PyObject_CallFunctionObjArgs(function, object, NULL);
  Py_XDECREF(function);
  return made;
}

/* Drives a coroutine as an event loop does, sending `value` each time: [what it yielded..., what it returned]. */
static PyObject *drive(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *coroutine, *value, *result, *list = PyList_New(0);
  if (!PyArg_ParseTuple(args, "OO", &coroutine, &value)) return NULL;
  PyObject *next = Py_None; /* The first one must be None. */
  for (PySendResult code = PYGEN_NEXT; list != NULL && code == PYGEN_NEXT; next = value) {
    code = PyIter_Send(coroutine, next, &result);
    if (code != PYGEN_ERROR) list = probe_append(list, result);
    else Py_CLEAR(list);
  }
  return list;
}

/* [PyGen_Check, PyGen_CheckExact, PyCoro_CheckExact, PyAsyncGen_CheckExact, PyIter_Check] */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("[iiiii]", PyGen_Check(object) != 0, PyGen_CheckExact(object) != 0, PyCoro_CheckExact(object) != 0,
                       PyAsyncGen_CheckExact(object) != 0, PyIter_Check(object) != 0);
}

/* A generator with `object` in its frame: yields it, then what it is sent, and returns `object`. */
static PyObject *generator(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *function = compiled("def g(a):\n  b = yield a\n  try:\n    yield b\n  finally:\n    del b\n  return a\n", "g");
  PyObject *made = function == NULL ? NULL : PyObject_CallFunctionObjArgs(function, object, NULL);
  Py_XDECREF(function);
  return made;
}

/* An asynchronous generator that yields `object` twice. */
static PyObject *agenerator(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *function = compiled("async def g(a):\n  yield a\n  yield a\n", "g");
  PyObject *made = function == NULL ? NULL : PyObject_CallFunctionObjArgs(function, object, NULL);
  Py_XDECREF(function);
  return made;
}

static PyObject *send(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *iterator, *value, *result = NULL;
  if (!PyArg_ParseTuple(args, "OO", &iterator, &value)) return NULL;
  PySendResult code = PyIter_Send(iterator, value, &result);
  return code == PYGEN_ERROR ? NULL : Py_BuildValue("(iN)", code == PYGEN_NEXT, result);
}

/* With these hooks for asynchronous generators: starts `agenerator` and lets go of it. */
static PyObject *with_hooks(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first, *last, *object, *result = NULL;
  if (!PyArg_ParseTuple(args, "OOO", &first, &last, &object)) return NULL;
  PyObject *sys = PyImport_ImportModule("sys"), *set = sys == NULL ? NULL : PyObject_GetAttrString(sys, "set_asyncgen_hooks");
  PyObject *done = set == NULL ? NULL : PyObject_CallFunctionObjArgs(set, first, last, NULL);
  PyObject *made = done == NULL ? NULL : agenerator(NULL, object);
  PyObject *step = made == NULL ? NULL : PyObject_CallMethod(made, "__anext__", NULL);
  if (step != NULL) PyIter_Send(step, Py_None, &result);
  Py_XDECREF(step);
  Py_XDECREF(made);
  Py_XDECREF(done);
  PyObject *type, *error, *traceback;
  PyErr_Fetch(&type, &error, &traceback);
  done = set == NULL ? NULL : PyObject_CallFunctionObjArgs(set, Py_None, Py_None, NULL);
  if (done == NULL) PyErr_Clear();
  PyErr_Restore(type, error, traceback);
  Py_XDECREF(done);
  Py_XDECREF(set);
  Py_XDECREF(sys);
  return result;
}

static int add_types(PyObject *module) {
  if (probe_add_type(module, "Awaitable", &awaitable) < 0 || probe_add_type(module, "AIterable", &aiterable) < 0) return -1;
  return probe_add_type(module, "AIterator", &aiterator);
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(make), PROBE_O(get_aiter), PROBE_O(check), PROBE_VARARGS(coroutine),
                  PROBE_O(collector), PROBE_VARARGS(drive), PROBE_O(checks), PROBE_O(generator), PROBE_O(agenerator),
                  PROBE_VARARGS(send), PROBE_VARARGS(with_hooks))
