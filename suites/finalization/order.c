#include "probe.h"
#include <stddef.h>

/*
 * What happens at the end of an object, in the order in which it happens: a list of words that the finalizers and
 * deallocators below append to, and that the host may append to as well.
 */
static PyObject *events; /* Owned. */

static void note(const char *word) {
  if (events == NULL) return;
  PyObject *text = PyUnicode_FromString(word);
  if (text == NULL || PyList_Append(events, text) < 0) PyErr_WriteUnraisable(NULL);
  Py_XDECREF(text);
}

static PyObject *begin(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *list = PyList_New(0);
  if (list == NULL) return NULL;
  Py_XDECREF(events);
  events = list;
  Py_RETURN_NONE;
}

/* The words so far; the list stays the probe's. */
static PyObject *seen(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PySequence_List(events); }

static PyObject *note_host(PyObject *Py_UNUSED(self), PyObject *word) {
  if (PyList_Append(events, word) < 0) return NULL;
  Py_RETURN_NONE;
}

enum action { NOTHING, REVIVES, FAILS, DROPS_FIELD };

typedef struct {
  PyObject_HEAD
  PyObject *field; /* Owned, or NULL. */
  PyObject *dict, *weakrefs;
  enum action action;
} Base;

static PyObject *revived; /* Owned. */
static PyTypeObject Base_Type, Derived_Type;

static int Base_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Base *)self)->field);
  Py_VISIT(((Base *)self)->dict);
  return 0;
}

static int Base_clear(PyObject *self) {
  note("clear");
  Py_CLEAR(((Base *)self)->field);
  Py_CLEAR(((Base *)self)->dict);
  return 0;
}

static void Base_finalize(PyObject *self) {
  Base *base = (Base *)self;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  note(base->field != NULL && Py_REFCNT(self) > 0 ? "finalize whole" : "finalize broken");
  switch (base->action) {
    case NOTHING: break;
    case REVIVES:
      Py_INCREF(self);
      Py_XDECREF(revived);
      revived = self;
      break;
    case FAILS:
      PyErr_SetString(PyExc_LookupError, "in tp_finalize");
      PyErr_WriteUnraisable(self);
      break;
    case DROPS_FIELD: Py_CLEAR(base->field); break;
  }
  PyErr_Restore(type, value, traceback);
}

static void Base_dealloc(PyObject *self) {
  Base *base = (Base *)self;
  /* Where the host has called the finalizer of an instance of its subclass already, this call does nothing. */
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return note("revived");
  PyObject_GC_UnTrack(self);
  if (base->weakrefs != NULL) PyObject_ClearWeakRefs(self);
  note("dealloc");
  Py_CLEAR(base->field);
  Py_CLEAR(base->dict);
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyObject *Base_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *field;
  int action = NOTHING;
  if (!PyArg_ParseTuple(args, "O|i", &field, &action)) return NULL;
  Base *self = (Base *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  probe_born();
  Py_INCREF(field);
  self->field = field;
  self->action = (enum action)action;
  return (PyObject *)self;
}

static PyTypeObject Base_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Base",
  .tp_basicsize = sizeof(Base),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
  .tp_new = Base_new,
  .tp_traverse = Base_traverse,
  .tp_clear = Base_clear,
  .tp_finalize = Base_finalize,
  .tp_dealloc = Base_dealloc,
  .tp_dictoffset = offsetof(Base, dict),
  .tp_weaklistoffset = offsetof(Base, weakrefs),
};

/* A C type on top of it: its own part first, then the base's deallocator. It inherits tp_finalize. */
typedef struct {
  Base base;
  PyObject *more;
} Derived;

static int Derived_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Derived *)self)->more);
  return Base_traverse(self, visit, arg);
}

static int Derived_clear(PyObject *self) {
  Py_CLEAR(((Derived *)self)->more);
  return Base_clear(self);
}

static void Derived_dealloc(PyObject *self) {
  note("derived dealloc");
  PyObject_GC_UnTrack(self);
  Py_CLEAR(((Derived *)self)->more);
  /* The base's deallocator expects a tracked object, whose finalizer it calls. */
  PyObject_GC_Track(self);
  Base_dealloc(self);
}

static PyObject *Derived_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *self = Base_new(type, args, kwargs);
  if (self != NULL && (((Derived *)self)->more = PROBE_TRACKED(99)) == NULL) Py_CLEAR(self);
  return self;
}

static PyTypeObject Derived_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Derived",
  .tp_basicsize = sizeof(Derived),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
  .tp_base = &Base_Type,
  .tp_new = Derived_new,
  .tp_traverse = Derived_traverse,
  .tp_clear = Derived_clear,
  .tp_dealloc = Derived_dealloc,
};

/* Not collectable: the deallocator is all that there is. */
typedef struct {
  PyObject_HEAD
  PyObject *field;
  int revives;
} Simple;

static void Simple_finalize(PyObject *self) {
  note(((Simple *)self)->field != NULL ? "finalize whole" : "finalize broken");
  if (!((Simple *)self)->revives) return;
  ((Simple *)self)->revives = 0;
  Py_INCREF(self);
  revived = self;
}

static void Simple_dealloc(PyObject *self) {
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return note("revived");
  note("dealloc");
  Py_CLEAR(((Simple *)self)->field);
  probe_died();
  PyObject_Free(self);
}

static PyTypeObject Simple_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Simple",
  .tp_basicsize = sizeof(Simple),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_finalize = Simple_finalize,
  .tp_dealloc = Simple_dealloc,
};

static PyObject *simple(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *field;
  int revives;
  if (!PyArg_ParseTuple(args, "Op", &field, &revives)) return NULL;
  Simple *made = PyObject_New(Simple, &Simple_Type);
  if (made == NULL) return NULL;
  probe_born();
  Py_INCREF(field);
  made->field = field;
  made->revives = revives;
  return (PyObject *)made;
}

static PyObject *take_revived(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = revived;
  revived = NULL;
  if (object == NULL) Py_RETURN_NONE;
  return object;
}

/* A method that keeps the object it is called on. A host callable could only keep it in its log. */
static PyObject *keep(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_INCREF(object);
  Py_XDECREF(revived);
  revived = object;
  Py_RETURN_NONE;
}
static PyMethodDef keep_definition = {"keep", keep, METH_O, NULL};
static PyObject *keeping_method(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *function = PyCFunction_New(&keep_definition, NULL);
  PyObject *method = function == NULL ? NULL : PyInstanceMethod_New(function);
  Py_XDECREF(function);
  return method;
}

static PyObject *field_of(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *field = Py_TYPE(object) == &Simple_Type ? ((Simple *)object)->field : ((Base *)object)->field;
  if (field == NULL) Py_RETURN_NONE;
  Py_INCREF(field);
  return field;
}

static PyObject *set_field(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *field;
  if (!PyArg_ParseTuple(args, "OO", &object, &field)) return NULL;
  PyObject *old = ((Base *)object)->field;
  Py_INCREF(field);
  ((Base *)object)->field = field;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

/* Lets go of the only reference, to an object that C made of a type: whether no exception came out. */
static PyObject *make_and_release(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *arguments;
  if (!PyArg_ParseTuple(args, "OO", &type, &arguments)) return NULL;
  PyObject *object = PyObject_CallObject(type, arguments);
  if (object == NULL) return NULL;
  Py_DECREF(object);
  return PyBool_FromLong(PyErr_Occurred() == NULL);
}

/* Runs the finalizer of a living object, as a collector does. */
static PyObject *finalize(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject_CallFinalizer(object);
  Py_RETURN_NONE;
}

static PyObject *is_finalized(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyLong_FromLong(PyObject_GC_IsFinalized(object));
}

static int set_up(PyObject *module) {
  if (PyType_Ready(&Simple_Type) < 0 || probe_add_type(module, "Base", &Base_Type) < 0) return -1;
  return probe_add_type(module, "Derived", &Derived_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_NOARGS(begin), PROBE_NOARGS(seen), PROBE_O(note_host), PROBE_VARARGS(simple),
                  PROBE_NOARGS(take_revived), PROBE_NOARGS(keeping_method), PROBE_O(field_of), PROBE_VARARGS(set_field), PROBE_VARARGS(make_and_release),
                  PROBE_O(finalize), PROBE_O(is_finalized))
