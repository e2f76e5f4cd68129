#include "probe.h"

/* Makes `instance` the exception that is being handled, as an `except` clause of the host does. */
static void handle(PyObject *instance) {
  PyObject *type = (PyObject *)Py_TYPE(instance);
  Py_INCREF(type);
  Py_INCREF(instance);
  PyErr_SetExcInfo(type, instance, NULL);
}

/* Raises ValueError("new") while `handled` is being handled. */
static PyObject *raise_while_handling(PyObject *Py_UNUSED(self), PyObject *handled) {
  PyObject *type, *value, *traceback;
  PyErr_GetExcInfo(&type, &value, &traceback);
  handle(handled);
  PyErr_SetString(PyExc_ValueError, "new");
  PyErr_SetExcInfo(type, value, traceback);
  return NULL;
}

/* Calls `callable` while `handled` is being handled. */
static PyObject *call_while_handling(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *handled, *callable, *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &handled, &callable)) return NULL;
  PyErr_GetExcInfo(&type, &value, &traceback);
  handle(handled);
  PyObject *result = PyObject_CallObject(callable, NULL);
  PyErr_SetExcInfo(type, value, traceback);
  return result;
}

/* Raises ValueError("second") while KeyError("first") is pending and nothing is being handled. */
static PyObject *raise_while_pending(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_SetString(PyExc_KeyError, "first");
  PyErr_SetString(PyExc_ValueError, "second");
  return NULL;
}

/* Raises `error` from `cause`, as `raise error from cause` does. */
static PyObject *raise_from(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *error, *cause;
  if (!PyArg_ParseTuple(args, "OO", &error, &cause)) return NULL;
  Py_INCREF(cause);
  PyException_SetCause(error, cause);
  PyErr_SetObject((PyObject *)Py_TYPE(error), error);
  return NULL;
}

static PyObject *set_context(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *error, *context;
  if (!PyArg_ParseTuple(args, "OO", &error, &context)) return NULL;
  if (context == Py_None) context = NULL;
  Py_XINCREF(context);
  PyException_SetContext(error, context);
  Py_RETURN_NONE;
}

static PyObject *set_cause(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *error, *cause;
  if (!PyArg_ParseTuple(args, "OO", &error, &cause)) return NULL;
  if (cause == Py_None) cause = NULL;
  Py_XINCREF(cause);
  PyException_SetCause(error, cause);
  Py_RETURN_NONE;
}

static PyObject *or_none(PyObject *result) {
  if (result != NULL || PyErr_Occurred()) return result;
  Py_RETURN_NONE;
}

static PyObject *get_context(PyObject *Py_UNUSED(self), PyObject *error) { return or_none(PyException_GetContext(error)); }

static PyObject *get_cause(PyObject *Py_UNUSED(self), PyObject *error) { return or_none(PyException_GetCause(error)); }

static PyObject *get_traceback(PyObject *Py_UNUSED(self), PyObject *error) { return or_none(PyException_GetTraceback(error)); }

/* The traceback of `from` becomes that of `to` too; None takes it off. What PyException_SetTraceback returned. */
static PyObject *copy_traceback(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *to, *from;
  if (!PyArg_ParseTuple(args, "OO", &to, &from)) return NULL;
  PyObject *traceback = from == Py_None ? NULL : PyException_GetTraceback(from);
  int status = PyException_SetTraceback(to, traceback == NULL ? Py_None : traceback);
  Py_XDECREF(traceback);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* The instance that calling `callable` raised, with its traceback. */
static PyObject *caught(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *type, *value, *traceback, *result = PyObject_CallObject(callable, NULL);
  if (result != NULL) return result;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != NULL) PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

PROBE_MODULE(PROBE_O(raise_while_handling), PROBE_VARARGS(call_while_handling), PROBE_NOARGS(raise_while_pending),
             PROBE_VARARGS(raise_from), PROBE_VARARGS(set_context), PROBE_VARARGS(set_cause), PROBE_O(get_context),
             PROBE_O(get_cause), PROBE_O(get_traceback), PROBE_VARARGS(copy_traceback), PROBE_O(caught))
