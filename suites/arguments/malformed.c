#include "probe.h"

#define FENCE 32

/* The variables of the arguments, between bytes that nobody may touch. */
static struct {
  unsigned char before[FENCE];
  void *found[4];
  unsigned char after[FENCE];
} memory;

static void prepare(void) { memset(&memory, 0xA5, sizeof memory); }

/* Hands on what a function said, unless it wrote where it may not. `used` variables are its own. */
static PyObject *judge(int done, int used) {
  unsigned char *byte = (unsigned char *)&memory;
  for (size_t i = 0; i < sizeof memory; i++) {
    int own = i >= FENCE && i < FENCE + used * sizeof(void *);
    if (own || byte[i] == 0xA5) continue;
    PyErr_SetString(PyExc_BufferError, "written beyond the arguments");
    return NULL;
  }
  return done ? PyBool_FromLong(1) : NULL;
}

/* tuple(format, args): `args` is any object. */
static PyObject *tuple(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *format;
  PyObject *parsed;
  if (!PyArg_ParseTuple(args, "sO", &format, &parsed)) return NULL;
  prepare();
  return judge(PyArg_ParseTuple(parsed, format, memory.found, memory.found + 1), 2);
}

/* keywords(format, number of names, args, keywords) */
static PyObject *keywords(PyObject *Py_UNUSED(self), PyObject *args) {
  static char *all[] = {"a", "b", "c", "d"};
  char *names[5] = {NULL};
  const char *format;
  PyObject *positional, *named;
  int count;
  if (!PyArg_ParseTuple(args, "siOO", &format, &count, &positional, &named)) return NULL;
  for (int i = 0; i < count && i < 4; i++) names[i] = all[i];
  prepare();
  return judge(PyArg_ParseTupleAndKeywords(positional, named, format, names, memory.found, memory.found + 1), 2);
}

/* An empty name behind one that is not. */
static PyObject *empty_name(PyObject *Py_UNUSED(self), PyObject *args) {
  static char *names[] = {"a", "", NULL};
  PyObject *first, *second;
  if (!PyArg_ParseTupleAndKeywords(args, NULL, "|OO", names, &first, &second)) return NULL;
  Py_RETURN_NONE;
}

static PyObject *unpack(PyObject *Py_UNUSED(self), PyObject *parsed) {
  prepare();
  return judge(PyArg_UnpackTuple(parsed, "unpack", 1, 2, memory.found, memory.found + 1), 2);
}

static PyObject *build(PyObject *Py_UNUSED(self), PyObject *format) {
  const char *text = PyUnicode_AsUTF8(format);
  return text == NULL ? NULL : Py_BuildValue(text, 1, 2, 3, 4);
}

PROBE_MODULE(PROBE_VARARGS(tuple), PROBE_VARARGS(keywords), PROBE_VARARGS(empty_name), PROBE_O(unpack), PROBE_O(build))
