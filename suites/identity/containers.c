/* suites/identity/containers.c: objects are put into containers and attributes by one function of the API, and taken out by another. */
#include "probe.h"

/* A reference more. */
static PyObject *taken(PyObject *o) {
  Py_XINCREF(o);
  return o;
}

/* put(name, holder, key, value): the function called `name` stores the value. */
static PyObject *put(PyObject *self, PyObject *args) {
  const char *name, *text = NULL;
  PyObject *holder, *key, *value;
  int failed = -2;
  (void)self;
  if (!PyArg_ParseTuple(args, "sOOO", &name, &holder, &key, &value)) return NULL;
  if (PyUnicode_Check(key) && (text = PyUnicode_AsUTF8(key)) == NULL) return NULL;
  if (strcmp(name, "PyDict_SetItem") == 0) failed = PyDict_SetItem(holder, key, value);
  if (strcmp(name, "PyDict_SetItemString") == 0) failed = PyDict_SetItemString(holder, text, value);
  if (strcmp(name, "PyDict_SetDefault") == 0) failed = PyDict_SetDefault(holder, key, value) == NULL ? -1 : 0;
  if (strcmp(name, "PyMapping_SetItemString") == 0) failed = PyMapping_SetItemString(holder, text, value);
  if (strcmp(name, "PyObject_SetItem") == 0) failed = PyObject_SetItem(holder, key, value);
  if (strcmp(name, "PyObject_SetAttr") == 0) failed = PyObject_SetAttr(holder, key, value);
  if (strcmp(name, "PyObject_SetAttrString") == 0) failed = PyObject_SetAttrString(holder, text, value);
  if (strcmp(name, "PyObject_GenericSetAttr") == 0) failed = PyObject_GenericSetAttr(holder, key, value);
  if (strcmp(name, "PyList_Append") == 0) failed = PyList_Append(holder, value);
  if (strcmp(name, "PyList_Insert") == 0) failed = PyList_Insert(holder, 0, value);
  if (strcmp(name, "PyList_SetItem") == 0) failed = PyList_SetItem(holder, 0, taken(value));
  if (strcmp(name, "PySequence_SetItem") == 0) failed = PySequence_SetItem(holder, 0, value);
  if (strcmp(name, "PySet_Add") == 0) failed = PySet_Add(holder, value);
  if (strcmp(name, "PyModule_AddObjectRef") == 0) failed = PyModule_AddObjectRef(holder, text, value);
  if (strcmp(name, "PyModule_AddObject") == 0) failed = PyModule_AddObject(holder, text, taken(value));
  if (strcmp(name, "PySys_SetObject") == 0) failed = PySys_SetObject(text, value);
  if (failed == -2) PyErr_Format(PyExc_ValueError, "no function %s", name);
  return failed < 0 ? NULL : taken(Py_None);
}

static PyObject *owned(PyObject *borrowed) {
  if (borrowed == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "it is not there");
  return taken(borrowed);
}

/* get(name, holder, key): the function called `name` finds the value. */
static PyObject *get(PyObject *self, PyObject *args) {
  const char *name, *text = NULL;
  PyObject *holder, *key;
  (void)self;
  if (!PyArg_ParseTuple(args, "sOO", &name, &holder, &key)) return NULL;
  if (PyUnicode_Check(key) && (text = PyUnicode_AsUTF8(key)) == NULL) return NULL;
  if (strcmp(name, "PyDict_GetItem") == 0) return owned(PyDict_GetItem(holder, key));
  if (strcmp(name, "PyDict_GetItemWithError") == 0) return owned(PyDict_GetItemWithError(holder, key));
  if (strcmp(name, "PyDict_GetItemString") == 0) return owned(PyDict_GetItemString(holder, text));
  if (strcmp(name, "PyDict_SetDefault") == 0) return owned(PyDict_SetDefault(holder, key, Py_None));
  if (strcmp(name, "PyList_GetItem") == 0) return owned(PyList_GetItem(holder, 0));
  if (strcmp(name, "PyTuple_GetItem") == 0) return owned(PyTuple_GetItem(holder, 0));
  if (strcmp(name, "PySequence_GetItem") == 0) return PySequence_GetItem(holder, 0);
  if (strcmp(name, "PyMapping_GetItemString") == 0) return PyMapping_GetItemString(holder, text);
  if (strcmp(name, "PyObject_GetItem") == 0) return PyObject_GetItem(holder, key);
  if (strcmp(name, "PyObject_GetAttr") == 0) return PyObject_GetAttr(holder, key);
  if (strcmp(name, "PyObject_GetAttrString") == 0) return PyObject_GetAttrString(holder, text);
  if (strcmp(name, "PyObject_GenericGetAttr") == 0) return PyObject_GenericGetAttr(holder, key);
  if (strcmp(name, "PySys_GetObject") == 0) return owned(PySys_GetObject(text));
  return PyErr_Format(PyExc_ValueError, "no function %s", name);
}

/* The next item of an iterator that C makes. */
static PyObject *first(PyObject *self, PyObject *iterable) {
  PyObject *iterator = PyObject_GetIter(iterable), *item;
  (void)self;
  if (iterator == NULL) return NULL;
  item = PyIter_Next(iterator);
  Py_DECREF(iterator);
  return item != NULL || PyErr_Occurred() ? item : owned(NULL);
}

/* change(name, left, right): an operation in place, whose result is the left operand where that can be changed. */
static PyObject *change(PyObject *self, PyObject *args) {
  const char *name;
  PyObject *left, *right;
  (void)self;
  if (!PyArg_ParseTuple(args, "sOO", &name, &left, &right)) return NULL;
  if (strcmp(name, "PyNumber_InPlaceAdd") == 0) return PyNumber_InPlaceAdd(left, right);
  if (strcmp(name, "PyNumber_InPlaceMultiply") == 0) return PyNumber_InPlaceMultiply(left, right);
  if (strcmp(name, "PyNumber_InPlaceOr") == 0) return PyNumber_InPlaceOr(left, right);
  if (strcmp(name, "PySequence_InPlaceConcat") == 0) return PySequence_InPlaceConcat(left, right);
  if (strcmp(name, "PySequence_InPlaceRepeat") == 0) return PySequence_InPlaceRepeat(left, PyLong_AsSsize_t(right));
  return PyErr_Format(PyExc_ValueError, "no function %s", name);
}

static PyObject *fast(PyObject *self, PyObject *sequence) {
  (void)self;
  return PySequence_Fast(sequence, "no sequence");
}

static PyObject *forget_sys(PyObject *self, PyObject *name) {
  const char *text = PyUnicode_AsUTF8(name);
  (void)self;
  return text == NULL || PySys_SetObject(text, NULL) < 0 ? NULL : taken(Py_None);
}

static PyObject *new_module(PyObject *self, PyObject *Py_UNUSED(unused)) {
  (void)self;
  return PyModule_New("holder");
}

PROBE_MODULE(PROBE_VARARGS(put), PROBE_VARARGS(get), PROBE_O(first), PROBE_VARARGS(change), PROBE_O(fast), PROBE_O(forget_sys),
             PROBE_NOARGS(new_module))
