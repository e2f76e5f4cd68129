#include "probe.h"
#include <stddef.h>

#ifndef PyObject_GC_Resize /* PyPy has neither the macro nor the function. */
#define PyObject_GC_Resize(type, object, size) ((type *)_PyObject_GC_Resize((PyVarObject *)(object), (size)))
#endif

/* A collectable object of variable size; what it refers to stands behind its fixed fields. */
typedef struct {
  PyObject_VAR_HEAD
  long before;
  PyObject *items[1]; /* Owned, or NULL: Py_SIZE of them. */
} Row;

static int Row_traverse(PyObject *self, visitproc visit, void *arg) {
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) Py_VISIT(((Row *)self)->items[i]);
  return 0;
}

static int Row_clear(PyObject *self) {
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) Py_CLEAR(((Row *)self)->items[i]);
  return 0;
}

static void Row_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Row_clear(self);
  probe_died();
  PyObject_GC_Del(self);
}

static PyTypeObject Row_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Row",
  .tp_basicsize = offsetof(Row, items),
  .tp_itemsize = sizeof(PyObject *),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
  .tp_traverse = Row_traverse,
  .tp_clear = Row_clear,
  .tp_dealloc = Row_dealloc,
};

/* Not tracked yet. */
static Row *new_row(Py_ssize_t size) {
  Row *row = PyObject_GC_NewVar(Row, &Row_Type, size);
  if (row == NULL) return NULL;
  row->before = 4711;
  for (Py_ssize_t i = 0; i < size; i++) row->items[i] = NULL;
  probe_born();
  return row;
}

/* A row that refers to the items of a list. */
static Row *row_of(PyObject *items) {
  Row *made = new_row(PyList_Size(items));
  for (Py_ssize_t i = 0; made != NULL && i < Py_SIZE(made); i++) {
    PyObject *item = PyList_GetItem(items, i);
    Py_INCREF(item);
    made->items[i] = item;
  }
  return made;
}

/* resize(items, size): items of a row after its resizing, None for the new ones. */
static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *items;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "O!n", &PyList_Type, &items, &size)) return NULL;
  Row *old = row_of(items);
  if (old == NULL) return NULL;
  Py_ssize_t before = Py_SIZE(old);
  for (Py_ssize_t i = size; i < before; i++) Py_CLEAR(old->items[i]);
  Row *made = PyObject_GC_Resize(Row, old, size);
  if (made == NULL) {
    Py_DECREF(old); /* As it was: a failure gives nothing back. */
    return NULL;
  }
  for (Py_ssize_t i = before; i < size; i++) made->items[i] = NULL;
  PyObject *found = PyList_New(0);
  for (Py_ssize_t i = 0; i < Py_SIZE(made); i++) {
    PyObject *item = made->items[i] == NULL ? Py_None : made->items[i];
    Py_INCREF(item);
    found = probe_append(found, item);
  }
  PyObject *result = Py_BuildValue("(nlN)", Py_SIZE(made), made->before, found);
  PyObject_GC_Track(made);
  Py_DECREF(made);
  return result;
}

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Row_Type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(resize))
