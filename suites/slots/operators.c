#include "probe.h"

/*
 * Operand types that say who was asked, and with what. `Left(seen, answer)` appends "Left.add(Left, int)" to the list `seen`
 * whenever its nb_add is called, and returns `answer`; an exception type is raised instead; without an answer it is that text.
 */
typedef struct {
  PyObject_HEAD
  PyObject *seen, *answer;
} operand_object;

static void operand_dealloc(PyObject *self) {
  Py_XDECREF(((operand_object *)self)->seen);
  Py_XDECREF(((operand_object *)self)->answer);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *operand_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
  static char *names[] = {"seen", "answer", NULL};
  PyObject *seen, *answer = NULL;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!|O", names, &PyList_Type, &seen, &answer)) return NULL;
  operand_object *self = (operand_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_INCREF(seen);
  Py_XINCREF(answer);
  self->seen = seen;
  self->answer = answer;
  return (PyObject *)self;
}

/* The name of an operand's type without its module; tp_name of a static type has both. */
static const char *short_name(PyObject *object) {
  const char *dot = strrchr(Py_TYPE(object)->tp_name, '.');
  return dot == NULL ? Py_TYPE(object)->tp_name : dot + 1;
}

/* The operand that a slot of `type` speaks for: one of exactly that type if there is one. */
static PyObject *speaker(PyTypeObject *type, PyObject *const *operands, int count) {
  for (int i = 0; i < count; i++)
    if (Py_TYPE(operands[i]) == type) return operands[i];
  for (int i = 0; i < count; i++)
    if (PyObject_TypeCheck(operands[i], type)) return operands[i];
  PyErr_SetString(PyExc_SystemError, "none of the operands is of the slot's type");
  return NULL;
}

static PyObject *respond(PyTypeObject *type, const char *slot, PyObject *const *operands, int count) {
  operand_object *self = (operand_object *)speaker(type, operands, count);
  if (self == NULL) return NULL;
  PyObject *text = PyUnicode_FromFormat("%s(%s%s%s%s%s)", slot, short_name(operands[0]), count > 1 ? ", " : "",
                                        count > 1 ? short_name(operands[1]) : "", count > 2 ? ", " : "",
                                        count > 2 ? short_name(operands[2]) : "");
  if (text == NULL || PyList_Append(self->seen, text) < 0) {
    Py_XDECREF(text);
    return NULL;
  }
  if (self->answer == NULL) return text;
  Py_DECREF(text);
  if (PyExceptionClass_Check(self->answer)) {
    PyErr_SetString(self->answer, "refused");
    return NULL;
  }
  Py_INCREF(self->answer);
  return self->answer;
}

#define BINARY(X, T)                                                                                                  \
  X(T, add) X(T, subtract) X(T, multiply) X(T, remainder) X(T, lshift)    \
  X(T, rshift) X(T, and) X(T, xor) X(T, or) X(T, floor_divide)                     \
  X(T, true_divide) X(T, matrix_multiply)
#define UNARY(X, T) X(T, negative) X(T, positive) X(T, absolute) X(T, invert)

#define TYPE_OF(T) static PyTypeObject T##_type;
#define BINARY_SLOT(T, slot)                                                                                \
  static PyObject *T##_##slot(PyObject *a, PyObject *b) {                                                             \
    return respond(&T##_type, #T "." #slot, (PyObject *[]){a, b}, 2);                                                 \
  }
#define INPLACE_SLOT(T, slot) BINARY_SLOT(T, inplace_##slot)
#define UNARY_SLOT(T, slot)                                                                                           \
  static PyObject *T##_##slot(PyObject *a) { return respond(&T##_type, #T "." #slot, (PyObject *[]){a}, 1); }
#define TERNARY_SLOT(T, slot)                                                                                         \
  static PyObject *T##_##slot(PyObject *a, PyObject *b, PyObject *c) {                                                \
    return respond(&T##_type, #T "." #slot, (PyObject *[]){a, b, c}, 3);                                              \
  }
#define SLOTS_OF(T) TYPE_OF(T) BINARY(BINARY_SLOT, T) BINARY_SLOT(T, divmod) TERNARY_SLOT(T, power)
SLOTS_OF(Left)
SLOTS_OF(Right)
SLOTS_OF(Sub)
SLOTS_OF(InPlace)
UNARY(UNARY_SLOT, Left)
BINARY(INPLACE_SLOT, InPlace)
TERNARY_SLOT(InPlace, inplace_power)

#define FILLED(T, slot) .nb_##slot = T##_##slot,
#define FILLED_INPLACE(T, slot) .nb_inplace_##slot = T##_inplace_##slot,
#define FILLED_OF(T) BINARY(FILLED, T) FILLED(T, divmod) FILLED(T, power)
static PyNumberMethods Left_number = {FILLED_OF(Left) UNARY(FILLED, Left)};
static PyNumberMethods Right_number = {FILLED_OF(Right)};
static PyNumberMethods Sub_number = {FILLED_OF(Sub)};
static PyNumberMethods InPlace_number = {FILLED_OF(InPlace) BINARY(FILLED_INPLACE, InPlace)
                                         FILLED_INPLACE(InPlace, power)};

#define TYPE(T, ...)                                                                                                  \
  static PyTypeObject T##_type = {                                                                                    \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_operators." #T, .tp_basicsize = sizeof(operand_object),           \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = operand_dealloc, .tp_new = operand_new, __VA_ARGS__}
TYPE(Left, .tp_as_number = &Left_number);
TYPE(Right, .tp_as_number = &Right_number);
TYPE(Sub, .tp_base = &Left_type, .tp_as_number = &Sub_number);
TYPE(Heir, .tp_base = &Left_type);
TYPE(InPlace, .tp_as_number = &InPlace_number);

/* The functions by their names. */
#define NAMED(function) {#function, function}
static const struct {
  const char *name;
  binaryfunc call;
} binary_functions[] = {
  NAMED(PyNumber_Add), NAMED(PyNumber_Subtract), NAMED(PyNumber_Multiply), NAMED(PyNumber_Remainder),
  NAMED(PyNumber_Divmod), NAMED(PyNumber_Lshift), NAMED(PyNumber_Rshift), NAMED(PyNumber_And), NAMED(PyNumber_Xor),
  NAMED(PyNumber_Or), NAMED(PyNumber_FloorDivide), NAMED(PyNumber_TrueDivide), NAMED(PyNumber_MatrixMultiply),
  NAMED(PyNumber_InPlaceAdd), NAMED(PyNumber_InPlaceSubtract), NAMED(PyNumber_InPlaceMultiply),
  NAMED(PyNumber_InPlaceRemainder), NAMED(PyNumber_InPlaceLshift), NAMED(PyNumber_InPlaceRshift),
  NAMED(PyNumber_InPlaceAnd), NAMED(PyNumber_InPlaceXor), NAMED(PyNumber_InPlaceOr), NAMED(PyNumber_InPlaceFloorDivide),
  NAMED(PyNumber_InPlaceTrueDivide), NAMED(PyNumber_InPlaceMatrixMultiply),
};
static const struct {
  const char *name;
  unaryfunc call;
} unary_functions[] = {NAMED(PyNumber_Negative), NAMED(PyNumber_Positive), NAMED(PyNumber_Absolute), NAMED(PyNumber_Invert)};

/* binary(function, a, b) */
static PyObject *binary(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *a, *b;
  if (!PyArg_ParseTuple(args, "sOO", &name, &a, &b)) return NULL;
  for (size_t i = 0; i < sizeof binary_functions / sizeof *binary_functions; i++)
    if (strcmp(binary_functions[i].name, name) == 0) return binary_functions[i].call(a, b);
  return PyErr_Format(PyExc_SystemError, "no function %s", name);
}

/* unary(function, a) */
static PyObject *unary(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *operand;
  if (!PyArg_ParseTuple(args, "sO", &name, &operand)) return NULL;
  for (size_t i = 0; i < sizeof unary_functions / sizeof *unary_functions; i++)
    if (strcmp(unary_functions[i].name, name) == 0) return unary_functions[i].call(operand);
  return PyErr_Format(PyExc_SystemError, "no function %s", name);
}

static PyObject *power(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *a, *b, *c;
  return PyArg_ParseTuple(args, "OOO", &a, &b, &c) ? PyNumber_Power(a, b, c) : NULL;
}

static PyObject *inplace_power(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *a, *b, *c;
  return PyArg_ParseTuple(args, "OOO", &a, &b, &c) ? PyNumber_InPlacePower(a, b, c) : NULL;
}

static int set_up(PyObject *module) {
  if (probe_add_type(module, "Left", &Left_type) < 0 || probe_add_type(module, "Right", &Right_type) < 0) return -1;
  if (probe_add_type(module, "Sub", &Sub_type) < 0 || probe_add_type(module, "Heir", &Heir_type) < 0) return -1;
  return probe_add_type(module, "InPlace", &InPlace_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(binary), PROBE_VARARGS(unary), PROBE_VARARGS(power), PROBE_VARARGS(inplace_power))
