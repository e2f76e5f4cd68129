#include "probe.h"

/* A module whose state refers to it, and whose type and instances outlive it. */
struct state {
  PyObject *held;
  PyTypeObject *type;
};
static long freed, instances, freed_before_instances;

static PyObject *hold(PyObject *module, PyObject *object) {
  struct state *state = PyModule_GetState(module);
  PyObject *old = state->held;
  Py_INCREF(object);
  state->held = object;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}
static PyObject *held(PyObject *module, PyObject *Py_UNUSED(ignored)) {
  struct state *state = PyModule_GetState(module);
  PyObject *object = state->held == NULL ? Py_None : state->held;
  Py_INCREF(object);
  return object;
}
static int traverse(PyObject *module, visitproc visit, void *arg) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) return 0;
  Py_VISIT(state->held);
  Py_VISIT(state->type);
  return 0;
}
static int clear(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) return 0;
  Py_CLEAR(state->held);
  Py_CLEAR(state->type);
  return 0;
}
static void free_module(void *module) {
  freed++;
  if (instances > 0) freed_before_instances++;
  clear(module);
}

static PyObject *instance_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  PyObject *self = ((allocfunc)PyType_GetSlot(type, Py_tp_alloc))(type, 0);
  if (self != NULL) instances++;
  return self;
}
static void instance_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  instances--;
  ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
  Py_DECREF(type);
}
static PyType_Slot instance_slots[] = {{Py_tp_new, (void *)instance_new}, {Py_tp_dealloc, (void *)instance_dealloc}, {0, NULL}};
static PyType_Spec instance_spec = {
  .name = "proofload_state.Instance", .basicsize = sizeof(PyObject), .flags = Py_TPFLAGS_DEFAULT, .slots = instance_slots};

static int exec(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  state->type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &instance_spec, NULL);
  if (state->type == NULL) return -1;
  return PyModule_AddType(module, state->type);
}
static PyMethodDef methods[] = {{"hold", hold, METH_O, NULL}, {"held", held, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)exec}, {0, NULL}};
static PyModuleDef_Slot no_slots[] = {{0, NULL}};
static struct PyModuleDef with_type = {
  PyModuleDef_HEAD_INIT, .m_name = "state", .m_size = sizeof(struct state), .m_methods = methods, .m_slots = slots,
  .m_traverse = traverse, .m_clear = clear, .m_free = free_module};
PyMODINIT_FUNC PyInit_proofload_state(void) { return PyModuleDef_Init(&with_type); }
static struct PyModuleDef without_type = {
  PyModuleDef_HEAD_INIT, .m_name = "cycle", .m_size = sizeof(struct state), .m_methods = methods, .m_slots = no_slots,
  .m_traverse = traverse, .m_clear = clear, .m_free = free_module};
PyMODINIT_FUNC PyInit_proofload_cycle(void) { return PyModuleDef_Init(&without_type); }
static struct PyModuleDef single = {
  PyModuleDef_HEAD_INIT, .m_name = "single", .m_size = sizeof(struct state), .m_methods = methods,
  .m_traverse = traverse, .m_clear = clear, .m_free = free_module};

/* Without state the functions are called all the same. */
static long visits;
static int count_visit(PyObject *Py_UNUSED(module), visitproc Py_UNUSED(visit), void *Py_UNUSED(arg)) {
  visits++;
  return 0;
}
static void count_free(void *Py_UNUSED(module)) { freed++; }
static struct PyModuleDef stateless = {
  PyModuleDef_HEAD_INIT, .m_name = "stateless", .m_size = 0, .m_traverse = count_visit, .m_free = count_free};

static PyObject *create(PyObject *Py_UNUSED(self), PyObject *with_state) {
  return PyModule_Create(PyObject_IsTrue(with_state) ? &single : &stateless);
}
/* (m_free was called, of these before an instance was gone, m_traverse of a module without state was called at all). */
static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *result = Py_BuildValue("(llN)", freed, freed_before_instances, PyBool_FromLong(visits > 0));
  freed = freed_before_instances = visits = 0;
  return result;
}
static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *dict = PyImport_GetModuleDict();
  Py_XINCREF(dict);
  return dict;
}

PROBE_MODULE(PROBE_O(create), PROBE_NOARGS(counts), PROBE_NOARGS(modules))
