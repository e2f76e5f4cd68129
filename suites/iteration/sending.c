#include "probe.h"

/* PyIter_Send(iterator, value) as (0 return, 1 next, result). */
static PyObject *send(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *iterator, *value, *result = NULL;
  if (!PyArg_ParseTuple(args, "OO", &iterator, &value)) return NULL;
  PySendResult code = PyIter_Send(iterator, value, &result);
  if (code != PYGEN_ERROR && result == NULL) return PyErr_Format(PyExc_RuntimeError, "no error, and no result");
  if (code != PYGEN_ERROR) return Py_BuildValue("(iN)", code == PYGEN_NEXT, result);
  return result == NULL ? NULL : PyErr_Format(PyExc_RuntimeError, "an error, and a result");
}

/* ---- A type with am_send: echoes what it is sent until that is None for the second time, and then returns it. --------- */

#if PY_VERSION_HEX >= 0x030A0000
typedef struct {
  PyObject_HEAD
  int sends;
} echo;

static PySendResult echo_send(PyObject *self, PyObject *value, PyObject **result) {
  int sends = ++((echo *)self)->sends;
  if (PyLong_Check(value) && PyLong_AsLong(value) < 0) {
    PyErr_SetString(PyExc_LookupError, "raised by am_send");
    *result = NULL;
    return PYGEN_ERROR;
  }
  *result = Py_BuildValue("(iO)", sends, value);
  if (*result == NULL) return PYGEN_ERROR;
  return sends < 3 ? PYGEN_NEXT : PYGEN_RETURN;
}
static PyAsyncMethods echo_async = {.am_send = echo_send};
static PyTypeObject echo_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Echo",
  .tp_basicsize = sizeof(echo),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_as_async = &echo_async,
  .tp_new = PyType_GenericNew,
};
static int add_types(PyObject *module) { return probe_add_type(module, "Echo", &echo_type); }
#else
static int add_types(PyObject *Py_UNUSED(module)) { return 0; }
#endif

/* ---- Iterators of C that end with a value ------------------------------------------------------------------------------- */

typedef struct {
  PyObject_HEAD
  PyObject *value;
} ending;
static PyObject *ending_next(PyObject *self) {
  PyObject *stop = PyObject_CallFunctionObjArgs(PyExc_StopIteration, ((ending *)self)->value, NULL);
  if (stop != NULL) PyErr_SetObject(PyExc_StopIteration, stop);
  Py_XDECREF(stop);
  return NULL;
}
static void ending_dealloc(PyObject *self) {
  Py_XDECREF(((ending *)self)->value);
  Py_TYPE(self)->tp_free(self);
}
static PyTypeObject ending_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Ending",
  .tp_basicsize = sizeof(ending),
  .tp_dealloc = ending_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_iter = PyObject_SelfIter,
  .tp_iternext = ending_next,
};
static PyObject *make_ending(PyObject *Py_UNUSED(self), PyObject *value) {
  if (PyType_Ready(&ending_type) < 0) return NULL;
  ending *object = PyObject_New(ending, &ending_type);
  if (object == NULL) return NULL;
  Py_INCREF(value);
  object->value = value;
  return (PyObject *)object;
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(send), {"ending", make_ending, METH_O, NULL})
