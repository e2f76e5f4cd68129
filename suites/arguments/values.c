#include "probe.h"

/* value(unit, object) for c, C, p, f, d and D: what the unit stored. */
#define UNIT(letter, type, build)                                                                                     \
  case letter: {                                                                                                      \
    struct {                                                                                                          \
      unsigned char before[16];                                                                                       \
      type found;                                                                                                     \
      unsigned char after[16];                                                                                        \
    } slot;                                                                                                           \
    memset(&slot, 0xA5, sizeof slot);                                                                                 \
    if (!PyArg_ParseTuple(parsed, unit, &slot.found)) return NULL;                                                    \
    for (int i = 0; i < 16; i++)                                                                                      \
      if (slot.before[i] != 0xA5 || slot.after[i] != 0xA5) return PyErr_Format(PyExc_RuntimeError, "written beside"); \
    return build;                                                                                                     \
  }

static PyObject *value(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *unit;
  PyObject *parsed;
  if (!PyArg_ParseTuple(args, "sO!", &unit, &PyTuple_Type, &parsed)) return NULL;
  switch (unit[0]) {
    UNIT('c', char, PyLong_FromLong((unsigned char)slot.found))
    UNIT('C', int, PyLong_FromLong(slot.found))
    UNIT('p', int, PyLong_FromLong(slot.found))
    UNIT('f', float, PyFloat_FromDouble(slot.found))
    UNIT('d', double, PyFloat_FromDouble(slot.found))
    UNIT('D', Py_complex, PyComplex_FromCComplex(slot.found))
  }
  PyErr_SetString(PyExc_ValueError, "no such unit here");
  return NULL;
}

/* typed(type, object) with O!. */
static PyObject *typed(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *type, *parsed, *found = NULL;
  if (!PyArg_ParseTuple(args, "O!O!", &PyType_Type, &type, &PyTuple_Type, &parsed)) return NULL;
  if (!PyArg_ParseTuple(parsed, "O!:typed", type, &found)) return NULL;
  Py_INCREF(found);
  return found;
}

/* ---- Converters --------------------------------------------------------------------------------------------------- */

/* What converters did since the last `events`: "+1" converted a tracked object with tag 1, "-1" cleaned up after it. */
static char events_text[128];
static void event(char what, long tag) {
  size_t length = strlen(events_text);
  snprintf(events_text + length, sizeof events_text - length, "%c%ld ", what, tag);
}

static PyObject *events(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *text = PyUnicode_FromString(events_text);
  events_text[0] = '\0';
  return text;
}

/* Owns what it stores: 0 and ValueError for what is not tracked. Asked to clean up, it gets NULL. */
static int owning(PyObject *object, void *address) {
  PyObject **slot = address;
  if (object == NULL) {
    event('-', PROBE_TAG(*slot));
    Py_CLEAR(*slot);
    return 1;
  }
  if (!PROBE_IS_TRACKED(object)) {
    PyErr_SetString(PyExc_ValueError, "not tracked");
    return 0;
  }
  event('+', PROBE_TAG(object));
  Py_INCREF(object);
  *slot = object;
  return Py_CLEANUP_SUPPORTED;
}

/* Stores a tag, and has nothing to clean up. */
static int plain(PyObject *object, void *address) {
  if (object == NULL) event('!', 0);
  else *(long *)address = PROBE_TAG(object);
  return 1;
}

static PyObject *built(PyObject *first, PyObject *second, long number) {
  return Py_BuildValue("(NNl)", first == NULL ? PyBool_FromLong(0) : first, second == NULL ? PyBool_FromLong(0) : second, number);
}

/* Two owning converters and a number. */
static PyObject *convert(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *first = NULL, *second = NULL;
  long number = -7;
  if (!PyArg_ParseTuple(args, "O&|O&l", owning, &first, owning, &second, &number)) return NULL;
  return built(first, second, number);
}

static PyObject *convert_keywords(PyObject *Py_UNUSED(self), PyObject *args, PyObject *keywords) {
  static char *names[] = {"first", "second", "number", NULL};
  PyObject *first = NULL, *second = NULL;
  long number = -7;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O&|O&l", names, owning, &first, owning, &second, &number))
    return NULL;
  return built(first, second, number);
}

/* A converter without clean-up before a unit that fails. */
static PyObject *convert_plain(PyObject *Py_UNUSED(self), PyObject *args) {
  long tag = -7;
  int number = 0;
  return PyArg_ParseTuple(args, "O&i", plain, &tag, &number) ? Py_BuildValue("(li)", tag, number) : NULL;
}

/* A converter that fails and sets nothing. */
static int silent(PyObject *Py_UNUSED(object), void *Py_UNUSED(address)) { return 0; }
static PyObject *convert_silent(PyObject *Py_UNUSED(self), PyObject *args) {
  int nothing;
  if (!PyArg_ParseTuple(args, "O&", silent, &nothing)) return NULL;
  Py_RETURN_NONE;
}

/* The documented ready-made converters of the file system. */
static PyObject *convert_path(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *path = NULL, *after = Py_None;
  if (!PyArg_ParseTuple(args, "O&|O!", PyUnicode_FSConverter, &path, &PyUnicode_Type, &after)) return NULL;
  return path;
}

PROBE_MODULE(PROBE_VARARGS(value), PROBE_VARARGS(typed), PROBE_NOARGS(events), PROBE_VARARGS(convert),
             PROBE_KEYWORDS(convert_keywords), PROBE_VARARGS(convert_plain), PROBE_VARARGS(convert_silent),
             PROBE_VARARGS(convert_path))
