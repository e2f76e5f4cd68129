#include "probe.h"

/* convert(function, object): the C value as an int or float; those with a flag answer (value, overflow). */
#define SIGNED(function)                                                                                              \
  if (strcmp(name, #function) == 0) {                                                                                 \
    long long value = (long long)function(object);                                                                    \
    return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLongLong(value);                                       \
  }
#define UNSIGNED(function, type)                                                                                      \
  if (strcmp(name, #function) == 0) {                                                                                 \
    type value = function(object);                                                                                    \
    return value == (type)-1 && PyErr_Occurred() ? NULL : PyLong_FromUnsignedLongLong(value);                         \
  }
#define FLAGGED(function)                                                                                             \
  if (strcmp(name, #function) == 0) {                                                                                 \
    int overflow = 7;                                                                                                 \
    long long value = (long long)function(object, &overflow);                                                         \
    return value == -1 && PyErr_Occurred() ? NULL : Py_BuildValue("(Li)", value, overflow);                           \
  }
#define FLOATING(function)                                                                                            \
  if (strcmp(name, #function) == 0) {                                                                                 \
    double value = function(object);                                                                                  \
    return value == -1.0 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);                                      \
  }
#define OBJECT(function)                                                                                              \
  if (strcmp(name, #function) == 0) return function(object);

static PyObject *convert_complex(PyObject *object) {
  Py_complex value = PyComplex_AsCComplex(object);
  return value.real == -1.0 && PyErr_Occurred() ? NULL : PyComplex_FromCComplex(value);
}

static PyObject *convert_pointer(PyObject *object) {
  void *pointer = PyLong_AsVoidPtr(object);
  return pointer == NULL && PyErr_Occurred() ? NULL : PyLong_FromUnsignedLongLong((uintptr_t)pointer);
}

static PyObject *to_c(const char *name, PyObject *object) {
  SIGNED(PyLong_AsLong)
  SIGNED(PyLong_AsLongLong)
  SIGNED(PyLong_AsSsize_t)
  SIGNED(PyLong_AsInt)
  UNSIGNED(PyLong_AsUnsignedLong, unsigned long)
  UNSIGNED(PyLong_AsSize_t, size_t)
  UNSIGNED(PyLong_AsUnsignedLongLong, unsigned long long)
  UNSIGNED(PyLong_AsUnsignedLongMask, unsigned long)
  UNSIGNED(PyLong_AsUnsignedLongLongMask, unsigned long long)
  FLAGGED(PyLong_AsLongAndOverflow)
  FLAGGED(PyLong_AsLongLongAndOverflow)
  FLOATING(PyLong_AsDouble)
  FLOATING(PyFloat_AsDouble)
  FLOATING(PyComplex_RealAsDouble)
  if (strcmp(name, "PyLong_AsVoidPtr") == 0) return convert_pointer(object);
  if (strcmp(name, "PyComplex_AsCComplex") == 0) return convert_complex(object);
  PyErr_SetString(PyExc_SystemError, name);
  return NULL;
}

static PyObject *convert_with(const char *name, PyObject *object) {
  OBJECT(PyNumber_Long)
  OBJECT(PyNumber_Float)
  OBJECT(PyNumber_Index)
  if (strcmp(name, "PyNumber_ToBase") == 0) return PyNumber_ToBase(object, 16);
  if (strcmp(name, "PyNumber_AsSsize_t") == 0) {
    Py_ssize_t value = PyNumber_AsSsize_t(object, PyExc_BufferError);
    return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(value);
  }
  return to_c(name, object);
}

static PyObject *convert(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *object;
  return PyArg_ParseTuple(args, "sO", &name, &object) ? convert_with(name, object) : NULL;
}

static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("{sisisisi}", "number", PyNumber_Check(object), "index", PyIndex_Check(object), "long",
                       PyLong_Check(object), "float", PyFloat_Check(object));
}

/* warned(function, object): (result or the type of the exception, categories of the warnings that the conversion caused). */
static PyObject *categories(PyObject *list) {
  PyObject *names = PyList_New(0);
  for (Py_ssize_t i = 0; names != NULL && i < PyList_Size(list); i++) {
    PyObject *category = PyObject_GetAttrString(PyList_GetItem(list, i), "category");
    if (category == NULL || PyList_Append(names, category) < 0) Py_CLEAR(names);
    Py_XDECREF(category);
  }
  return names;
}

/* The conversion between __enter__ and __exit__ of a recorder. */
static PyObject *record(PyObject *module, PyObject *manager, const char *name, PyObject *object) {
  PyObject *list = PyObject_CallMethod(manager, "__enter__", NULL), *result = NULL, *names = NULL;
  PyObject *done = list == NULL ? NULL : PyObject_CallMethod(module, "simplefilter", "s", "always");
  if (done != NULL) result = convert_with(name, object);
  Py_CLEAR(done);
  if (result != NULL) names = categories(list);
  if (list != NULL) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    done = PyObject_CallMethod(manager, "__exit__", "OOO", Py_None, Py_None, Py_None);
    if (type != NULL) PyErr_Restore(type, value, traceback);
  }
  PyObject *answer = names == NULL || done == NULL ? NULL : PyTuple_Pack(2, result, names);
  Py_XDECREF(done);
  Py_XDECREF(list);
  Py_XDECREF(result);
  Py_XDECREF(names);
  return answer;
}

static PyObject *warned(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *object, *answer = NULL;
  if (!PyArg_ParseTuple(args, "sO", &name, &object)) return NULL;
  PyObject *module = PyImport_ImportModule("warnings");
  PyObject *class = module == NULL ? NULL : PyObject_GetAttrString(module, "catch_warnings");
  PyObject *none = class == NULL ? NULL : PyTuple_New(0);
  PyObject *keywords = none == NULL ? NULL : Py_BuildValue("{sO}", "record", Py_True);
  PyObject *manager = keywords == NULL ? NULL : PyObject_Call(class, none, keywords);
  if (manager != NULL) answer = record(module, manager, name, object);
  Py_XDECREF(manager);
  Py_XDECREF(none);
  Py_XDECREF(class);
  Py_XDECREF(keywords);
  Py_XDECREF(module);
  return answer;
}

static PyObject *through_pointer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static int target;
  PyObject *number = PyLong_FromVoidPtr(&target);
  void *back = number == NULL ? NULL : PyLong_AsVoidPtr(number);
  int same = number != NULL && back == &target && PyLong_AsSize_t(number) == (size_t)(uintptr_t)&target;
  Py_XDECREF(number);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

PROBE_MODULE(PROBE_VARARGS(convert), PROBE_O(checks), PROBE_VARARGS(warned), PROBE_NOARGS(through_pointer))
