#include "probe.h"
#include <stddef.h>
#if PY_VERSION_HEX < 0x03090000
#define Py_SET_REFCNT(object, count) (Py_REFCNT(object) = (count))
#endif
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* An object of C that the host may decorate, and that shows itself to the host when it ends. */
typedef struct {
  PyObject_HEAD
  long field;
  PyObject *dict;
} Decorated;

static PyObject *on_end; /* Owned, or NULL. */
static long itself, another;

static PyObject *Decorated_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) probe_born();
  return self;
}

/* What the host gives back for the dying object must be it. */
static void Decorated_dealloc(PyObject *self) {
  if (on_end != NULL) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Py_SET_REFCNT(self, 1);
    PyObject *back = PyObject_CallFunctionObjArgs(on_end, self, self, NULL);
    if (back == self) itself++;
    else another++;
    Py_XDECREF(back);
    PyErr_Clear();
    Py_SET_REFCNT(self, 0);
    PyErr_Restore(type, value, traceback);
  }
  Py_CLEAR(((Decorated *)self)->dict);
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyTypeObject Decorated_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Decorated",
  .tp_basicsize = sizeof(Decorated),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_new = Decorated_new,
  .tp_dealloc = Decorated_dealloc,
  .tp_dictoffset = offsetof(Decorated, dict),
};

static PyObject *set_on_end(PyObject *Py_UNUSED(self), PyObject *callable) {
  Py_XDECREF(on_end);
  on_end = callable == Py_None ? NULL : callable;
  Py_XINCREF(on_end);
  itself = another = 0;
  Py_RETURN_NONE;
}
static PyObject *end_saw(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return Py_BuildValue("(ll)", itself, another); }

static PyObject *set_field(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  long value;
  if (!PyArg_ParseTuple(args, "Ol", &object, &value)) return NULL;
  ((Decorated *)object)->field = value;
  Py_RETURN_NONE;
}
static PyObject *field_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(((Decorated *)object)->field); }

/* ---- References and addresses that C keeps --------------------------------------------------------------------------- */

static PyObject *held;
static PyObject *hold(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_INCREF(object);
  Py_XDECREF(held);
  held = object;
  Py_RETURN_NONE;
}
/* Gives the only reference to the host. */
static PyObject *hand_over(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = held;
  held = NULL;
  return object == NULL ? PyErr_Format(PyExc_LookupError, "nothing is held") : object;
}
static PyObject *is_held(PyObject *Py_UNUSED(self), PyObject *object) { return PyBool_FromLong(object == held); }

/* Hands the held object to the host and takes it back, so often: how often it was another one. */
static PyObject *pass_around(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable;
  long count, others = 0;
  if (!PyArg_ParseTuple(args, "Ol", &callable, &count)) return NULL;
  for (long i = 0; i < count; i++) {
    PyObject *back = PyObject_CallFunctionObjArgs(callable, held, NULL);
    if (back == NULL) return NULL;
    others += back != held;
    Py_DECREF(back);
  }
  return PyLong_FromLong(others);
}

/* A weak reference that only C owns; what it gives. */
static PyObject *reference;
static PyObject *refer(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_XDECREF(reference);
  reference = PyWeakref_NewRef(object, NULL);
  if (reference == NULL) return NULL;
  Py_RETURN_NONE;
}
static PyObject *referred(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = PyWeakref_GetObject(reference);
  Py_XINCREF(object);
  return object;
}
static PyObject *unrefer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_CLEAR(reference);
  Py_RETURN_NONE;
}

/* Looks at an object and all its items, as C does that keeps nothing: how many there were. */
static PyObject *look(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *items = PySequence_List(object);
  if (items == NULL) return NULL;
  long seen = 0;
  for (Py_ssize_t i = 0; i < PyList_Size(items); i++) {
    PyObject *item = PyList_GetItem(items, i);
    seen += Py_TYPE(item) != NULL && Py_REFCNT(item) > 0;
  }
  Py_DECREF(items);
  return PyLong_FromLong(seen);
}

/* Whether the name that the host passes is the one that C interned. */
static PyObject *is_interned(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *interned = PyUnicode_InternFromString("a_name_of_this_probe"), *other = name;
  if (interned == NULL) return NULL;
  Py_INCREF(other);
  PyUnicode_InternInPlace(&other);
  int same = other == interned;
  Py_DECREF(other);
  Py_DECREF(interned);
  return PyBool_FromLong(same);
}

static PyObject *same_byte(PyObject *Py_UNUSED(self), PyObject *bytes) {
  PyObject *made = PyBytes_FromStringAndSize(PyBytes_AsString(bytes), PyBytes_Size(bytes));
  int same = made == bytes;
  Py_XDECREF(made);
  return PyBool_FromLong(same);
}

/* Whether the one character of a text has one str. */
static PyObject *same_character(PyObject *Py_UNUSED(self), PyObject *text) {
  int code = (int)PyUnicode_ReadChar(text, 0);
  PyObject *one = PyUnicode_FromOrdinal(code), *other = PyUnicode_FromOrdinal(code);
  int same = one != NULL && one == other;
  Py_XDECREF(one);
  Py_XDECREF(other);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

static int set_up(PyObject *module) { return probe_add_type(module, "Decorated", &Decorated_Type); }

PROBE_MODULE_WITH(set_up, PROBE_O(set_on_end), PROBE_NOARGS(end_saw), PROBE_VARARGS(set_field), PROBE_O(field_of),
                  PROBE_O(hold), PROBE_NOARGS(hand_over), PROBE_O(is_held), PROBE_VARARGS(pass_around), PROBE_O(refer),
                  PROBE_NOARGS(referred), PROBE_NOARGS(unrefer), PROBE_O(look), PROBE_O(is_interned), PROBE_O(same_byte), PROBE_O(same_character))
