/* Memory, reference counts and deallocation. */
#include "fast.h"

struct heap *proofload_heap;
/* Set by TypeScript: frees what waits for the end of a long chain of deallocations. */
PROOFLOAD_API void (*proofload_dealloc_waiting)(void);

/* Sends callers to the versions in C; before, and with PROOFLOAD_FAST=off for ever, they go to TypeScript's. */
PROOFLOAD_API void proofload_fast_on(void) {
  extern void *const __start_proofload_fast[][2], *const __stop_proofload_fast[][2];
  for (void *const(*entry)[2] = __start_proofload_fast; entry < __stop_proofload_fast; entry++) *(void **)(*entry)[0] = (*entry)[1];
}

PROOFLOAD_FAST(void *, PyObject_Malloc, (size_t size)) {
  void *block = heap_allocate(size);
  return block != NULL ? block : SLOW(PyObject_Malloc)(size);
}
PROOFLOAD_FAST(void *, PyMem_Malloc, (size_t size)) {
  void *block = heap_allocate(size);
  return block != NULL ? block : SLOW(PyMem_Malloc)(size);
}
PROOFLOAD_FAST(void, PyObject_Free, (void *block)) {
  if (block != NULL && !heap_free(block)) SLOW(PyObject_Free)(block);
}
PROOFLOAD_FAST(void, PyMem_Free, (void *block)) {
  if (block != NULL && !heap_free(block)) SLOW(PyMem_Free)(block);
}
PROOFLOAD_FAST(void, PyObject_GC_Del, (void *block)) {
  if (!heap_free(block)) SLOW(PyObject_GC_Del)(block);
}
PROOFLOAD_FAST(void, PyObject_GC_Track, (void *o)) {
  if (!heap_track(o)) SLOW(PyObject_GC_Track)(o);
}
PROOFLOAD_FAST(void, PyObject_GC_UnTrack, (void *o)) {
  if (!in_heap(o)) SLOW(PyObject_GC_UnTrack)(o);
  else heap_untrack(o);
}

static size_t size_of(PyTypeObject *type) { return ((size_t)type->tp_basicsize + 7) & ~(size_t)7; }

static PyObject *new_object(PyTypeObject *type) {
  PyObject *o = heap_object(type, size_of(type));
  if (o != NULL && PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) Py_INCREF(type);
  return o;
}

PROOFLOAD_FAST(PyObject *, _PyObject_New, (PyTypeObject *type)) {
  PyObject *o = new_object(type);
  return o != NULL ? o : SLOW(_PyObject_New)(type);
}
PROOFLOAD_FAST(PyObject *, _PyObject_GC_New, (PyTypeObject *type)) {
  PyObject *o = collection_due() ? NULL : new_object(type);
  return o != NULL ? o : SLOW(_PyObject_GC_New)(type);
}
PROOFLOAD_FAST(PyObject *, PyType_GenericAlloc, (PyTypeObject *type, Py_ssize_t items)) {
  if (items != 0 || type->tp_itemsize != 0 || collection_due()) return SLOW(PyType_GenericAlloc)(type, items);
  PyObject *o = new_object(type);
  if (o == NULL) return SLOW(PyType_GenericAlloc)(type, items);
  memset(o + 1, 0, size_of(type) - sizeof(PyObject));
  if (PyType_IS_GC(type) && !heap_track(o)) SLOW(PyObject_GC_Track)(o);
  return o;
}

PROOFLOAD_FAST(void, _Py_Dealloc, (PyObject *o)) {
  struct heap *heap = proofload_heap;
  if (heap->depth >= DEEPEST_CHAIN) {
    SLOW(_Py_Dealloc)(o);
    return;
  }
  heap->depth++;
  Py_TYPE(o)->tp_dealloc(o);
  if (--heap->depth == 0 && heap->waiting > 0) proofload_dealloc_waiting();
}

static void free_object(PyObject *o) {
  freefunc release = Py_TYPE(o)->tp_free;
  if (release != NULL && release != PyObject_Free && release != PyObject_GC_Del) release(o);
  else if (!heap_free(o)) SLOW(PyObject_Free)(o);
}

/* tp_dealloc of int, float, complex and bytes. */
PROOFLOAD_API void proofload_dealloc_plain(PyObject *o) { free_object(o); }

/* tp_dealloc of str and of tuple: what a plain one of them needs, and TypeScript's own for the others. */
PROOFLOAD_API destructor proofload_slow_dealloc_str, proofload_slow_dealloc_tuple;

PROOFLOAD_API void proofload_dealloc_str(PyObject *o) {
  if (PyUnicode_CheckExact(o) && PyUnicode_IS_COMPACT_ASCII(o) && !PyUnicode_CHECK_INTERNED(o)) free_object(o);
  else proofload_slow_dealloc_str(o);
}

PROOFLOAD_API void proofload_dealloc_tuple(PyObject *o) {
  if (!PyTuple_CheckExact(o)) {
    proofload_slow_dealloc_tuple(o);
    return;
  }
  heap_untrack(o);
  for (Py_ssize_t i = PyTuple_GET_SIZE(o); --i >= 0;) Py_XDECREF(PyTuple_GET_ITEM(o, i));
  free_object(o);
}
