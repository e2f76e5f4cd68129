/* Dicts with str keys, and what is looked up in them: attributes. */
#include "fast.h"
#include <stdio.h>

/* src/runtime/hash-table.ts has the same offsets, and what is not done here. */
struct entry {
  int64_t hash;
  PyObject *key, *value;
};
struct table {
  intptr_t used, length, room, mask;
  int32_t *indices;
  struct entry *entries;
  intptr_t first; /* Before it there are only holes. */
  intptr_t fill;  /* What was ever put into the index. */
};
enum { ABSENT = -1, ASK = -2 };

static struct table *table_of(PyObject *dict) { return (struct table *)((PyDictObject *)dict)->ma_keys; }

/* The hash of src/runtime/str.ts. */
#define HASH(type)                                                                                                   \
  for (Py_ssize_t i = 0; i < length; i++) {                                                                          \
    uint32_t code = ((const type *)data)[i];                                                                         \
    low = (low ^ code) * 0x01000193u;                                                                                \
    high = ((high ^ code) * 0x5bd1e995u) ^ (low >> 13);                                                              \
  }
static int64_t hash_of_text(const void *data, Py_ssize_t length, int kind) {
  uint32_t low = 0x811c9dc5u, high = 0x9747b28cu;
  if (length == 0) return 0;
  if (kind == 1) HASH(uint8_t)
  else if (kind == 2) HASH(uint16_t)
  else HASH(uint32_t)
  return (int64_t)((uint64_t)(high >> 11) << 32 | low);
}

static int is_plain_str(PyObject *o) { return o != NULL && PyUnicode_CheckExact(o) && PyUnicode_IS_COMPACT(o); }

static int64_t hash_of_str(PyObject *key) {
  PyASCIIObject *head = (PyASCIIObject *)key;
  if (head->hash == -1) head->hash = hash_of_text(PyUnicode_DATA(key), head->length, (int)head->state.kind);
  return head->hash;
}

/* The position of the key with these contents, ABSENT, or ASK when a key must be compared that is no plain str. */
static intptr_t find(struct table *table, PyObject *key, const void *data, Py_ssize_t length, int kind, int64_t hash) {
  if (table->indices == NULL) return ABSENT;
  for (intptr_t i = ((uint32_t)hash ^ (uint32_t)(hash >> 32)) & (uintptr_t)table->mask;; i = (i + 1) & table->mask) {
    int32_t position = table->indices[i];
    if (position == -1) return ABSENT;
    if (position < 0) continue;
    struct entry *entry = &table->entries[position];
    if (entry->key == key) return position;
    if (entry->hash != hash) continue;
    if (!is_plain_str(entry->key)) return ASK;
    PyASCIIObject *other = (PyASCIIObject *)entry->key;
    if (other->length == length && (int)other->state.kind == kind && memcmp(PyUnicode_DATA(entry->key), data, (size_t)(length * kind)) == 0)
      return position;
  }
}
static intptr_t find_str(PyObject *dict, PyObject *key) {
  PyASCIIObject *head = (PyASCIIObject *)key;
  return find(table_of(dict), key, PyUnicode_DATA(key), head->length, (int)head->state.kind, hash_of_str(key));
}

static int knows(PyObject *dict, PyObject *key) { return dict != NULL && PyDict_Check(dict) && is_plain_str(key); }
static PyObject *value_at(PyObject *dict, intptr_t position) { return position < 0 ? NULL : table_of(dict)->entries[position].value; }

#define GET(name, parameters, given)                                                                                 \
  PROOFLOAD_FAST(PyObject *, name, parameters) {                                                                     \
    intptr_t position = knows(dict, key) ? find_str(dict, key) : ASK;                                                \
    return position == ASK ? SLOW(name) given : value_at(dict, position);                                            \
  }
GET(PyDict_GetItem, (PyObject * dict, PyObject *key), (dict, key))
GET(PyDict_GetItemWithError, (PyObject * dict, PyObject *key), (dict, key))
GET(_PyDict_GetItem_KnownHash, (PyObject * dict, PyObject *key, Py_hash_t hash), (dict, key, hash))

PROOFLOAD_FAST(int, PyDict_Contains, (PyObject * dict, PyObject *key)) {
  intptr_t position = knows(dict, key) ? find_str(dict, key) : ASK;
  return position == ASK ? SLOW(PyDict_Contains)(dict, key) : position >= 0;
}

static intptr_t find_text(PyObject *dict, const char *text) {
  size_t length = 0;
  if (dict == NULL || !PyDict_Check(dict)) return ASK;
  for (; text[length] != '\0'; length++)
    if ((unsigned char)text[length] >= 128) return ASK;
  return find(table_of(dict), NULL, text, (Py_ssize_t)length, 1, hash_of_text(text, (Py_ssize_t)length, 1));
}
PROOFLOAD_FAST(PyObject *, PyDict_GetItemString, (PyObject * dict, const char *key)) {
  intptr_t position = find_text(dict, key);
  return position == ASK ? SLOW(PyDict_GetItemString)(dict, key) : value_at(dict, position);
}

PROOFLOAD_FAST(int, PyDict_SetItem, (PyObject * dict, PyObject *key, PyObject *value)) {
  intptr_t position = value != NULL && knows(dict, key) ? find_str(dict, key) : ASK;
  PyDictObject *o = (PyDictObject *)dict;
  if (position == ASK) return SLOW(PyDict_SetItem)(dict, key, value);
  struct table *table = table_of(dict);
  if (position == ABSENT) {
    if (table->fill >= table->room) return SLOW(PyDict_SetItem)(dict, key, value);
    int64_t hash = hash_of_str(key);
    table->entries[table->length] = (struct entry){hash, Py_NewRef(key), Py_NewRef(value)};
    intptr_t i = ((uint32_t)hash ^ (uint32_t)(hash >> 32)) & (uintptr_t)table->mask;
    while (table->indices[i] >= 0) i = (i + 1) & table->mask;
    table->indices[i] = (int32_t)table->length++;
    table->fill++;
    o->ma_used = ++table->used;
    o->ma_version_tag = (uint64_t)++proofload_heap->dict_version;
    return 0;
  }
  PyObject *old = table->entries[position].value;
  table->entries[position].value = Py_NewRef(value);
  o->ma_version_tag = (uint64_t)++proofload_heap->dict_version;
  Py_DECREF(old);
  return 0;
}

PROOFLOAD_FAST(Py_ssize_t, PyDict_Size, (PyObject * dict)) {
  return dict != NULL && PyDict_Check(dict) ? ((PyDictObject *)dict)->ma_used : SLOW(PyDict_Size)(dict);
}
PROOFLOAD_FAST(int, PyDict_Next, (PyObject * dict, Py_ssize_t *position, PyObject **key, PyObject **value)) {
  if (dict == NULL || !PyDict_Check(dict)) return 0;
  struct table *table = table_of(dict);
  Py_ssize_t i = *position < table->first ? table->first : *position;
  while (i < table->length && table->entries[i].key == NULL) i++;
  if (i >= table->length) return 0;
  *position = i + 1;
  if (key != NULL) *key = table->entries[i].key;
  if (value != NULL) *value = table->entries[i].value;
  return 1;
}

/* Attributes. What is not there, and everything unusual, is for TypeScript, which says so. */

/* Borrowed, or NULL; *sure is 0 when TypeScript must look. */
static PyObject *type_lookup(PyTypeObject *type, PyObject *name, int *sure) {
  PyObject *mro = type->tp_mro;
  *sure = mro != NULL;
  for (Py_ssize_t i = 0; *sure && i < PyTuple_GET_SIZE(mro); i++) {
    PyObject *dict = ((PyTypeObject *)PyTuple_GET_ITEM(mro, i))->tp_dict;
    if (dict == NULL) continue;
    intptr_t position = find_str(dict, name);
    if (position >= 0) return value_at(dict, position);
    *sure = position != ASK;
  }
  return NULL;
}

static PyObject *dict_of(PyObject *o) {
  Py_ssize_t offset = Py_TYPE(o)->tp_dictoffset;
  return offset > 0 ? *(PyObject **)((char *)o + offset) : NULL;
}

/* 0: ask TypeScript. */
static int refuse(PyObject *o, PyObject *name) {
  char message[256];
  const char *type = Py_TYPE(o)->tp_name;
  if (!PyUnicode_IS_COMPACT_ASCII(name) || ((PyASCIIObject *)name)->length > 100 || strlen(type) > 50) return 0;
  snprintf(message, sizeof message, "'%s' object has no attribute '%s'", type, (const char *)PyUnicode_DATA(name));
  PyErr_SetString(PyExc_AttributeError, message);
  return 1;
}

/* NULL without an exception: ask TypeScript. */
static PyObject *generic_get(PyObject *o, PyObject *name, int *failed) {
  int sure;
  PyTypeObject *type = Py_TYPE(o);
  *failed = 0;
  if (type->tp_dictoffset < 0) return NULL;
  PyObject *descriptor = type_lookup(type, name, &sure);
  if (!sure) return NULL;
  descrgetfunc get = descriptor == NULL ? NULL : Py_TYPE(descriptor)->tp_descr_get;
  PyObject *dict = dict_of(o);
  if (dict != NULL && !PyDict_Check(dict)) return NULL;
  if (dict != NULL && (get == NULL || Py_TYPE(descriptor)->tp_descr_set == NULL)) {
    intptr_t position = find_str(dict, name);
    if (position == ASK) return NULL;
    if (position >= 0) return Py_NewRef(value_at(dict, position));
  }
  if (descriptor == NULL) {
    *failed = refuse(o, name);
    return NULL;
  }
  if (get == NULL) return Py_NewRef(descriptor);
  Py_INCREF(descriptor);
  PyObject *bound = get(descriptor, o, (PyObject *)type);
  Py_DECREF(descriptor);
  *failed = bound == NULL;
  return bound;
}

PROOFLOAD_FAST(PyObject *, PyObject_GenericGetAttr, (PyObject * o, PyObject *name)) {
  int failed = 0;
  PyObject *found = is_plain_str(name) ? generic_get(o, name, &failed) : NULL;
  return found != NULL || failed ? found : SLOW(PyObject_GenericGetAttr)(o, name);
}

PROOFLOAD_FAST(PyObject *, PyObject_GetAttr, (PyObject * o, PyObject *name)) {
  int failed = 0;
  if (o == NULL || !is_plain_str(name)) return SLOW(PyObject_GetAttr)(o, name);
  if (Py_TYPE(o)->tp_getattro != PyObject_GenericGetAttr) return SLOW(PyObject_GetAttr)(o, name);
  PyObject *found = generic_get(o, name, &failed);
  return found != NULL || failed ? found : SLOW(PyObject_GetAttr)(o, name);
}

PROOFLOAD_FAST(PyObject *, PyObject_GetAttrString, (PyObject * o, const char *text)) {
  if (o == NULL || Py_TYPE(o)->tp_getattro != PyObject_GenericGetAttr) return SLOW(PyObject_GetAttrString)(o, text);
  PyObject *name = PyUnicode_FromString(text);
  if (name == NULL) return NULL;
  int failed = 0;
  PyObject *found = is_plain_str(name) ? generic_get(o, name, &failed) : NULL;
  Py_DECREF(name);
  return found != NULL || failed ? found : SLOW(PyObject_GetAttrString)(o, text);
}
