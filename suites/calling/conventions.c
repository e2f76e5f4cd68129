#include "probe.h"

/* What a function got: (name of self, arguments, keywords or None). Takes the references of the last two. */
static PyObject *seen(PyObject *self, PyObject *arguments, PyObject *keywords) {
  const char *who = self == NULL            ? "nothing"
                    : PyModule_Check(self)  ? "module"
                    : PyType_Check(self)    ? "type"
                                            : "instance";
  return Py_BuildValue("(sNN)", who, arguments, keywords);
}

static PyObject *none(void) { Py_RETURN_NONE; }

static PyObject *list_of(PyObject *const *args, Py_ssize_t from, Py_ssize_t to) {
  PyObject *list = PyList_New(0);
  for (Py_ssize_t i = from; i < to; i++) {
    Py_INCREF(args[i]);
    list = probe_append(list, args[i]);
  }
  return list;
}

static PyObject *noargs(PyObject *self, PyObject *second) {
  return seen(self, PyBool_FromLong(second == NULL), none());
}

static PyObject *one(PyObject *self, PyObject *arg) {
  Py_INCREF(arg);
  return seen(self, arg, none());
}

static PyObject *varargs(PyObject *self, PyObject *args) {
  Py_INCREF(args);
  return seen(self, args, none());
}

/* Without keywords the function gets NULL or an empty dict: the documentation allows both. */
static PyObject *varargs_keywords(PyObject *self, PyObject *args, PyObject *keywords) {
  Py_INCREF(args);
  if (keywords == NULL || PyDict_Size(keywords) == 0) keywords = Py_None;
  Py_INCREF(keywords);
  return seen(self, args, keywords);
}

static PyObject *fast(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  return seen(self, list_of(args, 0, count), none());
}

/* Keywords as a list of names and values in the order of the call. */
static PyObject *fast_keywords(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  if (names == NULL) return seen(self, list_of(args, 0, count), none());
  PyObject *values = list_of(args, count, count + PyTuple_Size(names));
  Py_INCREF(names);
  return seen(self, list_of(args, 0, count), Py_BuildValue("[NN]", names, values));
}

#ifdef METH_METHOD
static PyObject *defining(PyObject *self, PyTypeObject *class, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  return Py_BuildValue("(ON)", class, fast_keywords(self, args, count, names));
}
#define DEFINING {"defining", PROBE_CAST(defining), METH_METHOD | METH_FASTCALL | METH_KEYWORDS, NULL},
#else
#define DEFINING
#endif

static PyObject *on_class(PyObject *self, PyObject *args) {
  Py_INCREF(self);
  Py_INCREF(args);
  return Py_BuildValue("(NN)", self, args);
}

/* ---- A type with the same functions as methods ------------------------------------------------------------------- */

static PyObject *coexisting(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(arg)) {
  return PyUnicode_FromString("the method");
}
static int contains(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(item)) { return 1; }
static Py_ssize_t length(PyObject *Py_UNUSED(self)) { return 5; }
static PySequenceMethods sequence = {.sq_length = length, .sq_contains = contains};

static PyMethodDef methods[] = {
  PROBE_NOARGS(noargs),
  PROBE_O(one),
  PROBE_VARARGS(varargs),
  PROBE_KEYWORDS(varargs_keywords),
  PROBE_FASTCALL(fast),
  PROBE_FASTCALL_KEYWORDS(fast_keywords),
  DEFINING {"class_varargs", on_class, METH_VARARGS | METH_CLASS, NULL},
  {"class_noargs", noargs, METH_NOARGS | METH_CLASS, NULL},
  {"class_fast", PROBE_CAST(fast_keywords), METH_FASTCALL | METH_KEYWORDS | METH_CLASS, NULL},
  {"static_varargs", varargs, METH_VARARGS | METH_STATIC, NULL},
  {"static_noargs", noargs, METH_NOARGS | METH_STATIC, NULL},
  {"static_fast", PROBE_CAST(fast_keywords), METH_FASTCALL | METH_KEYWORDS | METH_STATIC, NULL},
  {"__contains__", coexisting, METH_O | METH_COEXIST, NULL},
  {"__len__", coexisting, METH_NOARGS, NULL},
  {NULL, NULL, 0, NULL},
};
static PyTypeObject convention_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Convention",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_methods = methods,
  .tp_as_sequence = &sequence,
  .tp_new = PyType_GenericNew,
};

/* ---- Flags that contradict each other ----------------------------------------------------------------------------- */

static PyObject *bad_function(PyObject *Py_UNUSED(self), PyObject *flags) {
  static PyMethodDef definition = {"bad", noargs, 0, NULL};
  definition.ml_flags = (int)PyLong_AsLong(flags);
  return PyCFunction_New(&definition, NULL);
}

/* A type whose one method has these flags. */
static PyObject *bad_type(PyObject *Py_UNUSED(self), PyObject *flags) {
  static PyMethodDef bad[] = {{"bad", noargs, 0, NULL}, {NULL, NULL, 0, NULL}};
  PyType_Slot slots[] = {{Py_tp_methods, bad}, {0, NULL}};
  PyType_Spec spec = {"calling.Bad", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};
  bad[0].ml_flags = (int)PyLong_AsLong(flags);
  return PyType_FromSpec(&spec);
}

/* Functions of a module cannot be class or static methods. */
static PyObject *bad_in_module(PyObject *Py_UNUSED(self), PyObject *flags) {
  static PyMethodDef bad[] = {{"bad", noargs, 0, NULL}, {NULL, NULL, 0, NULL}};
  bad[0].ml_flags = (int)PyLong_AsLong(flags);
  PyObject *module = PyModule_New("calling_bad");
  int done = module == NULL ? -1 : PyModule_AddFunctions(module, bad);
  Py_XDECREF(module);
  return done < 0 ? NULL : PyLong_FromLong(done);
}

static int add_types(PyObject *module) { return probe_add_type(module, "Convention", &convention_type); }

PROBE_MODULE_WITH(add_types, PROBE_NOARGS(noargs), PROBE_O(one), PROBE_VARARGS(varargs), PROBE_KEYWORDS(varargs_keywords),
                  PROBE_FASTCALL(fast), PROBE_FASTCALL_KEYWORDS(fast_keywords), PROBE_O(bad_function), PROBE_O(bad_type),
                  PROBE_O(bad_in_module))
