#include "probe.h"

/* A container that may be deallocated at any depth, as the documentation of the trashcan shows. */
#ifndef Py_TRASHCAN_BEGIN
#define Py_TRASHCAN_BEGIN(object, dealloc)
#define Py_TRASHCAN_END
#endif

typedef struct {
  PyObject_HEAD
  PyObject *next; /* Owned, or NULL. */
  long run;
} Link;

/* Counts the links of the last run only: where deaths come late, those of an earlier one may still be coming. */
static long freed, run;
static void begin_run(void) {
  freed = 0;
  run++;
}

static int Link_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Link *)self)->next);
  return 0;
}

static void Link_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Py_TRASHCAN_BEGIN(self, Link_dealloc)
  Py_CLEAR(((Link *)self)->next);
  freed += ((Link *)self)->run == run;
  PyObject_GC_Del(self);
  Py_TRASHCAN_END
}

static PyTypeObject Link_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Link",
  .tp_basicsize = sizeof(Link),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Link_traverse,
  .tp_dealloc = Link_dealloc,
};

/* Each of these takes over the reference to what it shall hold, also when it fails. */
static PyObject *or_released(PyObject *made, PyObject *inner) {
  if (made == NULL) Py_XDECREF(inner);
  return made;
}

/* One that is not tracked costs no collection the time to look at it. */
static PyObject *new_untracked(PyObject *next) {
  Link *made = PyObject_GC_New(Link, &Link_Type);
  if (made != NULL) {
    made->next = next;
    made->run = run;
  }
  return or_released((PyObject *)made, next);
}

static PyObject *new_link(PyObject *next) {
  PyObject *made = new_untracked(next);
  if (made != NULL) PyObject_GC_Track(made);
  return made;
}

static PyObject *in_list(PyObject *inner) {
  PyObject *made = PyList_New(1);
  if (made != NULL) PyList_SET_ITEM(made, 0, inner);
  return or_released(made, inner);
}

static PyObject *in_tuple(PyObject *inner) {
  PyObject *made = PyTuple_New(1);
  if (made != NULL) PyTuple_SET_ITEM(made, 0, inner);
  return or_released(made, inner);
}

static PyObject *in_dict(PyObject *inner) {
  PyObject *made = PyDict_New();
  if (made != NULL && PyDict_SetItemString(made, "inner", inner) < 0) Py_CLEAR(made);
  Py_DECREF(inner);
  return made;
}

static PyObject *in_method(PyObject *inner) {
  PyObject *made = PyMethod_New((PyObject *)&PyLong_Type, inner);
  Py_DECREF(inner);
  return made;
}

/* An instance of a host class with an attribute. */
static PyObject *host_class; /* Borrowed from the argument. */
static PyObject *in_instance(PyObject *inner) {
  PyObject *made = PyObject_CallObject(host_class, NULL);
  if (made != NULL && PyObject_SetAttrString(made, "inner", inner) < 0) Py_CLEAR(made);
  Py_DECREF(inner);
  return made;
}

static PyObject *nest(const char *kinds, long depth) {
  PyObject *whole = PROBE_TRACKED(1);
  size_t count = strlen(kinds);
  for (long i = 0; whole != NULL && i < depth; i++) {
    switch (kinds[(size_t)i % count]) {
      case 'k': whole = new_link(whole); break;
      case 'u': whole = new_untracked(whole); break;
      case 'l': whole = in_list(whole); break;
      case 't': whole = in_tuple(whole); break;
      case 'd': whole = in_dict(whole); break;
      case 'm': whole = in_method(whole); break;
      default: whole = in_instance(whole); break;
    }
  }
  return whole;
}

/* nested(kinds, depth, class): containers of these kinds by turns around a tracked object. */
static PyObject *nested(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kinds;
  long depth;
  return PyArg_ParseTuple(args, "slO", &kinds, &depth, &host_class) ? nest(kinds, depth) : NULL;
}

/* The same, and lets go of it: (links that died, tracked objects that live). */
static PyObject *nest_and_release(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kinds;
  long depth;
  if (!PyArg_ParseTuple(args, "slO", &kinds, &depth, &host_class)) return NULL;
  Py_ssize_t alive = probe_alive_count;
  begin_run();
  PyObject *whole = nest(kinds, depth);
  if (whole == NULL) return NULL;
  Py_DECREF(whole);
  return Py_BuildValue("(ln)", freed, probe_alive_count - alive);
}

/* A ring of links: only a collection ends it. */
static PyObject *ring(PyObject *Py_UNUSED(self), PyObject *length) {
  begin_run();
  PyObject *first = new_link(NULL);
  if (first == NULL) return NULL;
  PyObject *whole = first;
  Py_INCREF(first); /* The caller's. */
  for (long left = PyLong_AsLong(length); whole != NULL && left > 1; left--) whole = new_link(whole);
  if (whole == NULL) {
    Py_DECREF(first);
    return NULL;
  }
  ((Link *)first)->next = whole;
  return first;
}
static PyObject *links_freed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(freed); }

static int Link_clear(PyObject *self) {
  Py_CLEAR(((Link *)self)->next);
  return 0;
}

static int set_up(PyObject *Py_UNUSED(module)) {
  Link_Type.tp_clear = Link_clear;
  return PyType_Ready(&Link_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(nested), PROBE_VARARGS(nest_and_release), PROBE_O(ring), PROBE_NOARGS(links_freed))
