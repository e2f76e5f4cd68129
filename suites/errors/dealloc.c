#include "probe.h"

/*
 * An object that does a lot while it dies: it saves the indicator, calls the API, fails on the way, and puts the
 * indicator back, as the documentation of tp_dealloc asks for.
 */
typedef struct {
  PyObject_HEAD
  PyObject *callable; /* Owned, may be NULL: called by the dying object. */
} busy_object;

static long deaths;

static void busy_work(PyObject *callable) {
  PyObject *number = PyLong_FromLong(12345), *list = PyList_New(0), *nothing = NULL;
  if (number != NULL && list != NULL && PyList_Append(list, number) == 0) nothing = PyObject_GetItem(list, number);
  Py_XDECREF(nothing);
  Py_XDECREF(number);
  Py_XDECREF(list);
  PyErr_Clear();
  nothing = callable == NULL ? NULL : PyObject_CallObject(callable, NULL);
  Py_XDECREF(nothing);
  PyErr_Clear();
}

static void busy_dealloc(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  deaths++;
  busy_work(((busy_object *)self)->callable);
  Py_XDECREF(((busy_object *)self)->callable);
  PyErr_Restore(type, value, traceback);
  PyObject_Free(self);
}

static PyTypeObject busy_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Busy",
  .tp_basicsize = sizeof(busy_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = busy_dealloc,
};

static PyObject *new_busy(PyObject *callable) {
  busy_object *self = PyObject_New(busy_object, &busy_type);
  if (self == NULL) return NULL;
  self->callable = callable == Py_None ? NULL : callable;
  Py_XINCREF(self->callable);
  return (PyObject *)self;
}

/* Fails with KeyError(1, "two") while `holder` dies, and with AssertionError if nothing died. Takes the reference. */
static PyObject *fail_while_dying(PyObject *holder, long expected) {
  PyObject *arguments = Py_BuildValue("(is)", 1, "two");
  if (holder == NULL || arguments == NULL) {
    Py_XDECREF(holder);
    Py_XDECREF(arguments);
    return NULL;
  }
  long before = deaths;
  PyErr_SetObject(PyExc_KeyError, arguments);
  Py_DECREF(arguments);
  Py_DECREF(holder);
  if (deaths - before != expected) PyErr_Format(PyExc_AssertionError, "%ld deaths", deaths - before);
  return NULL;
}

static PyObject *one_object(PyObject *Py_UNUSED(self), PyObject *callable) {
  return fail_while_dying(new_busy(callable), 1);
}

/* A C tuple of three: they die while it does. */
static PyObject *tuple_of_three(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *holder = PyTuple_New(3);
  for (Py_ssize_t i = 0; holder != NULL && i < 3; i++) {
    PyObject *item = new_busy(callable);
    if (item == NULL || PyTuple_SetItem(holder, i, item) < 0) Py_CLEAR(holder);
  }
  return fail_while_dying(holder, 3);
}

/* The pending exception is the same instance before and after the death. */
static PyObject *same_instance(PyObject *Py_UNUSED(self), PyObject *callable) {
  PyObject *object = new_busy(callable), *type, *value, *traceback;
  if (object == NULL) return NULL;
  PyErr_SetString(PyExc_ValueError, "pending");
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *instance = value;
  PyErr_Restore(type, value, traceback);
  Py_DECREF(object);
  PyErr_Fetch(&type, &value, &traceback);
  int same = value == instance;
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(traceback);
  return PyBool_FromLong(same);
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&busy_type); }

PROBE_MODULE_WITH(ready, PROBE_O(one_object), PROBE_O(tuple_of_three), PROBE_O(same_instance))
