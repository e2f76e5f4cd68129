#include "probe.h"
#include <errno.h>

/* (held on entry, held while released, held afterwards) */
static PyObject *check_around_release(PyObject *self, PyObject *unused)
{
    int entry = PyGILState_Check();
    PyThreadState *state = PyEval_SaveThread();
    int released = PyGILState_Check();
    PyEval_RestoreThread(state);
    (void)self, (void)unused;
    return Py_BuildValue("(iii)", entry, released, PyGILState_Check());
}

static PyObject *allow_threads_macros(PyObject *self, PyObject *unused)
{
    int inside, blocked, unblocked;
    Py_BEGIN_ALLOW_THREADS
    inside = PyGILState_Check();
    Py_BLOCK_THREADS
    blocked = PyGILState_Check();
    Py_UNBLOCK_THREADS
    unblocked = PyGILState_Check();
    Py_END_ALLOW_THREADS
    (void)self, (void)unused;
    return Py_BuildValue("(iiii)", inside, blocked, unblocked, PyGILState_Check());
}

/* Ensure with the lock held: the previous state of each level, and whether the lock is held after all releases. */
static PyObject *nested_ensure(PyObject *self, PyObject *unused)
{
    PyGILState_STATE outer = PyGILState_Ensure();
    PyGILState_STATE inner = PyGILState_Ensure();
    int held = PyGILState_Check();
    PyGILState_Release(inner);
    PyGILState_Release(outer);
    (void)self, (void)unused;
    return Py_BuildValue("(NNii)", PyBool_FromLong(outer == PyGILState_LOCKED), PyBool_FromLong(inner == PyGILState_LOCKED),
                         held, PyGILState_Check());
}

static PyObject *ensure_depth(PyObject *self, PyObject *args)
{
    PyGILState_STATE states[256];
    int depth, i, locked = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "i", &depth))
        return NULL;
    if (depth < 0 || depth > 256)
        return PyErr_Format(PyExc_ValueError, "depth %d is out of range", depth);
    for (i = 0; i < depth; i++) {
        states[i] = PyGILState_Ensure();
        locked += states[i] == PyGILState_LOCKED;
    }
    while (i-- > 0)
        PyGILState_Release(states[i]);
    return Py_BuildValue("(ii)", locked, PyGILState_Check());
}

/* Released, then ensured on the same thread: (was unlocked, same thread state, held inside, held after Release). */
static PyObject *ensure_while_released(PyObject *self, PyObject *unused)
{
    PyThreadState *saved = PyEval_SaveThread();
    PyGILState_STATE previous = PyGILState_Ensure();
    int same = PyThreadState_Get() == saved;
    int held = PyGILState_Check();
    PyGILState_Release(previous);
    int after = PyGILState_Check();
    PyEval_RestoreThread(saved);
    (void)self, (void)unused;
    return Py_BuildValue("(NNii)", PyBool_FromLong(previous == PyGILState_UNLOCKED), PyBool_FromLong(same), held, after);
}

static PyObject *this_thread_state(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return PyBool_FromLong(PyGILState_GetThisThreadState() == PyThreadState_Get());
}

/* (the current thread state with the GIL, NULL without) */
static PyObject *unchecked_state(PyObject *self, PyObject *unused)
{
    PyThreadState *own = PyThreadState_Get(), *with = PyThreadState_GetUnchecked();
    PyThreadState *saved = PyEval_SaveThread(), *without = PyThreadState_GetUnchecked();
    PyEval_RestoreThread(saved);
    (void)self, (void)unused;
    return Py_BuildValue("(NN)", PyBool_FromLong(with == own), PyBool_FromLong(without == NULL));
}

/* Releases the lock, takes it back with Ensure, calls back into the host, and puts everything back. */
static PyObject *call_while_released(PyObject *self, PyObject *callable)
{
    PyThreadState *saved = PyEval_SaveThread();
    PyGILState_STATE previous = PyGILState_Ensure();
    PyObject *result = PyObject_CallObject(callable, NULL);
    PyGILState_Release(previous);
    PyEval_RestoreThread(saved);
    (void)self;
    return result;
}

static PyObject *release_often(PyObject *self, PyObject *args)
{
    long times, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "l", &times))
        return NULL;
    for (i = 0; i < times; i++) {
        Py_BEGIN_ALLOW_THREADS
        Py_END_ALLOW_THREADS
    }
    return PyLong_FromLong(PyGILState_Check());
}

/* As after a C function that failed while others had the lock. */
static PyObject *fail_while_released(PyObject *self, PyObject *unused)
{
    PyThreadState *state = PyEval_SaveThread();
    (void)self, (void)unused;
    errno = ENOENT;
    PyEval_RestoreThread(state);
    return PyErr_SetFromErrno(PyExc_OSError);
}

/* The pending exception of this thread is there again after the lock was released. */
static PyObject *release_with_pending_error(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    PyErr_SetString(PyExc_KeyError, "kept");
    Py_BEGIN_ALLOW_THREADS
    Py_END_ALLOW_THREADS
    return NULL;
}

PROBE_MODULE(PROBE_NOARGS(check_around_release), PROBE_NOARGS(allow_threads_macros), PROBE_NOARGS(nested_ensure),
             PROBE_VARARGS(ensure_depth), PROBE_NOARGS(ensure_while_released), PROBE_NOARGS(this_thread_state), PROBE_NOARGS(unchecked_state),
             PROBE_O(call_while_released), PROBE_VARARGS(release_often), PROBE_NOARGS(fail_while_released),
             PROBE_NOARGS(release_with_pending_error))
