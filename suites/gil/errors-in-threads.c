#include "probe.h"
#include <pthread.h>

/* What one foreign thread saw of the error indicator while the caller had, or had not, an exception pending. */
typedef struct {
    PyObject *callable; /* Borrowed: the caller waits. */
    int pending_at_start, failed, matches, pending_at_end;
} report;

static void *call_and_look(void *argument)
{
    report *mine = argument;
    PyGILState_STATE previous = PyGILState_Ensure();
    mine->pending_at_start = PyErr_Occurred() != NULL;
    PyObject *result = PyObject_CallObject(mine->callable, NULL);
    mine->failed = result == NULL;
    mine->matches = result == NULL && PyErr_ExceptionMatches(PyExc_LookupError);
    Py_XDECREF(result);
    PyErr_Clear();
    mine->pending_at_end = PyErr_Occurred() != NULL;
    PyGILState_Release(previous);
    return NULL;
}

static int look_from_thread(report *theirs)
{
    pthread_t thread;
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = pthread_create(&thread, NULL, call_and_look, theirs);
    if (!failed)
        pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    if (failed)
        PyErr_SetString(PyExc_OSError, "pthread_create failed");
    return failed ? -1 : 0;
}

/* (pending at start, failed, as LookupError, pending at end) in the thread, and whether anything is pending here. */
static PyObject *fail_in_thread(PyObject *self, PyObject *callable)
{
    report theirs = { callable, 0, 0, 0, 0 };
    (void)self;
    if (look_from_thread(&theirs) < 0)
        return NULL;
    return Py_BuildValue("(iiiii)", theirs.pending_at_start, theirs.failed, theirs.matches, theirs.pending_at_end,
                         PyErr_Occurred() != NULL);
}

/* The caller's exception is pending meanwhile; the thread must not see it, clear it or replace it. */
static PyObject *fail_in_thread_while_pending(PyObject *self, PyObject *callable)
{
    report theirs = { callable, 0, 0, 0, 0 };
    (void)self;
    PyErr_SetString(PyExc_KeyError, "mine");
    if (look_from_thread(&theirs) < 0)
        return NULL;
    if (theirs.pending_at_start || !theirs.failed)
        PyErr_SetString(PyExc_AssertionError, "the thread saw the caller's exception");
    return NULL;
}

PROBE_MODULE(PROBE_O(fail_in_thread), PROBE_O(fail_in_thread_while_pending))
