#include "probe.h"

/* An allocator over the one that was there: notes what it is asked for, or refuses from a certain request on. */
struct layer {
  PyMemAllocatorDomain domain;
  PyMemAllocatorEx below;
  long *budget; /* The request that makes it 0 fails; several layers may share it. NULL: none does. */
  int writing;
  char notes[8][32];
  int noted;
  void *kept; /* The first block of at least `kept_size` bytes. */
  size_t kept_size;
  int returned;
};

static int refuses(struct layer *layer) { return layer->budget != NULL && --*layer->budget == 0; }

static void note(struct layer *layer, const char *text) {
  if (layer->writing && layer->noted < 8) snprintf(layer->notes[layer->noted++], sizeof layer->notes[0], "%s", text);
}

static void *layer_malloc(void *context, size_t size) {
  struct layer *layer = context;
  char text[32];
  snprintf(text, sizeof text, "malloc %zu", size);
  note(layer, text);
  if (refuses(layer)) return NULL;
  void *block = layer->below.malloc(layer->below.ctx, size);
  if (size >= layer->kept_size && layer->kept_size > 0 && layer->kept == NULL) layer->kept = block;
  return block;
}

static void *layer_calloc(void *context, size_t count, size_t size) {
  struct layer *layer = context;
  char text[32];
  snprintf(text, sizeof text, "calloc %zu %zu", count, size);
  note(layer, text);
  return refuses(layer) ? NULL : layer->below.calloc(layer->below.ctx, count, size);
}

static void *layer_realloc(void *context, void *block, size_t size) {
  struct layer *layer = context;
  char text[32];
  snprintf(text, sizeof text, "realloc %zu", size);
  note(layer, text);
  return refuses(layer) ? NULL : layer->below.realloc(layer->below.ctx, block, size);
}

static void layer_free(void *context, void *block) {
  struct layer *layer = context;
  if (block != NULL) note(layer, "free 0");
  if (block != NULL && block == layer->kept) layer->returned = 1;
  layer->below.free(layer->below.ctx, block);
}

static void put_on(struct layer *layer, PyMemAllocatorDomain domain) {
  layer->domain = domain;
  PyMem_GetAllocator(domain, &layer->below);
  PyMemAllocatorEx own = {layer, layer_malloc, layer_calloc, layer_realloc, layer_free};
  PyMem_SetAllocator(domain, &own);
}

static void take_off(struct layer *layer) { PyMem_SetAllocator(layer->domain, &layer->below); }

/* A tuple with a list for each note: its word and its numbers. */
static PyObject *notes_of(const struct layer *layer) {
  PyObject *all = PyTuple_New(layer->noted);
  for (int i = 0; all != NULL && i < layer->noted; i++) {
    char word[16];
    size_t first = 0, second = 0;
    int read = sscanf(layer->notes[i], "%15s %zu %zu", word, &first, &second);
    PyObject *one = read == 3 ? Py_BuildValue("[snn]", word, first, second) : Py_BuildValue("[sn]", word, first);
    if (one == NULL || PyTuple_SetItem(all, i, one) < 0) Py_CLEAR(all);
  }
  return all;
}

static PyObject *watch_family(PyObject *Py_UNUSED(self), PyObject *number) {
  long domain = PyLong_AsLong(number);
  struct layer layer = {.budget = NULL};
  if (domain == -1 && PyErr_Occurred()) return NULL;
  put_on(&layer, (PyMemAllocatorDomain)domain);
  layer.writing = 1;
  if (domain == PYMEM_DOMAIN_RAW) {
    PyMem_RawFree(PyMem_RawRealloc(PyMem_RawMalloc(123), 321));
    PyMem_RawFree(PyMem_RawCalloc(5, 7));
  } else if (domain == PYMEM_DOMAIN_MEM) {
    PyMem_Free(PyMem_Realloc(PyMem_Malloc(123), 321));
    PyMem_Free(PyMem_Calloc(5, 7));
  } else {
    PyObject_Free(PyObject_Realloc(PyObject_Malloc(123), 321));
    PyObject_Free(PyObject_Calloc(5, 7));
  }
  layer.writing = 0;
  take_off(&layer);
  PyMem_Free(PyMem_Malloc(99)); /* Seen by nobody. */
  return notes_of(&layer);
}

static PyObject *watch_other_family(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct layer mem = {.budget = NULL}, object = {.budget = NULL};
  put_on(&mem, PYMEM_DOMAIN_MEM);
  put_on(&object, PYMEM_DOMAIN_OBJ);
  mem.writing = object.writing = 1;
  PyMem_RawFree(PyMem_RawMalloc(50));
  take_off(&object);
  take_off(&mem);
  return PyLong_FromLong(mem.noted + object.noted);
}

static int same_allocator(const PyMemAllocatorEx *a, const PyMemAllocatorEx *b) {
  return a->ctx == b->ctx && a->malloc == b->malloc && a->calloc == b->calloc && a->realloc == b->realloc &&
         a->free == b->free;
}

/* (what is told while the layer is on, the old one is told behind it) */
static PyObject *get_what_was_set(PyObject *Py_UNUSED(self), PyObject *number) {
  long domain = PyLong_AsLong(number);
  struct layer layer = {.budget = NULL};
  PyMemAllocatorEx on, off;
  if (domain == -1 && PyErr_Occurred()) return NULL;
  put_on(&layer, (PyMemAllocatorDomain)domain);
  PyMem_GetAllocator((PyMemAllocatorDomain)domain, &on);
  take_off(&layer);
  PyMem_GetAllocator((PyMemAllocatorDomain)domain, &off);
  PyMemAllocatorEx own = {&layer, layer_malloc, layer_calloc, layer_realloc, layer_free};
  return Py_BuildValue("(NN)", PyBool_FromLong(same_allocator(&on, &own)), PyBool_FromLong(same_allocator(&off, &layer.below)));
}

/* (a new bytes object lies in a block of the allocator, its death gives the block back) */
static PyObject *watch_object(PyObject *Py_UNUSED(self), PyObject *size) {
  struct layer layer = {.budget = NULL};
  long wanted = PyLong_AsLong(size);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  layer.kept_size = (size_t)wanted;
  put_on(&layer, PYMEM_DOMAIN_OBJ);
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, wanted);
  int inside = bytes != NULL && (void *)bytes == layer.kept;
  int failed = bytes == NULL;
  Py_XDECREF(bytes);
  take_off(&layer);
  if (failed) return NULL;
  return Py_BuildValue("(NN)", PyBool_FromLong(inside), PyBool_FromLong(layer.returned));
}

/* (new memory is marked, the layer below was asked) */
static PyObject *debug_hooks(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct layer layer = {.budget = NULL};
  PyMemAllocatorEx raw, object;
  PyMem_GetAllocator(PYMEM_DOMAIN_RAW, &raw);
  PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &object);
  put_on(&layer, PYMEM_DOMAIN_MEM);
  PyMem_SetupDebugHooks();
  layer.writing = 1;
  unsigned char *block = PyMem_Malloc(16);
  int marked = block != NULL && block[0] == 0xCD && block[15] == 0xCD;
  PyMem_Free(block);
  layer.writing = 0;
  take_off(&layer);
  PyMem_SetAllocator(PYMEM_DOMAIN_RAW, &raw);
  PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, &object);
  return Py_BuildValue("(NN)", PyBool_FromLong(marked), PyBool_FromLong(layer.noted == 2));
}

typedef struct {
  PyObject_HEAD
  long content[20];
} plain_object;
static PyTypeObject plain_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Plain",
  .tp_basicsize = sizeof(plain_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_new = PyType_GenericNew,
};

/* One operation that allocates, over an item which a failure must not keep. */
static PyObject *operate(const char *what, PyObject *item) {
  PyObject *made = NULL;
  if (strcmp(what, "list") == 0) return PyList_New(1000);
  if (strcmp(what, "append") == 0) {
    made = PyList_New(0);
    for (int i = 0; made != NULL && i < 40; i++)
      if (PyList_Append(made, item) < 0) Py_CLEAR(made);
    return made;
  }
  if (strcmp(what, "tuple") == 0) return PyTuple_Pack(5, item, item, item, item, item);
  if (strcmp(what, "dict") == 0) {
    made = PyDict_New();
    for (int i = 0; made != NULL && i < 40; i++) {
      PyObject *key = PyLong_FromLong(1000 + i);
      if (key == NULL || PyDict_SetItem(made, key, item) < 0) Py_CLEAR(made);
      Py_XDECREF(key);
    }
    return made;
  }
  if (strcmp(what, "set") == 0) {
    made = PySet_New(NULL);
    for (int i = 0; made != NULL && i < 40; i++) {
      PyObject *key = i == 0 ? PyTuple_Pack(1, item) : PyLong_FromLong(1000 + i);
      if (key == NULL || PySet_Add(made, key) < 0) Py_CLEAR(made);
      Py_XDECREF(key);
    }
    return made;
  }
  if (strcmp(what, "bytes") == 0) return PyBytes_FromStringAndSize("some bytes that nobody shares", 29);
  if (strcmp(what, "bytearray") == 0) return PyByteArray_FromStringAndSize("some bytes", 10);
  if (strcmp(what, "text") == 0) return PyUnicode_FromString("caf\xc3\xa9 that nobody shares \xe2\x82\xac");
  if (strcmp(what, "format") == 0) return PyUnicode_FromFormat("%s and %R and %d", "words", item, 12345);
  if (strcmp(what, "number") == 0) return PyLong_FromString("123456789012345678901234567890123456789", NULL, 10);
  if (strcmp(what, "built") == 0) return Py_BuildValue("(O[Oi]{s:O}y#)", item, item, 12345, "key", item, "ab", (Py_ssize_t)2);
  if (strcmp(what, "instance") == 0) return PyType_GenericAlloc(&plain_type, 0);
  if (strcmp(what, "called") == 0) return PyObject_CallFunctionObjArgs((PyObject *)&plain_type, NULL);
  if (strcmp(what, "capsule") == 0) return PyCapsule_New(&plain_type, "a capsule", NULL);
  if (strcmp(what, "memoryview") == 0) {
    PyObject *bytes = PyBytes_FromString("what a memoryview is over");
    if (bytes != NULL) made = PyMemoryView_FromObject(bytes);
    Py_XDECREF(bytes);
    return made;
  }
  PyErr_Format(PyExc_ValueError, "no operation %s", what);
  return NULL;
}

/*
 * Lets the first, the second, … allocation fail until none is left to fail: (what was wrong, whether tries failed and the
 * last one succeeded).
 */
static PyObject *with_failures(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *what;
  PyObject *item, *wrong = PyList_New(0);
  int failed = 0, succeeded = 0;
  if (!PyArg_ParseTuple(args, "sO", &what, &item) || wrong == NULL) return NULL;
  for (long at = 1; at < 300 && !succeeded && wrong != NULL; at++) {
    long budget = at;
    struct layer mem = {.budget = &budget}, object = {.budget = &budget};
    put_on(&mem, PYMEM_DOMAIN_MEM);
    put_on(&object, PYMEM_DOMAIN_OBJ);
    PyObject *made = operate(what, item);
    take_off(&object);
    take_off(&mem);
    PyObject *error = PyErr_Occurred();
    if (made == NULL && error != NULL && PyErr_ExceptionMatches(PyExc_MemoryError)) failed++;
    else if (made == NULL) wrong = probe_append(wrong, error == NULL ? PyUnicode_FromString("nothing") : PyObject_Repr(error));
    else if (error != NULL) wrong = probe_append(wrong, PyUnicode_FromString("a result and an exception"));
    succeeded = made != NULL && budget > 0;
    PyErr_Clear();
    Py_XDECREF(made);
  }
  return Py_BuildValue("(NN)", wrong, PyBool_FromLong(failed > 0 && succeeded));
}

static void *allocated(const char *family) {
  if (strcmp(family, "raw") == 0) return PyMem_RawMalloc(40);
  return strcmp(family, "mem") == 0 ? PyMem_Malloc(40) : PyObject_Malloc(40);
}

static PyObject *free_elsewhere(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *given, *back;
  if (!PyArg_ParseTuple(args, "ss", &given, &back)) return NULL;
  PyMem_SetupDebugHooks();
  void *block = allocated(given);
  if (strcmp(back, "raw") == 0) PyMem_RawFree(block);
  else if (strcmp(back, "mem") == 0) PyMem_Free(block);
  else PyObject_Free(block);
  _exit(0);
}

static PyObject *write_at(PyObject *Py_UNUSED(self), PyObject *where) {
  long at = PyLong_AsLong(where);
  if (at == -1 && PyErr_Occurred()) return NULL;
  PyMem_SetupDebugHooks();
  char *block = PyMem_Malloc(40);
  block[at] = 'x';
  PyMem_Free(block);
  _exit(0);
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&plain_type); }

PROBE_MODULE_WITH(ready, PROBE_O(watch_family), PROBE_NOARGS(watch_other_family), PROBE_O(get_what_was_set),
                  PROBE_O(watch_object), PROBE_NOARGS(debug_hooks), PROBE_VARARGS(with_failures),
                  PROBE_VARARGS(free_elsewhere), PROBE_O(write_at))
