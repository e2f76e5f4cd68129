#include "probe.h"

/* Modules of multi-phase initialization. What their functions do is written down, one word each, for `events`. */
static char events_text[512];
static void note(const char *event) {
  size_t used = strlen(events_text);
  snprintf(events_text + used, sizeof events_text - used, "%s%s", used > 0 ? " " : "", event);
}
static PyObject *events(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *text = PyUnicode_FromString(events_text);
  events_text[0] = '\0';
  return text;
}

/* ---- Every slot, a method, a docstring and state ---------------------------------------------------------------- */

struct state {
  char zeros[1000];
  PyObject *item;
  long changes;
};
static struct PyModuleDef full;
static long freed, called_without_state;

static PyObject *full_create(PyObject *spec, PyModuleDef *def) {
  PyObject *name = PyObject_GetAttrString(spec, "name"), *module;
  if (name == NULL) return NULL;
  note(def == &full ? "create" : "create-of-another");
  module = PyModule_NewObject(name);
  Py_DECREF(name);
  return module;
}
/* Answers what is in the state that the execution finds. */
static int full_first(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  int zero = state != NULL;
  for (size_t i = 0; zero && i < sizeof *state; i++) zero = ((char *)state)[i] == 0;
  note(zero ? "first" : "first-with-old-state");
  if (!zero) return 0;
  memset(state->zeros, 'x', sizeof state->zeros);
  return (state->item = PROBE_TRACKED(1)) == NULL ? -1 : 0;
}
static int full_second(PyObject *module) {
  note("second");
  return PyModule_AddIntConstant(module, "answer", 42);
}
static PyObject *change(PyObject *module, PyObject *Py_UNUSED(ignored)) {
  struct state *state = PyModule_GetState(module);
  return PyLong_FromLong(++state->changes);
}
static int full_traverse(PyObject *module, visitproc visit, void *arg) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) called_without_state++;
  else Py_VISIT(state->item);
  return 0;
}
static int full_clear(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) called_without_state++;
  else Py_CLEAR(state->item);
  return 0;
}
static void full_free(void *module) {
  full_clear(module);
  freed++;
}
/* How often m_free was called, and how often a function was without state; since the last time. */
static PyObject *calls(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *counts = Py_BuildValue("(ll)", freed, called_without_state);
  freed = called_without_state = 0;
  return counts;
}
static PyMethodDef full_methods[] = {{"change", change, METH_NOARGS, "Counts."}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot full_slots[] = {
  {Py_mod_exec, (void *)full_first}, {Py_mod_create, (void *)full_create}, {Py_mod_exec, (void *)full_second}, {0, NULL}};
static struct PyModuleDef full = {
  PyModuleDef_HEAD_INIT, .m_name = "name_of_the_definition", .m_doc = "All there is.", .m_size = sizeof(struct state),
  .m_methods = full_methods, .m_slots = full_slots, .m_traverse = full_traverse, .m_clear = full_clear, .m_free = full_free};
PyMODINIT_FUNC PyInit_proofload_full(void) { return PyModuleDef_Init(&full); }
/* The same definition as another module, whose name is not ASCII: 'łódź'.encode('punycode') with '_' for '-'. */
PyMODINIT_FUNC PyInitU_proofload_d_zeb04hqw(void) { return PyModuleDef_Init(&full); }

static PyModuleDef_Slot plain_slots[] = {{0, NULL}};
static struct PyModuleDef plain = {PyModuleDef_HEAD_INIT, .m_name = "plain", .m_slots = plain_slots};
PyMODINIT_FUNC PyInit_proofload_plain(void) { return PyModuleDef_Init(&plain); }
PyMODINIT_FUNC PyInit_proofload_leaf(void) { return PyModuleDef_Init(&plain); }

/* ---- Modules that are no module objects ------------------------------------------------------------------------- */

static PyObject *tracked_create(PyObject *spec, PyModuleDef *def) {
  (void)spec, (void)def;
  return PROBE_TRACKED(5);
}
static PyModuleDef_Slot odd_slots[] = {{Py_mod_create, (void *)tracked_create}, {0, NULL}};
static struct PyModuleDef odd = {PyModuleDef_HEAD_INIT, .m_name = "odd", .m_slots = odd_slots};
/* A host's type is made an instance of: it takes attributes, as an import wants to set some. */
static PyObject *namespace_create(PyObject *spec, PyModuleDef *def) {
  (void)def;
  PyObject *types = PyImport_ImportModule("types");
  PyObject *space = types == NULL ? NULL : PyObject_CallMethod(types, "SimpleNamespace", NULL);
  Py_XDECREF(types);
  if (space != NULL && PyObject_SetAttrString(space, "made_from", spec) < 0) Py_CLEAR(space);
  return space;
}
static PyObject *whoami(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  Py_INCREF(self);
  return self;
}
static PyMethodDef namespace_methods[] = {{"whoami", whoami, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot namespace_slots[] = {{Py_mod_create, (void *)namespace_create}, {0, NULL}};
static struct PyModuleDef namespace = {PyModuleDef_HEAD_INIT, .m_name = "namespace", .m_doc = "Spacious.",
                                       .m_methods = namespace_methods, .m_slots = namespace_slots};
PyMODINIT_FUNC PyInit_proofload_namespace(void) { return PyModuleDef_Init(&namespace); }

/* ---- Execution that fails --------------------------------------------------------------------------------------- */

static int failing_exec(PyObject *module) {
  PyObject *name = PyModule_GetNameObject(module);
  PyObject *modules = PyImport_GetModuleDict();
  note(name != NULL && PyDict_GetItem(modules, name) == module ? "entered" : "not-entered");
  if (name != NULL) PyErr_SetObject(PyExc_KeyError, name);
  Py_XDECREF(name);
  return -1;
}
static int never_exec(PyObject *Py_UNUSED(module)) {
  note("executed-after-failure");
  return 0;
}
static PyModuleDef_Slot failing_slots[] = {
  {Py_mod_exec, (void *)full_first}, {Py_mod_exec, (void *)failing_exec}, {Py_mod_exec, (void *)never_exec}, {0, NULL}};
static struct PyModuleDef failing = {
  PyModuleDef_HEAD_INIT, .m_name = "failing", .m_size = sizeof(struct state), .m_slots = failing_slots,
  .m_traverse = full_traverse, .m_clear = full_clear, .m_free = full_free};
PyMODINIT_FUNC PyInit_proofload_failing(void) { return PyModuleDef_Init(&failing); }

/* ---- The probe -------------------------------------------------------------------------------------------------- */

static PyModuleDef *definition_named(const char *name) {
  return strcmp(name, "full") == 0 ? &full : strcmp(name, "odd") == 0 ? &odd : strcmp(name, "failing") == 0 ? &failing : &plain;
}
/* from_spec(definition, spec): creates and does not execute. */
static PyObject *from_spec(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *spec;
  return PyArg_ParseTuple(args, "sO", &name, &spec) ? PyModule_FromDefAndSpec(definition_named(name), spec) : NULL;
}
static PyObject *exec_def(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *module;
  if (!PyArg_ParseTuple(args, "sO", &name, &module)) return NULL;
  int status = PyModule_ExecDef(module, definition_named(name));
  return status < 0 ? NULL : PyLong_FromLong(status);
}
/* Is the definition of the module the one of that name? None if it has none. */
static PyObject *has_definition(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *module;
  if (!PyArg_ParseTuple(args, "sO", &name, &module)) return NULL;
  PyModuleDef *def = PyModule_GetDef(module);
  if (def == NULL && PyErr_Occurred()) return NULL;
  if (def == NULL) Py_RETURN_NONE;
  return PyBool_FromLong(def == definition_named(name));
}
static PyObject *has_state(PyObject *Py_UNUSED(self), PyObject *module) {
  void *state = PyModule_GetState(module);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(state != NULL);
}
/* PyModuleDef_Init answers the definition, an object of its type, also the second time. */
static PyObject *def_init(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static struct PyModuleDef fresh = {PyModuleDef_HEAD_INIT, .m_name = "fresh"};
  PyObject *first = PyModuleDef_Init(&fresh), *second = PyModuleDef_Init(&fresh);
  return Py_BuildValue("(NNN)", PyBool_FromLong(first == (PyObject *)&fresh && second == first),
                       PyBool_FromLong(Py_TYPE(first) != NULL), PyBool_FromLong(Py_REFCNT(first) > 0));
}
static PyObject *find(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *module = PyState_FindModule(&full);
  if (module == NULL && PyErr_Occurred()) return NULL;
  return PyBool_FromLong(module != NULL);
}
static PyObject *state_add(PyObject *Py_UNUSED(self), PyObject *module) {
  int status = PyState_AddModule(module, &full);
  return status < 0 ? NULL : PyLong_FromLong(status);
}
static PyObject *state_remove(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int status = PyState_RemoveModule(&full);
  return status < 0 ? NULL : PyLong_FromLong(status);
}
static PyObject *reload(PyObject *Py_UNUSED(self), PyObject *module) { return PyImport_ReloadModule(module); }
static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *dict = PyImport_GetModuleDict();
  Py_XINCREF(dict);
  return dict;
}

PROBE_MODULE(PROBE_NOARGS(events), PROBE_NOARGS(calls), PROBE_VARARGS(from_spec), PROBE_VARARGS(exec_def), PROBE_VARARGS(has_definition),
             PROBE_O(has_state), PROBE_NOARGS(def_init), PROBE_NOARGS(find), PROBE_O(state_add), PROBE_NOARGS(state_remove),
             PROBE_O(reload), PROBE_NOARGS(modules))
