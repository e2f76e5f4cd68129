#include "probe.h"
#include <structseq.h>

static PyStructSequence_Field fields[] = {
  {"first", "The first."}, {"second", NULL}, {"hidden", "Behind the sequence."}, {NULL, NULL},
};
static PyStructSequence_Desc description = {"probe.Record", "A record.", fields, 2};

/* Of a type of its own each time, which dies with its instances. */
static PyObject *record_type(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return (PyObject *)PyStructSequence_NewType(&description);
}

static PyObject *type_not_utf_8(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyStructSequence_Desc about = {"probe.Record\xff", NULL, fields, 2};
  return (PyObject *)PyStructSequence_NewType(&about);
}

/* record(type, first, second, hidden): by the macros or by the functions. */
static PyObject *fill(PyObject *record, PyObject *items, int by_macro) {
  for (Py_ssize_t i = 0; record != NULL && i < PyTuple_Size(items); i++) {
    PyObject *item = PyTuple_GetItem(items, i);
    Py_INCREF(item); /* For the record to take. */
    if (by_macro) PyStructSequence_SET_ITEM(record, i, item);
    else PyStructSequence_SetItem(record, i, item);
  }
  return record;
}

static PyObject *record(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *items;
  int by_macro;
  if (!PyArg_ParseTuple(args, "OOi", &type, &items, &by_macro)) return NULL;
  return fill(PyStructSequence_New((PyTypeObject *)type), items, by_macro);
}

/* Is there NULL and an exception, whichever? */
static PyObject *refused(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *made = PyStructSequence_New((PyTypeObject *)type);
  int raised = PyErr_Occurred() != NULL;
  PyErr_Clear();
  if (made == NULL) return PyBool_FromLong(raised);
  Py_DECREF(made);
  Py_RETURN_FALSE;
}

static PyObject *item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  Py_ssize_t index;
  int by_macro;
  if (!PyArg_ParseTuple(args, "Oni", &object, &index, &by_macro)) return NULL;
  PyObject *found = by_macro ? PyStructSequence_GET_ITEM(object, index) : PyStructSequence_GetItem(object, index);
  Py_XINCREF(found);
  return found;
}

/* A record that is released before all its fields are set. */
static PyObject *half_filled(PyObject *Py_UNUSED(self), PyObject *type) {
  PyObject *half = PyStructSequence_New((PyTypeObject *)type);
  if (half == NULL) return NULL;
  PyStructSequence_SetItem(half, 1, PROBE_TRACKED(7));
  Py_DECREF(half);
  return PyErr_Occurred() ? NULL : Py_BuildValue("");
}

/* Static types: made once, they stay. One that could not be made cannot be made again: the next time it is another. */
static PyTypeObject static_types[50], old_types[50];
static int static_tries, old_tries, static_is_made, old_is_made;

static PyObject *static_record(PyObject *Py_UNUSED(self), PyObject *items) {
  if (!static_is_made && static_tries == 50) return PyErr_Format(PyExc_RuntimeError, "no type can be made");
  if (!static_is_made && PyStructSequence_InitType2(&static_types[static_tries++], &description) < 0) return NULL;
  static_is_made = 1;
  return fill(PyStructSequence_New(&static_types[static_tries - 1]), items, 0);
}

static PyObject *old_record(PyObject *Py_UNUSED(self), PyObject *items) {
  if (!old_is_made && old_tries == 50) return PyErr_Format(PyExc_RuntimeError, "no type can be made");
  if (!old_is_made) PyStructSequence_InitType(&old_types[old_tries++], &description);
  if (PyErr_Occurred()) return NULL;
  old_is_made = 1;
  return fill(PyStructSequence_New(&old_types[old_tries - 1]), items, 0);
}

/* A type whose second field has no name. */
static PyObject *unnamed_type(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
#if PY_VERSION_HEX >= 0x030B0000
  PyStructSequence_Field some[] = {{"first", NULL}, {PyStructSequence_UnnamedField, NULL}, {"last", NULL}, {NULL, NULL}};
  PyStructSequence_Desc about = {"probe.Partly", NULL, some, 2};
  return (PyObject *)PyStructSequence_NewType(&about);
#else
  return PyUnicode_FromString("not there");
#endif
}

/* The host's own type for namespaces, by way of sys.implementation. */
static PyObject *namespace_of(PyObject *Py_UNUSED(self), PyObject *values) {
  PyObject *implementation = PySys_GetObject("implementation"), *none = PyTuple_New(0);
  PyObject *made = NULL;
  if (implementation == NULL) PyErr_SetString(PyExc_AttributeError, "implementation");
  else if (none != NULL) made = PyObject_Call((PyObject *)Py_TYPE(implementation), none, values);
  Py_XDECREF(none);
  return made;
}

static PyObject *set_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *value;
  const char *name;
  if (!PyArg_ParseTuple(args, "OsO", &object, &name, &value)) return NULL;
  return PyObject_SetAttrString(object, name, value) < 0 ? NULL : Py_BuildValue("");
}

PROBE_MODULE(PROBE_NOARGS(record_type), PROBE_NOARGS(type_not_utf_8), PROBE_O(refused), PROBE_VARARGS(record), PROBE_VARARGS(item), PROBE_O(half_filled),
             PROBE_O(static_record), PROBE_O(old_record), PROBE_NOARGS(unnamed_type), PROBE_O(namespace_of), PROBE_VARARGS(set_attribute))
