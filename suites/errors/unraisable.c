#include "probe.h"

/* Raises ValueError("lost") and reports it; whether it is still pending. */
static PyObject *write_unraisable(PyObject *Py_UNUSED(self), PyObject *object) {
  PyErr_SetString(PyExc_ValueError, "lost");
  PyErr_WriteUnraisable(object == Py_None ? NULL : object);
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

static PyObject *format_unraisable(PyObject *Py_UNUSED(self), PyObject *object) {
  PyErr_SetString(PyExc_ValueError, "lost");
  PyErr_FormatUnraisable("while using %R", object);
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

/* Calls the host and reports what it raised, as a C callback does that has nobody to tell. */
static PyObject *callback(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) PyErr_WriteUnraisable(callable);
  Py_XDECREF(result);
  return PyBool_FromLong(result != NULL);
}

/* An object whose death fails and reports it. */
static void failing_dealloc(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_SetString(PyExc_LookupError, "while dying");
  PyErr_WriteUnraisable(NULL);
  PyErr_Restore(type, value, traceback);
  PyObject_Free(self);
}

static PyTypeObject failing_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Failing",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = failing_dealloc,
};

/* Makes such an object and lets it die; the result of the function is unaffected. */
static PyObject *fail_in_dealloc(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = (PyObject *)PyObject_New(PyObject, &failing_type);
  if (object == NULL) return NULL;
  Py_DECREF(object);
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

/* The hook that `reported_object` installs: what it was told. */
static PyObject *seen_object; /* Owned. */

static PyObject *note(PyObject *Py_UNUSED(self), PyObject *report) {
  Py_XDECREF(seen_object);
  seen_object = PyObject_GetAttrString(report, "object");
  if (seen_object == NULL) return NULL;
  Py_RETURN_NONE;
}

/* The object that the hook is told about when PyErr_WriteUnraisable gets `object`. */
static PyObject *reported_object(PyObject *self, PyObject *object) {
  PyObject *hook = PyObject_GetAttrString(self, "note"), *previous = PySys_GetObject("unraisablehook");
  if (hook == NULL || previous == NULL) {
    Py_XDECREF(hook);
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "the host has no sys.unraisablehook");
    return NULL;
  }
  Py_INCREF(previous);
  int failed = PySys_SetObject("unraisablehook", hook) < 0;
  if (!failed) {
    PyErr_SetString(PyExc_ValueError, "lost");
    PyErr_WriteUnraisable(object);
    failed = PySys_SetObject("unraisablehook", previous) < 0;
  }
  Py_DECREF(hook);
  Py_DECREF(previous);
  PyObject *seen = seen_object;
  seen_object = NULL;
  if (failed) {
    Py_XDECREF(seen);
    return NULL;
  }
  if (seen == NULL) PyErr_SetString(PyExc_AssertionError, "the hook was not called");
  return seen;
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&failing_type); }

PROBE_MODULE_WITH(ready, PROBE_O(write_unraisable), PROBE_O(format_unraisable), PROBE_O(callback),
                  PROBE_NOARGS(fail_in_dealloc), PROBE_O(note), PROBE_O(reported_object))
