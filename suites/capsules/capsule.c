#include "probe.h"

/* Capsules over the places of an array: a pointer is told by its index. */
static int places[4];
/* The text of each name twice, so that one that is asked for is never the pointer that is stored. */
static char stored_names[][16] = {"area.thing", "area.thin", "area.things", "area.Thing", "area", ""};
static char asked_names[][16] = {"area.thing", "area.thin", "area.things", "area.Thing", "area", ""};

/* NULL for None. */
static const char *pick(char names[][16], PyObject *name) {
  if (name == Py_None) return NULL;
  for (size_t i = 0; i < sizeof stored_names / sizeof *stored_names; i++)
    if (PyUnicode_CompareWithASCIIString(name, names[i]) == 0) return names[i];
  PyErr_SetString(PyExc_AssertionError, "the probe has no such name");
  return NULL;
}
static PyObject *index_of(void *pointer) {
  if (pointer == NULL) return PyErr_Occurred() ? NULL : PyLong_FromLong(-1);
  return PyLong_FromSsize_t((int *)pointer - places);
}
/* NULL for -1. */
static void *place(PyObject *index) {
  long i = PyLong_AsLong(index);
  return i < 0 ? NULL : &places[i];
}
static PyObject *status(int failed) {
  if ((failed != 0) != (PyErr_Occurred() != NULL)) PyErr_SetString(PyExc_AssertionError, "status and exception disagree");
  return PyErr_Occurred() ? NULL : PyLong_FromLong(failed);
}

/* new(name): of the place 0, without a destructor. */
static PyObject *new(PyObject *Py_UNUSED(self), PyObject *name) {
  return PyCapsule_New(&places[0], pick(stored_names, name), NULL);
}
static long failed_destructors;
static void count_destructor(PyObject *Py_UNUSED(capsule)) { failed_destructors++; }
static PyObject *new_of_null(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *capsule = PyCapsule_New(NULL, "area.thing", count_destructor);
  if (capsule == NULL && failed_destructors == 0) return NULL;
  Py_XDECREF(capsule);
  PyErr_Clear();
  return PyErr_Format(PyExc_AssertionError, "there is a capsule, or its destructor ran %ld times", failed_destructors);
}
static PyObject *check_exact(PyObject *Py_UNUSED(self), PyObject *object) { return PyLong_FromLong(PyCapsule_CheckExact(object)); }

static PyObject *get_pointer(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *name;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &name)) return NULL;
  void *pointer = PyCapsule_GetPointer(capsule, pick(asked_names, name));
  if (pointer == NULL && !PyErr_Occurred()) return PyErr_Format(PyExc_AssertionError, "no pointer and no exception");
  return index_of(pointer);
}
/* is_valid(capsule or NULL, name): while an exception is pending, which must stay. */
static PyObject *is_valid(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *name;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &name)) return NULL;
  const char *asked = pick(asked_names, name);
  int before = PyCapsule_IsValid(PROBE_OR_NULL(capsule), asked);
  if (PyErr_Occurred()) return NULL;
  PyErr_SetNone(PyExc_KeyError);
  int during = PyCapsule_IsValid(PROBE_OR_NULL(capsule), asked);
  if (!PyErr_ExceptionMatches(PyExc_KeyError)) return NULL;
  PyErr_Clear();
  return Py_BuildValue("(ii)", before != 0, during != 0);
}
static PyObject *get_name(PyObject *Py_UNUSED(self), PyObject *capsule) {
  const char *name = PyCapsule_GetName(capsule);
  if (name == NULL && PyErr_Occurred()) return NULL;
  if (name == NULL) Py_RETURN_NONE;
  return PyUnicode_FromString(name);
}
/* Is the name the very pointer that was stored? */
static PyObject *is_stored_name(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *name;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &name)) return NULL;
  return PyBool_FromLong(PyCapsule_GetName(capsule) == pick(stored_names, name));
}
static PyObject *set_name(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *name;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &name)) return NULL;
  return status(PyCapsule_SetName(capsule, pick(stored_names, name)));
}
static PyObject *set_pointer(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *index;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &index)) return NULL;
  return status(PyCapsule_SetPointer(capsule, place(index)));
}
static PyObject *get_context(PyObject *Py_UNUSED(self), PyObject *capsule) { return index_of(PyCapsule_GetContext(capsule)); }
static PyObject *set_context(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *index;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &index)) return NULL;
  return status(PyCapsule_SetContext(capsule, place(index)));
}

/* ---- Destructors ------------------------------------------------------------------------------------------------ */

/* What the destructors saw, as a list; NULL when nobody wants to know. */
static PyObject *seen;

static void note(PyObject *item) {
  if (item == NULL || (seen != NULL && PyList_Append(seen, item) < 0)) PyErr_WriteUnraisable(NULL);
  Py_XDECREF(item);
}
/* Of a capsule that owns the tracked object it points to. */
static void first_destructor(PyObject *capsule) {
  const char *name = PyCapsule_GetName(capsule);
  PyObject *object = PyCapsule_GetPointer(capsule, name);
  note(Py_BuildValue("(slii)", name, object == NULL ? -3 : PROBE_TAG(object), PyCapsule_IsValid(capsule, name),
                     PyCapsule_GetContext(capsule) == &places[3] && PyCapsule_GetDestructor(capsule) == first_destructor));
  Py_XDECREF(object);
}
static void second_destructor(PyObject *capsule) {
  Py_XDECREF((PyObject *)PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
  note(PyUnicode_FromString("second"));
}
/* owner(list for what its destructor sees): a capsule around a new tracked object. */
static PyObject *owner(PyObject *Py_UNUSED(self), PyObject *list) {
  PyObject *object = PROBE_TRACKED(7), *capsule;
  if (object == NULL) return NULL;
  Py_XDECREF(seen);
  Py_INCREF(list);
  seen = list;
  capsule = PyCapsule_New(object, "area.thing", first_destructor);
  if (capsule == NULL) Py_DECREF(object);
  else if (PyCapsule_SetContext(capsule, &places[3]) < 0) Py_CLEAR(capsule);
  return capsule;
}
static PyObject *let_go(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_CLEAR(seen);
  Py_RETURN_NONE;
}
static PyCapsule_Destructor destructor_named(PyObject *name) {
  if (name == Py_None) return NULL;
  return PyUnicode_CompareWithASCIIString(name, "first") == 0 ? first_destructor : second_destructor;
}
static PyObject *set_destructor(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *capsule, *name;
  if (!PyArg_ParseTuple(args, "OO", &capsule, &name)) return NULL;
  return status(PyCapsule_SetDestructor(capsule, destructor_named(name)));
}
static PyObject *get_destructor(PyObject *Py_UNUSED(self), PyObject *capsule) {
  PyCapsule_Destructor found = PyCapsule_GetDestructor(capsule);
  if (found == NULL && PyErr_Occurred()) return NULL;
  if (found == NULL) Py_RETURN_NONE;
  return PyUnicode_FromString(found == first_destructor ? "first" : found == second_destructor ? "second" : "another");
}
/* Releases the tracked object of a capsule whose destructor was taken away. */
static PyObject *release_content(PyObject *Py_UNUSED(self), PyObject *capsule) {
  PyObject *object = PyCapsule_GetPointer(capsule, "area.thing");
  if (object == NULL) return NULL;
  Py_DECREF(object);
  Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_O(new), PROBE_NOARGS(new_of_null), PROBE_O(check_exact), PROBE_VARARGS(get_pointer),
             PROBE_VARARGS(is_valid), PROBE_O(get_name), PROBE_VARARGS(is_stored_name), PROBE_VARARGS(set_name),
             PROBE_VARARGS(set_pointer), PROBE_O(get_context), PROBE_VARARGS(set_context), PROBE_O(owner),
             PROBE_NOARGS(let_go), PROBE_VARARGS(set_destructor), PROBE_O(get_destructor), PROBE_O(release_content))
