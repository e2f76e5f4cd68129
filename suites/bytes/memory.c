#include "probe.h"

/* write(bytearray, index, byte): through the address. */
static PyObject *write_byte(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *array;
  Py_ssize_t index;
  int byte;
  if (!PyArg_ParseTuple(args, "Oni", &array, &index, &byte)) return NULL;
  PyByteArray_AS_STRING(array)[index] = (char)byte;
  Py_RETURN_NONE;
}

/* The bytes that C finds at the address, with the zero behind them. */
static PyObject *read_all(PyObject *Py_UNUSED(self), PyObject *array) {
  return PyBytes_FromStringAndSize(PyByteArray_AsString(array), PyByteArray_Size(array) + 1);
}

/* Whether both ways to the address and the size agree. */
static PyObject *agrees(PyObject *Py_UNUSED(self), PyObject *array) {
  return PyBool_FromLong(PyByteArray_AsString(array) == PyByteArray_AS_STRING(array) &&
                         PyByteArray_Size(array) == PyByteArray_GET_SIZE(array));
}

/* resize(bytearray, size, byte): what is new is filled with the byte. */
static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *array;
  Py_ssize_t size;
  int byte;
  if (!PyArg_ParseTuple(args, "Oni", &array, &size, &byte)) return NULL;
  Py_ssize_t before = PyByteArray_Size(array);
  if (PyByteArray_Resize(array, size) < 0) return NULL;
  if (size > before) memset(PyByteArray_AsString(array) + before, byte, (size_t)(size - before));
  Py_RETURN_NONE;
}

/* The array while C holds its buffer. */
static PyObject *resize_exported(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *array;
  Py_ssize_t size;
  Py_buffer view;
  if (!PyArg_ParseTuple(args, "On", &array, &size)) return NULL;
  if (PyObject_GetBuffer(array, &view, PyBUF_SIMPLE) < 0) return NULL;
  int status = PyByteArray_Resize(array, size);
  PyBuffer_Release(&view);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *make(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *array = PyByteArray_FromStringAndSize(NULL, 3);
  if (array != NULL) memcpy(PyByteArray_AsString(array), "xyz", 3);
  return array;
}

static PyObject *from_object(PyObject *Py_UNUSED(self), PyObject *object) { return PyByteArray_FromObject(object); }

static PyObject *concat(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  return PyArg_ParseTuple(args, "OO", &left, &right) ? PyByteArray_Concat(left, right) : NULL;
}

static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("(ii)", PyByteArray_Check(object), PyByteArray_CheckExact(object));
}

PROBE_MODULE(PROBE_VARARGS(write_byte), PROBE_O(read_all), PROBE_O(agrees), PROBE_VARARGS(resize),
             PROBE_VARARGS(resize_exported), PROBE_NOARGS(make), PROBE_O(from_object), PROBE_VARARGS(concat), PROBE_O(checks))
