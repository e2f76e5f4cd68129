#include "probe.h"
#include <stddef.h>
#include <structmember.h>

/* ---- Members with special names --------------------------------------------------------------------------------- */

typedef struct {
  PyObject_HEAD
  PyObject *dictionary, *weak_references;
  vectorcallfunc vectorcall;
  long number;
} special;

static PyObject *special_vectorcall(PyObject *self, PyObject *const *args, size_t flags, PyObject *Py_UNUSED(names)) {
  Py_ssize_t count = PyVectorcall_NARGS(flags);
  return Py_BuildValue("(lnO)", ((special *)self)->number, count, count > 0 ? args[0] : Py_None);
}
static PyObject *special_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  ((special *)self)->vectorcall = special_vectorcall;
  ((special *)self)->number = 12;
  probe_born();
  return self;
}
static int special_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((special *)self)->dictionary);
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  return 0;
}
static int special_clear(PyObject *self) {
  Py_CLEAR(((special *)self)->dictionary);
  return 0;
}
static void special_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (((special *)self)->weak_references != NULL) PyObject_ClearWeakRefs(self);
  special_clear(self);
  probe_died();
  type->tp_free(self);
  Py_DECREF(type);
}
static PyMemberDef special_members[] = {
  {"__dictoffset__", T_PYSSIZET, offsetof(special, dictionary), READONLY, NULL},
  {"__weaklistoffset__", T_PYSSIZET, offsetof(special, weak_references), READONLY, NULL},
  {"__vectorcalloffset__", T_PYSSIZET, offsetof(special, vectorcall), READONLY, NULL},
  {"number", T_LONG, offsetof(special, number), 0, NULL},
  {NULL, 0, 0, 0, NULL}};
static PyType_Slot special_slots[] = {
  {Py_tp_members, special_members},         {Py_tp_new, (void *)special_new},     {Py_tp_dealloc, (void *)special_dealloc},
  {Py_tp_traverse, (void *)special_traverse}, {Py_tp_clear, (void *)special_clear}, {Py_tp_call, (void *)PyVectorcall_Call},
  {0, NULL}};
#ifdef Py_TPFLAGS_HAVE_VECTORCALL
#define VECTORCALL Py_TPFLAGS_HAVE_VECTORCALL
#else
#define VECTORCALL _Py_TPFLAGS_HAVE_VECTORCALL
#endif
static PyType_Spec special_spec = {
  .name = "probe.Special", .basicsize = sizeof(special),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | VECTORCALL, .slots = special_slots};

static PyObject *make_special(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyType_FromSpec(&special_spec); }
/* (the three offsets of the type are those of the struct, the special members are attributes of the type). */
static PyObject *offsets(PyObject *Py_UNUSED(self), PyObject *object) {
  PyTypeObject *type = (PyTypeObject *)object;
  return Py_BuildValue("(NNN)", PyBool_FromLong(type->tp_dictoffset == (Py_ssize_t)offsetof(special, dictionary)),
                       PyBool_FromLong(type->tp_weaklistoffset == (Py_ssize_t)offsetof(special, weak_references)),
                       PyBool_FromLong(type->tp_vectorcall_offset == (Py_ssize_t)offsetof(special, vectorcall)));
}
/* Does the object's own dictionary hold the attribute? */
static PyObject *in_own_dictionary(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  PyObject *dictionary = ((special *)object)->dictionary;
  return PyBool_FromLong(dictionary != NULL && PyDict_GetItemString(dictionary, name) != NULL);
}
static PyObject *vectorcall(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *argument;
  if (!PyArg_ParseTuple(args, "OO", &object, &argument)) return NULL;
  PyObject *stack[1] = {argument};
  vectorcallfunc function = PyVectorcall_Function(object);
  if (function != special_vectorcall) return PyErr_Format(PyExc_LookupError, "not the instance's function");
  return PyObject_Vectorcall(object, stack, 1, NULL);
}

/* ---- A metaclass with a field behind those of type -------------------------------------------------------------- */

/* The field begins where type's own end: no struct of the headers need be trusted. */
static long *payload(PyObject *type) { return (long *)((char *)type + PyType_Type.tp_basicsize); }
static PyObject *get_payload(PyObject *self, PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(*payload(self)); }
static PyObject *set_payload(PyObject *self, PyObject *value) {
  long number = PyLong_AsLong(value);
  if (number == -1 && PyErr_Occurred()) return NULL;
  *payload(self) = number;
  Py_RETURN_NONE;
}
static PyMethodDef meta_methods[] = {
  {"get_payload", get_payload, METH_NOARGS, NULL}, {"set_payload", set_payload, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyType_Slot meta_slots[] = {{Py_tp_methods, meta_methods}, {0, NULL}};
static PyObject *make_meta(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyType_Spec meta_spec = {.name = "probe.Meta", .basicsize = (int)(PyType_Type.tp_basicsize + sizeof(long)),
                           .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = meta_slots};
  PyObject *bases = PyTuple_Pack(1, &PyType_Type);
  PyObject *meta = bases == NULL ? NULL : PyType_FromSpecWithBases(&meta_spec, bases);
  Py_XDECREF(bases);
  return meta;
}
typedef struct {
  PyObject_HEAD
  long one, two;
} pair;
static PyMemberDef pair_members[] = {
  {"one", T_LONG, offsetof(pair, one), 0, NULL}, {"two", T_LONG, offsetof(pair, two), 0, NULL}, {NULL, 0, 0, 0, NULL}};
static PyType_Slot pair_slots[] = {{Py_tp_members, pair_members}, {0, NULL}};
static PyType_Spec pair_spec = {
  .name = "probe.Pair", .basicsize = sizeof(pair), .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = pair_slots};
/* A class with members of its own, which lie behind the metaclass's field. */
static PyObject *make_of_meta(PyObject *Py_UNUSED(self), PyObject *meta) {
  return PyType_FromMetaclass((PyTypeObject *)meta, NULL, &pair_spec, NULL);
}
static PyObject *make_over(PyObject *Py_UNUSED(self), PyObject *base) {
  PyType_Spec over = {.name = "probe.Over", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = pair_slots + 1};
  PyObject *bases = PyTuple_Pack(1, base);
  PyObject *type = bases == NULL ? NULL : PyType_FromSpecWithBases(&over, bases);
  Py_XDECREF(bases);
  return type;
}

PROBE_MODULE(PROBE_NOARGS(make_special), PROBE_O(offsets), PROBE_VARARGS(in_own_dictionary), PROBE_VARARGS(vectorcall),
             PROBE_NOARGS(make_meta), PROBE_O(make_of_meta), PROBE_O(make_over))
