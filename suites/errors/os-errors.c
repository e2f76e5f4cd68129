#include "probe.h"
#include <errno.h>

static const struct { const char *name; int number; } numbers[] = {
  {"EACCES", EACCES}, {"EAGAIN", EAGAIN}, {"ECHILD", ECHILD}, {"ECONNABORTED", ECONNABORTED},
  {"ECONNREFUSED", ECONNREFUSED}, {"ECONNRESET", ECONNRESET}, {"EEXIST", EEXIST}, {"EINTR", EINTR},
  {"EINVAL", EINVAL}, {"EISDIR", EISDIR}, {"ENOENT", ENOENT}, {"ENOTDIR", ENOTDIR},
  {"EPERM", EPERM}, {"EPIPE", EPIPE}, {"ESRCH", ESRCH}, {"ETIMEDOUT", ETIMEDOUT},
};

/* The number of a name, or -1 with an exception. */
static int number_of(const char *name) {
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (strcmp(numbers[i].name, name) == 0) return numbers[i].number;
  PyErr_Format(PyExc_KeyError, "no number for %s", name);
  return -1;
}

/* None stands for NULL. */
static PyObject *or_null(PyObject *object) { return object == Py_None ? NULL : object; }

/* from_errno(type, name): raises. */
static PyObject *from_errno(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &type, &name)) return NULL;
  int number = number_of(name);
  if (number < 0) return NULL;
  errno = number;
  return PyErr_SetFromErrno(type);
}

/* with_filename(type, name, filename): raises with a C string for the file name. */
static PyObject *with_filename(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *name, *filename;
  if (!PyArg_ParseTuple(args, "Oss", &type, &name, &filename)) return NULL;
  int number = number_of(name);
  if (number < 0) return NULL;
  errno = number;
  return PyErr_SetFromErrnoWithFilename(type, filename);
}

/* with_objects(type, name, first or NULL[, second or NULL]): raises with objects for the file names. */
static PyObject *with_objects(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *first, *second = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "OsO|O", &type, &name, &first, &second)) return NULL;
  int number = number_of(name);
  if (number < 0) return NULL;
  errno = number;
  if (second == NULL) return PyErr_SetFromErrnoWithFilenameObject(type, or_null(first));
  return PyErr_SetFromErrnoWithFilenameObjects(type, or_null(first), or_null(second));
}

/* The instance that calling `callable` with `arguments` raised. */
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

/* Is the errno of an OSError the number of this name? */
static PyObject *has_number(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *error;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &error, &name)) return NULL;
  PyObject *number = PyObject_GetAttrString(error, "errno");
  if (number == NULL) return NULL;
  long found = PyLong_AsLong(number);
  Py_DECREF(number);
  if (found == -1 && PyErr_Occurred()) return NULL;
  int expected = number_of(name);
  return expected < 0 ? NULL : PyBool_FromLong(found == expected);
}

PROBE_MODULE(PROBE_VARARGS(from_errno), PROBE_VARARGS(with_filename), PROBE_VARARGS(with_objects), PROBE_VARARGS(caught),
             PROBE_VARARGS(has_number))
