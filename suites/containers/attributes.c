#include "probe.h"

/* What a setter returned, or its exception. */
static PyObject *outcome(int status) { return status < 0 ? NULL : PyLong_FromLong(status); }

static PyObject *set_attr(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value;
  if (!PyArg_ParseTuple(args, "OOO", &object, &name, &value)) return NULL;
  return outcome(PyObject_SetAttr(object, name, value));
}

static PyObject *set_attr_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *value;
  const char *name;
  if (!PyArg_ParseTuple(args, "OsO", &object, &name, &value)) return NULL;
  return outcome(PyObject_SetAttrString(object, name, value));
}

/* The value NULL deletes. */
static PyObject *set_null(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  if (!PyArg_ParseTuple(args, "OO", &object, &name)) return NULL;
  return outcome(PyObject_SetAttr(object, name, NULL));
}

static PyObject *set_null_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  return outcome(PyObject_SetAttrString(object, name, NULL));
}

static PyObject *del_attr(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  if (!PyArg_ParseTuple(args, "OO", &object, &name)) return NULL;
  return outcome(PyObject_DelAttr(object, name));
}

static PyObject *del_attr_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  return outcome(PyObject_DelAttrString(object, name));
}

static PyObject *get_attr(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &object, &name)) return NULL;
  return PyObject_GetAttrString(object, name);
}

PROBE_MODULE(PROBE_VARARGS(set_attr), PROBE_VARARGS(set_attr_string), PROBE_VARARGS(set_null), PROBE_VARARGS(set_null_string),
             PROBE_VARARGS(del_attr), PROBE_VARARGS(del_attr_string), PROBE_VARARGS(get_attr))
