#include "probe.h"

static PyObject *hint(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  Py_ssize_t otherwise;
  if (!PyArg_ParseTuple(args, "On", &object, &otherwise)) return NULL;
  Py_ssize_t result = PyObject_LengthHint(object, otherwise);
  return result < 0 ? NULL : PyLong_FromSsize_t(result);
}

PROBE_MODULE(PROBE_VARARGS(hint))
