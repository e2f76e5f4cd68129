#include "probe.h"

/*
 * Functions that break the protocol of results, one for each calling convention. Called with True they return NULL and
 * set nothing; called with anything else they return a new tracked object and leave ValueError("left behind") pending.
 */
static PyObject *broken(int without) {
  if (without) return NULL;
  PyObject *result = PROBE_TRACKED(1);
  if (result != NULL) PyErr_SetString(PyExc_ValueError, "left behind");
  return result;
}

static PyObject *noargs_null(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return broken(1); }

static PyObject *noargs_result(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return broken(0); }

static PyObject *o(PyObject *Py_UNUSED(self), PyObject *without) { return broken(without == Py_True); }

static PyObject *varargs(PyObject *Py_UNUSED(self), PyObject *args) {
  return broken(PyTuple_Size(args) == 1 && PyTuple_GetItem(args, 0) == Py_True);
}

static PyObject *keywords(PyObject *self, PyObject *args, PyObject *Py_UNUSED(names)) { return varargs(self, args); }

static PyObject *fastcall(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t count) {
  return broken(count == 1 && args[0] == Py_True);
}

static PyObject *fastcall_keywords(PyObject *Py_UNUSED(self), PyObject *const *args, Py_ssize_t count,
                                   PyObject *Py_UNUSED(names)) {
  return broken(count == 1 && args[0] == Py_True);
}

/* An object that is called through tp_call and breaks the protocol in the same two ways. */
static PyObject *callable_call(PyObject *self, PyObject *args, PyObject *Py_UNUSED(names)) {
  return varargs(self, args);
}

static PyTypeObject callable_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Callable",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_call = callable_call,
};

static PyObject *new_callable(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return (PyObject *)PyObject_New(PyObject, &callable_type);
}

/* Calls the function `name` of this module from C, with the other argument if there is one; hands on what comes back. */
static PyObject *call_in_c(PyObject *self, PyObject *args) {
  PyObject *name, *argument = NULL;
  if (!PyArg_ParseTuple(args, "O|O", &name, &argument)) return NULL;
  PyObject *function = PyObject_GetAttr(self, name);
  if (function == NULL) return NULL;
  PyObject *result = PyObject_CallFunctionObjArgs(function, argument, NULL);
  Py_DECREF(function);
  return result;
}

static PyObject *call_object_in_c(PyObject *self, PyObject *argument) {
  PyObject *callable = new_callable(self, NULL);
  if (callable == NULL) return NULL;
  PyObject *result = PyObject_CallFunctionObjArgs(callable, argument, NULL);
  Py_DECREF(callable);
  return result;
}

/* What C sees when it does so: (result is NULL, SystemError is pending). */
static PyObject *seen_by_c(PyObject *self, PyObject *args) {
  PyObject *result = call_in_c(self, args);
  int null = result == NULL, system_error = PyErr_Occurred() != NULL && PyErr_ExceptionMatches(PyExc_SystemError);
  Py_XDECREF(result);
  PyErr_Clear();
  return Py_BuildValue("(ii)", null, system_error);
}

static PyObject *fails_properly(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_SetString(PyExc_LookupError, "as it should be");
  return NULL;
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&callable_type); }

PROBE_MODULE_WITH(ready, PROBE_NOARGS(noargs_null), PROBE_NOARGS(noargs_result), PROBE_O(o), PROBE_VARARGS(varargs),
                  PROBE_KEYWORDS(keywords), PROBE_FASTCALL(fastcall), PROBE_FASTCALL_KEYWORDS(fastcall_keywords),
                  PROBE_NOARGS(new_callable), PROBE_VARARGS(call_in_c), PROBE_O(call_object_in_c), PROBE_VARARGS(seen_by_c), PROBE_NOARGS(fails_properly))
