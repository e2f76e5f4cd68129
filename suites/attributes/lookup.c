#include "probe.h"

/* PyObject_GenericGetAttr and its kin as an extension may call them. */
static PyObject *generic_get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  return PyArg_ParseTuple(args, "OO", &object, &name) ? PyObject_GenericGetAttr(object, name) : NULL;
}
static PyObject *generic_set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value = NULL;
  if (!PyArg_ParseTuple(args, "OO|O", &object, &name, &value)) return NULL;
  return PyObject_GenericSetAttr(object, name, value) < 0 ? NULL : PyLong_FromLong(0);
}
static PyObject *generic_dict(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_GenericGetDict(object, NULL); }
static PyObject *generic_set_dict(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *dict;
  if (!PyArg_ParseTuple(args, "OO", &object, &dict)) return NULL;
  dict = PROBE_OR_NULL(dict);
  return PyObject_GenericSetDict(object, dict, NULL) < 0 ? NULL : PyLong_FromLong(0);
}

/* optional(object, name, by string): (code, value or Ellipsis). */
static PyObject *optional(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value = Py_None;
  int by_string;
  if (!PyArg_ParseTuple(args, "OOp", &object, &name, &by_string)) return NULL;
  int code = by_string ? PyObject_GetOptionalAttrString(object, PyUnicode_AsUTF8(name), &value)
                       : PyObject_GetOptionalAttr(object, name, &value);
  if (code < 0) return value == NULL ? NULL : PyErr_Format(PyExc_RuntimeError, "an error, and a value");
  if (value != NULL) return Py_BuildValue("(iN)", code, value);
  return Py_BuildValue("(iO)", code, Py_Ellipsis);
}

/* has(object, name): [PyObject_HasAttr, PyObject_HasAttrString]; neither leaves an exception. */
static PyObject *has(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  if (!PyArg_ParseTuple(args, "OO", &object, &name)) return NULL;
  int one = PyObject_HasAttr(object, name), left = PyErr_Occurred() != NULL;
  int other = PyObject_HasAttrString(object, PyUnicode_AsUTF8(name));
  return Py_BuildValue("[iiii]", one, left, other, PyErr_Occurred() != NULL);
}

static PyObject *has_with_error(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  int by_string;
  if (!PyArg_ParseTuple(args, "OOp", &object, &name, &by_string)) return NULL;
  int code = by_string ? PyObject_HasAttrStringWithError(object, PyUnicode_AsUTF8(name))
                       : PyObject_HasAttrWithError(object, name);
  return code < 0 ? NULL : PyLong_FromLong(code);
}

static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  return PyArg_ParseTuple(args, "OO", &object, &name) ? PyObject_GetAttr(object, name) : NULL;
}
static PyObject *set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name, *value;
  if (!PyArg_ParseTuple(args, "OOO", &object, &name, &value)) return NULL;
  return PyObject_SetAttr(object, name, value) < 0 ? NULL : PyLong_FromLong(0);
}
static PyObject *delete(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *name;
  int by_string;
  if (!PyArg_ParseTuple(args, "OOp", &object, &name, &by_string)) return NULL;
  int code = by_string ? PyObject_DelAttrString(object, PyUnicode_AsUTF8(name)) : PyObject_DelAttr(object, name);
  return code < 0 ? NULL : PyLong_FromLong(code);
}

static PyObject *dir(PyObject *Py_UNUSED(self), PyObject *object) { return PyObject_Dir(object); }
static PyObject *is_instance(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object, *class;
  if (!PyArg_ParseTuple(args, "OO", &object, &class)) return NULL;
  int answer = PyObject_IsInstance(object, class);
  return answer < 0 ? NULL : PyLong_FromLong(answer);
}
static PyObject *is_subclass(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *derived, *class;
  if (!PyArg_ParseTuple(args, "OO", &derived, &class)) return NULL;
  int answer = PyObject_IsSubclass(derived, class);
  return answer < 0 ? NULL : PyLong_FromLong(answer);
}

/* ---- A type with tp_getattro and tp_setattro of its own, around the generic ones ---------------------------------- */

static PyObject *getattro(PyObject *self, PyObject *name) {
  if (PyUnicode_CompareWithASCIIString(name, "special") == 0) return PyUnicode_FromString("by tp_getattro");
  if (PyUnicode_CompareWithASCIIString(name, "broken") == 0) {
    PyErr_SetString(PyExc_LookupError, "raised by tp_getattro");
    return NULL;
  }
  return PyObject_GenericGetAttr(self, name);
}
static PyObject *last_set;
static int setattro(PyObject *Py_UNUSED(self), PyObject *name, PyObject *value) {
  PyObject *entry = Py_BuildValue("(OO)", name, value == NULL ? Py_Ellipsis : value);
  if (entry == NULL) return -1;
  Py_XSETREF(last_set, entry);
  return 0;
}
static PyObject *take_last(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *last = last_set;
  last_set = NULL;
  if (last == NULL) Py_RETURN_NONE;
  return last;
}
static PyTypeObject special_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Special",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_getattro = getattro,
  .tp_setattro = setattro,
  .tp_new = PyType_GenericNew,
};

static int add_types(PyObject *module) { return probe_add_type(module, "Special", &special_type); }

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(generic_get), PROBE_VARARGS(generic_set), PROBE_O(generic_dict),
                  PROBE_VARARGS(generic_set_dict), PROBE_VARARGS(optional), PROBE_VARARGS(has), PROBE_VARARGS(has_with_error),
                  PROBE_VARARGS(get), PROBE_VARARGS(set), PROBE_VARARGS(delete), PROBE_O(dir), PROBE_VARARGS(is_instance),
                  PROBE_VARARGS(is_subclass), PROBE_NOARGS(take_last))
