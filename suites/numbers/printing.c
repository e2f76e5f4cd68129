#include "probe.h"

/* print(value, code, precision, flags): (text, what kind of value Py_DTST_* it was). */
static PyObject *print(PyObject *Py_UNUSED(self), PyObject *args) {
  double value;
  const char *code;
  int precision, flags, type = -1;
  if (!PyArg_ParseTuple(args, "dsii", &value, &code, &precision, &flags)) return NULL;
  char *text = PyOS_double_to_string(value, *code, precision, flags, &type);
  if (text == NULL) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_AssertionError, "NULL without an exception");
  PyObject *answer = Py_BuildValue("(si)", text, type);
  PyMem_Free(text);
  return answer;
}

/* The same without asking for the kind. */
static PyObject *print_only(PyObject *Py_UNUSED(self), PyObject *number) {
  char *text = PyOS_double_to_string(PyFloat_AsDouble(number), 'r', 0, 0, NULL);
  if (text == NULL) return NULL;
  PyObject *answer = PyUnicode_FromString(text);
  PyMem_Free(text);
  return answer;
}

/* pack(size, value, little): the bytes, of which those behind the number must stay as they were. */
static PyObject *pack(PyObject *Py_UNUSED(self), PyObject *args) {
  int size, little, status;
  double value;
  char room[10];
  memset(room, '#', sizeof room);
  if (!PyArg_ParseTuple(args, "idi", &size, &value, &little)) return NULL;
  if (size == 2) status = PyFloat_Pack2(value, room, little);
  else status = size == 4 ? PyFloat_Pack4(value, room, little) : PyFloat_Pack8(value, room, little);
  if (status < 0) return NULL;
  if (room[size] == '#') return PyBytes_FromStringAndSize(room, size);
  PyErr_SetString(PyExc_AssertionError, "wrote more bytes than it was asked for");
  return NULL;
}

static PyObject *info(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *about = PyFloat_GetInfo();
  PyObject *value = about == NULL ? NULL : PyObject_GetAttr(about, name);
  Py_XDECREF(about);
  return value;
}

static PyObject *long_info(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *about = PyLong_GetInfo();
  PyObject *value = about == NULL ? NULL : PyObject_GetAttr(about, name);
  Py_XDECREF(about);
  return value;
}

static PyObject *return_nan(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { Py_RETURN_NAN; }

PROBE_MODULE(PROBE_VARARGS(print), PROBE_O(print_only), PROBE_VARARGS(pack), PROBE_O(info), PROBE_O(long_info),
             PROBE_NOARGS(return_nan))
