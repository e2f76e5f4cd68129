#include "probe.h"

/*
 * Three extensions in one file. The provider publishes a table of its functions in a capsule, as NumPy does; the
 * consumer gets it while it is imported and uses nothing else of the provider; the probe looks from outside.
 */
#define PROVIDER "proofload_capsule_provider"
#define CONSUMER "proofload_capsule_consumer"

struct table {
  long version;
  PyTypeObject *type;
  PyObject *(*make)(long value);
  int (*read)(PyObject *object, long *value);
  PyObject *(*call)(PyObject *callable, PyObject *argument);
};

/* ---- The provider ----------------------------------------------------------------------------------------------- */

typedef struct {
  PyObject_HEAD
  long value;
} box;
static void box_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  probe_died();
  PyObject_Free(self);
  Py_DECREF(type);
}
static PyType_Slot box_slots[] = {{Py_tp_dealloc, (void *)box_dealloc}, {0, NULL}};
static PyType_Spec box_spec = {.name = PROVIDER ".Box", .basicsize = sizeof(box), .flags = Py_TPFLAGS_DEFAULT, .slots = box_slots};

static struct table *published;

static PyObject *make(long value) {
  if (value < 0) return PyErr_Format(PyExc_ValueError, "no box holds %ld", value);
  box *self = PyObject_New(box, published->type);
  if (self == NULL) return NULL;
  self->value = value;
  probe_born();
  return (PyObject *)self;
}
static int read_box(PyObject *object, long *value) {
  if (Py_TYPE(object) != published->type) {
    PyErr_SetString(PyExc_TypeError, "not a box");
    return -1;
  }
  *value = ((box *)object)->value;
  return 0;
}
static PyObject *call(PyObject *callable, PyObject *argument) { return PyObject_CallFunctionObjArgs(callable, argument, NULL); }

static void free_table(PyObject *capsule) {
  struct table *table = PyCapsule_GetPointer(capsule, PROVIDER "._C_API");
  Py_DECREF(table->type);
  free(table);
}
/* Adds a new capsule to an object and releases it. */
static int add_capsule(PyObject *owner, const char *attribute, PyObject *capsule) {
  int status = capsule == NULL ? -1 : PyObject_SetAttrString(owner, attribute, capsule);
  Py_XDECREF(capsule);
  return status;
}
static int provider_exec(PyObject *module) {
  static int inner;
  struct table *table = malloc(sizeof *table);
  if (table == NULL) return -1;
  PyTypeObject *type = (PyTypeObject *)PyType_FromSpec(&box_spec);
  if (type == NULL) return -1;
  *table = (struct table){3, type, make, read_box, call};
  published = table;
  PyObject *space = PyModule_New("inner"), *number = PyLong_FromLong(5);
  if (space == NULL || number == NULL) return -1;
  int failed = add_capsule(module, "_C_API", PyCapsule_New(table, PROVIDER "._C_API", free_table)) < 0 ||
               add_capsule(module, "misnamed", PyCapsule_New(&inner, PROVIDER "._C_API", NULL)) < 0 ||
               add_capsule(module, "nameless", PyCapsule_New(&inner, NULL, NULL)) < 0 ||
               add_capsule(space, "api", PyCapsule_New(&inner, PROVIDER ".space.api", NULL)) < 0 ||
               PyObject_SetAttrString(module, "space", space) < 0 || PyObject_SetAttrString(module, "number", number) < 0;
  Py_DECREF(space);
  Py_DECREF(number);
  return failed ? -1 : 0;
}
static PyModuleDef_Slot provider_slots[] = {{Py_mod_exec, (void *)provider_exec}, {0, NULL}};
static struct PyModuleDef provider = {PyModuleDef_HEAD_INIT, .m_name = PROVIDER, .m_slots = provider_slots};
PyMODINIT_FUNC PyInit_proofload_capsule_provider(void) { return PyModuleDef_Init(&provider); }

/* ---- The consumer ----------------------------------------------------------------------------------------------- */

static struct table *imported;

static PyObject *consumer_make(PyObject *Py_UNUSED(self), PyObject *value) {
  long number = PyLong_AsLong(value);
  return number == -1 && PyErr_Occurred() ? NULL : imported->make(number);
}
static PyObject *consumer_read(PyObject *Py_UNUSED(self), PyObject *object) {
  long value;
  return imported->read(object, &value) < 0 ? NULL : PyLong_FromLong(value);
}
static PyObject *consumer_call(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *argument;
  if (!PyArg_ParseTuple(args, "OO", &callable, &argument)) return NULL;
  return imported->call(callable, argument);
}
static PyObject *consumer_check(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyBool_FromLong(PyObject_TypeCheck(object, imported->type));
}
static PyMethodDef consumer_methods[] = {{"make", consumer_make, METH_O, NULL},
                                         {"read", consumer_read, METH_O, NULL},
                                         {"call", consumer_call, METH_VARARGS, NULL},
                                         {"check", consumer_check, METH_O, NULL},
                                         {NULL, NULL, 0, NULL}};
static int consumer_exec(PyObject *module) {
  imported = PyCapsule_Import(PROVIDER "._C_API", 0);
  return imported == NULL ? -1 : PyModule_AddIntConstant(module, "version", imported->version);
}
static PyModuleDef_Slot consumer_slots[] = {{Py_mod_exec, (void *)consumer_exec}, {0, NULL}};
static struct PyModuleDef consumer = {
  PyModuleDef_HEAD_INIT, .m_name = CONSUMER, .m_methods = consumer_methods, .m_slots = consumer_slots};
PyMODINIT_FUNC PyInit_proofload_capsule_consumer(void) { return PyModuleDef_Init(&consumer); }

/* ---- The probe -------------------------------------------------------------------------------------------------- */

/* import(name): whether PyCapsule_Import finds a pointer, and it is the one of the capsule that the attributes lead to. */
static PyObject *import(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name, *stored;
  PyObject *capsule;
  if (!PyArg_ParseTuple(args, "sOs", &name, &capsule, &stored)) return NULL;
  void *pointer = PyCapsule_Import(name, 0);
  if (pointer == NULL) return NULL;
  if (PyErr_Occurred()) return PyErr_Format(PyExc_AssertionError, "a pointer and an exception");
  return PyBool_FromLong(capsule == Py_None || pointer == PyCapsule_GetPointer(capsule, stored));
}
static PyObject *modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *dict = PyImport_GetModuleDict();
  Py_XINCREF(dict);
  return dict;
}

PROBE_MODULE(PROBE_VARARGS(import), PROBE_NOARGS(modules))
