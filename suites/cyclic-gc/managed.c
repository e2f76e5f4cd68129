#include "probe.h"

/* Objects whose instance dictionary the interpreter manages, and what a walk over all tracked objects meets. */
static long cleared;

#ifndef Py_TPFLAGS_MANAGED_DICT
#define Py_TPFLAGS_MANAGED_DICT (1 << 4)
#endif

static int Managed_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return PyObject_VisitManagedDict(self, visit, arg);
}

static int Managed_clear(PyObject *self) {
  cleared++;
  PyObject_ClearManagedDict(self);
  return 0;
}

static void Managed_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  PyObject_ClearManagedDict(self);
  probe_died();
  type->tp_free(self);
  Py_DECREF(type);
}

static PyGetSetDef attributes[] = {{"__dict__", PyObject_GenericGetDict, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyType_Slot slots[] = {{Py_tp_traverse, Managed_traverse},
                              {Py_tp_clear, Managed_clear},
                              {Py_tp_dealloc, Managed_dealloc},
                              {Py_tp_getset, attributes},
                              {0, NULL}};
static PyType_Spec spec = {
  .name = "probe.Managed",
  .basicsize = sizeof(PyObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MANAGED_DICT,
  .slots = slots,
};

static PyObject *managed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type = PyType_FromSpec(&spec);
  PyObject *made = type == NULL ? NULL : PyType_GenericAlloc((PyTypeObject *)type, 0);
  Py_XDECREF(type);
  if (made != NULL) probe_born();
  cleared = 0;
  return made;
}

static PyObject *clear(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(Managed_clear(object)); }
static PyObject *times_cleared(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(cleared); }

struct search {
  PyObject *sought;
  long found, met, stop_at;
};

/* As a visitproc: also the values of a dictionary that stands between. */
static int visit(PyObject *object, void *arg) {
  struct search *search = arg;
  search->found += object == search->sought;
  if (++search->met == search->stop_at) return 55;
  return PyDict_CheckExact(object) ? Py_TYPE(object)->tp_traverse(object, visit, arg) : 0;
}

/* visits(object, sought): how often tp_traverse comes to it. */
static PyObject *visits(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  struct search search = {NULL, 0, 0, 0};
  if (!PyArg_ParseTuple(args, "OO", &object, &search.sought)) return NULL;
  if (Py_TYPE(object)->tp_traverse(object, visit, &search) != 0) return NULL;
  return PyLong_FromLong(search.found);
}

/* What the function returns when the visitor stops at the first value. */
static PyObject *stopped(PyObject *Py_UNUSED(self), PyObject *object) {
  struct search search = {NULL, 0, 0, 1};
  return PyLong_FromLong(PyObject_VisitManagedDict(object, visit, &search));
}

/* As a gcvisitobjects_t: 1 goes on. */
static int look(PyObject *object, void *arg) {
  struct search *search = arg;
  search->found += object == search->sought;
  return ++search->met != search->stop_at;
}

/* walk(sought, stop_at): (how often the walk came to it, how many it met if it was to stop). */
static PyObject *walk(PyObject *Py_UNUSED(self), PyObject *args) {
  struct search search = {NULL, 0, 0, 0};
  if (!PyArg_ParseTuple(args, "Ol", &search.sought, &search.stop_at)) return NULL;
  PyUnstable_GC_VisitObjects(look, &search);
  return Py_BuildValue("(ll)", search.found, search.stop_at == 0 ? 0 : search.met);
}

static PyObject *untrack(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject_GC_UnTrack(object);
  Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_NOARGS(managed), PROBE_O(clear), PROBE_NOARGS(times_cleared), PROBE_VARARGS(visits), PROBE_O(stopped),
             PROBE_VARARGS(walk), PROBE_O(untrack))
