/* The allocators as structs of functions: they can be read and called, not replaced. */
#define _GNU_SOURCE
#include "shim.h"
#include <sys/mman.h>

static void *raw_malloc(void *ctx, size_t size) { (void)ctx; return PyMem_RawMalloc(size); }
static void *raw_calloc(void *ctx, size_t count, size_t size) { (void)ctx; return PyMem_RawCalloc(count, size); }
static void *raw_realloc(void *ctx, void *block, size_t size) { (void)ctx; return PyMem_RawRealloc(block, size); }
static void raw_free(void *ctx, void *block) { (void)ctx; PyMem_RawFree(block); }
static void *heap_malloc(void *ctx, size_t size) { (void)ctx; return PyObject_Malloc(size); }
static void *heap_calloc(void *ctx, size_t count, size_t size) { (void)ctx; return PyObject_Calloc(count, size); }
static void *heap_realloc(void *ctx, void *block, size_t size) { (void)ctx; return PyObject_Realloc(block, size); }
static void heap_free(void *ctx, void *block) { (void)ctx; PyObject_Free(block); }
static void *arena_alloc(void *ctx, size_t size) {
  (void)ctx;
  void *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return block == MAP_FAILED ? NULL : block;
}
static void arena_free(void *ctx, void *block, size_t size) { (void)ctx; munmap(block, size); }

PROOFLOAD_API void PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator) {
  *allocator = domain == PYMEM_DOMAIN_RAW ? (PyMemAllocatorEx){NULL, raw_malloc, raw_calloc, raw_realloc, raw_free}
               : domain == PYMEM_DOMAIN_MEM || domain == PYMEM_DOMAIN_OBJ
                   ? (PyMemAllocatorEx){NULL, heap_malloc, heap_calloc, heap_realloc, heap_free}
                   : (PyMemAllocatorEx){NULL, NULL, NULL, NULL, NULL};
}
PROOFLOAD_API void PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator) {
  *allocator = (PyObjectArenaAllocator){NULL, arena_alloc, arena_free};
}
/* The one that is in use has no name of CPython's. */
PROOFLOAD_API const char *_PyMem_GetCurrentAllocatorName(void) { return NULL; }
/* Nothing is traced. */
PROOFLOAD_API PyObject *_PyTraceMalloc_GetTraceback(unsigned int domain, uintptr_t ptr) { Py_RETURN_NONE; }
