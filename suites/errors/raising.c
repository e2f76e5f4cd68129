#include "probe.h"

/* Raises with a message that C holds. */
static PyObject *set_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type;
  const char *message;
  if (PyArg_ParseTuple(args, "Os", &type, &message)) PyErr_SetString(type, message);
  return NULL;
}

/* Raises with an object. */
static PyObject *set_object(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *value;
  if (PyArg_ParseTuple(args, "OO", &type, &value)) PyErr_SetObject(type, value);
  return NULL;
}

static PyObject *set_object_null(PyObject *Py_UNUSED(self), PyObject *type) {
  PyErr_SetObject(type, NULL);
  return NULL;
}

static PyObject *set_none(PyObject *Py_UNUSED(self), PyObject *type) {
  PyErr_SetNone(type);
  return NULL;
}

/* What PyErr_SetObject made pending is `value` itself. */
static PyObject *instance_is_used(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *instance, *value, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &type, &instance)) return NULL;
  PyErr_SetObject(type, instance);
  PyErr_Fetch(&type, &value, &traceback);
  int result = value == instance;
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return PyBool_FromLong(result);
}

/* What PyErr_Fetch finds after PyErr_SetObject(type, value), not normalized: (type, value or None for NULL). */
static PyObject *fetched(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "OO", &type, &value)) return NULL;
  PyErr_SetObject(type, value);
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(traceback);
  if (value == NULL) {
    Py_INCREF(Py_None);
    value = Py_None;
  }
  return Py_BuildValue("(NN)", type, value);
}

static PyObject *no_memory(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyErr_NoMemory(); }

static PyObject *bad_argument(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  if (PyErr_BadArgument() != 0) PyErr_SetString(PyExc_AssertionError, "PyErr_BadArgument returned something else than 0");
  return NULL;
}

static PyObject *bad_internal_call(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_BadInternalCall();
  return NULL;
}

/* PyErr_Format with a conversion of every kind that takes a C value or an object. */
static PyObject *format(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  PyObject *object = NULL;
  if (!PyArg_ParseTuple(args, "s|O", &kind, &object)) return NULL;
  if (strcmp(kind, "plain") == 0) return PyErr_Format(PyExc_ValueError, "nothing to convert");
  if (strcmp(kind, "percent") == 0) return PyErr_Format(PyExc_ValueError, "100%%");
  if (strcmp(kind, "int") == 0) return PyErr_Format(PyExc_ValueError, "%d and %i", -5, 7);
  if (strcmp(kind, "unsigned") == 0) return PyErr_Format(PyExc_ValueError, "%u and %x", 7U, 255U);
  if (strcmp(kind, "long") == 0) return PyErr_Format(PyExc_ValueError, "%ld and %lu", -1L, 2UL);
  if (strcmp(kind, "size") == 0) return PyErr_Format(PyExc_ValueError, "%zd and %zu", (Py_ssize_t)-3, (size_t)4);
  if (strcmp(kind, "char") == 0) return PyErr_Format(PyExc_ValueError, "%c%c", 'o', 'k');
  if (strcmp(kind, "text") == 0) return PyErr_Format(PyExc_ValueError, "%s, %.2s", "whole", "cut short");
  if (strcmp(kind, "width") == 0) return PyErr_Format(PyExc_ValueError, "[%5d] [%03d]", 42, 7);
  if (strcmp(kind, "object-str") == 0) return PyErr_Format(PyExc_ValueError, "%S", object);
  if (strcmp(kind, "object-repr") == 0) return PyErr_Format(PyExc_ValueError, "%R", object);
  if (strcmp(kind, "object-ascii") == 0) return PyErr_Format(PyExc_ValueError, "%A", object);
  if (strcmp(kind, "unicode") == 0) return PyErr_Format(PyExc_ValueError, "<%U>", object);
  if (strcmp(kind, "unicode-or-text") == 0) return PyErr_Format(PyExc_ValueError, "%V %V", object, "unused", (PyObject *)NULL, "used");
  if (strcmp(kind, "many") == 0)
    return PyErr_Format(PyExc_ValueError, "%d %s %d %s %d %s %d %s", 1, "a", 2, "b", 3, "c", 4, "d");
  return PyErr_Format(PyExc_KeyError, "no kind %s", kind);
}

static PyObject *format_v_(const char *template, ...) {
  va_list arguments;
  va_start(arguments, template);
  PyObject *result = PyErr_FormatV(PyExc_ValueError, template, arguments);
  va_end(arguments);
  return result;
}

static PyObject *format_v(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return format_v_("%s %d", "answer", 42);
}

PROBE_MODULE(PROBE_VARARGS(set_string), PROBE_VARARGS(set_object), PROBE_O(set_object_null),
             PROBE_O(set_none), PROBE_VARARGS(instance_is_used),
             PROBE_VARARGS(fetched), PROBE_NOARGS(no_memory), PROBE_NOARGS(bad_argument), PROBE_NOARGS(bad_internal_call),
             PROBE_VARARGS(format), PROBE_NOARGS(format_v))
