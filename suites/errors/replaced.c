/* suites/errors/replaced.c: what becomes of an exception when another is raised. */
#include "probe.h"
#include <errno.h>

/* `first`, an instance, is pending when another is raised. */
static PyObject *replace_pending(PyObject *self, PyObject *first) {
  (void)self;
  PyErr_SetObject((PyObject *)Py_TYPE(first), first);
  PyErr_SetString(PyExc_TypeError, "second");
  return NULL;
}

/* `outer` is handled, and `inner`, which its chain of contexts leads to, is raised again. */
static PyObject *raise_inner(PyObject *self, PyObject *args) {
  PyObject *outer, *inner, *type, *value, *traceback;
  (void)self;
  if (!PyArg_ParseTuple(args, "OO", &outer, &inner)) return NULL;
  Py_INCREF(inner);
  PyException_SetContext(outer, inner);
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_INCREF(outer);
  Py_INCREF(Py_TYPE(outer));
  PyErr_SetExcInfo((PyObject *)Py_TYPE(outer), outer, NULL);
  PyErr_SetObject((PyObject *)Py_TYPE(inner), inner);
  PyErr_SetExcInfo(type, value, traceback);
  return NULL;
}

static PyObject *context_of(PyObject *self, PyObject *exception) {
  PyObject *context = PyException_GetContext(exception);
  (void)self;
  if (context == NULL) Py_RETURN_NONE;
  return context;
}

static PyObject *from_errno(PyObject *self, PyObject *name) {
  (void)self;
  errno = ENOENT;
  return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, name);
}

PROBE_MODULE(PROBE_O(replace_pending), PROBE_VARARGS(raise_inner), PROBE_O(context_of), PROBE_O(from_errno))
