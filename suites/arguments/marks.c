#include "probe.h"

#define OUTPUTS 6

/* A tuple of `count` outputs, Ellipsis for those that nothing touched. */
static PyObject *outputs(PyObject **found, Py_ssize_t count) {
  PyObject *result = PyTuple_New(count);
  for (Py_ssize_t i = 0; result != NULL && i < count; i++) {
    PyObject *item = found[i] == NULL ? Py_Ellipsis : found[i];
    Py_INCREF(item);
    PyTuple_SetItem(result, i, item);
  }
  return result;
}

/* parse(format, count, args): a format of O units only. */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *found[OUTPUTS] = {NULL}, *parsed;
  const char *format;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "snO", &format, &count, &parsed)) return NULL;
  if (!PyArg_ParseTuple(parsed, format, found, found + 1, found + 2, found + 3, found + 4, found + 5)) return NULL;
  return outputs(found, count);
}

/* numbers(format, count, object) with PyArg_Parse: a format of i units only; -7 is what nothing touched. */
static PyObject *numbers(PyObject *Py_UNUSED(self), PyObject *args) {
  int found[4] = {-7, -7, -7, -7};
  const char *format;
  Py_ssize_t count;
  PyObject *object, *result;
  if (!PyArg_ParseTuple(args, "snO", &format, &count, &object)) return NULL;
  if (!PyArg_Parse(object, format, found, found + 1, found + 2, found + 3)) return NULL;
  result = PyList_New(0);
  for (Py_ssize_t i = 0; i < count; i++) result = probe_append(result, PyLong_FromLong(found[i]));
  return result;
}

/* The default of every optional unit stays where its argument is left out. */
static PyObject *defaults(PyObject *Py_UNUSED(self), PyObject *args) {
  int i = -7;
  double d = 0.25;
  const char *s = "default";
  Py_ssize_t length = -8;
  int p = -9;
  if (!PyArg_ParseTuple(args, "|ids#p", &i, &d, &s, &length, &p)) return NULL;
  return Py_BuildValue("(idsni)", i, d, s, length, p);
}

/* unpack(minimum, maximum, args) with PyArg_UnpackTuple. */
static PyObject *unpack(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *found[OUTPUTS] = {NULL}, *parsed;
  Py_ssize_t minimum, maximum;
  if (!PyArg_ParseTuple(args, "nnO", &minimum, &maximum, &parsed)) return NULL;
  if (!PyArg_UnpackTuple(parsed, "unpacked", minimum, maximum, found, found + 1, found + 2, found + 3)) return NULL;
  return outputs(found, maximum);
}

PROBE_MODULE(PROBE_VARARGS(parse), PROBE_VARARGS(numbers), PROBE_VARARGS(defaults), PROBE_VARARGS(unpack))
