#include "probe.h"

/* None stands for NULL. */
static PyObject *or_null(PyObject *object) { return object == Py_None ? NULL : object; }

/* import_error(message, name or NULL, path or NULL): raises ImportError. */
static PyObject *import_error(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *message, *name, *path;
  if (!PyArg_ParseTuple(args, "OOO", &message, &name, &path)) return NULL;
  return PyErr_SetImportError(message, or_null(name), or_null(path));
}

/* import_error_subclass(class, message, name or NULL, path or NULL): raises the class. */
static PyObject *import_error_subclass(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *class, *message, *name, *path;
  if (!PyArg_ParseTuple(args, "OOOO", &class, &message, &name, &path)) return NULL;
  return PyErr_SetImportErrorSubclass(class, message, or_null(name), or_null(path));
}

/* The instance that calling the function `name` of this module with `arguments` raised. */
static PyObject *caught(PyObject *self, PyObject *args) {
  PyObject *name, *arguments, *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "OO!", &name, &PyTuple_Type, &arguments)) return NULL;
  PyObject *callable = PyObject_GetAttr(self, name);
  if (callable == NULL) return NULL;
  PyObject *result = PyObject_CallObject(callable, arguments);
  Py_DECREF(callable);
  if (result != NULL) return result;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

PROBE_MODULE(PROBE_VARARGS(import_error), PROBE_VARARGS(import_error_subclass), PROBE_VARARGS(caught))
