#include "probe.h"

/*
 * An object that calls a hook, once, from one of its slots: whatever the hook does happens in the middle of the operation
 * that asked. All actors have one hash, and are equal if their tags are.
 */
typedef struct {
  PyObject_HEAD
  char place[16];
  long tag, yielded;
  PyObject *hook; /* Owned, or NULL. */
} Actor;

/* 0, or -1 with an exception that came out of the hook. */
static int act(PyObject *self, const char *place) {
  Actor *actor = (Actor *)self;
  if (strcmp(actor->place, place) != 0) return 0;
  actor->place[0] = '\0';
  PyObject *hook = actor->hook, *result;
  actor->hook = NULL;
  result = PyObject_CallObject(hook, NULL);
  Py_DECREF(hook);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}

static void Actor_dealloc(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (act(self, "dealloc") < 0) PyErr_WriteUnraisable(NULL);
  PyErr_Restore(type, value, traceback);
  Py_CLEAR(((Actor *)self)->hook);
  probe_died();
  PyObject_Free(self);
}

static Py_hash_t Actor_hash(PyObject *self) { return act(self, "hash") < 0 ? -1 : 1; }

static PyObject *Actor_compare(PyObject *self, PyObject *other, int operation) {
  long tag = ((Actor *)self)->tag;
  if (act(self, operation == Py_LT ? "lt" : "eq") < 0) return NULL;
  if (Py_TYPE(other) != Py_TYPE(self)) Py_RETURN_NOTIMPLEMENTED;
  long difference = tag - ((Actor *)other)->tag;
  switch (operation) {
    case Py_LT: return PyBool_FromLong(difference < 0);
    case Py_EQ: return PyBool_FromLong(difference == 0);
    case Py_NE: return PyBool_FromLong(difference != 0);
    default: Py_RETURN_NOTIMPLEMENTED;
  }
}

static PyObject *Actor_repr(PyObject *self) { return act(self, "repr") < 0 ? NULL : PyUnicode_FromString("<actor>"); }

/* Three ints. */
static PyObject *Actor_iter(PyObject *self) {
  if (act(self, "iter") < 0) return NULL;
  Py_INCREF(self);
  return self;
}

static PyObject *Actor_next(PyObject *self) {
  if (act(self, "next") < 0 || ((Actor *)self)->yielded == 3) return NULL;
  return PyLong_FromLong(10000 + ((Actor *)self)->yielded++);
}

static Py_ssize_t Actor_length(PyObject *self) { return act(self, "len") < 0 ? -1 : 3; }
static PyObject *Actor_index(PyObject *self) { return act(self, "index") < 0 ? NULL : PyLong_FromLong(((Actor *)self)->tag); }
static int Actor_bool(PyObject *self) { return act(self, "bool") < 0 ? -1 : 1; }

static PyObject *Actor_add(PyObject *left, PyObject *right) {
  PyObject *self = Py_TYPE(left)->tp_dealloc == Actor_dealloc ? left : right;
  return act(self, "add") < 0 ? NULL : PyLong_FromLong(77);
}

static PySequenceMethods Actor_sequence = {.sq_length = Actor_length};
static PyNumberMethods Actor_number = {.nb_index = Actor_index, .nb_bool = Actor_bool, .nb_add = Actor_add};
static PyTypeObject Actor_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Actor",
  .tp_basicsize = sizeof(Actor),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = Actor_dealloc,
  .tp_hash = Actor_hash,
  .tp_richcompare = Actor_compare,
  .tp_repr = Actor_repr,
  .tp_iter = Actor_iter,
  .tp_iternext = Actor_next,
  .tp_as_sequence = &Actor_sequence,
  .tp_as_number = &Actor_number,
};

/* actor(tag, place, hook) */
static PyObject *actor(PyObject *Py_UNUSED(self), PyObject *args) {
  long tag;
  const char *place;
  PyObject *hook;
  if (!PyArg_ParseTuple(args, "lsO", &tag, &place, &hook)) return NULL;
  Actor *made = PyObject_New(Actor, &Actor_Type);
  if (made == NULL) return NULL;
  probe_born();
  snprintf(made->place, sizeof made->place, "%s", place);
  made->tag = tag;
  made->yielded = 0;
  Py_INCREF(hook);
  made->hook = hook;
  return (PyObject *)made;
}

/* ---- What hooks do ------------------------------------------------------------------------------------------------- */

/* empty(container) */
static PyObject *empty(PyObject *Py_UNUSED(self), PyObject *container) {
  int status = 0;
  if (PyList_Check(container)) status = PyList_SetSlice(container, 0, PyList_Size(container), NULL);
  else if (PyDict_Check(container)) PyDict_Clear(container);
  else if (PySet_Check(container)) status = PySet_Clear(container);
  else if (PyByteArray_Check(container)) status = PyByteArray_Resize(container, 0);
  if (status < 0) return NULL;
  Py_RETURN_NONE;
}

/* grow(container): a hundred ints more, which makes every container move its items. */
static PyObject *grow(PyObject *Py_UNUSED(self), PyObject *container) {
  for (long i = 0; i < 100; i++) {
    PyObject *item = PyLong_FromLong(20000 + i);
    int status = item == NULL              ? -1
                 : PyList_Check(container) ? PyList_Append(container, item)
                 : PyDict_Check(container) ? PyDict_SetItem(container, item, item)
                                           : PySet_Add(container, item);
    Py_XDECREF(item);
    if (status < 0) return NULL;
  }
  Py_RETURN_NONE;
}

/* put(container, key, value): for a list the key is ignored. */
static PyObject *put(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *container, *key, *value;
  if (!PyArg_ParseTuple(args, "OOO", &container, &key, &value)) return NULL;
  int status = PyList_Check(container)   ? PyList_Append(container, value)
               : PyDict_Check(container) ? PyDict_SetItem(container, key, value)
                                         : PySet_Add(container, key);
  if (status < 0) return NULL;
  Py_RETURN_NONE;
}

/* ---- Operations: each passes its arguments to one function of the API ----------------------------------------------- */

static PyObject *status(int answer) {
  if (answer < 0) return NULL;
  return PyLong_FromLong(answer);
}
static PyObject *size(Py_ssize_t answer) {
  if (answer < 0) return NULL;
  return PyLong_FromSsize_t(answer);
}
/* A borrowed result, None for NULL without an exception. */
static PyObject *borrowed(PyObject *object) {
  if (object == NULL && PyErr_Occurred()) return NULL;
  if (object == NULL) object = Py_None;
  Py_INCREF(object);
  return object;
}

#define OPERATION(name, expression)                                                                                   \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *args) {                                                  \
    PyObject *a, *b = NULL, *c = NULL;                                                                                \
    if (!PyArg_ParseTuple(args, "O|OO", &a, &b, &c)) return NULL;                                                     \
    return expression;                                                                                                \
  }
OPERATION(contains, status(PySequence_Contains(a, b)))
OPERATION(find, size(PySequence_Index(a, b)))
OPERATION(count, size(PySequence_Count(a, b)))
OPERATION(equal, status(PyObject_RichCompareBool(a, b, Py_EQ)))
OPERATION(sort, status(PyList_Sort(a)))
OPERATION(dict_get, borrowed(PyDict_GetItemWithError(a, b)))
OPERATION(dict_contains, status(PyDict_Contains(a, b)))
OPERATION(dict_set, status(PyDict_SetItem(a, b, c)))
OPERATION(dict_default, borrowed(PyDict_SetDefault(a, b, c)))
OPERATION(dict_delete, status(PyDict_DelItem(a, b)))
OPERATION(dict_update, status(PyDict_Update(a, b)))
OPERATION(set_add, status(PySet_Add(a, b)))
OPERATION(set_contains, status(PySet_Contains(a, b)))
OPERATION(set_discard, status(PySet_Discard(a, b)))
OPERATION(to_list, PySequence_List(a))
OPERATION(to_tuple, PySequence_Tuple(a))
OPERATION(to_set, PySet_New(a))
OPERATION(to_frozenset, PyFrozenSet_New(a))
OPERATION(extend, PySequence_InPlaceConcat(a, b))
OPERATION(replace_all, status(PyList_SetSlice(a, 0, PyList_Size(a), b)))
OPERATION(get_item, PyObject_GetItem(a, b))
OPERATION(set_item, status(PyObject_SetItem(a, b, c)))
OPERATION(delete_item, status(PyObject_DelItem(a, b)))
OPERATION(repr, PyObject_Repr(a))
OPERATION(truth, status(PyObject_IsTrue(a)))
OPERATION(add, PyNumber_Add(a, b))
OPERATION(hash, size((Py_ssize_t)PyObject_Hash(a)))
OPERATION(text, PyUnicode_FromFormat("%R and %S", a, a))

/* set_first(list, item): PyList_SetItem, which takes over a reference. */
static PyObject *set_first(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list, *item;
  if (!PyArg_ParseTuple(args, "OO", &list, &item)) return NULL;
  Py_INCREF(item);
  return status(PyList_SetItem(list, 0, item));
}

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Actor_Type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(actor), PROBE_O(empty), PROBE_O(grow), PROBE_VARARGS(put), PROBE_VARARGS(contains),
                  PROBE_VARARGS(find), PROBE_VARARGS(count), PROBE_VARARGS(equal), PROBE_VARARGS(sort),
                  PROBE_VARARGS(dict_get), PROBE_VARARGS(dict_contains), PROBE_VARARGS(dict_set),
                  PROBE_VARARGS(dict_default), PROBE_VARARGS(dict_delete), PROBE_VARARGS(dict_update),
                  PROBE_VARARGS(set_add), PROBE_VARARGS(set_contains), PROBE_VARARGS(set_discard), PROBE_VARARGS(to_list),
                  PROBE_VARARGS(to_tuple), PROBE_VARARGS(to_set), PROBE_VARARGS(to_frozenset), PROBE_VARARGS(extend),
                  PROBE_VARARGS(replace_all), PROBE_VARARGS(get_item), PROBE_VARARGS(set_item),
                  PROBE_VARARGS(delete_item), PROBE_VARARGS(repr), PROBE_VARARGS(truth), PROBE_VARARGS(add),
                  PROBE_VARARGS(hash), PROBE_VARARGS(text), PROBE_VARARGS(set_first))
