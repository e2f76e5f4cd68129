#include "probe.h"

#include <stddef.h>

#ifndef Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11) /* _Py_TPFLAGS_HAVE_VECTORCALL of 3.8 */
#endif

/* What stands before the arguments of a call of ours while it runs, if the caller wants to know that it stays. */
static PyObject **watched;
static PyObject *before;

static PyObject *list_of(PyObject *const *args, Py_ssize_t count) {
  PyObject *list = PyList_New(0);
  for (Py_ssize_t i = 0; i < count; i++) {
    Py_INCREF(args[i]);
    list = probe_append(list, args[i]);
  }
  return list;
}

/* (how, arguments, names and values or None) */
static PyObject *seen(const char *how, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  if (watched != NULL && *watched != before) return PyErr_Format(PyExc_RuntimeError, "the caller's memory has changed");
  PyObject *keywords = Py_None;
  if (names == NULL) Py_INCREF(keywords);
  else keywords = Py_BuildValue("[ON]", names, list_of(args + count, PyTuple_Size(names)));
  return Py_BuildValue("(sNN)", how, list_of(args, count), keywords);
}

/* ---- A type whose instances are called by vector ------------------------------------------------------------------ */

typedef struct {
  PyObject_HEAD
  vectorcallfunc call;
} vector;

static PyObject *record(PyObject *Py_UNUSED(self), PyObject *const *args, size_t flagged, PyObject *names) {
  return seen("vector", args, PyVectorcall_NARGS(flagged), names);
}

/* Uses the place before its arguments, as it may, and puts back what was there. */
static PyObject *overwrite(PyObject *self, PyObject *const *args, size_t flagged, PyObject *names) {
  if (!(flagged & PY_VECTORCALL_ARGUMENTS_OFFSET)) return record(self, args, flagged, names);
  PyObject **place = (PyObject **)args - 1, *saved = *place;
  *place = self;
  PyObject *result = seen("overwritten", args, PyVectorcall_NARGS(flagged), names);
  *place = saved;
  return result;
}

static PyObject *fail(PyObject *Py_UNUSED(self), PyObject *const *Py_UNUSED(args), size_t Py_UNUSED(flagged),
                      PyObject *Py_UNUSED(names)) {
  PyErr_SetString(PyExc_LookupError, "raised by a vectorcall function");
  return NULL;
}

static PyObject *call_slot(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords) {
  if (keywords == NULL) keywords = Py_None;
  return Py_BuildValue("(sOO)", "tp_call", args, keywords);
}

static void vector_dealloc(PyObject *self) {
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyObject *vector_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  vector *self = (vector *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  self->call = record;
  probe_born();
  return (PyObject *)self;
}

static PyTypeObject vector_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Vector",
  .tp_basicsize = sizeof(vector),
  .tp_dealloc = vector_dealloc,
  .tp_vectorcall_offset = offsetof(vector, call),
  .tp_call = call_slot,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
  .tp_new = vector_new,
};

/* One whose tp_call is PyVectorcall_Call, as the documentation has it. */
static PyTypeObject usual_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Usual",
  .tp_basicsize = sizeof(vector),
  .tp_dealloc = vector_dealloc,
  .tp_vectorcall_offset = offsetof(vector, call),
  .tp_call = PyVectorcall_Call,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
  .tp_new = vector_new,
};

/* choose(instance, "record" | "overwrite" | "fail" | "null") */
static PyObject *choose(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  ((vector *)object)->call = strcmp(name, "record") == 0      ? record
                             : strcmp(name, "overwrite") == 0 ? overwrite
                             : strcmp(name, "fail") == 0      ? fail
                                                              : NULL;
  Py_RETURN_NONE;
}

/* ---- Calls -------------------------------------------------------------------------------------------------------- */

/* vector_call(callable, flag, positional arguments, names or None, values): PyObject_Vectorcall with a watched place. */
static PyObject *vector_call(PyObject *Py_UNUSED(self), PyObject *arguments) {
  PyObject *callable, *args, *names, *values, *array[9];
  int flag;
  if (!PyArg_ParseTuple(arguments, "OpO!OO!", &callable, &flag, &PyTuple_Type, &args, &names, &PyTuple_Type, &values))
    return NULL;
  Py_ssize_t count = PyTuple_Size(args), more = PyTuple_Size(values);
  if (count + more > 8) return PyErr_Format(PyExc_ValueError, "too many for this probe");
  array[0] = callable; /* Anything that is recognised again. */
  for (Py_ssize_t i = 0; i < count; i++) array[1 + i] = PyTuple_GetItem(args, i);
  for (Py_ssize_t i = 0; i < more; i++) array[1 + count + i] = PyTuple_GetItem(values, i);
  watched = flag ? NULL : array;
  before = callable;
  PyObject *result = PyObject_Vectorcall(callable, array + 1, (size_t)count | (flag ? PY_VECTORCALL_ARGUMENTS_OFFSET : 0),
                                         names == Py_None ? NULL : names);
  watched = NULL;
  if (array[0] == callable) return result;
  Py_XDECREF(result);
  return PyErr_Format(PyExc_RuntimeError, "what stood before the arguments was not put back");
}

/* PyVectorcall_Call(callable, tuple, dict or None) */
static PyObject *through_tuple(PyObject *Py_UNUSED(self), PyObject *arguments) {
  PyObject *callable, *args, *keywords;
  if (!PyArg_ParseTuple(arguments, "OOO", &callable, &args, &keywords)) return NULL;
  return PyVectorcall_Call(callable, args, keywords == Py_None ? NULL : keywords);
}

/* "none", "the function" of the instance, or "another". */
static PyObject *function_of(PyObject *Py_UNUSED(self), PyObject *callable) {
  vectorcallfunc found = PyVectorcall_Function(callable);
  return PyUnicode_FromString(found == NULL ? "none" : found == record ? "the function" : "another");
}

static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("[nnnn]", PyVectorcall_NARGS(0), PyVectorcall_NARGS(3), PyVectorcall_NARGS(PY_VECTORCALL_ARGUMENTS_OFFSET),
                       PyVectorcall_NARGS(7 | PY_VECTORCALL_ARGUMENTS_OFFSET));
}

/* A bound method over `function`, as C makes it. */
static PyObject *bind(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *object;
  return PyArg_ParseTuple(args, "OO", &function, &object) ? PyMethod_New(function, object) : NULL;
}

/* The flags that tell whether a type is called by vector. */
static PyObject *has_vectorcall(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyBool_FromLong(PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HAVE_VECTORCALL));
}

static int add_types(PyObject *module) {
  return probe_add_type(module, "Vector", &vector_type) < 0 ? -1 : probe_add_type(module, "Usual", &usual_type);
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(choose), PROBE_VARARGS(vector_call), PROBE_VARARGS(through_tuple),
                  PROBE_O(function_of), PROBE_NOARGS(counts), PROBE_VARARGS(bind), PROBE_O(has_vectorcall))
