#include "probe.h"

/* (nothing fetched when nothing is pending, instance fetched, pending after it). */
static PyObject *get(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *nothing = PyErr_GetRaisedException();
  int empty = nothing == NULL;
  Py_XDECREF(nothing);
  PyErr_SetString(PyExc_KeyError, "fetched");
  PyObject *instance = PyErr_GetRaisedException();
  return Py_BuildValue("(iNi)", empty, instance, PyErr_Occurred() != NULL);
}

/* Raises `instance` as one object. */
static PyObject *set(PyObject *Py_UNUSED(self), PyObject *instance) {
  Py_INCREF(instance);
  PyErr_SetRaisedException(instance);
  return NULL;
}

static PyObject *set_null(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_SetString(PyExc_ValueError, "pending");
  PyErr_SetRaisedException(NULL);
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

/* Pending ValueError gives way to `instance`. */
static PyObject *set_over_pending(PyObject *self, PyObject *instance) {
  PyErr_SetString(PyExc_ValueError, "pending");
  return set(self, instance);
}

/* Takes what calling `callable` raised, makes other calls, among them a failing one, and raises it again. */
static PyObject *round_trip(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result != NULL) return result;
  PyObject *instance = PyErr_GetRaisedException();
  result = PyObject_GetAttrString(callable, "no such attribute");
  Py_XDECREF(result);
  PyErr_Clear();
  PyErr_SetRaisedException(instance);
  return NULL;
}

/* Is the instance that was raised the one that comes back? */
static PyObject *same_instance(PyObject *Py_UNUSED(self), PyObject *instance) {
  Py_INCREF(instance);
  PyErr_SetRaisedException(instance);
  PyObject *back = PyErr_GetRaisedException();
  int same = back == instance;
  Py_XDECREF(back);
  return PyBool_FromLong(same);
}

static PyObject *get_args(PyObject *Py_UNUSED(self), PyObject *instance) { return PyException_GetArgs(instance); }

static PyObject *set_args(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *instance, *arguments;
  if (!PyArg_ParseTuple(args, "OO!", &instance, &PyTuple_Type, &arguments)) return NULL;
  PyException_SetArgs(instance, arguments);
  Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_NOARGS(get), PROBE_O(set), PROBE_NOARGS(set_null), PROBE_O(set_over_pending), PROBE_O(round_trip),
             PROBE_O(same_instance), PROBE_O(get_args), PROBE_VARARGS(set_args))
