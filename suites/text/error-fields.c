/* suites/text/error-fields.c: sets a field of a Unicode error and reads it. */
#include "probe.h"

#define POSITION(name, set, get)                                                                                       \
  static PyObject *name(PyObject *self, PyObject *args) {                                                              \
    PyObject *exception;                                                                                               \
    Py_ssize_t value;                                                                                                  \
    (void)self;                                                                                                        \
    if (!PyArg_ParseTuple(args, "On", &exception, &value) || set(exception, value) < 0) return NULL;                   \
    return get(exception, &value) < 0 ? NULL : PyLong_FromSsize_t(value);                                              \
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

PROBE_MODULE(PROBE_VARARGS(set_Decode_Start), PROBE_VARARGS(set_Decode_End), PROBE_VARARGS(set_Decode_Reason),
             PROBE_VARARGS(set_Encode_Start), PROBE_VARARGS(set_Encode_End), PROBE_VARARGS(set_Encode_Reason),
             PROBE_VARARGS(set_Translate_Start), PROBE_VARARGS(set_Translate_End), PROBE_VARARGS(set_Translate_Reason))
