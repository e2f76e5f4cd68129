#include "probe.h"

/* Modules of single-phase initialization, and the registry of modules by their definitions. */
static long runs;

static PyObject *give_self(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  Py_INCREF(self);
  return self;
}
static PyMethodDef methods[] = {{"give_self", give_self, METH_NOARGS, "Who am I?"}, {NULL, NULL, 0, NULL}};

/* With global state, as m_size says: initialized once. */
static struct PyModuleDef global = {
  PyModuleDef_HEAD_INIT, .m_name = "proofload_global", .m_doc = "Global state.", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_proofload_global(void) {
  PyObject *module = PyModule_Create(&global), *item = PyList_New(0);
  runs++;
  if (module == NULL || item == NULL || PyModule_AddObject(module, "item", item) < 0) {
    Py_XDECREF(item);
    Py_CLEAR(module);
  }
  return module;
}

/* With state of its own: can be initialized again. */
struct state {
  char zeros[100];
  long count;
};
static struct PyModuleDef again = {
  PyModuleDef_HEAD_INIT, .m_name = "proofload_again", .m_size = sizeof(struct state), .m_methods = methods};
PyMODINIT_FUNC PyInit_proofload_again(void) {
  PyObject *module = PyModule_Create(&again);
  runs++;
  if (module == NULL) return NULL;
  struct state *state = PyModule_GetState(module);
  int zero = state != NULL;
  for (size_t i = 0; zero && i < sizeof *state; i++) zero = ((char *)state)[i] == 0;
  if (zero) memset(state, 'x', sizeof *state);
  if (PyModule_AddIntConstant(module, "zeroed", zero) == 0) return module;
  Py_DECREF(module);
  return NULL;
}

/* Imported as the member of a package; the definition knows the last part of the name. */
static struct PyModuleDef member = {PyModuleDef_HEAD_INIT, .m_name = "proofload_member", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_proofload_member(void) { return PyModule_Create(&member); }
PyMODINIT_FUNC PyInit_proofload_package(void) {
  static struct PyModuleDef package = {PyModuleDef_HEAD_INIT, .m_name = "proofload_package", .m_size = -1};
  return PyModule_Create(&package);
}

/* How often initialization functions ran since the last time. */
static PyObject *initializations(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *count = PyLong_FromLong(runs);
  runs = 0;
  return count;
}
static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *dict = PyImport_GetModuleDict();
  Py_XINCREF(dict);
  return dict;
}

/* ---- The registry ----------------------------------------------------------------------------------------------- */

static struct PyModuleDef loose = {PyModuleDef_HEAD_INIT, .m_name = "loose", .m_size = -1};
/* CPython 3.12 reads one place behind its table: a definition that never becomes a module takes that place. */
static struct PyModuleDef spare = {PyModuleDef_HEAD_INIT, .m_name = "spare", .m_size = -1};

static PyModuleDef *definition_named(PyObject *name) {
  return PyUnicode_CompareWithASCIIString(name, "global") == 0  ? &global
         : PyUnicode_CompareWithASCIIString(name, "again") == 0 ? &again
                                                                : &loose;
}
static PyObject *create(PyObject *Py_UNUSED(self), PyObject *name) {
  return PyModuleDef_Init(&spare) == NULL ? NULL : PyModule_Create(definition_named(name));
}
/* None when there is none. */
static PyObject *find(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *module = PyState_FindModule(definition_named(name));
  if (module == NULL && PyErr_Occurred()) return NULL;
  if (module == NULL) module = Py_None;
  Py_INCREF(module);
  return module;
}
static PyObject *add(PyObject *Py_UNUSED(self), PyObject *module) {
  int status = PyState_AddModule(module, &loose);
  return status < 0 ? NULL : PyLong_FromLong(status);
}
static PyObject *remove_loose(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int status = PyState_RemoveModule(&loose);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

PROBE_MODULE(PROBE_NOARGS(initializations), PROBE_NOARGS(modules), PROBE_O(create), PROBE_O(find), PROBE_O(add),
             PROBE_NOARGS(remove_loose))
