#include "probe.h"

/* An object whose every slot announces an exception that it does not set. */
/* Py_XNewRef is as young as 3.10. */
static PyObject *xref(PyObject *o) {
  Py_XINCREF(o);
  return o;
}

static PyObject *no_object(PyObject *Py_UNUSED(self)) { return NULL; }
static PyObject *no_result(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(other)) { return NULL; }
static PyObject *no_comparison(PyObject *Py_UNUSED(a), PyObject *Py_UNUSED(b), int Py_UNUSED(op)) { return NULL; }
static Py_ssize_t no_length(PyObject *Py_UNUSED(self)) { return -1; }
static Py_hash_t no_hash(PyObject *Py_UNUSED(self)) { return -1; }
static int no_answer(PyObject *Py_UNUSED(self)) { return -1; }
static int not_set(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(name), PyObject *Py_UNUSED(value)) { return -1; }
static int not_initialised(PyObject *Py_UNUSED(self), PyObject *args, PyObject *Py_UNUSED(names)) {
  return PyTuple_Size(args) > 0 ? -1 : 0;
}
static int no_buffer(PyObject *Py_UNUSED(self), Py_buffer *view, int Py_UNUSED(flags)) {
  view->obj = NULL;
  return -1;
}

static PyNumberMethods silent_number = {
  .nb_bool = no_answer, .nb_add = no_result, .nb_int = no_object, .nb_index = no_object, .nb_float = no_object};
static PyMappingMethods silent_mapping = {.mp_length = no_length, .mp_subscript = no_result, .mp_ass_subscript = not_set};
static PyBufferProcs silent_buffer = {.bf_getbuffer = no_buffer};
static PyTypeObject silent_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Silent",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_new = PyType_GenericNew,
  .tp_init = not_initialised,
  .tp_repr = no_object,
  .tp_str = no_object,
  .tp_hash = no_hash,
  .tp_iter = no_object,
  .tp_richcompare = no_comparison,
  .tp_getattro = no_result,
  .tp_setattro = not_set,
  .tp_as_number = &silent_number,
  .tp_as_mapping = &silent_mapping,
  .tp_as_buffer = &silent_buffer,
};

static PyObject *silent(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyObject_CallObject((PyObject *)&silent_type, NULL);
}
static PyObject *silent_init(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyObject_CallFunction((PyObject *)&silent_type, "i", 1);
}

/* Functions for one type, given objects of another. */
static PyObject *wrong_type(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *o;
  if (!PyArg_ParseTuple(args, "sO", &name, &o)) return NULL;
  if (strcmp(name, "PyList_GetItem") == 0) return xref(PyList_GetItem(o, 0));
  if (strcmp(name, "PyList_Size") == 0) return PyList_Size(o) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyList_Append") == 0) return PyList_Append(o, o) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyList_Sort") == 0) return PyList_Sort(o) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyTuple_GetItem") == 0) return xref(PyTuple_GetItem(o, 0));
  if (strcmp(name, "PyTuple_Size") == 0) return PyTuple_Size(o) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyDict_SetItem") == 0) return PyDict_SetItem(o, Py_None, Py_None) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyDict_Size") == 0) return PyDict_Size(o) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PySet_Add") == 0) return PySet_Add(o, Py_None) < 0 ? NULL : Py_NewRef(Py_None);
  if (strcmp(name, "PyModule_GetDict") == 0) return xref(PyModule_GetDict(o));
  if (strcmp(name, "PyCell_Get") == 0) return PyCell_Get(o);
  if (strcmp(name, "PyUnicode_GetLength") == 0) return PyUnicode_GetLength(o) < 0 ? NULL : Py_NewRef(Py_None);
  PyErr_SetString(PyExc_KeyError, name);
  return NULL;
}

static PyObject *negative_size(PyObject *Py_UNUSED(self), PyObject *name) {
  if (PyUnicode_CompareWithASCIIString(name, "PyList_New") == 0) return PyList_New(-1);
  if (PyUnicode_CompareWithASCIIString(name, "PyTuple_New") == 0) return PyTuple_New(-1);
  if (PyUnicode_CompareWithASCIIString(name, "PyBytes_FromStringAndSize") == 0) return PyBytes_FromStringAndSize(NULL, -1);
  if (PyUnicode_CompareWithASCIIString(name, "PyByteArray_FromStringAndSize") == 0)
    return PyByteArray_FromStringAndSize(NULL, -1);
  if (PyUnicode_CompareWithASCIIString(name, "PyUnicode_FromStringAndSize") == 0)
    return PyUnicode_FromStringAndSize("text", -1);
  PyErr_SetObject(PyExc_KeyError, name);
  return NULL;
}

/* Releases a buffer twice: (whether the second time found nothing, references that the exporter lost by it). */
static PyObject *release_twice(PyObject *Py_UNUSED(self), PyObject *exporter) {
  Py_buffer view;
  if (PyObject_GetBuffer(exporter, &view, PyBUF_SIMPLE) < 0) return NULL;
  PyBuffer_Release(&view);
  int empty = view.obj == NULL;
  Py_ssize_t before = Py_REFCNT(exporter);
  PyBuffer_Release(&view);
  return Py_BuildValue("(Nn)", PyBool_FromLong(empty), before - Py_REFCNT(exporter));
}

/* Modules of two phases whose definitions are wrong. */
static PyObject *creates_nothing(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) { return NULL; }
static PyObject *creates_and_complains(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) {
  PyErr_SetString(PyExc_ValueError, "left behind");
  return PyModule_New("broken");
}
static int executes_nothing(PyObject *Py_UNUSED(module)) { return -1; }
static int executes_and_complains(PyObject *Py_UNUSED(module)) {
  PyErr_SetString(PyExc_ValueError, "left behind");
  return 0;
}
#define BROKEN(id, size, ...)                                                                                        \
  static PyModuleDef_Slot id##_slots[] = {__VA_ARGS__, {0, NULL}};                                                   \
  static PyModuleDef id##_def = {PyModuleDef_HEAD_INIT, .m_name = "broken", .m_size = size, .m_slots = id##_slots};
BROKEN(create_null, 0, {Py_mod_create, (void *)creates_nothing})
BROKEN(create_error, 0, {Py_mod_create, (void *)creates_and_complains})
BROKEN(create_twice, 0, {Py_mod_create, (void *)creates_nothing}, {Py_mod_create, (void *)creates_nothing})
BROKEN(exec_null, 0, {Py_mod_exec, (void *)executes_nothing})
BROKEN(exec_error, 0, {Py_mod_exec, (void *)executes_and_complains})
BROKEN(unknown_slot, 0, {99, (void *)executes_nothing})
BROKEN(negative_state, -1, {Py_mod_exec, (void *)executes_nothing})
static const struct {
  const char *name;
  PyModuleDef *def;
} broken_defs[] = {{"create_null", &create_null_def},     {"create_error", &create_error_def},
                   {"create_twice", &create_twice_def},   {"exec_null", &exec_null_def},
                   {"exec_error", &exec_error_def},       {"unknown_slot", &unknown_slot_def},
                   {"negative_state", &negative_state_def}};

static PyObject *make_module(PyObject *self, PyObject *name) {
  for (size_t i = 0; i < sizeof broken_defs / sizeof *broken_defs; i++) {
    if (PyUnicode_CompareWithASCIIString(name, broken_defs[i].name) != 0) continue;
    PyObject *spec = PyModule_New("broken");
    if (spec == NULL) return NULL;
    PyObject *text = PyUnicode_FromString("broken");
    if (PyObject_SetAttrString(spec, "name", text) < 0) return NULL;
    Py_DECREF(text);
    PyObject *module = PyModule_FromDefAndSpec(broken_defs[i].def, spec);
    Py_DECREF(spec);
    if (module == NULL) return NULL;
    int failed = PyModule_ExecDef(module, broken_defs[i].def) < 0;
    Py_DECREF(module);
    return failed ? NULL : Py_NewRef(self);
  }
  PyErr_SetObject(PyExc_KeyError, name);
  return NULL;
}

static PyObject *fatal(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_FatalError("nothing is left to do");
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&silent_type); }

PROBE_MODULE_WITH(ready, PROBE_NOARGS(silent), PROBE_NOARGS(silent_init), PROBE_VARARGS(wrong_type), PROBE_O(negative_size),
                  PROBE_O(release_twice), PROBE_O(make_module), PROBE_NOARGS(fatal))
