#include "probe.h"

#ifndef CO_FUTURE_ANNOTATIONS /* Not every header has them. */
#define CO_FUTURE_ANNOTATIONS 0x1000000
#define CO_FUTURE_BARRY_AS_BDFL 0x400000
#endif

/* Number of a start token by its name, or -1 with an exception. */
static int token_named(const char *name) {
  if (strcmp(name, "eval") == 0) return Py_eval_input;
  if (strcmp(name, "file") == 0) return Py_file_input;
  if (strcmp(name, "single") == 0) return Py_single_input;
  PyErr_Format(PyExc_ValueError, "no start token %s", name);
  return -1;
}

/* run(text, token, globals, locals) */
static PyObject *run(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text, *token;
  PyObject *globals, *locals;
  if (!PyArg_ParseTuple(args, "ssO!O!", &text, &token, &PyDict_Type, &globals, &PyDict_Type, &locals)) return NULL;
  int start = token_named(token);
  return start < 0 ? NULL : PyRun_String(text, start, globals, locals);
}

/* Puts `value` under `name` into sys; a new reference to what was there. NULL with an exception. */
static PyObject *swap_sys(const char *name, PyObject *value) {
  PyObject *old = PySys_GetObject(name);
  if (old == NULL) return PyErr_Format(PyExc_RuntimeError, "no sys.%s", name);
  Py_INCREF(old);
  if (PySys_SetObject(name, value) == 0) return old;
  Py_DECREF(old);
  return NULL;
}

static PyObject *run_with_displayhook(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  PyObject *hook, *result = NULL, *globals = PyDict_New();
  if (globals == NULL || !PyArg_ParseTuple(args, "sO", &text, &hook)) return NULL;
  PyObject *old = swap_sys("displayhook", hook);
  if (old != NULL) {
    result = PyRun_String(text, Py_single_input, globals, globals);
    if (PySys_SetObject("displayhook", old) < 0) Py_CLEAR(result);
    Py_DECREF(old);
  }
  Py_DECREF(globals);
  return result;
}

/* The exception instance that the text raises. */
static PyObject *error_of(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text, *token;
  PyObject *globals = PyDict_New(), *type, *value, *traceback;
  if (globals == NULL || !PyArg_ParseTuple(args, "ss", &text, &token)) return NULL;
  int start = token_named(token);
  PyObject *result = start < 0 ? NULL : PyRun_String(text, start, globals, globals);
  Py_DECREF(globals);
  if (result != NULL) {
    Py_DECREF(result);
    return PyErr_Format(PyExc_AssertionError, "it raised nothing");
  }
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

/* Runs statements with empty flags: (annotations were noted, barry_as_FLUFL was noted). */
static PyObject *run_flags(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  PyCompilerFlags flags = {.cf_flags = 0, .cf_feature_version = PY_MINOR_VERSION};
  PyObject *globals = PyDict_New();
  if (globals == NULL || !PyArg_ParseTuple(args, "s", &text)) return NULL;
  PyObject *result = PyRun_StringFlags(text, Py_file_input, globals, globals, &flags);
  Py_DECREF(globals);
  if (result == NULL) return NULL;
  Py_DECREF(result);
  return Py_BuildValue("(NN)", PyBool_FromLong(flags.cf_flags & CO_FUTURE_ANNOTATIONS),
                       PyBool_FromLong(flags.cf_flags & CO_FUTURE_BARRY_AS_BDFL));
}

static PyObject *eval_barry(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  int barry;
  PyObject *globals = PyDict_New();
  if (globals == NULL || !PyArg_ParseTuple(args, "ps", &barry, &text)) return NULL;
  PyCompilerFlags flags = {.cf_flags = barry ? CO_FUTURE_BARRY_AS_BDFL : 0, .cf_feature_version = PY_MINOR_VERSION};
  PyObject *result = PyRun_StringFlags(text, Py_eval_input, globals, globals, &flags);
  Py_DECREF(globals);
  return result;
}

static PyObject *simple(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  return PyArg_ParseTuple(args, "s", &text) ? PyLong_FromLong(PyRun_SimpleString(text)) : NULL;
}

static PyObject *simple_with_excepthook(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  PyObject *hook;
  if (!PyArg_ParseTuple(args, "sO", &text, &hook)) return NULL;
  PyObject *old = swap_sys("excepthook", hook);
  if (old == NULL) return NULL;
  int status = PyRun_SimpleString(text);
  int failed = PySys_SetObject("excepthook", old);
  Py_DECREF(old);
  return failed ? NULL : PyLong_FromLong(status);
}

/* Takes a name out of __main__. */
static PyObject *take_from_main(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *module = PyImport_AddModule("__main__"); /* Borrowed. */
  PyObject *value = module == NULL ? NULL : PyObject_GetAttr(module, name);
  if (value == NULL || PyObject_SetAttr(module, name, NULL) == 0) return value;
  Py_DECREF(value);
  return NULL;
}

/* A stream that reads `text`. */
static FILE *stream_of(const char *text) {
  FILE *file = tmpfile();
  if (file == NULL) PyErr_SetFromErrno(PyExc_OSError);
  else if (fputs(text, file) < 0 || fflush(file) != 0) PyErr_SetFromErrno(PyExc_OSError);
  else rewind(file);
  return file;
}

/* run_file(text, token, globals, close): (value, whether the stream's descriptor is still open) */
static PyObject *run_file(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text, *token;
  PyObject *globals;
  int close;
  if (!PyArg_ParseTuple(args, "ssOp", &text, &token, &globals, &close)) return NULL;
  int start = token_named(token);
  FILE *file = start < 0 ? NULL : stream_of(text);
  if (file == NULL) return NULL;
  int descriptor = fileno(file);
  PyObject *result = PyRun_FileExFlags(file, "a file.py", start, globals, globals, close, NULL);
  int open = fcntl(descriptor, F_GETFD) >= 0;
  if (!close) fclose(file);
  return result == NULL ? NULL : Py_BuildValue("(NN)", result, PyBool_FromLong(open));
}

/* run_simple_file(text, any, excepthook) */
static PyObject *run_simple_file(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  PyObject *hook;
  int any;
  if (!PyArg_ParseTuple(args, "spO", &text, &any, &hook)) return NULL;
  PyObject *old = swap_sys("excepthook", hook);
  FILE *file = old == NULL ? NULL : stream_of(text);
  if (file == NULL) return NULL;
  int status = any ? PyRun_AnyFileExFlags(file, "a file.py", 1, NULL) : PyRun_SimpleFileExFlags(file, "a file.py", 1, NULL);
  int failed = PySys_SetObject("excepthook", old);
  Py_DECREF(old);
  return failed ? NULL : PyLong_FromLong(status);
}

PROBE_MODULE(PROBE_VARARGS(run), PROBE_VARARGS(run_with_displayhook), PROBE_VARARGS(error_of), PROBE_VARARGS(run_flags),
             PROBE_VARARGS(eval_barry), PROBE_VARARGS(simple), PROBE_VARARGS(simple_with_excepthook), PROBE_O(take_from_main),
             PROBE_VARARGS(run_file), PROBE_VARARGS(run_simple_file))
