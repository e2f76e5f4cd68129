#include "probe.h"

#include <pthread.h>

static PyObject *variable(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *otherwise = NULL;
  return PyArg_ParseTuple(args, "s|O", &name, &otherwise) ? PyContextVar_New(name, otherwise) : NULL;
}

/* Contexts that were entered and not left, the current one last; borrowed: the thread owns them. */
static PyObject *entered[4];
static int depth;

/* The result. Leaves all contexts where there was no memory for it: a case that ends so does not come to its `leave`. */
static PyObject *or_left(PyObject *result) {
  PyObject *type, *value, *traceback;
  if (result != NULL || !PyErr_ExceptionMatches(PyExc_MemoryError)) return result;
  PyErr_Fetch(&type, &value, &traceback);
  while (depth > 0 && PyContext_Exit(entered[depth - 1]) == 0) depth--;
  PyErr_Restore(type, value, traceback);
  return NULL;
}

/* get(variable[, default]): the value, Ellipsis where there is none. */
static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *variable, *otherwise = NULL, *value = Py_None;
  if (!PyArg_ParseTuple(args, "O|O", &variable, &otherwise)) return NULL;
  if (PyContextVar_Get(variable, otherwise, &value) < 0) return or_left(NULL);
  if (value != NULL) return value;
  Py_INCREF(Py_Ellipsis);
  return Py_Ellipsis;
}

static PyObject *set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *variable, *value;
  return PyArg_ParseTuple(args, "OO", &variable, &value) ? or_left(PyContextVar_Set(variable, value)) : NULL;
}

static PyObject *reset(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *variable, *token;
  if (!PyArg_ParseTuple(args, "OO", &variable, &token)) return NULL;
  return or_left(PyContextVar_Reset(variable, token) < 0 ? NULL : PyLong_FromLong(0));
}

static PyObject *context(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyContext_New(); }
static PyObject *copy(PyObject *Py_UNUSED(self), PyObject *context) { return or_left(PyContext_Copy(context)); }
static PyObject *copy_current(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return or_left(PyContext_CopyCurrent());
}
static PyObject *enter(PyObject *Py_UNUSED(self), PyObject *context) {
  if (depth == sizeof entered / sizeof *entered) return PyErr_Format(PyExc_RuntimeError, "too deep for the probe");
  if (PyContext_Enter(context) < 0) return or_left(NULL);
  entered[depth++] = context;
  return PyLong_FromLong(0);
}
static PyObject *leave(PyObject *Py_UNUSED(self), PyObject *context) {
  if (PyContext_Exit(context) < 0) return or_left(NULL);
  depth--;
  return PyLong_FromLong(0);
}

/* run(context, callable): calls inside the context, and leaves it whatever happens. */
static PyObject *run(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *context, *callable;
  if (!PyArg_ParseTuple(args, "OO", &context, &callable) || PyContext_Enter(context) < 0) return NULL;
  PyObject *result = PyObject_CallObject(callable, NULL), *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (PyContext_Exit(context) < 0) Py_CLEAR(result);
  if (type != NULL) PyErr_Restore(type, value, traceback);
  return result;
}

/* [PyContext_CheckExact, PyContextVar_CheckExact, PyContextToken_CheckExact] */
static PyObject *checks(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("[iii]", PyContext_CheckExact(object) != 0, PyContextVar_CheckExact(object) != 0,
                       PyContextToken_CheckExact(object) != 0);
}

/* ---- Another thread -------------------------------------------------------------------------------------------------- */

struct errand {
  PyObject *variable, *seen, *value, *after;
};

/* What the variable is in a new thread, and what it is there after it was set. */
static void *work(void *argument) {
  struct errand *errand = argument;
  PyGILState_STATE state = PyGILState_Ensure();
  PyContextVar_Get(errand->variable, Py_Ellipsis, &errand->seen);
  PyObject *token = PyContextVar_Set(errand->variable, errand->value);
  Py_XDECREF(token);
  PyContextVar_Get(errand->variable, Py_Ellipsis, &errand->after);
  PyErr_Clear();
  PyGILState_Release(state);
  return NULL;
}

/* in_thread(variable, value): (what the thread found, what it found after it had set the value). */
static PyObject *in_thread(PyObject *Py_UNUSED(self), PyObject *args) {
  struct errand errand = {NULL, NULL, NULL, NULL};
  pthread_t thread;
  int failed;
  if (!PyArg_ParseTuple(args, "OO", &errand.variable, &errand.value)) return NULL;
  Py_BEGIN_ALLOW_THREADS
  failed = pthread_create(&thread, NULL, work, &errand);
  if (!failed) pthread_join(thread, NULL);
  Py_END_ALLOW_THREADS
  if (!failed && errand.seen != NULL && errand.after != NULL) return Py_BuildValue("(NN)", errand.seen, errand.after);
  Py_XDECREF(errand.seen);
  Py_XDECREF(errand.after);
  return PyErr_Format(PyExc_RuntimeError, "the thread did not run");
}

PROBE_MODULE(PROBE_VARARGS(variable), PROBE_VARARGS(get), PROBE_VARARGS(set), PROBE_VARARGS(reset), PROBE_NOARGS(context),
             PROBE_O(copy), PROBE_NOARGS(copy_current), PROBE_O(enter), PROBE_O(leave), PROBE_VARARGS(run), PROBE_O(checks),
             PROBE_VARARGS(in_thread))
