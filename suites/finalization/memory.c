#include "probe.h"
#include <stddef.h>

/* What the allocators below were asked for since `seen` was called last. */
static long allocated, freed, foreign;
static Py_ssize_t items_asked;
static int refuse;
static void *living[64]; /* What tp_alloc returned and tp_free has not got yet. */

static void remember(void *memory) {
  for (size_t i = 0; i < sizeof living / sizeof *living; i++)
    if (living[i] == NULL) {
      living[i] = memory;
      return;
    }
}

/* Whether tp_alloc returned it. */
static int forget(const void *memory) {
  for (size_t i = 0; i < sizeof living / sizeof *living; i++)
    if (living[i] == memory) {
      living[i] = NULL;
      return 1;
    }
  return 0;
}

typedef struct {
  PyObject_VAR_HEAD
  PyObject *field;
  long numbers[1]; /* Py_SIZE of them. */
} Own;

static PyObject *Own_alloc(PyTypeObject *type, Py_ssize_t items) {
  if (refuse) return PyErr_NoMemory();
  PyObject *made = PyType_GenericAlloc(type, items);
  if (made == NULL) return NULL;
  allocated++;
  items_asked = items;
  remember(made);
  return made;
}

static void Own_free(void *memory) {
  freed++;
  if (!forget(memory)) foreign++;
  PyObject_Free(memory);
}

static void Own_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_CLEAR(((Own *)self)->field);
  probe_died();
  type->tp_free(self);
  /* A type that the host made has a deallocator of its own, which calls this one and releases the type itself. */
  if (type->tp_dealloc == Own_dealloc && type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_DECREF(type);
}

/* Own(field, items = 0) */
static PyObject *Own_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *field;
  Py_ssize_t items = 0;
  if (!PyArg_ParseTuple(args, "O|n", &field, &items)) return NULL;
  Own *self = (Own *)type->tp_alloc(type, items);
  if (self == NULL) return NULL;
  probe_born();
  Py_INCREF(field);
  self->field = field;
  return (PyObject *)self;
}

#define OWN_TYPE(name_, ...)                                                                                          \
  static PyTypeObject name_##_Type = {                                                                                \
    PyVarObject_HEAD_INIT(NULL, 0)                                                                                    \
    .tp_name = "probe." #name_,                                                                                       \
    .tp_basicsize = offsetof(Own, numbers),                                                                           \
    .tp_itemsize = sizeof(long),                                                                                      \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,                                                             \
    .tp_new = Own_new,                                                                                                \
    .tp_dealloc = Own_dealloc,                                                                                        \
    __VA_ARGS__}
OWN_TYPE(Own, .tp_alloc = Own_alloc, .tp_free = Own_free);
OWN_TYPE(Heir, .tp_base = &Own_Type);
OWN_TYPE(Plain, .tp_alloc = NULL);

/* A heap type with the same allocators. */
static PyType_Slot made_slots[] = {{Py_tp_new, Own_new},     {Py_tp_dealloc, Own_dealloc}, {Py_tp_alloc, Own_alloc},
                                   {Py_tp_free, Own_free}, {0, NULL}};
static PyType_Spec made_spec = {
  .name = "probe.Made",
  .basicsize = offsetof(Own, numbers),
  .itemsize = sizeof(long),
  .flags = Py_TPFLAGS_DEFAULT,
  .slots = made_slots,
};
static PyObject *made_type(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyType_FromSpec(&made_spec); }

/* (allocated, freed, freed without having been allocated) since it was asked last. */
static PyObject *seen(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *found = Py_BuildValue("(lll)", allocated, freed, foreign);
  allocated = freed = foreign = 0;
  memset(living, 0, sizeof living);
  return found;
}

static PyObject *asked(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromSsize_t(items_asked); }

static PyObject *set_refuse(PyObject *Py_UNUSED(self), PyObject *on) {
  refuse = PyObject_IsTrue(on);
  Py_RETURN_NONE;
}

/* (size, whether everything behind the header was zero when it was new but for what tp_new stored). */
static PyObject *content(PyObject *Py_UNUSED(self), PyObject *object) {
  long sum = 0;
  for (Py_ssize_t i = 0; i < Py_SIZE(object); i++) sum |= ((Own *)object)->numbers[i];
  return Py_BuildValue("(nO)", Py_SIZE(object), sum == 0 ? Py_True : Py_False);
}

/* Writes and reads all that the object has room for. */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *object) {
  long sum = 0;
  for (Py_ssize_t i = 0; i < Py_SIZE(object); i++) ((Own *)object)->numbers[i] = i;
  for (Py_ssize_t i = 0; i < Py_SIZE(object); i++) sum += ((Own *)object)->numbers[i];
  return PyLong_FromLong(sum);
}

/* Types for the question which allocators a type has when it says nothing. */
typedef struct {
  PyObject_HEAD
  PyObject *field;
} Small;
static int Small_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Small *)self)->field);
  return 0;
}
static PyTypeObject Uncollected_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Uncollected",
  .tp_basicsize = sizeof(Small),
  .tp_flags = Py_TPFLAGS_DEFAULT,
};
static PyTypeObject Collected_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Collected",
  .tp_basicsize = sizeof(Small),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Small_traverse,
};

/* (PyType_GenericAlloc?, PyObject_Free?, and the same of a collectable type: PyObject_GC_Del?) */
static PyObject *defaults(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("(NNNN)", PyBool_FromLong(Uncollected_Type.tp_alloc == PyType_GenericAlloc),
                       PyBool_FromLong(Uncollected_Type.tp_free == PyObject_Free),
                       PyBool_FromLong(Collected_Type.tp_alloc == PyType_GenericAlloc),
                       PyBool_FromLong(Collected_Type.tp_free == PyObject_GC_Del));
}

static int set_up(PyObject *module) {
  if (PyType_Ready(&Uncollected_Type) < 0 || PyType_Ready(&Collected_Type) < 0) return -1;
  if (probe_add_type(module, "Own", &Own_Type) < 0 || probe_add_type(module, "Heir", &Heir_Type) < 0) return -1;
  return probe_add_type(module, "Plain", &Plain_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_NOARGS(made_type), PROBE_NOARGS(seen), PROBE_NOARGS(asked), PROBE_O(set_refuse),
                  PROBE_O(content), PROBE_O(fill), PROBE_NOARGS(defaults))
