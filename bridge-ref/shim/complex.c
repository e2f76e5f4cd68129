/* Functions that pass a struct by value; TypeScript has the rest of the chapter. */
#include <errno.h>
#include <math.h>

#include "shim.h"

PROOFLOAD_API PyObject *PyComplex_FromCComplex(Py_complex v) { return PyComplex_FromDoubles(v.real, v.imag); }

/* What `__complex__` of the type gives; NULL without an exception when it has none. */
static PyObject *converted(PyObject *op) {
  PyObject *name = PyUnicode_InternFromString("__complex__"), *result;
  if (name == NULL) return NULL;
  result = _PyType_Lookup(Py_TYPE(op), name) == NULL ? NULL : PyObject_CallMethodNoArgs(op, name);
  Py_DECREF(name);
  if (result == NULL || PyComplex_CheckExact(result)) return result;
  if (PyComplex_Check(result)) {
    int refused = PyErr_WarnFormat(
      PyExc_DeprecationWarning, 1,
      "__complex__ returned non-complex (type %.200s).  The ability to return an instance of a strict subclass of complex "
      "is deprecated, and may not be supported in a future version of Python.",
      Py_TYPE(result)->tp_name);
    if (refused == 0) return result;
    Py_DECREF(result);
    return NULL;
  }
  PyErr_Format(PyExc_TypeError, "__complex__ returned non-complex (type %.200s)", Py_TYPE(result)->tp_name);
  Py_DECREF(result);
  return NULL;
}

PROOFLOAD_API Py_complex PyComplex_AsCComplex(PyObject *op) {
  Py_complex value = {-1.0, 0.0};
  PyObject *given = PyComplex_Check(op) ? Py_NewRef(op) : converted(op);
  if (given != NULL) {
    value.real = PyComplex_RealAsDouble(given);
    value.imag = PyComplex_ImagAsDouble(given);
    Py_DECREF(given);
  } else if (!PyErr_Occurred()) value.real = PyFloat_AsDouble(op);
  return value;
}

static Py_complex complex_of(double real, double imag) {
  Py_complex value = {real, imag};
  return value;
}

PROOFLOAD_API Py_complex _Py_c_sum(Py_complex a, Py_complex b) { return complex_of(a.real + b.real, a.imag + b.imag); }
PROOFLOAD_API Py_complex _Py_c_diff(Py_complex a, Py_complex b) { return complex_of(a.real - b.real, a.imag - b.imag); }
PROOFLOAD_API Py_complex _Py_c_neg(Py_complex a) { return complex_of(-a.real, -a.imag); }
PROOFLOAD_API Py_complex _Py_c_prod(Py_complex a, Py_complex b) {
  return complex_of(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
}

/* Division scaled by the larger part of the divisor, so that nothing overflows on the way. */
PROOFLOAD_API Py_complex _Py_c_quot(Py_complex a, Py_complex b) {
  double real = fabs(b.real), imag = fabs(b.imag);
  if (real >= imag) {
    if (real == 0.0) {
      errno = EDOM;
      return complex_of(0.0, 0.0);
    }
    double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return complex_of((a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator);
  }
  if (imag >= real) {
    double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return complex_of((a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator);
  }
  return complex_of(NAN, NAN);
}

PROOFLOAD_API Py_complex _Py_c_pow(Py_complex a, Py_complex b) {
  if (b.real == 0.0 && b.imag == 0.0) return complex_of(1.0, 0.0);
  if (a.real == 0.0 && a.imag == 0.0) {
    if (b.imag != 0.0 || b.real < 0.0) errno = EDOM;
    return complex_of(0.0, 0.0);
  }
  double size = hypot(a.real, a.imag), length = pow(size, b.real);
  double angle = atan2(a.imag, a.real), phase = angle * b.real;
  if (b.imag != 0.0) {
    length *= exp(-angle * b.imag);
    phase += b.imag * log(size);
  }
  return complex_of(length * cos(phase), length * sin(phase));
}

PROOFLOAD_API double _Py_c_abs(Py_complex z) {
  if (!isfinite(z.real) || !isfinite(z.imag)) {
    errno = 0;
    if (isinf(z.real) || isinf(z.imag)) return INFINITY;
    return NAN;
  }
  double size = hypot(z.real, z.imag);
  errno = isfinite(size) ? 0 : ERANGE;
  return size;
}
