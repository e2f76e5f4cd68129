#include "probe.h"

/* What a str answered when C asked last, and whether it answers the same now. */
static const char *seen;

static PyObject *look(PyObject *Py_UNUSED(self), PyObject *text) {
  seen = PyUnicode_AsUTF8(text);
  return seen == NULL ? NULL : PyUnicode_FromString(seen);
}

static PyObject *look_again(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t size;
  const char *again = PyUnicode_AsUTF8AndSize(text, &size);
  if (again == NULL) return NULL;
  return Py_BuildValue("(Ni)", PyBool_FromLong(again == seen && again == PyUnicode_AsUTF8(text)), (int)again[size]);
}

/* The bytes and the zero behind them. */
static PyObject *bytes_of(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t size = -1;
  const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
  return utf8 == NULL ? NULL : PyBytes_FromStringAndSize(utf8, size + 1);
}

static PyObject *without_size(PyObject *Py_UNUSED(self), PyObject *text) {
  const char *utf8 = PyUnicode_AsUTF8AndSize(text, NULL);
  return utf8 == NULL ? NULL : PyUnicode_FromString(utf8);
}

/* The size after a failure. */
static PyObject *size_after_failure(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t size = 77;
  if (PyUnicode_AsUTF8AndSize(text, &size) != NULL) return PyUnicode_FromString("no failure");
  PyErr_Clear();
  return PyLong_FromSsize_t(size);
}

/* The text made in C is released while its UTF-8 has been asked for. */
static PyObject *ask_and_release(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *text = PyUnicode_FromString("d\xc3\xa9j\xc3\xa0 vu, \xe2\x82\xac");
  if (text == NULL) return NULL;
  const char *utf8 = PyUnicode_AsUTF8(text);
  PyObject *size = utf8 == NULL ? NULL : PyLong_FromSize_t(strlen(utf8));
  Py_DECREF(text);
  return size;
}

PROBE_MODULE(PROBE_O(look), PROBE_O(look_again), PROBE_O(bytes_of), PROBE_O(without_size), PROBE_O(size_after_failure),
             PROBE_NOARGS(ask_and_release))
