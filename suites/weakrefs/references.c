#include "probe.h"
#include <stddef.h>
#include <structmember.h>
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* A C type that supports weak references, may be collected, called and compared. */
typedef struct {
  PyObject_HEAD
  long tag;
  PyObject *other; /* Owned, or NULL. */
  PyObject *weakrefs;
} Target;

static PyObject *watched; /* A weak reference that tp_dealloc reads; owned. */
static long seen_in_dealloc = -1;

static int Target_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Target *)self)->other);
  return 0;
}

static int Target_clear(PyObject *self) {
  Py_CLEAR(((Target *)self)->other);
  return 0;
}

static void Target_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  if (watched != NULL) seen_in_dealloc = PyWeakref_GetObject(watched) == Py_None;
  if (((Target *)self)->weakrefs != NULL) PyObject_ClearWeakRefs(self);
  if (((Target *)self)->weakrefs != NULL) seen_in_dealloc = -2;
  Target_clear(self);
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyObject *Target_call(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  return Py_BuildValue("(lO)", ((Target *)self)->tag, args);
}

static Py_ssize_t Target_length(PyObject *self) { return ((Target *)self)->tag; }
static PySequenceMethods Target_sequence = {.sq_length = Target_length};

static PyObject *Target_compare(PyObject *self, PyObject *other, int operation) {
  if (Py_TYPE(self) != Py_TYPE(other) || (operation != Py_EQ && operation != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
  return PyBool_FromLong((((Target *)self)->tag == ((Target *)other)->tag) == (operation == Py_EQ));
}

static Py_hash_t Target_hash(PyObject *self) {
  if (((Target *)self)->tag >= 0) return ((Target *)self)->tag + 1000;
  PyErr_SetString(PyExc_LookupError, "no hash");
  return -1;
}

static PyObject *Target_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  long tag = 0;
  if (!PyArg_ParseTuple(args, "|l", &tag)) return NULL;
  Target *self = (Target *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  probe_born();
  self->tag = tag;
  return (PyObject *)self;
}

#define TARGET_TYPE(name_, ...)                                                                                       \
  static PyTypeObject name_##_Type = {                                                                                \
    PyVarObject_HEAD_INIT(NULL, 0)                                                                                    \
    .tp_name = "probe." #name_,                                                                                       \
    .tp_basicsize = sizeof(Target),                                                                                   \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,                                        \
    .tp_new = Target_new,                                                                                             \
    .tp_traverse = Target_traverse,                                                                                   \
    .tp_clear = Target_clear,                                                                                         \
    .tp_dealloc = Target_dealloc,                                                                                     \
    .tp_call = Target_call,                                                                                           \
    .tp_hash = Target_hash,                                                                                           \
    .tp_richcompare = Target_compare,                                                                                 \
    .tp_as_sequence = &Target_sequence,                                                                               \
    __VA_ARGS__}
TARGET_TYPE(Target, .tp_weaklistoffset = offsetof(Target, weakrefs));
/* Without room for weak references, but for those of a subclass. */
TARGET_TYPE(Unseen, .tp_weaklistoffset = 0);

static PyObject *set_other(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *target, *other;
  if (!PyArg_ParseTuple(args, "OO", &target, &other)) return NULL;
  PyObject *old = ((Target *)target)->other;
  Py_INCREF(other);
  ((Target *)target)->other = other;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *tag_of(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyLong_FromLong(PyObject_TypeCheck(object, &Target_Type) ? ((Target *)object)->tag : -1);
}

/* Whether the object's own field heads a list of references. */
static PyObject *has_list(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyBool_FromLong(((Target *)object)->weakrefs != NULL);
}

/* ---- What references and proxies are ------------------------------------------------------------------------------- */

static PyObject *new_ref(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *callback = NULL;
  return PyArg_ParseTuple(args, "O|O", &object, &callback) ? PyWeakref_NewRef(object, callback) : NULL;
}

static PyObject *new_proxy(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *callback = NULL;
  return PyArg_ParseTuple(args, "O|O", &object, &callback) ? PyWeakref_NewProxy(object, callback) : NULL;
}

/* (PyWeakref_Check, CheckRef, CheckRefExact, CheckProxy) */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("(iiii)", PyWeakref_Check(object) != 0, PyWeakref_CheckRef(object) != 0,
                       PyWeakref_CheckRefExact(object) != 0, PyWeakref_CheckProxy(object) != 0);
}

static PyObject *supports(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyBool_FromLong(PyType_SUPPORTS_WEAKREFS((PyTypeObject *)type) != 0);
}

/* ---- Reading ------------------------------------------------------------------------------------------------------- */

static PyObject *get_object(PyObject *Py_UNUSED(self), PyObject *reference) {
  PyObject *object = PyWeakref_GetObject(reference);
  Py_XINCREF(object);
  return object;
}

/* The same by the macro, which needs a weak reference. */
static PyObject *get_object_macro(PyObject *Py_UNUSED(self), PyObject *reference) {
  PyObject *object = PyWeakref_GET_OBJECT(reference);
  Py_XINCREF(object);
  return object;
}

/* (answer, object or None), or the exception. */
static PyObject *get_ref(PyObject *Py_UNUSED(self), PyObject *reference) {
  PyObject *object = (PyObject *)&probe_null_type;
  int answer = PyWeakref_GetRef(reference, &object);
  if (answer < 0) return object == NULL ? NULL : PyErr_Format(PyExc_AssertionError, "not NULL after a failure");
  if ((answer == 0) != (object == NULL)) return PyErr_Format(PyExc_AssertionError, "answer %d", answer);
  if (object == NULL) return Py_BuildValue("(iO)", answer, Py_None);
  return Py_BuildValue("(iN)", answer, object);
}

/* The object that GetRef gave, once the caller's reference is the only one left: it must still be there. */
static PyObject *get_ref_is_owned(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = PyObject_CallObject((PyObject *)&Target_Type, NULL), *found = NULL;
  PyObject *reference = object == NULL ? NULL : PyWeakref_NewRef(object, NULL);
  int answer = reference == NULL ? -1 : PyWeakref_GetRef(reference, &found);
  Py_XDECREF(object);
  if (answer != 1) {
    Py_XDECREF(reference);
    return answer < 0 ? NULL : PyErr_Format(PyExc_AssertionError, "the object is gone");
  }
  int alive = PyWeakref_GetObject(reference) == found;
  Py_DECREF(found);
  int dead = PyWeakref_GetObject(reference) == Py_None;
  Py_DECREF(reference);
  return Py_BuildValue("(ii)", alive, dead);
}

/* A callback in C: how many of the references in a list are dead by now, appended to another list. */
static PyObject *count_dead(PyObject *lists, PyObject *Py_UNUSED(reference)) {
  PyObject *references = PyTuple_GetItem(lists, 0), *counts = PyTuple_GetItem(lists, 1);
  long dead = 0;
  for (Py_ssize_t i = 0; i < PyList_Size(references); i++)
    dead += PyWeakref_GetObject(PyList_GetItem(references, i)) == Py_None;
  PyObject *number = PyLong_FromLong(dead);
  if (number == NULL || PyList_Append(counts, number) < 0) return NULL;
  Py_DECREF(number);
  Py_RETURN_NONE;
}
static PyMethodDef count_dead_definition = {"count_dead", count_dead, METH_O, NULL};
static PyObject *counter(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *lists = PySequence_Tuple(args);
  PyObject *function = lists == NULL ? NULL : PyCFunction_New(&count_dead_definition, lists);
  Py_XDECREF(lists);
  return function;
}

static PyObject *watch(PyObject *Py_UNUSED(self), PyObject *reference) {
  Py_XDECREF(watched);
  watched = reference == Py_None ? NULL : reference;
  Py_XINCREF(watched);
  seen_in_dealloc = -1;
  Py_RETURN_NONE;
}
static PyObject *watch_saw(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(seen_in_dealloc); }

/* ---- What callbacks tell, in the order in which they do ------------------------------------------------------------- */

static PyObject *words; /* Owned. */

static PyObject *begin(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_XDECREF(words);
  words = PyList_New(0);
  if (words == NULL) return NULL;
  Py_RETURN_NONE;
}
static PyObject *note(PyObject *Py_UNUSED(self), PyObject *word) {
  if (PyList_Append(words, word) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject *noted(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PySequence_List(words); }

/* ---- Death -------------------------------------------------------------------------------------------------------- */

/* Lets go of an object that only C knows, of which there are weak references with callbacks: the pending exception stays. */
static PyObject *die_with_error(PyObject *Py_UNUSED(self), PyObject *callback) {
  PyObject *object = PyObject_CallObject((PyObject *)&Target_Type, NULL);
  PyObject *reference = object == NULL ? NULL : PyWeakref_NewRef(object, callback);
  if (reference != NULL) PyErr_SetString(PyExc_KeyError, "pending");
  Py_XDECREF(object);
  Py_XDECREF(reference);
  return NULL;
}

/* PyObject_ClearWeakRefs' sibling that runs no callbacks. */
static PyObject *clear_quietly(PyObject *Py_UNUSED(self), PyObject *object) {
  PyUnstable_Object_ClearWeakRefsNoCallbacks(object);
  Py_RETURN_NONE;
}

/* ---- Heap types ---------------------------------------------------------------------------------------------------- */

typedef struct {
  PyObject_HEAD
  PyObject *weakrefs;
} Made;

static void Made_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_ClearWeakRefs(self);
  probe_died();
  type->tp_free(self);
  Py_DECREF(type);
}

static PyMemberDef Made_members[] = {{"__weaklistoffset__", T_PYSSIZET, offsetof(Made, weakrefs), READONLY, NULL},
                                    {NULL, 0, 0, 0, NULL}};
static PyType_Slot Made_slots[] = {{Py_tp_dealloc, Made_dealloc}, {Py_tp_members, Made_members}, {0, NULL}};
static PyType_Spec Made_spec = {
  .name = "probe.Made", .basicsize = sizeof(Made), .flags = Py_TPFLAGS_DEFAULT, .slots = Made_slots};

#ifndef Py_TPFLAGS_MANAGED_WEAKREF
#define Py_TPFLAGS_MANAGED_WEAKREF (1 << 3)
#endif
static int Managed_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}
static void Managed_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Made_dealloc(self);
}
static PyType_Slot Managed_slots[] = {{Py_tp_dealloc, Managed_dealloc}, {Py_tp_traverse, Managed_traverse}, {0, NULL}};
static PyType_Spec Managed_spec = {
  .name = "probe.Managed",
  .basicsize = sizeof(PyObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MANAGED_WEAKREF,
  .slots = Managed_slots,
};

static PyObject *instance_of(PyType_Spec *spec) {
  PyObject *type = PyType_FromSpec(spec);
  PyObject *made = type == NULL ? NULL : PyType_GenericAlloc((PyTypeObject *)type, 0);
  Py_XDECREF(type);
  if (made != NULL) probe_born();
  return made;
}
static PyObject *made(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return instance_of(&Made_spec); }
static PyObject *managed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return instance_of(&Managed_spec); }

static int set_up(PyObject *module) {
  return probe_add_type(module, "Target", &Target_Type) < 0 ? -1 : probe_add_type(module, "Unseen", &Unseen_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(set_other), PROBE_O(tag_of), PROBE_O(has_list), PROBE_VARARGS(new_ref),
                  PROBE_VARARGS(new_proxy), PROBE_O(checks), PROBE_O(supports), PROBE_O(get_object), PROBE_O(get_object_macro),
                  PROBE_O(get_ref), PROBE_NOARGS(get_ref_is_owned), PROBE_VARARGS(counter), PROBE_O(watch),
                  PROBE_NOARGS(watch_saw), PROBE_NOARGS(begin), PROBE_O(note), PROBE_NOARGS(noted),
                  PROBE_O(die_with_error), PROBE_O(clear_quietly), PROBE_NOARGS(made),
                  PROBE_NOARGS(managed))
