#include "probe.h"

/* Bytes without content yet, filled in before anybody else sees them. */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size)) return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, size);
  for (Py_ssize_t i = 0; bytes != NULL && i < size; i++) PyBytes_AS_STRING(bytes)[i] = (char)('a' + i % 26);
  return bytes;
}

/* Size, and whether there is a zero behind the last byte, of bytes that nobody has filled in. */
static PyObject *blank(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "n", &size)) return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, size);
  if (bytes == NULL) return NULL;
  PyObject *facts = Py_BuildValue("(ni)", PyBytes_Size(bytes), (int)PyBytes_AsString(bytes)[size]);
  Py_DECREF(bytes);
  return facts;
}

/* Wrapped in a tuple first and filled in then: the host has not seen them yet. */
static PyObject *fill_in_tuple(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 3), *tuple = PyTuple_New(1);
  if (bytes == NULL || tuple == NULL) {
    Py_XDECREF(bytes);
    Py_XDECREF(tuple);
    return NULL;
  }
  PyTuple_SetItem(tuple, 0, bytes);
  memcpy(PyBytes_AsString(bytes), "xyz", 3);
  return tuple;
}

/* What the bytes answered when C asked last, and whether they answer the same now. */
static const char *seen;

static PyObject *look(PyObject *Py_UNUSED(self), PyObject *bytes) {
  seen = PyBytes_AsString(bytes);
  return seen == NULL ? NULL : PyLong_FromSsize_t(PyBytes_Size(bytes));
}

static PyObject *look_again(PyObject *Py_UNUSED(self), PyObject *bytes) {
  char *buffer;
  Py_ssize_t length;
  if (PyBytes_AsStringAndSize(bytes, &buffer, &length) < 0) return NULL;
  int same = buffer == seen && buffer == PyBytes_AS_STRING(bytes) && length == PyBytes_GET_SIZE(bytes);
  return Py_BuildValue("(Ni)", PyBool_FromLong(same), (int)buffer[length]);
}

/* without_length(bytes): zeros inside would be lost. */
static PyObject *without_length(PyObject *Py_UNUSED(self), PyObject *bytes) {
  char *buffer = NULL;
  return PyBytes_AsStringAndSize(bytes, &buffer, NULL) < 0 ? NULL : PyBytes_FromString(buffer);
}

/* resize(size before, size after): of bytes that nobody shares, with letters in what was added. */
static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t before, after;
  if (!PyArg_ParseTuple(args, "nn", &before, &after)) return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, before);
  if (bytes == NULL) return NULL;
  memset(PyBytes_AsString(bytes), 'o', (size_t)before);
  if (_PyBytes_Resize(&bytes, after) < 0) return bytes == NULL ? NULL : PyUnicode_FromString("not NULL after a failure");
  if (after > before) memset(PyBytes_AsString(bytes) + before, 'n', (size_t)(after - before));
  if (PyBytes_AsString(bytes)[after] != 0) PyErr_SetString(PyExc_AssertionError, "no zero behind the last byte");
  if (PyErr_Occurred()) Py_CLEAR(bytes);
  return bytes;
}

/* Resizing what others hold: fails, releases the caller's reference and clears the variable. */
static PyObject *resize_shared(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *bytes;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "On", &bytes, &size)) return NULL;
  Py_INCREF(bytes);
  if (_PyBytes_Resize(&bytes, size) == 0) return bytes;
  return bytes == NULL ? NULL : PyUnicode_FromString("not NULL after a failure");
}

/* concat(left, right, delete): a failure must leave NULL in the variable. */
static PyObject *concat(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  int delete;
  if (!PyArg_ParseTuple(args, "OOi", &left, &right, &delete)) return NULL;
  Py_INCREF(left);
  if (delete) Py_INCREF(right); /* For PyBytes_ConcatAndDel to take. */
  if (delete) PyBytes_ConcatAndDel(&left, right);
  else PyBytes_Concat(&left, right);
  if (left != NULL && PyErr_Occurred()) {
    Py_CLEAR(left);
    PyErr_SetString(PyExc_AssertionError, "the variable is not NULL");
  }
  return left;
}

static PyObject *concat_itself(PyObject *Py_UNUSED(self), PyObject *bytes) {
  PyObject *left = bytes;
  Py_INCREF(left);
  PyBytes_Concat(&left, bytes);
  return left;
}

static PyObject *concat_nothing(PyObject *Py_UNUSED(self), PyObject *bytes) {
  PyObject *left = bytes;
  Py_INCREF(left);
  PyBytes_Concat(&left, NULL);
  return left == NULL && !PyErr_Occurred() ? PyUnicode_FromString("released") : left;
}

static PyObject *from_object(PyObject *Py_UNUSED(self), PyObject *object) { return PyBytes_FromObject(object); }
static PyObject *bytes_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_Bytes(object); }

PROBE_MODULE(PROBE_VARARGS(fill), PROBE_VARARGS(blank), PROBE_NOARGS(fill_in_tuple), PROBE_O(look), PROBE_O(look_again),
             PROBE_O(without_length), PROBE_VARARGS(resize), PROBE_VARARGS(resize_shared), PROBE_VARARGS(concat),
             PROBE_O(concat_itself), PROBE_O(concat_nothing), PROBE_O(from_object), PROBE_O(bytes_of))
