/* Small functions of CPython's private API that need nothing of the bridge but its public one. */
#include "shim.h"
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <wchar.h>

PROOFLOAD_API const char *_PyType_Name(PyTypeObject *type) {
  const char *dot = strrchr(type->tp_name, '.');
  return dot == NULL ? type->tp_name : dot + 1;
}

PROOFLOAD_API PyObject *_PyObject_FastCall(PyObject *func, PyObject *const *args, Py_ssize_t nargs) {
  return PyObject_Vectorcall(func, args, nargs, NULL);
}

/* `keywords` is a dict, or a tuple of the names of the values that follow the positional arguments. */
PROOFLOAD_API PyObject *_PyObject_MakeTpCall(PyThreadState *tstate, PyObject *callable, PyObject *const *args,
                                             Py_ssize_t nargs, PyObject *keywords) {
  PyObject *tuple, *dict = NULL, *result = NULL;
  (void)tstate;
  if (Py_TYPE(callable)->tp_call == NULL) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object is not callable", Py_TYPE(callable)->tp_name);
    return NULL;
  }
  tuple = PyTuple_New(nargs);
  if (tuple == NULL) return NULL;
  for (Py_ssize_t i = 0; i < nargs; i++) PyTuple_SetItem(tuple, i, Py_NewRef(args[i]));
  if (keywords == NULL || PyDict_Check(keywords)) dict = Py_XNewRef(keywords);
  else {
    dict = PyDict_New();
    for (Py_ssize_t i = 0; dict != NULL && i < PyTuple_Size(keywords); i++) {
      if (PyDict_SetItem(dict, PyTuple_GetItem(keywords, i), args[nargs + i]) < 0) Py_CLEAR(dict);
    }
    if (dict == NULL) {
      Py_DECREF(tuple);
      return NULL;
    }
  }
  result = PyObject_Call(callable, tuple, dict);
  Py_DECREF(tuple);
  Py_XDECREF(dict);
  return result;
}

PROOFLOAD_API PyObject *_PyImport_GetModuleId(_Py_Identifier *name) {
  PyObject *text = _PyUnicode_FromId(name); /* borrowed */
  return text == NULL ? NULL : PyImport_GetModule(text);
}

PROOFLOAD_API char *_PyMem_Strdup(const char *str) {
  size_t size = strlen(str) + 1;
  char *copy = PyMem_Malloc(size);
  return copy == NULL ? NULL : memcpy(copy, str, size);
}

/* Of the bytes alone, as hashBytes in runtime/bytes.ts; nobody gives such tables keys that an attacker chose. */
PROOFLOAD_API Py_hash_t _Py_HashBytes(const void *src, Py_ssize_t len) {
  uint64_t hash = len == 0 ? 0 : 7;
  for (Py_ssize_t i = 0; i < len; i++)
    hash = (uint64_t)(uint32_t)(((uint32_t)hash ^ ((const unsigned char *)src)[i]) * 0x01000193u) + 1;
  return (Py_hash_t)hash;
}

/* For a child between fork and exec: what an interpreter ignores the program that follows gets by default. */
PROOFLOAD_API void _Py_RestoreSignals(void) {
  signal(SIGPIPE, SIG_DFL);
  signal(SIGXFSZ, SIG_DFL);
}

PROOFLOAD_API char *_Py_SetLocaleFromEnv(int category) { return setlocale(category, ""); }

/* By the locale; a byte that is no character there becomes a lone surrogate, from which it can be had back. */
PROOFLOAD_API wchar_t *Py_DecodeLocale(const char *arg, size_t *size) {
  size_t length = strlen(arg), used = 0;
  wchar_t *text = PyMem_RawMalloc((length + 1) * sizeof *text);
  mbstate_t state;
  if (text == NULL) {
    if (size != NULL) *size = (size_t)-1;
    return NULL;
  }
  memset(&state, 0, sizeof state);
  while (*arg != 0) {
    size_t taken = mbrtowc(&text[used], arg, length, &state);
    if (taken == (size_t)-1 || taken == (size_t)-2) {
      text[used] = 0xDC00 + (unsigned char)*arg;
      taken = 1;
      memset(&state, 0, sizeof state);
    }
    arg += taken;
    length -= taken;
    used++;
  }
  text[used] = 0;
  if (size != NULL) *size = used;
  return text;
}

/* The way back; with -1 where a character has no bytes in the locale. */
PROOFLOAD_API char *Py_EncodeLocale(const wchar_t *text, size_t *error_pos) {
  size_t length = wcslen(text), used = 0;
  char *bytes = PyMem_Malloc(length * MB_CUR_MAX + 1);
  mbstate_t state;
  if (error_pos != NULL) *error_pos = (size_t)-1;
  memset(&state, 0, sizeof state);
  for (size_t i = 0; bytes != NULL && i < length; i++) {
    if (text[i] >= 0xDC80 && text[i] <= 0xDCFF) {
      bytes[used++] = (char)(text[i] - 0xDC00);
      continue;
    }
    size_t size = wcrtomb(bytes + used, text[i], &state);
    if (size == (size_t)-1) {
      if (error_pos != NULL) *error_pos = i;
      PyMem_Free(bytes);
      return NULL;
    }
    used += size;
  }
  if (bytes != NULL) bytes[used] = '\0';
  return bytes;
}

PROOFLOAD_API int _Py_fstat_noraise(int fd, struct stat *status) { return fstat(fd, status); }

PROOFLOAD_API int _Py_fstat(int fd, struct stat *status) {
  if (fstat(fd, status) == 0) return 0;
  PyErr_SetFromErrno(PyExc_OSError);
  return -1;
}

PROOFLOAD_API int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size) {
  for (Py_ssize_t done = 0; done < size;) {
    ssize_t n = getrandom((char *)buffer + done, size - done, GRND_NONBLOCK);
    if (n > 0) done += n;
    else if (errno != EINTR) {
      PyErr_SetFromErrno(PyExc_OSError);
      return -1;
    }
  }
  return 0;
}
