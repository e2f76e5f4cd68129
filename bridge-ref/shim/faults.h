/*
 * What seeded faults do, for the wrappers that tools/fault-text.ts writes. Only the shim of a faulted host contains any of this
 * (tools/fault-build.ts): there every wrapped function PyX is real_PyX, and PyX its wrapper.
 */
#ifndef PROOFLOAD_FAULTS_H
#define PROOFLOAD_FAULTS_H
#include <Python.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PROOFLOAD_API __attribute__((visibility("default")))
#define FAULT_ID_BYTES 256

struct fault_name {
  const char *id;
  int number;
};
extern const struct fault_name fault_names[];

/* The id of the fault that is on, NUL behind it: PROOFLOAD_FAULT itself, or a file that the harness writes between cases. */
static char fault_own[FAULT_ID_BYTES];
static const char *fault_text = fault_own;
static char fault_known[FAULT_ID_BYTES];
static int fault_number;

__attribute__((constructor)) static void fault_start(void) {
  const char *given = getenv("PROOFLOAD_FAULT");
  if (given == NULL) return;
  if (given[0] != '@') {
    strncpy(fault_own, given, sizeof fault_own - 1);
    return;
  }
  int file = open(given + 1, O_RDONLY);
  void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, FAULT_ID_BYTES, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) fault_text = mapped;
  if (file >= 0) close(file);
}

/* 0: none. */
static int fault_now(void) {
  if (memcmp(fault_known, fault_text, FAULT_ID_BYTES) != 0) {
    memcpy(fault_known, fault_text, FAULT_ID_BYTES);
    fault_number = 0;
    for (const struct fault_name *name = fault_names; name->id != NULL; name++)
      if (strcmp(name->id, fault_known) == 0) fault_number = name->number;
  }
  return fault_number;
}

extern __typeof__(PyErr_SetString) real_PyErr_SetString;
extern __typeof__(PyErr_Occurred) real_PyErr_Occurred;
extern __typeof__(PyErr_Clear) real_PyErr_Clear;
extern __typeof__(PyList_GetSlice) real_PyList_GetSlice;
extern __typeof__(PyDict_Copy) real_PyDict_Copy;
extern __typeof__(PyByteArray_FromObject) real_PyByteArray_FromObject;
extern __typeof__(PyByteArray_FromStringAndSize) real_PyByteArray_FromStringAndSize;
extern __typeof__(PyFloat_FromDouble) real_PyFloat_FromDouble;
extern __typeof__(PyMemoryView_FromObject) real_PyMemoryView_FromObject;
extern __typeof__(PyBuffer_IsContiguous) real_PyBuffer_IsContiguous;

/* Gives up a reference that is not ours. The object stays as it is, as one does whose owner has not looked yet. */
__attribute__((unused)) static void fault_take(void *object) {
  if (object != NULL) Py_SET_REFCNT((PyObject *)object, Py_REFCNT((PyObject *)object) - 1);
}

__attribute__((unused)) static void fault_stray(void) {
  if (!real_PyErr_Occurred()) real_PyErr_SetString(PyExc_RuntimeError, "a fault of the bridge");
}

__attribute__((unused)) static void fault_refuse(void) {
  real_PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
}

/* A new object of the same value, where the type has a value; else the object itself, with a reference more. */
__attribute__((unused)) static PyObject *fault_copy(PyObject *o) {
  if (o == NULL) return NULL;
  if (Py_IS_TYPE(o, &PyList_Type)) return real_PyList_GetSlice(o, 0, PyList_GET_SIZE(o));
  if (Py_IS_TYPE(o, &PyDict_Type)) return real_PyDict_Copy(o);
  if (Py_IS_TYPE(o, &PyByteArray_Type)) return real_PyByteArray_FromObject(o);
  if (Py_IS_TYPE(o, &PyFloat_Type)) return real_PyFloat_FromDouble(PyFloat_AS_DOUBLE(o));
  Py_INCREF(o);
  return o;
}

/* The same for a result that C does not own: somebody else must keep the copy, and nobody ever lets go of it. */
__attribute__((unused)) static PyObject *fault_copy_borrowed(PyObject *o) {
  PyObject *copy = fault_copy(o);
  if (copy == o) Py_XDECREF(o);
  return copy;
}

__attribute__((unused)) static void *fault_copy_bytes(const void *bytes, size_t size) {
  void *copy = malloc(size + 1);
  if (copy == NULL) abort();
  if (size > 0) memcpy(copy, bytes, size);
  ((char *)copy)[size] = 0;
  return copy;
}

__attribute__((unused)) static void fault_copy_view(Py_buffer *view) {
  if (view->buf == NULL || !real_PyBuffer_IsContiguous(view, 'C')) return;
  view->buf = fault_copy_bytes(view->buf, (size_t)view->len);
}

__attribute__((unused)) static PyObject *fault_view_of(PyObject *copy) {
  PyObject *view = copy == NULL ? NULL : real_PyMemoryView_FromObject(copy);
  Py_XDECREF(copy);
  return view;
}
#endif
