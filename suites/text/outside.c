#include "probe.h"

#include <wchar.h>

/* fs_convert(object): what PyUnicode_FSConverter made of it, and its own answer. */
static PyObject *fs_convert(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *result = NULL;
  int status = PyUnicode_FSConverter(object, &result);
  return status == 0 ? NULL : Py_BuildValue("(iN)", status != 0, result);
}

static PyObject *fs_decode(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *result = NULL;
  int status = PyUnicode_FSDecoder(object, &result);
  return status == 0 ? NULL : Py_BuildValue("(iN)", status != 0, result);
}

/* As a converter of PyArg_ParseTuple; a later failure must make it clean up. */
static PyObject *parse_path(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *path = NULL;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", PyUnicode_FSConverter, &path, &number)) {
    if (path != NULL) PyErr_SetString(PyExc_AssertionError, "the path was not cleaned up");
    return NULL;
  }
  return path;
}

static PyObject *parse_text_path(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *path = NULL;
  int number;
  if (!PyArg_ParseTuple(args, "O&i", PyUnicode_FSDecoder, &path, &number)) {
    if (path != NULL) PyErr_SetString(PyExc_AssertionError, "the path was not cleaned up");
    return NULL;
  }
  return path;
}

/* cleanup(function): the call with NULL releases and clears what an earlier one has made. */
static PyObject *clean_up(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *path = NULL;
  int status = PyUnicode_FSConverter(object, &path);
  if (status == Py_CLEANUP_SUPPORTED) {
    PyUnicode_FSConverter(NULL, &path);
    if (path != NULL) return PyUnicode_FromString("not cleared");
    status = PyUnicode_FSDecoder(object, &path);
  }
  if (status == 0) return NULL;
  if (status != Py_CLEANUP_SUPPORTED) return PyUnicode_FromString("no cleanup");
  PyUnicode_FSDecoder(NULL, &path);
  return PyUnicode_FromString(path == NULL ? "cleared" : "not cleared");
}

/* round_trip(how, bytes): bytes to str and to bytes again. */
static PyObject *round_trip(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *how, *bytes;
  Py_ssize_t size;
  PyObject *text, *back;
  if (!PyArg_ParseTuple(args, "sy#", &how, &bytes, &size)) return NULL;
  if (strcmp(how, "fs") == 0) text = PyUnicode_DecodeFSDefault(bytes);
  else if (strcmp(how, "fs-size") == 0) text = PyUnicode_DecodeFSDefaultAndSize(bytes, size);
  else if (strcmp(how, "locale") == 0) text = PyUnicode_DecodeLocale(bytes, "surrogateescape");
  else text = PyUnicode_DecodeLocaleAndSize(bytes, size, "surrogateescape");
  if (text == NULL) return NULL;
  back = how[0] == 'f' ? PyUnicode_EncodeFSDefault(text) : PyUnicode_EncodeLocale(text, "surrogateescape");
  PyObject *answer = back == NULL ? NULL : Py_BuildValue("(nO)", PyUnicode_GetLength(text), back);
  Py_XDECREF(back);
  Py_DECREF(text);
  return answer;
}

/* wide(size): of the wide characters A, e with accent, euro sign, zero, grinning face, B. */
static const wchar_t wide_text[] = {'A', 0xe9, 0x20ac, 0, 0x1f600, 'B', 0};

static PyObject *from_wide(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t count = PyLong_AsSsize_t(size);
  return count == -1 && PyErr_Occurred() ? NULL : PyUnicode_FromWideChar(wide_text, count);
}

static PyObject *from_no_wide(PyObject *Py_UNUSED(self), PyObject *size) {
  Py_ssize_t count = PyLong_AsSsize_t(size);
  return count == -1 && PyErr_Occurred() ? NULL : PyUnicode_FromWideChar(NULL, count);
}

/* to_wide(text, room): (result, the characters of a buffer that was full of '#'). */
static PyObject *to_wide(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *text;
  Py_ssize_t room;
  wchar_t buffer[8] = L"########";
  if (!PyArg_ParseTuple(args, "On", &text, &room)) return NULL;
  Py_ssize_t result = PyUnicode_AsWideChar(text, buffer, room);
  if (result == -1) return NULL;
  return Py_BuildValue("(nu#)", result, buffer, (Py_ssize_t)6);
}

static PyObject *wide_size(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t size = PyUnicode_AsWideChar(text, NULL, 0);
  return size == -1 ? NULL : PyLong_FromSsize_t(size);
}

static PyObject *wide_copy(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t size = -1;
  wchar_t *copy = PyUnicode_AsWideCharString(text, &size);
  if (copy == NULL) return NULL;
  PyObject *answer = Py_BuildValue("(Nni)", PyUnicode_FromWideChar(copy, size), size, (int)copy[size]);
  PyMem_Free(copy);
  return answer;
}

static PyObject *wide_copy_without_size(PyObject *Py_UNUSED(self), PyObject *text) {
  wchar_t *copy = PyUnicode_AsWideCharString(text, NULL);
  if (copy == NULL) return NULL;
  PyObject *answer = PyUnicode_FromWideChar(copy, -1);
  PyMem_Free(copy);
  return answer;
}

PROBE_MODULE(PROBE_O(fs_convert), PROBE_O(fs_decode), PROBE_VARARGS(parse_path), PROBE_VARARGS(parse_text_path),
             PROBE_O(clean_up), PROBE_VARARGS(round_trip), PROBE_O(from_wide), PROBE_O(from_no_wide), PROBE_VARARGS(to_wide),
             PROBE_O(wide_size), PROBE_O(wide_copy), PROBE_O(wide_copy_without_size))
