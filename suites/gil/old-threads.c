#define _GNU_SOURCE /* syscall */
#include "probe.h"
#include <pthread.h>
#include <pythread.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

static int one, two;

/* (NULL at first, the value that was set, NULL again, two keys differ) */
static PyObject *storage(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int key = PyThread_create_key(), other = PyThread_create_key();
  if (key == -1 || other == -1) return PyErr_Format(PyExc_OSError, "no key");
  int is_empty = PyThread_get_key_value(key) == NULL;
  int is_set = PyThread_set_key_value(key, &one) == 0 && PyThread_get_key_value(key) == &one;
  int is_apart = key != other && PyThread_get_key_value(other) == NULL;
  PyThread_delete_key_value(key);
  int is_deleted = PyThread_get_key_value(key) == NULL;
  PyThread_delete_key(key);
  PyThread_delete_key(other);
  return Py_BuildValue("(NNNN)", PyBool_FromLong(is_empty), PyBool_FromLong(is_set), PyBool_FromLong(is_deleted),
                       PyBool_FromLong(is_apart));
}

struct meeting {
  int key;
  int began_empty, kept_own;
  unsigned long identifier;
  int reached, passed;
};

static int run(void *(*work)(void *), struct meeting *meeting) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, work, meeting) != 0) {
    PyErr_SetString(PyExc_OSError, "pthread_create failed");
    return -1;
  }
  Py_BEGIN_ALLOW_THREADS
  pthread_join(thread, NULL);
  Py_END_ALLOW_THREADS
  return 0;
}

static void *use_storage(void *context) {
  struct meeting *meeting = context;
  meeting->began_empty = PyThread_get_key_value(meeting->key) == NULL;
  meeting->kept_own = PyThread_set_key_value(meeting->key, &two) == 0 && PyThread_get_key_value(meeting->key) == &two;
  return NULL;
}

static PyObject *storage_of_threads(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct meeting meeting = {.key = PyThread_create_key()};
  if (meeting.key == -1 || PyThread_set_key_value(meeting.key, &one) != 0) return PyErr_Format(PyExc_OSError, "no key");
  int failed = run(use_storage, &meeting), is_kept = PyThread_get_key_value(meeting.key) == &one;
  PyThread_delete_key(meeting.key);
  if (failed) return NULL;
  return Py_BuildValue("(NNN)", PyBool_FromLong(meeting.began_empty), PyBool_FromLong(meeting.kept_own),
                       PyBool_FromLong(is_kept));
}

static PyObject *storage_after_fork(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int key = PyThread_create_key();
  if (key == -1 || PyThread_set_key_value(key, &one) != 0) return PyErr_Format(PyExc_OSError, "no key");
  PyThread_ReInitTLS();
  int is_kept = PyThread_get_key_value(key) == &one;
  PyThread_delete_key(key);
  return PyBool_FromLong(is_kept);
}

static void *leave(void *context) {
  struct meeting *meeting = context;
  meeting->reached = 1;
  PyThread_exit_thread();
  meeting->passed = 1;
  return NULL;
}

/* (the thread came to the call, it came behind it) */
static PyObject *exit_thread(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct meeting meeting = {.key = 0};
  if (run(leave, &meeting) < 0) return NULL;
  return Py_BuildValue("(NN)", PyBool_FromLong(meeting.reached), PyBool_FromLong(meeting.passed));
}

static void *ask_identifier(void *context) {
  ((struct meeting *)context)->identifier = PyThread_get_thread_native_id();
  return NULL;
}

static unsigned long kernel_identifier(void) {
#ifdef __linux__
  return (unsigned long)syscall(SYS_gettid);
#else
  return PyThread_get_thread_native_id();
#endif
}

/* (it is the kernel's, another thread has another) */
static PyObject *native_identifiers(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct meeting meeting = {.key = 0};
  unsigned long own = PyThread_get_thread_native_id();
  if (run(ask_identifier, &meeting) < 0) return NULL;
  return Py_BuildValue("(NN)", PyBool_FromLong(own == kernel_identifier()), PyBool_FromLong(own != meeting.identifier));
}

/* (status of a megabyte, what is told then, status of the former size, 1 byte is refused, what is told then) */
static PyObject *stack_sizes(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  size_t before = PyThread_get_stacksize();
  int set = PyThread_set_stacksize(1 << 20);
  size_t told = PyThread_get_stacksize();
  int refused = PyThread_set_stacksize(1);
  size_t kept = PyThread_get_stacksize();
  int reset = PyThread_set_stacksize(before);
  return Py_BuildValue("(iniNn)", set, (Py_ssize_t)told, reset, PyBool_FromLong(refused != 0), (Py_ssize_t)kept);
}

/* (the thread state is the same, a list that is made afterwards) */
static PyObject *bare_lock(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyThreadState *before = PyThreadState_Get();
  PyEval_ReleaseLock();
  PyEval_AcquireLock();
  return Py_BuildValue("(N[i])", PyBool_FromLong(PyThreadState_Get() == before), 1);
}

PROBE_MODULE(PROBE_NOARGS(storage), PROBE_NOARGS(storage_of_threads), PROBE_NOARGS(storage_after_fork),
             PROBE_NOARGS(exit_thread), PROBE_NOARGS(native_identifiers), PROBE_NOARGS(stack_sizes),
             PROBE_NOARGS(bare_lock))
