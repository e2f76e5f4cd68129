#include "probe.h"

/* set_item(list, index, item): adds the reference that PyList_SetItem takes. */
static PyObject *set_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list, *item;
  Py_ssize_t index;
  if (!PyArg_ParseTuple(args, "OnO", &list, &index, &item)) return NULL;
  Py_INCREF(item);
  if (PyList_SetItem(list, index, item) < 0) return NULL;
  Py_RETURN_NONE;
}

/* list_of_new_tracked(n): a list whose items have no other owner. */
static PyObject *list_of_new_tracked(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size)) return NULL;
  PyObject *list = PyList_New(size);
  for (Py_ssize_t i = 0; list != NULL && i < size; i++) {
    PyObject *item = PROBE_TRACKED(i);
    if (item == NULL) Py_CLEAR(list);
    else PyList_SET_ITEM(list, i, item);
  }
  return list;
}

/* append_new_tracked(list, tag): the tag, read from the caller's reference after the list has its own. */
static PyObject *append_new_tracked(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list;
  long tag;
  if (!PyArg_ParseTuple(args, "Ol", &list, &tag)) return NULL;
  PyObject *item = PROBE_TRACKED(tag);
  if (item == NULL) return NULL;
  int failed = PyList_Append(list, item) < 0;
  tag = PROBE_TAG(item);
  Py_DECREF(item);
  return failed ? NULL : PyLong_FromLong(tag);
}

/* tag_after_calling(list, callable): the first item's tag, after the callable has run and many objects came and went. */
static PyObject *tag_after_calling(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list, *callable;
  if (!PyArg_ParseTuple(args, "OO", &list, &callable)) return NULL;
  PyObject *borrowed = PyList_GetItem(list, 0);
  if (borrowed == NULL) return NULL;
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) return NULL;
  Py_DECREF(result);
  for (int i = 0; i < 1000; i++) {
    PyObject *other = PyList_New(1);
    if (other == NULL) return NULL;
    Py_DECREF(other);
  }
  return PyLong_FromLong(PROBE_TAG(borrowed));
}

static PyObject *first_kept(PyObject *Py_UNUSED(self), PyObject *list) {
  PyObject *borrowed = PyList_GetItem(list, 0);
  if (borrowed == NULL) return NULL;
  Py_INCREF(borrowed);
  return borrowed;
}

static PyObject *delete_slice(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list;
  Py_ssize_t low, high;
  if (!PyArg_ParseTuple(args, "Onn", &list, &low, &high)) return NULL;
  if (PyList_SetSlice(list, low, high, NULL) < 0) return NULL;
  Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_VARARGS(set_item), PROBE_VARARGS(list_of_new_tracked), PROBE_VARARGS(append_new_tracked),
             PROBE_VARARGS(tag_after_calling), PROBE_O(first_kept), PROBE_VARARGS(delete_slice))
