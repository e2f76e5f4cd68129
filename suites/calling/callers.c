#include "probe.h"

#define MOST 4
typedef PyObject *(*caller)(PyObject *callable, PyObject *args, PyObject *keywords);

/* Arguments in an array with room before the first one. Their number, or -1 with an exception. */
static Py_ssize_t spread(PyObject *args, PyObject **array) {
  Py_ssize_t count = PyTuple_Size(args);
  if (count > MOST) PyErr_SetString(PyExc_ValueError, "too many arguments for this probe");
  if (count > MOST || count < 0) return -1;
  array[0] = NULL;
  for (Py_ssize_t i = 0; i < count; i++) array[i + 1] = PyTuple_GetItem(args, i);
  return count;
}

static PyObject *by_call(PyObject *callable, PyObject *args, PyObject *keywords) {
  return PyObject_Call(callable, args, keywords);
}
static PyObject *by_call_object(PyObject *callable, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  return PyObject_CallObject(callable, PyTuple_Size(args) == 0 ? NULL : args);
}
static PyObject *by_no_args(PyObject *callable, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  return PyObject_CallNoArgs(callable);
}
static PyObject *by_one_arg(PyObject *callable, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  return PyObject_CallOneArg(callable, PyTuple_GetItem(args, 0));
}

static PyObject *by_format(PyObject *callable, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  PyObject *array[MOST + 1];
  switch (spread(args, array)) {
    case 0: return PyObject_CallFunction(callable, NULL);
    case 1: return PyObject_CallFunction(callable, "(O)", array[1]);
    case 2: return PyObject_CallFunction(callable, "OO", array[1], array[2]);
    case 3: return PyObject_CallFunction(callable, "OOO", array[1], array[2], array[3]);
    default: return NULL;
  }
}

static PyObject *by_obj_args(PyObject *callable, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  PyObject *array[MOST + 1];
  switch (spread(args, array)) {
    case 0: return PyObject_CallFunctionObjArgs(callable, NULL);
    case 1: return PyObject_CallFunctionObjArgs(callable, array[1], NULL);
    case 2: return PyObject_CallFunctionObjArgs(callable, array[1], array[2], NULL);
    case 3: return PyObject_CallFunctionObjArgs(callable, array[1], array[2], array[3], NULL);
    default: return NULL;
  }
}

/* Positional arguments, then the values of the keywords, whose names are a tuple. */
static PyObject *flat(PyObject *callable, PyObject *args, PyObject *keywords, size_t flag) {
  PyObject *array[2 * MOST + 1], *names = NULL, *key, *value, *result = NULL;
  Py_ssize_t count = spread(args, array), position = 0, next = 0;
  if (count < 0) return NULL;
  if (keywords != NULL) {
    if (PyDict_Size(keywords) > MOST) return PyErr_Format(PyExc_ValueError, "too many keywords for this probe");
    names = PyTuple_New(PyDict_Size(keywords));
    if (names == NULL) return NULL;
    for (; PyDict_Next(keywords, &position, &key, &value); next++) {
      Py_INCREF(key);
      PyTuple_SetItem(names, next, key);
      array[1 + count + next] = value;
    }
  }
  result = PyObject_Vectorcall(callable, array + 1, (size_t)count | flag, names);
  Py_XDECREF(names);
  return result;
}
static PyObject *by_vector(PyObject *callable, PyObject *args, PyObject *keywords) {
  return flat(callable, args, keywords, 0);
}
static PyObject *by_vector_offset(PyObject *callable, PyObject *args, PyObject *keywords) {
  return flat(callable, args, keywords, PY_VECTORCALL_ARGUMENTS_OFFSET);
}
static PyObject *by_vector_dict(PyObject *callable, PyObject *args, PyObject *keywords) {
  PyObject *array[MOST + 1];
  Py_ssize_t count = spread(args, array);
  return count < 0 ? NULL : PyObject_VectorcallDict(callable, array + 1, (size_t)count, keywords);
}

/* ---- Methods: the first argument is the object, `callable` the name. ---------------------------------------------- */

static PyObject *by_method_format(PyObject *name, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  PyObject *array[MOST + 1];
  const char *text = PyUnicode_AsUTF8(name);
  if (text == NULL) return NULL;
  switch (spread(args, array)) {
    case 1: return PyObject_CallMethod(array[1], text, NULL);
    case 2: return PyObject_CallMethod(array[1], text, "(O)", array[2]);
    case 3: return PyObject_CallMethod(array[1], text, "OO", array[2], array[3]);
    default: return NULL;
  }
}
static PyObject *by_method_obj_args(PyObject *name, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  PyObject *array[MOST + 1];
  switch (spread(args, array)) {
    case 1: return PyObject_CallMethodObjArgs(array[1], name, NULL);
    case 2: return PyObject_CallMethodObjArgs(array[1], name, array[2], NULL);
    case 3: return PyObject_CallMethodObjArgs(array[1], name, array[2], array[3], NULL);
    default: return NULL;
  }
}
static PyObject *by_method_no_args(PyObject *name, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  return PyObject_CallMethodNoArgs(PyTuple_GetItem(args, 0), name);
}
static PyObject *by_method_one_arg(PyObject *name, PyObject *args, PyObject *Py_UNUSED(keywords)) {
  return PyObject_CallMethodOneArg(PyTuple_GetItem(args, 0), name, PyTuple_GetItem(args, 1));
}
static PyObject *by_method_vector(PyObject *name, PyObject *args, PyObject *keywords) {
  PyObject *array[MOST + 2], *names = NULL, *key, *value, *result;
  Py_ssize_t count = spread(args, array), position = 0;
  if (count < 0) return NULL;
  if (keywords != NULL && PyDict_Next(keywords, &position, &key, &value)) {
    names = PyTuple_Pack(1, key);
    array[1 + count] = value;
  }
  result = PyObject_VectorcallMethod(name, array + 1, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, names);
  Py_XDECREF(names);
  return result;
}

static const struct {
  const char *name;
  caller call;
} callers[] = {
  {"PyObject_Call", by_call},
  {"PyObject_CallObject", by_call_object},
  {"PyObject_CallNoArgs", by_no_args},
  {"PyObject_CallOneArg", by_one_arg},
  {"PyObject_CallFunction", by_format},
  {"PyObject_CallFunctionObjArgs", by_obj_args},
  {"PyObject_Vectorcall", by_vector},
  {"PyObject_Vectorcall+offset", by_vector_offset},
  {"PyObject_VectorcallDict", by_vector_dict},
  {"PyObject_CallMethod", by_method_format},
  {"PyObject_CallMethodObjArgs", by_method_obj_args},
  {"PyObject_CallMethodNoArgs", by_method_no_args},
  {"PyObject_CallMethodOneArg", by_method_one_arg},
  {"PyObject_VectorcallMethod", by_method_vector},
};

/* call(function, callable or name, args, keywords or None) */
static PyObject *call(PyObject *Py_UNUSED(self), PyObject *arguments) {
  const char *name;
  PyObject *callable, *args, *keywords;
  if (!PyArg_ParseTuple(arguments, "sOO!O", &name, &callable, &PyTuple_Type, &args, &keywords)) return NULL;
  for (size_t i = 0; i < sizeof callers / sizeof *callers; i++)
    if (strcmp(callers[i].name, name) == 0) return callers[i].call(callable, args, keywords == Py_None ? NULL : keywords);
  return PyErr_Format(PyExc_ValueError, "no caller %s", name);
}

/* The result of a call made twice with one set of arguments: nothing of them was used up. */
static PyObject *call_twice(PyObject *self, PyObject *arguments) {
  PyObject *first = call(self, arguments);
  if (first == NULL) return NULL;
  PyObject *second = call(self, arguments);
  if (second != NULL) return Py_BuildValue("(NN)", first, second);
  Py_DECREF(first);
  return NULL;
}

/* "O" alone with a tuple: are its items the arguments? */
static PyObject *single_tuple(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *tuple;
  if (!PyArg_ParseTuple(args, "OO", &callable, &tuple)) return NULL;
  return PyObject_CallFunction(callable, "O", tuple);
}
static PyObject *single_tuple_method(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *tuple;
  if (!PyArg_ParseTuple(args, "OO", &object, &tuple)) return NULL;
  return PyObject_CallMethod(object, "method", "O", tuple);
}

/* Formats with other units, by call and by method. */
static PyObject *formats(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *empty = PyObject_CallFunction(callable, "");
  Py_XDECREF(empty);
  if (empty == NULL) return NULL;
  PyObject *tuple = PyObject_CallFunction(callable, "(is#)", 5, "a\0b", (Py_ssize_t)3);
  Py_XDECREF(tuple);
  if (tuple == NULL) return NULL;
  PyObject *nested = PyObject_CallFunction(callable, "d(i)[s]{s:i}", 2.5, 1, "x", "k", 2);
  Py_XDECREF(nested);
  if (nested == NULL) return NULL;
  return PyObject_CallMethod(callable, "__call__", "y#n", "a\0", (Py_ssize_t)2, (Py_ssize_t)-1);
}

/* ---- An object with methods of C, and one with callables in its dictionary ------------------------------------------- */

static PyObject *told(PyObject *self, PyObject *args) { return Py_BuildValue("(OO)", self, args); }
static PyObject *failing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  PyErr_SetString(PyExc_KeyError, "x");
  return NULL;
}
static PyObject *called(PyObject *Py_UNUSED(self), PyObject *args, PyObject *Py_UNUSED(keywords)) {
  return Py_BuildValue("O", PyTuple_GetItem(args, 0));
}
static PyMethodDef methods[] = {{"method", told, METH_VARARGS, NULL}, PROBE_VARARGS(failing), {NULL, NULL, 0, NULL}};
static PyTypeObject recorder_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Recorder",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_call = called,
  .tp_methods = methods,
  .tp_new = PyType_GenericNew,
};
static PyObject *namespace_of(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *module = PyModule_New("calling_callers_namespace");
  if (module == NULL || PyObject_SetAttrString(module, "method", callable) == 0) return module;
  Py_DECREF(module);
  return NULL;
}

static int add_types(PyObject *module) { return probe_add_type(module, "Recorder", &recorder_type); }

PROBE_MODULE_WITH(add_types, PROBE_O(namespace_of), PROBE_VARARGS(call), PROBE_VARARGS(call_twice), PROBE_VARARGS(single_tuple),
             PROBE_VARARGS(single_tuple_method), PROBE_O(formats))
