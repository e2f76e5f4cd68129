#include "probe.h"
#include <structmember.h>

/* Types from one specification, made in each way. `alive` counts their instances. */
typedef struct {
  PyObject_HEAD
  long value;
} instance;

static PyObject *instance_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  ((instance *)self)->value = 7;
  probe_born();
  return self;
}
static void instance_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  probe_died();
  type->tp_free(self);
  Py_DECREF(type);
}
static PyObject *instance_repr(PyObject *self) { return PyUnicode_FromFormat("<%ld>", ((instance *)self)->value); }
static PyObject *instance_double(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  return PyLong_FromLong(((instance *)self)->value * 2);
}
static PyObject *instance_half(PyObject *self, void *Py_UNUSED(closure)) { return PyLong_FromLong(((instance *)self)->value / 2); }
static PyObject *instance_add(PyObject *Py_UNUSED(left), PyObject *Py_UNUSED(right)) { return PyUnicode_FromString("added"); }
static Py_ssize_t instance_length(PyObject *Py_UNUSED(self)) { return 11; }
static PyObject *instance_subscript(PyObject *Py_UNUSED(self), PyObject *key) {
  Py_INCREF(key);
  return key;
}
static PyObject *instance_compare(PyObject *Py_UNUSED(left), PyObject *Py_UNUSED(right), int operation) {
  return PyLong_FromLong(operation);
}
static Py_hash_t instance_hash(PyObject *Py_UNUSED(self)) { return 1234; }
static int instance_contains(PyObject *Py_UNUSED(self), PyObject *item) { return item == Py_None; }

static PyMethodDef methods[] = {{"double", instance_double, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyMemberDef members[] = {{"value", T_LONG, offsetof(instance, value), 0, NULL}, {NULL, 0, 0, 0, NULL}};
static PyGetSetDef getset[] = {{"half", instance_half, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
#define COMMON_SLOTS                                                                                                  \
  {Py_tp_new, (void *)instance_new}, {Py_tp_dealloc, (void *)instance_dealloc}, {Py_tp_repr, (void *)instance_repr},   \
    {Py_tp_methods, methods}, {Py_tp_members, members}, {Py_tp_getset, getset}, {Py_nb_add, (void *)instance_add},     \
    {Py_sq_length, (void *)instance_length}, {Py_mp_subscript, (void *)instance_subscript},                            \
    {Py_tp_richcompare, (void *)instance_compare}, {Py_tp_hash, (void *)instance_hash},                                \
    {Py_sq_contains, (void *)instance_contains}
static PyType_Slot slots[] = {COMMON_SLOTS, {Py_tp_doc, (void *)"What it is."}, {0, NULL}};
static PyType_Spec spec = {.name = "some.package.Made", .basicsize = sizeof(instance),
                           .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = slots};
static PyType_Slot no_doc_slots[] = {COMMON_SLOTS, {Py_tp_doc, NULL}, {0, NULL}};
static PyType_Spec no_doc_spec = {.name = "some.package.Made", .basicsize = sizeof(instance),
                                  .flags = Py_TPFLAGS_DEFAULT, .slots = no_doc_slots};
/* Size, allocation and end come from the base. */
static PyType_Slot thin_slots[] = {{Py_tp_methods, methods}, {0, NULL}};
static PyType_Spec thin_spec = {.name = "some.package.Thin", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = thin_slots};

/* With items. */
typedef struct {
  PyObject_VAR_HEAD
  long long items[1];
} sized;
static PyObject *sized_repr(PyObject *self) { return PyUnicode_FromFormat("<%zd items>", Py_SIZE(self)); }
static PyType_Slot sized_slots[] = {{Py_tp_dealloc, (void *)instance_dealloc}, {Py_tp_repr, (void *)sized_repr}, {0, NULL}};
static PyType_Spec sized_spec = {.name = "some.package.Sized", .basicsize = offsetof(sized, items), .itemsize = sizeof(long long),
                                 .flags = Py_TPFLAGS_DEFAULT, .slots = sized_slots};

static PyType_Spec *spec_named(const char *name) {
  if (strcmp(name, "sized") == 0) return &sized_spec;
  return strcmp(name, "no-doc") == 0 ? &no_doc_spec : strcmp(name, "thin") == 0 ? &thin_spec : &spec;
}
static PyObject *from_spec(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  return PyArg_ParseTuple(args, "s", &name) ? PyType_FromSpec(spec_named(name)) : NULL;
}
/* from_bases(specification, bases or NULL) */
static PyObject *from_bases(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *bases;
  if (!PyArg_ParseTuple(args, "sO", &name, &bases)) return NULL;
  return PyType_FromSpecWithBases(spec_named(name), PROBE_OR_NULL(bases));
}
/* from_module(specification, bases or NULL): in the probe's own module. */
static PyObject *from_module(PyObject *self, PyObject *args) {
  const char *name;
  PyObject *bases;
  if (!PyArg_ParseTuple(args, "sO", &name, &bases)) return NULL;
  return PyType_FromModuleAndSpec(self, spec_named(name), PROBE_OR_NULL(bases));
}
/* from_metaclass(metaclass or NULL, specification, bases or NULL) */
static PyObject *from_metaclass(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *metaclass, *bases;
  if (!PyArg_ParseTuple(args, "OsO", &metaclass, &name, &bases)) return NULL;
  return PyType_FromMetaclass((PyTypeObject *)PROBE_OR_NULL(metaclass), NULL, spec_named(name), PROBE_OR_NULL(bases));
}
/* A specification whose slots name the base, or the bases, when the function has none. */
static PyObject *from_slots(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *base, *bases;
  if (!PyArg_ParseTuple(args, "OO", &base, &bases)) return NULL;
  PyType_Slot own[3] = {{0, NULL}};
  size_t count = 0;
  if (PROBE_OR_NULL(base) != NULL) own[count++] = (PyType_Slot){Py_tp_base, base};
  if (PROBE_OR_NULL(bases) != NULL) own[count++] = (PyType_Slot){Py_tp_bases, bases};
  own[count] = (PyType_Slot){0, NULL};
  PyType_Spec derived = {.name = "some.package.Derived", .flags = Py_TPFLAGS_DEFAULT, .slots = own};
  return PyType_FromSpec(&derived);
}

/* ---- Instances that C makes ------------------------------------------------------------------------------------- */

static PyObject *born(PyObject *self) {
  if (self != NULL) {
    ((instance *)self)->value = 7;
    probe_born();
  }
  return self;
}
static PyObject *object_new(PyObject *Py_UNUSED(self), PyObject *type) {
  return born((PyObject *)PyObject_New(instance, (PyTypeObject *)type));
}
static PyObject *object_init(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *memory = PyObject_Malloc(sizeof(instance));
  return memory == NULL ? PyErr_NoMemory() : born(PyObject_Init(memory, (PyTypeObject *)type));
}
static PyObject *generic_alloc(PyObject *Py_UNUSED(self), PyObject *type) {
  return born(PyType_GenericAlloc((PyTypeObject *)type, 0));
}
/* With three items. */
static PyObject *object_new_var(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *made = (PyObject *)PyObject_NewVar(sized, (PyTypeObject *)type, 3);
  if (made != NULL) probe_born();
  return made;
}
static PyObject *object_init_var(PyObject *Py_UNUSED(self), PyObject *type) {
  PyVarObject *memory = PyObject_Malloc(offsetof(sized, items) + 3 * sizeof(long long));
  if (memory == NULL) return PyErr_NoMemory();
  PyObject *made = (PyObject *)PyObject_InitVar(memory, (PyTypeObject *)type, 3);
  if (made != NULL) probe_born();
  return made;
}
/* By how much ten instances change the type's count, and what is left of that when they are gone. */
static PyObject *type_references(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *made[10];
  Py_ssize_t before = Py_REFCNT(type), during;
  for (int i = 0; i < 10; i++)
    if ((made[i] = PyObject_CallObject(type, NULL)) == NULL) return NULL;
  during = Py_REFCNT(type);
  for (int i = 0; i < 10; i++) Py_DECREF(made[i]);
  return Py_BuildValue("(nn)", during - before, Py_REFCNT(type) - before);
}
/* (is a heap type, basicsize is the specification's) */
static PyObject *facts(PyObject *Py_UNUSED(self), PyObject *type) {
  unsigned long flags = PyType_GetFlags((PyTypeObject *)type);
  return Py_BuildValue("(NN)", PyBool_FromLong((flags & Py_TPFLAGS_HEAPTYPE) != 0),
                       PyBool_FromLong(((PyTypeObject *)type)->tp_basicsize == (Py_ssize_t)sizeof(instance)));
}

PROBE_MODULE(PROBE_VARARGS(from_spec), PROBE_VARARGS(from_bases), PROBE_VARARGS(from_module), PROBE_VARARGS(from_metaclass),
             PROBE_VARARGS(from_slots), PROBE_O(object_new), PROBE_O(object_init), PROBE_O(generic_alloc), PROBE_O(object_new_var), PROBE_O(object_init_var),
             PROBE_O(type_references), PROBE_O(facts))
