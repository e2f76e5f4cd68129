#include "probe.h"
#include <pthread.h>
#include <time.h>

/*
 * A thread that comes while the caller has the GIL has to wait for it. Nobody in this probe calls PyEval_InitThreads, so that
 * it is the first thread the host meets, if the host has none of its own; the other probes with threads do call it.
 */
static int arrived, entered;

static void *enter(void *unused)
{
    __atomic_store_n(&arrived, 1, __ATOMIC_SEQ_CST);
    PyGILState_STATE previous = PyGILState_Ensure();
    __atomic_store_n(&entered, 1 + PyGILState_Check(), __ATOMIC_SEQ_CST);
    PyGILState_Release(previous);
    return unused;
}

/* (the thread was in while the caller had the GIL, it was in with the GIL when it had ended) */
static PyObject *enter_while_held(PyObject *self, PyObject *unused)
{
    const struct timespec pause = { 0, 1000000 };
    pthread_t thread;
    (void)self, (void)unused;
    arrived = entered = 0;
    if (pthread_create(&thread, NULL, enter, NULL) != 0)
        return PyErr_Format(PyExc_OSError, "pthread_create failed");
    /* With the GIL: until the thread runs, and then long enough for it to come to the lock. */
    for (int i = 0; i < 5000 && !__atomic_load_n(&arrived, __ATOMIC_SEQ_CST); i++)
        nanosleep(&pause, NULL);
    for (int i = 0; i < 50; i++)
        nanosleep(&pause, NULL);
    int early = __atomic_load_n(&entered, __ATOMIC_SEQ_CST);
    Py_BEGIN_ALLOW_THREADS
    pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    return Py_BuildValue("(NN)", PyBool_FromLong(early != 0), PyBool_FromLong(entered == 2));
}

PROBE_MODULE(PROBE_NOARGS(enter_while_held))
