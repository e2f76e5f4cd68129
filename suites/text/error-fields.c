/* suites/text/error-fields.c: sets a field of a Unicode error and reads it, or reads it alone. */
#include "probe.h"

#define POSITION(name, set, get)                                                                                       \
  static PyObject *name(PyObject *self, PyObject *args) {                                                              \
    PyObject *exception;                                                                                               \
    Py_ssize_t value;                                                                                                  \
    (void)self;                                                                                                        \
    if (!PyArg_ParseTuple(args, "On", &exception, &value) || set(exception, value) < 0) return NULL;                   \
    return get(exception, &value) < 0 ? NULL : PyLong_FromSsize_t(value);                                              \
  }
#define GET_POSITION(name, get)                                                                                        \
  static PyObject *name(PyObject *self, PyObject *exception) {                                                         \
    Py_ssize_t value = 0;                                                                                              \
    (void)self;                                                                                                        \
    return get(exception, &value) == -1 ? NULL : PyLong_FromSsize_t(value);                                            \
  }
#define GET(name, get)                                                                                                 \
  static PyObject *name(PyObject *self, PyObject *exception) {                                                         \
    (void)self;                                                                                                        \
    return get(exception);                                                                                             \
  }
#define REASON(name, set, get)                                                                                         \
  static PyObject *name(PyObject *self, PyObject *args) {                                                              \
    PyObject *exception;                                                                                               \
    const char *value;                                                                                                 \
    (void)self;                                                                                                        \
    if (!PyArg_ParseTuple(args, "Os", &exception, &value) || set(exception, value) < 0) return NULL;                   \
    return get(exception);                                                                                             \
  }
POSITION(set_Decode_Start, PyUnicodeDecodeError_SetStart, PyUnicodeDecodeError_GetStart)
POSITION(set_Decode_End, PyUnicodeDecodeError_SetEnd, PyUnicodeDecodeError_GetEnd)
REASON(set_Decode_Reason, PyUnicodeDecodeError_SetReason, PyUnicodeDecodeError_GetReason)
POSITION(set_Encode_Start, PyUnicodeEncodeError_SetStart, PyUnicodeEncodeError_GetStart)
POSITION(set_Encode_End, PyUnicodeEncodeError_SetEnd, PyUnicodeEncodeError_GetEnd)
REASON(set_Encode_Reason, PyUnicodeEncodeError_SetReason, PyUnicodeEncodeError_GetReason)
POSITION(set_Translate_Start, PyUnicodeTranslateError_SetStart, PyUnicodeTranslateError_GetStart)
POSITION(set_Translate_End, PyUnicodeTranslateError_SetEnd, PyUnicodeTranslateError_GetEnd)
REASON(set_Translate_Reason, PyUnicodeTranslateError_SetReason, PyUnicodeTranslateError_GetReason)
GET_POSITION(get_Decode_Start, PyUnicodeDecodeError_GetStart)
GET_POSITION(get_Decode_End, PyUnicodeDecodeError_GetEnd)
GET(get_Decode_Object, PyUnicodeDecodeError_GetObject)
GET(get_Decode_Reason, PyUnicodeDecodeError_GetReason)
GET(get_Decode_Encoding, PyUnicodeDecodeError_GetEncoding)
GET_POSITION(get_Encode_Start, PyUnicodeEncodeError_GetStart)
GET_POSITION(get_Encode_End, PyUnicodeEncodeError_GetEnd)
GET(get_Encode_Object, PyUnicodeEncodeError_GetObject)
GET(get_Encode_Reason, PyUnicodeEncodeError_GetReason)
GET(get_Encode_Encoding, PyUnicodeEncodeError_GetEncoding)
GET_POSITION(get_Translate_Start, PyUnicodeTranslateError_GetStart)
GET_POSITION(get_Translate_End, PyUnicodeTranslateError_GetEnd)
GET(get_Translate_Object, PyUnicodeTranslateError_GetObject)
GET(get_Translate_Reason, PyUnicodeTranslateError_GetReason)

PROBE_MODULE(PROBE_VARARGS(set_Decode_Start), PROBE_VARARGS(set_Decode_End), PROBE_VARARGS(set_Decode_Reason),
             PROBE_VARARGS(set_Encode_Start), PROBE_VARARGS(set_Encode_End), PROBE_VARARGS(set_Encode_Reason),
             PROBE_VARARGS(set_Translate_Start), PROBE_VARARGS(set_Translate_End), PROBE_VARARGS(set_Translate_Reason),
             PROBE_O(get_Decode_Start), PROBE_O(get_Decode_End), PROBE_O(get_Decode_Object),
             PROBE_O(get_Decode_Reason), PROBE_O(get_Decode_Encoding),
             PROBE_O(get_Encode_Start), PROBE_O(get_Encode_End), PROBE_O(get_Encode_Object),
             PROBE_O(get_Encode_Reason), PROBE_O(get_Encode_Encoding),
             PROBE_O(get_Translate_Start), PROBE_O(get_Translate_End), PROBE_O(get_Translate_Object),
             PROBE_O(get_Translate_Reason))
