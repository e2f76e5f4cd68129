#include "probe.h"

#include <stddef.h>

/* Base has a function in every slot that is inherited. The functions are never called: only who has which is looked at. */
static PyObject *unary(PyObject *self) { return Py_INCREF(self), self; }
static PyObject *binary(PyObject *a, PyObject *Py_UNUSED(b)) { return Py_INCREF(a), a; }
static PyObject *ternary(PyObject *a, PyObject *Py_UNUSED(b), PyObject *Py_UNUSED(c)) { return Py_INCREF(a), a; }
static PyObject *indexed(PyObject *self, Py_ssize_t Py_UNUSED(index)) { return Py_INCREF(self), self; }
static int truth(PyObject *Py_UNUSED(self)) { return 1; }
static Py_ssize_t length(PyObject *Py_UNUSED(self)) { return 0; }
static int assign_item(PyObject *Py_UNUSED(o), Py_ssize_t Py_UNUSED(i), PyObject *Py_UNUSED(v)) { return 0; }
static int assign(PyObject *Py_UNUSED(o), PyObject *Py_UNUSED(k), PyObject *Py_UNUSED(v)) { return 0; }
static int contains(PyObject *Py_UNUSED(o), PyObject *Py_UNUSED(v)) { return 0; }
static int traverse(PyObject *Py_UNUSED(o), visitproc Py_UNUSED(visit), void *Py_UNUSED(arg)) { return 0; }
static void finalize(PyObject *Py_UNUSED(self)) {}
static Py_hash_t hash(PyObject *Py_UNUSED(self)) { return 1; }
static PyObject *compare(PyObject *Py_UNUSED(a), PyObject *Py_UNUSED(b), int Py_UNUSED(op)) { Py_RETURN_NOTIMPLEMENTED; }
static int get_buffer(PyObject *Py_UNUSED(o), Py_buffer *Py_UNUSED(view), int Py_UNUSED(flags)) {
  PyErr_SetString(PyExc_BufferError, "no buffer");
  return -1;
}
static void release_buffer(PyObject *Py_UNUSED(o), Py_buffer *Py_UNUSED(view)) {}
static void dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Py_TYPE(self)->tp_free(self);
}

static PyNumberMethods base_number = {
  .nb_add = binary, .nb_subtract = binary, .nb_multiply = binary, .nb_remainder = binary, .nb_divmod = binary,
  .nb_power = ternary, .nb_negative = unary, .nb_positive = unary, .nb_absolute = unary, .nb_bool = truth,
  .nb_invert = unary, .nb_lshift = binary, .nb_rshift = binary, .nb_and = binary, .nb_xor = binary, .nb_or = binary,
  .nb_int = unary, .nb_float = unary, .nb_inplace_add = binary, .nb_inplace_subtract = binary,
  .nb_inplace_multiply = binary, .nb_inplace_remainder = binary, .nb_inplace_power = ternary,
  .nb_inplace_lshift = binary, .nb_inplace_rshift = binary, .nb_inplace_and = binary, .nb_inplace_xor = binary,
  .nb_inplace_or = binary, .nb_floor_divide = binary, .nb_true_divide = binary, .nb_inplace_floor_divide = binary,
  .nb_inplace_true_divide = binary, .nb_index = unary, .nb_matrix_multiply = binary, .nb_inplace_matrix_multiply = binary};
static PySequenceMethods base_sequence = {
  .sq_length = length, .sq_concat = binary, .sq_repeat = indexed, .sq_item = indexed, .sq_ass_item = assign_item,
  .sq_contains = contains, .sq_inplace_concat = binary, .sq_inplace_repeat = indexed};
static PyMappingMethods base_mapping = {.mp_length = length, .mp_subscript = binary, .mp_ass_subscript = assign};
static PyAsyncMethods base_async = {.am_await = unary, .am_aiter = unary, .am_anext = unary};
static PyBufferProcs base_buffer = {.bf_getbuffer = get_buffer, .bf_releasebuffer = release_buffer};

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_inheritance." #name, __VA_ARGS__}
TYPE(Base, .tp_basicsize = sizeof(PyObject) + 32, .tp_doc = "The base.",
     .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
     .tp_as_number = &base_number, .tp_as_sequence = &base_sequence, .tp_as_mapping = &base_mapping, .tp_as_async = &base_async,
     .tp_as_buffer = &base_buffer, .tp_dealloc = dealloc, .tp_repr = unary, .tp_str = unary, .tp_call = ternary,
     .tp_hash = hash, .tp_richcompare = compare, .tp_getattro = binary, .tp_setattro = assign, .tp_iter = unary,
     .tp_iternext = unary, .tp_descr_get = ternary, .tp_descr_set = assign, .tp_init = assign, .tp_new = PyType_GenericNew,
     .tp_traverse = traverse, .tp_clear = truth, .tp_finalize = finalize, .tp_alloc = PyType_GenericAlloc,
     .tp_free = PyObject_GC_Del);
/* No slots at all; and one slot in each of the sub-structures. */
TYPE(Bare, .tp_base = &Base_type, .tp_flags = Py_TPFLAGS_DEFAULT);
static PyObject *own_binary(PyObject *Py_UNUSED(a), PyObject *b) { return Py_INCREF(b), b; }
static Py_ssize_t own_length(PyObject *Py_UNUSED(self)) { return 1; }
static PyNumberMethods own_number = {.nb_add = own_binary};
static PySequenceMethods own_sequence = {.sq_length = own_length};
static PyMappingMethods own_mapping = {.mp_length = own_length};
static PyAsyncMethods own_async = {.am_await = NULL};
TYPE(Partial, .tp_base = &Base_type, .tp_flags = Py_TPFLAGS_DEFAULT, .tp_as_number = &own_number,
     .tp_as_sequence = &own_sequence, .tp_as_mapping = &own_mapping, .tp_as_async = &own_async);
/* Has a flag of the collector of its own. */
TYPE(Collected, .tp_base = &Base_type, .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, .tp_traverse = traverse);
/* What a type inherits from object. */
TYPE(Rootless, .tp_flags = Py_TPFLAGS_DEFAULT);

typedef void (*slot_function)(void);
struct slot {
  const char *name;
  size_t table, offset; /* `table`: of the pointer to the sub-structure in the type; 0: the type itself. */
};
#define TP(name) {#name, 0, offsetof(PyTypeObject, name)}
#define NB(name) {#name, offsetof(PyTypeObject, tp_as_number), offsetof(PyNumberMethods, name)}
#define SQ(name) {#name, offsetof(PyTypeObject, tp_as_sequence), offsetof(PySequenceMethods, name)}
#define MP(name) {#name, offsetof(PyTypeObject, tp_as_mapping), offsetof(PyMappingMethods, name)}
#define AM(name) {#name, offsetof(PyTypeObject, tp_as_async), offsetof(PyAsyncMethods, name)}
#define BF(name) {#name, offsetof(PyTypeObject, tp_as_buffer), offsetof(PyBufferProcs, name)}
static const struct slot slots[] = {
  TP(tp_dealloc), TP(tp_repr), TP(tp_str), TP(tp_call), TP(tp_hash), TP(tp_richcompare), TP(tp_getattro), TP(tp_setattro),
  TP(tp_iter), TP(tp_iternext), TP(tp_descr_get), TP(tp_descr_set), TP(tp_init), TP(tp_new), TP(tp_traverse), TP(tp_clear),
  TP(tp_finalize), TP(tp_alloc), TP(tp_free), NB(nb_add), NB(nb_subtract), NB(nb_multiply), NB(nb_remainder), NB(nb_divmod),
  NB(nb_power), NB(nb_negative), NB(nb_positive), NB(nb_absolute), NB(nb_bool), NB(nb_invert), NB(nb_lshift),
  NB(nb_rshift), NB(nb_and), NB(nb_xor), NB(nb_or), NB(nb_int), NB(nb_float), NB(nb_inplace_add), NB(nb_inplace_subtract),
  NB(nb_inplace_multiply), NB(nb_inplace_remainder), NB(nb_inplace_power), NB(nb_inplace_lshift), NB(nb_inplace_rshift),
  NB(nb_inplace_and), NB(nb_inplace_xor), NB(nb_inplace_or), NB(nb_floor_divide), NB(nb_true_divide),
  NB(nb_inplace_floor_divide), NB(nb_inplace_true_divide), NB(nb_index), NB(nb_matrix_multiply),
  NB(nb_inplace_matrix_multiply), SQ(sq_length), SQ(sq_concat), SQ(sq_repeat), SQ(sq_item), SQ(sq_ass_item),
  SQ(sq_contains), SQ(sq_inplace_concat), SQ(sq_inplace_repeat), MP(mp_length), MP(mp_subscript), MP(mp_ass_subscript),
  AM(am_await), AM(am_aiter), AM(am_anext), BF(bf_getbuffer), BF(bf_releasebuffer)};

static slot_function read_slot(PyTypeObject *type, const struct slot *slot) {
  char *start = slot->table == 0 ? (char *)type : *(char **)((char *)type + slot->table);
  return start == NULL ? NULL : *(slot_function *)(start + slot->offset);
}

/* inherits(type, base, slot): "same", "other" or "empty". */
static PyObject *inherits(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *base;
  const char *name;
  if (!PyArg_ParseTuple(args, "O!O!s", &PyType_Type, &type, &PyType_Type, &base, &name)) return NULL;
  for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
    if (strcmp(slots[i].name, name) != 0) continue;
    slot_function own = read_slot((PyTypeObject *)type, &slots[i]);
    if (own == NULL) return PyUnicode_FromString("empty");
    return PyUnicode_FromString(own == read_slot((PyTypeObject *)base, &slots[i]) ? "same" : "other");
  }
  return PyErr_Format(PyExc_SystemError, "no slot %s", name);
}

/* Size, item size, whether there are documentation and collector. */
static PyObject *facts(PyObject *Py_UNUSED(self), PyObject *object) {
  PyTypeObject *type = (PyTypeObject *)object;
  return Py_BuildValue("(nnOO)", type->tp_basicsize - (Py_ssize_t)sizeof(PyObject), type->tp_itemsize,
                       type->tp_doc == NULL ? Py_False : Py_True,
                       PyType_HasFeature(type, Py_TPFLAGS_HAVE_GC) ? Py_True : Py_False);
}

static int set_up(PyObject *module) {
  if (probe_add_type(module, "Base", &Base_type) < 0 || probe_add_type(module, "Bare", &Bare_type) < 0) return -1;
  if (probe_add_type(module, "Partial", &Partial_type) < 0 || probe_add_type(module, "Collected", &Collected_type) < 0) return -1;
  return probe_add_type(module, "Rootless", &Rootless_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(inherits), PROBE_O(facts))
