#include "probe.h"

/* None stands for NULL. */
static PyObject *or_null(PyObject *object) { return object == Py_None ? NULL : object; }

static PyObject *new_exception(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *base, *dict;
  if (!PyArg_ParseTuple(args, "sOO", &name, &base, &dict)) return NULL;
  return PyErr_NewException(name, or_null(base), or_null(dict));
}

static PyObject *new_exception_with_doc(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name, *doc;
  PyObject *base, *dict;
  if (!PyArg_ParseTuple(args, "szOO", &name, &doc, &base, &dict)) return NULL;
  return PyErr_NewExceptionWithDoc(name, doc, or_null(base), or_null(dict));
}

static PyObject *raise(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *message;
  if (PyArg_ParseTuple(args, "Os", &type, &message)) PyErr_SetString(type, message);
  return NULL;
}

/* Raises the type and asks whether each of `candidates` matches while it is pending: a list of truth values. */
static PyObject *matches(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *candidates;
  if (!PyArg_ParseTuple(args, "OO!", &type, &PyList_Type, &candidates)) return NULL;
  Py_ssize_t count = PyList_Size(candidates);
  long answers = 0;
  PyErr_SetNone(type);
  for (Py_ssize_t i = 0; i < count; i++)
    if (PyErr_ExceptionMatches(PyList_GetItem(candidates, i))) answers |= 1L << i;
  int kept = PyErr_Occurred() == type;
  PyErr_Clear();
  PyObject *list = PyList_New(0);
  for (Py_ssize_t i = 0; list != NULL && i < count; i++) list = probe_append(list, PyBool_FromLong(answers >> i & 1));
  if (kept) return list;
  Py_XDECREF(list);
  PyErr_SetString(PyExc_AssertionError, "PyErr_ExceptionMatches changed what is pending");
  return NULL;
}

PROBE_MODULE(PROBE_VARARGS(new_exception), PROBE_VARARGS(new_exception_with_doc), PROBE_VARARGS(raise),
             PROBE_VARARGS(matches))
