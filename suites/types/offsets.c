#include "probe.h"

#include <stddef.h>

/* Instances with a place for a dictionary, for weak references, for both and for neither. */
typedef struct {
  PyObject_HEAD
  PyObject *dict, *weak;
} fixed_object;

static int fixed_traverse(PyObject *self, visitproc visit, void *arg) {
  if (Py_TYPE(self)->tp_dictoffset > 0) Py_VISIT(((fixed_object *)self)->dict);
  return 0;
}

static int fixed_clear(PyObject *self) {
  if (Py_TYPE(self)->tp_dictoffset > 0) Py_CLEAR(((fixed_object *)self)->dict);
  return 0;
}

static void fixed_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  if (((fixed_object *)self)->weak != NULL) PyObject_ClearWeakRefs(self);
  fixed_clear(self);
  Py_TYPE(self)->tp_free(self);
}

static PyGetSetDef dict_getset[] = {{"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static PyObject *get_computed(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure)) { return PyUnicode_FromString("computed"); }
static int set_computed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(value), void *Py_UNUSED(closure)) { return 0; }
static PyGetSetDef both_getset[] = {
  {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
  {"computed", get_computed, set_computed, NULL, NULL},
  {"readonly", get_computed, NULL, NULL, NULL},
  {NULL, NULL, NULL, NULL, NULL}};
static PyObject *method(PyObject *self, PyObject *Py_UNUSED(ignored)) { return Py_INCREF(self), self; }
static PyMethodDef methods[] = {{"method", method, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_offsets." #name, .tp_basicsize = sizeof(fixed_object),            \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, .tp_new = PyType_GenericNew,           \
    .tp_dealloc = fixed_dealloc, .tp_traverse = fixed_traverse, .tp_clear = fixed_clear, __VA_ARGS__}
TYPE(Dict, .tp_dictoffset = offsetof(fixed_object, dict), .tp_getset = dict_getset);
TYPE(Weak, .tp_weaklistoffset = offsetof(fixed_object, weak));
TYPE(Both, .tp_dictoffset = offsetof(fixed_object, dict), .tp_weaklistoffset = offsetof(fixed_object, weak),
     .tp_getset = both_getset, .tp_methods = methods);
TYPE(BothHeir, .tp_base = &Both_type);
TYPE(Neither, .tp_getset = dict_getset);

#if PY_VERSION_HEX >= 0x030c0000
/* The interpreter manages both; the struct has no fields for them. PyObject_VisitManagedDict is public from 3.13 on. */
#if PY_VERSION_HEX < 0x030d0000
#define PyObject_VisitManagedDict _PyObject_VisitManagedDict
#define PyObject_ClearManagedDict _PyObject_ClearManagedDict
#endif
static int managed_traverse(PyObject *self, visitproc visit, void *arg) { return PyObject_VisitManagedDict(self, visit, arg); }
static int managed_clear(PyObject *self) { return PyObject_ClearManagedDict(self), 0; }
static void managed_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  PyObject_ClearWeakRefs(self);
  PyObject_ClearManagedDict(self);
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}
static PyType_Slot managed_slots[] = {
  {Py_tp_traverse, managed_traverse}, {Py_tp_clear, managed_clear}, {Py_tp_dealloc, managed_dealloc}, {0, NULL}};
static PyType_Spec managed_spec = {
  "types_offsets.Managed", sizeof(PyObject), 0,
  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MANAGED_DICT | Py_TPFLAGS_MANAGED_WEAKREF, managed_slots};
#endif

/* A type with a managed dictionary and weak references, from 3.12 on. */
static PyObject *managed(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
#if PY_VERSION_HEX >= 0x030c0000
  return PyType_FromSpec(&managed_spec);
#else
  PyErr_SetString(PyExc_NotImplementedError, "3.12");
  return NULL;
#endif
}

/* The dictionary that the struct refers to, or None. */
static PyObject *struct_dict(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *dict = ((fixed_object *)object)->dict;
  if (dict == NULL) Py_RETURN_NONE;
  return Py_INCREF(dict), dict;
}

/* Puts a dictionary into the struct. */
static PyObject *set_struct_dict(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *dict;
  if (!PyArg_ParseTuple(args, "OO!", &object, &PyDict_Type, &dict)) return NULL;
  Py_INCREF(dict);
  Py_XSETREF(((fixed_object *)object)->dict, dict);
  Py_RETURN_NONE;
}

static PyObject *generic_get_dict(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_GenericGetDict(object, NULL); }
static PyObject *generic_set_dict(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *dict;
  if (!PyArg_ParseTuple(args, "OO", &object, &dict)) return NULL;
  if (PyObject_GenericSetDict(object, dict == Py_None ? NULL : dict, NULL) < 0) return NULL;
  return PyLong_FromLong(0);
}
static PyObject *generic_get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  return PyArg_ParseTuple(args, "OO", &object, &name) ? PyObject_GenericGetAttr(object, name) : NULL;
}
static PyObject *generic_set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value = NULL;
  if (!PyArg_ParseTuple(args, "OO|O", &object, &name, &value)) return NULL;
  return PyObject_GenericSetAttr(object, name, value) < 0 ? NULL : PyLong_FromLong(0);
}

/* (has a dictionary, has weak references) by the offsets of the type. */
static PyObject *offsets(PyObject *Py_UNUSED(self), PyObject *type) {
  return Py_BuildValue("(OO)", ((PyTypeObject *)type)->tp_dictoffset != 0 ? Py_True : Py_False,
                       ((PyTypeObject *)type)->tp_weaklistoffset != 0 ? Py_True : Py_False);
}

static PyObject *new_weakref(PyObject *Py_UNUSED(self), PyObject *object) { return PyWeakref_NewRef(object, NULL); }

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&Dict_type, &Weak_type, &Both_type, &BothHeir_type, &Neither_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_NOARGS(managed), PROBE_O(struct_dict), PROBE_VARARGS(set_struct_dict),
                  PROBE_O(generic_get_dict), PROBE_VARARGS(generic_set_dict), PROBE_VARARGS(generic_get),
                  PROBE_VARARGS(generic_set), PROBE_O(offsets), PROBE_O(new_weakref))
