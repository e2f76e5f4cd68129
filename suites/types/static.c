#include "probe.h"

/* Static types, what PyType_Ready makes of them, and their names. */
#define TYPE(variable, name, ...)                                                                                     \
  static PyTypeObject variable##_type = {                                                                             \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = name, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,              \
    .tp_basicsize = sizeof(PyObject), __VA_ARGS__}

static PyObject *method(PyObject *self, PyObject *Py_UNUSED(ignored)) { return Py_INCREF(self), self; }
static PyObject *get_constant(PyObject *Py_UNUSED(self), void *closure) { return PyUnicode_FromString(closure); }
static PyMethodDef methods[] = {
  {"method", method, METH_NOARGS, "method($self, /)\n--\n\nReturns the object."},
  {"undocumented", method, METH_NOARGS, NULL},
  {"plain", method, METH_NOARGS, "Without a signature."},
  {NULL, NULL, 0, NULL}};
static PyGetSetDef getset[] = {{"constant", get_constant, NULL, "A constant.", "five"}, {NULL, NULL, NULL, NULL, NULL}};

TYPE(Base, "package.module.Base", .tp_methods = methods, .tp_getset = getset, .tp_new = PyType_GenericNew,
     .tp_doc = "Base(first, second=2)\n--\n\nThe first line.\nThe second line.");
TYPE(Derived, "package.module.Derived", .tp_base = &Base_type);
TYPE(Leaf, "package.module.Leaf", .tp_base = &Derived_type, .tp_doc = "Only text.");
TYPE(Undotted, "Undotted");
/* Nobody calls PyType_Ready for this one but PyType_Ready of the type below. */
TYPE(Early, "package.Early", .tp_methods = methods);
TYPE(Late, "package.Late", .tp_base = &Early_type);
/* A type whose type is not `type`, and one that inherits that. */
static PyTypeObject Meta_type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "package.Meta", .tp_flags = Py_TPFLAGS_DEFAULT};
static PyTypeObject WithMeta_type = {
  PyVarObject_HEAD_INIT(&Meta_type, 0).tp_name = "package.WithMeta", .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE};
TYPE(MetaHeir, "package.MetaHeir", .tp_base = &WithMeta_type);
/* Never ready: their bases contradict each other. */
TYPE(Misordered, "package.Misordered", .tp_new = NULL);
TYPE(Nameless, NULL, .tp_new = NULL);

static PyObject *ready(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyType_Ready((PyTypeObject *)type) < 0 ? NULL : PyLong_FromLong(0);
}

/* The object in a field, or None for NULL. */
static PyObject *field(PyObject *object) {
  if (object == NULL) object = Py_None;
  return Py_INCREF(object), object;
}
static PyObject *base_of(PyObject *Py_UNUSED(self), PyObject *type) { return field((PyObject *)((PyTypeObject *)type)->tp_base); }
static PyObject *bases_of(PyObject *Py_UNUSED(self), PyObject *type) { return field(((PyTypeObject *)type)->tp_bases); }
static PyObject *mro_of(PyObject *Py_UNUSED(self), PyObject *type) { return field(((PyTypeObject *)type)->tp_mro); }
static PyObject *type_of(PyObject *Py_UNUSED(self), PyObject *type) { return field((PyObject *)Py_TYPE(type)); }
static PyObject *is_ready(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyBool_FromLong(PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_READY));
}
static PyObject *early_is_ready(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyBool_FromLong(PyType_HasFeature(&Early_type, Py_TPFLAGS_READY));
}
/* tp_name as it was written. */
static PyObject *c_name(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyUnicode_FromString(((PyTypeObject *)type)->tp_name);
}

/* A type whose bases are object and one derived from it, in this order. */
static PyObject *ready_misordered(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  if (Misordered_type.tp_bases == NULL) Misordered_type.tp_bases = PyTuple_Pack(2, &PyBaseObject_Type, &Base_type);
  if (Misordered_type.tp_bases == NULL) return NULL;
  return ready(NULL, (PyObject *)&Misordered_type);
}

static PyObject *ready_nameless(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return ready(NULL, (PyObject *)&Nameless_type);
}

/* from_bases(bases): a heap type with these bases, or the exception that refuses them. */
static PyObject *from_bases(PyObject *Py_UNUSED(self), PyObject *bases) {
  static PyType_Slot slots[] = {{0, NULL}};
  static PyType_Spec spec = {"package.FromBases", 0, 0, Py_TPFLAGS_DEFAULT, slots};
  return PyType_FromSpecWithBases(&spec, bases);
}

static int set_up(PyObject *module) {
  Meta_type.tp_base = &PyType_Type;
  if (PyType_Ready(&Meta_type) < 0) return -1;
  if (probe_add_type(module, "Base", &Base_type) < 0 || probe_add_type(module, "Derived", &Derived_type) < 0) return -1;
  if (probe_add_type(module, "Leaf", &Leaf_type) < 0 || probe_add_type(module, "Undotted", &Undotted_type) < 0) return -1;
  if (probe_add_type(module, "Late", &Late_type) < 0 || probe_add_type(module, "Meta", &Meta_type) < 0) return -1;
  if (probe_add_type(module, "WithMeta", &WithMeta_type) < 0) return -1;
  return probe_add_type(module, "MetaHeir", &MetaHeir_type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(ready), PROBE_O(base_of), PROBE_O(bases_of), PROBE_O(mro_of), PROBE_O(type_of),
                  PROBE_O(is_ready), PROBE_NOARGS(early_is_ready), PROBE_O(c_name), PROBE_NOARGS(ready_misordered),
                  PROBE_NOARGS(ready_nameless), PROBE_O(from_bases))
