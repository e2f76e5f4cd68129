#include "probe.h"

/* Initialization functions and definitions that are wrong, one module each. */
#define MODULE(name) PyMODINIT_FUNC PyInit_proofload_##name(void)

/* ---- What an initialization function returns -------------------------------------------------------------------- */

static struct PyModuleDef single = {PyModuleDef_HEAD_INIT, .m_name = "single", .m_size = -1};
static PyModuleDef_Slot no_slots[] = {{0, NULL}};
static struct PyModuleDef multi = {PyModuleDef_HEAD_INIT, .m_name = "multi", .m_slots = no_slots};

MODULE(null_silent) { return NULL; }
MODULE(null_raising) { return PyErr_Format(PyExc_KeyError, "not today"); }
MODULE(module_raising) {
  PyErr_SetString(PyExc_KeyError, "and yet");
  return PyModule_Create(&single);
}
MODULE(definition_raising) {
  PyErr_SetString(PyExc_KeyError, "and yet");
  return PyModuleDef_Init(&multi);
}
MODULE(uninitialized) {
  static struct PyModuleDef raw = {PyModuleDef_HEAD_INIT, .m_name = "raw", .m_slots = no_slots};
  return (PyObject *)&raw;
}
MODULE(number) { return PyLong_FromLong(123456789); }
MODULE(created_with_slots) {
  static struct PyModuleDef slotted = {PyModuleDef_HEAD_INIT, .m_name = "slotted", .m_slots = no_slots};
  return PyModule_Create(&slotted);
}
static PyObject *nothing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { Py_RETURN_NONE; }
static PyMethodDef class_method[] = {{"nothing", nothing, METH_NOARGS | METH_CLASS, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef static_method[] = {{"nothing", nothing, METH_NOARGS | METH_STATIC, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef classy = {PyModuleDef_HEAD_INIT, .m_name = "classy", .m_size = -1, .m_methods = class_method};
static struct PyModuleDef staticky = {PyModuleDef_HEAD_INIT, .m_name = "staticky", .m_size = -1, .m_methods = static_method};
MODULE(class_method) { return PyModule_Create(&classy); }
MODULE(static_method) { return PyModule_Create(&staticky); }
static struct PyModuleDef class_in_phases = {
  PyModuleDef_HEAD_INIT, .m_name = "classy", .m_methods = class_method, .m_slots = no_slots};
MODULE(class_method_in_phases) { return PyModuleDef_Init(&class_in_phases); }

/* ---- Slots that do not do what they announce -------------------------------------------------------------------- */

static PyObject *create_silent(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) { return NULL; }
static PyObject *create_failing(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) {
  return PyErr_Format(PyExc_KeyError, "not today");
}
static PyObject *create_raising(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) {
  PyObject *module = PyModule_New("created");
  PyErr_SetString(PyExc_KeyError, "and yet");
  return module;
}
static PyObject *create(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) { return PyModule_New("created"); }
static PyObject *create_list(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(def)) { return PyList_New(0); }
static int exec_silent(PyObject *Py_UNUSED(module)) { return -1; }
static int exec_raising(PyObject *Py_UNUSED(module)) {
  PyErr_SetString(PyExc_KeyError, "and yet");
  return 0;
}
static int exec(PyObject *Py_UNUSED(module)) { return 0; }

#define SLOTTED(name, size, ...)                                                                                      \
  static PyModuleDef_Slot name##_slots[] = {__VA_ARGS__, {0, NULL}};                                                  \
  static struct PyModuleDef name##_def = {                                                                            \
    PyModuleDef_HEAD_INIT, .m_name = "definition", .m_size = size, .m_slots = name##_slots};                          \
  MODULE(name) { return PyModuleDef_Init(&name##_def); }
SLOTTED(create_silent, 0, {Py_mod_create, (void *)create_silent})
SLOTTED(create_failing, 0, {Py_mod_create, (void *)create_failing})
SLOTTED(create_raising, 0, {Py_mod_create, (void *)create_raising})
SLOTTED(exec_silent, 0, {Py_mod_exec, (void *)exec_silent})
SLOTTED(exec_raising, 0, {Py_mod_exec, (void *)exec_raising})
SLOTTED(two_creates, 0, {Py_mod_create, (void *)create}, {Py_mod_create, (void *)create})
SLOTTED(slot_100, 0, {100, (void *)exec})
SLOTTED(slot_minus_1, 0, {Py_mod_exec, (void *)exec}, {-1, (void *)exec})
SLOTTED(negative_size, -1, {Py_mod_exec, (void *)exec})
SLOTTED(list_with_state, 8, {Py_mod_create, (void *)create_list})
SLOTTED(list_with_exec, 0, {Py_mod_create, (void *)create_list}, {Py_mod_exec, (void *)exec})

/* ---- Slots of newer versions ------------------------------------------------------------------------------------ */

#ifdef Py_mod_multiple_interpreters
#define INTERPRETERS(value) {Py_mod_multiple_interpreters, value}
SLOTTED(interpreters_no, 0, INTERPRETERS(Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED))
SLOTTED(interpreters_shared, 0, INTERPRETERS(Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED), {Py_mod_exec, (void *)exec})
SLOTTED(interpreters_own_gil, 0, {Py_mod_exec, (void *)exec}, INTERPRETERS(Py_MOD_PER_INTERPRETER_GIL_SUPPORTED))
SLOTTED(interpreters_twice, 0, INTERPRETERS(Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED),
        INTERPRETERS(Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED))
#endif
#ifdef Py_mod_gil
SLOTTED(gil_used, 0, {Py_mod_gil, Py_MOD_GIL_USED}, {Py_mod_exec, (void *)exec})
SLOTTED(gil_not_used, 0, {Py_mod_exec, (void *)exec}, {Py_mod_gil, Py_MOD_GIL_NOT_USED})
SLOTTED(gil_twice, 0, {Py_mod_gil, Py_MOD_GIL_USED}, {Py_mod_gil, Py_MOD_GIL_USED})
#endif

/* ---- Another version of the API --------------------------------------------------------------------------------- */

/* Of warnings.catch_warnings(record=True), entered, and all warnings filtered by `action`: what it records. */
static PyObject *enter(PyObject *warnings, const char *action, PyObject **manager) {
  PyObject *class = PyObject_GetAttrString(warnings, "catch_warnings"), *none = PyTuple_New(0);
  PyObject *keywords = Py_BuildValue("{sO}", "record", Py_True), *list = NULL, *done = NULL;
  *manager = class == NULL || none == NULL || keywords == NULL ? NULL : PyObject_Call(class, none, keywords);
  if (*manager != NULL) list = PyObject_CallMethod(*manager, "__enter__", NULL);
  if (list != NULL) done = PyObject_CallMethod(warnings, "simplefilter", "s", action);
  Py_XDECREF(class);
  Py_XDECREF(none);
  Py_XDECREF(keywords);
  Py_XDECREF(done);
  return list;
}
static void leave(PyObject *manager) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *done = PyObject_CallMethod(manager, "__exit__", "OOO", Py_None, Py_None, Py_None);
  if (done == NULL) PyErr_WriteUnraisable(manager);
  Py_XDECREF(done);
  PyErr_Restore(type, value, traceback);
}
/* create2(version, action, spec or None): the module of that version of the API, and the recorded warnings. */
static PyObject *create2(PyObject *Py_UNUSED(self), PyObject *args) {
  int version;
  const char *action;
  PyObject *spec, *manager = NULL, *module = NULL;
  if (!PyArg_ParseTuple(args, "isO", &version, &action, &spec)) return NULL;
  if (version == 0) version = PYTHON_API_VERSION;
  PyObject *warnings = PyImport_ImportModule("warnings");
  PyObject *list = warnings == NULL ? NULL : enter(warnings, action, &manager);
  if (list != NULL && !PyErr_Occurred())
    module = spec == Py_None ? PyModule_Create2(&single, version) : PyModule_FromDefAndSpec2(&multi, spec, version);
  if (manager != NULL) leave(manager);
  PyObject *result = module == NULL ? NULL : PyTuple_Pack(2, module, list);
  Py_XDECREF(module);
  Py_XDECREF(list);
  Py_XDECREF(manager);
  Py_XDECREF(warnings);
  return result;
}

static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *dict = PyImport_GetModuleDict();
  Py_XINCREF(dict);
  return dict;
}

PROBE_MODULE(PROBE_VARARGS(create2), PROBE_NOARGS(modules))
