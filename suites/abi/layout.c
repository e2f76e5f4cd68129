#include "probe.h"
#include <structmember.h>

static PyObject *yes(int truth) { return PyBool_FromLong(truth); }

static PyObject *size_fits(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  if (strcmp(name, "object") == 0) return yes(PyBaseObject_Type.tp_basicsize == (Py_ssize_t)sizeof(PyObject));
  if (strcmp(name, "float") == 0) return yes(PyFloat_Type.tp_basicsize == (Py_ssize_t)sizeof(PyFloatObject));
  if (strcmp(name, "complex") == 0) return yes(PyComplex_Type.tp_basicsize == (Py_ssize_t)sizeof(PyComplexObject));
  return yes(sizeof(PyMemberDef) == 5 * sizeof(void *));
}

/* (name, is ready, is a type, base is a type, subclass of list by flag) */
static PyObject *type_fields(PyObject *Py_UNUSED(self), PyObject *o) {
  PyTypeObject *type = (PyTypeObject *)o;
  const char *dot = strrchr(type->tp_name, '.');
  return Py_BuildValue("(sNNNN)", dot == NULL ? type->tp_name : dot + 1, yes((type->tp_flags & Py_TPFLAGS_READY) != 0),
                       yes(PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TYPE_SUBCLASS) && PyType_GetFlags(type) == type->tp_flags),
                       yes(PyType_Check((PyObject *)type->tp_base)), yes((type->tp_flags & Py_TPFLAGS_LIST_SUBCLASS) != 0));
}

static PyObject *own_repr(PyObject *Py_UNUSED(self)) { return PyUnicode_FromString("own"); }
static PyTypeObject own_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Own",
  .tp_basicsize = sizeof(PyObject) + 24,
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_repr = own_repr,
};

/* (its type, its base, its dict, an inherited slot, own slot and size untouched) */
static PyObject *ready_fields(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("(NNNNN)", yes(Py_TYPE(&own_type) == &PyType_Type), yes(own_type.tp_base == &PyBaseObject_Type),
                       yes(own_type.tp_dict != NULL), yes(own_type.tp_getattro == PyObject_GenericGetAttr),
                       yes(own_type.tp_repr == own_repr && own_type.tp_basicsize == (Py_ssize_t)sizeof(PyObject) + 24));
}

/* (len, itemsize, readonly, ndim, format, shape, strides) */
static PyObject *buffer_fields(PyObject *Py_UNUSED(self), PyObject *o) {
  Py_buffer view;
  if (PyObject_GetBuffer(o, &view, PyBUF_FULL_RO) < 0) return NULL;
  PyObject *answer = Py_BuildValue("(nniisnn)", view.len, view.itemsize, view.readonly, view.ndim, view.format, view.shape[0],
                                   view.strides[0]);
  PyBuffer_Release(&view);
  return answer;
}

static PyObject *definition_name(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyModuleDef *definition = PyModule_GetDef(self);
  return definition == NULL ? NULL : PyUnicode_FromString(definition->m_name);
}

/* ---- Both ways ---- */

static PyObject *list_read(PyObject *Py_UNUSED(self), PyObject *list) {
  PyObject *copy = PyList_New(0);
  for (Py_ssize_t i = 0; copy != NULL && i < PyList_GET_SIZE(list); i++) {
    PyObject *item = PyList_GET_ITEM(list, i);
    if (item != PyList_GetItem(list, i) || PyList_Append(copy, item) < 0) Py_CLEAR(copy);
  }
  return copy;
}

/* Writes the first item with the macro, which does not release the old one; what the function then reads. */
static PyObject *list_write(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list, *item;
  if (!PyArg_ParseTuple(args, "OO", &list, &item)) return NULL;
  PyObject *old = PyList_GET_ITEM(list, 0);
  Py_INCREF(item);
  PyList_SET_ITEM(list, 0, item);
  Py_DECREF(old);
  PyObject *read = PyList_GetItem(list, 0);
  Py_XINCREF(read);
  return read;
}

static PyObject *list_filled(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *item;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "On", &item, &count)) return NULL;
  PyObject *list = PyList_New(count);
  for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
    Py_INCREF(item);
    PyList_SET_ITEM(list, i, item);
  }
  return list;
}

static PyObject *tuple_read(PyObject *Py_UNUSED(self), PyObject *tuple) {
  PyObject *copy = PyList_New(0);
  for (Py_ssize_t i = 0; copy != NULL && i < PyTuple_GET_SIZE(tuple); i++)
    if (PyList_Append(copy, PyTuple_GET_ITEM(tuple, i)) < 0) Py_CLEAR(copy);
  return copy;
}

static PyObject *tuple_filled(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *item;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "On", &item, &count)) return NULL;
  PyObject *tuple = PyTuple_New(count);
  for (Py_ssize_t i = 0; tuple != NULL && i < count; i++) {
    Py_INCREF(item);
    PyTuple_SET_ITEM(tuple, i, item);
  }
  return tuple;
}

static PyObject *float_agrees(PyObject *Py_UNUSED(self), PyObject *o) {
  double macro = PyFloat_AS_DOUBLE(o), function = PyFloat_AsDouble(o);
  PyObject *again = PyFloat_FromDouble(function);
  if (again == NULL) return NULL;
  double back = PyFloat_AS_DOUBLE(again);
  Py_DECREF(again);
  return yes(memcmp(&macro, &function, sizeof macro) == 0 && memcmp(&macro, &back, sizeof macro) == 0);
}

static PyObject *bytes_agree(PyObject *Py_UNUSED(self), PyObject *o) {
  return yes(PyBytes_AS_STRING(o) == PyBytes_AsString(o) && PyBytes_GET_SIZE(o) == PyBytes_Size(o) &&
             PyBytes_AS_STRING(o)[PyBytes_GET_SIZE(o)] == '\0');
}

static PyObject *bytes_written(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "n", &count)) return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, count);
  for (Py_ssize_t i = 0; bytes != NULL && i < count; i++) PyBytes_AS_STRING(bytes)[i] = (char)('a' + i);
  return bytes;
}

static PyObject *bytearray_read(PyObject *Py_UNUSED(self), PyObject *o) {
  return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(o), PyByteArray_GET_SIZE(o));
}

static PyObject *bytearray_write(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *array;
  int at, byte;
  if (!PyArg_ParseTuple(args, "Oii", &array, &at, &byte)) return NULL;
  PyByteArray_AS_STRING(array)[at] = (char)byte;
  Py_RETURN_NONE;
}

/* (kind, ASCII, macros and function agree, copy made of what was read) */
static PyObject *text_read(PyObject *Py_UNUSED(self), PyObject *text) {
#if PY_VERSION_HEX < 0x030C0000
  if (PyUnicode_READY(text) < 0) return NULL;
#endif
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  int kind = (int)PyUnicode_KIND(text), agree = length == PyUnicode_GetLength(text);
  const void *data = PyUnicode_DATA(text);
  PyObject *copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(text));
  void *target = copy == NULL ? NULL : PyUnicode_DATA(copy);
  for (Py_ssize_t i = 0; copy != NULL && i < length; i++) {
    Py_UCS4 c = PyUnicode_READ(kind, data, i);
    agree &= c == PyUnicode_ReadChar(text, i) && c == PyUnicode_READ_CHAR(text, i);
    PyUnicode_WRITE((int)PyUnicode_KIND(copy), target, i, c);
  }
  return copy == NULL ? NULL : Py_BuildValue("(iNNN)", kind, yes(PyUnicode_IS_ASCII(text)), yes(agree), copy);
}

/* Characters that follow each other, written with the macro. */
static PyObject *text_written(PyObject *Py_UNUSED(self), PyObject *args) {
  unsigned first;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "In", &first, &count)) return NULL;
  PyObject *text = PyUnicode_New(count, first + (Py_UCS4)count - 1);
  if (text == NULL) return NULL;
  int kind = (int)PyUnicode_KIND(text);
  void *data = PyUnicode_DATA(text);
  for (Py_ssize_t i = 0; i < count; i++) PyUnicode_WRITE(kind, data, i, first + (Py_UCS4)i);
  return text;
}

static PyObject *size_agrees(PyObject *Py_UNUSED(self), PyObject *o) { return yes(Py_SIZE(o) == PyObject_Size(o)); }

static PyObject *type_macro(PyObject *Py_UNUSED(self), PyObject *o) {
  PyObject *type = PyObject_Type(o);
  if (type == (PyObject *)Py_TYPE(o)) return type;
  Py_XDECREF(type);
  return PyErr_Format(PyExc_AssertionError, "two types");
}

/* ---- What C writes into the head of an object ---- */

typedef struct {
  PyObject_VAR_HEAD
  char bytes[8];
} headed;
static Py_ssize_t headed_length(PyObject *o) { return Py_SIZE(o); }
static PySequenceMethods headed_sequence = {.sq_length = headed_length};
static PyObject *say_first(PyObject *Py_UNUSED(o)) { return PyUnicode_FromString("first"); }
static PyObject *say_second(PyObject *Py_UNUSED(o)) { return PyUnicode_FromString("second"); }
#define HEADED(name, text)                                                                                            \
  static PyTypeObject name##_type = {PyVarObject_HEAD_INIT(NULL, 0)                                                   \
    .tp_name = "abi_layout." #name, .tp_basicsize = offsetof(headed, bytes), .tp_itemsize = 1, .tp_repr = text,       \
    .tp_as_sequence = &headed_sequence, .tp_flags = Py_TPFLAGS_DEFAULT}
HEADED(First, say_first);
HEADED(Second, say_second);

static PyObject *make_first(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyType_GenericAlloc(&First_type, 8);
}
static PyObject *set_size(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "On", &o, &size)) return NULL;
  Py_SET_SIZE((PyVarObject *)o, size);
  Py_RETURN_NONE;
}
static PyObject *make_second_of(PyObject *Py_UNUSED(self), PyObject *o) {
  Py_SET_TYPE(o, &Second_type);
  return PyBool_FromLong(Py_TYPE(o) == &Second_type && Py_IS_TYPE(o, &Second_type));
}

static PyObject *dict_items(PyObject *Py_UNUSED(self), PyObject *dict) {
  PyObject *list = PyList_New(0), *key, *value;
  Py_ssize_t at = 0;
  while (list != NULL && PyDict_Next(dict, &at, &key, &value))
    if (PyList_Append(list, key) < 0 || PyList_Append(list, value) < 0) Py_CLEAR(list);
  return list;
}

/* ---- Read when needed ---- */

static PyObject *one(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(1); }
static PyObject *two(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(2); }

/* Another C function takes the place of the first while the function object exists. */
static PyObject *replace_method(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static PyMethodDef method = {"method", one, METH_NOARGS, NULL};
  method.ml_meth = one;
  PyObject *function = PyCFunction_NewEx(&method, NULL, NULL);
  PyObject *first = function == NULL ? NULL : PyObject_CallObject(function, NULL);
  method.ml_meth = two;
  PyObject *second = first == NULL ? NULL : PyObject_CallObject(function, NULL);
  Py_XDECREF(function);
  if (second != NULL) return Py_BuildValue("(NN)", first, second);
  Py_XDECREF(first);
  return NULL;
}

static PyObject *get_closure(PyObject *Py_UNUSED(self), void *closure) { return PyLong_FromLong(*(long *)closure); }

static PyObject *closure_of_getter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static long numbers[] = {1, 2};
  static PyGetSetDef attribute = {"number", get_closure, NULL, NULL, NULL};
  attribute.closure = &numbers[0];
  PyObject *own = PyType_GenericAlloc(&own_type, 0), *descriptor = PyDescr_NewGetSet(&own_type, &attribute);
  descrgetfunc get = descriptor == NULL ? NULL : Py_TYPE(descriptor)->tp_descr_get;
  PyObject *first = own == NULL || get == NULL ? NULL : get(descriptor, own, (PyObject *)&own_type);
  attribute.closure = &numbers[1];
  PyObject *second = first == NULL ? NULL : get(descriptor, own, (PyObject *)&own_type);
  Py_XDECREF(own);
  Py_XDECREF(descriptor);
  if (second != NULL) return Py_BuildValue("(NN)", first, second);
  Py_XDECREF(first);
  return NULL;
}

static int ready(PyObject *Py_UNUSED(module)) {
  return PyType_Ready(&own_type) < 0 || PyType_Ready(&First_type) < 0 ? -1 : PyType_Ready(&Second_type);
}

PROBE_MODULE_WITH(ready, PROBE_VARARGS(size_fits), PROBE_O(type_fields), PROBE_NOARGS(ready_fields), PROBE_O(buffer_fields),
                  PROBE_NOARGS(definition_name), PROBE_O(list_read), PROBE_VARARGS(list_write), PROBE_VARARGS(list_filled),
                  PROBE_O(tuple_read), PROBE_VARARGS(tuple_filled), PROBE_O(float_agrees), PROBE_O(bytes_agree),
                  PROBE_VARARGS(bytes_written), PROBE_O(bytearray_read), PROBE_VARARGS(bytearray_write), PROBE_O(text_read),
                  PROBE_VARARGS(text_written), PROBE_O(size_agrees), PROBE_O(type_macro), PROBE_O(dict_items),
                  PROBE_NOARGS(replace_method), PROBE_NOARGS(closure_of_getter), PROBE_NOARGS(make_first),
                  PROBE_VARARGS(set_size), PROBE_O(make_second_of))
