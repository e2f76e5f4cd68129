#include "probe.h"

#if PY_VERSION_HEX < 0x03090000
#define Py_SET_REFCNT(object, count) (Py_REFCNT(object) = (count))
#endif

/* An object whose tp_dealloc does what `act` says while its fields are still there. */
enum act { COUNTS_REFERENCES, ASKS_ITSELF, GOES_INTO_CONTAINERS, CALLS_WITH_ITSELF, CALLS_HOST, MAKES_OBJECTS, COLLECTS, IMPORTS };

typedef struct {
  PyObject_HEAD
  PyObject *field; /* Owned. */
  enum act act;
} Dying;

static PyObject *hook; /* Owned. */
static long deaths, problems;

static int acts(PyObject *self, enum act act) {
  PyObject *made = NULL;
  switch (act) {
    case COUNTS_REFERENCES:
      for (int i = 0; i < 1000; i++) Py_INCREF(self);
      for (int i = 0; i < 1000; i++) Py_DECREF(self);
      return Py_REFCNT(self) == 1 ? 0 : -1;
    case ASKS_ITSELF: {
      int truth = PyObject_IsTrue(self);
      made = PyObject_Repr(self);
      Py_hash_t hash = PyObject_Hash(self);
      if (truth != 1 || hash == -1 || PyObject_IsInstance(self, (PyObject *)Py_TYPE(self)) != 1) Py_CLEAR(made);
      break;
    }
    case GOES_INTO_CONTAINERS:
      made = Py_BuildValue("[O(O){sO}]", self, self, "self", self);
      break;
    case CALLS_WITH_ITSELF: made = PyObject_CallFunctionObjArgs(hook, self, NULL); break;
    case CALLS_HOST: made = PyObject_CallObject(hook, NULL); break;
    case MAKES_OBJECTS:
      for (int i = 0; i < 100; i++) {
        Py_XDECREF(made);
        made = Py_BuildValue("[d{s(i)}]", 0.5, "key", i);
      }
      break;
    case COLLECTS: PyGC_Collect(); return 0;
    case IMPORTS: made = PyImport_ImportModule("sys"); break;
  }
  if (made == NULL) return -1;
  Py_DECREF(made);
  return 0;
}

static void Dying_dealloc(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  deaths++;
  /* Own references, while others are taken and given back: the object must not die in here once more. */
  Py_SET_REFCNT(self, 1);
  if (acts(self, ((Dying *)self)->act) < 0 || PyErr_Occurred()) problems++;
  if (Py_REFCNT(self) != 1) problems++;
  PyErr_Clear();
  Py_SET_REFCNT(self, 0);
  PyErr_Restore(type, value, traceback);
  Py_CLEAR(((Dying *)self)->field);
  probe_died();
  PyObject_Free(self);
}

static PyTypeObject Dying_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Dying",
  .tp_basicsize = sizeof(Dying),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = Dying_dealloc,
};

static PyObject *new_dying(int act, PyObject *field) {
  Dying *made = PyObject_New(Dying, &Dying_Type);
  if (made == NULL) return NULL;
  probe_born();
  Py_INCREF(field);
  made->field = field;
  made->act = (enum act)act;
  return (PyObject *)made;
}

static PyObject *dying(PyObject *Py_UNUSED(self), PyObject *args) {
  int act;
  PyObject *field;
  return PyArg_ParseTuple(args, "iO", &act, &field) ? new_dying(act, field) : NULL;
}

static PyObject *set_hook(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *old = hook;
  Py_INCREF(callable);
  hook = callable;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

/* (deaths, problems) since it was asked last. */
static PyObject *seen(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *found = Py_BuildValue("(ll)", deaths, problems);
  deaths = problems = 0;
  return found;
}

/* The death of an object that only C knows, with an exception pending. */
static PyObject *die_with_error(PyObject *Py_UNUSED(self), PyObject *args) {
  int act;
  PyObject *field;
  if (!PyArg_ParseTuple(args, "iO", &act, &field)) return NULL;
  PyObject *made = new_dying(act, field);
  if (made == NULL) return NULL;
  PyErr_SetString(PyExc_KeyError, "pending");
  Py_DECREF(made);
  return NULL;
}

/*
 * An object that a deallocator saves: it counts its own references anew instead of going. The documentation of
 * Py_SET_REFCNT names no other use.
 */
typedef struct {
  PyObject_HEAD
  long lives;
} Cat;

static PyObject *cat_at_home; /* Owned, after a death that was none. */

static void Cat_dealloc(PyObject *self) {
  if (--((Cat *)self)->lives > 0) {
    Py_SET_REFCNT(self, 1);
    cat_at_home = self;
    return;
  }
  probe_died();
  PyObject_Free(self);
}

static PyTypeObject Cat_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Cat",
  .tp_basicsize = sizeof(Cat),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = Cat_dealloc,
};

/* nine_lives(n): how often a cat of n lives came back, and how many lives it had left at last. */
static PyObject *nine_lives(PyObject *Py_UNUSED(self), PyObject *lives) {
  long returns = 0;
  Cat *cat = PyObject_New(Cat, &Cat_Type);
  if (cat == NULL) return NULL;
  cat->lives = PyLong_AsLong(lives);
  probe_born();
  Py_DECREF(cat);
  while (cat_at_home != NULL) {
    PyObject *back = cat_at_home;
    cat_at_home = NULL;
    if (Py_TYPE(back) != &Cat_Type) return NULL;
    returns++;
    Py_DECREF(back);
  }
  return PyLong_FromLong(returns);
}

/* The same with the host as the last owner: whoever lets go of the reference that C set, ends it. */
static PyObject *cat(PyObject *Py_UNUSED(self), PyObject *lives) {
  Cat *made = PyObject_New(Cat, &Cat_Type);
  if (made == NULL) return NULL;
  made->lives = PyLong_AsLong(lives);
  probe_born();
  return (PyObject *)made;
}

static PyObject *call_home(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *back = cat_at_home;
  cat_at_home = NULL;
  if (back == NULL) Py_RETURN_NONE;
  return back;
}

static PyObject *lives_of(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(((Cat *)object)->lives); }

static int set_up(PyObject *Py_UNUSED(module)) { return PyType_Ready(&Dying_Type) < 0 ? -1 : PyType_Ready(&Cat_Type); }

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(dying), PROBE_O(set_hook), PROBE_NOARGS(seen), PROBE_VARARGS(die_with_error),
                  PROBE_O(nine_lives), PROBE_O(cat), PROBE_NOARGS(call_home), PROBE_O(lives_of))
