#include "probe.h"
#include <pthread.h>
#include <time.h>

/* One thread that goes on calling the host while the caller returns to it: the host is idle, busy or inside C. */
static struct {
    pthread_t thread;
    PyObject *callable; /* Owned while the thread runs. */
    long calls, done, failed;
    int running;
} background;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void note(int failed)
{
    pthread_mutex_lock(&lock);
    background.done++;
    background.failed += failed;
    pthread_mutex_unlock(&lock);
}

static void *go_on_calling(void *unused)
{
    long i;
    for (i = 0; i < background.calls; i++) {
        PyGILState_STATE previous = PyGILState_Ensure();
        PyObject *result = PyObject_CallFunction(background.callable, "l", i);
        if (result == NULL)
            PyErr_Clear();
        note(result == NULL);
        Py_XDECREF(result);
        PyGILState_Release(previous);
    }
    return unused;
}

/* start(callable, calls) */
static PyObject *start(PyObject *self, PyObject *args)
{
    PyObject *callable;
    long calls;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &callable, &calls))
        return NULL;
    if (background.running)
        return PyErr_Format(PyExc_RuntimeError, "the thread of an earlier start is still there");
    Py_INCREF(callable);
    background.callable = callable;
    background.calls = calls;
    background.done = background.failed = 0;
    if (pthread_create(&background.thread, NULL, go_on_calling, NULL) != 0) {
        Py_CLEAR(background.callable);
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    }
    background.running = 1;
    Py_RETURN_NONE;
}

/* Waits without the GIL; (calls done, calls failed). */
static PyObject *join(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    if (!background.running)
        return PyErr_Format(PyExc_RuntimeError, "no thread to join");
    Py_BEGIN_ALLOW_THREADS
    pthread_join(background.thread, NULL);
    Py_END_ALLOW_THREADS
    background.running = 0;
    Py_CLEAR(background.callable);
    return Py_BuildValue("(ll)", background.done, background.failed);
}

/* How far the thread is: cheap, and keeps the GIL. */
static PyObject *progress(PyObject *self, PyObject *unused)
{
    long done;
    (void)self, (void)unused;
    pthread_mutex_lock(&lock);
    done = background.done;
    pthread_mutex_unlock(&lock);
    return PyLong_FromLong(done);
}

/* wait_for(calls): sleeps without the GIL until so many calls are done or 5 s are over; whether they are. */
static PyObject *wait_for(PyObject *self, PyObject *args)
{
    const struct timespec pause = { 0, 1000000 };
    long calls, i, done = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "l", &calls))
        return NULL;
    Py_BEGIN_ALLOW_THREADS
    for (i = 0; i < 5000 && done < calls; i++) {
        nanosleep(&pause, NULL);
        pthread_mutex_lock(&lock);
        done = background.done;
        pthread_mutex_unlock(&lock);
    }
    Py_END_ALLOW_THREADS
    return PyBool_FromLong(done >= calls);
}

/* Some hosts do not wait for the GIL before somebody said that there will be threads: gil/first-thread is about that. */
static int expect_threads(PyObject *module)
{
    (void)module;
    PyEval_InitThreads();
    PyErr_Clear(); /* A bridge may lack it. */
    return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_VARARGS(start), PROBE_NOARGS(join), PROBE_NOARGS(progress), PROBE_VARARGS(wait_for))
