#include "probe.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready_threads, ending;

static void one_more(void) {
  pthread_mutex_lock(&lock);
  ready_threads++;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

static void await_ending(void) {
  pthread_mutex_lock(&lock);
  while (!ending) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
}

/* Waits without the GIL until so many threads are there. */
static void await_threads(int count) {
  Py_BEGIN_ALLOW_THREADS
  pthread_mutex_lock(&lock);
  while (ready_threads < count) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
  Py_END_ALLOW_THREADS
}

/* Runs while the host clears its modules: it ends, and gives the others time to run into that. */
static void tell_ending(PyObject *Py_UNUSED(capsule)) {
  pthread_mutex_lock(&lock);
  ending = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
  usleep(20000);
}

/* The first call of the API in this thread comes too late. */
static void *ensure_late(void *unused) {
  one_more();
  await_ending();
  PyGILState_STATE state = PyGILState_Ensure();
  PyGILState_Release(state);
  return unused;
}

static void *restore_late(void *unused) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyThreadState *saved = PyEval_SaveThread();
  one_more();
  await_ending();
  PyEval_RestoreThread(saved);
  PyGILState_Release(state);
  return unused;
}

static PyObject *start_late(PyObject *self, PyObject *restore) {
  pthread_t thread;
  PyObject *last = PyCapsule_New(&ending, "the last thing", tell_ending);
  if (last == NULL || PyModule_AddObject(self, "last", last) < 0) return NULL;
  if (pthread_create(&thread, NULL, restore == Py_True ? restore_late : ensure_late, NULL) != 0)
    return PyErr_Format(PyExc_OSError, "pthread_create failed");
  await_threads(1);
  Py_RETURN_TRUE;
}

static void *call_for_ever(void *unused) {
  for (int i = 0;; i++) {
    PyGILState_STATE state = PyGILState_Ensure();
    Py_XDECREF(PyList_New(10));
    PyGILState_Release(state);
    if (i == 0) one_more();
  }
  return unused;
}

static PyObject *start_busy(PyObject *Py_UNUSED(self), PyObject *number) {
  long count = PyLong_AsLong(number), started = 0;
  pthread_t thread;
  while (started < count && pthread_create(&thread, NULL, call_for_ever, NULL) == 0) started++;
  await_threads((int)started);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(started);
}

static void *release_never_ensured(void *unused) {
  PyGILState_Release(PyGILState_UNLOCKED);
  return unused;
}

static PyObject *without_gil(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *what;
  pthread_t thread;
  if (!PyArg_ParseTuple(args, "s", &what)) return NULL;
  if (strcmp(what, "state") == 0) {
    PyEval_SaveThread();
    PyThreadState_Get();
  } else if (strcmp(what, "restore-null") == 0) {
    PyEval_SaveThread();
    PyEval_RestoreThread(NULL);
  } else if (strcmp(what, "release-without-ensure") == 0) {
    if (pthread_create(&thread, NULL, release_never_ensured, NULL) == 0) pthread_join(thread, NULL);
  } else if (strcmp(what, "release-other") == 0) {
    PyEval_ReleaseThread(PyThreadState_New(PyInterpreterState_Main()));
  }
  _exit(0);
}

/* Some hosts do not wait for the GIL before somebody said that there will be threads: gil/first-thread is about that. */
static int expect_threads(PyObject *Py_UNUSED(module)) {
  PyEval_InitThreads();
  PyErr_Clear(); /* A bridge may lack it. */
  return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_O(start_late), PROBE_O(start_busy), PROBE_VARARGS(without_gil))
