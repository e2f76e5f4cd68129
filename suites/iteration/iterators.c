#include "probe.h"

/* An iterator that counts down from a number, and then ends as it was told. */
typedef struct {
  PyObject_HEAD
  int left;
  int how; /* 'n'othing, 's'topIteration, with a 'v'alue, 'e'rror */
} countdown;

static PyObject *countdown_next(PyObject *object) {
  countdown *self = (countdown *)object;
  if (self->left > 0) return PyLong_FromLong(self->left--);
  if (self->how == 's') PyErr_SetNone(PyExc_StopIteration);
  if (self->how == 'e') PyErr_SetString(PyExc_LookupError, "raised by tp_iternext");
  if (self->how == 'v') {
    PyObject *value = PyLong_FromLong(77);
    if (value != NULL) PyErr_SetObject(PyExc_StopIteration, value);
    Py_XDECREF(value);
  }
  return NULL;
}

static void countdown_dealloc(PyObject *self) {
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyTypeObject countdown_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Countdown",
  .tp_basicsize = sizeof(countdown),
  .tp_dealloc = countdown_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_iter = PyObject_SelfIter,
  .tp_iternext = countdown_next,
};

static PyObject *make_countdown(PyObject *Py_UNUSED(self), PyObject *args) {
  int number, how;
  if (!PyArg_ParseTuple(args, "iC", &number, &how)) return NULL;
  countdown *object = PyObject_New(countdown, &countdown_type);
  if (object == NULL) return NULL;
  object->left = number;
  object->how = how;
  probe_born();
  return (PyObject *)object;
}

/* ---- Iterables -------------------------------------------------------------------------------------------------------- */

static PyObject *list_from_iter(PyObject *Py_UNUSED(self)) { return PyList_New(0); }
static PyObject *failing_iter(PyObject *Py_UNUSED(self)) {
  PyErr_SetString(PyExc_LookupError, "raised by tp_iter");
  return NULL;
}
static PyObject *item(PyObject *Py_UNUSED(self), Py_ssize_t index) {
  if (index < 3) return PyLong_FromSsize_t(index * 10);
  PyErr_SetNone(PyExc_IndexError);
  return NULL;
}
static PySequenceMethods sequence = {.sq_item = item};

#define ITERABLE(name, text, ...)                                                                                     \
  static PyTypeObject name = {                                                                                        \
    PyVarObject_HEAD_INIT(NULL, 0)                                                                                    \
    .tp_name = PROBE_STRING(PROBE_NAME) "." text,                                                                     \
    .tp_basicsize = sizeof(PyObject),                                                                                 \
    .tp_flags = Py_TPFLAGS_DEFAULT,                                                                                   \
    .tp_new = PyType_GenericNew,                                                                                      \
    __VA_ARGS__}
ITERABLE(wrong_type, "Wrong", .tp_iter = list_from_iter);
ITERABLE(failing_type, "Failing", .tp_iter = failing_iter);
ITERABLE(sequence_type, "Sequence", .tp_as_sequence = &sequence);

/* ---- From C ------------------------------------------------------------------------------------------------------------- */

static PyObject *get_iter(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_GetIter(object); }

/* What PyIter_Next gives; Ellipsis for an end without an exception. */
static PyObject *next(PyObject *Py_UNUSED(self), PyObject *iterator) {
  PyObject *value = PyIter_Next(iterator);
  if (value != NULL || PyErr_Occurred()) return value;
  Py_INCREF(Py_Ellipsis);
  return Py_Ellipsis;
}

/* Everything that is left, as the documentation has it. */
static PyObject *all(PyObject *Py_UNUSED(self), PyObject *iterator) {
  PyObject *list = PyList_New(0), *value;
  while (list != NULL && (value = PyIter_Next(iterator)) != NULL) list = probe_append(list, value);
  if (!PyErr_Occurred()) return list;
  Py_XDECREF(list);
  return NULL;
}

/* [PyIter_Check, PySeqIter_Check, PyCallIter_Check] */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("[iii]", PyIter_Check(object) != 0, PySeqIter_Check(object) != 0, PyCallIter_Check(object) != 0);
}

static PyObject *is_iterator(PyObject *Py_UNUSED(self), PyObject *object) { return PyBool_FromLong(PyIter_Check(object)); }

static PyObject *seq_iter(PyObject *Py_UNUSED(self), PyObject *sequence) { return PySeqIter_New(sequence); }
static PyObject *call_iter(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *sentinel;
  return PyArg_ParseTuple(args, "OO", &callable, &sentinel) ? PyCallIter_New(callable, sentinel) : NULL;
}
static PyObject *self_iter(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_SelfIter(object); }

static int add_types(PyObject *module) {
  if (probe_add_type(module, "Countdown", &countdown_type) < 0 || probe_add_type(module, "Wrong", &wrong_type) < 0) return -1;
  if (probe_add_type(module, "Failing", &failing_type) < 0) return -1;
  return probe_add_type(module, "Sequence", &sequence_type);
}

PROBE_MODULE_WITH(add_types, {"countdown", make_countdown, METH_VARARGS, NULL}, PROBE_O(get_iter), PROBE_O(next), PROBE_O(all),
                  PROBE_O(checks), PROBE_O(is_iterator), PROBE_O(seq_iter), PROBE_VARARGS(call_iter), PROBE_O(self_iter))
