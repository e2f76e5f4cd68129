/* suites/evaluation/files.c: a module stands for a file, with the one method that a case needs. */
#include "probe.h"

static PyObject *file_with(PyObject *self, PyObject *args) {
  PyObject *name, *method, *file;
  (void)self;
  if (!PyArg_ParseTuple(args, "OO", &name, &method)) return NULL;
  file = PyModule_New("file");
  if (file != NULL && PyObject_SetAttr(file, name, method) < 0) Py_CLEAR(file);
  return file;
}

static PyObject *descriptor(PyObject *self, PyObject *file) {
  int number = PyObject_AsFileDescriptor(file);
  (void)self;
  return number < 0 ? NULL : PyLong_FromLong(number);
}

static PyObject *write_(PyObject *self, PyObject *args) {
  const char *function, *text;
  PyObject *file, *value;
  int flags, result;
  (void)self;
  if (!PyArg_ParseTuple(args, "sOOi", &function, &file, &value, &flags)) return NULL;
  if (strcmp(function, "PyFile_WriteObject") == 0) result = PyFile_WriteObject(value, file, flags);
  else if ((text = PyUnicode_AsUTF8(value)) == NULL) return NULL;
  else result = PyFile_WriteString(text, file);
  return result < 0 ? NULL : PyLong_FromLong(result);
}

static PyObject *write_pending(PyObject *self, PyObject *file) {
  (void)self;
  PyErr_SetString(PyExc_LookupError, "pending");
  return PyFile_WriteString("text", file) < 0 ? NULL : PyLong_FromLong(0);
}

static PyObject *line(PyObject *self, PyObject *args) {
  PyObject *file;
  int n;
  (void)self;
  return PyArg_ParseTuple(args, "Oi", &file, &n) ? PyFile_GetLine(file, n) : NULL;
}

PROBE_MODULE(PROBE_VARARGS(file_with), PROBE_O(descriptor), {"write", write_, METH_VARARGS, NULL}, PROBE_O(write_pending), PROBE_VARARGS(line))
