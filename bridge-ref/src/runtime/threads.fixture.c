/* What threads.test.ts loads, compiled once with THREADS defined and once without: then it imports nothing that speaks of threads. */
#include <Python.h>

static PyObject *lock_twice(PyObject *self, PyObject *unused) {
  PyThread_type_lock lock = PyThread_allocate_lock();
  PyThread_acquire_lock(lock, 1);
  PyThread_acquire_lock(lock, 1);
  Py_RETURN_NONE;
}

static PyObject *call_without_gil(PyObject *self, PyObject *unused) {
  PyThreadState *state = PyEval_SaveThread();
  PyObject *list = PyList_New(0);
  PyEval_RestoreThread(state);
  return list;
}

#ifdef THREADS
#include <pthread.h>
#include <unistd.h>

static PyObject *callable;
static long left, depth, wanted;

static void *call_often(void *unused) {
  for (; left != 0; left--) {
    PyGILState_STATE previous = PyGILState_Ensure();
    Py_XDECREF(PyObject_CallNoArgs(callable));
    PyGILState_Release(previous);
    usleep(1000);
  }
  return unused;
}

/* start(callable, times): on a thread that nobody waits for; negative: for ever. */
static PyObject *start(PyObject *self, PyObject *args) {
  pthread_t thread;
  if (!PyArg_ParseTuple(args, "Ol", &callable, &left)) return NULL;
  Py_INCREF(callable);
  pthread_create(&thread, NULL, call_often, NULL);
  pthread_detach(thread);
  Py_RETURN_NONE;
}

/* arm(callable, depth), then descend(): host and C call each other. */
static PyObject *arm(PyObject *self, PyObject *args) {
  if (!PyArg_ParseTuple(args, "Ol", &callable, &wanted)) return NULL;
  Py_INCREF(callable);
  depth = 0;
  Py_RETURN_NONE;
}
static PyObject *descend(PyObject *self, PyObject *unused) {
  depth++;
  PyObject *result = depth >= wanted ? PyLong_FromLong(depth) : PyObject_CallNoArgs(callable);
  depth--;
  return result;
}

static PyThread_type_lock lock;
static void *hold_and_wait(void *unused) {
  PyThread_acquire_lock(lock, 1);
  PyGILState_Ensure();
  return unused;
}
/* The main thread has the GIL and waits for a lock; the thread has the lock and waits for the GIL. */
static PyObject *lock_crosswise(PyObject *self, PyObject *unused) {
  pthread_t thread;
  lock = PyThread_allocate_lock();
  pthread_create(&thread, NULL, hold_and_wait, NULL);
  usleep(50000);
  PyThread_acquire_lock(lock, 1);
  Py_RETURN_NONE;
}
#endif

static PyMethodDef methods[] = {
  {"lock_twice", lock_twice, METH_NOARGS, NULL},
  {"call_without_gil", call_without_gil, METH_NOARGS, NULL},
#ifdef THREADS
  {"start", start, METH_VARARGS, NULL},
  {"arm", arm, METH_VARARGS, NULL},
  {"descend", descend, METH_NOARGS, NULL},
  {"lock_crosswise", lock_crosswise, METH_NOARGS, NULL},
#endif
  {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "fixture", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_fixture(void) { return PyModule_Create(&definition); }
