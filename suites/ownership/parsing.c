#include "probe.h"

/* Parses its arguments a thousand times with a format that borrows; the result says whether the last parse succeeded. */
static PyObject *parsed(int succeeded, PyObject *borrowed, PyObject *expected) {
  if (!succeeded) return NULL;
  return PyBool_FromLong(borrowed == expected);
}

#define PARSES(name, format, type, ...)                                                                               \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    type *object = NULL;                                                                                              \
    int number = 0, succeeded = 0;                                                                                    \
    for (int i = 0; i < 1000; i++) {                                                                                  \
      PyErr_Clear();                                                                                                  \
      succeeded = PyArg_ParseTuple(args, format, __VA_ARGS__, &number);                                               \
    }                                                                                                                 \
    (void)number;                                                                                                     \
    return parsed(succeeded, (PyObject *)object, PyTuple_GetItem(args, 0));                                           \
  }
PARSES(object, "O|i", PyObject, &object)
PARSES(typed, "O!|i", PyObject, PROBE_TYPE_OF(probe_tracked_type), &object)
PARSES(bytes, "S|i", PyObject, &object)
PARSES(text, "U|i", PyObject, &object)
PARSES(byte_array, "Y|i", PyObject, &object)

/* A converter that borrows as "O" does. */
static int borrow(PyObject *object, void *address) {
  *(PyObject **)address = object;
  return 1;
}
PARSES(converted, "O&|i", PyObject, borrow, &object)

static PyObject *unpacked(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *one = NULL, *two = NULL;
  int succeeded = 0;
  for (int i = 0; i < 1000; i++) {
    PyErr_Clear();
    succeeded = PyArg_UnpackTuple(args, "unpacked", 1, 2, &one, &two);
  }
  return parsed(succeeded, one, PyTuple_GetItem(args, 0));
}

static PyObject *keywords(PyObject *Py_UNUSED(self), PyObject *args, PyObject *names) {
  static char *parameters[] = {"object", "number", NULL};
  PyObject *found = NULL;
  int number = 0, succeeded = 0;
  for (int i = 0; i < 1000; i++) {
    PyErr_Clear();
    succeeded = PyArg_ParseTupleAndKeywords(args, names, "O|i", parameters, &found, &number);
  }
  return succeeded ? PyLong_FromLong(PROBE_TAG(found)) : NULL;
}

PROBE_MODULE(PROBE_VARARGS(object), PROBE_VARARGS(typed), PROBE_VARARGS(bytes), PROBE_VARARGS(text),
             PROBE_VARARGS(byte_array), PROBE_VARARGS(converted), PROBE_VARARGS(unpacked), PROBE_KEYWORDS(keywords))
