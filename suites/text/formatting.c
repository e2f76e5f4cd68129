#include "probe.h"

#include <stdarg.h>

/* Each unit by its name, with arguments that show it. */
#define UNIT(text, ...)                                                                                               \
  if (strcmp(name, text) == 0) return PyUnicode_FromFormat(text, __VA_ARGS__);

static PyObject *integer_unit(const char *name) {
  UNIT("%d", -42)
  UNIT("%i", -42)
  UNIT("%u", 4294967295U)
  UNIT("%x", 0xbeefU)
  UNIT("%ld", LONG_MIN)
  UNIT("%li", -42L)
  UNIT("%lu", ULONG_MAX)
  UNIT("%lx", 0x123456789abcdefUL)
  UNIT("%lld", LLONG_MIN)
  UNIT("%lli", -42LL)
  UNIT("%llu", ULLONG_MAX)
  UNIT("%llx", 0xfedcba9876543210ULL)
  UNIT("%zd", PY_SSIZE_T_MIN)
  UNIT("%zi", (Py_ssize_t)-42)
  UNIT("%zu", (size_t)-1)
  UNIT("%5d|", 42)
  UNIT("%05d|", 42)
  UNIT("%.5d|", 42)
  UNIT("%8.5d|", 42)
  UNIT("%3d|", 12345)
  UNIT("%6x|", 0xbeefU)
  UNIT("%X", 0xbeefU)
  UNIT("%o", 511U)
  UNIT("%lX", 0xbeefUL)
  UNIT("%zx", (size_t)0xbeef)
  UNIT("%jd", (intmax_t)-42)
  UNIT("%tu", (ptrdiff_t)42)
  UNIT("%-5d|", 42)
  UNIT("%*d|", 5, 42)
  UNIT("%.*d|", 5, 42)
  UNIT("%06d", -42)
  return PyUnicode_FromString("no such unit");
}

static PyObject *text_unit(const char *name) {
  UNIT("%c", 'x')
  UNIT("%c%c", 0xe9, 0x1f600)
  UNIT("%c!", 0x110000)
  UNIT("%c?", -1)
  UNIT("%s", "d\xc3\xa9j\xc3\xa0")
  UNIT("%s!", "ab\xff")
  UNIT("%.3s|", "abcdef")
  UNIT("%.9s|", "abc")
  UNIT("%.0s|", "abc")
  UNIT("%5s|", "\xe2\x82\xac" "b")
  UNIT("%6.2s|", "abcdef")
  UNIT("%-5s|", "ab")
  UNIT("%ls", L"d\u00e9j\u00e0")
  UNIT("%.2ls|", L"abc")
  UNIT("100%%%d", 1)
  UNIT("%s%d%c%s", "one", 2, '3', "four")
  if (strcmp(name, "%") == 0) return PyUnicode_FromFormat("abc%");
  if (strcmp(name, "%y") == 0) return PyUnicode_FromFormat("a%yb%d", 5);
  if (strcmp(name, "%.s") == 0) return PyUnicode_FromFormat("a%.sb", "x");
  if (strcmp(name, "%99999999999999999999d") == 0) return PyUnicode_FromFormat("%99999999999999999999d", 5);
  if (strcmp(name, "latin") == 0) return PyUnicode_FromFormat("d\xe9j\xe0 %d", 5);
  if (strcmp(name, "none") == 0) return PyUnicode_FromFormat("");
  return integer_unit(name);
}

static PyObject *unit(PyObject *Py_UNUSED(self), PyObject *name) {
  const char *text = PyUnicode_AsUTF8(name);
  return text == NULL ? NULL : text_unit(text);
}

/* object_unit(unit, object): it is given to the unit, with what V wants besides. */
static PyObject *object_unit(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "sO", &name, &object)) return NULL;
  UNIT("%S", object)
  UNIT("%R", object)
  UNIT("%A", object)
  UNIT("%U", object)
  UNIT("%V", object, "unused")
  UNIT("%.3S|", object)
  UNIT("%8R|", object)
  UNIT("%.4A|", object)
  UNIT("%5.2U|", object)
  UNIT("%4.1V|", object, "unused")
  UNIT("%T", object)
  UNIT("%#T", object)
  UNIT("%N", (PyObject *)Py_TYPE(object))
  UNIT("%#N", (PyObject *)Py_TYPE(object))
  UNIT("%S+%R", object, object)
  if (strcmp(name, "%N!") == 0) return PyUnicode_FromFormat("%N", object);
  return PyUnicode_FromString("no such unit");
}

static PyObject *null_for_v(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyUnicode_FromFormat("<%V|%.2V>", NULL, "d\xc3\xa9j\xc3\xa0\xff", NULL, "abc");
}

static PyObject *pointer_unit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  char expected[40];
  snprintf(expected, sizeof expected, "%p", (void *)expected);
  PyObject *text = PyUnicode_FromFormat("%p", (void *)expected);
  if (text == NULL) return NULL;
  const char *utf8 = PyUnicode_AsUTF8(text);
  int same = utf8 != NULL && strncmp(utf8, "0x", 2) == 0 && strcmp(utf8, expected) == 0;
  Py_DECREF(text);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

static PyObject *through_v(const char *format, ...) {
  va_list list;
  va_start(list, format);
  PyObject *text = PyUnicode_FromFormatV(format, list);
  va_end(list);
  return text;
}

static PyObject *with_list(PyObject *Py_UNUSED(self), PyObject *object) {
  return through_v("%d %s %R %lld", -5, "text", object, LLONG_MAX);
}

static PyObject *many(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyUnicode_FromFormat("%d%d%d%d%d%d%d%d%d%d%S%d%ld%lld%zd%c%s", 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, object, 1, 2L, 3LL,
                              (Py_ssize_t)4, '5', "six");
}

PROBE_MODULE(PROBE_O(unit), PROBE_VARARGS(object_unit), PROBE_NOARGS(null_for_v), PROBE_NOARGS(pointer_unit),
             PROBE_O(with_list), PROBE_O(many))
