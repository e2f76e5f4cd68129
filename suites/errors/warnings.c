#include "probe.h"

/* The warnings module's manager that keeps the filters, entered, with one filter: what `record` gave, or NULL. */
static PyObject *enter(PyObject *module, const char *action, int record, PyObject **manager) {
  PyObject *class = PyObject_GetAttrString(module, "catch_warnings"), *no_arguments = PyTuple_New(0), *list = NULL;
  PyObject *keywords = Py_BuildValue("{sO}", "record", record ? Py_True : Py_False);
  *manager = NULL;
  if (class != NULL && no_arguments != NULL && keywords != NULL) *manager = PyObject_Call(class, no_arguments, keywords);
  Py_XDECREF(class);
  Py_XDECREF(no_arguments);
  Py_XDECREF(keywords);
  if (*manager != NULL) list = PyObject_CallMethod(*manager, "__enter__", NULL);
  if (list == NULL) Py_CLEAR(*manager);
  PyObject *done = list == NULL ? NULL : PyObject_CallMethod(module, "simplefilter", "s", action);
  Py_XDECREF(done);
  return list;
}

static void leave(PyObject *manager) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *done = PyObject_CallMethod(manager, "__exit__", "OOO", Py_None, Py_None, Py_None);
  if (done == NULL) PyErr_WriteUnraisable(manager);
  Py_XDECREF(done);
  PyErr_Restore(type, value, traceback);
}

/* The C functions that warn: 0, -1 with an exception, -2 for a kind that is not there. */
static int warn(const char *kind, PyObject *source) {
  if (strcmp(kind, "ex") == 0) return PyErr_WarnEx(PyExc_UserWarning, "careful", 1);
  if (strcmp(kind, "default") == 0) return PyErr_WarnEx(NULL, "careful", 1);
  if (strcmp(kind, "format") == 0) return PyErr_WarnFormat(PyExc_UserWarning, 1, "%s%d", "careful", 7);
  if (strcmp(kind, "resource") == 0) return PyErr_ResourceWarning(source, 1, "%s", "careful");
  if (strcmp(kind, "explicit") == 0)
    return PyErr_WarnExplicit(PyExc_UserWarning, "careful", "some file.py", 12, "some_module", NULL);
  return -2;
}

/* What warning returns, or its exception, while the filter for all warnings is `action`. */
static PyObject *warn_with_filter(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind, *action;
  if (!PyArg_ParseTuple(args, "ss", &kind, &action)) return NULL;
  PyObject *manager, *module = PyImport_ImportModule("warnings"), *result = NULL;
  PyObject *list = module == NULL ? NULL : enter(module, action, 0, &manager);
  if (list != NULL) {
    int status = PyErr_Occurred() ? -1 : warn(kind, Py_None);
    if (status != -1 || !PyErr_Occurred()) result = PyLong_FromLong(status);
    leave(manager);
    Py_DECREF(list);
    Py_DECREF(manager);
  }
  Py_XDECREF(module);
  return result;
}

/* The warnings that one call caused, as a list of objects of the warnings module; PyErr_ResourceWarning warns of `source`. */
static PyObject *recorded(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  PyObject *source = Py_None;
  if (!PyArg_ParseTuple(args, "s|O", &kind, &source)) return NULL;
  PyObject *manager, *module = PyImport_ImportModule("warnings");
  PyObject *list = module == NULL ? NULL : enter(module, "always", 1, &manager);
  if (list != NULL) {
    if (PyErr_Occurred() || warn(kind, source) != 0) Py_CLEAR(list);
    leave(manager);
    Py_DECREF(manager);
  }
  Py_XDECREF(module);
  return list;
}

PROBE_MODULE(PROBE_VARARGS(warn_with_filter), PROBE_VARARGS(recorded))
