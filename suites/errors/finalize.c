#include "probe.h"

/* An object of a collected type whose tp_finalize saves the indicator, fails inside, and puts the indicator back. */
static long finalized;

static void careful_finalize(PyObject *Py_UNUSED(self)) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  finalized++;
  PyErr_SetString(PyExc_LookupError, "inside the finalizer");
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
}

static int careful_traverse(PyObject *Py_UNUSED(self), visitproc Py_UNUSED(visit), void *Py_UNUSED(context)) { return 0; }

static void careful_dealloc(PyObject *self) {
  if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
  PyObject_GC_UnTrack(self);
  PyObject_GC_Del(self);
}

static PyTypeObject careful_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Careful",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_dealloc = careful_dealloc,
  .tp_traverse = careful_traverse,
  .tp_finalize = careful_finalize,
};

/* Fails with KeyError("pending") while such an object dies, and with AssertionError if it was not finalized. */
static PyObject *fail_while_finalizing(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *object = (PyObject *)PyObject_GC_New(PyObject, &careful_type);
  if (object == NULL) return NULL;
  PyObject_GC_Track(object);
  long before = finalized;
  PyErr_SetString(PyExc_KeyError, "pending");
  Py_DECREF(object);
  if (finalized - before != 1) PyErr_Format(PyExc_AssertionError, "finalized %ld times", finalized - before);
  return NULL;
}

/* Gives up an object of a host class, which may run its finalizer, while KeyError("pending") is pending. */
static PyObject *fail_while_host_finalizes(PyObject *Py_UNUSED(self), PyObject *class) {
  PyObject *object = PyObject_CallObject(class, NULL);
  if (object == NULL) return NULL;
  PyErr_SetString(PyExc_KeyError, "pending");
  Py_DECREF(object);
  return NULL;
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&careful_type); }

PROBE_MODULE_WITH(ready, PROBE_NOARGS(fail_while_finalizing), PROBE_O(fail_while_host_finalizes))
