#include "probe.h"

/* arithmetic(operation, left, right): what one of the functions for complex numbers of C makes of two. */
static PyObject *arithmetic(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  Py_complex left, right, result;
  if (!PyArg_ParseTuple(args, "sDD", &name, &left, &right)) return NULL;
  errno = 0;
  if (strcmp(name, "_Py_c_sum") == 0) result = _Py_c_sum(left, right);
  else if (strcmp(name, "_Py_c_diff") == 0) result = _Py_c_diff(left, right);
  else if (strcmp(name, "_Py_c_neg") == 0) result = _Py_c_neg(left);
  else if (strcmp(name, "_Py_c_prod") == 0) result = _Py_c_prod(left, right);
  else if (strcmp(name, "_Py_c_quot") == 0) result = _Py_c_quot(left, right);
  else result = _Py_c_pow(left, right);
  if (errno != 0) return Py_BuildValue("s", errno == EDOM ? "EDOM" : errno == ERANGE ? "ERANGE" : "errno");
  return PyComplex_FromCComplex(result);
}

static PyObject *absolute(PyObject *Py_UNUSED(self), PyObject *args) {
  Py_complex number;
  if (!PyArg_ParseTuple(args, "D", &number)) return NULL;
  errno = 0;
  double result = _Py_c_abs(number);
  return errno == ERANGE ? Py_BuildValue("s", "ERANGE") : PyFloat_FromDouble(result);
}

/* The truth values by all ways C has to them are two objects. */
static PyObject *truth(PyObject *Py_UNUSED(self), PyObject *number) {
  long value = PyLong_AsLong(number);
  if (value == -1 && PyErr_Occurred()) return NULL;
  if (value > 1) return PyBool_FromLong(value);
  if (value == 1) Py_RETURN_TRUE;
  Py_RETURN_FALSE;
}

static PyObject *facts(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("{sisisisN}", "bool", PyBool_Check(object), "long", PyLong_Check(object), "long-exact",
                       PyLong_CheckExact(object), "subtype",
                       PyBool_FromLong(PyType_IsSubtype(&PyBool_Type, &PyLong_Type)));
}

static PyObject *as_long(PyObject *Py_UNUSED(self), PyObject *object) {
  long value = PyLong_AsLong(object);
  return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(value);
}

static PyObject *imag(PyObject *Py_UNUSED(self), PyObject *object) {
  double value = PyComplex_ImagAsDouble(object);
  return PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
}

PROBE_MODULE(PROBE_VARARGS(arithmetic), PROBE_VARARGS(absolute), PROBE_O(truth), PROBE_O(facts), PROBE_O(as_long),
             PROBE_O(imag))
