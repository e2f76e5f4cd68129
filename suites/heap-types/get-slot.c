#include "probe.h"

/* PyType_GetSlot. */
static PyObject *own_repr(PyObject *Py_UNUSED(self)) { return PyUnicode_FromString("own"); }
static PyObject *own_add(PyObject *left, PyObject *Py_UNUSED(right)) {
  Py_INCREF(left);
  return left;
}
static Py_ssize_t own_length(PyObject *Py_UNUSED(self)) { return 3; }
static PyMethodDef methods[] = {{NULL, NULL, 0, NULL}};
static PyType_Slot slots[] = {{Py_tp_repr, (void *)own_repr}, {Py_nb_add, (void *)own_add}, {Py_sq_length, (void *)own_length},
                              {Py_tp_methods, methods}, {Py_tp_doc, (void *)"Documented."}, {0, NULL}};
static PyType_Spec spec = {.name = "probe.Slotted", .basicsize = sizeof(PyObject),
                           .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .slots = slots};
static PyType_Slot sub_slots[] = {{Py_nb_subtract, (void *)own_add}, {0, NULL}};
static PyType_Spec sub_spec = {.name = "probe.Sub", .flags = Py_TPFLAGS_DEFAULT, .slots = sub_slots};

static PyObject *make(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyType_FromSpec(&spec); }
static PyObject *derive(PyObject *Py_UNUSED(self), PyObject *base) {
  PyObject *bases = PyTuple_Pack(1, base);
  PyObject *type = bases == NULL ? NULL : PyType_FromSpecWithBases(&sub_spec, bases);
  Py_XDECREF(bases);
  return type;
}

/* The slots that are asked by name, and what the probe knows them to hold. */
static const struct {
  const char *name;
  int slot;
  void *own;
} known[] = {
  {"repr", Py_tp_repr, (void *)own_repr},     {"add", Py_nb_add, (void *)own_add},
  {"subtract", Py_nb_subtract, (void *)own_add}, {"length", Py_sq_length, (void *)own_length},
  {"methods", Py_tp_methods, methods},        {"subscript", Py_mp_subscript, NULL},
  {"call", Py_tp_call, NULL},                 {"await", Py_am_await, NULL},
  {"hash", Py_tp_hash, NULL},                 {"dealloc", Py_tp_dealloc, NULL},
  {"base", Py_tp_base, NULL},                 {"bases", Py_tp_bases, NULL},
  {"doc", Py_tp_doc, NULL},                   {"alloc", Py_tp_alloc, NULL},
  {"zero", 0, NULL},                          {"negative", -1, NULL},
  {"too-large", 10000, NULL},
};
static void *get(PyObject *type, const char *name, void **own) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].name, name) != 0) continue;
    *own = known[i].own;
    return PyType_GetSlot((PyTypeObject *)type, known[i].slot);
  }
  PyErr_SetString(PyExc_AssertionError, "the probe knows no such slot");
  return NULL;
}
/* slot(type, name): "null", "own" for the probe's function, or "other". */
static PyObject *slot(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *name;
  void *own = NULL;
  if (!PyArg_ParseTuple(args, "Os", &type, &name)) return NULL;
  void *found = get(type, name, &own);
  if (PyErr_Occurred()) return NULL;
  return PyUnicode_FromString(found == NULL ? "null" : found == own ? "own" : "other");
}
/* Calls the unary, binary or size slot `name` of the type with the arguments. */
static PyObject *call_slot(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *left, *right = NULL;
  const char *name;
  void *own;
  if (!PyArg_ParseTuple(args, "OsO|O", &type, &name, &left, &right)) return NULL;
  void *found = get(type, name, &own);
  if (found == NULL) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_LookupError, "no slot");
  if (right != NULL) return ((binaryfunc)found)(left, right);
  if (strcmp(name, "length") != 0) return ((reprfunc)found)(left);
  Py_ssize_t length = ((lenfunc)found)(left);
  return length == -1 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(length);
}
/* The same with all the arguments in a list. */
static PyObject *call_all(PyObject *self, PyObject *list) {
  PyObject *args = PyList_AsTuple(list);
  PyObject *result = args == NULL ? NULL : call_slot(self, args);
  Py_XDECREF(args);
  return result;
}
/* For numbers that are no slot: NULL, with or without an exception. */
static PyObject *null_for(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *name;
  void *own;
  if (!PyArg_ParseTuple(args, "Os", &type, &name)) return NULL;
  void *found = get(type, name, &own);
  if (found == NULL) PyErr_Clear();
  return PyBool_FromLong(found == NULL);
}
/* The object that a slot refers to. */
static PyObject *object_of(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *name;
  void *own;
  if (!PyArg_ParseTuple(args, "Os", &type, &name)) return NULL;
  PyObject *found = get(type, name, &own);
  if (found == NULL) return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_LookupError, "no slot");
  if (strcmp(name, "doc") == 0) return PyUnicode_FromString((const char *)found);
  Py_INCREF(found);
  return found;
}

PROBE_MODULE(PROBE_NOARGS(make), PROBE_O(derive), PROBE_VARARGS(slot), PROBE_VARARGS(call_slot), PROBE_O(call_all), PROBE_VARARGS(null_for),
             PROBE_VARARGS(object_of))
