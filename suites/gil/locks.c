#include "probe.h"
#include <pthread.h>
#include <time.h>

/* PyPy has the function without its constant. */
#ifndef PYTHREAD_INVALID_THREAD_ID
#define PYTHREAD_INVALID_THREAD_ID ((unsigned long)-1)
#endif

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* A lock that is taken refuses at once, after a time, and is free again after its release. */
static PyObject *take_twice(PyObject *self, PyObject *unused)
{
    PyThread_type_lock lock = PyThread_allocate_lock();
    int first, again, timed, free_again;
    long began, waited;
    (void)self, (void)unused;
    if (lock == NULL)
        return PyErr_NoMemory();
    first = PyThread_acquire_lock(lock, WAIT_LOCK);
    again = PyThread_acquire_lock(lock, NOWAIT_LOCK);
    began = milliseconds();
    timed = PyThread_acquire_lock_timed(lock, 50000, 0) == PY_LOCK_FAILURE;
    waited = milliseconds() - began;
    PyThread_release_lock(lock);
    free_again = PyThread_acquire_lock(lock, NOWAIT_LOCK);
    PyThread_release_lock(lock);
    PyThread_free_lock(lock);
    return Py_BuildValue("(iiiNi)", first, again, timed, PyBool_FromLong(waited >= 45 && waited < 5000), free_again);
}

typedef struct {
    PyThread_type_lock lock, done;
    PyObject *callable; /* Borrowed: the caller waits. */
    long turns, *counter;
} worker;

/* A lock may be released by another thread than the one that took it. */
static void release_later(void *argument)
{
    worker *mine = argument;
    const struct timespec pause = { 0, 20000000 };
    nanosleep(&pause, NULL);
    PyThread_release_lock(mine->lock);
}

static PyObject *wait_for_release(PyObject *self, PyObject *unused)
{
    worker theirs = { PyThread_allocate_lock(), NULL, NULL, 0, NULL };
    (void)self, (void)unused;
    if (theirs.lock == NULL)
        return PyErr_NoMemory();
    PyThread_acquire_lock(theirs.lock, WAIT_LOCK);
    if (PyThread_start_new_thread(release_later, &theirs) == PYTHREAD_INVALID_THREAD_ID) {
        PyThread_free_lock(theirs.lock);
        return PyErr_Format(PyExc_RuntimeError, "no thread");
    }
    int taken;
    Py_BEGIN_ALLOW_THREADS
    taken = PyThread_acquire_lock(theirs.lock, WAIT_LOCK);
    Py_END_ALLOW_THREADS
    PyThread_release_lock(theirs.lock);
    PyThread_free_lock(theirs.lock);
    return PyLong_FromLong(taken);
}

static void count_under_lock(void *argument)
{
    worker *mine = argument;
    long i;
    for (i = 0; i < mine->turns; i++) {
        PyThread_acquire_lock(mine->lock, WAIT_LOCK);
        long seen = *(volatile long *)mine->counter;
        *(volatile long *)mine->counter = seen + 1;
        PyThread_release_lock(mine->lock);
    }
    PyThread_release_lock(mine->done);
}

/* Waits for `done` of each, without the GIL. */
static int start_and_wait(void (*body)(void *), worker *workers, int count)
{
    int started = 0, locked = 0, i;
    while (locked < count && (workers[locked].done = PyThread_allocate_lock()) != NULL)
        PyThread_acquire_lock(workers[locked++].done, WAIT_LOCK);
    while (locked == count && started < count && PyThread_start_new_thread(body, &workers[started]) != PYTHREAD_INVALID_THREAD_ID)
        started++;
    Py_BEGIN_ALLOW_THREADS
    for (i = 0; i < started; i++)
        PyThread_acquire_lock(workers[i].done, WAIT_LOCK);
    Py_END_ALLOW_THREADS
    for (i = 0; i < locked; i++) {
        PyThread_release_lock(workers[i].done);
        PyThread_free_lock(workers[i].done);
    }
    if (locked < count)
        PyErr_NoMemory();
    else if (started < count)
        PyErr_SetString(PyExc_RuntimeError, "no thread");
    return started == count ? 0 : -1;
}

static PyObject *count_with_lock(PyObject *self, PyObject *args)
{
    worker workers[8];
    long turns, counter = 0;
    int threads, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "il", &threads, &turns))
        return NULL;
    if (threads < 1 || threads > 8)
        return PyErr_Format(PyExc_ValueError, "%d threads are out of range", threads);
    PyThread_type_lock lock = PyThread_allocate_lock();
    if (lock == NULL)
        return PyErr_NoMemory();
    for (i = 0; i < threads; i++)
        workers[i] = (worker){ lock, NULL, NULL, turns, &counter };
    i = start_and_wait(count_under_lock, workers, threads);
    PyThread_free_lock(lock);
    return i < 0 ? NULL : PyLong_FromLong(counter);
}

static void call_host(void *argument)
{
    worker *mine = argument;
    PyGILState_STATE previous = PyGILState_Ensure();
    long i;
    for (i = 0; i < mine->turns; i++) {
        PyObject *result = PyObject_CallObject(mine->callable, NULL);
        if (result == NULL)
            PyErr_Clear();
        else
            ++*mine->counter;
        Py_XDECREF(result);
    }
    PyGILState_Release(previous);
    PyThread_release_lock(mine->done);
}

/* call_from_python_threads(callable, threads, turns): calls that succeeded. */
static PyObject *call_from_python_threads(PyObject *self, PyObject *args)
{
    worker workers[8];
    PyObject *callable;
    long turns, counter = 0;
    int threads, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "Oil", &callable, &threads, &turns))
        return NULL;
    if (threads < 1 || threads > 8)
        return PyErr_Format(PyExc_ValueError, "%d threads are out of range", threads);
    for (i = 0; i < threads; i++)
        workers[i] = (worker){ NULL, NULL, callable, turns, &counter };
    return start_and_wait(call_host, workers, threads) < 0 ? NULL : PyLong_FromLong(counter);
}

/* The value of each thread is its own; a new thread finds none; after the deletion nobody does. */
static Py_tss_t key = Py_tss_NEEDS_INIT;
static void *look_at_key(void *argument)
{
    void **seen = argument;
    seen[0] = PyThread_tss_get(&key);
    PyThread_tss_set(&key, seen);
    seen[1] = PyThread_tss_get(&key);
    return NULL;
}

static PyObject *store_per_thread(PyObject *self, PyObject *unused)
{
    void *seen[2] = { &key, NULL }, *after;
    int here = 0, created, twice, stays;
    pthread_t thread;
    (void)self, (void)unused;
    created = PyThread_tss_is_created(&key) == 0 && PyThread_tss_create(&key) == 0 && PyThread_tss_is_created(&key) != 0;
    here = PyThread_tss_get(&key) == NULL;
    PyThread_tss_set(&key, &here);
    twice = PyThread_tss_create(&key) == 0 && PyThread_tss_get(&key) == &here;
    if (pthread_create(&thread, NULL, look_at_key, seen) != 0)
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    pthread_join(thread, NULL);
    stays = PyThread_tss_get(&key) == &here;
    PyThread_tss_delete(&key);
    after = (void *)(intptr_t)PyThread_tss_is_created(&key);
    return Py_BuildValue("(iiiiiii)", created, twice, here, seen[0] == NULL, seen[1] == seen, stays, after == NULL);
}

/* A key made anew knows nothing of the values before. */
static PyObject *store_again(PyObject *self, PyObject *unused)
{
    Py_tss_t *mine = PyThread_tss_alloc();
    int fresh = 1, i;
    (void)self, (void)unused;
    if (mine == NULL)
        return PyErr_NoMemory();
    for (i = 0; i < 10; i++) {
        if (PyThread_tss_create(mine) != 0 || PyThread_tss_get(mine) != NULL || PyThread_tss_set(mine, mine) != 0)
            fresh = 0;
        if (PyThread_tss_get(mine) != mine)
            fresh = 0;
        PyThread_tss_delete(mine);
    }
    PyThread_tss_free(mine);
    return PyBool_FromLong(fresh);
}

static void note_ident(void *argument)
{
    worker *mine = argument;
    *mine->counter = (long)PyThread_get_thread_ident();
    PyThread_release_lock(mine->done);
}

/* (another thread has another number, this one keeps its own) */
static PyObject *identify(PyObject *self, PyObject *unused)
{
    unsigned long here = PyThread_get_thread_ident();
    long there = 0;
    worker theirs = { NULL, NULL, NULL, 0, &there };
    (void)self, (void)unused;
    if (start_and_wait(note_ident, &theirs, 1) < 0)
        return NULL;
    return Py_BuildValue("(NN)", PyBool_FromLong((unsigned long)there != here), PyBool_FromLong(PyThread_get_thread_ident() == here));
}

static int expect_threads(PyObject *module)
{
    (void)module;
    PyEval_InitThreads();
    PyErr_Clear(); /* A bridge may lack it. */
    return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_NOARGS(take_twice), PROBE_NOARGS(wait_for_release), PROBE_VARARGS(count_with_lock),
                  PROBE_VARARGS(call_from_python_threads), PROBE_NOARGS(store_per_thread), PROBE_NOARGS(store_again), PROBE_NOARGS(identify))
