#include "probe.h"

/* Host -> C -> host -> C …: `descend` calls the armed callable, which calls `descend`, until the depth is reached. */
static PyObject *armed; /* Owned between arm and disarm. */
static long wanted, depth;

static PyObject *arm(PyObject *self, PyObject *args)
{
    PyObject *callable;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &callable, &wanted))
        return NULL;
    Py_INCREF(callable);
    Py_XDECREF(armed);
    armed = callable;
    depth = 0;
    Py_RETURN_NONE;
}

static PyObject *disarm(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_CLEAR(armed);
    Py_RETURN_NONE;
}

/* The depth reached, handed back through every level. */
static PyObject *descend(PyObject *self, PyObject *unused)
{
    PyObject *result;
    (void)self, (void)unused;
    if (++depth >= wanted) {
        result = PyLong_FromLong(depth);
    } else {
        result = PyObject_CallObject(armed, NULL);
    }
    depth--;
    return result;
}

static PyObject *depth_left(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return PyLong_FromLong(depth);
}

/* C calling itself, guarded by Py_EnterRecursiveCall alone. */
static int recurse(long levels)
{
    int status = 0;
    if (Py_EnterRecursiveCall(" in the probe"))
        return -1;
    if (levels > 1)
        status = recurse(levels - 1);
    Py_LeaveRecursiveCall();
    return status;
}

static PyObject *recurse_in_c(PyObject *self, PyObject *args)
{
    long levels;
    (void)self;
    if (!PyArg_ParseTuple(args, "l", &levels))
        return NULL;
    if (recurse(levels) < 0)
        return NULL;
    return PyLong_FromLong(levels);
}

/* An object whose call is the function of the same module that calls it: C -> C through the host's call. */
static PyObject *call_with(PyObject *self, PyObject *args)
{
    PyObject *callable, *argument;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &callable, &argument))
        return NULL;
    return PyObject_CallFunctionObjArgs(callable, argument, NULL);
}

PROBE_MODULE(PROBE_VARARGS(arm), PROBE_NOARGS(disarm), PROBE_NOARGS(descend), PROBE_NOARGS(depth_left),
             PROBE_VARARGS(recurse_in_c), PROBE_VARARGS(call_with))
