#include "probe.h"

/*
 * Each function adds a new tracked object, of which C owns the only reference, to `target`. Those that fail give the
 * reference up only where the documentation says that it is still theirs, so that a bridge which takes it over as well
 * releases it once too often.
 */
static PyObject *scratch(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyModule_New("scratch"); }

static PyObject *add_object(PyObject *Py_UNUSED(self), PyObject *target) {
  PyObject *item = PROBE_TRACKED(1);
  if (item == NULL) return NULL;
  int status = PyModule_AddObject(target, "item", item);
  if (status == 0) return PyLong_FromLong(status);
  long tag = PROBE_TAG(item); /* Still ours: it must be alive. */
  Py_DECREF(item);
  if (tag != 1) PyErr_Format(PyExc_AssertionError, "the item is gone after the failure, its tag is %ld", tag);
  return NULL;
}

static PyObject *add_object_ref(PyObject *Py_UNUSED(self), PyObject *target) {
  PyObject *item = PROBE_TRACKED(1);
  if (item == NULL) return NULL;
  int status = PyModule_AddObjectRef(target, "item", item);
  Py_DECREF(item);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *add(PyObject *Py_UNUSED(self), PyObject *target) {
  PyObject *item = PROBE_TRACKED(1);
  if (item == NULL) return NULL;
  int status = PyModule_Add(target, "item", item);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* NULL for the value: the caller's constructor has failed before. */
static PyObject *add_object_ref_null(PyObject *Py_UNUSED(self), PyObject *target) {
  PyErr_SetString(PyExc_LookupError, "no value");
  return PyModule_AddObjectRef(target, "item", NULL) < 0 ? NULL : PyLong_FromLong(0);
}

static PyObject *add_null(PyObject *Py_UNUSED(self), PyObject *target) {
  PyErr_SetString(PyExc_LookupError, "no value");
  return PyModule_Add(target, "item", NULL) < 0 ? NULL : PyLong_FromLong(0);
}

/* Adds two objects under one name, the second in place of the first. */
static PyObject *add_twice(PyObject *Py_UNUSED(self), PyObject *target) {
  PyObject *one = PROBE_TRACKED(1), *two = PROBE_TRACKED(2);
  if (one == NULL || two == NULL || PyModule_AddObject(target, "item", one) < 0) {
    Py_XDECREF(one);
    Py_XDECREF(two);
    return NULL;
  }
  if (PyModule_AddObject(target, "item", two) == 0) Py_RETURN_NONE;
  Py_DECREF(two);
  return NULL;
}

PROBE_MODULE(PROBE_NOARGS(scratch), PROBE_O(add_object), PROBE_O(add_object_ref), PROBE_O(add),
             PROBE_O(add_object_ref_null), PROBE_O(add_null), PROBE_O(add_twice))
