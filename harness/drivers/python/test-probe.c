/* What the driver's tests need to see from the other side. Functions of rows answer as generated wrappers do. */
#include "probe.h"

static PyObject *kept;

static PyObject *none(void) { Py_RETURN_NONE; }
/* The answer of a row's wrapper; takes over the reference to `result`. */
static PyObject *row(long code, PyObject *result) { return Py_BuildValue("(lN)", code, result); }

static PyObject *echo(PyObject *self, PyObject *value) {
  Py_INCREF(value);
  return value;
}
static PyObject *keep(PyObject *self, PyObject *value) {
  Py_INCREF(value);
  Py_XDECREF(kept);
  kept = value;
  return none();
}
/* A list that has room for a hundred items, and one. */
static PyObject *new_list(PyObject *self, PyObject *item) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 100000), *list = bytes == NULL ? NULL : PyList_New(0);
  Py_XDECREF(bytes);
  if (list != NULL && PyList_Append(list, item) == 0) return list;
  Py_XDECREF(list);
  return NULL;
}
static PyObject *let_go(PyObject *self, PyObject *ignored) {
  Py_CLEAR(kept);
  return none();
}
/* Calls its first argument with the others. */
static PyObject *call_back(PyObject *self, PyObject *args) {
  PyObject *rest = PyTuple_GetSlice(args, 1, PyTuple_Size(args));
  PyObject *result = rest == NULL ? NULL : PyObject_CallObject(PyTuple_GetItem(args, 0), rest);
  Py_XDECREF(rest);
  return result;
}
/* Calls and swallows the exception, but keeps it. */
static PyObject *keep_error(PyObject *self, PyObject *args) {
  PyObject *result = call_back(self, args), *type, *value, *traceback;
  if (result != NULL) return result;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback != NULL) PyException_SetTraceback(value, traceback);
  Py_DECREF(keep(NULL, value));
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return none();
}
static PyObject *raise_kept(PyObject *self, PyObject *ignored) {
  PyErr_SetObject((PyObject *)Py_TYPE(kept), kept);
  return NULL;
}
static PyObject *keywords(PyObject *self, PyObject *args, PyObject *kwargs) {
  if (kwargs == NULL) return none();
  return echo(NULL, kwargs);
}
static PyObject *print(PyObject *self, PyObject *ignored) {
  printf("{\"id\":1}\n");
  fflush(stdout);
  if (write(1, "noise\n", 6) < 0) return PyErr_SetFromErrno(PyExc_OSError);
  return none();
}
static PyObject *unraisable(PyObject *self, PyObject *ignored) {
  PyErr_SetString(PyExc_ValueError, "nobody listens");
  PyErr_WriteUnraisable(self);
  return none();
}
static PyObject *printed(PyObject *self, PyObject *value) {
  PyErr_SetObject(PyExc_ValueError, value);
  PyErr_Print();
  return none();
}

/* An object whose deallocator leaves an exception behind. */
static void rude_dealloc(PyObject *self) {
  PyObject_Free(self);
  PyErr_SetString(PyExc_KeyError, "left behind");
}
static PyTypeObject rude_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "driver_test.Rude",
  .tp_basicsize = sizeof(PyObject),
  .tp_dealloc = rude_dealloc,
};
static PyObject *rude(PyObject *self, PyObject *ignored) { return PyObject_New(PyObject, &rude_type); }

static PyObject *leak_tracked(PyObject *self, PyObject *ignored) { return PROBE_TRACKED(7) == NULL ? NULL : none(); }
static PyObject *leak_none(PyObject *self, PyObject *ignored) {
  Py_INCREF(Py_None);
  return none();
}
/* One reference too many to what it hands on. */
static PyObject *leak(PyObject *self, PyObject *value) {
  Py_INCREF(value);
  return echo(NULL, value);
}
static PyObject *leak_type(PyObject *self, PyObject *value) {
  Py_INCREF(Py_TYPE(value));
  return none();
}
/* As if these answered new references, as the fault injected into a bridge did. */
static PyObject *leak_modules(PyObject *self, PyObject *args) {
  PyObject *modules = PyImport_GetModuleDict();
  Py_INCREF(modules);
  return echo(NULL, modules);
}
static PyObject *leak_module_row(PyObject *self, PyObject *args) {
  PyObject *module = PyImport_AddModule("sys");
  Py_INCREF(module);
  return row(0, echo(NULL, module));
}
static PyObject *leak_stop(PyObject *self, PyObject *args) {
  /* The new reference is lost. */
  return PyObject_GetAttrString(PyTuple_GetItem(args, 0), "stop") == NULL ? NULL : row(0, none());
}
static PyObject *leak_out(PyObject *self, PyObject *args) {
  PyObject *modules = PyImport_GetModuleDict();
  Py_INCREF(modules);
  return Py_BuildValue("(lOsO)", 0L, Py_None, "value", modules);
}
static PyObject *leak_memory(PyObject *self, PyObject *ignored) {
  static void *volatile lost;
  lost = malloc(2000);
  return none();
}

static PyObject *good(PyObject *self, PyObject *args) { return row(0, PyTuple_GetSlice(args, 0, 1)); }
static PyObject *outs(PyObject *self, PyObject *args) { return Py_BuildValue("(lOsisO)", 0L, Py_None, "pos", 5, "value", Py_True); }
static PyObject *absent(PyObject *self, PyObject *args) { return row(1, none()); }
static PyObject *silent_sentinel(PyObject *self, PyObject *args) { return row(2, none()); }
static PyObject *loud_result(PyObject *self, PyObject *args) { return row(3, PyLong_FromLong(3)); }
static PyObject *failing(PyObject *self, PyObject *args) {
  PyErr_SetObject(PyExc_LookupError, PyTuple_GetItem(args, 0));
  return NULL;
}
static PyObject *append(PyObject *self, PyObject *args) {
  if (PyList_Append(PyTuple_GetItem(args, 0), PyTuple_GetItem(args, 1)) < 0) return NULL;
  return row(0, none());
}
static PyObject *look_up(PyObject *self, PyObject *args) {
  PyObject *found = PyObject_GetAttr(PyTuple_GetItem(args, 0), PyTuple_GetItem(args, 1));
  return found == NULL ? NULL : row(0, found);
}
static PyObject *leaking(PyObject *self, PyObject *args) {
  Py_INCREF(PyTuple_GetItem(args, 0));
  return row(0, none());
}
static PyObject *over_releasing(PyObject *self, PyObject *args) {
  Py_DECREF(PyTuple_GetItem(args, 0));
  return row(0, none());
}

static PyObject *spin(PyObject *self, PyObject *args) {
  volatile long left = PyLong_AsLong(PyTuple_GetItem(args, 0));
  while (left > 0) left--;
  return none();
}

static int set_up(PyObject *module) { return probe_add_type(module, "Rude", &rude_type); }

PROBE_MODULE_WITH(set_up, PROBE_O(echo), PROBE_O(keep), PROBE_O(new_list), PROBE_NOARGS(let_go), PROBE_VARARGS(call_back), PROBE_VARARGS(keep_error),
                  PROBE_NOARGS(raise_kept), PROBE_KEYWORDS(keywords), PROBE_NOARGS(print), PROBE_NOARGS(unraisable),
                  PROBE_O(printed), PROBE_NOARGS(rude), PROBE_NOARGS(leak_tracked), PROBE_NOARGS(leak_none),
                  PROBE_O(leak), PROBE_O(leak_type), PROBE_NOARGS(leak_modules), PROBE_VARARGS(leak_module_row),
                  PROBE_VARARGS(leak_out), PROBE_VARARGS(leak_stop), PROBE_NOARGS(leak_memory), PROBE_VARARGS(good),
                  PROBE_VARARGS(outs), PROBE_VARARGS(absent),
                  PROBE_VARARGS(silent_sentinel), PROBE_VARARGS(loud_result), PROBE_VARARGS(failing), PROBE_VARARGS(append),
                  PROBE_VARARGS(look_up), PROBE_VARARGS(leaking), PROBE_VARARGS(over_releasing), PROBE_VARARGS(spin))

static struct PyModuleDef further = {PyModuleDef_HEAD_INIT, .m_name = "further"};
PyMODINIT_FUNC PyInit_further(void) { return PyModuleDef_Init(&further); }
static struct PyModuleDef another = {PyModuleDef_HEAD_INIT, .m_name = "another", .m_size = -1};
PyMODINIT_FUNC PyInit_another(void) { return PyModule_Create(&another); }
