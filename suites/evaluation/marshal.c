/* suites/evaluation/marshal.c: objects and numbers through bytes and through files of C. */
#include "probe.h"
#include <marshal.h>
#include <stdio.h>

static PyObject *through_string(PyObject *self, PyObject *value) {
  PyObject *bytes = PyMarshal_WriteObjectToString(value, Py_MARSHAL_VERSION), *back;
  (void)self;
  if (bytes == NULL) return NULL;
  back = PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), PyBytes_Size(bytes));
  Py_DECREF(bytes);
  return back;
}

static PyObject *to_string(PyObject *self, PyObject *args) {
  PyObject *value;
  int version;
  (void)self;
  return PyArg_ParseTuple(args, "Oi", &value, &version) ? PyMarshal_WriteObjectToString(value, version) : NULL;
}

static PyObject *from_string(PyObject *self, PyObject *bytes) {
  (void)self;
  return PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), PyBytes_Size(bytes));
}

static PyObject *through_file(PyObject *self, PyObject *args) {
  PyObject *value, *back = NULL;
  int last;
  FILE *file;
  (void)self;
  if (!PyArg_ParseTuple(args, "Oi", &value, &last)) return NULL;
  if ((file = tmpfile()) == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  PyMarshal_WriteObjectToFile(value, file, Py_MARSHAL_VERSION);
  rewind(file);
  if (!PyErr_Occurred()) back = last ? PyMarshal_ReadLastObjectFromFile(file) : PyMarshal_ReadObjectFromFile(file);
  fclose(file);
  return back;
}

/* What went wrong is of no interest here. */
static PyObject *write_only(PyObject *self, PyObject *value) {
  FILE *file = tmpfile();
  (void)self;
  if (file == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  PyMarshal_WriteObjectToFile(value, file, Py_MARSHAL_VERSION);
  PyErr_Clear();
  fclose(file);
  Py_RETURN_NONE;
}

static PyObject *number_through_file(PyObject *number, int is_short) {
  long value = PyLong_AsLong(number), back;
  FILE *file;
  if (value == -1 && PyErr_Occurred()) return NULL;
  if ((file = tmpfile()) == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  PyMarshal_WriteLongToFile(value, file, Py_MARSHAL_VERSION);
  rewind(file);
  back = is_short ? PyMarshal_ReadShortFromFile(file) : PyMarshal_ReadLongFromFile(file);
  fclose(file);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(back);
}

static PyObject *long_through_file(PyObject *self, PyObject *number) {
  (void)self;
  return number_through_file(number, 0);
}

static PyObject *short_through_file(PyObject *self, PyObject *number) {
  (void)self;
  return number_through_file(number, 1);
}

/* The sentinel must come with the exception. */
static PyObject *from_empty_file(PyObject *self, PyObject *function) {
  const char *name = PyUnicode_AsUTF8(function);
  PyObject *object = NULL;
  long number = -1;
  FILE *file;
  (void)self;
  if (name == NULL) return NULL;
  if ((file = tmpfile()) == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  if (strcmp(name, "PyMarshal_ReadLongFromFile") == 0) number = PyMarshal_ReadLongFromFile(file);
  else if (strcmp(name, "PyMarshal_ReadShortFromFile") == 0) number = PyMarshal_ReadShortFromFile(file);
  else if (strcmp(name, "PyMarshal_ReadObjectFromFile") == 0) object = PyMarshal_ReadObjectFromFile(file);
  else object = PyMarshal_ReadLastObjectFromFile(file);
  fclose(file);
  if (number == -1 && object == NULL && PyErr_Occurred()) return NULL;
  PyErr_Clear();
  Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_VARARGS(to_string), PROBE_O(from_string), PROBE_O(through_string), PROBE_VARARGS(through_file), PROBE_O(write_only),
             PROBE_O(long_through_file), PROBE_O(short_through_file), PROBE_O(from_empty_file))
