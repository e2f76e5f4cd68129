/*
 * The trashcan: a destructor of a container inside a container inside ... puts its object aside from a depth on, and the
 * outermost one destroys what was put aside, so that long chains do not exhaust the stack. All of it happens under the GIL.
 */
#include "shim.h"
#include <stdlib.h>

static const int deepest = 50;
static __thread int depth;
static __thread PyObject **aside;
static __thread size_t count, room;

PROOFLOAD_API int _PyTrash_cond(PyObject *op, destructor dealloc) { return Py_TYPE(op)->tp_dealloc == dealloc; }

static int put_aside(PyObject *op) {
  if (count == room) {
    size_t more = room == 0 ? 64 : room * 2;
    PyObject **grown = realloc(aside, more * sizeof *grown);
    if (grown == NULL) return 0; /* Then it goes on the stack after all. */
    aside = grown;
    room = more;
  }
  aside[count++] = op;
  return 1;
}

PROOFLOAD_API int _PyTrash_begin(PyThreadState *tstate, PyObject *op) {
  (void)tstate;
  if (depth >= deepest && put_aside(op)) return 1;
  depth++;
  return 0;
}

PROOFLOAD_API void _PyTrash_end(PyThreadState *tstate) {
  (void)tstate;
  depth--;
  if (depth > 0) return;
  while (count > 0) {
    PyObject *op = aside[--count];
    depth++; /* What this one destroys is put aside as well: the loop goes on with it. */
    Py_TYPE(op)->tp_dealloc(op);
    depth--;
  }
}
