#include "probe.h"
#include <pthread.h>
#include <time.h>

/* Runs `body(argument)` on a thread that the host has never seen, with the GIL; the caller waits without it. */
typedef struct {
    PyObject *(*body)(PyObject *);
    PyObject *argument, *result, *type, *value, *traceback;
} errand;

static void *run_errand(void *opaque)
{
    errand *mine = opaque;
    PyGILState_STATE previous = PyGILState_Ensure();
    mine->result = mine->body(mine->argument);
    if (mine->result == NULL)
        PyErr_Fetch(&mine->type, &mine->value, &mine->traceback);
    PyGILState_Release(previous);
    return NULL;
}

static PyObject *in_thread(PyObject *(*body)(PyObject *), PyObject *argument)
{
    errand theirs = { body, argument, NULL, NULL, NULL, NULL };
    pthread_t thread;
    int failed;
    Py_BEGIN_ALLOW_THREADS
    failed = pthread_create(&thread, NULL, run_errand, &theirs);
    if (!failed)
        pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    if (failed)
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    if (theirs.result == NULL)
        PyErr_Restore(theirs.type, theirs.value, theirs.traceback);
    return theirs.result;
}

/* Through the pointers in the type, as compiled code does it. */
static PyObject *through_slots(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    PyObject *text = type->tp_repr(o), *iterator, *first, *same;
    if (text == NULL)
        return NULL;
    same = type->tp_richcompare(o, o, Py_EQ);
    iterator = type->tp_iter(o);
    first = iterator == NULL ? NULL : Py_TYPE(iterator)->tp_iternext(iterator);
    Py_XDECREF(iterator);
    if (first == NULL || same == NULL) {
        Py_DECREF(text);
        Py_XDECREF(first);
        Py_XDECREF(same);
        return NULL;
    }
    return Py_BuildValue("(NNNn)", text, same, first, type->tp_as_sequence->sq_length(o));
}
static PyObject *slots(PyObject *self, PyObject *o)
{
    (void)self;
    return in_thread(through_slots, o);
}

/* Floating-point arguments and results, and an error. */
static PyObject *with_floats(PyObject *o)
{
    double number = PyFloat_AsDouble(o);
    if (number == -1.0 && PyErr_Occurred())
        return NULL;
    return Py_BuildValue("(dN)", number, PyFloat_FromDouble(number * 2));
}
static PyObject *floats(PyObject *self, PyObject *o)
{
    (void)self;
    return in_thread(with_floats, o);
}

/* What C formats and parses goes through the host many times. */
static PyObject *with_varargs(PyObject *o)
{
    PyObject *text = PyUnicode_FromFormat("%s %d %R", "thread", 42, o);
    return text == NULL ? NULL : Py_BuildValue("{s:N,s:(iO)}", "text", text, "pair", 1, o);
}
static PyObject *varargs(PyObject *self, PyObject *o)
{
    (void)self;
    return in_thread(with_varargs, o);
}

/* The thread calls the armed callable, which comes back here: host and C alternate `wanted` times, all on one foreign thread. */
static PyObject *armed; /* Owned between arm and disarm. */
static long wanted, depth;
static pthread_t first;
static int moved;

static PyObject *arm(PyObject *self, PyObject *args)
{
    PyObject *callable;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &callable, &wanted))
        return NULL;
    Py_INCREF(callable);
    Py_XDECREF(armed);
    armed = callable;
    depth = moved = 0;
    Py_RETURN_NONE;
}
static PyObject *disarm(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_CLEAR(armed);
    Py_RETURN_NONE;
}
static PyObject *descend(PyObject *self, PyObject *unused)
{
    PyObject *result;
    (void)self, (void)unused;
    if (depth == 0)
        first = pthread_self();
    moved += !pthread_equal(first, pthread_self());
    if (++depth >= wanted)
        result = Py_BuildValue("(li)", depth, moved);
    else
        result = PyObject_CallObject(armed, NULL);
    depth--;
    return result;
}
static PyObject *call_without_arguments(PyObject *callable) { return PyObject_CallObject(callable, NULL); }
static PyObject *descend_in_thread(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return in_thread(call_without_arguments, armed);
}

/* A thread that goes on calling the host until it is told to stop. */
static struct {
    pthread_t thread;
    PyObject *callable; /* Owned while the thread runs. */
    int running, stopping;
} untiring;
static void *go_on(void *unused)
{
    const struct timespec pause = { 0, 100000 };
    while (!__atomic_load_n(&untiring.stopping, __ATOMIC_SEQ_CST)) {
        PyGILState_STATE previous = PyGILState_Ensure();
        PyObject *result = PyObject_CallObject(untiring.callable, NULL);
        if (result == NULL)
            PyErr_Clear();
        Py_XDECREF(result);
        PyGILState_Release(previous);
        nanosleep(&pause, NULL);
    }
    return unused;
}
static PyObject *start_untiring(PyObject *self, PyObject *callable)
{
    (void)self;
    if (untiring.running)
        return PyErr_Format(PyExc_RuntimeError, "the thread of an earlier start is still there");
    Py_INCREF(callable);
    untiring.callable = callable;
    untiring.stopping = 0;
    if (pthread_create(&untiring.thread, NULL, go_on, NULL) != 0) {
        Py_CLEAR(untiring.callable);
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    }
    untiring.running = 1;
    Py_RETURN_NONE;
}
static PyObject *stop_untiring(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    __atomic_store_n(&untiring.stopping, 1, __ATOMIC_SEQ_CST);
    Py_BEGIN_ALLOW_THREADS
    pthread_join(untiring.thread, NULL);
    Py_END_ALLOW_THREADS
    untiring.running = 0;
    Py_CLEAR(untiring.callable);
    Py_RETURN_NONE;
}

static int expect_threads(PyObject *module)
{
    (void)module;
    PyEval_InitThreads();
    PyErr_Clear(); /* A bridge may lack it. */
    return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_O(slots), PROBE_O(floats), PROBE_O(varargs), PROBE_VARARGS(arm), PROBE_NOARGS(disarm), PROBE_NOARGS(descend),
                  PROBE_NOARGS(descend_in_thread), PROBE_O(start_untiring), PROBE_NOARGS(stop_untiring))
