#include "probe.h"

/* The first item of `self` if it is a list, else None; with the argument. */
static PyObject *plain(PyObject *self, PyObject *arg) {
  return Py_BuildValue("(OO)", self == NULL ? Py_None : self, arg == NULL ? Py_None : arg);
}
static PyObject *with_keywords(PyObject *self, PyObject *args, PyObject *keywords) {
  return Py_BuildValue("(OOO)", self == NULL ? Py_None : self, args, keywords == NULL ? Py_None : keywords);
}
#ifdef METH_METHOD
static PyObject *with_class(PyObject *self, PyTypeObject *class, PyObject *const *Py_UNUSED(args), Py_ssize_t count,
                            PyObject *Py_UNUSED(names)) {
  return Py_BuildValue("(OOn)", self, class, count);
}
#endif

static PyMethodDef definitions[] = {
  {"documented", plain, METH_O, "documented($self, arg, /)\n--\n\nWhat it is for."},
  {"undocumented", plain, METH_NOARGS, NULL},
  {"unsigned", plain, METH_NOARGS, "Only a text."},
  {"keywords", PROBE_CAST(with_keywords), METH_VARARGS | METH_KEYWORDS, "keywords(a, b=1)\n--\n\n"},
};

static PyMethodDef *definition_of(const char *name) {
  for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++)
    if (strcmp(definitions[i].ml_name, name) == 0) return &definitions[i];
  PyErr_Format(PyExc_ValueError, "no definition %s", name);
  return NULL;
}

/* make(name, self, module): NULL for either is `__null__`. */
static PyObject *make(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *object, *module;
  if (!PyArg_ParseTuple(args, "sOO", &name, &object, &module)) return NULL;
  PyMethodDef *definition = definition_of(name);
  return definition == NULL ? NULL : PyCFunction_NewEx(definition, PROBE_OR_NULL(object), PROBE_OR_NULL(module));
}

static PyObject *make_new(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyCFunction_New(&definitions[0], PROBE_OR_NULL(object));
}

/* (flags, is the C function the one of the definition, is there a self). */
static PyObject *inspect(PyObject *Py_UNUSED(self), PyObject *function) {
  PyCFunction address = PyCFunction_GetFunction(function);
  if (address == NULL) return NULL;
  int flags = PyCFunction_GetFlags(function);
  if (flags == -1) return NULL;
  PyObject *object = PyCFunction_GetSelf(function);
  if (object == NULL && PyErr_Occurred()) return NULL;
  return Py_BuildValue("(iii)", flags, address == plain, object != NULL);
}

static PyObject *self_of(PyObject *Py_UNUSED(self), PyObject *function) {
  PyObject *object = PyCFunction_GetSelf(function);
  if (object == NULL && PyErr_Occurred()) return NULL;
  if (object == NULL) object = Py_None;
  Py_INCREF(object);
  return object;
}

/* Do the three functions refuse what is no function of C? */
static PyObject *refused(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *result = PyList_New(0);
  for (int i = 0; i < 3 && result != NULL; i++) {
    if (i == 0) PyCFunction_GetFunction(object);
    if (i == 1) PyCFunction_GetSelf(object);
    if (i == 2) PyCFunction_GetFlags(object);
    int expected = PyErr_ExceptionMatches(PyExc_SystemError);
    PyErr_Clear();
    result = probe_append(result, PyBool_FromLong(expected));
  }
  return result;
}

static PyObject *check(PyObject *Py_UNUSED(self), PyObject *object) { return PyBool_FromLong(PyCFunction_Check(object)); }

/* The class is a PyObject for PyPy: hence the void pointers. */
#ifdef METH_METHOD
static PyMethodDef class_definition = {"with_class", PROBE_CAST(with_class), METH_METHOD | METH_FASTCALL | METH_KEYWORDS,
                                       NULL};
/* make_method(self, class) */
static PyObject *make_method(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *class;
  if (!PyArg_ParseTuple(args, "OO", &object, &class)) return NULL;
  return PyCMethod_New(&class_definition, object, NULL, (void *)class);
}
/* Is there NULL and SystemError? */
static PyObject *is_refused(PyObject *made) {
  int refused = made == NULL && PyErr_Occurred() != NULL && PyErr_ExceptionMatches(PyExc_SystemError);
  PyErr_Clear();
  Py_XDECREF(made);
  return PyBool_FromLong(refused);
}
static PyObject *class_missing(PyObject *Py_UNUSED(self), PyObject *object) {
  return is_refused(PyCMethod_New(&class_definition, object, NULL, NULL));
}
static PyObject *class_needless(PyObject *Py_UNUSED(self), PyObject *object) {
  return is_refused(PyCMethod_New(&definitions[0], object, NULL, (void *)&PyList_Type));
}
#define METHODS PROBE_VARARGS(make_method), PROBE_O(class_missing), PROBE_O(class_needless),
#else
#define METHODS
#endif

PROBE_MODULE(PROBE_VARARGS(make), PROBE_O(make_new), PROBE_O(inspect), PROBE_O(self_of), PROBE_O(refused),
             METHODS PROBE_O(check))
