#include "probe.h"

/* A new exception whose only argument is a new tracked object: it lives exactly as long as the exception. */
static PyObject *error_with(long tag) {
  PyObject *item = PROBE_TRACKED(tag), *error = NULL;
  if (item != NULL) error = PyObject_CallFunctionObjArgs(PyExc_ValueError, item, NULL);
  Py_XDECREF(item);
  return error;
}

/* Makes the exception pending by PyErr_Restore, which takes all references, and clears it or fails with it. */
static PyObject *restore(PyObject *Py_UNUSED(self), PyObject *clear) {
  PyObject *error = error_with(1);
  if (error == NULL) return NULL;
  PyObject *type = (PyObject *)Py_TYPE(error);
  Py_INCREF(type);
  PyErr_Restore(type, error, NULL);
  if (clear != Py_True) return NULL;
  PyErr_Clear();
  Py_RETURN_NONE;
}

static PyObject *set_raised(PyObject *Py_UNUSED(self), PyObject *clear) {
  PyObject *error = error_with(1);
  if (error == NULL) return NULL;
  PyErr_SetRaisedException(error);
  if (clear != Py_True) return NULL;
  PyErr_Clear();
  Py_RETURN_NONE;
}

/* PyErr_SetObject takes references of its own: C gives up the one it has. */
static PyObject *set_object(PyObject *Py_UNUSED(self), PyObject *clear) {
  PyObject *error = error_with(1);
  if (error == NULL) return NULL;
  PyErr_SetObject((PyObject *)Py_TYPE(error), error);
  Py_DECREF(error);
  if (clear != Py_True) return NULL;
  PyErr_Clear();
  Py_RETURN_NONE;
}

/* PyErr_Fetch gives the references away: C owns them afterwards. */
static PyObject *fetch(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *error = error_with(1), *type, *value, *traceback;
  if (error == NULL) return NULL;
  PyErr_SetObject((PyObject *)Py_TYPE(error), error);
  Py_DECREF(error);
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

static PyObject *set_cause(PyObject *Py_UNUSED(self), PyObject *error) {
  PyObject *cause = error_with(1);
  if (cause == NULL) return NULL;
  PyException_SetCause(error, cause);
  Py_RETURN_NONE;
}

static PyObject *set_context(PyObject *Py_UNUSED(self), PyObject *error) {
  PyObject *context = error_with(1);
  if (context == NULL) return NULL;
  PyException_SetContext(error, context);
  Py_RETURN_NONE;
}

/* The getters give a reference to the caller: it holds when the exception that had it lets go. */
static PyObject *get_cause(PyObject *Py_UNUSED(self), PyObject *error) {
  PyObject *cause = PyException_GetCause(error);
  PyException_SetCause(error, NULL);
  if (cause != NULL) return cause;
  Py_RETURN_NONE;
}

static PyObject *get_context(PyObject *Py_UNUSED(self), PyObject *error) {
  PyObject *context = PyException_GetContext(error);
  PyException_SetContext(error, NULL);
  if (context != NULL) return context;
  Py_RETURN_NONE;
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

/* PyException_SetTraceback takes a reference of its own, a hundred times over: the caller's is still good. */
static PyObject *set_traceback(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *error, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &error, &traceback)) return NULL;
  for (int i = 0; i < 100; i++)
    if (PyException_SetTraceback(error, traceback) < 0) return NULL;
  Py_RETURN_NONE;
}

/* PyErr_SetExcInfo takes all references; what was handled before is given back in the same way. */
static PyObject *set_exc_info(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type, *value, *traceback, *error = error_with(1);
  if (error == NULL) return NULL;
  PyErr_GetExcInfo(&type, &value, &traceback);
  Py_INCREF(Py_TYPE(error));
  PyErr_SetExcInfo((PyObject *)Py_TYPE(error), error, NULL);
  Py_ssize_t alive = probe_alive_count;
  PyErr_SetExcInfo(type, value, traceback);
  return PyLong_FromSsize_t(alive);
}

PROBE_MODULE(PROBE_O(restore), PROBE_O(set_raised), PROBE_O(set_object), PROBE_NOARGS(fetch), PROBE_O(set_cause),
             PROBE_O(set_context), PROBE_O(get_cause), PROBE_O(get_context), PROBE_O(caught),
             PROBE_VARARGS(set_traceback),
             PROBE_NOARGS(set_exc_info))
