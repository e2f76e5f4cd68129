#include "probe.h"

/* A converter for O&: a tracked object with the tag that the argument points to, or ValueError for a negative one. */
static PyObject *make_tracked(void *tag) {
  if (*(long *)tag >= 0) return PROBE_TRACKED(*(long *)tag);
  PyErr_SetString(PyExc_ValueError, "a negative tag");
  return NULL;
}

/* "O" takes a reference of its own: C gives up the one it has. */
static PyObject *with_o(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *item = PROBE_TRACKED(1);
  if (item == NULL) return NULL;
  PyObject *result = Py_BuildValue("[OO]", item, item);
  Py_DECREF(item);
  return result;
}

static PyObject *with_n(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("[NN]", PROBE_TRACKED(1), PROBE_TRACKED(2));
}

/* One unit alone: the object itself. */
static PyObject *with_n_alone(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("N", PROBE_TRACKED(1));
}

static PyObject *with_n_nested(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("{s:(N),N:[N]}", "key", PROBE_TRACKED(1), PyLong_FromLong(2), PROBE_TRACKED(3));
}

static PyObject *with_converter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  long one = 1, two = 2;
  return Py_BuildValue("(O&O&)", make_tracked, &one, make_tracked, &two);
}

/* Builds that fail at one unit: what stands before and after it is released. */
static PyObject *failing(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  long bad = -1;
  if (!PyArg_ParseTuple(args, "s", &kind)) return NULL;
  PyObject *one = PROBE_TRACKED(1), *two = PROBE_TRACKED(2);
  if (strcmp(kind, "converter-in-tuple") == 0) return Py_BuildValue("(NO&N)", one, make_tracked, &bad, two);
  if (strcmp(kind, "converter-in-list") == 0) return Py_BuildValue("[NO&N]", one, make_tracked, &bad, two);
  if (strcmp(kind, "converter-nested") == 0) return Py_BuildValue("(N(O&)N)", one, make_tracked, &bad, two);
  if (strcmp(kind, "converter-in-dict") == 0) return Py_BuildValue("{s:N,s:O&,s:N}", "a", one, "b", make_tracked, &bad, "c", two);
  if (strcmp(kind, "unhashable-key") == 0) return Py_BuildValue("{s:N,N:i,s:N}", "a", one, PyList_New(0), 1, "c", two);
  PyErr_SetString(PyExc_LookupError, "set by the caller");
  if (strcmp(kind, "null-after-error") == 0) return Py_BuildValue("(NNN)", one, (PyObject *)NULL, two);
  PyErr_Clear();
  return Py_BuildValue("(NON)", one, (PyObject *)NULL, two);
}

/* "N" in the arguments of a call: the call takes the reference over, also when it fails. */
static PyObject *call_with_n(PyObject *Py_UNUSED(self), PyObject *callable) {
  return PyObject_CallFunction(callable, "Ns", PROBE_TRACKED(1), "text");
}

static PyObject *call_method_with_n(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  return PyArg_ParseTuple(args, "Os", &object, &name) ? PyObject_CallMethod(object, name, "N", PROBE_TRACKED(1)) : NULL;
}

PROBE_MODULE(PROBE_NOARGS(with_o), PROBE_NOARGS(with_n), PROBE_NOARGS(with_n_alone), PROBE_NOARGS(with_n_nested),
             PROBE_NOARGS(with_converter), PROBE_VARARGS(failing), PROBE_O(call_with_n), PROBE_VARARGS(call_method_with_n))
