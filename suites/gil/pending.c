#include "probe.h"
#include <pthread.h>

/* Pending calls note their numbers here, in the order in which they ran. */
static long ran[64], ran_count, elsewhere; /* The first numbers; how many ran. */
static unsigned long main_ident;

static int note(void *argument)
{
    if (ran_count < 64)
        ran[ran_count] = (long)(intptr_t)argument;
    ran_count++;
    elsewhere += PyThread_get_thread_ident() != main_ident || !PyGILState_Check();
    return 0;
}

static int fail(void *argument)
{
    (void)argument;
    PyErr_SetString(PyExc_LookupError, "from a pending call");
    return -1;
}

static void forget(void)
{
    ran_count = elsewhere = 0;
    main_ident = PyThread_get_thread_ident();
}

/* Until nothing is left: CPython may have to be asked more than once. */
static int make_all(void)
{
    for (int i = 0; i < 100; i++)
        if (Py_MakePendingCalls() < 0)
            return -1;
    return 0;
}

static PyObject *numbers(void)
{
    PyObject *list = PyList_New(0);
    for (long i = 0; list != NULL && i < ran_count && i < 64; i++)
        list = probe_append(list, PyLong_FromLong(ran[i]));
    return list;
}

/* add_and_make(count): the numbers that ran. */
static PyObject *add_and_make(PyObject *self, PyObject *args)
{
    long count;
    (void)self;
    if (!PyArg_ParseTuple(args, "l", &count))
        return NULL;
    forget();
    for (long i = 0; i < count; i++)
        if (Py_AddPendingCall(note, (void *)(intptr_t)i) < 0)
            return PyErr_Format(PyExc_RuntimeError, "the queue is full after %ld", i);
    return make_all() < 0 ? NULL : numbers();
}

static void *add_from_thread(void *argument)
{
    *(int *)argument = Py_AddPendingCall(note, (void *)(intptr_t)42);
    return NULL;
}

/* From a thread without a thread state, while this one has the GIL: (accepted, what ran, ran elsewhere or without the GIL) */
static PyObject *add_in_thread(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    int status = -1;
    (void)self, (void)unused;
    forget();
    if (pthread_create(&thread, NULL, add_from_thread, &status) != 0)
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    pthread_join(thread, NULL);
    if (make_all() < 0)
        return NULL;
    return Py_BuildValue("(iNl)", status, numbers(), elsewhere);
}

static void *make_from_thread(void *argument)
{
    PyGILState_STATE held = PyGILState_Ensure();
    *(int *)argument = make_all();
    PyErr_Clear();
    PyGILState_Release(held);
    return NULL;
}

/* Another thread, which has the GIL, asks for pending calls: (its answer, how many ran before it ended, what ran in the end) */
static PyObject *make_in_thread(PyObject *self, PyObject *unused)
{
    pthread_t thread;
    int status = -1, failed;
    long early;
    (void)self, (void)unused;
    forget();
    if (Py_AddPendingCall(note, (void *)(intptr_t)42) < 0)
        return PyErr_Format(PyExc_RuntimeError, "the queue is full");
    Py_BEGIN_ALLOW_THREADS
    failed = pthread_create(&thread, NULL, make_from_thread, &status);
    if (!failed)
        pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    early = ran_count;
    if (make_all() < 0)
        return NULL;
    if (failed)
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    return Py_BuildValue("(ilN)", status, early, numbers());
}

/* Nobody asks for it: the host comes to it by itself. */
static PyObject *add_only(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    forget();
    return PyLong_FromLong(Py_AddPendingCall(note, (void *)(intptr_t)42));
}
static PyObject *what_ran(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return numbers();
}

/* Adds more calls than most queues hold: (an answer that is neither 0 nor -1, or an exception; all that were accepted ran, once each) */
static PyObject *fill(PyObject *self, PyObject *unused)
{
    long accepted = 0, strange = 0;
    (void)self, (void)unused;
    forget();
    for (long i = 0; i < 1000; i++) {
        int answer = Py_AddPendingCall(note, NULL);
        accepted += answer == 0;
        strange += (answer != 0 && answer != -1) || PyErr_Occurred() != NULL;
    }
    if (make_all() < 0)
        return NULL;
    return Py_BuildValue("(lN)", strange, PyBool_FromLong(accepted > 0 && ran_count == accepted));
}

static PyObject *add_failing(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    forget();
    if (Py_AddPendingCall(fail, NULL) < 0 || Py_AddPendingCall(note, (void *)(intptr_t)7) < 0)
        return PyErr_Format(PyExc_RuntimeError, "the queue is full");
    return make_all() < 0 ? NULL : numbers();
}

static PyObject *make_only(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return make_all() < 0 ? NULL : numbers();
}

static PyObject *check_signals(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return PyErr_CheckSignals() < 0 ? NULL : PyLong_FromLong(0);
}

static PyObject *interrupt(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    PyErr_SetInterrupt();
    return PyErr_CheckSignals() < 0 ? NULL : PyLong_FromLong(0);
}

PROBE_MODULE(PROBE_VARARGS(add_and_make), PROBE_NOARGS(add_in_thread), PROBE_NOARGS(make_in_thread), PROBE_NOARGS(add_only), PROBE_NOARGS(what_ran), PROBE_NOARGS(fill),
             PROBE_NOARGS(add_failing), PROBE_NOARGS(make_only), PROBE_NOARGS(check_signals), PROBE_NOARGS(interrupt))
