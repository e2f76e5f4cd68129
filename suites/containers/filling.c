#include "probe.h"

/* ---- Tuples ---- */

/* pack(n, items): PyTuple_Pack of so many. */
static PyObject *pack(PyObject *Py_UNUSED(self), PyObject *args) {
  int count;
  PyObject *one, *two, *three;
  if (!PyArg_ParseTuple(args, "iOOO", &count, &one, &two, &three)) return NULL;
  switch (count) {
    case 0: return PyTuple_Pack(0);
    case 1: return PyTuple_Pack(1, one);
    case 2: return PyTuple_Pack(2, one, two);
    default: return PyTuple_Pack(3, one, two, three);
  }
}

/* fill(items, by_macro): a new tuple of the items of a list. */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *items;
  int by_macro;
  if (!PyArg_ParseTuple(args, "Oi", &items, &by_macro)) return NULL;
  PyObject *tuple = PyTuple_New(PyList_Size(items));
  for (Py_ssize_t i = 0; tuple != NULL && i < PyList_Size(items); i++) {
    PyObject *item = PyList_GetItem(items, i);
    Py_INCREF(item); /* For the tuple to take. */
    if (by_macro) PyTuple_SET_ITEM(tuple, i, item);
    else if (PyTuple_SetItem(tuple, i, item) < 0) Py_CLEAR(tuple);
  }
  return tuple;
}

/* Sets an item to a new tracked object; 0, or -1 with an exception. */
static int set_tracked(PyObject *tuple, Py_ssize_t index, long tag) {
  PyObject *item = PROBE_TRACKED(tag);
  return item == NULL ? -1 : PyTuple_SetItem(tuple, index, item);
}

/* Sets an item twice: the first is released. */
static PyObject *fill_twice(PyObject *Py_UNUSED(self), PyObject *item) {
  PyObject *tuple = PyTuple_New(1);
  if (tuple != NULL && set_tracked(tuple, 0, 9) < 0) Py_CLEAR(tuple);
  if (tuple == NULL) return NULL;
  Py_INCREF(item); /* For the tuple to take. */
  if (PyTuple_SetItem(tuple, 0, item) < 0) Py_CLEAR(tuple);
  return tuple;
}

/* Outside of a new tuple: the item is released all the same. */
static PyObject *set_outside(PyObject *Py_UNUSED(self), PyObject *index) {
  PyObject *tuple = PyTuple_New(2);
  if (tuple == NULL) return NULL;
  int status = set_tracked(tuple, PyLong_AsSsize_t(index), 9);
  Py_DECREF(tuple);
  return status < 0 ? NULL : Py_BuildValue("");
}

static PyObject *half_filled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = PyTuple_New(3);
  if (tuple != NULL && set_tracked(tuple, 1, 9) < 0) Py_CLEAR(tuple);
  if (tuple == NULL) return NULL;
  Py_DECREF(tuple);
  Py_RETURN_NONE;
}

/* resize(size before, size after): a new tuple of tracked objects; what is new is None. */
static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t before, after;
  if (!PyArg_ParseTuple(args, "nn", &before, &after)) return NULL;
  PyObject *tuple = PyTuple_New(before);
  for (Py_ssize_t i = 0; tuple != NULL && i < before; i++)
    if (set_tracked(tuple, i, (long)i) < 0) Py_CLEAR(tuple);
  if (tuple == NULL || _PyTuple_Resize(&tuple, after) < 0) return NULL;
  for (Py_ssize_t i = before; i < after; i++) {
    Py_INCREF(Py_None);
    PyTuple_SET_ITEM(tuple, i, Py_None);
  }
  return tuple;
}

/* Of a tuple that the host holds: fails, releases the caller's reference and clears the variable. */
static PyObject *resize_shared(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *tuple;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "On", &tuple, &size)) return NULL;
  Py_INCREF(tuple);
  if (_PyTuple_Resize(&tuple, size) == 0) return tuple;
  return tuple == NULL ? NULL : PyUnicode_FromString("not NULL after a failure");
}

/* ---- Lists, frozensets ---- */

static PyObject *fill_list(PyObject *Py_UNUSED(self), PyObject *item) {
  PyObject *list = PyList_New(2);
  if (list == NULL) return NULL;
  Py_INCREF(item);
  PyList_SET_ITEM(list, 0, item);
  Py_INCREF(item);
  if (PyList_SetItem(list, 1, item) < 0) Py_CLEAR(list);
  return list;
}

/* Through the macro, where the host sees it. */
static PyObject *items_by_macro(PyObject *Py_UNUSED(self), PyObject *list) {
  PyObject *copy = PyList_New(0);
  for (Py_ssize_t i = 0; copy != NULL && i < PyList_GET_SIZE(list); i++)
    if (PyList_Append(copy, PyList_GET_ITEM(list, i)) < 0) Py_CLEAR(copy);
  return copy;
}

/* frozen(items): added one after the other to a new frozenset. */
static PyObject *frozen(PyObject *Py_UNUSED(self), PyObject *items) {
  PyObject *set = PyFrozenSet_New(NULL);
  for (Py_ssize_t i = 0; set != NULL && i < PyList_Size(items); i++)
    if (PySet_Add(set, PyList_GetItem(items, i)) < 0) Py_CLEAR(set);
  return set;
}

/* ---- Dictionaries ---- */

/* The items in the order of PyDict_Next, as the host would list them. */
static PyObject *items_of(PyObject *Py_UNUSED(self), PyObject *dict) {
  PyObject *list = PyList_New(0), *key, *value;
  Py_ssize_t position = 0;
  while (list != NULL && PyDict_Next(dict, &position, &key, &value)) {
    PyObject *pair = PyTuple_Pack(2, key, value);
    if (pair == NULL || PyList_Append(list, pair) < 0) Py_CLEAR(list);
    Py_XDECREF(pair);
  }
  return list;
}

/* Keys or values alone: the other pointer is NULL. */
static PyObject *half_of(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *found;
  int values;
  if (!PyArg_ParseTuple(args, "Oi", &dict, &values)) return NULL;
  PyObject *list = PyList_New(0);
  Py_ssize_t position = 0;
  while (list != NULL && PyDict_Next(dict, &position, values ? NULL : &found, values ? &found : NULL))
    if (PyList_Append(list, found) < 0) Py_CLEAR(list);
  return list;
}

/* Replaces every value while it goes through them. */
static PyObject *replace_values(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *replacement, *key, *value;
  if (!PyArg_ParseTuple(args, "OO", &dict, &replacement)) return NULL;
  Py_ssize_t position = 0, count = 0;
  while (PyDict_Next(dict, &position, &key, &value)) {
    count++;
    if (PyDict_SetItem(dict, key, replacement) < 0) return NULL;
  }
  return PyLong_FromSsize_t(count);
}

/* view(dict): what a proxy answers after the dict has changed. */
static PyObject *proxy(PyObject *Py_UNUSED(self), PyObject *mapping) { return PyDictProxy_New(mapping); }

/* by_functions(how, dict, key): the functions for dictionaries, past what a subclass overrides. */
static PyObject *past_subclass(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *how;
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "sOO", &how, &dict, &key)) return NULL;
  if (strcmp(how, "get") == 0) {
    PyObject *value = PyDict_GetItemWithError(dict, key);
    if (value == NULL) return PyErr_Occurred() ? NULL : PyUnicode_FromString("absent");
    Py_INCREF(value);
    return value;
  }
  int status;
  if (strcmp(how, "set") == 0) status = PyDict_SetItem(dict, key, Py_None);
  else if (strcmp(how, "delete") == 0) status = PyDict_DelItem(dict, key);
  else status = PyDict_Contains(dict, key);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *copy_of(PyObject *Py_UNUSED(self), PyObject *dict) { return PyDict_Copy(dict); }

/* merge(into, from, override) */
static PyObject *merge(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *into, *from;
  int override;
  if (!PyArg_ParseTuple(args, "OOi", &into, &from, &override)) return NULL;
  return PyDict_Merge(into, from, override) < 0 ? NULL : Py_BuildValue("");
}

/* ---- PySequence_Fast ---- */

static PyObject *fast(PyObject *Py_UNUSED(self), PyObject *object) { return PySequence_Fast(object, "no sequence"); }

/* The items by the array and by the macro. */
static PyObject *fast_items(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *sequence = PySequence_Fast(object, "no sequence"), *list = NULL;
  if (sequence == NULL) return NULL;
  PyObject **items = PySequence_Fast_ITEMS(sequence);
  list = PyList_New(0);
  for (Py_ssize_t i = 0; list != NULL && i < PySequence_Fast_GET_SIZE(sequence); i++) {
    int same = items[i] == PySequence_Fast_GET_ITEM(sequence, i);
    if (!same) PyErr_SetString(PyExc_AssertionError, "the array and the macro differ");
    if (!same || PyList_Append(list, items[i]) < 0) Py_CLEAR(list);
  }
  Py_DECREF(sequence);
  return list;
}

PROBE_MODULE(PROBE_VARARGS(pack), PROBE_VARARGS(fill), PROBE_O(fill_twice), PROBE_O(set_outside), PROBE_NOARGS(half_filled),
             PROBE_VARARGS(resize), PROBE_VARARGS(resize_shared), PROBE_O(fill_list), PROBE_O(items_by_macro),
             PROBE_O(frozen), PROBE_O(items_of), PROBE_VARARGS(half_of), PROBE_VARARGS(replace_values), PROBE_O(proxy),
             PROBE_VARARGS(past_subclass), PROBE_O(copy_of), PROBE_VARARGS(merge), PROBE_O(fast), PROBE_O(fast_items))
