/*
 * C versions of functions that TypeScript has as well, for the cases that come up most; the rest, and all that can fail, is
 * TypeScript's. Both must pass the suite; PROOFLOAD_FAST=off in the environment takes these out of the way.
 */
#ifndef PROOFLOAD_FAST_H
#define PROOFLOAD_FAST_H
#include "shim.h"
#include <stdint.h>
#include <string.h>

/* The start of the heap's region; src/memory/heap.ts has the same offsets. */
struct heap {
  char *next, *end;
  intptr_t live_blocks, live_bytes;
  intptr_t young_count, young_pressure; /* Objects that began to be tracked since the collector looked. */
  intptr_t depth;                       /* Deallocations inside each other, */
  void *waiting;                        /* and the last of the objects that wait until there is none. */
  void *free_lists[257];
  intptr_t young_limit; /* Pressure above which a new object lets TypeScript collect first. */
  intptr_t dict_version;
};
enum { YOUNG_AT = 4096, YOUNG_ROOM = 32768, LARGEST_CLASS = 4096, POISON_BYTES = 512, DEEPEST_CHAIN = 50, ENTRY_BYTES = 32 };
#define MARK_LIVE 0x50464c56u
#define MARK_FREE 0x46524545u
_Static_assert(offsetof(struct heap, free_lists) == 64, "free_lists");
_Static_assert(offsetof(struct heap, young_limit) == 2120, "young_limit");
_Static_assert(offsetof(struct heap, dict_version) == 2128, "dict_version");

struct header {
  uint32_t units, mark;
  union {
    void *link; /* Of a free block. */
    struct {
      uint32_t tag, finalized;
    };
  };
};
_Static_assert(sizeof(struct header) == 16, "header");

extern PROOFLOAD_API struct heap *proofload_heap;

static inline struct header *header_of(const void *block) { return (struct header *)block - 1; }

static inline int in_heap(const void *block) {
  return (const char *)block > (const char *)proofload_heap && (const char *)block < proofload_heap->end;
}

/* NULL: ask TypeScript. */
static inline void *heap_allocate(size_t size) {
  struct heap *heap = proofload_heap;
  size_t bytes = size <= 16 ? 16 : (size + 15) & ~(size_t)15;
  if (size > LARGEST_CLASS) return NULL;
  void *block = heap->free_lists[bytes / 16];
  if (block != NULL) heap->free_lists[bytes / 16] = header_of(block)->link;
  else {
    if (heap->next + sizeof(struct header) + bytes > heap->end) return NULL;
    block = heap->next + sizeof(struct header);
    heap->next = (char *)block + bytes;
  }
  *header_of(block) = (struct header){.units = (uint32_t)(bytes / 16), .mark = MARK_LIVE};
  heap->live_blocks++;
  heap->live_bytes += (intptr_t)bytes;
  return block;
}

/* 0: ask TypeScript. */
static inline int heap_free(void *block) {
  struct heap *heap = proofload_heap;
  struct header *header = header_of(block);
  size_t bytes = (size_t)header->units * 16;
  if (!in_heap(block) || header->mark != MARK_LIVE || bytes > LARGEST_CLASS) return 0;
  if (header->tag != 0 && heap->young_pressure > 0) heap->young_pressure--;
  void *type = ((void **)block)[1];
  memset(block, 0xdb, bytes < POISON_BYTES ? bytes : POISON_BYTES);
  /* Tells what it was to whoever uses it now. */
  if (bytes >= 32 && bytes <= POISON_BYTES) ((void **)block)[bytes / 8 - 1] = type;
  header->mark = MARK_FREE;
  header->link = heap->free_lists[bytes / 16];
  heap->free_lists[bytes / 16] = block;
  heap->live_blocks--;
  heap->live_bytes -= (intptr_t)bytes;
  return 1;
}

static inline PyObject *heap_object(PyTypeObject *type, size_t size) {
  PyObject *o = heap_allocate(size);
  if (o == NULL) return NULL;
  Py_SET_REFCNT(o, 1);
  Py_SET_TYPE(o, type);
  return o;
}

/* 0: ask TypeScript. */
static inline int heap_track(void *o) {
  struct heap *heap = proofload_heap;
  if (!in_heap(o) || heap->young_count == YOUNG_ROOM) return 0;
  if (header_of(o)->tag != 0) return 1;
  header_of(o)->tag = 1;
  heap->young_pressure++;
  ((void **)((char *)heap + YOUNG_AT))[heap->young_count++] = o;
  return 1;
}

static inline void heap_untrack(void *o) {
  if (header_of(o)->tag == 0) return;
  header_of(o)->tag = 0;
  if (proofload_heap->young_pressure > 0) proofload_heap->young_pressure--;
}

static inline int collection_due(void) { return proofload_heap->young_pressure > proofload_heap->young_limit; }

/* PROOFLOAD_FAST(int, PyX_Y, (PyObject *o)) { ... SLOW(PyX_Y)(o) ... }: the exported function jumps to route_PyX_Y. */
#define PROOFLOAD_FAST(result, name, parameters)                                                                     \
  extern __typeof__(name) slow_##name;                                                                               \
  static result fast_##name parameters;                                                                              \
  __attribute__((visibility("hidden"))) void *route_##name = (void *)slow_##name;                                    \
  __attribute__((used, section("proofload_fast"))) static void *const fast_entry_##name[2] = {&route_##name,          \
                                                                                              (void *)fast_##name};  \
  static result fast_##name parameters
#define SLOW(name) slow_##name

#endif
