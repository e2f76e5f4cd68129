/* Functions that pass a struct by value; TypeScript has the rest of the chapter. */
#include "shim.h"

PROOFLOAD_API PyObject *PyComplex_FromCComplex(Py_complex v) { return PyComplex_FromDoubles(v.real, v.imag); }

PROOFLOAD_API Py_complex PyComplex_AsCComplex(PyObject *op) {
  Py_complex value = {-1.0, 0.0};
  double real = PyComplex_RealAsDouble(op);
  if (real == -1.0 && PyErr_Occurred()) return value;
  value.real = real;
  value.imag = PyComplex_ImagAsDouble(op);
  return value;
}
