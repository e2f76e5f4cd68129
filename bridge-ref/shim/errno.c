/* Exceptions from errno, which is read before anything else can change it. */
#include "shim.h"
#include <errno.h>
#include <string.h>

PROOFLOAD_API PyObject *PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filename, PyObject *filename2) {
  int number = errno;
  const char *text = strerror(number);
  PyObject *args, *error = NULL;
  if (number == EINTR && PyErr_CheckSignals() < 0) return NULL;
  if (filename == NULL) args = Py_BuildValue("(is)", number, text);
  else if (filename2 == NULL) args = Py_BuildValue("(isO)", number, text, filename);
  else args = Py_BuildValue("(isOiO)", number, text, filename, 0, filename2);
  if (args != NULL) error = PyObject_CallObject(type, args);
  if (error != NULL) PyErr_SetObject((PyObject *)Py_TYPE(error), error);
  Py_XDECREF(args);
  Py_XDECREF(error);
  return NULL;
}

PROOFLOAD_API PyObject *PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filename) {
  return PyErr_SetFromErrnoWithFilenameObjects(type, filename, NULL);
}

PROOFLOAD_API PyObject *PyErr_SetFromErrno(PyObject *type) { return PyErr_SetFromErrnoWithFilenameObjects(type, NULL, NULL); }

PROOFLOAD_API PyObject *PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename) {
  int number = errno;
  PyObject *name = filename == NULL ? NULL : PyUnicode_DecodeFSDefault(filename);
  if (filename != NULL && name == NULL) return NULL;
  errno = number;
  PyErr_SetFromErrnoWithFilenameObjects(type, name, NULL);
  Py_XDECREF(name);
  return NULL;
}
