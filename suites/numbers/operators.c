#include "probe.h"

/* operate(function, left, right): the functions of the number protocol by name; those of one operand leave `right` alone. */
struct binary {
  const char *name;
  PyObject *(*function)(PyObject *, PyObject *);
};
struct unary {
  const char *name;
  PyObject *(*function)(PyObject *);
};

static PyObject *power(PyObject *left, PyObject *right) { return PyNumber_Power(left, right, Py_None); }
static PyObject *in_place_power(PyObject *left, PyObject *right) { return PyNumber_InPlacePower(left, right, Py_None); }

#define ENTRY(function) {#function, function}

static PyObject *operate_on(const char *name, PyObject *left, PyObject *right) {
  const struct binary binaries[] = {
    ENTRY(PyNumber_Add), ENTRY(PyNumber_Subtract), ENTRY(PyNumber_Multiply), ENTRY(PyNumber_MatrixMultiply),
    ENTRY(PyNumber_FloorDivide), ENTRY(PyNumber_TrueDivide), ENTRY(PyNumber_Remainder), ENTRY(PyNumber_Divmod),
    ENTRY(PyNumber_Lshift), ENTRY(PyNumber_Rshift), ENTRY(PyNumber_And), ENTRY(PyNumber_Xor), ENTRY(PyNumber_Or),
    ENTRY(PyNumber_InPlaceAdd), ENTRY(PyNumber_InPlaceSubtract), ENTRY(PyNumber_InPlaceMultiply),
    ENTRY(PyNumber_InPlaceMatrixMultiply), ENTRY(PyNumber_InPlaceFloorDivide), ENTRY(PyNumber_InPlaceTrueDivide),
    ENTRY(PyNumber_InPlaceRemainder), ENTRY(PyNumber_InPlaceLshift), ENTRY(PyNumber_InPlaceRshift),
    ENTRY(PyNumber_InPlaceAnd), ENTRY(PyNumber_InPlaceXor), ENTRY(PyNumber_InPlaceOr),
    {"PyNumber_Power", power}, {"PyNumber_InPlacePower", in_place_power},
  };
  const struct unary unaries[] = {
    ENTRY(PyNumber_Negative), ENTRY(PyNumber_Positive), ENTRY(PyNumber_Absolute), ENTRY(PyNumber_Invert),
  };
  for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++)
    if (strcmp(name, binaries[i].name) == 0) return binaries[i].function(left, right);
  for (size_t i = 0; i < sizeof unaries / sizeof *unaries; i++)
    if (strcmp(name, unaries[i].name) == 0) return unaries[i].function(left);
  PyErr_SetString(PyExc_SystemError, name);
  return NULL;
}

static PyObject *operate(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *left, *right;
  return PyArg_ParseTuple(args, "sOO", &name, &left, &right) ? operate_on(name, left, right) : NULL;
}

static PyObject *power_modulo(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *base, *exponent, *modulus;
  int in_place;
  if (!PyArg_ParseTuple(args, "OOOi", &base, &exponent, &modulus, &in_place)) return NULL;
  return in_place ? PyNumber_InPlacePower(base, exponent, modulus) : PyNumber_Power(base, exponent, modulus);
}

/* A number in C: its slots fail as its instances were told to. */
typedef struct {
  PyObject_HEAD
  int kind;
} number_object;
enum { KIND_MEMORY, KIND_ZERO, KIND_CANNOT, KIND_VALUE };

static PyObject *number_outcome(PyObject *object) {
  switch (((number_object *)object)->kind) {
    case KIND_MEMORY: return PyErr_NoMemory();
    case KIND_ZERO: PyErr_SetString(PyExc_ZeroDivisionError, "inside"); return NULL;
    case KIND_CANNOT: Py_RETURN_NOTIMPLEMENTED;
    default: return PyUnicode_FromString("from the slot");
  }
}

static PyTypeObject number_type;
static PyObject *number_binary(PyObject *left, PyObject *right) {
  return number_outcome(Py_TYPE(left) == &number_type ? left : right);
}
static PyObject *number_unary(PyObject *object) { return number_outcome(object); }
static PyObject *number_ternary(PyObject *base, PyObject *exponent, PyObject *Py_UNUSED(modulus)) {
  return number_binary(base, exponent);
}
static int number_bool(PyObject *object) {
  PyObject *outcome = number_outcome(object);
  Py_XDECREF(outcome);
  return outcome == NULL ? -1 : 0;
}
static void number_dealloc(PyObject *object) {
  probe_died();
  PyObject_Free(object);
}

static PyNumberMethods number_slots = {
  .nb_add = number_binary, .nb_subtract = number_binary, .nb_multiply = number_binary, .nb_remainder = number_binary,
  .nb_divmod = number_binary, .nb_power = number_ternary, .nb_negative = number_unary, .nb_positive = number_unary,
  .nb_absolute = number_unary, .nb_bool = number_bool, .nb_invert = number_unary, .nb_lshift = number_binary,
  .nb_rshift = number_binary, .nb_and = number_binary, .nb_xor = number_binary, .nb_or = number_binary,
  .nb_int = number_unary, .nb_float = number_unary, .nb_inplace_add = number_binary, .nb_floor_divide = number_binary,
  .nb_true_divide = number_binary, .nb_index = number_unary, .nb_matrix_multiply = number_binary,
};
static PyTypeObject number_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Number",
  .tp_basicsize = sizeof(number_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = number_dealloc,
  .tp_as_number = &number_slots,
};

/* number(kind): memory, zero, cannot or value. */
static PyObject *number(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  if (!PyArg_ParseTuple(args, "s", &kind)) return NULL;
  number_object *object = PyObject_New(number_object, &number_type);
  if (object == NULL) return NULL;
  probe_born();
  object->kind = kind[0] == 'm' ? KIND_MEMORY : kind[0] == 'z' ? KIND_ZERO : kind[0] == 'c' ? KIND_CANNOT : KIND_VALUE;
  return (PyObject *)object;
}

static PyObject *is_true(PyObject *Py_UNUSED(self), PyObject *object) {
  int truth = PyObject_IsTrue(object);
  return truth < 0 ? NULL : PyBool_FromLong(truth);
}

static PyObject *long_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyNumber_Long(object); }
static PyObject *float_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyNumber_Float(object); }
static PyObject *index_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyNumber_Index(object); }

static int set_up(PyObject *module) { return probe_add_type(module, "Number", &number_type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(operate), PROBE_VARARGS(power_modulo), PROBE_VARARGS(number), PROBE_O(is_true),
                  PROBE_O(long_of), PROBE_O(float_of), PROBE_O(index_of))
