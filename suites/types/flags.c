#include "probe.h"

/* Types with and without each flag that says what may be done with them. */
#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_flags." #name, .tp_basicsize = sizeof(PyObject),                  \
    .tp_new = PyType_GenericNew, __VA_ARGS__}
TYPE(Final, .tp_flags = Py_TPFLAGS_DEFAULT);
TYPE(Base, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE);

static PyType_Slot no_slots[] = {{0, NULL}};

/* heap(flags): a heap type with these flags besides the default ones. */
static PyObject *heap(PyObject *Py_UNUSED(self), PyObject *names) {
  unsigned int flags = Py_TPFLAGS_DEFAULT;
  for (Py_ssize_t i = 0; i < PyList_Size(names); i++) {
    const char *name = PyUnicode_AsUTF8(PyList_GetItem(names, i));
    if (name == NULL) return NULL;
    if (strcmp(name, "BASETYPE") == 0) flags |= Py_TPFLAGS_BASETYPE;
#ifdef Py_TPFLAGS_DISALLOW_INSTANTIATION
    if (strcmp(name, "DISALLOW_INSTANTIATION") == 0) flags |= Py_TPFLAGS_DISALLOW_INSTANTIATION;
    if (strcmp(name, "IMMUTABLETYPE") == 0) flags |= Py_TPFLAGS_IMMUTABLETYPE;
    if (strcmp(name, "SEQUENCE") == 0) flags |= Py_TPFLAGS_SEQUENCE;
    if (strcmp(name, "MAPPING") == 0) flags |= Py_TPFLAGS_MAPPING;
#endif
  }
  PyType_Spec spec = {"types_flags.Heap", sizeof(PyObject), 0, flags, no_slots};
  return PyType_FromSpec(&spec);
}

static PyObject *heap_subtype(PyObject *Py_UNUSED(self), PyObject *base) {
  PyType_Spec spec = {"types_flags.HeapSub", 0, 0, Py_TPFLAGS_DEFAULT, no_slots};
  PyObject *bases = PyTuple_Pack(1, base);
  PyObject *type = bases == NULL ? NULL : PyType_FromSpecWithBases(&spec, bases);
  Py_XDECREF(bases);
  return type;
}

/* The flags of a type by their names. */
#define FLAG(name) {#name, Py_TPFLAGS_##name}
static const struct {
  const char *name;
  unsigned long flag;
} flags[] = {
  FLAG(HEAPTYPE), FLAG(BASETYPE), FLAG(READY), FLAG(HAVE_GC), FLAG(IS_ABSTRACT), FLAG(LONG_SUBCLASS), FLAG(LIST_SUBCLASS),
  FLAG(TUPLE_SUBCLASS), FLAG(BYTES_SUBCLASS), FLAG(UNICODE_SUBCLASS), FLAG(DICT_SUBCLASS), FLAG(BASE_EXC_SUBCLASS),
  FLAG(TYPE_SUBCLASS),
#ifdef Py_TPFLAGS_DISALLOW_INSTANTIATION
  FLAG(DISALLOW_INSTANTIATION), FLAG(IMMUTABLETYPE), FLAG(SEQUENCE), FLAG(MAPPING),
#endif
};

/* has_flag(type, name): by PyType_HasFeature, with which PyType_GetFlags and PyType_FastSubclass agree. */
static PyObject *has_flag(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *type;
  const char *name;
  if (!PyArg_ParseTuple(args, "O!s", &PyType_Type, &type, &name)) return NULL;
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (strcmp(flags[i].name, name) != 0) continue;
    int result = PyType_HasFeature(type, flags[i].flag);
    int same = result == ((PyType_GetFlags(type) & flags[i].flag) != 0) && result == PyType_FastSubclass(type, flags[i].flag);
    if (!same) PyErr_SetString(PyExc_AssertionError, "PyType_GetFlags or PyType_FastSubclass differs");
    return PyErr_Occurred() ? NULL : PyBool_FromLong(result);
  }
  return PyErr_Format(PyExc_SystemError, "no flag %s", name);
}

/* The subclass checks that these flags make fast, of an instance. */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *o) {
  PyObject *names = PyList_New(0);
#define CHECK(name, condition) if (names != NULL && (condition)) names = probe_append(names, PyUnicode_FromString(name))
  CHECK("int", PyLong_Check(o));
  CHECK("list", PyList_Check(o));
  CHECK("tuple", PyTuple_Check(o));
  CHECK("bytes", PyBytes_Check(o));
  CHECK("str", PyUnicode_Check(o));
  CHECK("dict", PyDict_Check(o));
  CHECK("exception", PyExceptionInstance_Check(o));
  CHECK("type", PyType_Check(o));
  return names;
}

static PyObject *is_gc(PyObject *Py_UNUSED(self), PyObject *object) {
  if (PyType_IS_GC(Py_TYPE(object)) != PyObject_IS_GC(object)) return PyErr_Format(PyExc_AssertionError, "the two differ");
  return PyBool_FromLong(PyObject_IS_GC(object));
}

/* matches(object): which pattern of a match statement takes an object first. */
static PyObject *matches(PyObject *Py_UNUSED(self), PyObject *object) {
  static const char source[] =
    "match subject:\n  case [*_]: result = 'sequence'\n  case {}: result = 'mapping'\n  case _: result = 'neither'\n";
  PyObject *code = Py_CompileString(source, "<probe>", Py_file_input), *result = NULL;
  PyObject *names = code == NULL ? NULL : Py_BuildValue("{sO}", "subject", object);
  PyObject *ran = names == NULL ? NULL : PyEval_EvalCode(code, names, names);
  if (ran != NULL) result = PyDict_GetItemString(names, "result");
  Py_XINCREF(result);
  Py_XDECREF(ran);
  Py_XDECREF(names);
  Py_XDECREF(code);
  return result;
}

static int set_up(PyObject *module) {
  return probe_add_type(module, "Final", &Final_type) < 0 ? -1 : probe_add_type(module, "Base", &Base_type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(heap), PROBE_O(heap_subtype), PROBE_VARARGS(has_flag), PROBE_O(checks), PROBE_O(is_gc),
                  PROBE_O(matches))
