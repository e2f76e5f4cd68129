#include "probe.h"

/* Types whose dictionary C changes behind the host's back. */
#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_introspection." #name, .tp_basicsize = sizeof(PyObject),          \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_new = PyType_GenericNew, __VA_ARGS__}
TYPE(Changing, .tp_dictoffset = 0);
TYPE(Heir, .tp_base = &Changing_type);

/* put(type, name, value): stores in the dictionary of the type, or deletes without a value, and says so. */
static PyObject *put(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *type;
  const char *name;
  PyObject *value = NULL;
  if (!PyArg_ParseTuple(args, "O!s|O", &PyType_Type, &type, &name, &value)) return NULL;
  int status = value == NULL ? PyDict_DelItemString(type->tp_dict, name) : PyDict_SetItemString(type->tp_dict, name, value);
  PyType_Modified(type);
  return status < 0 ? NULL : PyLong_FromLong(0);
}

static PyObject *is_type(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("(OO)", PyType_Check(object) ? Py_True : Py_False, PyType_CheckExact(object) ? Py_True : Py_False);
}

#if PY_VERSION_HEX < 0x03090000
#define Py_IS_TYPE(object, type) (Py_TYPE(object) == (type))
#endif
/* type_check(object, type): by PyObject_TypeCheck and Py_IS_TYPE. */
static PyObject *type_check(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *type;
  if (!PyArg_ParseTuple(args, "OO!", &object, &PyType_Type, &type)) return NULL;
  return Py_BuildValue("(OO)", PyObject_TypeCheck(object, (PyTypeObject *)type) ? Py_True : Py_False,
                       Py_IS_TYPE(object, (PyTypeObject *)type) ? Py_True : Py_False);
}

#if PY_VERSION_HEX >= 0x030c0000
/* Whether the dictionary of the type is the same each time and has the name. */
static PyObject *dict_has(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *type;
  PyObject *name;
  if (!PyArg_ParseTuple(args, "O!O", &PyType_Type, &type, &name)) return NULL;
  PyObject *dict = PyType_GetDict(type), *again = PyType_GetDict(type);
  int found = dict == NULL || dict != again ? -1 : PyDict_Contains(dict, name);
  if (found < 0 && !PyErr_Occurred()) PyErr_SetString(PyExc_AssertionError, "another dictionary");
  Py_XDECREF(dict);
  Py_XDECREF(again);
  return found < 0 ? NULL : PyBool_FromLong(found);
}
#define OF_312 , PROBE_VARARGS(dict_has)
#else
#define OF_312
#endif

#if PY_VERSION_HEX >= 0x030b0000
/* (name, qualified name) */
static PyObject *names(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *name = PyType_GetName((PyTypeObject *)type), *qualified = PyType_GetQualName((PyTypeObject *)type);
  PyObject *both = name == NULL || qualified == NULL ? NULL : PyTuple_Pack(2, name, qualified);
  Py_XDECREF(name);
  Py_XDECREF(qualified);
  return both;
}
#define OF_311 , PROBE_O(names)
#else
#define OF_311
#endif

#if PY_VERSION_HEX >= 0x030d0000
/* (module, name with the module) */
static PyObject *full_names(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *module = PyType_GetModuleName((PyTypeObject *)type), *name = PyType_GetFullyQualifiedName((PyTypeObject *)type);
  PyObject *both = module == NULL || name == NULL ? NULL : PyTuple_Pack(2, module, name);
  Py_XDECREF(module);
  Py_XDECREF(name);
  return both;
}
#define OF_313 , PROBE_O(full_names)
#else
#define OF_313
#endif

static int set_up(PyObject *module) {
  return probe_add_type(module, "Changing", &Changing_type) < 0 ? -1 : probe_add_type(module, "Heir", &Heir_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(put), PROBE_O(is_type), PROBE_VARARGS(type_check) OF_311 OF_312 OF_313)
