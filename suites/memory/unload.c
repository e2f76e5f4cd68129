#include "probe.h"

/* A module of two phases that the probe makes as often as it is asked to. */
struct state {
  PyObject *item, *type, *cycle;
  char *buffer;
};
static int states; /* Those that were filled and not freed. */

static int thing_traverse(PyObject *self, visitproc visit, void *arg) {
  (void)self, (void)visit, (void)arg;
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  return 0;
}

static void thing_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  PyObject_GC_Del(self);
  Py_DECREF(type);
}

static PyType_Slot thing_slots[] = {
  {Py_tp_traverse, (void *)thing_traverse}, {Py_tp_dealloc, (void *)thing_dealloc}, {0, NULL}};
static PyType_Spec thing_spec = {
  .name = "unloaded.Thing",
  .basicsize = sizeof(PyObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .slots = thing_slots,
};

static int module_exec(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  state->buffer = PyMem_Malloc(5000);
  if (state->buffer == NULL) {
    PyErr_NoMemory();
    return -1;
  }
  states++;
  state->type = PyType_FromSpec(&thing_spec);
  if (state->type == NULL) return -1;
  Py_INCREF(state->type);
  if (PyModule_AddObject(module, "Thing", state->type) == 0) return 0;
  Py_DECREF(state->type);
  return -1;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) return 0;
  Py_VISIT(state->item);
  Py_VISIT(state->type);
  Py_VISIT(state->cycle);
  return 0;
}

static int module_clear(PyObject *module) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) return 0;
  Py_CLEAR(state->item);
  Py_CLEAR(state->type);
  Py_CLEAR(state->cycle);
  return 0;
}

static void module_free(void *module) {
  struct state *state = PyModule_GetState(module);
  module_clear(module);
  if (state == NULL || state->buffer == NULL) return;
  states--;
  PyMem_Free(state->buffer);
  state->buffer = NULL;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)module_exec}, {0, NULL}};
static PyModuleDef definition = {
  PyModuleDef_HEAD_INIT,
  .m_name = "unloaded",
  .m_size = sizeof(struct state),
  .m_slots = module_slots,
  .m_traverse = module_traverse,
  .m_clear = module_clear,
  .m_free = module_free,
};

static PyObject *make_module(PyObject *Py_UNUSED(self), PyObject *item) {
  PyObject *spec = PyModule_New("unloaded"), *name = PyUnicode_FromString("unloaded"), *module = NULL;
  if (spec != NULL && name != NULL && PyObject_SetAttrString(spec, "name", name) == 0)
    module = PyModule_FromDefAndSpec(&definition, spec);
  Py_XDECREF(spec);
  Py_XDECREF(name);
  if (module == NULL) return NULL;
  if (PyModule_ExecDef(module, &definition) < 0) {
    Py_DECREF(module);
    return NULL;
  }
  struct state *state = PyModule_GetState(module);
  Py_INCREF(item);
  state->item = item;
  return module;
}

/* Lets the module's state refer to the module. */
static PyObject *tie(PyObject *Py_UNUSED(self), PyObject *module) {
  struct state *state = PyModule_GetState(module);
  if (state == NULL) return PyErr_Format(PyExc_TypeError, "not a module of this probe");
  Py_INCREF(module);
  state->cycle = module;
  Py_RETURN_NONE;
}

/* States that nobody freed. */
static PyObject *states_left(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(states); }

PROBE_MODULE(PROBE_O(make_module), PROBE_O(tie), PROBE_NOARGS(states_left))
