#include "probe.h"

#include <stdarg.h>

#define UNIT(text, ...)                                                                                               \
  if (strcmp(name, text) == 0) return PyBytes_FromFormat(text, __VA_ARGS__);

static PyObject *by_unit(const char *name) {
  UNIT("%d", -42)
  UNIT("%i", INT_MIN)
  UNIT("%u", 4294967295U)
  UNIT("%x", 0xbeefU)
  UNIT("%ld", LONG_MIN)
  UNIT("%lu", ULONG_MAX)
  UNIT("%zd", PY_SSIZE_T_MIN)
  UNIT("%zu", (size_t)-1)
  UNIT("%c", 'x')
  UNIT("%c%c", 0, 255)
  UNIT("%c!", 256)
  UNIT("%c?", -1)
  UNIT("%s", "some \xff bytes")
  UNIT("%.3s|", "abcdef")
  UNIT("%.9s|", "abc")
  UNIT("100%%%d", 1)
  UNIT("%s=%d%c%s", "one", 2, '3', "four")
  if (strcmp(name, "%y") == 0) return PyBytes_FromFormat("a%yb%d", 5);
  if (strcmp(name, "latin") == 0) return PyBytes_FromFormat("d\xe9j\xe0 %d", 5);
  if (strcmp(name, "none") == 0) return PyBytes_FromFormat("");
  return PyUnicode_FromString("no such unit");
}

static PyObject *unit(PyObject *Py_UNUSED(self), PyObject *name) {
  const char *text = PyUnicode_AsUTF8(name);
  return text == NULL ? NULL : by_unit(text);
}

static PyObject *pointer_unit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  char expected[40];
  snprintf(expected, sizeof expected, "%p", (void *)expected);
  PyObject *bytes = PyBytes_FromFormat("%p", (void *)expected);
  if (bytes == NULL) return NULL;
  int same = strcmp(PyBytes_AsString(bytes), expected) == 0;
  Py_DECREF(bytes);
  return PyBool_FromLong(same);
}

/* As long as it is given: the buffer must grow. */
static PyObject *repeated(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t count = PyLong_AsSsize_t(size);
  if (count == -1 && PyErr_Occurred()) return NULL;
  char *text = PyMem_Malloc((size_t)count + 1);
  if (text == NULL) return PyErr_NoMemory();
  memset(text, 'x', (size_t)count);
  text[count] = '\0';
  PyObject *bytes = PyBytes_FromFormat("<%s|%s|%d>", text, text, 5);
  PyMem_Free(text);
  return bytes;
}

static PyObject *through_v(const char *format, ...) {
  va_list list;
  va_start(list, format);
  PyObject *bytes = PyBytes_FromFormatV(format, list);
  va_end(list);
  return bytes;
}

static PyObject *with_list(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return through_v("%d %s %ld %zu%c", -5, "text", LONG_MAX, (size_t)7, '!');
}

PROBE_MODULE(PROBE_O(unit), PROBE_NOARGS(pointer_unit), PROBE_O(repeated), PROBE_NOARGS(with_list))
