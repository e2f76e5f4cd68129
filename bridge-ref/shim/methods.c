/* Variadic functions that build a call: methods by name or identifier, audit events, errors with a cause. */
#include "shim.h"
#include <stdio.h>

static PyObject *call_with_format(PyObject *callable, const char *format, va_list args) {
  if (callable == NULL) return NULL;
  PyObject *given = format == NULL || *format == '\0' ? PyTuple_New(0) : _Py_VaBuildValue_SizeT(format, args), *result = NULL;
  if (given != NULL && !PyTuple_Check(given)) {
    PyObject *one = PyTuple_Pack(1, given);
    Py_DECREF(given);
    given = one;
  }
  if (given != NULL) result = PyObject_Call(callable, given, NULL);
  Py_XDECREF(given);
  Py_DECREF(callable);
  return result;
}
#define CALLING(method)                                                                                                \
  va_list args;                                                                                                        \
  va_start(args, format);                                                                                              \
  PyObject *result = call_with_format(method, format, args);                                                           \
  va_end(args);                                                                                                        \
  return result;

PROOFLOAD_API PyObject *_PyObject_CallMethod(PyObject *obj, PyObject *name, const char *format, ...) {
  CALLING(PyObject_GetAttr(obj, name))
}
PROOFLOAD_API PyObject *_PyObject_CallMethodId(PyObject *obj, _Py_Identifier *name, const char *format, ...) {
  CALLING(_PyObject_GetAttrId(obj, name))
}
PROOFLOAD_API PyObject *_PyObject_CallMethodId_SizeT(PyObject *obj, _Py_Identifier *name, const char *format, ...) {
  CALLING(_PyObject_GetAttrId(obj, name))
}
#undef PyEval_CallFunction
#undef PyEval_CallMethod
PROOFLOAD_API PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...) { CALLING(Py_NewRef(callable)) }
PROOFLOAD_API PyObject *PyEval_CallMethod(PyObject *obj, const char *name, const char *format, ...) {
  CALLING(PyObject_GetAttrString(obj, name))
}
PROOFLOAD_API PyObject *_PyObject_CallMethodIdObjArgs(PyObject *obj, _Py_Identifier *name, ...) {
  PyObject *method = _PyObject_GetAttrId(obj, name), *given = NULL, *result = NULL, *arg;
  if (method == NULL) return NULL;
  Py_ssize_t count = 0;
  va_list args;
  va_start(args, name);
  while (va_arg(args, PyObject *) != NULL) count++;
  va_end(args);
  given = PyTuple_New(count);
  va_start(args, name);
  for (Py_ssize_t i = 0; given != NULL && i < count; i++) {
    arg = va_arg(args, PyObject *);
    Py_INCREF(arg);
    PyTuple_SET_ITEM(given, i, arg);
  }
  va_end(args);
  if (given != NULL) result = PyObject_Call(method, given, NULL);
  Py_XDECREF(given);
  Py_DECREF(method);
  return result;
}

/* sys.audit knows the hooks. Nobody hears an event that is raised before sys is there. */
PROOFLOAD_API int PySys_Audit(const char *event, const char *format, ...) {
  PyObject *audit = PySys_GetObject("audit"), *given, *all, *name, *result = NULL;
  if (audit == NULL) return 0;
  va_list args;
  va_start(args, format);
  given = format == NULL || *format == '\0' ? PyTuple_New(0) : _Py_VaBuildValue_SizeT(format, args);
  va_end(args);
  if (given == NULL) return -1;
  if (!PyTuple_Check(given)) {
    PyObject *one = PyTuple_Pack(1, given);
    Py_DECREF(given);
    if ((given = one) == NULL) return -1;
  }
  name = PyUnicode_FromString(event);
  all = name == NULL ? NULL : PyTuple_Pack(1, name);
  PyObject *joined = all == NULL ? NULL : PySequence_Concat(all, given);
  if (joined != NULL) result = PyObject_Call(audit, joined, NULL);
  Py_XDECREF(joined);
  Py_XDECREF(all);
  Py_XDECREF(name);
  Py_DECREF(given);
  if (result == NULL) return -1;
  Py_DECREF(result);
  return 0;
}

/* Raises with what is pending as cause and context. */
PROOFLOAD_API PyObject *_PyErr_FormatFromCause(PyObject *exception, const char *format, ...) {
  PyObject *type, *cause, *traceback, *next, *value;
  PyErr_Fetch(&type, &cause, &traceback);
  PyErr_NormalizeException(&type, &cause, &traceback);
  if (traceback != NULL) PyException_SetTraceback(cause, traceback);
  Py_XDECREF(traceback);
  Py_XDECREF(type);
  va_list args;
  va_start(args, format);
  PyErr_FormatV(exception, format, args);
  va_end(args);
  PyErr_Fetch(&next, &value, &traceback);
  PyErr_NormalizeException(&next, &value, &traceback);
  Py_INCREF(cause);
  PyException_SetCause(value, cause);
  PyException_SetContext(value, cause);
  PyErr_Restore(next, value, traceback);
  return NULL;
}

/* Through sys.stdout and sys.stderr where they are objects that can write, else to the streams of C. */
static void write_to(const char *name, FILE *fallback, PyObject *text) {
  PyObject *type, *value, *traceback;
  if (text == NULL) { PyErr_Clear(); return; }
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *file = PySys_GetObject(name);
  if (file == NULL || PyFile_WriteObject(text, file, Py_PRINT_RAW) < 0) {
    PyErr_Clear();
    const char *utf8 = PyUnicode_AsUTF8(text);
    if (utf8 != NULL) { fputs(utf8, fallback); fflush(fallback); }
  }
  Py_DECREF(text);
  PyErr_Restore(type, value, traceback);
}
static PyObject *clipped(const char *format, va_list args) {
  char buffer[1001];
  int length = vsnprintf(buffer, sizeof buffer, format, args);
  PyObject *text = PyUnicode_FromString(buffer);
  if (text == NULL || length < (int)sizeof buffer) return text;
  PyObject *whole = PyUnicode_FromFormat("%U... truncated", text);
  Py_DECREF(text);
  return whole;
}
#define WRITING(name, stream, made)                                                                                    \
  va_list args;                                                                                                        \
  va_start(args, format);                                                                                              \
  write_to(name, stream, made);                                                                                        \
  va_end(args);
PROOFLOAD_API void PySys_WriteStdout(const char *format, ...) { WRITING("stdout", stdout, clipped(format, args)) }
PROOFLOAD_API void PySys_WriteStderr(const char *format, ...) { WRITING("stderr", stderr, clipped(format, args)) }
PROOFLOAD_API void PySys_FormatStdout(const char *format, ...) { WRITING("stdout", stdout, PyUnicode_FromFormatV(format, args)) }
PROOFLOAD_API void PySys_FormatStderr(const char *format, ...) { WRITING("stderr", stderr, PyUnicode_FromFormatV(format, args)) }
