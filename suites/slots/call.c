#include "probe.h"

#include <stddef.h>

#ifndef Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_HAVE_VECTORCALL _Py_TPFLAGS_HAVE_VECTORCALL /* Its name in 3.8. */
#endif
#if PY_VERSION_HEX < 0x03090000
#define PyObject_Vectorcall _PyObject_Vectorcall
#define PyObject_VectorcallDict _PyObject_FastCallDict
#define PyObject_CallOneArg(callable, argument) PyObject_CallFunctionObjArgs(callable, argument, NULL)
#define PyObject_CallNoArgs(callable) PyObject_CallObject(callable, NULL)
#endif

/* Two callable types that answer alike with (arguments, keywords or None): one through its vectorcall, one through tp_call. */
typedef struct {
  PyObject_HEAD
  vectorcallfunc vectorcall;
} callable_object;

static PyObject *answer(PyObject *args, PyObject *kwargs) {
  if (PyTuple_Size(args) == 1 && PyExceptionClass_Check(PyTuple_GET_ITEM(args, 0))) {
    PyErr_SetString(PyTuple_GET_ITEM(args, 0), "refused");
    return NULL;
  }
  return Py_BuildValue("(OO)", args, kwargs == NULL || PyDict_Size(kwargs) == 0 ? Py_None : kwargs);
}

static PyObject *tuple_call(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs) { return answer(args, kwargs); }

static PyObject *vector_call(PyObject *Py_UNUSED(self), PyObject *const *args, size_t nargsf, PyObject *names) {
  Py_ssize_t count = PyVectorcall_NARGS(nargsf);
  PyObject *tuple = PyTuple_New(count), *kwargs = PyDict_New(), *result = NULL;
  int status = tuple == NULL || kwargs == NULL ? -1 : 0;
  for (Py_ssize_t i = 0; status == 0 && i < count; i++) {
    Py_INCREF(args[i]);
    PyTuple_SET_ITEM(tuple, i, args[i]);
  }
  for (Py_ssize_t i = 0; status == 0 && names != NULL && i < PyTuple_Size(names); i++)
    status = PyDict_SetItem(kwargs, PyTuple_GET_ITEM(names, i), args[count + i]);
  if (status == 0) result = answer(tuple, kwargs);
  Py_XDECREF(tuple);
  Py_XDECREF(kwargs);
  return result;
}

static PyObject *vector_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) ((callable_object *)self)->vectorcall = vector_call;
  return self;
}

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_call." #name, .tp_basicsize = sizeof(callable_object), __VA_ARGS__}
TYPE(Tuple, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_new = PyType_GenericNew, .tp_call = tuple_call);
TYPE(Vector, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL, .tp_new = vector_new,
     .tp_call = PyVectorcall_Call, .tp_vectorcall_offset = offsetof(callable_object, vectorcall));
TYPE(TupleHeir, .tp_flags = Py_TPFLAGS_DEFAULT, .tp_base = &Tuple_type);
TYPE(VectorHeir, .tp_flags = Py_TPFLAGS_DEFAULT, .tp_base = &Vector_type);
TYPE(NotCallable, .tp_flags = Py_TPFLAGS_DEFAULT, .tp_new = PyType_GenericNew);

/* Each calls `f` with up to three positional arguments, and the mapping `kwargs` if it is not None. */
static PyObject *make(const char *way, PyObject *f, PyObject *args, PyObject *kwargs) {
  PyObject *room[4] = {NULL}, **items = room + 1;
  Py_ssize_t count = PyTuple_Size(args);
  for (Py_ssize_t i = 0; i < count && i < 3; i++) items[i] = PyTuple_GET_ITEM(args, i);
  if (strcmp(way, "PyObject_Call") == 0) return PyObject_Call(f, args, kwargs);
  if (strcmp(way, "PyObject_CallObject") == 0) return PyObject_CallObject(f, args);
  if (strcmp(way, "PyObject_CallObject(NULL)") == 0) return PyObject_CallObject(f, NULL);
  if (strcmp(way, "PyObject_CallNoArgs") == 0) return PyObject_CallNoArgs(f);
  if (strcmp(way, "PyObject_CallOneArg") == 0) return PyObject_CallOneArg(f, items[0]);
  if (strcmp(way, "PyObject_CallFunctionObjArgs") == 0)
    return PyObject_CallFunctionObjArgs(f, items[0], items[1], items[2], NULL);
  if (strcmp(way, "PyObject_CallFunction") == 0) return PyObject_CallFunction(f, "OO", items[0], items[1]);
  if (strcmp(way, "PyObject_Vectorcall") == 0) return PyObject_Vectorcall(f, items, (size_t)count, NULL);
  if (strcmp(way, "PyObject_Vectorcall(offset)") == 0)
    return PyObject_Vectorcall(f, items, (size_t)count | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL);
  if (strcmp(way, "PyObject_VectorcallDict") == 0) return PyObject_VectorcallDict(f, items, (size_t)count, kwargs);
  return PyErr_Format(PyExc_SystemError, "no way %s", way);
}

/* call(way, f, args, kwargs) */
static PyObject *call(PyObject *Py_UNUSED(self), PyObject *all) {
  const char *way;
  PyObject *f, *args, *kwargs;
  if (!PyArg_ParseTuple(all, "sOO!O", &way, &f, &PyTuple_Type, &args, &kwargs)) return NULL;
  return make(way, f, args, kwargs == Py_None ? NULL : kwargs);
}

/* The last of the arguments goes by the name `last`. */
static PyObject *call_named(PyObject *Py_UNUSED(self), PyObject *all) {
  PyObject *f, *a, *b;
  if (!PyArg_ParseTuple(all, "OOO", &f, &a, &b)) return NULL;
  PyObject *names = Py_BuildValue("(s)", "last"), *items[] = {a, b};
  PyObject *result = names == NULL ? NULL : PyObject_Vectorcall(f, items, 1, names);
  Py_XDECREF(names);
  return result;
}

static PyObject *is_callable(PyObject *Py_UNUSED(self), PyObject *f) { return PyLong_FromLong(PyCallable_Check(f)); }

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&Tuple_type, &Vector_type, &TupleHeir_type, &VectorHeir_type, &NotCallable_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(call), PROBE_VARARGS(call_named), PROBE_O(is_callable))
