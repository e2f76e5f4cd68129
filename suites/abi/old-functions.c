#include "probe.h"
#include <stdarg.h>

/* The functions that no documentation names are called by their own names here; a macro mostly stands before them. */

static int va_parse(PyObject *args, const char *format, ...) {
  va_list rest;
  va_start(rest, format);
  int parsed = _PyArg_VaParse_SizeT(args, format, rest);
  va_end(rest);
  return parsed;
}

static int va_parse_keywords(PyObject *args, const char *format, char **names, ...) {
  va_list rest;
  va_start(rest, names);
  int parsed = _PyArg_VaParseTupleAndKeywords_SizeT(args, NULL, format, names, rest);
  va_end(rest);
  return parsed;
}

/* (the text, its length) */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *call) {
  const char *function, *text = NULL;
  char *names[] = {"first", NULL};
  PyObject *args;
  Py_ssize_t length = -1;
  int parsed;
  if (!PyArg_ParseTuple(call, "sO", &function, &args)) return NULL;
  if (strcmp(function, "_PyArg_Parse_SizeT") == 0) parsed = _PyArg_Parse_SizeT(args, "s#", &text, &length);
  else if (strcmp(function, "_PyArg_VaParse_SizeT") == 0) parsed = va_parse(args, "s#", &text, &length);
  else if (strcmp(function, "_PyArg_ParseTuple_SizeT") == 0) parsed = _PyArg_ParseTuple_SizeT(args, "s#", &text, &length);
  else if (strcmp(function, "_PyArg_ParseTupleAndKeywords_SizeT") == 0)
    parsed = _PyArg_ParseTupleAndKeywords_SizeT(args, NULL, "s#", names, &text, &length);
  else parsed = va_parse_keywords(args, "s#", names, &text, &length);
  return parsed ? Py_BuildValue("(sn)", text, length) : NULL;
}

static PyObject *va_build(const char *format, ...) {
  va_list rest;
  va_start(rest, format);
  PyObject *value = _Py_VaBuildValue_SizeT(format, rest);
  va_end(rest);
  return value;
}

static PyObject *build(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "sO", &function, &object)) return NULL;
  if (strcmp(function, "_Py_BuildValue_SizeT") == 0)
    return _Py_BuildValue_SizeT("s#On", "some text", (Py_ssize_t)3, object, (Py_ssize_t)7);
  return va_build("s#On", "some text", (Py_ssize_t)3, object, (Py_ssize_t)7);
}

static PyObject *call(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function;
  PyObject *callee, *object;
  if (!PyArg_ParseTuple(args, "sOO", &function, &callee, &object)) return NULL;
  if (strcmp(function, "PyEval_CallFunction") == 0)
    return PyEval_CallFunction(callee, "sO", "some text", object);
  return _PyObject_CallFunction_SizeT(callee, "s#O", "some text", (Py_ssize_t)3, object);
}

static PyObject *call_method(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function, *name;
  PyObject *target, *object;
  if (!PyArg_ParseTuple(args, "sOsO", &function, &target, &name, &object)) return NULL;
  if (strcmp(function, "PyEval_CallMethod") == 0) return PyEval_CallMethod(target, name, "nO", (Py_ssize_t)0, object);
  return _PyObject_CallMethod_SizeT(target, name, "nO", (Py_ssize_t)0, object);
}

static PyObject *call_built_in(PyObject *Py_UNUSED(self), PyObject *call) {
  PyObject *callee, *args, *kwargs = NULL;
  return PyArg_ParseTuple(call, "OO|O", &callee, &args, &kwargs) ? PyCFunction_Call(callee, args, kwargs) : NULL;
}

/* The bytes at the pointer that an old function gives. */
static PyObject *old_buffer(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function, *chars = NULL;
  const void *readable = NULL;
  void *writable = NULL;
  PyObject *exporter;
  Py_ssize_t length = -1;
  int status;
  if (!PyArg_ParseTuple(args, "sO", &function, &exporter)) return NULL;
  if (strcmp(function, "PyObject_AsCharBuffer") == 0) status = PyObject_AsCharBuffer(exporter, &chars, &length);
  else if (strcmp(function, "PyObject_AsReadBuffer") == 0) status = PyObject_AsReadBuffer(exporter, &readable, &length);
  else status = PyObject_AsWriteBuffer(exporter, &writable, &length);
  if (status < 0) return NULL;
  return PyBytes_FromStringAndSize(chars != NULL ? chars : readable != NULL ? readable : writable, length);
}

static PyObject *count_around(PyObject *Py_UNUSED(self), PyObject *o) {
  _Py_IncRef(o);
  _Py_IncRef(o);
  _Py_DecRef(o);
  return o;
}

static PyObject *count_fresh(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *o = PROBE_TRACKED(1);
  if (o == NULL) return NULL;
  _Py_DecRef(o);
  Py_RETURN_NONE;
}

static PyObject *release_fresh(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *o = PROBE_TRACKED(1);
  if (o == NULL) return NULL;
  Py_DECREF(o);
  Py_RETURN_NONE;
}

static PyObject *intern_immortal(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_INCREF(text);
  PyUnicode_InternImmortal(&text);
  return text;
}

/* How many of the calls gave an object. */
static PyObject *ask_often(PyObject *Py_UNUSED(self), PyObject *times) {
  long count = PyLong_AsLong(times), given = 0;
  for (long i = 0; i < count; i++) {
    PyObject *info = PyThread_GetInfo();
    if (info == NULL) return NULL;
    Py_DECREF(info);
    given++;
  }
  return PyErr_Occurred() ? NULL : PyLong_FromLong(given);
}

/* What the search for it leaves behind is taken away again. */
static PyObject *importer(PyObject *Py_UNUSED(self), PyObject *path) {
  PyObject *finder = PyImport_GetImporter(path), *cache = PySys_GetObject("path_importer_cache");
  if (finder != NULL && cache != NULL && PyDict_Contains(cache, path) == 1 && PyDict_DelItem(cache, path) < 0) Py_CLEAR(finder);
  return finder;
}

/* ---- New objects ---- */

typedef struct {
  PyObject_VAR_HEAD
  int items[1];
} var_object;

static PyTypeObject fixed_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Fixed",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = (destructor)PyObject_Free,
};
static PyTypeObject var_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Var",
  .tp_basicsize = offsetof(var_object, items),
  .tp_itemsize = sizeof(int),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = (destructor)PyObject_Free,
};

static int visit_nothing(PyObject *Py_UNUSED(self), visitproc Py_UNUSED(visit), void *Py_UNUSED(context)) { return 0; }
static void delete_collected(PyObject *self) { PyObject_GC_Del(self); }

static PyTypeObject collected_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Collected",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = visit_nothing,
  .tp_dealloc = delete_collected,
};
static PyTypeObject collected_var_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.CollectedVar",
  .tp_basicsize = offsetof(var_object, items),
  .tp_itemsize = sizeof(int),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = visit_nothing,
  .tp_dealloc = delete_collected,
};

static PyObject *initialized(PyTypeObject *type, Py_ssize_t size) {
  PyVarObject *memory = PyObject_Malloc(offsetof(var_object, items) + (size_t)size * sizeof(int));
  if (memory == NULL) return PyErr_NoMemory();
  return PyObject_InitVar(memory, type, size) == memory ? (PyObject *)memory : NULL;
}

/* What the items hold is kept. NULL with an exception if not. */
static PyObject *resized(Py_ssize_t from, Py_ssize_t to) {
  PyVarObject *object = _PyObject_GC_NewVar(&collected_var_type, from);
  if (object == NULL) return NULL;
  for (Py_ssize_t i = 0; i < from; i++) ((var_object *)object)->items[i] = (int)i + 100;
  PyVarObject *moved = _PyObject_GC_Resize(object, to);
  for (Py_ssize_t i = 0; moved != NULL && i < from; i++)
    if (((var_object *)moved)->items[i] != (int)i + 100) PyErr_SetString(PyExc_AssertionError, "an item was lost");
  return PyErr_Occurred() ? NULL : (PyObject *)moved;
}

/* (it is of the type, its length or -1, it has one reference and its items can be written) */
static PyObject *allocate(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function;
  PyTypeObject *type = &var_type;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "s", &function)) return NULL;
  if (strcmp(function, "_PyObject_New") == 0) object = _PyObject_New(type = &fixed_type);
  else if (strcmp(function, "_PyObject_NewVar") == 0) object = (PyObject *)_PyObject_NewVar(type, 5);
  else if (strcmp(function, "PyObject_InitVar") == 0) object = initialized(type, 5);
  else if (strcmp(function, "_PyObject_GC_New") == 0) object = _PyObject_GC_New(type = &collected_type);
  else if (strcmp(function, "_PyObject_GC_NewVar") == 0) object = (PyObject *)_PyObject_GC_NewVar(type = &collected_var_type, 5);
  else {
    type = &collected_var_type;
    object = resized(5, 9);
  }
  if (object == NULL) return NULL;
  Py_ssize_t length = type->tp_itemsize == 0 ? -1 : Py_SIZE(object);
  for (Py_ssize_t i = 0; i < length; i++) ((var_object *)object)->items[i] = -1;
  int is_of_type = Py_TYPE(object) == type;
  int is_alone = Py_REFCNT(object) == 1;
  Py_DECREF(object);
  return Py_BuildValue("(NnN)", PyBool_FromLong(is_of_type), length, PyBool_FromLong(is_alone));
}

static int ready(PyObject *Py_UNUSED(module)) {
  return PyType_Ready(&fixed_type) < 0 || PyType_Ready(&var_type) < 0 || PyType_Ready(&collected_type) < 0 ? -1
         : PyType_Ready(&collected_var_type);
}

PROBE_MODULE_WITH(ready, PROBE_VARARGS(parse), PROBE_VARARGS(build), PROBE_VARARGS(call), PROBE_VARARGS(call_method),
                  PROBE_VARARGS(call_built_in), PROBE_VARARGS(old_buffer), PROBE_O(count_around), PROBE_NOARGS(count_fresh),
                  PROBE_NOARGS(release_fresh), PROBE_O(intern_immortal), PROBE_O(importer), PROBE_O(ask_often), PROBE_VARARGS(allocate))
