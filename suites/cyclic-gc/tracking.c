#include "probe.h"
#include <stddef.h>

/* A collectable object of variable size; what it refers to stands behind its fixed fields. */
typedef struct {
  PyObject_VAR_HEAD
  long before;
  PyObject *items[1]; /* Owned, or NULL: Py_SIZE of them. */
} Row;

static long traversed;

static int Row_traverse(PyObject *self, visitproc visit, void *arg) {
  traversed++;
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) Py_VISIT(((Row *)self)->items[i]);
  return 0;
}

static int Row_clear(PyObject *self) {
  for (Py_ssize_t i = 0; i < Py_SIZE(self); i++) Py_CLEAR(((Row *)self)->items[i]);
  return 0;
}

static void Row_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Row_clear(self);
  probe_died();
  PyObject_GC_Del(self);
}

static PyTypeObject Row_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Row",
  .tp_basicsize = offsetof(Row, items),
  .tp_itemsize = sizeof(PyObject *),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
  .tp_traverse = Row_traverse,
  .tp_clear = Row_clear,
  .tp_dealloc = Row_dealloc,
};

/* Not tracked yet. */
static Row *new_row(Py_ssize_t size) {
  Row *row = PyObject_GC_NewVar(Row, &Row_Type, size);
  if (row == NULL) return NULL;
  row->before = 4711;
  for (Py_ssize_t i = 0; i < size; i++) row->items[i] = NULL;
  probe_born();
  return row;
}

/* row(tracked, items): an object that refers to the items, None standing for NULL. */
static PyObject *row(PyObject *Py_UNUSED(self), PyObject *args) {
  int tracked;
  PyObject *items;
  if (!PyArg_ParseTuple(args, "pO!", &tracked, &PyList_Type, &items)) return NULL;
  Row *made = new_row(PyList_Size(items));
  for (Py_ssize_t i = 0; made != NULL && i < Py_SIZE(made); i++) {
    PyObject *item = PyList_GetItem(items, i);
    if (item == Py_None) continue;
    Py_INCREF(item);
    made->items[i] = item;
  }
  if (made != NULL && tracked) PyObject_GC_Track(made);
  return (PyObject *)made;
}

static PyObject *set_item(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *item;
  Py_ssize_t i;
  if (!PyArg_ParseTuple(args, "O!nO", &Row_Type, &object, &i, &item)) return NULL;
  Py_XDECREF(((Row *)object)->items[i]);
  if (item == Py_None) item = NULL;
  Py_XINCREF(item);
  ((Row *)object)->items[i] = item;
  Py_RETURN_NONE;
}

/* ---- Tracking ----------------------------------------------------------------------------------------------------- */

static PyObject *track(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject_GC_Track(object);
  Py_RETURN_NONE;
}

static PyObject *untrack(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject_GC_UnTrack(object);
  Py_RETURN_NONE;
}

static PyObject *is_gc(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(PyObject_IS_GC(object)); }

static PyObject *is_tracked(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyLong_FromLong(PyObject_GC_IsTracked(object));
}
static PyObject *is_finalized(PyObject *Py_UNUSED(self), PyObject *object) {
  return PyLong_FromLong(PyObject_GC_IsFinalized(object));
}
/* IsTracked of an object when it is new, tracked, not tracked, tracked again. */
static PyObject *tracked_by_turns(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Row *made = new_row(0);
  if (made == NULL) return NULL;
  int states[4];
  states[0] = PyObject_GC_IsTracked((PyObject *)made);
  PyObject_GC_Track(made);
  states[1] = PyObject_GC_IsTracked((PyObject *)made);
  PyObject_GC_UnTrack(made);
  states[2] = PyObject_GC_IsTracked((PyObject *)made);
  PyObject_GC_Track(made);
  states[3] = PyObject_GC_IsTracked((PyObject *)made);
  Py_DECREF(made);
  return Py_BuildValue("(iiii)", states[0], states[1], states[2], states[3]);
}

static PyObject *type_is_gc(PyObject *Py_UNUSED(self), PyObject *type) {
  return PyBool_FromLong(PyType_IS_GC((PyTypeObject *)type) != 0);
}

/* Whether the object's tp_traverse ran in a collection. */
static PyObject *is_traversed(PyObject *Py_UNUSED(self), PyObject *callable) {
  traversed = 0;
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) return NULL;
  Py_DECREF(result);
  return PyBool_FromLong(traversed > 0);
}

/* ---- Traversal ---------------------------------------------------------------------------------------------------- */

struct visits {
  PyObject *tags; /* Of the tracked objects and rows that were visited: rows count as -2. */
  long count, stop_at;
};

static int visit_object(PyObject *object, void *arg) {
  struct visits *visits = arg;
  if (!PROBE_IS_TRACKED(object) && Py_TYPE(object) != &Row_Type) return 0;
  visits->count++;
  long tag = PROBE_IS_TRACKED(object) ? PROBE_TAG(object) : -2;
  visits->tags = probe_append(visits->tags, PyLong_FromLong(tag));
  return visits->count == visits->stop_at ? 77 : 0;
}

/* visits(object, stop_at): (what tp_traverse returned, the tags in ascending order); 0: visits all. */
static PyObject *visits(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  struct visits found = {NULL, 0, 0};
  if (!PyArg_ParseTuple(args, "Ol", &object, &found.stop_at)) return NULL;
  traverseproc traverse = Py_TYPE(object)->tp_traverse;
  if (traverse == NULL) return PyErr_Format(PyExc_TypeError, "no tp_traverse");
  found.tags = PyList_New(0);
  int answer = found.tags == NULL ? -1 : traverse(object, visit_object, &found);
  if (found.tags == NULL || PyList_Sort(found.tags) < 0) return NULL;
  return Py_BuildValue("(iN)", answer, found.tags);
}

/* clear(object): calls tp_clear twice; the sum of what it returned. */
static PyObject *clear(PyObject *Py_UNUSED(self), PyObject *object) {
  inquiry clearing = Py_TYPE(object)->tp_clear;
  if (clearing == NULL) return PyErr_Format(PyExc_TypeError, "no tp_clear");
  return PyLong_FromLong(clearing(object) + clearing(object));
}

/* ---- Memory ------------------------------------------------------------------------------------------------------- */

/* layout(size): what a new object shows: (type, references, size, field in place). */
static PyObject *layout(PyObject *Py_UNUSED(self), PyObject *size) {
  Row *made = new_row(PyLong_AsSsize_t(size));
  if (made == NULL) return NULL;
  PyObject *found = Py_BuildValue("(OnnO)", Py_TYPE(made), Py_REFCNT(made), Py_SIZE(made),
                                  *(long *)((char *)made + offsetof(Row, before)) == 4711 ? Py_True : Py_False);
  Py_DECREF(made);
  return found;
}

/* A size that no memory holds: the error that PyObject_GC_NewVar sets. */
static PyObject *new_too_large(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return (PyObject *)PyObject_GC_NewVar(Row, &Row_Type, PY_SSIZE_T_MAX / (Py_ssize_t)sizeof(PyObject *));
}

/* A failing constructor deletes what was never tracked. */
static PyObject *delete_untracked(PyObject *Py_UNUSED(self), PyObject *count) {
  for (long left = PyLong_AsLong(count); left > 0; left--) {
    Row *made = PyObject_GC_NewVar(Row, &Row_Type, 100);
    if (made == NULL) return NULL;
    PyObject_GC_Del(made);
  }
  Py_RETURN_NONE;
}

typedef struct {
  PyObject_HEAD
  PyObject *item;
} Extra;

static int Extra_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((Extra *)self)->item);
  return 0;
}
static int Extra_clear(PyObject *self) {
  Py_CLEAR(((Extra *)self)->item);
  return 0;
}
static void Extra_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  Extra_clear(self);
  probe_died();
  PyObject_GC_Del(self);
}
static PyTypeObject Extra_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Extra",
  .tp_basicsize = sizeof(Extra),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Extra_traverse,
  .tp_clear = Extra_clear,
  .tp_dealloc = Extra_dealloc,
};

/* with_extra(size): an object that refers to itself, all of whose extra memory was zero and can be written; or TypeError. */
static PyObject *with_extra(PyObject *Py_UNUSED(self), PyObject *size) {
  size_t extra = PyLong_AsSize_t(size);
  PyObject *made = PyUnstable_Object_GC_NewWithExtraData(&Extra_Type, extra);
  if (made == NULL) return NULL;
  unsigned char *data = (unsigned char *)made + sizeof(Extra), sum = ((Extra *)made)->item != NULL;
  for (size_t i = 0; i < extra; i++) sum |= data[i];
  memset(data, 0xa5, extra);
  Py_INCREF(made);
  ((Extra *)made)->item = made;
  probe_born();
  PyObject_GC_Track(made);
  if (sum == 0 && Py_TYPE(made) == &Extra_Type && Py_REFCNT(made) == 2) return made;
  Py_DECREF(made);
  return PyErr_Format(PyExc_TypeError, "not as it should be");
}

/* An object whose type is collectable, but which is static itself: tp_is_gc says so. */
static int Choosy_is_gc(PyObject *self);
static PyTypeObject Choosy_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Choosy",
  .tp_basicsize = sizeof(Row),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Row_traverse,
  .tp_clear = Row_clear,
  .tp_is_gc = Choosy_is_gc,
};
static Row choosy = {PyVarObject_HEAD_INIT(&Choosy_Type, 0) 0, {NULL}};
static int Choosy_is_gc(PyObject *self) { return self != (PyObject *)&choosy; }
static PyObject *chosen(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return Py_BuildValue("(ii)", PyType_IS_GC(&Choosy_Type) != 0, PyObject_IS_GC((PyObject *)&choosy));
}

static int set_up(PyObject *module) {
  if (PyType_Ready(&Extra_Type) < 0) return -1;
  return PyType_Ready(&Choosy_Type) < 0 ? -1 : probe_add_type(module, "Row", &Row_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(row), PROBE_VARARGS(set_item), PROBE_O(track), PROBE_O(untrack), PROBE_O(is_gc),
                  PROBE_O(is_tracked), PROBE_O(is_finalized), PROBE_NOARGS(tracked_by_turns),
                  PROBE_O(with_extra),
                  PROBE_O(type_is_gc), PROBE_O(is_traversed), PROBE_VARARGS(visits), PROBE_O(clear), PROBE_O(layout),
                  PROBE_NOARGS(new_too_large), PROBE_O(delete_untracked), PROBE_NOARGS(chosen))
