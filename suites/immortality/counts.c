#include "probe.h"

/* Changes of the count: behind an INCREF, behind the DECREF for it, behind two INCREF. */
static PyObject *moves_of(PyObject *o) {
  Py_ssize_t before = Py_REFCNT(o);
  Py_INCREF(o);
  Py_ssize_t more = Py_REFCNT(o) - before;
  Py_DECREF(o);
  Py_ssize_t same = Py_REFCNT(o) - before;
  Py_INCREF(o);
  Py_XINCREF(o);
  Py_ssize_t two = Py_REFCNT(o) - before;
  Py_DECREF(o);
  Py_XDECREF(o);
  return Py_BuildValue("(nnn)", more, same, two);
}

static PyObject *count_moves(PyObject *Py_UNUSED(self), PyObject *o) { return moves_of(o); }

static PyObject *interned_moves(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text;
  if (!PyArg_ParseTuple(args, "s", &text)) return NULL;
  PyObject *interned = PyUnicode_InternFromString(text);
  PyObject *answer = interned == NULL ? NULL : moves_of(interned);
  Py_XDECREF(interned);
  return answer;
}

/* The inline reference counting of an extension that was compiled for 3.11 or older: it knows of no immortality. */
static void old_incref(PyObject *o) { ((Py_ssize_t *)o)[0]++; }
static void old_decref(PyObject *o) {
  if (--((Py_ssize_t *)o)[0] == 0) _Py_Dealloc(o);
}

/*
 * Gives back what nobody took and uses the object: whether it is alive and works. Then the count becomes what it was: where it
 * has drifted, INCREF moves it and DECREF does not.
 */
static PyObject *old_decrefs(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  long count;
  if (!PyArg_ParseTuple(args, "Ol", &o, &count)) return NULL;
  PyTypeObject *type = Py_TYPE(o);
  Py_ssize_t saved = ((Py_ssize_t *)o)[0];
  for (long i = 0; i < count; i++) old_decref(o);
  PyObject *list = PyList_New(1000);
  for (Py_ssize_t i = 0; list != NULL && i < 1000; i++) {
    Py_INCREF(o);
    if (PyList_SetItem(list, i, o) < 0) Py_CLEAR(list);
  }
  PyObject *text = list == NULL ? NULL : PyObject_Repr(list);
  int works = text != NULL && Py_TYPE(o) == type;
  Py_XDECREF(text);
  Py_XDECREF(list);
  ((Py_ssize_t *)o)[0] = saved;
  return PyErr_Occurred() ? NULL : PyBool_FromLong(works);
}

static PyObject *old_increfs(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  long count;
  if (!PyArg_ParseTuple(args, "Ol", &o, &count)) return NULL;
  PyTypeObject *type = Py_TYPE(o);
  Py_ssize_t saved = ((Py_ssize_t *)o)[0];
  for (long i = 0; i < count; i++) old_incref(o);
  for (long i = 0; i < 1000; i++) {
    Py_INCREF(o);
    Py_DECREF(o);
  }
  int works = Py_TYPE(o) == type;
  ((Py_ssize_t *)o)[0] = saved;
  return PyBool_FromLong(works);
}

static PyObject *set_count(PyObject *Py_UNUSED(self), PyObject *o) {
  Py_ssize_t before = Py_REFCNT(o);
  Py_SET_REFCNT(o, 5);
  return PyBool_FromLong(Py_REFCNT(o) == before);
}

static PyObject *looks_immortal(PyObject *Py_UNUSED(self), PyObject *o) {
  return PyBool_FromLong((unsigned long long)Py_REFCNT(o) == UINT32_MAX);
}

PROBE_MODULE(PROBE_O(count_moves), PROBE_VARARGS(interned_moves), PROBE_VARARGS(old_decrefs), PROBE_VARARGS(old_increfs),
             PROBE_O(set_count), PROBE_O(looks_immortal))
