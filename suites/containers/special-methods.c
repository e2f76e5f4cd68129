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

/* Takes one item, lets the container grow, and asks for the next. */
static PyObject *grow_while_iterating(PyObject *Py_UNUSED(self), PyObject *container) {
  PyObject *iterator = PyObject_GetIter(container), *key = PyLong_FromLong(1000), *item = NULL;
  int status = iterator == NULL || key == NULL ? -1 : 0;
  if (status == 0) {
    Py_XDECREF(PyIter_Next(iterator));
    status = PySet_Check(container) ? PySet_Add(container, key) : PyDict_SetItem(container, key, key);
  }
  if (status == 0) item = PyIter_Next(iterator);
  Py_XDECREF(key);
  Py_XDECREF(iterator);
  return item != NULL || PyErr_Occurred() ? item : Py_BuildValue("s", "the end");
}

/* assign_class(from, to): whether an instance of one class can become one of the other. */
static PyObject *assign_class(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *to;
  if (!PyArg_ParseTuple(args, "OO", &from, &to)) return NULL;
  PyObject *object = PyObject_CallObject(from, NULL);
  if (object == NULL) return NULL;
  int status = PyObject_SetAttrString(object, "__class__", to);
  Py_DECREF(object);
  return outcome(status);
}

/* shaped_item(bytes, format, shape): the first item of a memoryview of the bytes; shaped_hash: whether it has their hash. */
static PyObject *shaped_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *bytes, *shape;
  const char *format;
  if (!PyArg_ParseTuple(args, "OsO", &bytes, &format, &shape)) return NULL;
  PyObject *flat = PyMemoryView_FromObject(bytes);
  PyObject *view = flat == NULL ? NULL : PyObject_CallMethod(flat, "cast", "sO", format, shape);
  PyObject *item = view == NULL ? NULL : PySequence_GetItem(view, 0);
  Py_XDECREF(view);
  Py_XDECREF(flat);
  return item;
}

static PyObject *shaped_hash(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *bytes, *shape;
  const char *format;
  if (!PyArg_ParseTuple(args, "OsO", &bytes, &format, &shape)) return NULL;
  PyObject *flat = PyMemoryView_FromObject(bytes);
  PyObject *view = flat == NULL ? NULL : PyObject_CallMethod(flat, "cast", "sO", format, shape);
  Py_hash_t hash = view == NULL ? -1 : PyObject_Hash(view);
  Py_XDECREF(view);
  Py_XDECREF(flat);
  return hash == -1 ? NULL : outcome(hash == PyObject_Hash(bytes));
}

PROBE_MODULE(PROBE_VARARGS(compare_with_itself), PROBE_O(negate), PROBE_VARARGS(count), PROBE_VARARGS(index_of),
             PROBE_VARARGS(contains), PROBE_O(sort), PROBE_VARARGS(call_object),
             PROBE_O(grow_while_iterating), PROBE_VARARGS(assign_class), PROBE_VARARGS(shaped_item), PROBE_VARARGS(shaped_hash))
