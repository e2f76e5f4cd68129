#include "probe.h"

/*
 * Types with slots of number and sequence for + and *. Each slot returns a text of what reached it, or what the instance was
 * made with: `Both(NotImplemented)` declines in its number slots.
 */
typedef struct {
  PyObject_HEAD
  PyObject *answer; /* Of the number slots; NULL: the text. */
} operand_object;

static void operand_dealloc(PyObject *self) {
  Py_XDECREF(((operand_object *)self)->answer);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *operand_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *answer = NULL;
  if (!PyArg_ParseTuple(args, "|O", &answer)) return NULL;
  operand_object *self = (operand_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_XINCREF(answer);
  self->answer = answer;
  return (PyObject *)self;
}

static const char *short_name(PyObject *object) {
  const char *dot = strrchr(Py_TYPE(object)->tp_name, '.');
  return dot == NULL ? Py_TYPE(object)->tp_name : dot + 1;
}

static PyTypeObject Both_type, Adder_type;

/* The number slots speak for the operand that is a Both or an Adder. */
static PyObject *respond(const char *slot, PyObject *a, PyObject *b) {
  PyObject *self = PyObject_TypeCheck(a, &Both_type) || PyObject_TypeCheck(a, &Adder_type) ? a : b;
  PyObject *answer = ((operand_object *)self)->answer;
  if (answer == NULL) return PyUnicode_FromFormat("%s(%s, %s)", slot, short_name(a), short_name(b));
  Py_INCREF(answer);
  return answer;
}

#define NUMBER_SLOT(slot) static PyObject *slot(PyObject *a, PyObject *b) { return respond(#slot, a, b); }
NUMBER_SLOT(add)
NUMBER_SLOT(multiply)
NUMBER_SLOT(inplace_add)
NUMBER_SLOT(inplace_multiply)

#define CONCAT_SLOT(slot)                                                                                             \
  static PyObject *slot(PyObject *a, PyObject *b) {                                                                   \
    return PyUnicode_FromFormat("%s(%s, %s)", #slot, short_name(a), short_name(b));                                   \
  }
CONCAT_SLOT(concat)
CONCAT_SLOT(inplace_concat)

#define REPEAT_SLOT(slot)                                                                                             \
  static PyObject *slot(PyObject *a, Py_ssize_t count) {                                                              \
    return PyUnicode_FromFormat("%s(%s, %zd)", #slot, short_name(a), count);                                          \
  }
REPEAT_SLOT(repeat)
REPEAT_SLOT(inplace_repeat)

/* What makes a type a sequence. */
static PyObject *item(PyObject *Py_UNUSED(self), Py_ssize_t index) { return PyLong_FromSsize_t(index); }

static PySequenceMethods Plain_sequence = {.sq_concat = concat, .sq_repeat = repeat, .sq_item = item};
static PySequenceMethods InPlace_sequence = {
  .sq_concat = concat, .sq_repeat = repeat, .sq_inplace_concat = inplace_concat, .sq_inplace_repeat = inplace_repeat, .sq_item = item};
static PySequenceMethods Item_sequence = {.sq_item = item};
static PyNumberMethods Both_number = {.nb_add = add, .nb_multiply = multiply};
static PyNumberMethods BothInPlace_number = {
  .nb_add = add, .nb_multiply = multiply, .nb_inplace_add = inplace_add, .nb_inplace_multiply = inplace_multiply};

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_concat." #name, .tp_basicsize = sizeof(operand_object),           \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = operand_dealloc, .tp_new = operand_new, __VA_ARGS__}
TYPE(Plain, .tp_as_sequence = &Plain_sequence);
TYPE(InPlace, .tp_as_sequence = &InPlace_sequence);
TYPE(Both, .tp_as_sequence = &Plain_sequence, .tp_as_number = &Both_number);
TYPE(BothInPlace, .tp_base = &Both_type, .tp_as_sequence = &InPlace_sequence, .tp_as_number = &BothInPlace_number);
/* No slots of a sequence but sq_item, so that it counts as one. */
TYPE(Adder, .tp_as_sequence = &Item_sequence, .tp_as_number = &Both_number);

#define BINARY(name, function)                                                                                        \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *a, *b;                                                                                                  \
    return PyArg_ParseTuple(args, "OO", &a, &b) ? function(a, b) : NULL;                                              \
  }
BINARY(number_add, PyNumber_Add)
BINARY(number_multiply, PyNumber_Multiply)
BINARY(number_inplace_add, PyNumber_InPlaceAdd)
BINARY(number_inplace_multiply, PyNumber_InPlaceMultiply)
BINARY(sequence_concat, PySequence_Concat)
BINARY(sequence_inplace_concat, PySequence_InPlaceConcat)

#define REPEAT(name, function)                                                                                        \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *sequence;                                                                                               \
    Py_ssize_t count;                                                                                                 \
    return PyArg_ParseTuple(args, "On", &sequence, &count) ? function(sequence, count) : NULL;                        \
  }
REPEAT(sequence_repeat, PySequence_Repeat)
REPEAT(sequence_inplace_repeat, PySequence_InPlaceRepeat)

static int set_up(PyObject *module) {
  if (probe_add_type(module, "Plain", &Plain_type) < 0 || probe_add_type(module, "InPlace", &InPlace_type) < 0) return -1;
  if (probe_add_type(module, "Both", &Both_type) < 0 || probe_add_type(module, "Adder", &Adder_type) < 0) return -1;
  return probe_add_type(module, "BothInPlace", &BothInPlace_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(number_add), PROBE_VARARGS(number_multiply), PROBE_VARARGS(number_inplace_add),
                  PROBE_VARARGS(number_inplace_multiply), PROBE_VARARGS(sequence_concat),
                  PROBE_VARARGS(sequence_inplace_concat), PROBE_VARARGS(sequence_repeat),
                  PROBE_VARARGS(sequence_inplace_repeat))
