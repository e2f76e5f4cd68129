/* CPython's private accumulator of str: collects pieces and joins them by the hundred thousand, so that millions stay few objects. */
#include "shim.h"

static const Py_ssize_t most = 100000;

PROOFLOAD_API int _PyAccu_Init(_PyAccu *acc) {
  acc->large = NULL;
  acc->small = PyList_New(0);
  return acc->small == NULL ? -1 : 0;
}

static int flush(_PyAccu *acc) {
  PyObject *empty = PyUnicode_FromString(""), *joined;
  int result = -1;
  if (empty == NULL) return -1;
  joined = PyUnicode_Join(empty, acc->small);
  Py_DECREF(empty);
  if (joined == NULL || PyList_SetSlice(acc->small, 0, PyList_Size(acc->small), NULL) < 0) {
    Py_XDECREF(joined);
    return -1;
  }
  if (acc->large == NULL) acc->large = PyList_New(0);
  if (acc->large != NULL) result = PyList_Append(acc->large, joined);
  Py_DECREF(joined);
  return result;
}

PROOFLOAD_API int _PyAccu_Accumulate(_PyAccu *acc, PyObject *unicode) {
  if (PyList_Append(acc->small, unicode) < 0) return -1;
  return PyList_Size(acc->small) < most ? 0 : flush(acc);
}

PROOFLOAD_API PyObject *_PyAccu_FinishAsList(_PyAccu *acc) {
  PyObject *pieces;
  if (PyList_Size(acc->small) > 0 && flush(acc) < 0) {
    Py_CLEAR(acc->large);
    Py_CLEAR(acc->small);
    return NULL;
  }
  Py_CLEAR(acc->small);
  pieces = acc->large;
  acc->large = NULL;
  return pieces == NULL ? PyList_New(0) : pieces;
}

PROOFLOAD_API void _PyAccu_Destroy(_PyAccu *acc) {
  Py_CLEAR(acc->small);
  Py_CLEAR(acc->large);
}
