/* What C does when it makes an object in memory of its own. */
#include "shim.h"

PROOFLOAD_API void _Py_NewReference(PyObject *op) { Py_SET_REFCNT(op, 1); }
PROOFLOAD_API void _Py_IncRef(PyObject *o) { Py_IncRef(o); }
PROOFLOAD_API void _Py_DecRef(PyObject *o) { Py_DecRef(o); }
