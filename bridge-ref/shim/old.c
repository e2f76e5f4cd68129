/* What Python 2 left behind, in terms of what replaced it. */
#include "shim.h"
#include <stdio.h>

static int refuse(const char *message) {
  PyErr_SetString(message == NULL ? PyExc_SystemError : PyExc_TypeError, message == NULL ? "null argument to internal routine" : message);
  return -1;
}
/* The buffer is released at once: who gave out memory that moves is at fault, as ever with these. */
static int memory_of(PyObject *obj, const void **data, Py_ssize_t *size, int flags) {
  Py_buffer view;
  if (obj == NULL || data == NULL || size == NULL) return refuse(NULL);
  if (PyObject_GetBuffer(obj, &view, flags) != 0) {
    if ((flags & PyBUF_WRITABLE) == 0) return -1;
    PyErr_Clear();
    return refuse("expected a writable bytes-like object");
  }
  *data = view.buf;
  *size = view.len;
  PyBuffer_Release(&view);
  return 0;
}
PROOFLOAD_API int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len) {
  return memory_of(obj, buffer, buffer_len, PyBUF_SIMPLE);
}
PROOFLOAD_API int PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len) {
  return memory_of(obj, (const void **)buffer, buffer_len, PyBUF_SIMPLE);
}
PROOFLOAD_API int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len) {
  return memory_of(obj, (const void **)buffer, buffer_len, PyBUF_WRITABLE);
}
PROOFLOAD_API int PyObject_CheckReadBuffer(PyObject *obj) {
  Py_buffer view;
  if (Py_TYPE(obj)->tp_as_buffer == NULL || Py_TYPE(obj)->tp_as_buffer->bf_getbuffer == NULL) return 0;
  if (PyObject_GetBuffer(obj, &view, PyBUF_SIMPLE) != 0) {
    PyErr_Clear();
    return 0;
  }
  PyBuffer_Release(&view);
  return 1;
}

/* The lines of a file of C; CR and CRLF are read as LF. What a file object of Python reads through is not looked at. */
PROOFLOAD_API char *Py_UniversalNewlineFgets(char *buf, int n, FILE *stream, PyObject *fobj) {
  char *at = buf;
  int c = 0;
  if (fobj != NULL) {
    errno = ENXIO;
    return NULL;
  }
  while (--n > 0 && c != '\n' && (c = getc(stream)) != EOF) {
    if (c == '\r') {
      c = getc(stream);
      if (c != '\n' && c != EOF) ungetc(c, stream);
      c = '\n';
    }
    *at++ = (char)c;
  }
  *at = '\0';
  return at == buf ? NULL : buf;
}

/* An index beyond the range of C is no failure that sets an exception. */
PROOFLOAD_API int PySlice_GetIndices(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step) {
  PySliceObject *r = (PySliceObject *)slice;
  *step = 1;
  if (r->step != Py_None) {
    if (!PyLong_Check(r->step)) return -1;
    *step = PyLong_AsSsize_t(r->step);
  }
  *start = *step < 0 ? length - 1 : 0;
  if (r->start != Py_None) {
    if (!PyLong_Check(r->start)) return -1;
    *start = PyLong_AsSsize_t(r->start);
    if (*start < 0) *start += length;
  }
  *stop = *step < 0 ? -1 : length;
  if (r->stop != Py_None) {
    if (!PyLong_Check(r->stop)) return -1;
    *stop = PyLong_AsSsize_t(r->stop);
    if (*stop < 0) *stop += length;
  }
  return *stop > length || *start >= length || *step == 0 ? -1 : 0;
}

PROOFLOAD_API PyObject *PyCode_Optimize(PyObject *code, PyObject *consts, PyObject *names, PyObject *lnotab) {
  return Py_NewRef(code);
}
PROOFLOAD_API PyObject **PyObject_GET_WEAKREFS_LISTPTR(PyObject *op) {
  return (PyObject **)((char *)op + Py_TYPE(op)->tp_weaklistoffset);
}
PROOFLOAD_API PyHash_FuncDef *PyHash_GetFuncDef(void) {
  static Py_hash_t (*const hash)(const void *, Py_ssize_t) = _Py_HashBytes;
  static PyHash_FuncDef definition = {NULL, "fnv", 32, 0};
  memcpy((void *)&definition.hash, &hash, sizeof hash);
  return &definition;
}
