#include "probe.h"

/* One type with a C function in every slot that has a special method; each notes its name in the list `seen` of the instance. */
typedef struct {
  PyObject_HEAD
  PyObject *seen;
} full_object;

static void full_dealloc(PyObject *self) {
  Py_XDECREF(((full_object *)self)->seen);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *full_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *seen;
  if (!PyArg_ParseTuple(args, "O!", &PyList_Type, &seen)) return NULL;
  full_object *self = (full_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_INCREF(seen);
  self->seen = seen;
  return (PyObject *)self;
}

/* Takes the text; -1 with an exception. */
static int note_text(PyObject *self, PyObject *text) {
  if (text == NULL) return -1;
  int status = PyList_Append(((full_object *)self)->seen, text);
  Py_DECREF(text);
  return status;
}

static int note(PyObject *self, const char *slot) { return note_text(self, PyUnicode_FromString(slot)); }

static Py_ssize_t length(PyObject *self) { return note(self, "length") < 0 ? -1 : 3; }
static int truth(PyObject *self) { return note(self, "bool") < 0 ? -1 : 1; }
static Py_hash_t hash(PyObject *self) { return note(self, "hash") < 0 ? -1 : 13; }
static PyObject *as_int(PyObject *self) { return note(self, "int") < 0 ? NULL : PyLong_FromLong(11); }
static PyObject *as_float(PyObject *self) { return note(self, "float") < 0 ? NULL : PyFloat_FromDouble(1.25); }
static PyObject *as_index(PyObject *self) { return note(self, "index") < 0 ? NULL : PyLong_FromLong(12); }
static PyObject *repr(PyObject *self) { return note(self, "repr") < 0 ? NULL : PyUnicode_FromString("from tp_repr"); }
static PyObject *str(PyObject *self) { return note(self, "str") < 0 ? NULL : PyUnicode_FromString("from tp_str"); }

/* Slots that answer with the object itself. */
#define SELF_SLOT(slot)                                                                                               \
  static PyObject *slot(PyObject *self) {                                                                             \
    if (note(self, #slot) < 0) return NULL;                                                                           \
    Py_INCREF(self);                                                                                                  \
    return self;                                                                                                      \
  }
SELF_SLOT(iter)
SELF_SLOT(iternext)
SELF_SLOT(await)
SELF_SLOT(aiter)
SELF_SLOT(anext)

static PyObject *subscript(PyObject *self, PyObject *key) {
  if (note_text(self, PyUnicode_FromFormat("subscript(%R)", key)) < 0) return NULL;
  Py_INCREF(key);
  return key;
}

static int ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
  if (value == NULL) return note_text(self, PyUnicode_FromFormat("ass_subscript(%R, NULL)", key));
  return note_text(self, PyUnicode_FromFormat("ass_subscript(%R, %R)", key, value));
}

static int contains(PyObject *self, PyObject *value) {
  return note_text(self, PyUnicode_FromFormat("contains(%R)", value)) < 0 ? -1 : 1;
}

static PyObject *call(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (note(self, "call") < 0) return NULL;
  return Py_BuildValue("(OO)", args, kwargs == NULL || PyDict_Size(kwargs) == 0 ? Py_None : kwargs);
}

static PyObject *descr_get(PyObject *self, PyObject *object, PyObject *type) {
  if (note(self, "descr_get") < 0) return NULL;
  return Py_BuildValue("(OO)", object == NULL ? Py_None : object, type == NULL ? Py_None : type);
}

static int descr_set(PyObject *self, PyObject *Py_UNUSED(object), PyObject *value) {
  if (value == NULL) return note(self, "descr_set(NULL)");
  return note_text(self, PyUnicode_FromFormat("descr_set(%R)", value));
}

/* Instantiation is T(seen, ...): __init__ notes how many arguments came. */
static int init(PyObject *self, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  return note_text(self, PyUnicode_FromFormat("init(%zd)", PyTuple_Size(args)));
}

static PyNumberMethods number = {.nb_bool = truth, .nb_int = as_int, .nb_float = as_float, .nb_index = as_index};
static PySequenceMethods sequence = {.sq_length = length, .sq_contains = contains};
static PyMappingMethods mapping = {.mp_length = length, .mp_subscript = subscript, .mp_ass_subscript = ass_subscript};
static PyAsyncMethods async = {.am_await = await, .am_aiter = aiter, .am_anext = anext};
static PyTypeObject Full_type = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_methods.Full", .tp_basicsize = sizeof(full_object),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = full_dealloc, .tp_new = full_new, .tp_init = init,
  .tp_as_number = &number, .tp_as_sequence = &sequence, .tp_as_mapping = &mapping, .tp_as_async = &async,
  .tp_hash = hash, .tp_repr = repr, .tp_str = str, .tp_iter = iter, .tp_iternext = iternext, .tp_call = call,
  .tp_descr_get = descr_get, .tp_descr_set = descr_set};

static PyObject *outcome(Py_ssize_t result) {
  if (result == -1 && PyErr_Occurred()) return NULL;
  return PyLong_FromSsize_t(result);
}

/* reach(function, object): the C function that a slot is for. */
static PyObject *reach(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *o;
  if (!PyArg_ParseTuple(args, "sO", &name, &o)) return NULL;
  if (strcmp(name, "PyObject_Size") == 0) return outcome(PyObject_Size(o));
  if (strcmp(name, "PyObject_IsTrue") == 0) return outcome(PyObject_IsTrue(o));
  if (strcmp(name, "PyObject_Hash") == 0) return outcome(PyObject_Hash(o));
  if (strcmp(name, "PyNumber_Long") == 0) return PyNumber_Long(o);
  if (strcmp(name, "PyNumber_Float") == 0) return PyNumber_Float(o);
  if (strcmp(name, "PyNumber_Index") == 0) return PyNumber_Index(o);
  if (strcmp(name, "PyObject_Repr") == 0) return PyObject_Repr(o);
  if (strcmp(name, "PyObject_Str") == 0) return PyObject_Str(o);
  if (strcmp(name, "PyObject_GetIter") == 0) return PyObject_GetIter(o);
  if (strcmp(name, "PyIter_Next") == 0) return PyIter_Next(o);
  if (strcmp(name, "PyObject_GetItem") == 0) return PyObject_GetItem(o, Py_True);
  if (strcmp(name, "PyObject_SetItem") == 0) return outcome(PyObject_SetItem(o, Py_True, Py_False));
  if (strcmp(name, "PyObject_DelItem") == 0) return outcome(PyObject_DelItem(o, Py_True));
  if (strcmp(name, "PySequence_Contains") == 0) return outcome(PySequence_Contains(o, Py_True));
  if (strcmp(name, "PyObject_CallFunctionObjArgs") == 0) return PyObject_CallFunctionObjArgs(o, Py_True, NULL);
  return PyErr_Format(PyExc_SystemError, "no function %s", name);
}

static int set_up(PyObject *module) { return probe_add_type(module, "Full", &Full_type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(reach))
