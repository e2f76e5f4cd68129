#include "probe.h"
#include <stddef.h>

/* What is still alive when the host ends: objects whose end calls the API, in all places that outlive a case. */
typedef struct {
  PyObject_HEAD
  PyObject *field, *weakrefs; /* Owned, or NULL. */
} Survivor;

static PyObject *kept; /* Owned, until the process ends. */

static int Survivor_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Survivor *)self)->field);
  return 0;
}

static int Survivor_clear(PyObject *self) {
  Py_CLEAR(((Survivor *)self)->field);
  return 0;
}

/* Uses what any finalizer may use. Late at the end of a host it may fail, and nobody would hear of it. */
static void use_the_api(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *text = PyObject_Repr((PyObject *)Py_TYPE(self)), *list = PyList_New(0);
  if (text != NULL && list != NULL && PyList_Append(list, text) < 0) PyErr_Clear();
  Py_XDECREF(text);
  Py_XDECREF(list);
  PyErr_Restore(type, value, traceback);
}

static void Survivor_finalize(PyObject *self) { use_the_api(self); }

static void Survivor_dealloc(PyObject *self) {
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
  PyObject_GC_UnTrack(self);
  if (((Survivor *)self)->weakrefs != NULL) PyObject_ClearWeakRefs(self);
  Survivor_clear(self);
  PyObject_GC_Del(self);
}

static PyTypeObject Survivor_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Survivor",
  .tp_basicsize = sizeof(Survivor),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Survivor_traverse,
  .tp_clear = Survivor_clear,
  .tp_finalize = Survivor_finalize,
  .tp_dealloc = Survivor_dealloc,
  .tp_weaklistoffset = offsetof(Survivor, weakrefs),
};

static PyObject *survivor(PyObject *Py_UNUSED(self), PyObject *field) {
  Survivor *made = PyObject_GC_New(Survivor, &Survivor_Type);
  if (made == NULL) return NULL;
  Py_INCREF(field);
  made->field = field;
  made->weakrefs = NULL;
  PyObject_GC_Track(made);
  return (PyObject *)made;
}

static PyObject *set_field(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *field, *old;
  if (!PyArg_ParseTuple(args, "OO", &object, &field)) return NULL;
  old = ((Survivor *)object)->field;
  Py_INCREF(field);
  ((Survivor *)object)->field = field;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *keep(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_INCREF(object);
  kept = object;
  Py_RETURN_NONE;
}

static PyObject *keep_in_module(PyObject *self, PyObject *object) {
  if (PyObject_SetAttrString(self, "survivor", object) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *keep_in_sys(PyObject *Py_UNUSED(self), PyObject *object) {
  if (PySys_SetObject("survivor", object) < 0) return NULL;
  Py_RETURN_NONE;
}

/* A reference that nobody will ever give back. */
static PyObject *leak(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_INCREF(object);
  Py_RETURN_NONE;
}

static PyObject *field_of(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *field = ((Survivor *)object)->field;
  Py_INCREF(field);
  return field;
}

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Survivor_Type); }

PROBE_MODULE_WITH(set_up, PROBE_O(survivor), PROBE_VARARGS(set_field), PROBE_O(keep), PROBE_O(keep_in_module),
                  PROBE_O(keep_in_sys), PROBE_O(leak), PROBE_O(field_of))
