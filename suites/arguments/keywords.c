#include "probe.h"

#define OUTPUTS 6

/* Ends with NULL. 0 with an exception when there are too many or one is no str. */
static int read_names(PyObject *list, char **names) {
  Py_ssize_t count = PyList_Size(list);
  if (count < 0 || count > OUTPUTS) return 0;
  for (Py_ssize_t i = 0; i < count; i++) {
    names[i] = (char *)PyUnicode_AsUTF8(PyList_GetItem(list, i));
    if (names[i] == NULL) return 0;
  }
  names[count] = NULL;
  return 1;
}

static PyObject *outputs(PyObject **found, Py_ssize_t count) {
  PyObject *result = PyTuple_New(count);
  for (Py_ssize_t i = 0; result != NULL && i < count; i++) {
    PyObject *item = found[i] == NULL ? Py_Ellipsis : found[i];
    Py_INCREF(item);
    PyTuple_SetItem(result, i, item);
  }
  return result;
}

static int parse_va(PyObject *args, PyObject *keywords, const char *format, char **names, ...) {
  va_list addresses;
  va_start(addresses, names);
  int done = PyArg_VaParseTupleAndKeywords(args, keywords, format, names, addresses);
  va_end(addresses);
  return done;
}

/* parse(function, format, names, args, keywords): a format of O units, and of others that store an object. */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *found[OUTPUTS] = {NULL}, *list, *positional, *keywords;
  const char *function, *format;
  char *names[OUTPUTS + 1];
  if (!PyArg_ParseTuple(args, "ssO!OO", &function, &format, &PyList_Type, &list, &positional, &keywords)) return NULL;
  if (!read_names(list, names)) return NULL;
  if (keywords == Py_None) keywords = NULL;
  int done = strcmp(function, "PyArg_VaParseTupleAndKeywords") == 0
               ? parse_va(positional, keywords, format, names, found, found + 1, found + 2, found + 3)
               : PyArg_ParseTupleAndKeywords(positional, keywords, format, names, found, found + 1, found + 2, found + 3);
  return done ? outputs(found, PyList_Size(list)) : NULL;
}

/* The function as an extension has it, called by the host: f(a, b=…, *, c=…). */
static PyObject *called(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords) {
  static char *names[] = {"a", "b", "c", NULL};
  PyObject *found[OUTPUTS] = {NULL};
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|O$O:called", names, found, found + 1, found + 2)) return NULL;
  return outputs(found, 3);
}

/* Units of all sizes by keyword, each left out in turn: what a skipped unit reads from the argument list. */
static PyObject *skipping(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords) {
  static char *names[] = {"t", "d", "n", "o", "z", "last", NULL};
  const char *text = "t", *nullable = "z";
  Py_ssize_t length = -1;
  double real = 0.5;
  long long wide = -2;
  PyObject *object = Py_None;
  int last = -3;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|s#dLO!zi", names, &text, &length, &real, &wide, &PyList_Type, &object,
                                   &nullable, &last))
    return NULL;
  return Py_BuildValue("(sndLOzi)", text, length, real, wide, object, nullable, last);
}

/* A unit that encodes, skipped. */
static PyObject *skipping_encoded(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords) {
  static char *names[] = {"text", "more", "last", NULL};
  char *text = NULL, *more = NULL;
  Py_ssize_t length = 0;
  int last = -3;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|eset#i", names, "utf-8", &text, "latin-1", &more, &length, &last))
    return NULL;
  PyObject *result = Py_BuildValue("(yyi)", text, more, last);
  PyMem_Free(text);
  PyMem_Free(more);
  return result;
}

PROBE_MODULE(PROBE_VARARGS(parse), PROBE_KEYWORDS(called), PROBE_KEYWORDS(skipping), PROBE_KEYWORDS(skipping_encoded))
