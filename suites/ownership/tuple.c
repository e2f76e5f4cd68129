#include "probe.h"

/* Objects are made and given away in C, so that nobody else owns them: `alive` tells who kept them. */

/* A new tuple of `size` whose first item is a new tracked object with this tag. */
static PyObject *tuple_with(Py_ssize_t size, long tag) {
  PyObject *tuple = PyTuple_New(size), *item = tuple == NULL ? NULL : PROBE_TRACKED(tag);
  if (item == NULL || PyTuple_SetItem(tuple, 0, item) < 0) Py_CLEAR(tuple);
  return tuple;
}

static PyObject *new_tuple(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return tuple_with(1, 1); }

/* PyTuple_SetItem of a new tracked object at a place that is not there: fails with what it raises. */
static PyObject *set_out_of_range(PyObject *Py_UNUSED(self), PyObject *index) {
  Py_ssize_t place = PyNumber_AsSsize_t(index, PyExc_OverflowError);
  if (place == -1 && PyErr_Occurred()) return NULL;
  PyObject *tuple = PyTuple_New(2), *item = PROBE_TRACKED(1);
  int status = tuple == NULL || item == NULL ? -1 : PyTuple_SetItem(tuple, place, item);
  Py_XDECREF(tuple);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* PyTuple_SetItem of a new tracked object into `target`, which is no tuple, or one that others refer to. */
static PyObject *set_in(PyObject *Py_UNUSED(self), PyObject *target) {
  PyObject *item = PROBE_TRACKED(1);
  int status = item == NULL ? -1 : PyTuple_SetItem(target, 0, item);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* PyTuple_SetItem over an item: the tags and the number of objects alive (before, after). */
static PyObject *replace(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = tuple_with(1, 1), *item = tuple == NULL ? NULL : PROBE_TRACKED(2);
  Py_ssize_t before = probe_alive_count;
  if (item == NULL || PyTuple_SetItem(tuple, 0, item) < 0) {
    Py_XDECREF(tuple);
    return NULL;
  }
  return Py_BuildValue("(nnN)", before, probe_alive_count, tuple);
}

/* PyTuple_SET_ITEM into a new tuple takes the reference over: the tuple. */
static PyObject *set_macro(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = PyTuple_New(2), *item = PROBE_TRACKED(1), *other = PROBE_TRACKED(2);
  if (tuple == NULL || item == NULL || other == NULL) {
    Py_XDECREF(tuple);
    Py_XDECREF(item);
    Py_XDECREF(other);
    return NULL;
  }
  PyTuple_SET_ITEM(tuple, 0, item);
  PyTuple_SET_ITEM(tuple, 1, other);
  return tuple;
}

/* PyTuple_SET_ITEM over an item leaves the old one to its owner: its tag afterwards, and the tuple. */
static PyObject *set_macro_over_item(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = tuple_with(1, 1), *item = tuple == NULL ? NULL : PROBE_TRACKED(2);
  if (item == NULL) {
    Py_XDECREF(tuple);
    return NULL;
  }
  PyObject *old = PyTuple_GetItem(tuple, 0);
  PyTuple_SET_ITEM(tuple, 0, item);
  long tag = PROBE_TAG(old);
  Py_DECREF(old); /* The tuple's reference, which nobody released. */
  return Py_BuildValue("(lN)", tag, tuple);
}

/* A tuple that was never filled dies with its items NULL. */
static PyObject *half_filled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = tuple_with(5, 1);
  if (tuple == NULL) return NULL;
  Py_DECREF(tuple);
  Py_RETURN_NONE;
}

/* PyTuple_Pack takes references of its own: C gives up the ones it had. */
static PyObject *packed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *one = PROBE_TRACKED(1), *two = PROBE_TRACKED(2), *tuple = NULL;
  if (one != NULL && two != NULL) tuple = PyTuple_Pack(3, one, two, one);
  Py_XDECREF(one);
  Py_XDECREF(two);
  return tuple;
}

static PyObject *sliced(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *tuple = packed(NULL, NULL), *slice = tuple == NULL ? NULL : PyTuple_GetSlice(tuple, 0, 2);
  Py_XDECREF(tuple);
  return slice;
}

PROBE_MODULE(PROBE_NOARGS(new_tuple), PROBE_O(set_out_of_range), PROBE_O(set_in), PROBE_NOARGS(replace),
             PROBE_NOARGS(set_macro), PROBE_NOARGS(set_macro_over_item), PROBE_NOARGS(half_filled), PROBE_NOARGS(packed),
             PROBE_NOARGS(sliced))
