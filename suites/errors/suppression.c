#include "probe.h"

/* Each answers (found, pending afterwards) for a lookup that may go wrong. */
static PyObject *outcome(int found) {
  int pending = PyErr_Occurred() != NULL;
  PyErr_Clear();
  return Py_BuildValue("(ii)", found, pending);
}

static PyObject *dict_get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key)) return NULL;
  return outcome(PyDict_GetItem(dict, key) != NULL);
}

static PyObject *dict_get_with_error(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *key;
  if (!PyArg_ParseTuple(args, "OO", &dict, &key)) return NULL;
  PyObject *value = PyDict_GetItemWithError(dict, key);
  if (value == NULL && PyErr_Occurred()) return NULL;
  return outcome(value != NULL);
}

static PyObject *has_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  if (!PyArg_ParseTuple(args, "OO", &object, &name)) return NULL;
  return outcome(PyObject_HasAttr(object, name));
}

static PyObject *has_key(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *key;
  if (!PyArg_ParseTuple(args, "OO", &object, &key)) return NULL;
  return outcome(PyMapping_HasKey(object, key));
}

static PyObject *is_instance(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *type;
  if (!PyArg_ParseTuple(args, "OO", &object, &type)) return NULL;
  int answer = PyObject_IsInstance(object, type);
  return answer < 0 ? NULL : outcome(answer);
}

PROBE_MODULE(PROBE_VARARGS(dict_get), PROBE_VARARGS(dict_get_with_error), PROBE_VARARGS(has_attribute),
             PROBE_VARARGS(has_key), PROBE_VARARGS(is_instance))
