#include "probe.h"

/* Binds `function` to `object`. */
static PyObject *method(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *object;
  if (!PyArg_ParseTuple(args, "OO", &function, &object)) return NULL;
  return PyMethod_New(function, object);
}

/* Function and object of a method, by function and by macro: are they those that are given? */
static PyObject *parts(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *method, *function, *object;
  if (!PyArg_ParseTuple(args, "OOO", &method, &function, &object)) return NULL;
  return Py_BuildValue("[iiii]", PyMethod_Function(method) == function, PyMethod_Self(method) == object,
                       PyMethod_GET_FUNCTION(method) == function, PyMethod_GET_SELF(method) == object);
}

static PyObject *instance_method(PyObject *Py_UNUSED(self), PyObject *function) {
  return PyInstanceMethod_New(function);
}
static PyObject *instance_method_part(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *method, *function;
  if (!PyArg_ParseTuple(args, "OO", &method, &function)) return NULL;
  return Py_BuildValue("[ii]", PyInstanceMethod_Function(method) == function,
                       PyInstanceMethod_GET_FUNCTION(method) == function);
}
static PyObject *class_method(PyObject *Py_UNUSED(self), PyObject *function) { return PyClassMethod_New(function); }
static PyObject *static_method(PyObject *Py_UNUSED(self), PyObject *function) { return PyStaticMethod_New(function); }

/* [PyMethod_Check, PyInstanceMethod_Check, PyCallable_Check] */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("[iii]", PyMethod_Check(object), PyInstanceMethod_Check(object), PyCallable_Check(object));
}

/* What a method is asked for when it is none: (SystemError?, SystemError?) */
static PyObject *refused(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *result = PyList_New(0);
  for (int i = 0; i < 3 && result != NULL; i++) {
    PyObject *part = i == 0 ? PyMethod_Function(object) : i == 1 ? PyMethod_Self(object) : PyInstanceMethod_Function(object);
    int expected = part == NULL && PyErr_ExceptionMatches(PyExc_SystemError);
    PyErr_Clear();
    result = probe_append(result, PyBool_FromLong(expected));
  }
  return result;
}

PROBE_MODULE(PROBE_VARARGS(method), PROBE_VARARGS(parts), PROBE_O(instance_method), PROBE_VARARGS(instance_method_part),
             PROBE_O(class_method), PROBE_O(static_method), PROBE_O(checks), PROBE_O(refused))
