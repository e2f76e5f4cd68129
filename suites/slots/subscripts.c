#include "probe.h"

/*
 * `T(seen, length, answer)`: each slot appends a text of what reached it to the list `seen`. The slots of length and truth return
 * `length`, or raise ValueError if it is -1; a subscript returns `answer`, or raises it if it is an exception type.
 */
typedef struct {
  PyObject_HEAD
  PyObject *seen, *answer;
  Py_ssize_t length;
} container_object;

static void container_dealloc(PyObject *self) {
  Py_XDECREF(((container_object *)self)->seen);
  Py_XDECREF(((container_object *)self)->answer);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *container_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *seen, *answer = Py_None;
  Py_ssize_t length = 0;
  if (!PyArg_ParseTuple(args, "O!|nO", &PyList_Type, &seen, &length, &answer)) return NULL;
  container_object *self = (container_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_INCREF(seen);
  Py_INCREF(answer);
  *self = (container_object){.ob_base = self->ob_base, .seen = seen, .answer = answer, .length = length};
  return (PyObject *)self;
}

/* Takes the text; -1 with an exception. */
static int note(PyObject *self, PyObject *text) {
  if (text == NULL) return -1;
  int status = PyList_Append(((container_object *)self)->seen, text);
  Py_DECREF(text);
  return status;
}

static PyObject *answer(PyObject *self) {
  PyObject *value = ((container_object *)self)->answer;
  if (PyExceptionClass_Check(value)) {
    PyErr_SetString(value, "refused");
    return NULL;
  }
  Py_INCREF(value);
  return value;
}

static Py_ssize_t length_of(PyObject *self, const char *slot) {
  if (note(self, PyUnicode_FromString(slot)) < 0) return -1;
  if (((container_object *)self)->length == -1) PyErr_SetString(PyExc_ValueError, "no length");
  return ((container_object *)self)->length;
}

static Py_ssize_t sq_length(PyObject *self) { return length_of(self, "sq_length"); }
static Py_ssize_t mp_length(PyObject *self) { return length_of(self, "mp_length"); }
static int nb_bool(PyObject *self) { return (int)length_of(self, "nb_bool"); }

static PyObject *sq_item(PyObject *self, Py_ssize_t index) {
  return note(self, PyUnicode_FromFormat("sq_item(%zd)", index)) < 0 ? NULL : answer(self);
}

static PyObject *mp_subscript(PyObject *self, PyObject *key) {
  return note(self, PyUnicode_FromFormat("mp_subscript(%R)", key)) < 0 ? NULL : answer(self);
}

static int finish(PyObject *self, PyObject *text) {
  if (note(self, text) < 0) return -1;
  PyObject *result = answer(self);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}

static int sq_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
  return finish(self, PyUnicode_FromFormat("sq_ass_item(%zd, %s)", index, value == NULL ? "NULL" : "value"));
}

static int mp_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  return finish(self, PyUnicode_FromFormat("mp_ass_subscript(%R, %s)", key, value == NULL ? "NULL" : "value"));
}

/* Contains what `length` says. */
static int sq_contains(PyObject *self, PyObject *value) {
  if (note(self, PyUnicode_FromFormat("sq_contains(%R)", value)) < 0) return -1;
  if (((container_object *)self)->length == -1) PyErr_SetString(PyExc_ValueError, "unknown");
  return (int)((container_object *)self)->length;
}

/* The items 0, 1, ... below `length`, and the answer behind them. */
static PyObject *counted_item(PyObject *self, Py_ssize_t index) {
  if (index < ((container_object *)self)->length) return PyLong_FromSsize_t(index);
  return answer(self);
}

static PySequenceMethods Sequence_methods = {.sq_length = sq_length, .sq_item = sq_item, .sq_ass_item = sq_ass_item};
static PySequenceMethods Endless_methods = {.sq_item = sq_item, .sq_ass_item = sq_ass_item};
static PySequenceMethods ReadOnly_methods = {.sq_length = sq_length, .sq_item = sq_item};
static PySequenceMethods Counted_methods = {.sq_item = counted_item};
static PySequenceMethods Holder_methods = {.sq_contains = sq_contains, .sq_item = counted_item};
static PyMappingMethods Mapping_methods = {.mp_length = mp_length, .mp_subscript = mp_subscript, .mp_ass_subscript = mp_ass_subscript};
static PyMappingMethods ReadOnlyMap_methods = {.mp_subscript = mp_subscript};
static PyNumberMethods Truth_methods = {.nb_bool = nb_bool};

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_subscripts." #name, .tp_basicsize = sizeof(container_object),     \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = container_dealloc, .tp_new = container_new,   \
    __VA_ARGS__}
TYPE(Sequence, .tp_as_sequence = &Sequence_methods);
TYPE(Endless, .tp_as_sequence = &Endless_methods);
TYPE(ReadOnly, .tp_as_sequence = &ReadOnly_methods, .tp_as_mapping = &ReadOnlyMap_methods);
TYPE(ReadOnlySequence, .tp_as_sequence = &ReadOnly_methods);
TYPE(Counted, .tp_as_sequence = &Counted_methods);
TYPE(Holder, .tp_as_sequence = &Holder_methods);
TYPE(Mapping, .tp_as_mapping = &Mapping_methods);
TYPE(Both, .tp_as_sequence = &Sequence_methods, .tp_as_mapping = &Mapping_methods);
TYPE(Truth, .tp_as_number = &Truth_methods, .tp_as_sequence = &Sequence_methods, .tp_as_mapping = &Mapping_methods);

static PyObject *outcome(Py_ssize_t result) {
  if (result == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(result);
}

#define OF_OBJECT(name, expression)                                                                                   \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *o) { return expression; }
OF_OBJECT(object_size, outcome(PyObject_Size(o)))
OF_OBJECT(sequence_size, outcome(PySequence_Size(o)))
OF_OBJECT(mapping_size, outcome(PyMapping_Size(o)))
OF_OBJECT(is_sequence, outcome(PySequence_Check(o)))
OF_OBJECT(is_mapping, outcome(PyMapping_Check(o)))
OF_OBJECT(truth, outcome(PyObject_IsTrue(o)))
OF_OBJECT(negated, outcome(PyObject_Not(o)))
OF_OBJECT(sequence_list, PySequence_List(o))

#define BY_KEY(name, expression)                                                                                      \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *o, *key, *value = NULL;                                                                                 \
    if (!PyArg_ParseTuple(args, "OO|O", &o, &key, &value)) return NULL;                                               \
    return expression;                                                                                                \
  }
BY_KEY(get, PyObject_GetItem(o, key))
BY_KEY(set, outcome(PyObject_SetItem(o, key, value)))
BY_KEY(del, outcome(PyObject_DelItem(o, key)))
BY_KEY(contains, outcome(PySequence_Contains(o, key)))

#define BY_INDEX(name, expression)                                                                                    \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *o, *value = NULL;                                                                                       \
    Py_ssize_t index;                                                                                                 \
    if (!PyArg_ParseTuple(args, "On|O", &o, &index, &value)) return NULL;                                             \
    return expression;                                                                                                \
  }
BY_INDEX(sequence_get, PySequence_GetItem(o, index))
BY_INDEX(sequence_set, outcome(PySequence_SetItem(o, index, value)))
BY_INDEX(sequence_del, outcome(PySequence_DelItem(o, index)))
BY_INDEX(sequence_slice, PySequence_GetSlice(o, index, index + 2))
BY_INDEX(sequence_set_slice, outcome(PySequence_SetSlice(o, index, index + 2, value)))
BY_INDEX(sequence_del_slice, outcome(PySequence_DelSlice(o, index, index + 2)))

#define BY_NAME(name, expression)                                                                                     \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *o, *value = NULL;                                                                                       \
    const char *key;                                                                                                  \
    if (!PyArg_ParseTuple(args, "Os|O", &o, &key, &value)) return NULL;                                               \
    return expression;                                                                                                \
  }
BY_NAME(mapping_get, PyMapping_GetItemString(o, key))
BY_NAME(mapping_set, outcome(PyMapping_SetItemString(o, key, value)))
BY_NAME(mapping_del, outcome(PyMapping_DelItemString(o, key)))

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&Sequence_type, &Endless_type, &ReadOnly_type, &ReadOnlySequence_type, &Counted_type,
                           &Holder_type, &Mapping_type, &Both_type, &Truth_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_O(object_size), PROBE_O(sequence_size), PROBE_O(mapping_size), PROBE_O(is_sequence),
                  PROBE_O(is_mapping), PROBE_O(truth), PROBE_O(negated), PROBE_O(sequence_list), PROBE_VARARGS(get),
                  PROBE_VARARGS(set), PROBE_VARARGS(del), PROBE_VARARGS(contains), PROBE_VARARGS(sequence_get),
                  PROBE_VARARGS(sequence_set), PROBE_VARARGS(sequence_del), PROBE_VARARGS(sequence_slice),
                  PROBE_VARARGS(sequence_set_slice), PROBE_VARARGS(sequence_del_slice), PROBE_VARARGS(mapping_get),
                  PROBE_VARARGS(mapping_set), PROBE_VARARGS(mapping_del))
