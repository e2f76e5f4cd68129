#include "probe.h"

/* What a function that answers -1 when it fails returned, or its exception. */
static PyObject *outcome(Py_ssize_t result) { return result == -1 ? NULL : PyLong_FromSsize_t(result); }

static PyObject *compare_with_itself(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  int operation;
  if (!PyArg_ParseTuple(args, "Oi", &object, &operation)) return NULL;
  return outcome(PyObject_RichCompareBool(object, object, operation));
}

static PyObject *negate(PyObject *Py_UNUSED(self), PyObject *object) { return outcome(PyObject_Not(object)); }

#define SEARCH(name, function)                                                                                        \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *items, *value;                                                                                          \
    if (!PyArg_ParseTuple(args, "OO", &items, &value)) return NULL;                                                   \
    return outcome(function(items, value));                                                                           \
  }
SEARCH(count, PySequence_Count)
SEARCH(index_of, PySequence_Index)
SEARCH(contains, PySequence_Contains)

static PyObject *sort(PyObject *Py_UNUSED(self), PyObject *list) { return outcome(PyList_Sort(list)); }

/* call_object(callable, arguments): None stands for no arguments. */
static PyObject *call_object(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *arguments;
  if (!PyArg_ParseTuple(args, "OO", &callable, &arguments)) return NULL;
  return PyObject_CallObject(callable, arguments == Py_None ? NULL : arguments);
}

PROBE_MODULE(PROBE_VARARGS(compare_with_itself), PROBE_O(negate), PROBE_VARARGS(count), PROBE_VARARGS(index_of),
             PROBE_VARARGS(contains), PROBE_O(sort), PROBE_VARARGS(call_object))
