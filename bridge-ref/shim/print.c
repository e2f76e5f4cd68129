/* Printing to a C stream. */
#include "shim.h"

PROOFLOAD_API int PyObject_Print(PyObject *op, FILE *fp, int flags) {
  PyObject *text = op == NULL ? PyUnicode_FromString("<nil>") : (flags & Py_PRINT_RAW) ? PyObject_Str(op) : PyObject_Repr(op);
  if (text == NULL) return -1;
  PyObject *bytes = PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace");
  Py_DECREF(text);
  if (bytes == NULL) return -1;
  size_t size = (size_t)PyBytes_Size(bytes);
  clearerr(fp);
  size_t written = fwrite(PyBytes_AsString(bytes), 1, size, fp);
  Py_DECREF(bytes);
  if (written == size && !ferror(fp)) return 0;
  PyErr_SetFromErrno(PyExc_OSError);
  clearerr(fp);
  return -1;
}
