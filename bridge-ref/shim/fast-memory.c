/* Memory, reference counts and deallocation. */
#include "fast.h"

struct heap *proofload_heap;

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
  /* One that is tracked already is a mistake, which TypeScript reports. */
  if (!in_heap(o) || header_of(o)->tag != 0 || !heap_track(o)) SLOW(PyObject_GC_Track)(o);
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

extern char proofload_callbacks[];
extern const int proofload_callback_count;
PROOFLOAD_API void proofload_dealloc_tuple(PyObject *o);

/* Whether it is one of ours. Those of extensions run at once: they may tell a parent that still lives of their end. */
static int is_ours(destructor dealloc) {
  const char *code = (const char *)dealloc;
  return dealloc == proofload_dealloc_tuple ||
         (code >= proofload_callbacks && code < proofload_callbacks + (size_t)proofload_callback_count * ENTRY_BYTES);
}

/* 0: not possible. An object that waits has where the next one is in its header, beside whether its finalizer ran. */
static int put_aside(struct heap *heap, PyObject *o) {
  if (!in_heap(o)) return 0;
  uint32_t next = heap->waiting == NULL ? 0 : (uint32_t)(((char *)heap->waiting - (char *)heap) / 16);
  header_of(o)->finalized = next * 2 | (header_of(o)->finalized & 1);
  heap->waiting = o;
  return 1;
}

static PyObject *take_aside(struct heap *heap) {
  PyObject *o = heap->waiting;
  uint32_t next = header_of(o)->finalized / 2;
  header_of(o)->finalized &= 1;
  heap->waiting = next == 0 ? NULL : (char *)heap + (size_t)next * 16;
  return o;
}

PROOFLOAD_FAST(void, _Py_Dealloc, (PyObject *o)) {
  struct heap *heap = proofload_heap;
  destructor dealloc = Py_TYPE(o)->tp_dealloc;
  if (!PyType_IS_GC(Py_TYPE(o)) || !is_ours(dealloc)) {
    dealloc(o);
    return;
  }
  if (heap->depth >= DEEPEST_CHAIN && put_aside(heap, o)) return;
  heap->depth++;
  dealloc(o);
  while (heap->depth == 1 && heap->waiting != NULL) {
    o = take_aside(heap);
    Py_TYPE(o)->tp_dealloc(o);
  }
  heap->depth--;
}

/* Also with PROOFLOAD_FAST=off: a chain of destructors in C must not need the stack of JavaScript. */
PROOFLOAD_API void proofload_dealloc_on(void) { route__Py_Dealloc = (void *)fast__Py_Dealloc; }

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
  fast_PyObject_GC_UnTrack(o);
  for (Py_ssize_t i = PyTuple_GET_SIZE(o); --i >= 0;) Py_XDECREF(PyTuple_GET_ITEM(o, i));
  free_object(o);
}
