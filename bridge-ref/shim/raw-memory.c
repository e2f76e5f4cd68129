/* The allocator that threads may use without the GIL: the C library's. A request for nothing gets a block of its own. */
#include "shim.h"
#include <stdlib.h>

static size_t at_least_one(size_t n) { return n > 0 ? n : 1; }
static int absurd(size_t n) { return n > (size_t)PY_SSIZE_T_MAX; }

PROOFLOAD_API void *PyMem_RawMalloc(size_t n) { return absurd(n) ? NULL : malloc(at_least_one(n)); }

PROOFLOAD_API void *PyMem_RawCalloc(size_t nelem, size_t elsize) {
  if (elsize != 0 && nelem > (size_t)PY_SSIZE_T_MAX / elsize) return NULL;
  return nelem == 0 || elsize == 0 ? calloc(1, 1) : calloc(nelem, elsize);
}

PROOFLOAD_API void *PyMem_RawRealloc(void *p, size_t n) { return absurd(n) ? NULL : realloc(p, at_least_one(n)); }

PROOFLOAD_API void PyMem_RawFree(void *p) { free(p); }
