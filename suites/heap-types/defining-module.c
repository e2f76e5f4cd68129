#include "probe.h"

/* How a method finds its module: through the class that defines it, through a class's module, through the definition. */
struct state {
  long number;
};
static struct PyModuleDef home;

/* ---- Methods of the class --------------------------------------------------------------------------------------- */

/* The class that defines the method; with arguments, to show that they arrive: (class, positional, keywords). */
static PyObject *defining(PyObject *Py_UNUSED(self), PyTypeObject *class, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  PyObject *positional = PyTuple_New(count), *keywords = PyDict_New();
  Py_ssize_t named = names == NULL ? 0 : PyTuple_Size(names);
  if (positional == NULL || keywords == NULL) return NULL;
  for (Py_ssize_t i = 0; i < count; i++) {
    Py_INCREF(args[i]);
    PyTuple_SetItem(positional, i, args[i]);
  }
  for (Py_ssize_t i = 0; i < named; i++)
    if (PyDict_SetItem(keywords, PyTuple_GetItem(names, i), args[count + i]) < 0) return NULL;
  return Py_BuildValue("(ONN)", class, positional, keywords);
}
static PyObject *number(PyObject *Py_UNUSED(self), PyTypeObject *class, PyObject *const *Py_UNUSED(args), Py_ssize_t Py_UNUSED(count),
                        PyObject *Py_UNUSED(names)) {
  struct state *state = PyType_GetModuleState(class);
  return state == NULL ? NULL : PyLong_FromLong(state->number);
}
/* A slot is not told its class: it looks for the definition. */
static PyObject *add(PyObject *left, PyObject *right) {
  PyObject *module = PyType_GetModuleByDef(Py_TYPE(left), &home);
  if (module == NULL) {
    PyErr_Clear();
    module = PyType_GetModuleByDef(Py_TYPE(right), &home);
  }
  struct state *state = module == NULL ? NULL : PyModule_GetState(module);
  return state == NULL ? NULL : PyLong_FromLong(state->number);
}
#define METHOD(function) {#function, PROBE_CAST(function), METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL}
#ifdef METH_METHOD
static PyMethodDef methods[] = {METHOD(defining), METHOD(number), {NULL, NULL, 0, NULL}};
#else
static PyMethodDef methods[] = {{NULL, NULL, 0, NULL}};
#endif
static PyType_Slot slots[] = {{Py_tp_methods, methods}, {Py_nb_add, (void *)add}, {0, NULL}};
static PyType_Spec spec = {.name = "proofload_home.Class", .basicsize = sizeof(PyObject),
                           .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = slots};
static PyType_Slot no_slots[] = {{0, NULL}};
static PyType_Spec derived_spec = {.name = "proofload_other.Derived", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                                   .slots = no_slots};

/* ---- Modules ---------------------------------------------------------------------------------------------------- */

static long next_number;
static int home_exec(PyObject *module) {
  ((struct state *)PyModule_GetState(module))->number = ++next_number;
  PyObject *type = PyType_FromModuleAndSpec(module, &spec, NULL);
  if (type == NULL) return -1;
  int status = PyObject_SetAttrString(module, "Class", type);
  Py_DECREF(type);
  return status < 0 ? -1 : PyModule_AddIntConstant(module, "number", next_number);
}
static PyModuleDef_Slot home_slots[] = {{Py_mod_exec, (void *)home_exec}, {0, NULL}};
static struct PyModuleDef home = {
  PyModuleDef_HEAD_INIT, .m_name = "proofload_home", .m_size = sizeof(struct state), .m_slots = home_slots};
PyMODINIT_FUNC PyInit_proofload_home(void) { return PyModuleDef_Init(&home); }
static PyModuleDef_Slot other_slots[] = {{0, NULL}};
static struct PyModuleDef other = {PyModuleDef_HEAD_INIT, .m_name = "proofload_other", .m_slots = other_slots};
PyMODINIT_FUNC PyInit_proofload_other(void) { return PyModuleDef_Init(&other); }

/* ---- The probe -------------------------------------------------------------------------------------------------- */

/* derive(module or NULL, base): a class made by C. */
static PyObject *derive(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *module, *base;
  if (!PyArg_ParseTuple(args, "OO", &module, &base)) return NULL;
  PyObject *bases = PyTuple_Pack(1, base);
  PyObject *type = bases == NULL ? NULL : PyType_FromModuleAndSpec(PROBE_OR_NULL(module), &derived_spec, bases);
  Py_XDECREF(bases);
  return type;
}
static PyObject *borrowed(PyObject *object) {
  Py_XINCREF(object);
  return object;
}
static PyObject *get_module(PyObject *Py_UNUSED(self), PyObject *type) { return borrowed(PyType_GetModule((PyTypeObject *)type)); }
static PyObject *get_module_by_def(PyObject *Py_UNUSED(self), PyObject *type) {
  return borrowed(PyType_GetModuleByDef((PyTypeObject *)type, &home));
}
/* The number in the state, or None when there is none and no exception either. */
static PyObject *get_state(PyObject *Py_UNUSED(self), PyObject *type) {
  struct state *state = PyType_GetModuleState((PyTypeObject *)type);
  if (state != NULL) return PyLong_FromLong(state->number);
  if (PyErr_Occurred()) return NULL;
  Py_RETURN_NONE;
}
static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return borrowed(PyImport_GetModuleDict()); }

PROBE_MODULE(PROBE_VARARGS(derive), PROBE_O(get_module), PROBE_O(get_module_by_def), PROBE_O(get_state), PROBE_NOARGS(modules))
