#include "probe.h"

#include <limits.h>

static PyObject *from_pointer(void *tag) { return PROBE_TRACKED(*(long *)tag); }

/* Each build has a name, so that the suite says what comes out. */
#define BUILD(text, ...)                                                                                              \
  if (strcmp(name, text) == 0) return Py_BuildValue(__VA_ARGS__)

static PyObject *numbers(const char *name) {
  Py_complex number = {1.5, -2.5};
  BUILD("b", "b", -128);
  BUILD("B", "B", 255);
  BUILD("h", "h", SHRT_MIN);
  BUILD("H", "H", USHRT_MAX);
  BUILD("i", "i", INT_MIN);
  BUILD("I", "I", UINT_MAX);
  BUILD("l", "l", LONG_MIN);
  BUILD("k", "k", ULONG_MAX);
  BUILD("L", "L", LLONG_MIN);
  BUILD("K", "K", ULLONG_MAX);
  BUILD("n", "n", PY_SSIZE_T_MIN);
  BUILD("i-minus-one", "i", -1);
  BUILD("d-minus-one", "d", -1.0);
  BUILD("c", "c", 0xfe);
  BUILD("c-zero", "c", 0);
  BUILD("C", "C", 0x10ffff);
  BUILD("C-ascii", "C", 'a');
  BUILD("d", "d", 0.1);
  BUILD("f", "f", (float)0.5);
  BUILD("D", "D", &number);
  BUILD("mixed-sizes", "(bLhKcdi)", -1, (long long)1 << 40, -2, ~(unsigned long long)0, 'x', 2.5, 7);
  return PyErr_Format(PyExc_ValueError, "no build %s", name);
}

static PyObject *texts(const char *name) {
  BUILD("s", "s", "d\xc3\xa9j\xc3\xa0");
  BUILD("s-empty", "s", "");
  BUILD("z", "z", "text");
  BUILD("U", "U", "text");
  BUILD("y", "y", "\xff\x80");
  BUILD("u", "u", L"d\u00e9");
  BUILD("s-null", "s", (char *)NULL);
  BUILD("z-null", "z", (char *)NULL);
  BUILD("U-null", "U", (char *)NULL);
  BUILD("y-null", "y", (char *)NULL);
  BUILD("u-null", "u", (wchar_t *)NULL);
  BUILD("s#", "s#", "a\0bcd", (Py_ssize_t)3);
  BUILD("z#", "z#", "a\0bcd", (Py_ssize_t)3);
  BUILD("U#", "U#", "\xc3\xa9x", (Py_ssize_t)2);
  BUILD("y#", "y#", "a\0bcd", (Py_ssize_t)4);
  BUILD("u#", "u#", L"ab\u00e9d", (Py_ssize_t)3);
  BUILD("y#-empty", "y#", "abc", (Py_ssize_t)0);
  BUILD("s#-null", "s#", (char *)NULL, (Py_ssize_t)5);
  BUILD("z#-null", "z#", (char *)NULL, (Py_ssize_t)5);
  BUILD("y#-null", "y#", (char *)NULL, (Py_ssize_t)5);
  BUILD("null-among-others", "(sis)", (char *)NULL, 5, "x");
  BUILD("lengths-among-others", "(s#iy#i)", "abc", (Py_ssize_t)2, 7, "def", (Py_ssize_t)1, 8);
  BUILD("s-not-utf-8", "s", "\xff");
  BUILD("s#-not-utf-8", "(is#)", 1, "a\xc3", (Py_ssize_t)2);
  return PyErr_Format(PyExc_ValueError, "no build %s", name);
}

static PyObject *shapes(const char *name) {
  long one = 1, two = 2;
  BUILD("one", "i", 5);
  BUILD("two", "ii", 5, 6);
  BUILD("one-in-parentheses", "(i)", 5);
  BUILD("empty-tuple", "()");
  BUILD("empty-list", "[]");
  BUILD("empty-dict", "{}");
  BUILD("list", "[i,s]", 1, "x");
  BUILD("dict", "{s:i,s:i}", "a", 1, "b", 2);
  BUILD("dict-of-ints", "{i:s i:s}", 1, "a", 2, "b");
  BUILD("nested", "((ii)(ii))(ii)", 1, 2, 3, 4, 5, 6);
  BUILD("deep", "{s:[i,(i,{s:()})],s:[[]]}", "a", 1, 2, "b", "c");
  BUILD("blanks", "( i ,\t[ i : i])", 1, 2, 3);
  BUILD("blanks-before-bracket", "(i [i ] )", 1, 2);
  BUILD("list-and-more", "[]i()", 5);
  BUILD("converter", "O&", from_pointer, &one);
  BUILD("converters", "[O&,O&]", from_pointer, &one, from_pointer, &two);
  BUILD("key-again", "{s:i,s:i}", "a", 1, "a", 2);
  return PyErr_Format(PyExc_ValueError, "no build %s", name);
}

static PyObject *build_by(PyObject *(*table)(const char *), PyObject *arg) {
  const char *name = PyUnicode_AsUTF8(arg);
  return name == NULL ? NULL : table(name);
}
static PyObject *number(PyObject *Py_UNUSED(self), PyObject *arg) { return build_by(numbers, arg); }
static PyObject *text(PyObject *Py_UNUSED(self), PyObject *arg) { return build_by(texts, arg); }
static PyObject *shape(PyObject *Py_UNUSED(self), PyObject *arg) { return build_by(shapes, arg); }

static PyObject *empty(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return Py_BuildValue(""); }

/* build(unit, object): O, S and N pass an object through; N is given a reference. */
static PyObject *pass(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *format;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "sO", &format, &object)) return NULL;
  object = PROBE_OR_NULL(object);
  if (strchr(format, 'N') != NULL) Py_XINCREF(object);
  return Py_BuildValue(format, object);
}

/* A NULL with an exception of the caller's. */
static PyObject *null_with_error(PyObject *Py_UNUSED(self), PyObject *format) {
  const char *text = PyUnicode_AsUTF8(format);
  if (text == NULL) return NULL;
  PyErr_SetString(PyExc_LookupError, "of the caller");
  return Py_BuildValue(text, (PyObject *)NULL);
}

static PyObject *build_va(const char *format, ...) {
  va_list values;
  va_start(values, format);
  PyObject *result = Py_VaBuildValue(format, values);
  va_end(values);
  return result;
}

/* Py_VaBuildValue leaves the list of arguments where it was: a caller's copy may be used again. */
static PyObject *twice(const char *format, ...) {
  va_list values, again;
  va_start(values, format);
  va_copy(again, values);
  PyObject *first = Py_VaBuildValue(format, values), *second = Py_VaBuildValue(format, again);
  va_end(again);
  va_end(values);
  return Py_BuildValue("(NN)", first, second);
}

/* build_by_list(object): nothing, one, several and a failure through Py_VaBuildValue. */
static PyObject *by_list(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *nothing = build_va("");
  PyObject *one = build_va("s#", "a\0b", (Py_ssize_t)3);
  PyObject *several = build_va("{s:O,s:(di)}", "key", object, "other", 2.5, 7);
  PyObject *both = twice("(Os)", object, "x");
  return Py_BuildValue("(NNNN)", nothing, one, several, both);
}

static PyObject *by_list_failing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return build_va("(NO)", PROBE_TRACKED(1), (PyObject *)NULL);
}

PROBE_MODULE(PROBE_O(number), PROBE_O(text), PROBE_O(shape), PROBE_NOARGS(empty), PROBE_VARARGS(pass),
             PROBE_O(null_with_error), PROBE_O(by_list), PROBE_NOARGS(by_list_failing))
