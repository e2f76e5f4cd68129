#include "probe.h"

/* Events of this suite that the listening hook has heard. A hook stays until the process ends, when the API is gone. */
static PyObject *events; /* NULL: nobody listens. */

/* 0 listens, 1 refuses one event, 2 refuses hooks. */
static int kinds[3] = {0, 1, 2};

static int hook(const char *event, PyObject *arguments, void *data) {
  int kind = *(int *)data;
  if (kind == 1 && strcmp(event, "proofload.refused") == 0) {
    PyErr_SetString(PyExc_PermissionError, event);
    return -1;
  }
  if (kind == 2 && strcmp(event, "sys.addaudithook") == 0) {
    PyErr_SetString(PyExc_RuntimeError, "no more hooks");
    return -1;
  }
  if (kind != 0 || events == NULL || strncmp(event, "proofload.", 10) != 0) return 0;
  PyObject *entry = Py_BuildValue("(sO)", event, arguments);
  int failed = entry == NULL || PyList_Append(events, entry) < 0;
  Py_XDECREF(entry);
  return failed ? -1 : 0;
}

static PyObject *add_hook(PyObject *Py_UNUSED(self), PyObject *kind) {
  long number = PyLong_AsLong(kind);
  if (number < 0 || number > 2) return PyErr_Format(PyExc_ValueError, "no such hook");
  Py_XDECREF(events);
  events = PyList_New(0);
  if (events == NULL) return NULL;
  static int listens; /* One hook that listens is enough for a process, also where the case is tried again. */
  if (number == 0 && listens) return PyLong_FromLong(0);
  int status = PySys_AddAuditHook(hook, &kinds[number]);
  if (number == 0 && status == 0) listens = 1;
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* Whether an exception is pending behind an attempt that another hook refuses; the hook has not been added. */
static PyObject *add_hook_quietly(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PySys_AddAuditHook(hook, &kinds[0]);
  int pending = PyErr_Occurred() != NULL;
  PyErr_Clear();
  return PyBool_FromLong(pending);
}

/* What was heard since the last time. */
static PyObject *heard(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *list = events;
  events = PyList_New(0);
  if (events == NULL) Py_CLEAR(list);
  return list;
}

static PyObject *answer(int status) { return status < 0 ? NULL : PyLong_FromLong(status); }

static PyObject *audit(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *event;
  PyObject *item;
  int number;
  if (!PyArg_ParseTuple(args, "sOi", &event, &item, &number)) return NULL;
  return answer(PySys_Audit(event, "Oi", item, number));
}

static PyObject *audit_plain(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *event;
  return PyArg_ParseTuple(args, "s", &event) ? answer(PySys_Audit(event, NULL)) : NULL;
}

static PyObject *audit_tuple(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *event;
  PyObject *arguments;
  if (!PyArg_ParseTuple(args, "sO", &event, &arguments)) return NULL;
  return answer(PySys_AuditTuple(event, arguments == Py_None ? NULL : arguments));
}

PROBE_MODULE(PROBE_O(add_hook), PROBE_NOARGS(add_hook_quietly), PROBE_NOARGS(heard), PROBE_VARARGS(audit),
             PROBE_VARARGS(audit_plain), PROBE_VARARGS(audit_tuple))
