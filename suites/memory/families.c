#include "probe.h"
#include <pthread.h>

/* The four functions of one family. */
struct family {
  const char *name;
  void *(*malloc)(size_t);
  void *(*calloc)(size_t, size_t);
  void *(*realloc)(void *, size_t);
  void (*free)(void *);
};

/* Calls and not addresses, so that the trace has them and a bridge may lack one. */
static void *raw_malloc(size_t n) { return PyMem_RawMalloc(n); }
static void *raw_calloc(size_t n, size_t size) { return PyMem_RawCalloc(n, size); }
static void *raw_realloc(void *p, size_t n) { return PyMem_RawRealloc(p, n); }
static void raw_free(void *p) { PyMem_RawFree(p); }
static void *mem_malloc(size_t n) { return PyMem_Malloc(n); }
static void *mem_calloc(size_t n, size_t size) { return PyMem_Calloc(n, size); }
static void *mem_realloc(void *p, size_t n) { return PyMem_Realloc(p, n); }
static void mem_free(void *p) { PyMem_Free(p); }
static void *object_malloc(size_t n) { return PyObject_Malloc(n); }
static void *object_calloc(size_t n, size_t size) { return PyObject_Calloc(n, size); }
static void *object_realloc(void *p, size_t n) { return PyObject_Realloc(p, n); }
static void object_free(void *p) { PyObject_Free(p); }

static const struct family families[] = {
  {"raw", raw_malloc, raw_calloc, raw_realloc, raw_free},
  {"mem", mem_malloc, mem_calloc, mem_realloc, mem_free},
  {"object", object_malloc, object_calloc, object_realloc, object_free},
};

static const struct family *family_named(const char *name) {
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (strcmp(families[i].name, name) == 0) return &families[i];
  PyErr_Format(PyExc_ValueError, "no family %s", name);
  return NULL;
}

/* (pointers that are not NULL, different pointers) of five requests for nothing. */
static PyObject *zero_bytes(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  void *blocks[5];
  int given = 0, different = 0;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  blocks[0] = family->malloc(0);
  blocks[1] = family->malloc(0);
  blocks[2] = family->calloc(0, 8);
  blocks[3] = family->calloc(8, 0);
  blocks[4] = family->calloc(0, 0);
  for (int i = 0; i < 5; i++) {
    int seen = 0;
    given += blocks[i] != NULL;
    for (int j = 0; j < i; j++) seen |= blocks[i] == blocks[j];
    different += !seen;
  }
  for (int i = 0; i < 5; i++) family->free(blocks[i]);
  return Py_BuildValue("(ii)", given, different);
}

static PyObject *reallocate_null(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  Py_ssize_t size;
  if (!PyArg_ParseTuple(args, "sn", &name, &size)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  char *block = family->realloc(NULL, (size_t)size);
  if (block != NULL) memset(block, 'x', (size_t)size);
  family->free(block);
  return PyBool_FromLong(block != NULL);
}

static PyObject *reallocate_to_nothing(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  char *block = family->malloc(100);
  if (block == NULL) return PyErr_NoMemory();
  char *nothing = family->realloc(block, 0);
  int kept = nothing != NULL;
  char *again = family->realloc(nothing, 50);
  if (again != NULL) memset(again, 'x', 50);
  family->free(again);
  return Py_BuildValue("(NN)", PyBool_FromLong(kept), PyBool_FromLong(again != NULL));
}

static PyObject *free_null(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  family->free(NULL);
  Py_RETURN_NONE;
}

/* Fills and frees a block of the size, then counts what is not zero in a new one of calloc. */
static PyObject *dirty_bytes(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  Py_ssize_t count, size, dirty = 0;
  if (!PyArg_ParseTuple(args, "snn", &name, &count, &size)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  size_t bytes = (size_t)count * (size_t)size;
  for (int i = 0; i < 3; i++) {
    char *used = family->malloc(bytes);
    if (used == NULL) return PyErr_NoMemory();
    memset(used, 0xff, bytes);
    family->free(used);
    char *clean = family->calloc((size_t)count, (size_t)size);
    if (clean == NULL) return PyErr_NoMemory();
    for (size_t at = 0; at < bytes; at++) dirty += clean[at] != 0;
    family->free(clean);
  }
  return PyLong_FromSsize_t(dirty);
}

/* What was not refused, or not in the way it must be. */
static PyObject *too_much(PyObject *Py_UNUSED(self), PyObject *args) {
  const size_t beyond = (size_t)PY_SSIZE_T_MAX + 1;
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  const struct family *family = family_named(name);
  PyObject *wrong = PyList_New(0);
  if (family == NULL || wrong == NULL) return wrong;
  char *block = family->malloc(24);
  if (block == NULL) return PyErr_NoMemory();
  memcpy(block, "still here", 11);
  if (family->malloc(beyond) != NULL) wrong = probe_append(wrong, PyUnicode_FromString("malloc"));
  if (wrong != NULL && family->calloc(beyond / 2, 4) != NULL) wrong = probe_append(wrong, PyUnicode_FromString("calloc"));
  /* A product that is small only because it overflowed. */
  if (wrong != NULL && family->calloc(beyond / 2 + 1, 4) != NULL)
    wrong = probe_append(wrong, PyUnicode_FromString("calloc that overflows"));
  if (wrong != NULL && family->realloc(block, beyond) != NULL) wrong = probe_append(wrong, PyUnicode_FromString("realloc"));
  if (wrong != NULL && strcmp(block, "still here") != 0) wrong = probe_append(wrong, PyUnicode_FromString("block"));
  if (wrong != NULL && PyErr_Occurred()) wrong = probe_append(wrong, PyUnicode_FromString("exception"));
  family->free(block);
  return wrong;
}

static unsigned char expected_byte(size_t at) { return (unsigned char)(at * 31 + 7); }

/* Bytes that a reallocation lost. */
static PyObject *resized(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  Py_ssize_t before, after, lost = 0;
  if (!PyArg_ParseTuple(args, "snn", &name, &before, &after)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  unsigned char *block = family->malloc((size_t)before);
  if (block == NULL) return PyErr_NoMemory();
  for (Py_ssize_t at = 0; at < before; at++) block[at] = expected_byte((size_t)at);
  unsigned char *moved = family->realloc(block, (size_t)after);
  if (moved == NULL) {
    family->free(block);
    return PyErr_NoMemory();
  }
  for (Py_ssize_t at = 0; at < Py_MIN(before, after); at++) lost += moved[at] != expected_byte((size_t)at);
  if (after > before) memset(moved + before, 0, (size_t)(after - before));
  family->free(moved);
  return PyLong_FromSsize_t(lost);
}

/* Fills `count` blocks of different sizes with their number and counts those whose content changed. */
static PyObject *overlapping(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  int count, wrong = 0;
  if (!PyArg_ParseTuple(args, "si", &name, &count)) return NULL;
  const struct family *family = family_named(name);
  unsigned char **blocks = calloc((size_t)count, sizeof *blocks);
  if (family == NULL || blocks == NULL) {
    free(blocks);
    return NULL;
  }
  for (int i = 0; i < count; i++) {
    size_t size = (size_t)(i * 7 % 600 + 1);
    blocks[i] = i % 2 ? family->malloc(size) : family->calloc(size, 1);
    if (blocks[i] != NULL) memset(blocks[i], i % 251, size);
    else wrong++;
  }
  for (int i = 0; i < count; i++) {
    int same = 1;
    for (int at = 0; blocks[i] != NULL && at < i * 7 % 600 + 1; at++) same &= blocks[i][at] == i % 251;
    wrong += !same;
    family->free(blocks[i]);
  }
  free(blocks);
  return PyLong_FromLong(wrong);
}

static PyObject *misaligned(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  int count, wrong = 0;
  if (!PyArg_ParseTuple(args, "si", &name, &count)) return NULL;
  const struct family *family = family_named(name);
  if (family == NULL) return NULL;
  for (int size = 1; size <= count; size++) {
    void *block = family->malloc((size_t)size * 9);
    wrong += (uintptr_t)block % 16 != 0;
    family->free(block);
  }
  return PyLong_FromLong(wrong);
}

/* (bytes lost by growing, bytes lost by shrinking, refused too many, refused to grow to too many) */
static PyObject *new_and_resize(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int grown = 0, shrunk = 0;
  long *numbers = PyMem_New(long, 10);
  if (numbers == NULL) return PyErr_NoMemory();
  for (long i = 0; i < 10; i++) numbers[i] = i * i;
  PyMem_Resize(numbers, long, 1000);
  if (numbers == NULL) return PyErr_NoMemory();
  for (long i = 0; i < 10; i++) grown += numbers[i] != i * i;
  numbers[999] = 1;
  PyMem_Resize(numbers, long, 5);
  if (numbers == NULL) return PyErr_NoMemory();
  for (long i = 0; i < 5; i++) shrunk += numbers[i] != i * i;
  long *kept = numbers;
  /* The macro overwrites its argument also on failure: that is why one keeps it. */
  PyMem_Resize(numbers, long, (size_t)PY_SSIZE_T_MAX / 2);
  int refused = numbers == NULL;
  PyMem_Del(kept);
  return Py_BuildValue("(iiNN)", grown, shrunk, PyBool_FromLong(PyMem_New(long, (size_t)PY_SSIZE_T_MAX / 2) == NULL),
                       PyBool_FromLong(refused));
}

/* Uses each raw function; the number of wrong bytes, or -1 when there was no memory. */
static long use_raw(void) {
  long wrong = 0;
  char *first = PyMem_RawMalloc(100), *second = PyMem_RawCalloc(10, 20);
  if (first == NULL || second == NULL) return -1;
  memset(first, 'a', 100);
  for (int i = 0; i < 200; i++) wrong += second[i] != 0;
  first = PyMem_RawRealloc(first, 5000);
  if (first == NULL) return -1;
  for (int i = 0; i < 100; i++) wrong += first[i] != 'a';
  PyMem_RawFree(first);
  PyMem_RawFree(second);
  return wrong;
}

static PyObject *raw_released(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  long wrong;
  Py_BEGIN_ALLOW_THREADS
  wrong = use_raw();
  Py_END_ALLOW_THREADS
  return PyLong_FromLong(wrong);
}

static void *allocate_much(void *wrong) {
  for (int i = 0; i < 200; i++) *(long *)wrong |= use_raw();
  char *left = PyMem_RawMalloc(64);
  if (left != NULL) memset(left, 'b', 64);
  return left;
}

/* (blocks that the threads left for this one to free, wrong bytes) */
static PyObject *raw_in_threads(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  pthread_t threads[4];
  long wrong[4] = {0, 0, 0, 0}, all = 0;
  int started = 0, left = 0;
  while (started < 4 && pthread_create(&threads[started], NULL, allocate_much, &wrong[started]) == 0) started++;
  for (int i = 0; i < started; i++) {
    void *block = NULL;
    Py_BEGIN_ALLOW_THREADS
    pthread_join(threads[i], &block);
    Py_END_ALLOW_THREADS
    left += block != NULL && memcmp(block, "bbbbbbbb", 8) == 0;
    all |= wrong[i];
    PyMem_RawFree(block);
  }
  return Py_BuildValue("(il)", left, all);
}

PROBE_MODULE(PROBE_VARARGS(zero_bytes), PROBE_VARARGS(reallocate_null), PROBE_VARARGS(reallocate_to_nothing),
             PROBE_VARARGS(free_null), PROBE_VARARGS(dirty_bytes), PROBE_VARARGS(too_much), PROBE_VARARGS(resized),
             PROBE_VARARGS(overlapping), PROBE_VARARGS(misaligned), PROBE_NOARGS(new_and_resize), PROBE_NOARGS(raw_released),
             PROBE_NOARGS(raw_in_threads))
