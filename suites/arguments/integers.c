#include "probe.h"

/* The output stands between bytes that no unit may touch. */
#define FENCE 16
#define UNTOUCHED 0xA5
#define SLOT(type)                                                                                                    \
  struct {                                                                                                            \
    unsigned char before[FENCE];                                                                                      \
    type value;                                                                                                       \
    unsigned char after[FENCE];                                                                                       \
  }

static PyObject *broken(void) {
  PyErr_SetString(PyExc_RuntimeError, "the unit wrote beside its variable");
  return NULL;
}

static int intact(const unsigned char *fence) {
  for (int i = 0; i < FENCE; i++)
    if (fence[i] != UNTOUCHED) return 0;
  return 1;
}

static int parse_va(PyObject *args, const char *format, ...) {
  va_list outputs;
  va_start(outputs, format);
  int done = PyArg_VaParse(args, format, outputs);
  va_end(outputs);
  return done;
}

static int parse_va_keywords(PyObject *args, PyObject *keywords, const char *format, char **names, ...) {
  va_list outputs;
  va_start(outputs, names);
  int done = PyArg_VaParseTupleAndKeywords(args, keywords, format, names, outputs);
  va_end(outputs);
  return done;
}

static int parse_keywords(const char *function, PyObject *object, const char *format, void *output) {
  static char *names[] = {"value", NULL};
  PyObject *args = PyTuple_New(0), *keywords = PyDict_New();
  int done = 0;
  if (args != NULL && keywords != NULL && PyDict_SetItemString(keywords, "value", object) == 0)
    done = strcmp(function, "PyArg_ParseTupleAndKeywords") == 0
             ? PyArg_ParseTupleAndKeywords(args, keywords, format, names, output)
             : parse_va_keywords(args, keywords, format, names, output);
  Py_XDECREF(args);
  Py_XDECREF(keywords);
  return done;
}

/* One object through the function of this name. */
static int parse_with(const char *function, PyObject *object, const char *format, void *output) {
  if (strcmp(function, "PyArg_Parse") == 0) return PyArg_Parse(object, format, output);
  if (strstr(function, "Keywords") != NULL) return parse_keywords(function, object, format, output);
  PyObject *args = PyTuple_Pack(1, object);
  if (args == NULL) return 0;
  int done = strcmp(function, "PyArg_VaParse") == 0 ? parse_va(args, format, output)
                                                    : PyArg_ParseTuple(args, format, output);
  Py_DECREF(args);
  return done;
}

#define UNIT(letter, type, convert)                                                                                   \
  case letter: {                                                                                                      \
    SLOT(type) slot;                                                                                                  \
    memset(&slot, UNTOUCHED, sizeof slot);                                                                            \
    if (!parse_with(function, object, unit, &slot.value)) return NULL;                                                \
    return intact(slot.before) && intact(slot.after) ? convert(slot.value) : broken();                                \
  }

/* parse_by(function, unit, object): what the unit stored. */
static PyObject *parse_by(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function, *unit;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "ssO", &function, &unit, &object)) return NULL;
  switch (unit[0]) {
    UNIT('b', unsigned char, PyLong_FromUnsignedLong)
    UNIT('B', unsigned char, PyLong_FromUnsignedLong)
    UNIT('h', short, PyLong_FromLong)
    UNIT('H', unsigned short, PyLong_FromUnsignedLong)
    UNIT('i', int, PyLong_FromLong)
    UNIT('I', unsigned int, PyLong_FromUnsignedLong)
    UNIT('l', long, PyLong_FromLong)
    UNIT('k', unsigned long, PyLong_FromUnsignedLong)
    UNIT('L', long long, PyLong_FromLongLong)
    UNIT('K', unsigned long long, PyLong_FromUnsignedLongLong)
    UNIT('n', Py_ssize_t, PyLong_FromSsize_t)
  }
  PyErr_SetString(PyExc_ValueError, "no such unit here");
  return NULL;
}

/* parse(unit, object) with PyArg_ParseTuple. */
static PyObject *parse(PyObject *self, PyObject *args) {
  PyObject *unit, *object;
  if (!PyArg_ParseTuple(args, "OO", &unit, &object)) return NULL;
  PyObject *all = Py_BuildValue("(sOO)", "PyArg_ParseTuple", unit, object);
  PyObject *result = all == NULL ? NULL : parse_by(self, all);
  Py_XDECREF(all);
  return result;
}

/* An object whose __index__ is what a callable returns. */
typedef struct {
  PyObject_HEAD
  PyObject *callable;
} indexed;
static PyObject *index_of(PyObject *self) { return PyObject_CallObject(((indexed *)self)->callable, NULL); }
static void indexed_dealloc(PyObject *self) {
  Py_XDECREF(((indexed *)self)->callable);
  Py_TYPE(self)->tp_free(self);
}
static PyNumberMethods indexed_number = {.nb_index = index_of};
static PyTypeObject indexed_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Indexed",
  .tp_basicsize = sizeof(indexed),
  .tp_dealloc = indexed_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_as_number = &indexed_number,
};
static PyObject *make_indexed(PyObject *Py_UNUSED(self), PyObject *callable) {
  indexed *object = PyObject_New(indexed, &indexed_type);
  if (object == NULL) return NULL;
  Py_INCREF(callable);
  object->callable = callable;
  return (PyObject *)object;
}

static int add_types(PyObject *module) { return probe_add_type(module, "Indexed", &indexed_type); }

PROBE_MODULE_WITH(add_types, {"indexed", make_indexed, METH_O, NULL}, PROBE_VARARGS(parse), PROBE_VARARGS(parse_by))
