#include "probe.h"

/* C types that derive from built-in types: each struct begins with that of its base and has a field behind it. */
#define OBJECT(name, base_object)                                                                                     \
  typedef struct {                                                                                                    \
    base_object base;                                                                                                 \
    long extra;                                                                                                       \
  } name##_object
OBJECT(Float, PyFloatObject);
OBJECT(List, PyListObject);
OBJECT(Dict, PyDictObject);
OBJECT(Set, PySetObject);
OBJECT(Str, PyUnicodeObject);
OBJECT(Exception, PyBaseExceptionObject);
OBJECT(Meta, PyHeapTypeObject);

#define TYPE(name, size)                                                                                              \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_built_in_bases." #name, .tp_basicsize = size,                     \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE}
TYPE(Float, sizeof(Float_object));
TYPE(List, sizeof(List_object));
TYPE(Dict, sizeof(Dict_object));
TYPE(Set, sizeof(Set_object));
TYPE(Str, sizeof(Str_object));
TYPE(Exception, sizeof(Exception_object));
TYPE(Meta, sizeof(Meta_object));
/* Instances of these bases end in their items: there is no place for a field. */
TYPE(Int, 0);
TYPE(Bytes, 0);
TYPE(Tuple, 0);

static long *extra_of(PyObject *object) {
#define EXTRA_OF(name) if (PyObject_TypeCheck(object, &name##_type)) return &((name##_object *)object)->extra
  EXTRA_OF(Float);
  EXTRA_OF(List);
  EXTRA_OF(Dict);
  EXTRA_OF(Set);
  EXTRA_OF(Str);
  EXTRA_OF(Exception);
  EXTRA_OF(Meta);
  PyErr_SetString(PyExc_TypeError, "an object without an extra field");
  return NULL;
}

static PyObject *get_extra(PyObject *Py_UNUSED(self), PyObject *object) {
  long *extra = extra_of(object);
  return extra == NULL ? NULL : PyLong_FromLong(*extra);
}

static PyObject *set_extra(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  long value, *extra;
  if (!PyArg_ParseTuple(args, "Ol", &object, &value) || (extra = extra_of(object)) == NULL) return NULL;
  *extra = value;
  Py_RETURN_NONE;
}

/* The value of an instance as the macros of its base read it from the struct. */
static PyObject *read_struct(PyObject *Py_UNUSED(self), PyObject *o) {
  if (PyFloat_Check(o)) return PyFloat_FromDouble(((PyFloatObject *)o)->ob_fval);
  if (PyUnicode_Check(o)) {
    if (PyUnicode_READY(o) < 0) return NULL;
    return PyUnicode_FromKindAndData(PyUnicode_KIND(o), PyUnicode_DATA(o), PyUnicode_GET_LENGTH(o));
  }
  if (PyBytes_Check(o)) return PyBytes_FromStringAndSize(PyBytes_AS_STRING(o), Py_SIZE(o));
  if (PyLong_Check(o)) return PyLong_FromLong(PyLong_AsLong(o));
  if (PyList_Check(o) || PyTuple_Check(o)) {
    PyObject *items = PyList_New(0);
    Py_ssize_t size = PyList_Check(o) ? PyList_GET_SIZE(o) : PyTuple_GET_SIZE(o);
    for (Py_ssize_t i = 0; items != NULL && i < size; i++) {
      PyObject *item = PyList_Check(o) ? PyList_GET_ITEM(o, i) : PyTuple_GET_ITEM(o, i);
      Py_INCREF(item);
      items = probe_append(items, item);
    }
    return items;
  }
  if (PyDict_Check(o)) return PyLong_FromSsize_t(PyDict_GET_SIZE(o));
  if (PyAnySet_Check(o)) return PyLong_FromSsize_t(PySet_GET_SIZE(o));
  if (PyExceptionInstance_Check(o)) return PyObject_GetAttrString(o, "args"); /* Its fields are no part of the API. */
  PyErr_SetString(PyExc_TypeError, "an object of no base");
  return NULL;
}

/* Writes into the struct. */
static PyObject *write_struct(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *value;
  if (!PyArg_ParseTuple(args, "OO", &o, &value)) return NULL;
  if (PyFloat_Check(o)) {
    ((PyFloatObject *)o)->ob_fval = PyFloat_AsDouble(value);
  } else {
    Py_INCREF(value);
    PyObject *old = PyList_GET_ITEM(o, 0);
    PyList_SET_ITEM(o, 0, value);
    Py_DECREF(old);
  }
  Py_RETURN_NONE;
}

/* (is of the base, is exactly of it) by the macros of the base. */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *o) {
#define CHECKS(prefix)                                                                                                \
  if (prefix##_Check(o)) return Py_BuildValue("(sO)", #prefix, prefix##_CheckExact(o) ? Py_True : Py_False)
  CHECKS(PyFloat);
  CHECKS(PyList);
  CHECKS(PyDict);
  CHECKS(PyUnicode);
  CHECKS(PyBytes);
  CHECKS(PyTuple);
  CHECKS(PyLong);
  CHECKS(PyType);
  if (PySet_Check(o)) return Py_BuildValue("(sO)", "PySet", Py_TYPE(o) == &PySet_Type ? Py_True : Py_False);
  if (PyExceptionInstance_Check(o)) return Py_BuildValue("(sO)", "PyException", Py_False);
  Py_RETURN_NONE;
}

static PyObject *raise_it(PyObject *Py_UNUSED(self), PyObject *exception) {
  PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
  return NULL;
}

/* construct([type, argument, ...]) */
static PyObject *construct(PyObject *Py_UNUSED(self), PyObject *list) {
  PyObject *args = PyList_GetSlice(list, 1, PyList_Size(list)), *tuple = args == NULL ? NULL : PyList_AsTuple(args);
  PyObject *made = tuple == NULL ? NULL : PyObject_CallObject(PyList_GetItem(list, 0), tuple);
  Py_XDECREF(tuple);
  Py_XDECREF(args);
  return made;
}

/* Appends to a list or puts under a new key. */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *value;
  if (!PyArg_ParseTuple(args, "OO", &o, &value)) return NULL;
  int status = PyList_Check(o) ? PyList_Append(o, value) : PyDict_SetItemString(o, "filled", value);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static int set_up(PyObject *module) {
  struct {
    PyTypeObject *type, *base;
  } types[] = {{&Float_type, &PyFloat_Type}, {&List_type, &PyList_Type}, {&Dict_type, &PyDict_Type}, {&Set_type, &PySet_Type},
               {&Str_type, &PyUnicode_Type}, {&Meta_type, &PyType_Type}, {&Int_type, &PyLong_Type},
               {&Bytes_type, &PyBytes_Type}, {&Tuple_type, &PyTuple_Type}, {&Exception_type, (PyTypeObject *)PyExc_Exception}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    types[i].type->tp_base = types[i].base;
    if (probe_add_type(module, strchr(types[i].type->tp_name, '.') + 1, types[i].type) < 0) return -1;
  }
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_O(get_extra), PROBE_VARARGS(set_extra), PROBE_O(read_struct), PROBE_VARARGS(write_struct),
                  PROBE_O(checks), PROBE_O(raise_it), PROBE_O(construct), PROBE_VARARGS(fill))
