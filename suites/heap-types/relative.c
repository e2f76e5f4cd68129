#include "probe.h"
#include <stddef.h>
#include <structmember.h>

/* Data of a class that lies behind that of its base, whose size nobody need know. New in 3.12; older headers lack the names. */
#ifndef Py_RELATIVE_OFFSET
#define Py_RELATIVE_OFFSET 8
#endif
#ifndef Py_TPFLAGS_ITEMS_AT_END
#define Py_TPFLAGS_ITEMS_AT_END (1UL << 23)
#endif

typedef struct {
  char letter;
  long long number;
  PyObject *object;
} data;
static PyMemberDef members[] = {{"letter", T_CHAR, offsetof(data, letter), Py_RELATIVE_OFFSET, NULL},
                                {"number", T_LONGLONG, offsetof(data, number), Py_RELATIVE_OFFSET, NULL},
                                {"object", T_OBJECT, offsetof(data, object), Py_RELATIVE_OFFSET, NULL},
                                {NULL, 0, 0, 0, NULL}};
/* ---- Life of the data ------------------------------------------------------------------------------------------- */

static data *data_of(PyObject *self, PyTypeObject *class) { return PyObject_GetTypeData(self, class); }

/* extend(base, class's name, kind): a class with data behind those of the base, or with nothing more. */
static PyObject *extend(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *base;
  const char *name, *kind;
  if (!PyArg_ParseTuple(args, "Oss", &base, &name, &kind)) return NULL;
  int with_data = strcmp(kind, "data") == 0;
  PyType_Slot slots[] = {{Py_tp_members, members}, {0, NULL}};
  PyType_Spec spec = {.name = name, .basicsize = with_data ? -(int)sizeof(data) : 0,
                      .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = with_data ? slots : slots + 1};
  PyObject *bases = PyTuple_Pack(1, base);
  PyObject *type = bases == NULL ? NULL : PyType_FromSpecWithBases(&spec, bases);
  Py_XDECREF(bases);
  return type;
}
/* (the data are zero, aligned for anything, inside the instance, and PyType_GetTypeDataSize has room for them). */
static PyObject *look(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *class;
  if (!PyArg_ParseTuple(args, "OO", &object, &class)) return NULL;
  data *found = data_of(object, (PyTypeObject *)class);
  if (found == NULL) return NULL;
  char *begin = (char *)object, *at = (char *)found;
  int inside = at >= begin + sizeof(PyObject) && at + sizeof *found <= begin + Py_TYPE(object)->tp_basicsize;
  int zero = found->letter == 0 && found->number == 0 && found->object == NULL;
  return Py_BuildValue("(NNNN)", PyBool_FromLong(zero), PyBool_FromLong((uintptr_t)found % _Alignof(max_align_t) == 0),
                       PyBool_FromLong(inside),
                       PyBool_FromLong(PyType_GetTypeDataSize((PyTypeObject *)class) >= (Py_ssize_t)sizeof(data)));
}
static PyObject *size(PyObject *Py_UNUSED(self), PyObject *class) {
  return PyLong_FromSsize_t(PyType_GetTypeDataSize((PyTypeObject *)class));
}
static PyObject *read_number(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *class;
  if (!PyArg_ParseTuple(args, "OO", &object, &class)) return NULL;
  data *found = data_of(object, (PyTypeObject *)class);
  return found == NULL ? NULL : PyLong_FromLongLong(found->number);
}
static PyObject *write_number(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *class;
  long long number;
  if (!PyArg_ParseTuple(args, "OOL", &object, &class, &number)) return NULL;
  data *found = data_of(object, (PyTypeObject *)class);
  if (found == NULL) return NULL;
  found->letter = 'x';
  found->number = number;
  Py_RETURN_NONE;
}

/* ---- Items at the end ------------------------------------------------------------------------------------------- */

static PyType_Slot items_slots[] = {{0, NULL}};
static PyObject *items_type(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyType_Spec spec = {.name = "probe.Items", .basicsize = sizeof(PyVarObject), .itemsize = sizeof(long),
                      .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_ITEMS_AT_END, .slots = items_slots};
  return PyType_FromSpec(&spec);
}
/* A new instance with so many items, the numbers from 1. */
static PyObject *make_items(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *class;
  Py_ssize_t count;
  if (!PyArg_ParseTuple(args, "On", &class, &count)) return NULL;
  PyObject *object = ((PyTypeObject *)class)->tp_alloc((PyTypeObject *)class, count);
  long *items = object == NULL ? NULL : PyObject_GetItemData(object);
  for (Py_ssize_t i = 0; items != NULL && i < count; i++) items[i] = (long)i + 1;
  if (items == NULL) Py_CLEAR(object);
  return object;
}
static PyObject *read_items(PyObject *Py_UNUSED(self), PyObject *object) {
  long *items = PyObject_GetItemData(object);
  if (items == NULL) return NULL;
  PyObject *list = PyList_New(0);
  for (Py_ssize_t i = 0; list != NULL && i < Py_SIZE(object); i++) list = probe_append(list, PyLong_FromLong(items[i]));
  return list;
}

PROBE_MODULE(PROBE_VARARGS(extend), PROBE_VARARGS(look), PROBE_O(size), PROBE_VARARGS(read_number), PROBE_VARARGS(write_number),
             PROBE_NOARGS(items_type), PROBE_VARARGS(make_items), PROBE_O(read_items))
