#include "probe.h"

/*
 * Functions whose sign of failure may also be an answer. Each of these returns what the C function returned when no
 * exception is pending, and fails with the exception when there is one.
 */
static PyObject *answer(long result, long sentinel) {
  if (!PyErr_Occurred()) return PyLong_FromLong(result);
  if (result != sentinel) PyErr_Format(PyExc_AssertionError, "%ld instead of %ld with an exception", result, sentinel);
  return NULL;
}

static PyObject *as_long(PyObject *Py_UNUSED(self), PyObject *object) { return answer(PyLong_AsLong(object), -1); }

static PyObject *as_ssize(PyObject *Py_UNUSED(self), PyObject *object) {
  return answer((long)PyNumber_AsSsize_t(object, PyExc_OverflowError), -1);
}

static PyObject *as_double(PyObject *Py_UNUSED(self), PyObject *object) {
  double result = PyFloat_AsDouble(object);
  if (!PyErr_Occurred()) return PyFloat_FromDouble(result);
  if (result != -1.0) PyErr_SetString(PyExc_AssertionError, "something else than -1.0 with an exception");
  return NULL;
}

static PyObject *hash(PyObject *Py_UNUSED(self), PyObject *object) { return answer((long)PyObject_Hash(object), -1); }

static PyObject *size(PyObject *Py_UNUSED(self), PyObject *object) { return answer((long)PyObject_Size(object), -1); }

static PyObject *truth(PyObject *Py_UNUSED(self), PyObject *object) { return answer(PyObject_IsTrue(object), -1); }

static PyObject *set_attribute(PyObject *Py_UNUSED(self), PyObject *object) {
  return answer(PyObject_SetAttrString(object, "attribute", Py_None), -1);
}

static PyObject *contains(PyObject *Py_UNUSED(self), PyObject *object) {
  return answer(PySequence_Contains(object, Py_None), -1);
}

static PyObject *equal(PyObject *Py_UNUSED(self), PyObject *object) {
  return answer(PyObject_RichCompareBool(object, Py_None, Py_EQ), -1);
}

/* The next item of an iterator, "end" at its end. */
static PyObject *next(PyObject *Py_UNUSED(self), PyObject *iterator) {
  PyObject *item = PyIter_Next(iterator);
  if (item != NULL || PyErr_Occurred()) return item;
  return PyUnicode_FromString("end");
}

PROBE_MODULE(PROBE_O(as_long), PROBE_O(as_ssize), PROBE_O(as_double), PROBE_O(hash), PROBE_O(size), PROBE_O(truth),
             PROBE_O(set_attribute), PROBE_O(contains), PROBE_O(equal), PROBE_O(next))
