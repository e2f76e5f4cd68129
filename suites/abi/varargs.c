#include "probe.h"
#include <stdarg.h>

static PyObject *build_mixed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("(idldLdKndsdhfy#)", 1, 0.5, -2L, 1.5, (long long)INT64_MAX, 2.5, (unsigned long long)UINT64_MAX,
                       (Py_ssize_t)PY_SSIZE_T_MIN, 3.5, "text", 4.5, (short)7, 5.5, "ab", (Py_ssize_t)2);
}

static PyObject *build_doubles(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("[dddddddddddd]", 0.25, 1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25, 9.25, 10.25, 11.25);
}

static PyObject *build_from(const char *format, ...) {
  va_list rest;
  va_start(rest, format);
  PyObject *result = Py_VaBuildValue(format, rest);
  va_end(rest);
  return result;
}

/* Is there NULL and SystemError? */
static PyObject *build_va_refused(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *made = build_from("(i!)", 1, 2);
  int refused = made == NULL && PyErr_Occurred() != NULL && PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  Py_XDECREF(made);
  return PyBool_FromLong(refused);
}

static PyObject *build_va(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return build_from("(idsLd)", 1, 0.5, "text", 4294967296LL, 2.5);
}

static PyObject *parse_mixed(PyObject *Py_UNUSED(self), PyObject *args) {
  int i, truth;
  long l;
  long long wide;
  unsigned char byte;
  unsigned short small;
  double a, b, c, d, e, g;
  const char *text;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "idldLdbpdsdHdO", &i, &a, &l, &b, &wide, &c, &byte, &truth, &d, &text, &e, &small, &g, &object))
    return NULL;
  return Py_BuildValue("(idldLdiidsdidO)", i, a, l, b, wide, c, byte, truth, d, text, e, small, g, object);
}

static PyObject *parse_keywords(PyObject *Py_UNUSED(self), PyObject *args, PyObject *names) {
  static char *keywords[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", NULL};
  int a, d, f, h, j, l;
  double b, c, e, g, i, k;
  if (!PyArg_ParseTupleAndKeywords(args, names, "iddidididid|i", keywords, &a, &b, &c, &d, &e, &f, &g, &h, &i, &j, &k, &l))
    return NULL;
  return Py_BuildValue("(iddididididi)", a, b, c, d, e, f, g, h, i, j, k, l);
}

static PyObject *call_function(PyObject *Py_UNUSED(self), PyObject *callable) {
  return PyObject_CallFunction(callable, "idididididsL", 1, 0.5, 2, 1.5, 3, 2.5, 4, 3.5, 5, 4.5, "text", 4294967296LL);
}

/* (result of the call, index of 7 in a tuple by its method) */
static PyObject *call_objects(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *o;
  if (!PyArg_ParseTuple(args, "OO", &callable, &o)) return NULL;
  PyObject *result = PyObject_CallFunctionObjArgs(callable, o, o, o, o, o, o, o, o, o, o, o, o, o, o, NULL);
  PyObject *tuple = Py_BuildValue("(iii)", 5, 6, 7), *name = PyUnicode_FromString("index"), *seven = PyLong_FromLong(7);
  PyObject *index = result == NULL || tuple == NULL || name == NULL || seven == NULL
                      ? NULL
                      : PyObject_CallMethodObjArgs(tuple, name, seven, NULL);
  Py_XDECREF(tuple);
  Py_XDECREF(name);
  Py_XDECREF(seven);
  if (index != NULL) return Py_BuildValue("(NN)", result, index);
  Py_XDECREF(result);
  return NULL;
}

static PyObject *pack(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "OO", &a, &b)) return NULL;
  return PyTuple_Pack(15, a, b, a, b, a, b, a, b, a, b, a, b, a, b, a);
}

static PyObject *format(PyObject *Py_UNUSED(self), PyObject *o) {
  return PyUnicode_FromFormat("%d %ld %llu %zd %s %c %04x %i %R %S %s 100%% %s", 1, -2L, (unsigned long long)UINT64_MAX,
                              (Py_ssize_t)PY_SSIZE_T_MIN, "a text", 'c', 255, 7, o, o, Py_TYPE(o)->tp_name, "end");
}

static PyObject *format_from(const char *text, ...) {
  va_list rest;
  va_start(rest, text);
  PyObject *result = PyUnicode_FromFormatV(text, rest);
  va_end(rest);
  return result;
}

static PyObject *format_va(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return format_from("%d and %s and %lld", 1, "text", 4294967296LL);
}

static PyObject *raise_from(const char *text, ...) {
  va_list rest;
  va_start(rest, text);
  PyErr_FormatV(PyExc_ValueError, text, rest);
  va_end(rest);
  return NULL;
}

static PyObject *error_va(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return raise_from("%d and %s and %lld", 1, "text", 4294967296LL);
}

static PyObject *error_format(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyErr_Format(PyExc_ValueError, "%d %d %d %d %d %d %d %d %ld %zd %s %lld", 1, 2, 3, 4, 5, 6, 7, 8, 9L, (Py_ssize_t)10,
                      "eleven", 1099511627776LL);
}

/* How many were filled. */
static PyObject *unpack(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o[12] = {NULL};
  if (!PyArg_UnpackTuple(args, "unpack", 1, 12, &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &o[6], &o[7], &o[8], &o[9], &o[10],
                         &o[11]))
    return NULL;
  int filled = 0;
  for (int i = 0; i < 12; i++) filled += o[i] != NULL && o[i] == PyTuple_GetItem(args, i);
  PyErr_Clear();
  return PyLong_FromLong(filled);
}

static PyObject *print(PyObject *Py_UNUSED(self), PyObject *size) {
  char text[64];
  long room = PyLong_AsLong(size);
  if (room < 1 || room > 64) return PyErr_Format(PyExc_ValueError, "no such room");
  int length = PyOS_snprintf(text, (size_t)room, "%d %.2f %lld %.2f %s", 1, 0.5, 4294967296LL, 2.5, "end");
  return Py_BuildValue("(is)", length, text);
}

PROBE_MODULE(PROBE_NOARGS(build_mixed), PROBE_NOARGS(build_doubles), PROBE_NOARGS(build_va), PROBE_NOARGS(build_va_refused), PROBE_VARARGS(parse_mixed),
             PROBE_KEYWORDS(parse_keywords), PROBE_O(call_function), PROBE_VARARGS(call_objects), PROBE_VARARGS(pack),
             PROBE_O(format), PROBE_NOARGS(format_va), PROBE_NOARGS(error_va), PROBE_NOARGS(error_format),
             PROBE_VARARGS(unpack), PROBE_O(print))
