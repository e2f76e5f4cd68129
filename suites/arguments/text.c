#include "probe.h"

/* What the units need beside the object; all start as what no unit stores. */
struct output {
  const char *bytes;
  Py_ssize_t length;
  PyObject *object;
};
static const char nothing[] = "untouched";
static const struct output fresh = {nothing, -7, NULL};

/* parse(format, object, ...): the bytes that s, z or y found, None for NULL. With "#" a tuple with the length. */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *args) {
  struct output output = fresh;
  const char *format;
  PyObject *parsed;
  if (!PyArg_ParseTuple(args, "sO!", &format, &PyTuple_Type, &parsed)) return NULL;
  if (strchr(format, '#') == NULL) {
    if (!PyArg_ParseTuple(parsed, format, &output.bytes)) return NULL;
    return Py_BuildValue("y", output.bytes);
  }
  if (!PyArg_ParseTuple(parsed, format, &output.bytes, &output.length)) return NULL;
  return Py_BuildValue("(y#n)", output.bytes, output.length, output.length);
}

/* The same through PyArg_Parse, for one object. */
static PyObject *parse_single(PyObject *Py_UNUSED(self), PyObject *args) {
  struct output output = fresh;
  const char *format;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "sO", &format, &object)) return NULL;
  if (!PyArg_Parse(object, format, &output.bytes, &output.length)) return NULL;
  return Py_BuildValue("y", output.bytes);
}

/* Two texts whose memory the arguments own: is it the same at a second parse? */
static PyObject *same_memory(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *first, *second;
  if (!PyArg_ParseTuple(args, "s", &first) || !PyArg_ParseTuple(args, "s", &second)) return NULL;
  return PyBool_FromLong(first == second);
}

/* object(unit, object) for S, Y, U and O: the object itself. */
static PyObject *object(PyObject *Py_UNUSED(self), PyObject *args) {
  struct output output = fresh;
  const char *unit;
  PyObject *value;
  if (!PyArg_ParseTuple(args, "sO", &unit, &value)) return NULL;
  PyObject *parsed = PyTuple_Pack(1, value);
  int done = parsed != NULL && PyArg_ParseTuple(parsed, unit, &output.object);
  Py_XDECREF(parsed);
  if (!done) return NULL;
  Py_INCREF(output.object);
  return output.object;
}

/* encoded(unit, encoding or None, object): a buffer that the unit allocated and PyMem_Free releases. */
static PyObject *encoded(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *unit, *encoding;
  PyObject *value;
  char *buffer = NULL;
  Py_ssize_t length = -7;
  int known = 0;
  if (!PyArg_ParseTuple(args, "szO", &unit, &encoding, &value)) return NULL;
  PyObject *parsed = PyTuple_Pack(1, value);
  if (parsed != NULL) known = PyArg_ParseTuple(parsed, unit, encoding, &buffer, &length);
  Py_XDECREF(parsed);
  if (!known) return NULL;
  PyObject *result = length == -7 ? Py_BuildValue("y", buffer)
                                  : Py_BuildValue("(y#iN)", buffer, length, buffer[length], PyLong_FromSsize_t(length));
  PyMem_Free(buffer);
  return result;
}

/* into(unit, size, object): es# or et# into memory of the caller with room for so many bytes. (bytes, length). */
static PyObject *into(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *unit;
  char memory[32], *buffer = memory;
  Py_ssize_t length;
  PyObject *value;
  memset(memory, '~', sizeof memory);
  if (!PyArg_ParseTuple(args, "snO", &unit, &length, &value)) return NULL;
  Py_ssize_t room = length;
  PyObject *parsed = PyTuple_Pack(1, value);
  int done = parsed != NULL && PyArg_ParseTuple(parsed, unit, "utf-8", &buffer, &length);
  Py_XDECREF(parsed);
  if (memory[room] != '~') PyErr_SetString(PyExc_RuntimeError, "written beyond the buffer");
  if (!done || memory[room] != '~') return NULL;
  if (buffer != memory) return PyErr_Format(PyExc_RuntimeError, "the buffer was replaced");
  return Py_BuildValue("(y#in)", buffer, length, buffer[length], length);
}

/* Allocated texts and then an int: what was allocated is released when the int does not fit. */
static PyObject *encoded_and_int(PyObject *Py_UNUSED(self), PyObject *args) {
  char *first = NULL, *second = NULL;
  Py_ssize_t length;
  int number;
  if (!PyArg_ParseTuple(args, "eset#i", "utf-8", &first, "latin-1", &second, &length, &number)) return NULL;
  PyObject *result = Py_BuildValue("(yy#i)", first, second, length, number);
  PyMem_Free(first);
  PyMem_Free(second);
  return result;
}

PROBE_MODULE(PROBE_VARARGS(parse), PROBE_VARARGS(parse_single), PROBE_VARARGS(same_memory), PROBE_VARARGS(object),
             PROBE_VARARGS(encoded), PROBE_VARARGS(into), PROBE_VARARGS(encoded_and_int))
