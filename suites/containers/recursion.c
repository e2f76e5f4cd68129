#include "probe.h"

/* The answers of Py_ReprEnter: first, while the object is being printed, for another object, and after Py_ReprLeave. */
static PyObject *answers(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *other;
  if (!PyArg_ParseTuple(args, "OO", &object, &other)) return NULL;
  int first = Py_ReprEnter(object), again = Py_ReprEnter(object), different = Py_ReprEnter(other);
  Py_ReprLeave(other);
  Py_ReprLeave(object);
  int after = Py_ReprEnter(object);
  Py_ReprLeave(object);
  if (first < 0 || again < 0 || different < 0 || after < 0) return NULL;
  return Py_BuildValue("(iiii)", first, again, different, after);
}

/* Py_ReprLeave of what was not entered does nothing, and keeps a pending exception. */
static PyObject *leave_alone(PyObject *Py_UNUSED(self), PyObject *object) {
  PyErr_SetString(PyExc_LookupError, "pending");
  Py_ReprLeave(object);
  return NULL;
}

/* Box(item): its repr is "<item>", and "<...>" inside itself. */
typedef struct {
  PyObject_HEAD
  PyObject *item;
} box_object;

static PyObject *box_repr(PyObject *self) {
  int status = Py_ReprEnter(self);
  if (status != 0) return status > 0 ? PyUnicode_FromString("<...>") : NULL;
  PyObject *text = PyUnicode_FromFormat("<%R>", ((box_object *)self)->item);
  Py_ReprLeave(self);
  return text;
}

static int box_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((box_object *)self)->item);
  return 0;
}

static int box_clear(PyObject *self) {
  Py_CLEAR(((box_object *)self)->item);
  return 0;
}

static void box_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  box_clear(self);
  probe_died();
  PyObject_GC_Del(self);
}

static PyTypeObject box_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Box",
  .tp_basicsize = sizeof(box_object),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_repr = box_repr,
  .tp_traverse = box_traverse,
  .tp_clear = box_clear,
  .tp_dealloc = box_dealloc,
};

static PyObject *box(PyObject *Py_UNUSED(self), PyObject *item) {
  box_object *made = PyObject_GC_New(box_object, &box_type);
  if (made == NULL) return NULL;
  probe_born();
  Py_INCREF(item);
  made->item = item;
  PyObject_GC_Track((PyObject *)made);
  return (PyObject *)made;
}

static int set_up(PyObject *module) { return probe_add_type(module, "Box", &box_type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(answers), PROBE_O(leave_alone), PROBE_O(box))
