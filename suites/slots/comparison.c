#include "probe.h"

/*
 * Types that say how they were compared. `Left(seen, answer, hash)` appends "Left < (Left, int)" to the list `seen` and returns
 * `answer`; an exception type is raised instead. `hash` is what tp_hash returns; at -1 it raises ValueError.
 */
typedef struct {
  PyObject_HEAD
  PyObject *seen, *answer;
  Py_hash_t hash;
} operand_object;

static void operand_dealloc(PyObject *self) {
  Py_XDECREF(((operand_object *)self)->seen);
  Py_XDECREF(((operand_object *)self)->answer);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *operand_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *seen, *answer = Py_NotImplemented;
  Py_ssize_t hash = 0;
  if (!PyArg_ParseTuple(args, "O!|On", &PyList_Type, &seen, &answer, &hash)) return NULL;
  operand_object *self = (operand_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_INCREF(seen);
  Py_INCREF(answer);
  *self = (operand_object){.ob_base = self->ob_base, .seen = seen, .answer = answer, .hash = hash};
  return (PyObject *)self;
}

static const char *short_name(PyObject *object) {
  const char *dot = strrchr(Py_TYPE(object)->tp_name, '.');
  return dot == NULL ? Py_TYPE(object)->tp_name : dot + 1;
}

static const char *const symbols[] = {[Py_LT] = "<", [Py_LE] = "<=", [Py_EQ] = "==", [Py_NE] = "!=", [Py_GT] = ">", [Py_GE] = ">="};

static PyObject *respond(const char *type, PyObject *self, PyObject *other, int operation) {
  operand_object *operand = (operand_object *)self;
  PyObject *text = PyUnicode_FromFormat("%s %s (%s, %s)", type, symbols[operation], short_name(self), short_name(other));
  int status = text == NULL ? -1 : PyList_Append(operand->seen, text);
  Py_XDECREF(text);
  if (status < 0) return NULL;
  if (PyExceptionClass_Check(operand->answer)) {
    PyErr_SetString(operand->answer, "refused");
    return NULL;
  }
  Py_INCREF(operand->answer);
  return operand->answer;
}

#define RICHCOMPARE(type)                                                                                             \
  static PyObject *type##_richcompare(PyObject *a, PyObject *b, int operation) { return respond(#type, a, b, operation); }
RICHCOMPARE(Left)
RICHCOMPARE(Right)
RICHCOMPARE(Sub)

static Py_hash_t operand_hash(PyObject *self) {
  Py_hash_t hash = ((operand_object *)self)->hash;
  if (hash == -1) PyErr_SetString(PyExc_ValueError, "no hash");
  return hash;
}

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_comparison." #name, .tp_basicsize = sizeof(operand_object),       \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = operand_dealloc, .tp_new = operand_new, __VA_ARGS__}
TYPE(Left, .tp_richcompare = Left_richcompare, .tp_hash = operand_hash);
TYPE(Right, .tp_richcompare = Right_richcompare);
TYPE(Sub, .tp_base = &Left_type, .tp_richcompare = Sub_richcompare);
TYPE(Heir, .tp_base = &Left_type);
TYPE(Rehashed, .tp_base = &Left_type, .tp_hash = operand_hash);
TYPE(Plain, .tp_hash = NULL);
TYPE(Hashed, .tp_hash = operand_hash);
TYPE(Refusing, .tp_hash = PyObject_HashNotImplemented);

static PyObject *compare(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *a, *b;
  int operation;
  return PyArg_ParseTuple(args, "OiO", &a, &operation, &b) ? PyObject_RichCompare(a, b, operation) : NULL;
}

static PyObject *compare_bool(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *a, *b;
  int operation;
  if (!PyArg_ParseTuple(args, "OiO", &a, &operation, &b)) return NULL;
  int result = PyObject_RichCompareBool(a, b, operation);
  return result == -1 ? NULL : PyLong_FromLong(result);
}

#ifdef Py_RETURN_RICHCOMPARE
/* macro(a, operation, b) of two C numbers. */
static PyObject *macro(PyObject *Py_UNUSED(self), PyObject *args) {
  double a, b;
  int operation;
  if (!PyArg_ParseTuple(args, "did", &a, &operation, &b)) return NULL;
  Py_RETURN_RICHCOMPARE(a, b, operation);
}
#define OF_MACRO , PROBE_VARARGS(macro)
#else
#define OF_MACRO
#endif

static PyObject *hash(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_hash_t result = PyObject_Hash(object);
  return result == -1 ? NULL : PyLong_FromSsize_t(result);
}

#if PY_VERSION_HEX >= 0x030d0000
/* Whether PyObject_GenericHash is the hash that objects have without a tp_hash. */
static PyObject *generic_hash(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyBool_FromLong(PyObject_GenericHash(object) == PyObject_Hash(object));
}
#define OF_313 , PROBE_O(generic_hash)
#else
#define OF_313
#endif

/* Whether a dict finds under one key what was put there under another. */
static PyObject *found_in_dict(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *put, *asked;
  if (!PyArg_ParseTuple(args, "OO", &put, &asked)) return NULL;
  PyObject *dict = PyDict_New(), *found = NULL;
  if (dict != NULL && PyDict_SetItem(dict, put, Py_True) == 0) {
    found = PyDict_GetItemWithError(dict, asked);
    found = found != NULL || !PyErr_Occurred() ? PyBool_FromLong(found != NULL) : NULL;
  }
  Py_XDECREF(dict);
  return found;
}

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&Left_type, &Right_type, &Sub_type, &Heir_type, &Rehashed_type, &Plain_type, &Hashed_type, &Refusing_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(compare), PROBE_VARARGS(compare_bool), PROBE_O(hash),
                  PROBE_VARARGS(found_in_dict) OF_MACRO OF_313)
