/*
 * The only C that probes share: how a probe becomes a module, tracked objects, guards, the trace. What each name
 * means to a driver is section 7 of INTERPRETING.md.
 *
 * A probe is plain C:
 *
 *     #include "probe.h"
 *
 *     static PyObject *setitem(PyObject *self, PyObject *args) { ... }
 *     static PyObject *new_list(PyObject *self, PyObject *ignored) { ... }
 *
 *     PROBE_MODULE(PROBE_VARARGS(setitem), PROBE_NOARGS(new_list))
 *
 * The harness compiles it with -DPROBE_NAME=<area>_<topic>. Between this file and the rest of the source it puts a
 * prelude: API functions become weak symbols, so that one which a bridge lacks costs only the cases that name it, and
 * calls note their name in the trace.
 *
 * The floor: what a bridge must have before any probe can say anything. The build reads this list.
 *   floor: PyErr_Clear PyErr_Fetch PyErr_NormalizeException PyErr_Occurred PyErr_SetString PyExc_MemoryError
 *   floor: PyExc_OverflowError PyExc_SystemError PyExc_TypeError PyGILState_Check PyList_Append PyList_New
 *   floor: PyLong_AsLong PyLong_FromLong PyLong_FromSsize_t PyModule_AddObject PyModule_Create2 PyObject_Free
 *   floor: PyTuple_New PyTuple_SetItem PyType_Ready PyUnicode_FromString _PyObject_New _Py_Dealloc _Py_NoneStruct
 */
#ifndef PROOFLOAD_PROBE_H
#define PROOFLOAD_PROBE_H

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifndef PROBE_NAME
#error "PROBE_NAME must be defined as the name of the module: -DPROBE_NAME=area_topic"
#endif
#define PROBE_STRING_(text) #text
#define PROBE_STRING(macro) PROBE_STRING_(macro)
#define PROBE_JOIN_(left, right) left##right
#define PROBE_JOIN(left, right) PROBE_JOIN_(left, right)

/* A probe need not use everything that is here. */
#define PROBE_UNUSED __attribute__((unused))

/* ---- Trace ------------------------------------------------------------------------------------------------------ */

/*
 * The file that the harness made: a header and `slots` names, each ended by a zero byte. `next` only grows; the newest
 * name is at (next - 1) % slots. All probes of a host share one file. harness/src/probe/trace.ts reads it.
 */
#define PROBE_TRACE_MAGIC "PLTRACE1"
#define PROBE_TRACE_WIDTH 48
struct probe_trace {
  char magic[8];
  uint32_t slots;
  uint32_t next;
  char names[][PROBE_TRACE_WIDTH];
};
static struct probe_trace *probe_trace_ring;

static void probe_trace_write(const char *name) {
  uint32_t slot = __atomic_fetch_add(&probe_trace_ring->next, 1, __ATOMIC_RELAXED) % probe_trace_ring->slots;
  char *entry = probe_trace_ring->names[slot];
  size_t length = strlen(name);
  if (length > PROBE_TRACE_WIDTH - 1) length = PROBE_TRACE_WIDTH - 1;
  memcpy(entry, name, length);
  entry[length] = '\0';
}

/* Notes a name. Without a trace this is one branch that is always predicted. */
PROBE_UNUSED static inline void probe_trace(const char *name) {
  if (__builtin_expect(probe_trace_ring != NULL, 0)) probe_trace_write(name);
}

static void probe_trace_open(void) {
  const char *path = getenv("PROOFLOAD_TRACE");
  struct stat status;
  int file = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
#ifdef __linux__
  /* A host that loops in C never sees its input end: it must not outlive a harness that was killed. */
  prctl(PR_SET_PDEATHSIG, 9); /* SIGKILL; signal.h has names that probes use. */
#endif
  if (fstat(file, &status) == 0 && (size_t)status.st_size > sizeof(struct probe_trace)) {
    void *ring = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (ring != MAP_FAILED && memcmp(ring, PROBE_TRACE_MAGIC, 8) == 0) probe_trace_ring = ring;
  }
  close(file);
}

static PyObject *probe_step(PyObject *Py_UNUSED(self), PyObject *index) {
  char name[PROBE_TRACE_WIDTH];
  long number = PyLong_AsLong(index);
  if (number == -1 && PyErr_Occurred()) return NULL;
  snprintf(name, sizeof name, "step %ld", number);
  probe_trace(name);
  Py_RETURN_NONE;
}

/* ---- Functions that the bridge lacks ------------------------------------------------------------------------------ */

/* A function of the C API as the linker saw it; `address` is NULL when the bridge does not have it. Ends with a NULL name. */
struct probe_symbol {
  const char *name;
  void (*address)(void);
};
/* The prelude redefines it as the table of the probe. */
#define PROBE_SYMBOLS NULL
static const struct probe_symbol *probe_symbols;

static const char *probe_lacking_names[32];
static size_t probe_lacking_count;

/* Called by the stand-in of a function that is not there. */
PROBE_UNUSED static void probe_lacks(const char *name) {
  char message[128];
  if (probe_lacking_count < sizeof probe_lacking_names / sizeof *probe_lacking_names)
    probe_lacking_names[probe_lacking_count++] = name;
  snprintf(message, sizeof message, "the bridge lacks %s", name);
  PyErr_SetString(PyExc_SystemError, message);
}

/* Appends a new reference and releases it; releases the list as well when that fails. */
static PyObject *probe_append(PyObject *list, PyObject *item) {
  int failed = list == NULL || item == NULL || PyList_Append(list, item) < 0;
  Py_XDECREF(item);
  if (!failed) return list;
  Py_XDECREF(list);
  return NULL;
}

static PyObject *probe_missing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *names = PyList_New(0);
  const struct probe_symbol *symbol = probe_symbols;
  for (; names != NULL && symbol != NULL && symbol->name != NULL; symbol++)
    if (symbol->address == NULL) names = probe_append(names, PyUnicode_FromString(symbol->name));
  return names;
}

static PyObject *probe_lacking(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *names = PyList_New(0);
  for (size_t i = 0; names != NULL && i < probe_lacking_count; i++)
    names = probe_append(names, PyUnicode_FromString(probe_lacking_names[i]));
  probe_lacking_count = 0;
  return names;
}

/* ---- Types of this file ------------------------------------------------------------------------------------------- */

/*
 * The limited API has no static types: there PROBE_READY makes a heap type, to which each instance refers.
 */
#ifdef Py_LIMITED_API
#define PROBE_TYPE(variable, name, layout, dealloc)                                                                   \
  static PyTypeObject *variable;                                                                                      \
  static PyType_Slot variable##_slots[] = {{Py_tp_dealloc, (void *)dealloc}, {0, NULL}};                              \
  static PyType_Spec variable##_spec = {                                                                              \
    PROBE_STRING(PROBE_NAME) "." name, sizeof(layout), 0, Py_TPFLAGS_DEFAULT, variable##_slots}
#define PROBE_TYPE_OF(variable) variable
#define PROBE_READY(variable) ((variable = (PyTypeObject *)PyType_FromSpec(&variable##_spec)) == NULL ? -1 : 0)
#else
#define PROBE_TYPE(variable, name, layout, dealloc)                                                                   \
  static PyTypeObject variable = {                                                                                    \
    PyVarObject_HEAD_INIT(NULL, 0)                                                                                    \
    .tp_name = PROBE_STRING(PROBE_NAME) "." name,                                                                     \
    .tp_basicsize = sizeof(layout),                                                                                   \
    .tp_dealloc = dealloc,                                                                                            \
    .tp_flags = Py_TPFLAGS_DEFAULT,                                                                                   \
  }
#define PROBE_TYPE_OF(variable) (&variable)
#define PROBE_READY(variable) PyType_Ready(&variable)
#endif

/* The end of a dealloc. */
static void probe_free(PyObject *self) {
#ifdef Py_LIMITED_API
  PyObject *type = (PyObject *)Py_TYPE(self);
  PyObject_Free(self);
  Py_DECREF(type);
#else
  PyObject_Free(self);
#endif
}

/* ---- Tracked objects ------------------------------------------------------------------------------------------------ */

static Py_ssize_t probe_alive_count;

/* For a type of the probe's own whose instances `alive` counts as well: in tp_new or the factory, and in tp_dealloc. */
PROBE_UNUSED static void probe_born(void) { __atomic_add_fetch(&probe_alive_count, 1, __ATOMIC_SEQ_CST); }
PROBE_UNUSED static void probe_died(void) { __atomic_sub_fetch(&probe_alive_count, 1, __ATOMIC_SEQ_CST); }

typedef struct {
  PyObject_HEAD
  long tag;
} probe_tracked_object;

static void probe_tracked_dealloc(PyObject *self) {
  probe_died();
  ((probe_tracked_object *)self)->tag = -2; /* Seen through a dangling pointer, it is not a tag anybody gave. */
  probe_free(self);
}

PROBE_TYPE(probe_tracked_type, "Tracked", probe_tracked_object, probe_tracked_dealloc);

/* A new tracked object, or NULL with an exception. */
PROBE_UNUSED static PyObject *probe_new_tracked(long tag) {
  probe_tracked_object *self = (probe_tracked_object *)_PyObject_New(PROBE_TYPE_OF(probe_tracked_type));
  if (self == NULL) return NULL;
  self->tag = tag;
  probe_born();
  return (PyObject *)self;
}
#define PROBE_TRACKED(tag) probe_new_tracked(tag)
#define PROBE_IS_TRACKED(object) (Py_TYPE(object) == PROBE_TYPE_OF(probe_tracked_type))
/* The tag of a tracked object, or -1 for any other. */
#define PROBE_TAG(object) (PROBE_IS_TRACKED(object) ? ((probe_tracked_object *)(object))->tag : -1L)

static PyObject *probe_tracked(PyObject *Py_UNUSED(self), PyObject *tag) {
  long value = PyLong_AsLong(tag);
  return value == -1 && PyErr_Occurred() ? NULL : PROBE_TRACKED(value);
}

static PyObject *probe_tag(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(PROBE_TAG(object)); }

static PyObject *probe_alive(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyLong_FromSsize_t(__atomic_load_n(&probe_alive_count, __ATOMIC_SEQ_CST));
}

/* ---- NULL as an argument ---------------------------------------------------------------------------------------- */

static void probe_null_dealloc(PyObject *self) { probe_free(self); }
PROBE_TYPE(probe_null_type, "Null", PyObject, probe_null_dealloc);
/* `__null__`; the module keeps it. */
PROBE_UNUSED static PyObject *probe_null;
/* The object an argument stands for: itself, or NULL for `__null__`. Borrowed. */
#define PROBE_OR_NULL(object) (Py_TYPE(object) == PROBE_TYPE_OF(probe_null_type) ? NULL : (object))

/* ---- Guards ----------------------------------------------------------------------------------------------------- */

/*
 * A host that is not reference counted adds a constant while it refers to the object itself; only what is below counts
 * C's references. PyPy's constant is REFCNT_FROM_PYPY. A descriptor may give another host's in its cflags.
 */
#ifndef PROBE_REFCNT_BIAS
#ifdef PYPY_VERSION
#define PROBE_REFCNT_BIAS ((PY_SSIZE_T_MAX >> 2) + 1)
#else
#define PROBE_REFCNT_BIAS PY_SSIZE_T_MAX
#endif
#endif
/* A guard takes several references, so that a function which releases what it does not own is seen and kills nothing. */
#define PROBE_GUARD_REFERENCES 4
/* No honest count is as large: the object is immortal, and counting its references means nothing. */
#define PROBE_REFCNT_IMMORTAL ((Py_ssize_t)1 << 29)

struct probe_guard {
  PyObject *object;
  Py_ssize_t inner; /* References that other guarded objects hold to it: they are the arguments' own. */
  Py_ssize_t residue; /* What C owned beyond these and the guard's own when it was asked last. */
};
static struct probe_guard *probe_guards;
static size_t probe_guard_count, probe_guard_room;

static PyObject *probe_guard(PyObject *Py_UNUSED(self), PyObject *object) {
  if (probe_guard_count == probe_guard_room) {
    size_t room = probe_guard_room * 2 + 16;
    struct probe_guard *larger = realloc(probe_guards, room * sizeof *larger);
    if (larger == NULL) {
      PyErr_SetString(PyExc_MemoryError, "no memory for guards");
      return NULL;
    }
    probe_guards = larger;
    probe_guard_room = room;
  }
  for (int i = 0; i < PROBE_GUARD_REFERENCES; i++) Py_INCREF(object);
  probe_guards[probe_guard_count++] = (struct probe_guard){object, 0, 0};
  Py_RETURN_NONE;
}

static int probe_visit(PyObject *object, void *Py_UNUSED(context)) {
  for (size_t i = 0; i < probe_guard_count; i++)
    if (probe_guards[i].object == object) probe_guards[i].inner++;
  return 0;
}

/* Finds the references among the guarded objects, as a cycle collector does. */
#ifdef Py_LIMITED_API
/* There is no tp_traverse to be seen: the collector's own module tells what it visits. */
static void probe_count_inner(void) {
  PyObject *collector = probe_guard_count == 0 ? NULL : PyImport_ImportModule("gc");
  for (size_t i = 0; i < probe_guard_count; i++) probe_guards[i].inner = 0;
  for (size_t i = 0; collector != NULL && i < probe_guard_count; i++) {
    PyObject *referents = PyObject_CallMethod(collector, "get_referents", "(O)", probe_guards[i].object);
    for (Py_ssize_t item = 0; referents != NULL && item < PyList_Size(referents); item++)
      probe_visit(PyList_GetItem(referents, item), NULL);
    Py_XDECREF(referents);
  }
  Py_XDECREF(collector);
  PyErr_Clear();
}
#else
static void probe_count_inner(void) {
  for (size_t i = 0; i < probe_guard_count; i++) probe_guards[i].inner = 0;
  for (size_t i = 0; i < probe_guard_count; i++) {
    PyObject *object = probe_guards[i].object;
#ifdef PYPY_VERSION
    /*
     * Tuple and slice of PyPy keep C references to their items, and have no tp_traverse. A list does so since somebody
     * asked for its items as C objects; asking makes it so.
     */
    if (PyTuple_CheckExact(object))
      for (Py_ssize_t item = 0; item < Py_SIZE(object); item++)
        probe_visit(((PyTupleObject *)object)->ob_item[item], NULL);
    if (PyList_CheckExact(object) && PyList_Size(object) > 0) {
      PyObject **items = PySequence_Fast_ITEMS(object);
      for (Py_ssize_t item = 0; item < PyList_Size(object); item++) probe_visit(items[item], NULL);
    }
    if (PySlice_Check(object)) {
      probe_visit(((PySliceObject *)object)->start, NULL);
      probe_visit(((PySliceObject *)object)->stop, NULL);
      probe_visit(((PySliceObject *)object)->step, NULL);
    }
#endif
    if (Py_TYPE(object)->tp_traverse != NULL) Py_TYPE(object)->tp_traverse(object, probe_visit, NULL);
  }
}
#endif

static Py_ssize_t probe_residue_of(const struct probe_guard *guard) {
  Py_ssize_t count = Py_REFCNT(guard->object) % PROBE_REFCNT_BIAS;
  return count >= PROBE_REFCNT_IMMORTAL ? 0 : count - PROBE_GUARD_REFERENCES - guard->inner;
}

/* Gives back what is left of the guard's references. */
static void probe_unguard(const struct probe_guard *guard) {
  PyObject *object = guard->object;
  Py_ssize_t left = PROBE_GUARD_REFERENCES + (guard->residue < 0 ? guard->residue : 0);
  for (; left > 0; left--) Py_DECREF(object);
}

static PyObject *probe_residue(PyObject *Py_UNUSED(self), PyObject *keep) {
  long kept = PyLong_AsLong(keep);
  if (kept == -1 && PyErr_Occurred()) return NULL;
  PyObject *counts = PyList_New(0);
  probe_count_inner();
  for (size_t i = 0; i < probe_guard_count; i++) probe_guards[i].residue = probe_residue_of(&probe_guards[i]);
  for (size_t i = 0; counts != NULL && i < probe_guard_count; i++)
    counts = probe_append(counts, PyLong_FromSsize_t(probe_guards[i].residue));
  if (kept) return counts;
  size_t count = probe_guard_count;
  probe_guard_count = 0;
  for (size_t i = 0; i < count; i++) probe_unguard(&probe_guards[i]);
  return counts;
}

/* ---- Failing allocations ------------------------------------------------------------------------------------------ */

#if !defined(PYPY_VERSION) && !defined(Py_LIMITED_API)
#define PROBE_STARVES 1
extern __typeof__(PyMem_GetAllocator) PyMem_GetAllocator __attribute__((weak));
extern __typeof__(PyMem_SetAllocator) PyMem_SetAllocator __attribute__((weak));
#endif

/* Allocations until one fails; 0: none will. */
static long probe_hunger;
/* One has failed since somebody asked. */
static int probe_starved;
/* Calls in whose time allocations count; 0 while a host callable runs. */
static int probe_eating;

#ifdef PROBE_STARVES
static __thread int probe_eats_here; /* What other threads need is no business of the case. */
static PyMemAllocatorEx probe_allocators[3];

static int probe_refuses(void) {
  if (!probe_eats_here || probe_eating == 0 || probe_hunger == 0 || --probe_hunger > 0) return 0;
  probe_starved = 1;
  return 1;
}
static void *probe_malloc(void *allocator, size_t size) {
  PyMemAllocatorEx *own = allocator;
  return probe_refuses() ? NULL : own->malloc(own->ctx, size);
}
static void *probe_calloc(void *allocator, size_t count, size_t size) {
  PyMemAllocatorEx *own = allocator;
  return probe_refuses() ? NULL : own->calloc(own->ctx, count, size);
}
static void *probe_realloc(void *allocator, void *block, size_t size) {
  PyMemAllocatorEx *own = allocator;
  return probe_refuses() ? NULL : own->realloc(own->ctx, block, size);
}
static void probe_release(void *allocator, void *block) {
  PyMemAllocatorEx *own = allocator;
  own->free(own->ctx, block);
}
#endif

/* What stands between these two is given no memory at the allocation that `__starve__` has named. They nest. */
PROBE_UNUSED static void probe_starve_begin(void) {
#ifdef PROBE_STARVES
  if (__builtin_expect(probe_hunger == 0 && !probe_starved, 1) || probe_eating++ > 0) return;
  probe_eats_here = 1;
  for (int domain = 0; domain < 3; domain++) {
    PyMemAllocatorEx *own = &probe_allocators[domain];
    PyMemAllocatorEx starving = {own, probe_malloc, probe_calloc, probe_realloc, probe_release};
    PyMem_GetAllocator((PyMemAllocatorDomain)domain, own);
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, &starving);
  }
#endif
}
PROBE_UNUSED static void probe_starve_end(void) {
#ifdef PROBE_STARVES
  if (__builtin_expect(probe_eating == 0, 1) || --probe_eating > 0) return;
  probe_eats_here = 0;
  for (int domain = 0; domain < 3; domain++)
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, &probe_allocators[domain]);
#endif
}

/* `__starve__(n)`: the n-th allocation from here will fail; 0: none. Whether one has failed since the last time, or None: it cannot be done. */
static PyObject *probe_starve(PyObject *Py_UNUSED(self), PyObject *count) {
  long hunger = PyLong_AsLong(count);
  if (hunger == -1 && PyErr_Occurred()) return NULL;
  PyObject *answer = probe_starved ? Py_True : Py_False;
#ifdef PROBE_STARVES
  if (PyMem_GetAllocator == NULL || PyMem_SetAllocator == NULL)
#endif
  {
#ifndef PROBE_STARVES
    (void)probe_eating;
#endif
    answer = Py_None;
    hunger = 0;
  }
  probe_hunger = hunger;
  probe_starved = 0;
  Py_INCREF(answer);
  return answer;
}

/* `__starving__(function, args, kwargs or None)`: the call, with failing allocations. */
static PyObject *probe_starving(PyObject *Py_UNUSED(self), PyObject *call) {
  PyObject *kwargs = PyTuple_GetItem(call, 2);
  if (kwargs == NULL) return NULL;
  if (kwargs == Py_None) kwargs = NULL;
  probe_starve_begin();
  PyObject *result = PyObject_Call(PyTuple_GetItem(call, 0), PyTuple_GetItem(call, 1), kwargs);
  probe_starve_end();
  return result;
}

/* `__fed__(True)`: until `__fed__(False)` nothing fails on this thread. What was said before. */
static PyObject *probe_fed(PyObject *Py_UNUSED(self), PyObject *is_fed) {
  PyObject *before = Py_True;
#ifdef PROBE_STARVES
  if (probe_eats_here) before = Py_False;
  probe_eats_here = is_fed == Py_False && probe_eating > 0;
#else
  (void)is_fed;
#endif
  Py_INCREF(before);
  return before;
}

/* ---- State of the host ------------------------------------------------------------------------------------------ */

#ifdef Py_LIMITED_API
#define PROBE_GIL_HELD -1 /* Nobody can ask. */
#else
#define PROBE_GIL_HELD (PyGILState_Check() ? 1 : 0)
#endif

/* (pending exception or None, GIL held). Takes the exception and clears it. */
static PyObject *probe_clean(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type = NULL, *value = NULL, *traceback = NULL;
  if (PyErr_Occurred()) {
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
  }
  if (value == NULL) {
    value = Py_None;
    Py_INCREF(value);
  }
  PyObject *state = PyTuple_New(2);
  if (state == NULL) {
    Py_DECREF(value);
    return NULL;
  }
  PyTuple_SetItem(state, 0, value);
  PyTuple_SetItem(state, 1, PyLong_FromLong(PROBE_GIL_HELD));
  return state;
}

static PyObject *probe_memory(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
  struct mallinfo2 heap = mallinfo2();
  return PyLong_FromSsize_t((Py_ssize_t)(heap.uordblks + heap.hblkhd));
#elif defined(__GLIBC__)
  struct mallinfo heap = mallinfo();
  return PyLong_FromSsize_t((Py_ssize_t)(unsigned)heap.uordblks + (Py_ssize_t)(unsigned)heap.hblkhd);
#else
  return PyLong_FromLong(-1);
#endif
}

/* ---- The module --------------------------------------------------------------------------------------------------- */

/* Entries of PROBE_MODULE: a C function under its own name. Those of other shapes than PyCFunction are cast as CPython asks. */
#define PROBE_CAST(function) ((PyCFunction)(void (*)(void))(function))
#define PROBE_NOARGS(function) {#function, function, METH_NOARGS, NULL}
#define PROBE_O(function) {#function, function, METH_O, NULL}
#define PROBE_VARARGS(function) {#function, function, METH_VARARGS, NULL}
#define PROBE_KEYWORDS(function) {#function, PROBE_CAST(function), METH_VARARGS | METH_KEYWORDS, NULL}
#define PROBE_FASTCALL(function) {#function, PROBE_CAST(function), METH_FASTCALL, NULL}
#define PROBE_FASTCALL_KEYWORDS(function) {#function, PROBE_CAST(function), METH_FASTCALL | METH_KEYWORDS, NULL}
/* A generated wrapper `wrap_PyList_Append` under the name of the function that it calls. */
#define PROBE_WRAPPER(function) {#function, wrap_##function, METH_VARARGS, NULL}

#define PROBE_OWN_METHODS                                                                                             \
  {"__tracked__", probe_tracked, METH_O, NULL}, {"__tag__", probe_tag, METH_O, NULL},                                 \
  {"__alive__", probe_alive, METH_NOARGS, NULL}, {"__guard__", probe_guard, METH_O, NULL},                            \
  {"__residue__", probe_residue, METH_O, NULL}, {"__missing__", probe_missing, METH_NOARGS, NULL},                    \
  {"__lacking__", probe_lacking, METH_NOARGS, NULL}, {"__clean__", probe_clean, METH_NOARGS, NULL},                   \
  {"__memory__", probe_memory, METH_NOARGS, NULL}, {"__step__", probe_step, METH_O, NULL},                                 \
  {"__starve__", probe_starve, METH_O, NULL}, {"__starving__", probe_starving, METH_VARARGS, NULL},                   \
  {"__fed__", probe_fed, METH_O, NULL}

/* Adds a type to the module under `name`, so that a suite may write `!type probe.Name`. 0, or -1 with an exception. */
PROBE_UNUSED static int probe_add_type(PyObject *module, const char *name, PyTypeObject *type) {
  if (PyType_Ready(type) < 0) return -1;
  Py_INCREF(type);
  if (PyModule_AddObject(module, name, (PyObject *)type) == 0) return 0;
  Py_DECREF(type);
  return -1;
}

static int probe_set_up(PyObject *module) {
  if (PROBE_READY(probe_null_type) < 0 || PROBE_READY(probe_tracked_type) < 0) return -1;
  if (probe_add_type(module, "Tracked", PROBE_TYPE_OF(probe_tracked_type)) < 0) return -1;
  probe_null = (PyObject *)_PyObject_New(PROBE_TYPE_OF(probe_null_type));
  if (probe_null == NULL) return -1;
  if (PyModule_AddObject(module, "__null__", probe_null) == 0) return 0;
  Py_DECREF(probe_null);
  return -1;
}

#ifdef Py_LIMITED_API
#define PROBE_API_VERSION PYTHON_ABI_VERSION
#else
#define PROBE_API_VERSION PYTHON_API_VERSION
#endif

/* PROBE_MODULE(entries...) ends a probe. `set_up(module)` of PROBE_MODULE_WITH adds types and the like: 0, or -1 with an exception. */
#define PROBE_MODULE(...)                                                                                             \
  static int probe_nothing(PyObject *Py_UNUSED(module)) { return 0; }                                                 \
  PROBE_MODULE_WITH(probe_nothing, __VA_ARGS__)
#define PROBE_MODULE_WITH(set_up, ...)                                                                                \
  static PyMethodDef probe_methods[] = {PROBE_OWN_METHODS, __VA_ARGS__, {NULL, NULL, 0, NULL}};                       \
  static struct PyModuleDef probe_definition = {                                                                      \
    PyModuleDef_HEAD_INIT, .m_name = PROBE_STRING(PROBE_NAME), .m_size = -1, .m_methods = probe_methods};             \
  PyMODINIT_FUNC PROBE_JOIN(PyInit_, PROBE_NAME)(void) {                                                              \
    probe_trace_open();                                                                                               \
    probe_symbols = PROBE_SYMBOLS;                                                                                    \
    PyObject *module = PyModule_Create2(&probe_definition, PROBE_API_VERSION);                                       \
    if (module == NULL) return NULL;                                                                                  \
    if (probe_set_up(module) == 0 && set_up(module) == 0) return module;                                              \
    Py_DECREF(module);                                                                                                \
    return NULL;                                                                                                      \
  }

#endif
