#include "probe.h"

/* "-" stands for NULL. */
static const char *or_null(const char *text) { return strcmp(text, "-") == 0 ? NULL : text; }

static PyObject *added; /* Borrowed: the registry owns it. */

static PyObject *remove_search(PyObject *Py_UNUSED(self), PyObject *function) {
  added = NULL;
  return PyCodec_Unregister(function) < 0 ? NULL : Py_BuildValue("");
}

/* In place of the last one, where a case that has failed could not remove it. */
static PyObject *add_search(PyObject *Py_UNUSED(self), PyObject *function) {
  if (added != NULL && PyCodec_Unregister(added) < 0) return NULL;
  added = NULL;
  if (PyCodec_Register(function) < 0) return NULL;
  added = function;
  return Py_BuildValue("");
}

static PyObject *known(PyObject *Py_UNUSED(self), PyObject *name) {
  const char *encoding = PyUnicode_AsUTF8(name);
  return encoding == NULL ? NULL : PyLong_FromLong(PyCodec_KnownEncoding(encoding));
}

/* code(how, object, encoding, errors) */
static PyObject *coded(PyObject *args) {
  const char *how, *encoding, *errors;
  PyObject *object;
  if (!PyArg_ParseTuple(args, "sOss", &how, &object, &encoding, &errors)) return NULL;
  if (strcmp(how, "encode") == 0) return PyCodec_Encode(object, encoding, or_null(errors));
  if (strcmp(how, "decode") == 0) return PyCodec_Decode(object, encoding, or_null(errors));
  if (strcmp(how, "str-encode") == 0) return PyUnicode_AsEncodedString(object, encoding, or_null(errors));
  return PyUnicode_Decode(PyBytes_AsString(object), PyBytes_Size(object), encoding, or_null(errors));
}

/* code(how, object, encoding, errors). A case that fails here may not come to `remove_search`. */
static PyObject *code(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *result = coded(args), *type, *value, *traceback;
  if (result != NULL || added == NULL) return result;
  PyErr_Fetch(&type, &value, &traceback);
  if (PyCodec_Unregister(added) < 0) PyErr_Clear();
  added = NULL;
  PyErr_Restore(type, value, traceback);
  return NULL;
}

/* get(what, encoding, errors, stream) */
static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *what, *encoding, *errors = "-";
  PyObject *stream = Py_None;
  if (!PyArg_ParseTuple(args, "ss|sO", &what, &encoding, &errors, &stream)) return NULL;
  if (strcmp(what, "encoder") == 0) return PyCodec_Encoder(encoding);
  if (strcmp(what, "decoder") == 0) return PyCodec_Decoder(encoding);
  if (strcmp(what, "incremental-encoder") == 0) return PyCodec_IncrementalEncoder(encoding, or_null(errors));
  if (strcmp(what, "incremental-decoder") == 0) return PyCodec_IncrementalDecoder(encoding, or_null(errors));
  if (strcmp(what, "reader") == 0) return PyCodec_StreamReader(encoding, stream, or_null(errors));
  return PyCodec_StreamWriter(encoding, stream, or_null(errors));
}

static PyObject *register_handler(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *handler;
  if (!PyArg_ParseTuple(args, "sO", &name, &handler)) return NULL;
  return PyCodec_RegisterError(name, handler) < 0 ? NULL : Py_BuildValue("");
}

static PyObject *lookup_handler(PyObject *Py_UNUSED(self), PyObject *name) {
  const char *text = PyUnicode_AsUTF8(name);
  return text == NULL ? NULL : PyCodec_LookupError(or_null(text));
}

/* set(kind, exception, start, end, reason) */
static PyObject *set(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind, *reason;
  PyObject *exception;
  Py_ssize_t start, end;
  int status;
  if (!PyArg_ParseTuple(args, "sOnns", &kind, &exception, &start, &end, &reason)) return NULL;
  if (kind[0] == 'd') {
    status = PyUnicodeDecodeError_SetStart(exception, start) < 0 || PyUnicodeDecodeError_SetEnd(exception, end) < 0 ||
             PyUnicodeDecodeError_SetReason(exception, reason) < 0;
  } else if (kind[0] == 'e') {
    status = PyUnicodeEncodeError_SetStart(exception, start) < 0 || PyUnicodeEncodeError_SetEnd(exception, end) < 0 ||
             PyUnicodeEncodeError_SetReason(exception, reason) < 0;
  } else {
    status = PyUnicodeTranslateError_SetStart(exception, start) < 0 ||
             PyUnicodeTranslateError_SetEnd(exception, end) < 0 ||
             PyUnicodeTranslateError_SetReason(exception, reason) < 0;
  }
  return status ? NULL : Py_BuildValue("");
}

/* decode_order(codec, bytes, errors, byte order): (text, byte order afterwards). */
static PyObject *decode_order(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *bytes, *errors;
  Py_ssize_t size;
  int codec, order;
  if (!PyArg_ParseTuple(args, "iy#si", &codec, &bytes, &size, &errors, &order)) return NULL;
  PyObject *text = codec == 16 ? PyUnicode_DecodeUTF16(bytes, size, or_null(errors), &order)
                               : PyUnicode_DecodeUTF32(bytes, size, or_null(errors), &order);
  return text == NULL ? NULL : Py_BuildValue("(Ni)", text, order);
}

/* decode_part(codec, bytes, byte order): (text, byte order afterwards, bytes that were consumed). */
static PyObject *decode_part(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *bytes;
  Py_ssize_t size, consumed = -1;
  int codec, order;
  if (!PyArg_ParseTuple(args, "iy#i", &codec, &bytes, &size, &order)) return NULL;
  PyObject *text = codec == 16 ? PyUnicode_DecodeUTF16Stateful(bytes, size, NULL, &order, &consumed)
                               : PyUnicode_DecodeUTF32Stateful(bytes, size, NULL, &order, &consumed);
  return text == NULL ? NULL : Py_BuildValue("(Nin)", text, order, consumed);
}

PROBE_MODULE(PROBE_O(add_search), PROBE_O(remove_search), PROBE_O(known), PROBE_VARARGS(code), PROBE_VARARGS(get),
             PROBE_VARARGS(register_handler), PROBE_O(lookup_handler), PROBE_VARARGS(set), PROBE_VARARGS(decode_order),
             PROBE_VARARGS(decode_part))
