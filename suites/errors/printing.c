#include "probe.h"
#include <frameobject.h>

/* Raises `instance` and prints it with the host's sys.excepthook replaced by `hook`; whether it is still pending. */
static PyObject *print(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *instance, *hook;
  int remember;
  if (!PyArg_ParseTuple(args, "OOp", &instance, &hook, &remember)) return NULL;
  PyObject *previous = PySys_GetObject("excepthook");
  if (previous == NULL) return PyErr_Format(PyExc_RuntimeError, "the host has no sys.excepthook");
  Py_INCREF(previous);
  int failed = PySys_SetObject("excepthook", hook) < 0, pending = 0;
  if (!failed) {
    PyErr_SetObject((PyObject *)Py_TYPE(instance), instance);
    if (remember) PyErr_Print();
    else PyErr_PrintEx(0);
    pending = PyErr_Occurred() != NULL;
    failed = PySys_SetObject("excepthook", previous) < 0;
  }
  Py_DECREF(previous);
  return failed ? NULL : PyBool_FromLong(pending);
}

/* An attribute of sys, which is deleted, or None without it. */
static PyObject *take_from_sys(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *sys = PyImport_ImportModule("sys"), *value = NULL;
  if (sys == NULL) return NULL;
  if (PyObject_HasAttr(sys, name)) {
    value = PyObject_GetAttr(sys, name);
    if (value != NULL && PyObject_DelAttr(sys, name) < 0) Py_CLEAR(value);
  } else {
    Py_INCREF(Py_None);
    value = Py_None;
  }
  Py_DECREF(sys);
  return value;
}

/* Adds an entry for a function `name` at line 42 of "probe.py" to the pending exception's traceback. 0, or -1. */
static int add_traceback(const char *name) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *globals = PyDict_New();
  PyCodeObject *code = PyCode_NewEmpty("probe.py", name, 42);
  PyFrameObject *frame = NULL;
  if (globals != NULL && code != NULL) frame = PyFrame_New(PyThreadState_Get(), code, globals, NULL);
  Py_XDECREF(globals);
  Py_XDECREF(code);
  if (frame == NULL) {
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return -1;
  }
  PyErr_Restore(type, value, traceback);
  int status = PyTraceBack_Here(frame);
  Py_DECREF(frame);
  return status;
}

/* Raises ValueError("traced") with two entries that C made. */
static PyObject *fail_with_traceback(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyErr_SetString(PyExc_ValueError, "traced");
  if (add_traceback("inner") == 0) add_traceback("outer");
  return NULL;
}

/* The names and lines of the traceback that C made, outermost first: [(name, line), ...]. */
static PyObject *traceback_entries(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type, *value, *traceback, *list = PyList_New(0);
  PyErr_SetString(PyExc_ValueError, "traced");
  if (list == NULL || add_traceback("inner") < 0 || add_traceback("outer") < 0) {
    Py_XDECREF(list);
    return NULL;
  }
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(type);
  Py_XDECREF(value);
  while (traceback != NULL && traceback != Py_None && list != NULL) {
    PyObject *frame = PyObject_GetAttrString(traceback, "tb_frame"), *next = PyObject_GetAttrString(traceback, "tb_next");
    PyObject *code = frame == NULL ? NULL : PyObject_GetAttrString(frame, "f_code");
    PyObject *name = code == NULL ? NULL : PyObject_GetAttrString(code, "co_name");
    PyObject *line = PyObject_GetAttrString(traceback, "tb_lineno");
    list = probe_append(list, next == NULL || name == NULL || line == NULL ? NULL : PyTuple_Pack(2, name, line));
    Py_XDECREF(frame);
    Py_XDECREF(code);
    Py_XDECREF(name);
    Py_XDECREF(line);
    Py_DECREF(traceback);
    traceback = next;
  }
  Py_XDECREF(traceback);
  return list;
}

PROBE_MODULE(PROBE_VARARGS(print), PROBE_O(take_from_sys), PROBE_NOARGS(fail_with_traceback),
             PROBE_NOARGS(traceback_entries))
