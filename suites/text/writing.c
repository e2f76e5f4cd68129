#include "probe.h"

/* A str of so many characters that nobody has filled in yet; `limit` is the largest that it must hold. */
static PyObject *blank(Py_ssize_t length, Py_UCS4 limit) { return PyUnicode_New(length, limit); }

/* The text if the status says success; releases it otherwise. */
static PyObject *checked(PyObject *text, Py_ssize_t status) {
  if (status >= 0) return text;
  Py_XDECREF(text);
  return NULL;
}

/* write(length, limit, characters): what PyUnicode_WRITE puts into a new str. */
static PyObject *write_units(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t length;
  unsigned int limit;
  PyObject *characters;
  if (!PyArg_ParseTuple(args, "nIO", &length, &limit, &characters)) return NULL;
  PyObject *text = blank(length, limit);
  for (Py_ssize_t i = 0; text != NULL && i < length; i++) {
    unsigned long character = PyLong_AsUnsignedLong(PyList_GetItem(characters, i));
    PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), i, (Py_UCS4)character);
  }
  return text;
}

static PyObject *write_characters(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t length;
  unsigned int limit;
  PyObject *characters;
  if (!PyArg_ParseTuple(args, "nIO", &length, &limit, &characters)) return NULL;
  PyObject *text = blank(length, limit);
  for (Py_ssize_t i = 0; text != NULL && i < PyList_Size(characters); i++) {
    unsigned long character = PyLong_AsUnsignedLong(PyList_GetItem(characters, i));
    text = checked(text, PyUnicode_WriteChar(text, i, (Py_UCS4)character));
  }
  return text;
}

static PyObject *kind_of_new(PyObject *Py_UNUSED(self), PyObject *limit) {
  PyObject *text = blank(3, (Py_UCS4)PyLong_AsUnsignedLong(limit));
  if (text == NULL) return NULL;
  PyObject *kind = Py_BuildValue("(in)", (int)PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text));
  if (PyUnicode_Fill(text, 0, 3, 'x') < 0) Py_CLEAR(kind);
  Py_DECREF(text);
  return kind;
}

static PyObject *new_text(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t length;
  unsigned int limit;
  return PyArg_ParseTuple(args, "nI", &length, &limit) ? PyUnicode_New(length, limit) : NULL;
}

/* write_at(index, character): into a new str of "...". */
static PyObject *write_at(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t index;
  unsigned int character;
  if (!PyArg_ParseTuple(args, "nI", &index, &character)) return NULL;
  PyObject *text = blank(3, 127);
  if (text == NULL || PyUnicode_Fill(text, 0, 3, '.') < 0) return checked(text, -1);
  return checked(text, PyUnicode_WriteChar(text, index, character));
}

/* The three functions that write, on a str that the host holds. */
static PyObject *write_shared(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *how;
  PyObject *text;
  if (!PyArg_ParseTuple(args, "sO", &how, &text)) return NULL;
  Py_ssize_t status;
  if (strcmp(how, "write") == 0) status = PyUnicode_WriteChar(text, 0, 'x');
  else if (strcmp(how, "fill") == 0) status = PyUnicode_Fill(text, 0, 2, 'x');
  else status = PyUnicode_CopyCharacters(text, 0, PyTuple_GetItem(args, 0), 0, 2);
  return status < 0 ? NULL : PyLong_FromSsize_t(status);
}

/* fill(start, length, character): (result, text) of a new str of "...". */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t start, length;
  unsigned int character;
  if (!PyArg_ParseTuple(args, "nnI", &start, &length, &character)) return NULL;
  PyObject *text = blank(3, 255);
  if (text == NULL || PyUnicode_Fill(text, 0, 3, '.') < 0) return checked(text, -1);
  Py_ssize_t filled = PyUnicode_Fill(text, start, length, character);
  if (filled < 0) return checked(text, -1);
  return Py_BuildValue("(nN)", filled, text);
}

/* copy(limit, to_start, source, from_start, count): (result, text) of a new str of "......". */
static PyObject *copy(PyObject *Py_UNUSED(self), PyObject *args) {
  unsigned int limit;
  Py_ssize_t to, from, count;
  PyObject *source;
  if (!PyArg_ParseTuple(args, "InOnn", &limit, &to, &source, &from, &count)) return NULL;
  PyObject *text = blank(6, limit);
  if (text == NULL || PyUnicode_Fill(text, 0, 6, '.') < 0) return checked(text, -1);
  Py_ssize_t copied = PyUnicode_CopyCharacters(text, to, source, from, count);
  if (copied < 0) return checked(text, -1);
  return Py_BuildValue("(nN)", copied, text);
}

/* A str that nobody else has seen, resized. */
static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_ssize_t before, after;
  if (!PyArg_ParseTuple(args, "nn", &before, &after)) return NULL;
  PyObject *text = blank(before, 0x20ac);
  if (text == NULL || PyUnicode_Fill(text, 0, before, 0x20ac) < 0) return checked(text, -1);
  if (PyUnicode_Resize(&text, after) < 0) return checked(text, -1);
  if (after > before && PyUnicode_Fill(text, before, after - before, '.') < 0) return checked(text, -1);
  return text;
}

/* resize_shared(text, length): what the variable holds afterwards; the caller's text must not change. */
static PyObject *resize_shared(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *text;
  Py_ssize_t length;
  if (!PyArg_ParseTuple(args, "On", &text, &length)) return NULL;
  Py_INCREF(text);
  if (PyUnicode_Resize(&text, length) < 0) return checked(text, -1);
  return text;
}

/* append(left, right): a failure must leave NULL in the variable. */
static PyObject *append(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  int delete;
  if (!PyArg_ParseTuple(args, "OOi", &left, &right, &delete)) return NULL;
  Py_INCREF(left);
  if (delete) Py_INCREF(right); /* For PyUnicode_AppendAndDel to take. */
  if (delete) PyUnicode_AppendAndDel(&left, right);
  else PyUnicode_Append(&left, right);
  if (left != NULL && PyErr_Occurred()) {
    Py_CLEAR(left);
    PyErr_SetString(PyExc_AssertionError, "the variable is not NULL");
  }
  return left;
}

/* A loop as it is common: the str that only C holds grows, the one that the host saw stays. */
static PyObject *append_often(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *start, *part;
  if (!PyArg_ParseTuple(args, "OO", &start, &part)) return NULL;
  Py_INCREF(start);
  for (int i = 0; start != NULL && i < 100; i++) PyUnicode_Append(&start, part);
  return start;
}

PROBE_MODULE(PROBE_VARARGS(write_units), PROBE_VARARGS(write_characters), PROBE_O(kind_of_new), PROBE_VARARGS(new_text),
             PROBE_VARARGS(write_at), PROBE_VARARGS(write_shared), PROBE_VARARGS(fill), PROBE_VARARGS(copy),
             PROBE_VARARGS(resize), PROBE_VARARGS(resize_shared), PROBE_VARARGS(append), PROBE_VARARGS(append_often))
