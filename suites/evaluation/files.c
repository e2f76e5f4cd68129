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

/* (what the file itself holds, the descriptor is still open) */
static PyObject *through_file(PyObject *self, PyObject *args) {
  const char *mode, *text;
  char path[] = "/tmp/proofload-XXXXXX", bytes[64];
  (void)self;
  if (!PyArg_ParseTuple(args, "ss", &mode, &text)) return NULL;
  int number = mkstemp(path);
  if (number < 0) return PyErr_SetFromErrno(PyExc_OSError);
  unlink(path);
  PyObject *file = PyFile_FromFd(number, path, mode, -1, "utf-8", NULL, "", 0), *closed = NULL, *answer = NULL;
  if (file != NULL && PyFile_WriteString(text, file) == 0) closed = PyObject_CallMethod(file, "close", NULL);
  ssize_t count = pread(number, bytes, sizeof bytes, 0);
  if (closed != NULL && count >= 0)
    answer = Py_BuildValue("(s#N)", bytes, (Py_ssize_t)count, PyBool_FromLong(fcntl(number, F_GETFD) != -1));
  Py_XDECREF(closed);
  Py_XDECREF(file);
  close(number);
  return answer;
}

static PyObject *open_descriptor(PyObject *self, PyObject *args) {
  const char *mode;
  int number;
  (void)self;
  return PyArg_ParseTuple(args, "is", &number, &mode) ? PyFile_FromFd(number, NULL, mode, -1, NULL, NULL, NULL, 0) : NULL;
}

PROBE_MODULE(PROBE_VARARGS(through_file), PROBE_VARARGS(open_descriptor), PROBE_VARARGS(file_with), PROBE_O(descriptor), {"write", write_, METH_VARARGS, NULL}, PROBE_O(write_pending), PROBE_VARARGS(line))
