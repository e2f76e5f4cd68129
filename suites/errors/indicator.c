#include "probe.h"

/* (pending before anything, type while ValueError is pending, same pointer each time, pending after PyErr_Clear). */
static PyObject *occurred(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int before = PyErr_Occurred() != NULL;
  PyErr_SetString(PyExc_ValueError, "pending");
  PyObject *type = PyErr_Occurred();
  int same = type == PyErr_Occurred() && type == PyExc_ValueError;
  Py_XINCREF(type);
  PyErr_Clear();
  return Py_BuildValue("(iNii)", before, type, same, PyErr_Occurred() != NULL);
}

/* Asks a thousand times: a borrowed result has nothing to give back. */
static PyObject *occurred_often(PyObject *Py_UNUSED(self), PyObject *type) {
  int found = 0;
  PyErr_SetString(type, "pending");
  for (int i = 0; i < 1000; i++) found += PyErr_Occurred() == type;
  PyErr_Clear();
  return PyLong_FromLong(found);
}

static PyObject *clear_often(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_Clear();
  PyErr_SetString(PyExc_ValueError, "pending");
  for (int i = 0; i < 3; i++) PyErr_Clear();
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

/* Successful calls do not touch the indicator: True if the same type is pending after them. */
static PyObject *after_success(PyObject *Py_UNUSED(self), PyObject *type) {
  PyErr_SetString(type, "pending");
  PyObject *number = PyLong_FromLong(123456), *text = PyUnicode_FromString("text"), *tuple = PyTuple_New(1);
  Py_XDECREF(number);
  Py_XDECREF(text);
  Py_XDECREF(tuple);
  int kept = PyErr_Occurred() == type;
  PyErr_Clear();
  return PyBool_FromLong(kept);
}

/* (pointers of an empty fetch that are NULL, type was fetched, value is there, pending after the fetch). */
static PyObject *fetch(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  int empty = (type == NULL) + (value == NULL) + (traceback == NULL);
  PyErr_SetString(PyExc_KeyError, "fetched");
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *seen = Py_BuildValue("(iiii)", empty, type == PyExc_KeyError, value != NULL, PyErr_Occurred() != NULL);
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return seen;
}

static PyObject *restore_null(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_SetString(PyExc_ValueError, "pending");
  PyErr_Restore(NULL, NULL, NULL);
  return PyBool_FromLong(PyErr_Occurred() != NULL);
}

/* Pending ValueError gives way to a restored KeyError with this value. */
static PyObject *restore_over_pending(PyObject *Py_UNUSED(self), PyObject *value) {
  PyErr_SetString(PyExc_ValueError, "pending");
  Py_INCREF(PyExc_KeyError);
  Py_INCREF(value);
  PyErr_Restore(PyExc_KeyError, value, NULL);
  return NULL;
}

/* Fetches what calling `callable` raised, makes other calls, among them a failing one, restores it and fails with it. */
static PyObject *round_trip(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *type, *value, *traceback, *result = PyObject_CallObject(callable, NULL);
  if (result != NULL) return result;
  PyErr_Fetch(&type, &value, &traceback);
  result = PyObject_GetAttrString(callable, "no such attribute");
  Py_XDECREF(result);
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
  return NULL;
}

/* (type, value, traceback) are the same pointers after Restore and a second Fetch, for what calling `callable` raised. */
static PyObject *same_pointers(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *first[3], *second[3], *result = PyObject_CallObject(callable, NULL);
  if (result != NULL) return result;
  PyErr_Fetch(&first[0], &first[1], &first[2]);
  PyErr_NormalizeException(&first[0], &first[1], &first[2]);
  for (int i = 0; i < 3; i++) Py_XINCREF(first[i]);
  PyErr_Restore(first[0], first[1], first[2]);
  PyErr_Fetch(&second[0], &second[1], &second[2]);
  result = Py_BuildValue("(iiii)", first[0] == second[0], first[1] == second[1], first[2] == second[2], first[2] != NULL);
  for (int i = 0; i < 3; i++) {
    Py_XDECREF(first[i]);
    Py_XDECREF(second[i]);
  }
  return result;
}

/* Normalizes (type, value or None for NULL); the instance. */
static PyObject *normalized(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *value, *traceback = NULL;
  if (!PyArg_ParseTuple(args, "OO", &type, &value)) return NULL;
  if (value == Py_None) value = NULL;
  Py_INCREF(type);
  Py_XINCREF(value);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *first = value;
  PyErr_NormalizeException(&type, &value, &traceback);
  if (first != value) PyErr_SetString(PyExc_AssertionError, "normalizing twice changed the instance");
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  if (!PyErr_Occurred()) return value;
  Py_XDECREF(value);
  return NULL;
}

PROBE_MODULE(PROBE_NOARGS(occurred), PROBE_O(occurred_often), PROBE_NOARGS(clear_often), PROBE_O(after_success),
             PROBE_NOARGS(fetch), PROBE_NOARGS(restore_null), PROBE_O(restore_over_pending), PROBE_O(round_trip),
             PROBE_O(same_pointers), PROBE_VARARGS(normalized))
