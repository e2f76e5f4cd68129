#include "probe.h"

static const char content[] = "a name that this probe interns";

static PyObject *intern_c(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyUnicode_InternFromString(content); }

/* Interns a str made now; the one that was made is released, if another stood for its content. */
static PyObject *intern_new(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *text = PyUnicode_FromString(content);
  if (text != NULL) PyUnicode_InternInPlace(&text);
  return text;
}

static PyObject *intern(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_INCREF(text);
  PyUnicode_InternInPlace(&text);
  return text;
}

/* The address that was interned in an earlier call. */
static PyObject *kept_address(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *one = PyUnicode_InternFromString(content), *two = PyUnicode_InternFromString(content);
  int same = one != NULL && one == two;
  Py_XDECREF(one);
  Py_XDECREF(two);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

static PyObject *is_interned(PyObject *Py_UNUSED(self), PyObject *text) {
  return PyBool_FromLong(PyUnicode_CHECK_INTERNED(text) != 0);
}

PROBE_MODULE(PROBE_NOARGS(intern_c), PROBE_NOARGS(intern_new), PROBE_O(intern), PROBE_NOARGS(kept_address),
             PROBE_O(is_interned))
