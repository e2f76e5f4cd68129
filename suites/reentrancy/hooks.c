#include "probe.h"

/* The callable that everything below calls, from places where C has just been asked for something by the API. */
static PyObject *hook; /* Owned, or NULL. */
static long depth, most;

/* 0, or -1 with the hook's exception. Nests at most five levels deep. */
static int call_hook(void) {
  if (hook == NULL || depth >= 5) return 0;
  PyObject *callable = hook;
  Py_INCREF(callable);
  depth++;
  if (depth > most) most = depth;
  PyObject *result = PyObject_CallObject(callable, NULL);
  depth--;
  Py_DECREF(callable);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}

static PyObject *set_hook(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *old = hook;
  hook = callable == Py_None ? NULL : callable;
  Py_XINCREF(hook);
  most = 0;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}
static PyObject *deepest(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(most); }

/* ---- Arguments ----------------------------------------------------------------------------------------------------- */

/* Takes a reference, which it gives back when a later argument fails. */
static int converter(PyObject *object, void *result) {
  if (object == NULL) {
    PyObject *type, *value, *traceback; /* The failure is pending. */
    PyErr_Fetch(&type, &value, &traceback);
    Py_CLEAR(*(PyObject **)result);
    int answer = call_hook();
    PyErr_Restore(type, value, traceback);
    return answer == 0;
  }
  Py_INCREF(object);
  *(PyObject **)result = object;
  if (call_hook() == 0) return Py_CLEANUP_SUPPORTED;
  Py_CLEAR(*(PyObject **)result);
  return 0;
}

/* parse(a, b): (a, b), where the hook runs between the two. */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first = NULL, *second;
  if (!PyArg_ParseTuple(args, "O&O", converter, &first, &second)) return NULL;
  return Py_BuildValue("(NO)", first, second);
}

/* The same with an int last, which may fail after the conversion. */
static PyObject *parse_int(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first = NULL;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", converter, &first, &number)) return NULL;
  Py_DECREF(first);
  return PyLong_FromLong(number);
}

static PyObject *parse_keywords(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs) {
  static char *names[] = {"first", "second", NULL};
  PyObject *first = NULL, *second = Py_None;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&|O", names, converter, &first, &second)) return NULL;
  return Py_BuildValue("(NO)", first, second);
}

/* A list made by a converter that runs the hook before the rest is converted. */
static PyObject *convert_back(void *object) {
  if (call_hook() < 0) return NULL;
  Py_INCREF((PyObject *)object);
  return object;
}
static PyObject *build(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first, *second;
  if (!PyArg_ParseTuple(args, "OO", &first, &second)) return NULL;
  return Py_BuildValue("[OO&{sO}]", first, convert_back, second, "key", first);
}

/* ---- Buffers ------------------------------------------------------------------------------------------------------- */

typedef struct {
  PyObject_HEAD
  char bytes[8];
  long exports;
} Exporter;

static int Exporter_get(PyObject *self, Py_buffer *view, int flags) {
  if (call_hook() < 0) {
    view->obj = NULL;
    return -1;
  }
  ((Exporter *)self)->exports++;
  return PyBuffer_FillInfo(view, self, ((Exporter *)self)->bytes, 8, 0, flags);
}

static void Exporter_release(PyObject *self, Py_buffer *Py_UNUSED(view)) {
  ((Exporter *)self)->exports--;
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (call_hook() < 0) PyErr_WriteUnraisable(NULL);
  PyErr_Restore(type, value, traceback);
}

static void Exporter_dealloc(PyObject *self) {
  probe_died();
  PyObject_Free(self);
}

static PyBufferProcs Exporter_buffer = {Exporter_get, Exporter_release};
static PyTypeObject Exporter_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Exporter",
  .tp_basicsize = sizeof(Exporter),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = Exporter_dealloc,
  .tp_as_buffer = &Exporter_buffer,
};

static PyObject *exporter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Exporter *made = PyObject_New(Exporter, &Exporter_Type);
  if (made == NULL) return NULL;
  memcpy(made->bytes, "abcdefgh", 8);
  made->exports = 0;
  probe_born();
  return (PyObject *)made;
}

static PyObject *exports(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(((Exporter *)object)->exports); }

/* Asks for a buffer of what nobody else may hold any more, reads it and releases it. */
static PyObject *read_buffer(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return NULL;
  PyObject *bytes = PyBytes_FromStringAndSize(view.buf, view.len);
  PyBuffer_Release(&view);
  return bytes;
}

/* ---- Descriptors, attributes, calls --------------------------------------------------------------------------------- */

static PyObject *Slot_get(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type)) {
  if (call_hook() < 0) return NULL;
  PyObject *result = object == NULL ? self : object;
  Py_INCREF(result);
  return result;
}

static int Slot_set(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(object), PyObject *Py_UNUSED(value)) { return call_hook(); }

static PyObject *Slot_call(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs) {
  if (call_hook() < 0) return NULL;
  return Py_BuildValue("(OO)", args, kwargs == NULL || PyDict_Size(kwargs) == 0 ? Py_None : kwargs);
}

static PyObject *Slot_getattro(PyObject *self, PyObject *name) {
  PyObject *found = PyObject_GenericGetAttr(self, name);
  if (found != NULL) return found;
  PyErr_Clear();
  if (call_hook() < 0) return NULL;
  Py_INCREF(name);
  return name;
}

static int Slot_setattro(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(name), PyObject *Py_UNUSED(value)) { return call_hook(); }

static PyTypeObject Slot_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Slot",
  .tp_basicsize = sizeof(Exporter),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = Exporter_dealloc,
  .tp_descr_get = Slot_get,
  .tp_descr_set = Slot_set,
  .tp_call = Slot_call,
  .tp_getattro = Slot_getattro,
  .tp_setattro = Slot_setattro,
};

static PyObject *slot(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Exporter *made = PyObject_New(Exporter, &Slot_Type);
  if (made != NULL) probe_born();
  return (PyObject *)made;
}

static PyObject *get_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  return PyArg_ParseTuple(args, "OO", &object, &name) ? PyObject_GetAttr(object, name) : NULL;
}

static PyObject *set_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value;
  if (!PyArg_ParseTuple(args, "OOO", &object, &name, &value) || PyObject_SetAttr(object, name, value) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *delete_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  if (!PyArg_ParseTuple(args, "OO", &object, &name) || PyObject_SetAttr(object, name, NULL) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *call(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *callable, *argument;
  return PyArg_ParseTuple(args, "OO", &callable, &argument) ? PyObject_CallFunctionObjArgs(callable, argument, NULL) : NULL;
}

/* A list of one item is all that holds the callable, or the object that is asked: item(list, name) asks for an attribute. */
static PyObject *call_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list, *argument;
  if (!PyArg_ParseTuple(args, "OO", &list, &argument)) return NULL;
  PyObject *callable = PySequence_GetItem(list, 0);
  PyObject *result = callable == NULL ? NULL : PyObject_CallFunctionObjArgs(callable, argument, NULL);
  Py_XDECREF(callable);
  return result;
}

/* ---- Hooks of the host ---------------------------------------------------------------------------------------------- */

/* Acts while a module's attribute has another value. */
static PyObject *with_attribute(const char *module_name, const char *name, PyObject *value, int (*act)(void)) {
  PyObject *module = PyImport_ImportModule(module_name);
  PyObject *before = module == NULL ? NULL : PyObject_GetAttrString(module, name);
  int answer = -1;
  if (before != NULL && PyObject_SetAttrString(module, name, value) == 0) {
    answer = act();
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    if (PyObject_SetAttrString(module, name, before) < 0) answer = -2;
    if (type != NULL) PyErr_Restore(type, error, traceback);
  }
  Py_XDECREF(before);
  Py_XDECREF(module);
  return answer < 0 ? NULL : PyLong_FromLong(answer);
}

/* Without a registry, so that each is shown. */
static int warn_once(void) { return PyErr_WarnExplicit(PyExc_UserWarning, "a warning", "file", 1, "module", NULL); }
static PyObject *warn_with(PyObject *Py_UNUSED(self), PyObject *show) { return with_attribute("warnings", "showwarning", show, warn_once); }

static int write_unraisable(void) {
  PyErr_SetString(PyExc_LookupError, "nobody's");
  PyErr_WriteUnraisable(NULL);
  return PyErr_Occurred() != NULL;
}
static PyObject *unraisable_with(PyObject *Py_UNUSED(self), PyObject *callable) {
  return with_attribute("sys", "unraisablehook", callable, write_unraisable);
}

static PyObject *empty(PyObject *Py_UNUSED(self), PyObject *list) {
  if (PyList_SetSlice(list, 0, PyList_Size(list), NULL) < 0) return NULL;
  Py_RETURN_NONE;
}

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Exporter_Type) < 0 ? -1 : PyType_Ready(&Slot_Type); }

PROBE_MODULE_WITH(set_up, PROBE_O(set_hook), PROBE_NOARGS(deepest), PROBE_VARARGS(parse), PROBE_VARARGS(parse_int),
                  PROBE_KEYWORDS(parse_keywords), PROBE_VARARGS(build), PROBE_NOARGS(exporter), PROBE_O(exports),
                  PROBE_O(read_buffer), PROBE_NOARGS(slot), PROBE_VARARGS(get_attribute), PROBE_VARARGS(set_attribute),
                  PROBE_VARARGS(delete_attribute), PROBE_VARARGS(call), PROBE_VARARGS(call_item), PROBE_O(warn_with),
                  PROBE_O(unraisable_with), PROBE_O(empty))
