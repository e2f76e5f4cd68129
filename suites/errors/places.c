#include "probe.h"
#include <frameobject.h>

static const char *nowhere = "/no/such/file/of/proofload";

/* The instance, pending while the function tells the place. */
static PyObject *located(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function;
  PyObject *instance, *type, *value, *traceback;
  if (!PyArg_ParseTuple(args, "sO", &function, &instance)) return NULL;
  PyObject *path = PyUnicode_FromString(nowhere);
  if (path == NULL) return NULL;
  PyErr_SetObject((PyObject *)Py_TYPE(instance), instance);
  if (strcmp(function, "PyErr_SyntaxLocation") == 0) PyErr_SyntaxLocation(nowhere, 3);
  else if (strcmp(function, "PyErr_SyntaxLocationEx") == 0) PyErr_SyntaxLocationEx(nowhere, 3, 7);
  else if (strcmp(function, "PyErr_SyntaxLocationObject") == 0) PyErr_SyntaxLocationObject(path, 3, 7);
  else PyErr_RangedSyntaxLocationObject(path, 3, 7, 4, 9);
  Py_DECREF(path);
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

/* A line of a file of two lines, or None. */
static PyObject *program_text(PyObject *Py_UNUSED(self), PyObject *number) {
  char path[] = "/tmp/proofload-XXXXXX";
  const char *text = "first = 1\nsecond = 2\n";
  long line = PyLong_AsLong(number);
  int file = mkstemp(path);
  if (file < 0) return PyErr_SetFromErrno(PyExc_OSError);
  PyObject *found = NULL;
  if (write(file, text, strlen(text)) == (ssize_t)strlen(text)) found = PyErr_ProgramText(path, (int)line);
  close(file);
  unlink(path);
  if (found != NULL || PyErr_Occurred()) return found;
  Py_RETURN_NONE;
}

/* ---- What is written to a stream ---- */

typedef struct {
  PyObject_HEAD
  PyObject *text;
} stream_object;

static PyObject *stream_write(PyObject *self, PyObject *more) {
  stream_object *stream = (stream_object *)self;
  PyObject *both = PyUnicode_Concat(stream->text, more);
  if (both == NULL) return NULL;
  Py_DECREF(stream->text);
  stream->text = both;
  return PyLong_FromSsize_t(PyUnicode_GetLength(more));
}
static PyObject *stream_flush(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { Py_RETURN_NONE; }
static PyMethodDef stream_methods[] = {
  {"write", stream_write, METH_O, NULL}, {"flush", stream_flush, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static void stream_dealloc(PyObject *self) {
  Py_XDECREF(((stream_object *)self)->text);
  PyObject_Free(self);
}

static PyTypeObject stream_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Stream",
  .tp_basicsize = sizeof(stream_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = stream_dealloc,
  .tp_methods = stream_methods,
  .tp_new = PyType_GenericNew,
};

static stream_object *new_stream(void) {
  stream_object *stream = (stream_object *)PyObject_CallObject((PyObject *)&stream_type, NULL);
  if (stream == NULL || (stream->text = PyUnicode_FromString("")) != NULL) return stream;
  Py_DECREF((PyObject *)stream);
  return NULL;
}

/* What the stream holds, unless something failed. Takes the stream over. */
static PyObject *text_of(stream_object *stream, int failed) {
  PyObject *text = failed ? NULL : stream->text;
  Py_XINCREF(text);
  Py_DECREF((PyObject *)stream);
  return text;
}

static PyObject *display(PyObject *Py_UNUSED(self), PyObject *instance) {
  PyObject *before = PySys_GetObject("stderr");
  if (before == NULL) return PyErr_Format(PyExc_RuntimeError, "no sys.stderr");
  stream_object *stream = new_stream();
  if (stream == NULL) return NULL;
  Py_INCREF(before);
  int failed = PySys_SetObject("stderr", (PyObject *)stream) < 0;
  if (!failed) PyErr_Display((PyObject *)Py_TYPE(instance), instance, NULL);
  if (PyErr_Occurred() || PySys_SetObject("stderr", before) < 0) failed = 1;
  Py_DECREF(before);
  return text_of(stream, failed);
}

/* A traceback with one entry, at line 42 of "probe.py"; NULL with an exception. */
static PyObject *traceback_at(const char *name) {
  PyObject *type, *value, *traceback = NULL, *globals = PyDict_New();
  PyCodeObject *code = PyCode_NewEmpty("probe.py", name, 42);
  PyFrameObject *frame = NULL;
  if (globals != NULL && code != NULL) frame = PyFrame_New(PyThreadState_Get(), code, globals, NULL);
  Py_XDECREF(globals);
  Py_XDECREF(code);
  if (frame == NULL) return NULL;
  PyErr_SetString(PyExc_ValueError, "traced");
  PyTraceBack_Here(frame);
  Py_DECREF(frame);
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  if (traceback == NULL) PyErr_SetString(PyExc_RuntimeError, "no traceback");
  return traceback;
}

static PyObject *print_traceback(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *traceback = traceback_at(name);
  stream_object *stream = traceback == NULL ? NULL : new_stream();
  int status = stream == NULL ? -1 : PyTraceBack_Print(traceback, (PyObject *)stream);
  Py_XDECREF(traceback);
  return stream == NULL ? NULL : text_of(stream, status < 0);
}

static PyObject *print_wrong(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  stream_object *stream = new_stream();
  if (stream == NULL) return NULL;
  return text_of(stream, PyTraceBack_Print(Py_None, (PyObject *)stream) < 0);
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&stream_type); }

PROBE_MODULE_WITH(ready, PROBE_VARARGS(located), PROBE_O(program_text), PROBE_O(display), PROBE_VARARGS(print_traceback),
                  PROBE_NOARGS(print_wrong))
