#include "probe.h"

/* A type that is called by vector and in the ordinary way, with the same outcome: (value) -> an object that owns it. */
typedef struct {
  PyObject_HEAD
  PyObject *value;
  int by_vector;
} holder;

static void holder_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((holder *)self)->value);
  probe_died();
  type->tp_free(self);
}

static PyObject *holder_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) probe_born();
  return self;
}

static int holder_init(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"value", NULL};
  PyObject *value;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:Holder", names, &value)) return -1;
  Py_INCREF(value);
  Py_XSETREF(((holder *)self)->value, value);
  return 0;
}

static PyObject *holder_vectorcall(PyObject *type, PyObject *const *args, size_t flagged, PyObject *names) {
  Py_ssize_t count = PyVectorcall_NARGS(flagged) + (names == NULL ? 0 : PyTuple_Size(names));
  if (count != 1) return PyErr_Format(PyExc_TypeError, "Holder() takes one value, got %zd", count);
  if (names != NULL && PyUnicode_CompareWithASCIIString(PyTuple_GetItem(names, 0), "value") != 0)
    return PyErr_Format(PyExc_TypeError, "Holder() has no such keyword");
  holder *self = (holder *)holder_new((PyTypeObject *)type, NULL, NULL);
  if (self == NULL) return NULL;
  Py_INCREF(args[0]);
  self->value = args[0];
  self->by_vector = 1;
  return (PyObject *)self;
}

static PyObject *get(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *value = ((holder *)self)->value;
  if (value == NULL) value = Py_None;
  Py_INCREF(value);
  return value;
}
static PyObject *by_vector(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  return PyBool_FromLong(((holder *)self)->by_vector);
}

static PyMethodDef methods[] = {PROBE_NOARGS(get), PROBE_NOARGS(by_vector), {NULL, NULL, 0, NULL}};
static PyTypeObject holder_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Holder",
  .tp_basicsize = sizeof(holder),
  .tp_dealloc = holder_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_methods = methods,
  .tp_init = holder_init,
  .tp_new = holder_new,
  .tp_vectorcall = holder_vectorcall,
};

static PyObject *call(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *positional, *keywords;
  if (!PyArg_ParseTuple(args, "OOO", &callable, &positional, &keywords)) return NULL;
  return PyObject_Call(callable, positional, keywords == Py_None ? NULL : keywords);
}

static PyObject *vector_call(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *value, *names;
  if (!PyArg_ParseTuple(args, "OOO", &callable, &value, &names)) return NULL;
  PyObject *array[2] = {NULL, value};
  size_t count = names == Py_None ? 1 : 0;
  return PyObject_Vectorcall(callable, array + 1, count | PY_VECTORCALL_ARGUMENTS_OFFSET, count ? NULL : names);
}

static int add_types(PyObject *module) { return probe_add_type(module, "Holder", &holder_type); }

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(call), PROBE_VARARGS(vector_call))
