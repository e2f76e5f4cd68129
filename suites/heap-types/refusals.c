#include "probe.h"
#include <structmember.h>

/* Specifications that are refused. Nobody reads the members. */
static PyMemberDef no_members[] = {{NULL, 0, 0, 0, NULL}};
static PyMemberDef one_member[] = {{"x", T_INT, 0, READONLY, NULL}, {NULL, 0, 0, 0, NULL}};
static PyMemberDef relative_members[] = {{"x", T_INT, 0, READONLY | 8 /* Py_RELATIVE_OFFSET, new in 3.12. */, NULL}, {NULL, 0, 0, 0, NULL}};

#define SPEC(variable, ...)                                                                                           \
  static PyType_Slot variable##_slots[] = {__VA_ARGS__, {0, NULL}};                                                   \
  static PyType_Spec variable = {.name = "probe.Refused", .flags = Py_TPFLAGS_DEFAULT, .slots = variable##_slots}
SPEC(good, {Py_tp_members, no_members});
SPEC(slot_10000, {Py_tp_members, no_members}, {10000, no_members});
SPEC(slot_minus_1, {-1, no_members});
SPEC(two_members, {Py_tp_members, one_member}, {Py_tp_members, one_member});
SPEC(two_docs, {Py_tp_doc, (void *)"one"}, {Py_tp_doc, (void *)"two"});
SPEC(relative, {Py_tp_members, relative_members});
static PyType_Spec nameless = {.flags = Py_TPFLAGS_DEFAULT, .slots = good_slots};
#ifdef Py_TPFLAGS_IMMUTABLETYPE
#define IMMUTABLE Py_TPFLAGS_IMMUTABLETYPE
#else
#define IMMUTABLE 0
#endif
static PyType_Spec immutable = {.name = "probe.Immutable", .flags = Py_TPFLAGS_DEFAULT | IMMUTABLE, .slots = good_slots};
static PyType_Spec untraversed = {.name = "probe.Untraversed", .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, .slots = good_slots};
/* Fields before the members are there: a relative offset needs a negative size. */
static PyType_Spec sized = {.name = "probe.Sized", .basicsize = sizeof(PyObject) + 8, .flags = Py_TPFLAGS_DEFAULT, .slots = relative_slots};
static PyType_Spec extends = {.name = "probe.Extends", .basicsize = -8, .flags = Py_TPFLAGS_DEFAULT, .slots = good_slots};

static const struct {
  const char *name;
  PyType_Spec *spec;
} specs[] = {{"good", &good},         {"slot_10000", &slot_10000}, {"slot_minus_1", &slot_minus_1}, {"two_members", &two_members},
             {"two_docs", &two_docs}, {"nameless", &nameless},     {"immutable", &immutable},       {"sized", &sized},
             {"extends", &extends},   {"untraversed", &untraversed}};

static PyType_Spec *spec_named(const char *name) {
  for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
    if (strcmp(specs[i].name, name) == 0) return specs[i].spec;
  return NULL;
}
/* make(specification, bases or NULL) */
static PyObject *make(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *bases;
  if (!PyArg_ParseTuple(args, "sO", &name, &bases)) return NULL;
  return PyType_FromSpecWithBases(spec_named(name), PROBE_OR_NULL(bases));
}
static PyObject *make_by(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *metaclass, *bases;
  if (!PyArg_ParseTuple(args, "OsO", &metaclass, &name, &bases)) return NULL;
  return PyType_FromMetaclass((PyTypeObject *)metaclass, NULL, spec_named(name), PROBE_OR_NULL(bases));
}
/* A class statement: derive(metaclass, bases) */
static PyObject *derive(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *metaclass, *bases;
  if (!PyArg_ParseTuple(args, "OO!", &metaclass, &PyTuple_Type, &bases)) return NULL;
  return PyObject_CallFunction(metaclass, "sO{}", "Derived", bases);
}
/* The same with all warnings as errors, as the host's manager of filters makes them. */
static PyObject *make_strictly(PyObject *self, PyObject *args) {
  PyObject *type, *value, *traceback, *result = NULL, *entered = NULL, *set = NULL;
  PyObject *warnings = PyImport_ImportModule("warnings");
  PyObject *manager = warnings == NULL ? NULL : PyObject_CallMethod(warnings, "catch_warnings", NULL);
  if (manager != NULL) entered = PyObject_CallMethod(manager, "__enter__", NULL);
  if (entered != NULL) set = PyObject_CallMethod(warnings, "simplefilter", "s", "error");
  if (set != NULL) result = make(self, args);
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *left = entered == NULL ? NULL : PyObject_CallMethod(manager, "__exit__", "OOO", Py_None, Py_None, Py_None);
  PyErr_Restore(type, value, traceback);
  Py_XDECREF(left);
  Py_XDECREF(set);
  Py_XDECREF(entered);
  Py_XDECREF(manager);
  Py_XDECREF(warnings);
  return result;
}

PROBE_MODULE(PROBE_VARARGS(make), PROBE_VARARGS(make_by), PROBE_VARARGS(derive), PROBE_VARARGS(make_strictly))
