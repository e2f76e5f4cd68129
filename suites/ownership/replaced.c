#include "probe.h"

/*
 * Functions that are given the address of a reference and replace what is there. On failure they release it and leave
 * NULL. A result is (what the slot holds or "NULL"), or the exception, or AssertionError if the slot is not NULL after it.
 */
static PyObject *slot_after(PyObject *slot, const char *name) {
  if (!PyErr_Occurred()) return slot == NULL ? PyUnicode_FromString("NULL") : slot;
  if (slot != NULL) {
    Py_DECREF(slot);
    PyErr_Format(PyExc_AssertionError, "%s left an object in the slot when it failed", name);
  }
  return NULL;
}

/* A str, bytes that only the caller refers to. */
static PyObject *new_text(void) { return PyUnicode_FromFormat("left %d ", 12345); }
static PyObject *new_bytes(void) { return PyBytes_FromFormat("left %d ", 12345); }

static PyObject *unicode_append(PyObject *Py_UNUSED(self), PyObject *right) {
  PyObject *slot = new_text();
  PyUnicode_Append(&slot, right);
  return slot_after(slot, "PyUnicode_Append");
}

static PyObject *unicode_append_and_del(PyObject *Py_UNUSED(self), PyObject *right) {
  PyObject *slot = new_text();
  Py_INCREF(right);
  PyUnicode_AppendAndDel(&slot, right);
  return slot_after(slot, "PyUnicode_AppendAndDel");
}

static PyObject *bytes_concat(PyObject *Py_UNUSED(self), PyObject *right) {
  PyObject *slot = new_bytes();
  PyBytes_Concat(&slot, right);
  return slot_after(slot, "PyBytes_Concat");
}

static PyObject *bytes_concat_and_del(PyObject *Py_UNUSED(self), PyObject *right) {
  PyObject *slot = new_bytes();
  Py_INCREF(right);
  PyBytes_ConcatAndDel(&slot, right);
  return slot_after(slot, "PyBytes_ConcatAndDel");
}

/* The size of bytes before the host sees them. */
static PyObject *bytes_resize(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t wanted = PyLong_AsSsize_t(size);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  PyObject *slot = new_bytes();
  if (slot != NULL) _PyBytes_Resize(&slot, wanted);
  return slot_after(slot, "_PyBytes_Resize");
}

/* The same with bytes to which the caller has a second reference: refused. */
static PyObject *bytes_resize_shared(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t wanted = PyLong_AsSsize_t(size);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  PyObject *slot = new_bytes(), *second = slot;
  Py_XINCREF(second);
  if (slot != NULL) _PyBytes_Resize(&slot, wanted);
  Py_XDECREF(second);
  return slot_after(slot, "_PyBytes_Resize");
}

/* A tuple of two new tracked objects, resized; new places are filled with None. */
static PyObject *tuple_resize(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t wanted = PyLong_AsSsize_t(size);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  PyObject *slot = Py_BuildValue("(NN)", PROBE_TRACKED(1), PROBE_TRACKED(2));
  if (slot != NULL && _PyTuple_Resize(&slot, wanted) == 0)
    for (Py_ssize_t i = 2; i < wanted; i++) {
      Py_INCREF(Py_None);
      PyTuple_SetItem(slot, i, Py_None);
    }
  return slot_after(slot, "_PyTuple_Resize");
}

static PyObject *tuple_resize_shared(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t wanted = PyLong_AsSsize_t(size);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  PyObject *slot = Py_BuildValue("(NN)", PROBE_TRACKED(1), PROBE_TRACKED(2)), *second = slot;
  Py_XINCREF(second);
  if (slot != NULL) _PyTuple_Resize(&slot, wanted);
  Py_XDECREF(second);
  return slot_after(slot, "_PyTuple_Resize");
}

PROBE_MODULE(PROBE_O(unicode_append), PROBE_O(unicode_append_and_del), PROBE_O(bytes_concat), PROBE_O(bytes_concat_and_del),
             PROBE_O(bytes_resize), PROBE_O(bytes_resize_shared), PROBE_O(tuple_resize), PROBE_O(tuple_resize_shared))
