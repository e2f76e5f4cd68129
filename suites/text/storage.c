#include "probe.h"

/* facts(text): kind, length, whether the data holds the characters and the widest of them needs the kind. */
static PyObject *facts(PyObject *Py_UNUSED(self), PyObject *text) {
  if (PyUnicode_READY(text) < 0) return NULL;
  int kind = (int)PyUnicode_KIND(text);
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  const void *data = PyUnicode_DATA(text);
  PyObject *characters = PyList_New(0);
  for (Py_ssize_t i = 0; characters != NULL && i < length; i++) {
    Py_UCS4 character = PyUnicode_READ(kind, data, i);
    if (character != PyUnicode_READ_CHAR(text, i) || character != PyUnicode_ReadChar(text, i))
      PyErr_SetString(PyExc_AssertionError, "three ways to read a character differ");
    PyObject *number = PyErr_Occurred() ? NULL : PyLong_FromUnsignedLong(character);
    if (number == NULL || PyList_Append(characters, number) < 0) Py_CLEAR(characters);
    Py_XDECREF(number);
  }
  if (characters == NULL) return NULL;
  return Py_BuildValue("{sisnsIsN}", "kind", kind, "length", length, "ascii", (unsigned)PyUnicode_IS_ASCII(text), "characters",
                       characters);
}

/* The units by the data macro of the kind, and the zero behind the last one. */
static PyObject *units(PyObject *Py_UNUSED(self), PyObject *text) {
  if (PyUnicode_READY(text) < 0) return NULL;
  Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  PyObject *list = PyList_New(length + 1);
  for (Py_ssize_t i = 0; list != NULL && i <= length; i++) {
    unsigned long unit;
    if (PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND) unit = PyUnicode_1BYTE_DATA(text)[i];
    else if (PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND) unit = PyUnicode_2BYTE_DATA(text)[i];
    else unit = PyUnicode_4BYTE_DATA(text)[i];
    PyObject *number = PyLong_FromUnsignedLong(unit);
    if (number == NULL) Py_CLEAR(list);
    else PyList_SetItem(list, i, number);
  }
  return list;
}

/* made(constructor): a str of ASCII characters out of a source whose form is wider. */
static PyObject *made(PyObject *Py_UNUSED(self), PyObject *args) {
  static const Py_UCS4 wide[] = {'a', 'b', 0xe9};
  static const Py_UCS2 units[] = {'a', 'b', 0xe9};
  const char *name;
  PyObject *mixed, *result = NULL;
  if (!PyArg_ParseTuple(args, "sO", &name, &mixed)) return NULL;
  if (strcmp(name, "UCS4") == 0) return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, wide, 3);
  if (strcmp(name, "UCS4-ascii") == 0) return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, wide, 2);
  if (strcmp(name, "UCS2") == 0) return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, units, 3);
  if (strcmp(name, "UCS2-ascii") == 0) return PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, units, 2);
  if (strcmp(name, "wide") == 0) return PyUnicode_FromWideChar(L"ab\u00e9", 3);
  if (strcmp(name, "utf8") == 0) return PyUnicode_FromString("ab\xc3\xa9");
  if (strcmp(name, "latin1") == 0) return PyUnicode_DecodeLatin1("ab\xe9", 3, NULL);
  if (strcmp(name, "utf32") == 0) return PyUnicode_DecodeUTF32("a\0\0\0b\0\0\0\xe9\0\0\0", 12, NULL, &(int){-1});
  if (strcmp(name, "format") == 0) return PyUnicode_FromFormat("a%c%U", 'b', mixed);
  PyObject *euro = PyUnicode_FromString("\xe2\x82\xac"), *letter = PyUnicode_FromString("\xc3\xa9");
  PyObject *source = euro == NULL || letter == NULL ? NULL : PyUnicode_FromFormat("ab%U%U", letter, euro);
  if (source == NULL) result = NULL;
  else if (strcmp(name, "substring") == 0) result = PyUnicode_Substring(source, 0, 3);
  else result = PyUnicode_Replace(source, euro, PyUnicode_GET_LENGTH(mixed) == 0 ? mixed : letter, 1);
  Py_XDECREF(euro);
  Py_XDECREF(letter);
  Py_XDECREF(source);
  return result;
}

/* from_units(kind, bytes, count) */
static PyObject *from_units(PyObject *Py_UNUSED(self), PyObject *args) {
  int kind;
  const char *bytes;
  Py_ssize_t size, count;
  if (!PyArg_ParseTuple(args, "iy#n", &kind, &bytes, &size, &count)) return NULL;
  return PyUnicode_FromKindAndData(kind, bytes, count);
}

static PyObject *from_nothing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, NULL, 0);
}

/* as_ucs4(text, room, copy_null): the units of a buffer that was full of 7, or the exception. */
static PyObject *as_ucs4(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *text;
  int room, copy_null;
  Py_UCS4 buffer[8] = {7, 7, 7, 7, 7, 7, 7, 7};
  if (!PyArg_ParseTuple(args, "Oii", &text, &room, &copy_null)) return NULL;
  Py_UCS4 *result = PyUnicode_AsUCS4(text, buffer, room, copy_null);
  if (result == NULL) return NULL;
  if (result != buffer) PyErr_SetString(PyExc_AssertionError, "the result is not the buffer");
  return PyErr_Occurred() ? NULL : Py_BuildValue("[IIIII]", buffer[0], buffer[1], buffer[2], buffer[3], buffer[4]);
}

static PyObject *as_ucs4_copy(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_UCS4 *copy = PyUnicode_AsUCS4Copy(text);
  if (copy == NULL) return NULL;
  PyObject *list = PyList_New(0);
  Py_ssize_t i = 0;
  do {
    PyObject *number = PyLong_FromUnsignedLong(copy[i]);
    if (list == NULL || number == NULL || PyList_Append(list, number) < 0) Py_CLEAR(list);
    Py_XDECREF(number);
  } while (list != NULL && copy[i++] != 0);
  PyMem_Free(copy);
  return list;
}

PROBE_MODULE(PROBE_O(facts), PROBE_O(units), PROBE_VARARGS(made), PROBE_VARARGS(from_units), PROBE_NOARGS(from_nothing),
             PROBE_VARARGS(as_ucs4), PROBE_O(as_ucs4_copy))
