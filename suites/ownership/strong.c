#include "probe.h"

/*
 * Results that belong to the caller. Each function takes one, then empties the container that it came from, and returns
 * it: a result that was only lent is dangling by then.
 */
static PyObject *emptied(PyObject *result, PyObject *container) {
  if (PyList_Check(container)) {
    if (PyList_SetSlice(container, 0, PyList_Size(container), NULL) < 0) Py_CLEAR(result);
  } else if (PyDict_Check(container)) {
    PyDict_Clear(container);
  }
  if (result == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_LookupError, "nothing was found");
  return result;
}

#define GIVES(name, expression)                                                                                       \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *container) { return emptied(expression, container); }
GIVES(sequence_get_item, PySequence_GetItem(container, 0))
GIVES(sequence_get_slice, PySequence_GetSlice(container, 0, 1))
GIVES(mapping_get_item_string, PyMapping_GetItemString(container, "key"))
GIVES(mapping_values, PyMapping_Values(container))
GIVES(dict_items, PyDict_Items(container))
GIVES(sequence_tuple, PySequence_Tuple(container))
GIVES(list_get_item_ref, PyList_GetItemRef(container, 0))

static PyObject *object_get_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *container, *key;
  if (!PyArg_ParseTuple(args, "OO", &container, &key)) return NULL;
  return emptied(PyObject_GetItem(container, key), container);
}

static PyObject *iter_next(PyObject *Py_UNUSED(self), PyObject *container) {
  PyObject *iterator = PyObject_GetIter(container), *item = iterator == NULL ? NULL : PyIter_Next(iterator);
  Py_XDECREF(iterator);
  return emptied(item, container);
}

/* The functions that answer 1 and a new reference, 0 and NULL, or -1: (answer, what was found or "nothing"). */
static PyObject *answered(int answer, PyObject *found, PyObject *container) {
  if (answer < 0) return NULL;
  PyDict_Clear(container);
  return found == NULL ? Py_BuildValue("(is)", answer, "nothing") : Py_BuildValue("(iN)", answer, found);
}

#define ANSWERS(name, expression)                                                                                     \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *container, *key, *found = NULL;                                                                         \
    if (!PyArg_ParseTuple(args, "OO", &container, &key)) return NULL;                                                 \
    int answer = expression;                                                                                          \
    return answered(answer, found, container);                                                                        \
  }
ANSWERS(dict_get_item_ref, PyDict_GetItemRef(container, key, &found))
ANSWERS(dict_get_item_string_ref, PyDict_GetItemStringRef(container, PyUnicode_AsUTF8(key), &found))
ANSWERS(dict_pop, PyDict_Pop(container, key, &found))
ANSWERS(dict_set_default_ref, PyDict_SetDefaultRef(container, key, Py_None, &found))
ANSWERS(mapping_get_optional_item, PyMapping_GetOptionalItem(container, key, &found))

/* (answer, object or "nothing") of a weak reference. */
static PyObject *weakref_get_ref(PyObject *Py_UNUSED(self), PyObject *reference) {
  PyObject *found = NULL;
  int answer = PyWeakref_GetRef(reference, &found);
  if (answer < 0) return NULL;
  return found == NULL ? Py_BuildValue("(is)", answer, "nothing") : Py_BuildValue("(iN)", answer, found);
}

static PyObject *import_add_module_ref(PyObject *Py_UNUSED(self), PyObject *name) {
  return PyImport_AddModuleRef(PyUnicode_AsUTF8(name));
}

PROBE_MODULE(PROBE_O(sequence_get_item), PROBE_O(sequence_get_slice), PROBE_O(mapping_get_item_string),
             PROBE_O(mapping_values), PROBE_O(dict_items), PROBE_O(sequence_tuple), PROBE_O(list_get_item_ref),
             PROBE_VARARGS(object_get_item), PROBE_O(iter_next), PROBE_VARARGS(dict_get_item_ref),
             PROBE_VARARGS(dict_get_item_string_ref), PROBE_VARARGS(dict_pop), PROBE_VARARGS(dict_set_default_ref),
             PROBE_VARARGS(mapping_get_optional_item), PROBE_O(weakref_get_ref), PROBE_O(import_add_module_ref))
