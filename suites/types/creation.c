#include "probe.h"

#include <stdalign.h>

/* How instances come to be: who is called, with what, and what their memory holds. */
typedef struct {
  PyObject_HEAD
  unsigned char bytes[100];
  PyObject *reference;
  double number;
} plain_object;

typedef struct {
  PyObject_VAR_HEAD
  double first;
  double items[];
} variable_object;

/* A type that counts as alive what was made and not freed. */
static void counted_dealloc(PyObject *self) {
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static void collected_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  counted_dealloc(self);
}

static PyObject *log_list; /* Of the running case: set by `listen`. */

/* Takes the text; -1 with an exception. */
static int note(PyObject *text) {
  int status = text == NULL ? -1 : log_list == NULL ? 0 : PyList_Append(log_list, text);
  Py_XDECREF(text);
  return status;
}

/* Keyword arguments as a text: a call without any may come with NULL or with an empty dictionary. */
static PyObject *shown(PyObject *kwargs) { return kwargs == NULL || PyDict_Size(kwargs) == 0 ? Py_None : kwargs; }

/* steps_new(type, what, ...): `what` says what tp_new does. */
static PyObject *steps_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  PyObject *what = PyTuple_Size(args) > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None;
  if (note(PyUnicode_FromFormat("new(%R, %R)", args, shown(kwargs))) < 0) return NULL;
  if (PyExceptionClass_Check(what)) {
    PyErr_SetString(what, "refused by tp_new");
    return NULL;
  }
  /* Another object than an instance: tp_init must not be called. */
  if (PyList_Check(what)) return Py_INCREF(what), what;
  /* An instance of the given type, which may be a subtype. */
  if (PyType_Check(what)) type = (PyTypeObject *)what;
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) probe_born();
  return self;
}

static int steps_init(PyObject *self, PyObject *args, PyObject *kwargs) {
  const char *dot = strrchr(Py_TYPE(self)->tp_name, '.');
  if (note(PyUnicode_FromFormat("init(%s, %R, %R)", dot == NULL ? Py_TYPE(self)->tp_name : dot + 1, args,
                                shown(kwargs))) < 0)
    return -1;
  if (PyTuple_Size(args) == 0 || !PyUnicode_Check(PyTuple_GET_ITEM(args, 0))) return 0;
  PyErr_SetObject(PyExc_LookupError, PyTuple_GET_ITEM(args, 0));
  return -1;
}

static int sub_init(PyObject *Py_UNUSED(self), PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  return note(PyUnicode_FromFormat("sub_init(%R)", args));
}

static PyObject *counted_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  PyObject *self = PyType_GenericNew(type, NULL, NULL);
  if (self != NULL) probe_born();
  return self;
}

/* An allocator of the type's own: says for how many items it was asked. */
static PyObject *noting_alloc(PyTypeObject *type, Py_ssize_t items) {
  return note(PyUnicode_FromFormat("alloc(%zd)", items)) < 0 ? NULL : PyType_GenericAlloc(type, items);
}

static int traverse(PyObject *Py_UNUSED(self), visitproc Py_UNUSED(visit), void *Py_UNUSED(arg)) { return 0; }

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_creation." #name, .tp_basicsize = sizeof(plain_object), __VA_ARGS__}
#define PLAIN .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE
#define COLLECTED PLAIN | Py_TPFLAGS_HAVE_GC, .tp_traverse = traverse
TYPE(NoNew, PLAIN);
TYPE(NoNewHeir, PLAIN, .tp_base = &NoNew_type);
TYPE(Plain, PLAIN, .tp_new = counted_new, .tp_dealloc = counted_dealloc);
TYPE(PlainHeir, PLAIN, .tp_base = &Plain_type);
TYPE(Collected, COLLECTED, .tp_new = counted_new, .tp_dealloc = collected_dealloc);
TYPE(Generic, PLAIN, .tp_new = PyType_GenericNew);
TYPE(Steps, PLAIN, .tp_new = steps_new, .tp_init = steps_init, .tp_dealloc = counted_dealloc);
TYPE(StepsSub, PLAIN, .tp_base = &Steps_type, .tp_init = sub_init);
TYPE(Allocating, PLAIN, .tp_new = PyType_GenericNew, .tp_alloc = noting_alloc);
static PyTypeObject Variable_type = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_creation.Variable", .tp_basicsize = sizeof(variable_object),
  .tp_itemsize = sizeof(double), PLAIN};
static PyTypeObject VariableCollected_type = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_creation.VariableCollected", .tp_basicsize = sizeof(variable_object),
  .tp_itemsize = sizeof(double), COLLECTED};

static PyObject *listen(PyObject *Py_UNUSED(self), PyObject *list) {
  log_list = list == Py_None ? NULL : list; /* Borrowed: the case stops listening before it lets go of the list. */
  Py_RETURN_NONE;
}

/* Whether all bytes from the first field to the last are zero, and the block is aligned. */
static PyObject *is_zero(PyObject *Py_UNUSED(self), PyObject *object) {
  plain_object *plain = (plain_object *)object;
  const unsigned char *bytes = plain->bytes;
  for (size_t i = 0; i < sizeof(plain_object) - offsetof(plain_object, bytes); i++)
    if (bytes[i] != 0) Py_RETURN_FALSE;
  return PyBool_FromLong((uintptr_t)object % alignof(double) == 0);
}

/* Fills what the next instance may get, and gives it back. */
static PyObject *spoil(PyObject *Py_UNUSED(self), PyObject *type) {
  plain_object *plain = (plain_object *)PyObject_CallObject(type, NULL);
  if (plain == NULL) return NULL;
  memset(plain->bytes, 0xa5, sizeof plain->bytes);
  plain->number = 1.5;
  Py_DECREF(plain);
  Py_RETURN_NONE;
}

/* alloc(type, items): (size, all zero and aligned, type is set, count of references) of an instance by tp_alloc. */
static PyObject *alloc(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *type;
  Py_ssize_t items;
  if (!PyArg_ParseTuple(args, "O!n", &PyType_Type, &type, &items)) return NULL;
  variable_object *made = (variable_object *)PyType_GenericAlloc(type, items);
  if (made == NULL) return NULL;
  int zero = made->first == 0.0 && (uintptr_t)made % alignof(double) == 0;
  for (Py_ssize_t i = 0; i < items; i++) zero = zero && made->items[i] == 0.0;
  for (Py_ssize_t i = 0; i < items; i++) made->items[i] = 2.5; /* The memory is the instance's own. */
  PyObject *facts = Py_BuildValue("(nOO)", Py_SIZE(made), zero ? Py_True : Py_False,
                                  Py_TYPE(made) == type ? Py_True : Py_False);
  Py_DECREF(made);
  return facts;
}

static PyObject *references_after_alloc(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *made = ((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0);
  if (made == NULL) return NULL;
  PyObject *count = PyLong_FromSsize_t(Py_REFCNT(made));
  Py_DECREF(made);
  return count;
}

static PyObject *generic_new(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyType_GenericNew((PyTypeObject *)type, NULL, NULL);
}

/* A heap type without Py_tp_new. */
static PyObject *heap_type(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static PyType_Slot slots[] = {{0, NULL}};
  static PyType_Spec spec = {"types_creation.Heap", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
  return PyType_FromSpec(&spec);
}

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&NoNew_type, &NoNewHeir_type, &Plain_type, &PlainHeir_type, &Collected_type, &Generic_type,
                           &Steps_type, &StepsSub_type, &Allocating_type, &Variable_type, &VariableCollected_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_O(listen), PROBE_O(is_zero), PROBE_O(spoil), PROBE_VARARGS(alloc),
                  PROBE_O(references_after_alloc), PROBE_O(generic_new), PROBE_NOARGS(heap_type))
