#include "probe.h"

/* The exception that is being handled, by the older functions, which may say None for nothing. */
static PyObject *exc_info_value(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type, *value, *traceback;
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  if (value != NULL) return value;
  Py_RETURN_NONE;
}

static PyObject *get_handled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *value = PyErr_GetHandledException();
  if (value != NULL || PyErr_Occurred()) return value;
  Py_RETURN_NONE;
}

/* What `callable` returns that is called while `instance` is handled by PyErr_SetHandledException. */
static PyObject *call_while_handling(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *instance, *callable;
  if (!PyArg_ParseTuple(args, "OO", &instance, &callable)) return NULL;
  PyObject *before = PyErr_GetHandledException();
  PyErr_SetHandledException(instance);
  PyObject *result = PyObject_CallObject(callable, NULL);
  PyErr_SetHandledException(before);
  Py_XDECREF(before);
  return result;
}

/* The same by PyErr_SetExcInfo. */
static PyObject *call_with_exc_info(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *instance, *callable, *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &instance, &callable)) return NULL;
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_INCREF(Py_TYPE(instance));
  Py_INCREF(instance);
  PyErr_SetExcInfo((PyObject *)Py_TYPE(instance), instance, NULL);
  PyObject *result = PyObject_CallObject(callable, NULL);
  PyErr_SetExcInfo(type, value, traceback);
  return result;
}

/* Handled and pending are two things: (pending while one is handled, handled while one is pending is None). */
static PyObject *independent(PyObject *Py_UNUSED(self), PyObject *instance) {
  PyObject *type, *value, *traceback, *outer;
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_INCREF(Py_TYPE(instance));
  Py_INCREF(instance);
  PyErr_SetExcInfo((PyObject *)Py_TYPE(instance), instance, NULL);
  int pending = PyErr_Occurred() != NULL;
  PyErr_SetExcInfo(type, value, traceback);
  PyErr_SetString(PyExc_ValueError, "pending");
  PyErr_GetExcInfo(&type, &outer, &traceback);
  int handled = outer != NULL && outer != Py_None;
  Py_XDECREF(type);
  Py_XDECREF(outer);
  Py_XDECREF(traceback);
  PyErr_Clear();
  return Py_BuildValue("(ii)", pending, handled);
}

/* Runs source text of the host with `names` as its variables; what it bound to `result`. */
static PyObject *run(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  PyObject *names;
  if (!PyArg_ParseTuple(args, "sO!", &source, &PyDict_Type, &names)) return NULL;
  if (PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) < 0) return NULL;
  PyObject *nothing = PyRun_String(source, Py_file_input, names, names);
  if (nothing == NULL) return NULL;
  Py_DECREF(nothing);
  PyObject *result = PyDict_GetItemString(names, "result");
  Py_XINCREF(result);
  PyDict_Clear(names);
  if (result == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_AssertionError, "the source bound no result");
  return result;
}

/* The probe's own functions for the source text. */
static PyObject *functions(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *names = PyDict_New(), *function = PyObject_GetAttrString(self, "exc_info_value");
  int failed = names == NULL || function == NULL || PyDict_SetItemString(names, "handled", function) < 0;
  Py_XDECREF(function);
  if (!failed) return names;
  Py_XDECREF(names);
  return NULL;
}

PROBE_MODULE(PROBE_NOARGS(exc_info_value), PROBE_NOARGS(get_handled), PROBE_VARARGS(call_while_handling),
             PROBE_VARARGS(call_with_exc_info), PROBE_O(independent), PROBE_VARARGS(run), PROBE_NOARGS(functions))
