#include "probe.h"

/*
 * Types with each kind of attribute slot. Every call is noted in the list `seen` of the instance; the name "missing" raises
 * AttributeError and "broken" LookupError, every other is answered with its own text.
 */
typedef struct {
  PyObject_HEAD
  PyObject *seen;
} object_object;

static void object_dealloc(PyObject *self) {
  Py_XDECREF(((object_object *)self)->seen);
  Py_TYPE(self)->tp_free(self);
}

static PyObject *object_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(kwargs)) {
  PyObject *seen = NULL;
  if (!PyArg_ParseTuple(args, "|O!", &PyList_Type, &seen)) return NULL;
  object_object *self = (object_object *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  Py_XINCREF(seen);
  self->seen = seen;
  return (PyObject *)self;
}

/* Takes the text; -1 with an exception. */
static int note(PyObject *self, PyObject *text) {
  if (text == NULL) return -1;
  int status = PyList_Append(((object_object *)self)->seen, text);
  Py_DECREF(text);
  return status;
}

static int refused(const char *name) {
  if (strcmp(name, "missing") == 0) PyErr_SetString(PyExc_AttributeError, name);
  if (strcmp(name, "broken") == 0) PyErr_SetString(PyExc_LookupError, name);
  return PyErr_Occurred() != NULL;
}

static PyObject *old_getattr(PyObject *self, char *name) {
  if (note(self, PyUnicode_FromFormat("getattr(%s)", name)) < 0 || refused(name)) return NULL;
  return PyUnicode_FromFormat("getattr(%s)", name);
}

static int old_setattr(PyObject *self, char *name, PyObject *value) {
  if (note(self, PyUnicode_FromFormat("setattr(%s, %s)", name, value == NULL ? "NULL" : "value")) < 0) return -1;
  return refused(name) ? -1 : 0;
}

static PyObject *getattro(PyObject *self, PyObject *name) {
  if (note(self, PyUnicode_FromFormat("getattro(%U)", name)) < 0) return NULL;
  if (PyUnicode_CompareWithASCIIString(name, "missing") == 0 && refused("missing")) return NULL;
  if (PyUnicode_CompareWithASCIIString(name, "broken") == 0 && refused("broken")) return NULL;
  return PyUnicode_FromFormat("getattro(%U)", name);
}

static int setattro(PyObject *self, PyObject *name, PyObject *value) {
  if (note(self, PyUnicode_FromFormat("setattro(%U, %s)", name, value == NULL ? "NULL" : "value")) < 0) return -1;
  return PyUnicode_CompareWithASCIIString(name, "broken") == 0 && refused("broken") ? -1 : 0;
}

static PyObject *text(PyObject *Py_UNUSED(self)) { return PyUnicode_FromString("some text"); }
static PyObject *no_text(PyObject *Py_UNUSED(self)) { return PyLong_FromLong(5); }
static PyObject *failing_text(PyObject *Py_UNUSED(self)) {
  PyErr_SetString(PyExc_LookupError, "no text");
  return NULL;
}

#define TYPE(name, ...)                                                                                               \
  static PyTypeObject name##_type = {                                                                                 \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "slots_attributes." #name, .tp_basicsize = sizeof(object_object),        \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, .tp_dealloc = object_dealloc, .tp_new = object_new, __VA_ARGS__}
TYPE(Old, .tp_getattr = old_getattr, .tp_setattr = old_setattr);
TYPE(New, .tp_getattro = getattro, .tp_setattro = setattro);
TYPE(Both, .tp_getattr = old_getattr, .tp_setattr = old_setattr, .tp_getattro = getattro, .tp_setattro = setattro);
TYPE(OldHeir, .tp_base = &Old_type);
TYPE(NewHeir, .tp_base = &New_type);
TYPE(Plain, .tp_dictoffset = 0);
TYPE(Repr, .tp_repr = text);
TYPE(Str, .tp_str = text);
TYPE(NoRepr, .tp_repr = no_text);
TYPE(NoStr, .tp_str = no_text);
TYPE(Failing, .tp_repr = failing_text);

static PyObject *outcome(int result) { return result == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(result); }

static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *name;
  return PyArg_ParseTuple(args, "OO", &o, &name) ? PyObject_GetAttr(o, name) : NULL;
}
static PyObject *get_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  const char *name;
  return PyArg_ParseTuple(args, "Os", &o, &name) ? PyObject_GetAttrString(o, name) : NULL;
}
static PyObject *has(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *name;
  return PyArg_ParseTuple(args, "OO", &o, &name) ? outcome(PyObject_HasAttr(o, name)) : NULL;
}
static PyObject *has_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  const char *name;
  return PyArg_ParseTuple(args, "Os", &o, &name) ? outcome(PyObject_HasAttrString(o, name)) : NULL;
}
static PyObject *set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *name, *value;
  return PyArg_ParseTuple(args, "OOO", &o, &name, &value) ? outcome(PyObject_SetAttr(o, name, value)) : NULL;
}
static PyObject *set_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *value;
  const char *name;
  return PyArg_ParseTuple(args, "OsO", &o, &name, &value) ? outcome(PyObject_SetAttrString(o, name, value)) : NULL;
}
static PyObject *del(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *name;
  return PyArg_ParseTuple(args, "OO", &o, &name) ? outcome(PyObject_DelAttr(o, name)) : NULL;
}
static PyObject *del_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  const char *name;
  return PyArg_ParseTuple(args, "Os", &o, &name) ? outcome(PyObject_DelAttrString(o, name)) : NULL;
}
/* A deletion by PyObject_SetAttr. */
static PyObject *set_null(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *name;
  return PyArg_ParseTuple(args, "OO", &o, &name) ? outcome(PyObject_SetAttr(o, name, NULL)) : NULL;
}

static PyObject *repr(PyObject *Py_UNUSED(self), PyObject *o) { return PyObject_Repr(o); }
static PyObject *str(PyObject *Py_UNUSED(self), PyObject *o) { return PyObject_Str(o); }
static PyObject *ascii(PyObject *Py_UNUSED(self), PyObject *o) { return PyObject_ASCII(o); }

/* print(object, flags): what PyObject_Print writes. */
static PyObject *print(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o, *written = NULL;
  int flags;
  char text[256];
  if (!PyArg_ParseTuple(args, "Oi", &o, &flags)) return NULL;
  FILE *file = tmpfile();
  if (file == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  if (PyObject_Print(o, file, flags) == 0) {
    rewind(file);
    size_t size = fread(text, 1, sizeof text, file);
    written = PyUnicode_FromStringAndSize(text, (Py_ssize_t)size);
  }
  fclose(file);
  return written;
}

static int set_up(PyObject *module) {
  PyTypeObject *types[] = {&Old_type, &New_type, &Both_type, &OldHeir_type, &NewHeir_type, &Plain_type,
                           &Repr_type, &Str_type, &NoRepr_type, &NoStr_type, &Failing_type};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (probe_add_type(module, strchr(types[i]->tp_name, '.') + 1, types[i]) < 0) return -1;
  return 0;
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(get), PROBE_VARARGS(get_string), PROBE_VARARGS(has), PROBE_VARARGS(has_string),
                  PROBE_VARARGS(set), PROBE_VARARGS(set_string), PROBE_VARARGS(del), PROBE_VARARGS(del_string),
                  PROBE_VARARGS(set_null), PROBE_O(repr), PROBE_O(str), PROBE_O(ascii), PROBE_VARARGS(print))
