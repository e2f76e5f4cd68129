#include "probe.h"
#include <signal.h>

/* ---- Ends ---- */

static volatile int zero;
static int *volatile nowhere;

static int overflow(volatile char *above) {
  volatile char here[4096];
  here[0] = above[0];
  return overflow(here) + here[0];
}

static PyObject *go_wrong(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *how;
  if (!PyArg_ParseTuple(args, "s", &how)) return NULL;
  PyObject *list = PyList_New(0); /* The trace names it. */
  Py_XDECREF(list);
  volatile char start[1] = {0};
  if (strcmp(how, "segfault") == 0) *nowhere = 1;
  if (strcmp(how, "abort") == 0) abort();
  if (strcmp(how, "overflow") == 0) return PyLong_FromLong(overflow(start));
  if (strcmp(how, "division") == 0) raise(SIGFPE);
  if (strcmp(how, "illegal") == 0) __builtin_trap();
  if (strcmp(how, "kill") == 0) raise(SIGKILL);
  if (strcmp(how, "exit") == 0) _exit(77);
  if (strcmp(how, "fatal") == 0) Py_FatalError("the reason");
  Py_RETURN_NONE;
}

static PyObject *print_much(PyObject *Py_UNUSED(self), PyObject *lines) {
  long count = PyLong_AsLong(lines);
  for (long i = 0; i < count; i++) {
    printf("{\"id\":%ld,\"case\":\"not an answer\"}\n", i);
    fflush(stdout);
  }
  return PyErr_Occurred() ? NULL : PyLong_FromLong(count);
}

/* ---- Exceptions through C ---- */

static long cleaned, entered;

static PyObject *cleanups(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  long count = cleaned;
  cleaned = 0;
  return PyLong_FromLong(count);
}

/* Owns something while it calls, and gives it back whatever comes. */
static PyObject *call_with_cleanup(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *owned = PyList_New(3);
  if (owned == NULL) return NULL;
  char *memory = PyMem_Malloc(100);
  if (memory == NULL) {
    Py_DECREF(owned);
    return PyErr_NoMemory();
  }
  PyObject *result = PyObject_CallObject(callable, NULL);
  cleaned++;
  PyMem_Free(memory);
  Py_DECREF(owned);
  return result;
}

static PyObject *call_counted(PyObject *Py_UNUSED(self), PyObject *callable) {
  entered++;
  PyObject *result = PyObject_CallObject(callable, NULL);
  cleaned++;
  return result;
}

/* (frames were entered, those that were not left) */
static PyObject *balance(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *answer = Py_BuildValue("(Nl)", PyBool_FromLong(entered > 10), entered - cleaned);
  entered = cleaned = 0;
  return answer;
}

static PyObject *call_and_clear(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable;
  long count, cleared = 0;
  if (!PyArg_ParseTuple(args, "Ol", &callable, &count)) return NULL;
  for (long i = 0; i < count; i++) {
    PyObject *result = PyObject_CallObject(callable, NULL);
    cleared += result == NULL && PyErr_Occurred() != NULL;
    Py_XDECREF(result);
    PyErr_Clear();
  }
  return PyLong_FromLong(cleared);
}

static PyObject *same_object(PyObject *Py_UNUSED(self), PyObject *o) {
  Py_INCREF(o);
  return o;
}

/* ---- An object whose slots call ---- */

typedef struct {
  PyObject_HEAD
  PyObject *callable;
} caller_object;

static PyObject *caller_call(PyObject *self) { return call_with_cleanup(NULL, ((caller_object *)self)->callable); }
/* 0, or -1 with an exception. */
static int caller_status(PyObject *self) {
  PyObject *result = caller_call(self);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}
static Py_ssize_t caller_length(PyObject *self) { return caller_status(self); }
static Py_hash_t caller_hash(PyObject *self) { return caller_status(self); }
static int caller_bool(PyObject *self) { return caller_status(self); }
static void caller_dealloc(PyObject *self) {
  Py_XDECREF(((caller_object *)self)->callable);
  PyObject_Free(self);
}

static PyNumberMethods caller_number = {.nb_bool = caller_bool};
static PySequenceMethods caller_sequence = {.sq_length = caller_length};
static PyTypeObject caller_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Caller",
  .tp_basicsize = sizeof(caller_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = caller_dealloc,
  .tp_repr = caller_call,
  .tp_iter = caller_call,
  .tp_hash = caller_hash,
  .tp_as_number = &caller_number,
  .tp_as_sequence = &caller_sequence,
};

static PyObject *caller_of(PyObject *Py_UNUSED(self), PyObject *callable) {
  caller_object *made = PyObject_New(caller_object, &caller_type);
  if (made == NULL) return NULL;
  Py_INCREF(callable);
  made->callable = callable;
  return (PyObject *)made;
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&caller_type); }

PROBE_MODULE_WITH(ready, PROBE_VARARGS(go_wrong), PROBE_O(print_much), PROBE_NOARGS(cleanups), PROBE_O(call_with_cleanup),
                  PROBE_O(call_counted), PROBE_NOARGS(balance), PROBE_VARARGS(call_and_clear), PROBE_O(same_object),
                  PROBE_O(caller_of))
