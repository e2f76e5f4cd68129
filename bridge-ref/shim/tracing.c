/*
 * Trace and profile functions. There are no frames of Python here whose lines the bridge could report; code that
 * reports its own frames (Cython with linetrace) finds them in the thread state, where it looks for them.
 */
#include "shim.h"

static void install(PyThreadState *state, Py_tracefunc *function_at, PyObject **object_at, Py_tracefunc function, PyObject *object) {
  PyObject *old = *object_at;
  *function_at = NULL;
  *object_at = NULL;
  Py_XDECREF(old);
  *object_at = Py_XNewRef(object);
  *function_at = function;
  if (state->tracing == 0) state->cframe->use_tracing = state->c_tracefunc != NULL || state->c_profilefunc != NULL ? 255 : 0;
}
PROOFLOAD_API void PyEval_SetTrace(Py_tracefunc func, PyObject *obj) {
  PyThreadState *state = PyThreadState_Get();
  install(state, &state->c_tracefunc, &state->c_traceobj, func, func == NULL ? NULL : obj);
}
PROOFLOAD_API int _PyEval_SetProfile(PyThreadState *tstate, Py_tracefunc func, PyObject *arg) {
  if (PySys_Audit("sys.setprofile", NULL) < 0) return -1;
  install(tstate, &tstate->c_profilefunc, &tstate->c_profileobj, func, func == NULL ? NULL : arg);
  return 0;
}
PROOFLOAD_API void PyEval_SetProfile(Py_tracefunc func, PyObject *obj) {
  if (_PyEval_SetProfile(PyThreadState_Get(), func, obj) < 0) PyErr_WriteUnraisable(NULL);
}
