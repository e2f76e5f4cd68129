#include "probe.h"
#include <stddef.h>

/* What an object does when tp_clear or tp_finalize reaches it. */
enum action { NOTHING, CALLS, COLLECTS, READS, KEEPS, REFILLS, EMPTIES, LOOKS };

/* A member of cycles, with native memory of its own where it is said to be heavy. */
typedef struct {
  PyObject_HEAD
  long tag;
  PyObject *next, *callable; /* Owned, or NULL. */
  PyObject *weakrefs;
  enum action on_clear, on_finalize;
  void *memory;
} Member;

static PyObject *kept; /* Owned. */
/* Owned. Not a member's, because a function of the host that is garbage itself may have been cleared already. */
static PyObject *hook;
static long cleared, finalized, freed, answer, peak;

static Member *as_member(PyObject *object);

/* What any code may do while a cycle is taken apart. */
static void act(Member *self, enum action action) {
  Member *next = as_member(self->next);
  switch (action) {
    case NOTHING: break;
    case CALLS:
      if (hook != NULL) {
        PyObject *result = PyObject_CallObject(hook, NULL);
        if (result == NULL) PyErr_WriteUnraisable(NULL);
        Py_XDECREF(result);
      }
      break;
    case COLLECTS: answer = (long)PyGC_Collect(); break;
    case READS: answer = next == NULL ? -1 : next->tag * 10 + (next->next == NULL); break;
    case LOOKS: answer = next == NULL ? -1 : next->tag; break;
    case KEEPS:
      Py_INCREF(self);
      Py_XDECREF(kept);
      kept = (PyObject *)self;
      break;
    case REFILLS:
      Py_CLEAR(self->callable);
      self->callable = PROBE_TRACKED(1);
      break;
    case EMPTIES:
      if (next != NULL) Py_CLEAR(next->next);
      break;
  }
}

static int Member_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Member *)self)->next);
  Py_VISIT(((Member *)self)->callable);
  return 0;
}

static int Member_clear(PyObject *self) {
  Member *member = (Member *)self;
  cleared++;
  act(member, member->on_clear);
  Py_CLEAR(member->next);
  Py_CLEAR(member->callable);
  return 0;
}

static void Member_finalize(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  finalized++;
  act((Member *)self, ((Member *)self)->on_finalize);
  PyErr_Restore(type, value, traceback);
}

static void Member_dealloc(PyObject *self) {
  Member *member = (Member *)self;
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
  PyObject_GC_UnTrack(self);
  if (member->weakrefs != NULL) PyObject_ClearWeakRefs(self);
  Py_CLEAR(member->next);
  Py_CLEAR(member->callable);
  PyMem_Free(member->memory);
  freed++;
  probe_died();
  PyObject_GC_Del(self);
}

static PyTypeObject Member_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Member",
  .tp_basicsize = sizeof(Member),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Member_traverse,
  .tp_clear = Member_clear,
  .tp_finalize = Member_finalize,
  .tp_dealloc = Member_dealloc,
  .tp_weaklistoffset = offsetof(Member, weakrefs),
};

static Member *as_member(PyObject *object) {
  return object != NULL && Py_TYPE(object) == &Member_Type ? (Member *)object : NULL;
}

static Member *new_member(long tag, size_t bytes) {
  Member *made = PyObject_GC_New(Member, &Member_Type);
  if (made == NULL) return NULL;
  memset((char *)made + sizeof(PyObject), 0, sizeof *made - sizeof(PyObject));
  made->tag = tag;
  made->memory = bytes == 0 ? NULL : PyMem_Malloc(bytes);
  probe_born();
  if (probe_alive_count > peak) peak = (long)probe_alive_count;
  PyObject_GC_Track(made);
  return made;
}

/* member(tag, on_clear, on_finalize, callable) */
static PyObject *member(PyObject *Py_UNUSED(self), PyObject *args) {
  long tag;
  int on_clear, on_finalize;
  PyObject *callable;
  if (!PyArg_ParseTuple(args, "liiO", &tag, &on_clear, &on_finalize, &callable)) return NULL;
  Member *made = new_member(tag, 0);
  if (made == NULL) return NULL;
  made->on_clear = (enum action)on_clear;
  made->on_finalize = (enum action)on_finalize;
  Py_INCREF(callable);
  made->callable = callable;
  return (PyObject *)made;
}

static PyObject *link_next(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *target;
  if (!PyArg_ParseTuple(args, "O!O", &Member_Type, &from, &target)) return NULL;
  PyObject *old = ((Member *)from)->next;
  Py_INCREF(target);
  ((Member *)from)->next = target;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *next_of(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *next = ((Member *)object)->next;
  return PyLong_FromLong(next == NULL ? -1 : as_member(next) == NULL ? -2 : as_member(next)->tag);
}

static PyObject *set_hook(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *old = hook;
  Py_INCREF(callable);
  hook = callable;
  Py_XDECREF(old);
  if (callable == Py_None) Py_CLEAR(hook);
  Py_RETURN_NONE;
}

/* (finalized, freed, what the last action found); begins anew. */
static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *found = Py_BuildValue("(lll)", finalized, freed, answer);
  cleared = finalized = freed = peak = 0;
  answer = -9;
  return found;
}

/* The tag of what an action kept, or -1; lets go of it. */
static PyObject *take_kept(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = kept;
  kept = NULL;
  if (object == NULL) Py_RETURN_NONE;
  return object;
}

/* ---- Running the collector ---------------------------------------------------------------------------------------- */

static PyObject *collect(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromSsize_t(PyGC_Collect()); }

/* Makes objects that refer to themselves, each with so many bytes, as ordinary code does: now and then it looks at signals. */
static PyObject *litter(PyObject *Py_UNUSED(self), PyObject *args) {
  long count;
  Py_ssize_t bytes = 0;
  if (!PyArg_ParseTuple(args, "l|n", &count, &bytes)) return NULL;
  for (long i = 0; i < count; i++) {
    Member *made = new_member(i, (size_t)bytes);
    if (made == NULL) return NULL;
    made->next = (PyObject *)made; /* Its only reference. */
    if (PyErr_CheckSignals() < 0) return NULL;
  }
  return PyLong_FromSsize_t(probe_alive_count);
}

/* An object for the host to forget, with native memory of a megabyte. */
static PyObject *heavy(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return (PyObject *)new_member(1, 1 << 20); }

/* Whether never so many objects were alive at once as were made. */
static PyObject *peak_below(PyObject *Py_UNUSED(self), PyObject *limit) { return PyBool_FromLong(peak < PyLong_AsLong(limit)); }

/* (what PyGC_Collect found, whether that was at least `count`). */
static PyObject *collects_at_least(PyObject *self, PyObject *count) {
  PyObject *arguments = Py_BuildValue("(O)", count);
  PyObject *alive = arguments == NULL ? NULL : litter(self, arguments);
  Py_XDECREF(arguments);
  if (alive == NULL) return NULL;
  Py_DECREF(alive);
  Py_ssize_t found = PyGC_Collect();
  return PyBool_FromLong(found >= PyLong_AsSsize_t(count));
}

/* (Enable, IsEnabled, Disable, IsEnabled, Disable, IsEnabled, Enable, IsEnabled): the answers. */
static PyObject *switches(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int answers[8] = {PyGC_Enable(),  PyGC_IsEnabled(), PyGC_Disable(), PyGC_IsEnabled(),
                    PyGC_Disable(), PyGC_IsEnabled(), PyGC_Enable(),  PyGC_IsEnabled()};
  return Py_BuildValue("(iiiiiii)", answers[1], answers[2], answers[3], answers[4], answers[5], answers[6], answers[7]);
}

static PyObject *enable(PyObject *Py_UNUSED(self), PyObject *on) {
  if (PyObject_IsTrue(on)) PyGC_Enable();
  else PyGC_Disable();
  Py_RETURN_NONE;
}

/* What the host's gc.isenabled says. */
static PyObject *host_is_enabled(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *module = PyImport_ImportModule("gc");
  PyObject *found = module == NULL ? NULL : PyObject_CallMethod(module, "isenabled", NULL);
  Py_XDECREF(module);
  return found;
}

/*
 * threshold(number): after how many new objects a collection starts by itself; what it was before. A driver may have made
 * it large. 0 on hosts that have no such number.
 */
static PyObject *threshold(PyObject *Py_UNUSED(self), PyObject *number) {
  PyObject *module = PyImport_ImportModule("gc"), *before = NULL, *result = NULL;
  if (module != NULL) before = PyObject_CallMethod(module, "get_threshold", NULL);
  if (before != NULL && PyLong_AsLong(number) > 0) result = PyObject_CallMethod(module, "set_threshold", "O", number);
  Py_XDECREF(module);
  Py_XDECREF(result);
  if (before == NULL || (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_AttributeError))) {
    Py_XDECREF(before);
    PyErr_Clear();
    return PyLong_FromLong(0);
  }
  PyObject *first = PyErr_Occurred() ? NULL : PySequence_GetItem(before, 0);
  Py_DECREF(before);
  return first;
}

/* The exception that was pending before a collection which found something, and after it. */
static PyObject *collect_with_error(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Member *made = new_member(1, 0);
  if (made == NULL) return NULL;
  made->next = (PyObject *)made;
  made->on_finalize = CALLS;
  PyErr_SetString(PyExc_KeyError, "before");
  PyGC_Collect();
  return NULL;
}

/* ---- References that move without a call --------------------------------------------------------------------------- */

static void *plain_memory;

/* Moves the reference in `next` from one member to the other. */
static PyObject *move_next(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *to;
  if (!PyArg_ParseTuple(args, "O!O!", &Member_Type, &from, &Member_Type, &to)) return NULL;
  PyObject *moved = ((Member *)from)->next;
  ((Member *)from)->next = ((Member *)to)->next;
  ((Member *)to)->next = moved;
  Py_RETURN_NONE;
}

/* Exchanges the fields of one member: what was `next` is `callable`. */
static PyObject *exchange_fields(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *next = ((Member *)object)->next;
  ((Member *)object)->next = ((Member *)object)->callable;
  ((Member *)object)->callable = next;
  Py_RETURN_NONE;
}

/* Moves the reference in `next` to memory that no object knows of, or from there. */
static PyObject *move_out(PyObject *Py_UNUSED(self), PyObject *object) {
  plain_memory = malloc(sizeof(PyObject *));
  if (plain_memory == NULL) return PyErr_NoMemory();
  memcpy(plain_memory, &((Member *)object)->next, sizeof(PyObject *));
  ((Member *)object)->next = NULL;
  Py_RETURN_NONE;
}

static PyObject *move_in(PyObject *Py_UNUSED(self), PyObject *object) {
  memcpy(&((Member *)object)->next, plain_memory, sizeof(PyObject *));
  free(plain_memory);
  plain_memory = NULL;
  Py_RETURN_NONE;
}

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Member_Type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(member), PROBE_VARARGS(link_next), PROBE_O(next_of), PROBE_O(set_hook), PROBE_NOARGS(counts),
                  PROBE_NOARGS(take_kept), PROBE_NOARGS(collect), PROBE_VARARGS(litter), PROBE_NOARGS(heavy),
                  PROBE_O(peak_below), PROBE_O(collects_at_least), PROBE_NOARGS(switches), PROBE_O(enable),
                  PROBE_NOARGS(host_is_enabled), PROBE_O(threshold), PROBE_NOARGS(collect_with_error), PROBE_VARARGS(move_next),
                  PROBE_O(exchange_fields), PROBE_O(move_out), PROBE_O(move_in))
