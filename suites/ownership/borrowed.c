#include "probe.h"

/*
 * A borrowed result must stay good for as long as its lender lives. Each function borrows, lets a host callable collect
 * garbage, makes and drops ten thousand objects of many kinds, and only then takes a reference to what it has borrowed.
 */
static int churn(PyObject *callable) {
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) return -1;
  Py_DECREF(result);
  for (long i = 0; i < 10000; i++) {
    PyObject *object = i % 4 == 0   ? PyLong_FromLong(1000000 + i)
                       : i % 4 == 1 ? PyFloat_FromDouble(0.5 + (double)i)
                       : i % 4 == 2 ? PyUnicode_FromFormat("number %ld", i)
                                    : Py_BuildValue("[l]", i);
    if (object == NULL) return -1;
    Py_DECREF(object);
  }
  return 0;
}

/* What was borrowed, as a new reference, after the churn. */
static PyObject *keep(PyObject *borrowed, PyObject *callable) {
  if (borrowed == NULL) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "nothing was lent");
    return NULL;
  }
  if (churn(callable) < 0) return NULL;
  Py_INCREF(borrowed);
  return borrowed;
}

/* A function that borrows from its first argument; the second is the callable that collects. */
#define BORROWS(name, expression)                                                                                     \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *lender, *callable;                                                                                      \
    return PyArg_ParseTuple(args, "OO", &lender, &callable) ? keep(expression, callable) : NULL;                      \
  }
BORROWS(tuple_get_item, PyTuple_GetItem(lender, 1))
BORROWS(tuple_get_item_macro, PyTuple_GET_ITEM(lender, 1))
BORROWS(list_get_item, PyList_GetItem(lender, 1))
BORROWS(list_get_item_macro, PyList_GET_ITEM(lender, 1))
BORROWS(fast_get_item, PySequence_Fast_GET_ITEM(lender, 1))
BORROWS(dict_get_item_string, PyDict_GetItemString(lender, "key"))
BORROWS(method_function, PyMethod_Function(lender))
BORROWS(method_self, PyMethod_Self(lender))
BORROWS(cell_get_macro, PyCell_GET(lender))
BORROWS(instance_class, PyExceptionInstance_Class(lender))

static PyObject *dict_get_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *key, *callable;
  if (!PyArg_ParseTuple(args, "OOO", &dict, &key, &callable)) return NULL;
  return keep(PyDict_GetItem(dict, key), callable);
}

static PyObject *dict_get_item_with_error(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *key, *callable;
  if (!PyArg_ParseTuple(args, "OOO", &dict, &key, &callable)) return NULL;
  return keep(PyDict_GetItemWithError(dict, key), callable);
}

static PyObject *dict_set_default(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *key, *value, *callable;
  if (!PyArg_ParseTuple(args, "OOOO", &dict, &key, &value, &callable)) return NULL;
  return keep(PyDict_SetDefault(dict, key, value), callable);
}

/* The only item of a dict: (key, value). */
static PyObject *dict_next(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *callable, *key, *value;
  Py_ssize_t position = 0;
  if (!PyArg_ParseTuple(args, "OO", &dict, &callable)) return NULL;
  if (!PyDict_Next(dict, &position, &key, &value)) return PyErr_Format(PyExc_LookupError, "the dict is empty");
  return churn(callable) < 0 ? NULL : PyTuple_Pack(2, key, value);
}

static PyObject *method_of(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *object;
  return PyArg_ParseTuple(args, "OO", &function, &object) ? PyMethod_New(function, object) : NULL;
}

static PyObject *cell_of(PyObject *Py_UNUSED(self), PyObject *content) { return PyCell_New(content); }

PROBE_MODULE(PROBE_VARARGS(tuple_get_item), PROBE_VARARGS(tuple_get_item_macro), PROBE_VARARGS(list_get_item),
             PROBE_VARARGS(list_get_item_macro), PROBE_VARARGS(fast_get_item), PROBE_VARARGS(dict_get_item_string),
             PROBE_VARARGS(method_function), PROBE_VARARGS(method_self),
             PROBE_VARARGS(cell_get_macro), PROBE_VARARGS(instance_class),
             PROBE_VARARGS(dict_get_item), PROBE_VARARGS(dict_get_item_with_error), PROBE_VARARGS(dict_set_default),
             PROBE_VARARGS(dict_next), PROBE_VARARGS(method_of), PROBE_O(cell_of))
