/* CPython's private hash table of plain pointers: chains, and as many of them as entries at most. Values are found by key alone. */
#include "shim.h"
#include <stdlib.h>

struct entry {
  struct entry *next;
  Py_uhash_t hash;
  void *key, *value;
};

struct _Py_hashtable_t {
  size_t count, chains;
  struct entry **heads;
  _Py_hashtable_hash_func hash;
  _Py_hashtable_compare_func equal;
  _Py_hashtable_destroy_func destroy_key, destroy_value;
  _Py_hashtable_allocator_t memory;
};

static const size_t fewest = 16;

static struct entry **heads_of(const _Py_hashtable_t *t, size_t chains) {
  struct entry **heads = t->memory.malloc(chains * sizeof *heads);
  for (size_t i = 0; heads != NULL && i < chains; i++) heads[i] = NULL;
  return heads;
}

PROOFLOAD_API _Py_hashtable_t *_Py_hashtable_new_full(_Py_hashtable_hash_func hash_func, _Py_hashtable_compare_func compare_func,
                                                      _Py_hashtable_destroy_func key_destroy_func,
                                                      _Py_hashtable_destroy_func value_destroy_func,
                                                      _Py_hashtable_allocator_t *allocator) {
  _Py_hashtable_allocator_t memory = {PyMem_Malloc, PyMem_Free};
  _Py_hashtable_t *t;
  if (allocator != NULL) memory = *allocator;
  t = memory.malloc(sizeof *t);
  if (t == NULL) return NULL;
  *t = (_Py_hashtable_t){0, fewest, NULL, hash_func, compare_func, key_destroy_func, value_destroy_func, memory};
  t->heads = heads_of(t, fewest);
  if (t->heads != NULL) return t;
  memory.free(t);
  return NULL;
}

PROOFLOAD_API int _Py_hashtable_compare_direct(const void *key1, const void *key2) { return key1 == key2; }

PROOFLOAD_API _Py_hashtable_t *_Py_hashtable_new(_Py_hashtable_hash_func hash_func, _Py_hashtable_compare_func compare_func) {
  return _Py_hashtable_new_full(hash_func, compare_func, NULL, NULL, NULL);
}

static struct entry **place_of(_Py_hashtable_t *t, const void *key, Py_uhash_t hash) {
  struct entry **at = &t->heads[hash & (t->chains - 1)];
  while (*at != NULL && !((*at)->hash == hash && t->equal(key, (*at)->key))) at = &(*at)->next;
  return at;
}

PROOFLOAD_API void *_Py_hashtable_get(_Py_hashtable_t *ht, const void *key) {
  struct entry *found = *place_of(ht, key, ht->hash(key));
  return found == NULL ? NULL : found->value;
}

static void grow(_Py_hashtable_t *t) {
  size_t chains = t->chains * 2;
  struct entry **heads = heads_of(t, chains);
  if (heads == NULL) return; /* Longer chains are slower, not wrong. */
  for (size_t i = 0; i < t->chains; i++) {
    for (struct entry *e = t->heads[i], *next; e != NULL; e = next) {
      next = e->next;
      e->next = heads[e->hash & (chains - 1)];
      heads[e->hash & (chains - 1)] = e;
    }
  }
  t->memory.free(t->heads);
  t->heads = heads;
  t->chains = chains;
}

PROOFLOAD_API int _Py_hashtable_set(_Py_hashtable_t *ht, const void *key, void *value) {
  Py_uhash_t hash = ht->hash(key);
  struct entry *added = ht->memory.malloc(sizeof *added), **head;
  if (added == NULL) return -1;
  if (++ht->count > ht->chains) grow(ht);
  head = &ht->heads[hash & (ht->chains - 1)];
  *added = (struct entry){*head, hash, (void *)key, value};
  *head = added;
  return 0;
}

PROOFLOAD_API void *_Py_hashtable_steal(_Py_hashtable_t *ht, const void *key) {
  struct entry **at = place_of(ht, key, ht->hash(key)), *found = *at;
  void *value;
  if (found == NULL) return NULL;
  value = found->value;
  *at = found->next;
  ht->memory.free(found);
  ht->count--;
  return value;
}

PROOFLOAD_API int _Py_hashtable_foreach(_Py_hashtable_t *ht,
                                        int (*func)(_Py_hashtable_t *ht, const void *key, const void *value, void *user_data),
                                        void *user_data) {
  for (size_t i = 0; i < ht->chains; i++) {
    for (struct entry *e = ht->heads[i]; e != NULL; e = e->next) {
      int stop = func(ht, e->key, e->value, user_data);
      if (stop != 0) return stop;
    }
  }
  return 0;
}

PROOFLOAD_API void _Py_hashtable_clear(_Py_hashtable_t *ht) {
  for (size_t i = 0; i < ht->chains; i++) {
    for (struct entry *e = ht->heads[i], *next; e != NULL; e = next) {
      next = e->next;
      if (ht->destroy_key != NULL) ht->destroy_key(e->key);
      if (ht->destroy_value != NULL) ht->destroy_value(e->value);
      ht->memory.free(e);
    }
    ht->heads[i] = NULL;
  }
  ht->count = 0;
}

PROOFLOAD_API void _Py_hashtable_destroy(_Py_hashtable_t *ht) {
  void (*release)(void *) = ht->memory.free;
  _Py_hashtable_clear(ht);
  release(ht->heads);
  release(ht);
}
