#include "probe.h"
#include <signal.h>

/* An object, or None for NULL. */
static PyObject *borrowed(PyObject *o) {
  if (o == NULL && PyErr_Occurred()) return NULL;
  if (o == NULL) o = Py_None;
  Py_INCREF(o);
  return o;
}

static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  return PyArg_ParseTuple(args, "s", &name) ? borrowed(PySys_GetObject(name)) : NULL;
}

static PyObject *set(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "sO", &name, &value)) return NULL;
  int status = PySys_SetObject(name, value);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *unset(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  int status = PySys_SetObject(name, NULL);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *set_not_utf_8(PyObject *Py_UNUSED(self), PyObject *value) {
  int status = PySys_SetObject("proofload_\xff", value);
  return status == -1 ? NULL : PyLong_FromLong(status);
}

/* What the host's program finds in sys. */
static PyObject *sys_attribute(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *sys = PyImport_ImportModule("sys");
  PyObject *value = sys == NULL ? NULL : PyObject_GetAttr(sys, name);
  Py_XDECREF(sys);
  return value;
}

static PyObject *get_with_exception(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyErr_SetString(PyExc_ValueError, "pending");
  PySys_GetObject(name);
  return NULL;
}

/* Puts `stream` into sys; a new reference to the former one, or NULL with an exception. */
static PyObject *redirect(const char *name, PyObject *stream) {
  PyObject *old = PySys_GetObject(name);
  Py_XINCREF(old);
  if (old == NULL) PyErr_SetString(PyExc_RuntimeError, name);
  else if (PySys_SetObject(name, stream) < 0) Py_CLEAR(old);
  return old;
}

static PyObject *restore(const char *name, PyObject *old, PyObject *result) {
  if (PySys_SetObject(name, old) < 0) Py_CLEAR(result);
  Py_DECREF(old);
  return result;
}

static PyObject *write_to(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name, *function, *word;
  PyObject *stream;
  int number;
  if (!PyArg_ParseTuple(args, "sOssi", &name, &stream, &function, &word, &number)) return NULL;
  PyObject *old = redirect(name, stream);
  if (old == NULL) return NULL;
  if (strcmp(function, "WriteStdout") == 0) PySys_WriteStdout("%s and %d\n", word, number);
  else if (strcmp(function, "WriteStderr") == 0) PySys_WriteStderr("%s and %d\n", word, number);
  else if (strcmp(function, "FormatStdout") == 0) PySys_FormatStdout("%s and %d\n", word, number);
  else PySys_FormatStderr("%s and %d\n", word, number);
  return restore(name, old, Py_BuildValue(""));
}

static PyObject *format_object(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *stream, *object;
  if (!PyArg_ParseTuple(args, "OO", &stream, &object)) return NULL;
  PyObject *old = redirect("stdout", stream);
  if (old == NULL) return NULL;
  PySys_FormatStdout("%R\n", object);
  return restore("stdout", old, Py_BuildValue(""));
}

static PyObject *write_pending(PyObject *Py_UNUSED(self), PyObject *stream) {
  PyObject *old = redirect("stderr", stream), *type, *value, *traceback;
  if (old == NULL) return NULL;
  PyErr_SetString(PyExc_ValueError, "pending");
  PySys_WriteStderr("a word\n");
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *result = restore("stderr", old, NULL);
  PyErr_Restore(type, value, traceback);
  return result;
}

/* A method `write` of C that counts. */
static Py_ssize_t written;
static PyObject *count_written(PyObject *Py_UNUSED(self), PyObject *text) {
  written += PyUnicode_GetLength(text);
  return PyLong_FromLong(0);
}
static PyMethodDef write_method = {"write", count_written, METH_O, NULL};

/* Was the text cut? */
static PyObject *written_length(PyObject *Py_UNUSED(self), PyObject *args) {
  int format;
  Py_ssize_t length;
  if (!PyArg_ParseTuple(args, "in", &format, &length)) return NULL;
  char *text = PyMem_Malloc((size_t)length + 1);
  if (text == NULL) return PyErr_NoMemory();
  memset(text, 'x', (size_t)length);
  text[length] = '\0';
  PyObject *stream = PyModule_New("a stream"), *write = PyCFunction_New(&write_method, NULL), *old = NULL, *result = NULL;
  if (write != NULL && stream != NULL && PyObject_SetAttrString(stream, "write", write) == 0)
    old = redirect("stdout", stream);
  if (old != NULL) {
    written = 0;
    if (format) PySys_FormatStdout("%s", text);
    else PySys_WriteStdout("%s", text);
    result = restore("stdout", old, PyBool_FromLong(written < length));
  }
  PyMem_Free(text);
  Py_XDECREF(stream);
  Py_XDECREF(write);
  return result;
}

static PyObject *fs_path(PyObject *Py_UNUSED(self), PyObject *path) { return PyOS_FSPath(path); }

/* (bytes as they come back, number of wide characters) */
static PyObject *through_locale(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  size_t length = 0, place = 0;
  if (!PyArg_ParseTuple(args, "y", &text)) return NULL;
  wchar_t *wide = Py_DecodeLocale(text, &length);
  if (wide == NULL) return PyErr_Format(PyExc_AssertionError, "not decoded");
  char *back = Py_EncodeLocale(wide, &place);
  PyMem_RawFree(wide);
  if (back == NULL) return PyErr_Format(PyExc_AssertionError, "not encoded");
  PyObject *answer = Py_BuildValue("(yn)", back, (Py_ssize_t)length);
  PyMem_Free(back);
  return answer;
}

/* (NULL, where) for a surrogate that stands for no byte. */
static PyObject *encode_surrogate(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  const wchar_t text[] = {'a', 'b', 0xD900, 'c', 0};
  size_t place = 4711;
  char *bytes = Py_EncodeLocale(text, &place);
  PyMem_Free(bytes);
  return Py_BuildValue("(Nn)", PyBool_FromLong(bytes == NULL), (Py_ssize_t)place);
}

static void ignore_signal(int Py_UNUSED(number)) {}

/* (the old handler is what getsig told, the new one is told, the old one is back) */
static PyObject *swap_handler(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyOS_sighandler_t before = PyOS_getsig(SIGUSR2), old = PyOS_setsig(SIGUSR2, ignore_signal), told = PyOS_getsig(SIGUSR2);
  PyOS_setsig(SIGUSR2, before);
  return Py_BuildValue("(NNN)", PyBool_FromLong(old == before), PyBool_FromLong(told == ignore_signal),
                       PyBool_FromLong(PyOS_getsig(SIGUSR2) == before));
}

static PyObject *file_is_interactive(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  FILE *file = tmpfile();
  if (file == NULL) return PyErr_SetFromErrno(PyExc_OSError);
  int interactive = Py_FdIsInteractive(file, "a file");
  fclose(file);
  return PyLong_FromLong(interactive);
}

static void say(const char *text) { PROBE_UNUSED ssize_t done = write(2, text, strlen(text)); }
static void first(void) { say("first exit function\n"); }
static void second(void) { say("second exit function\n"); }
static void third(void) { say("third exit function\n"); }

static PyObject *at_exit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int one = Py_AtExit(first), two = Py_AtExit(second), three = Py_AtExit(third);
  return Py_BuildValue("(iii)", one, two, three);
}

static void nothing(void) {}
static PyObject *at_exit_full(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int accepted = 0;
  while (accepted < 40 && Py_AtExit(nothing) == 0) accepted++;
  return PyBool_FromLong(accepted <= 32 && !PyErr_Occurred());
}

static PyObject *exit_with(PyObject *Py_UNUSED(self), PyObject *status) {
  long number = PyLong_AsLong(status);
  if (Py_AtExit(first) < 0) return NULL;
  Py_Exit((int)number);
}

PROBE_MODULE(PROBE_VARARGS(get), PROBE_VARARGS(set), PROBE_VARARGS(unset), PROBE_O(set_not_utf_8), PROBE_O(sys_attribute),
             PROBE_VARARGS(get_with_exception), {"write", write_to, METH_VARARGS, NULL}, PROBE_VARARGS(format_object),
             PROBE_O(write_pending), PROBE_VARARGS(written_length), PROBE_O(fs_path), PROBE_VARARGS(through_locale),
             PROBE_NOARGS(encode_surrogate), PROBE_NOARGS(swap_handler), PROBE_NOARGS(file_is_interactive),
             PROBE_NOARGS(at_exit), PROBE_NOARGS(at_exit_full), PROBE_O(exit_with))
