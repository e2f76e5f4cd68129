#include "probe.h"

/* adjust(length, start, stop, step): (length of the slice, start, stop). */
static PyObject *adjust(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t length, start, stop, step;
  if (!PyArg_ParseTuple(args, "nnnn", &length, &start, &stop, &step)) return NULL;
  Py_ssize_t count = PySlice_AdjustIndices(length, &start, &stop, step);
  return Py_BuildValue("(nnn)", count, start, stop);
}

/* unpack(slice): (start, stop, step). */
static PyObject *unpack(PyObject *Py_UNUSED(self), PyObject *slice) {
  Py_ssize_t start, stop, step;
  if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
  return Py_BuildValue("(nnn)", start, stop, step);
}

/* indices_ex(slice, length): (start, stop, step, length of the slice). */
static PyObject *indices_ex(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *slice;
  Py_ssize_t length, start, stop, step, count;
  if (!PyArg_ParseTuple(args, "On", &slice, &length)) return NULL;
  if (PySlice_GetIndicesEx(slice, length, &start, &stop, &step, &count) < 0) return NULL;
  return Py_BuildValue("(nnnn)", start, stop, step, count);
}

static PyObject *make(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *start, *stop, *step;
  return PyArg_ParseTuple(args, "OOO", &start, &stop, &step) ? PySlice_New(start, stop, step) : NULL;
}

static PyObject *ellipsis(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_INCREF(Py_Ellipsis);
  return Py_Ellipsis;
}

PROBE_MODULE(PROBE_VARARGS(adjust), PROBE_O(unpack), PROBE_VARARGS(indices_ex), PROBE_VARARGS(make), PROBE_NOARGS(ellipsis))
