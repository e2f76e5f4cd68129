#include "probe.h"
#include <pthread.h>
#include <sched.h>

/* What a thread, never seen by the host before, is to do; each body runs once per turn between Ensure and Release. */
typedef struct task {
    void (*body)(struct task *);
    PyObject *callable; /* Borrowed: the caller that waits in pthread_join keeps it. */
    PyObject *result;   /* Owned; NULL if the body failed. */
    long turns;
    long number;
    PyGILState_STATE previous;
    int held_inside, held_outside;
} task;

static void *run_task(void *argument)
{
    task *mine = argument;
    long i;
    for (i = 0; i < mine->turns; i++) {
        mine->previous = PyGILState_Ensure();
        mine->held_inside = PyGILState_Check();
        mine->body(mine);
        PyGILState_Release(mine->previous);
        mine->held_outside = PyGILState_Check();
    }
    return NULL;
}

/* Runs the tasks at once, each on a thread of its own, while the caller waits without the GIL. */
static int run_and_join(task *tasks, int count)
{
    pthread_t threads[16];
    int started = 0, i;
    Py_BEGIN_ALLOW_THREADS
    while (started < count && pthread_create(&threads[started], NULL, run_task, &tasks[started]) == 0)
        started++;
    for (i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    Py_END_ALLOW_THREADS
    if (started < count)
        PyErr_SetString(PyExc_OSError, "pthread_create failed");
    return started == count ? 0 : -1;
}

static void call_callable(task *mine)
{
    Py_XDECREF(mine->result);
    mine->result = PyObject_CallFunction(mine->callable, "l", mine->number);
    if (mine->result == NULL)
        PyErr_Clear();
}

/* call_from_thread(callable, turns): the last result, or None if the callable raised. */
static PyObject *call_from_thread(PyObject *self, PyObject *args)
{
    task one = { call_callable, NULL, NULL, 1, 1, PyGILState_LOCKED, 0, 0 };
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &one.callable, &one.turns))
        return NULL;
    if (run_and_join(&one, 1) < 0)
        return NULL;
    if (one.result == NULL)
        Py_RETURN_NONE;
    return one.result;
}

/* (Ensure said that it was unlocked, held inside, held after Release) as a foreign thread sees it. */
static void nothing(task *mine) { (void)mine; }
static PyObject *thread_states_of_the_lock(PyObject *self, PyObject *unused)
{
    task one = { nothing, NULL, NULL, 1, 1, PyGILState_LOCKED, 0, 1 };
    (void)self, (void)unused;
    if (run_and_join(&one, 1) < 0)
        return NULL;
    return Py_BuildValue("(Nii)", PyBool_FromLong(one.previous == PyGILState_UNLOCKED), one.held_inside, one.held_outside);
}

static void ensure_again(task *mine)
{
    PyThreadState *outer = PyThreadState_Get();
    PyGILState_STATE inner = PyGILState_Ensure();
    mine->number = PyThreadState_Get() == outer && PyGILState_GetThisThreadState() == outer;
    PyGILState_Release(inner);
    mine->held_inside = PyGILState_Check();
}

static PyObject *nested_in_thread(PyObject *self, PyObject *unused)
{
    task one = { ensure_again, NULL, NULL, 1, 0, PyGILState_LOCKED, 0, 0 };
    (void)self, (void)unused;
    if (run_and_join(&one, 1) < 0)
        return NULL;
    return Py_BuildValue("(NN)", PyBool_FromLong(one.number), PyBool_FromLong(one.held_inside));
}

static void make_and_drop(task *mine)
{
    PyObject *list = PyList_New(0), *item = PROBE_TRACKED(mine->number);
    if (list == NULL || item == NULL || PyList_Append(list, item) < 0) {
        PyErr_Clear();
        mine->number = -1;
    }
    Py_XDECREF(item);
    Py_XDECREF(list);
}

static Py_ssize_t count_thread_states(void)
{
    Py_ssize_t count = 0;
    PyThreadState *state = PyInterpreterState_ThreadHead(PyInterpreterState_Head());
    for (; state != NULL; state = PyThreadState_Next(state))
        count++;
    return count;
}

/* One after another; how many. */
static long run_many(long count)
{
    for (long i = 0; i < count; i++) {
        task one = { make_and_drop, NULL, NULL, 1, i, PyGILState_LOCKED, 0, 0 };
        if (run_and_join(&one, 1) < 0)
            return -1;
        if (one.number < 0) {
            PyErr_Format(PyExc_RuntimeError, "thread %ld could not make its objects", i);
            return -1;
        }
    }
    return count;
}

static PyObject *come_and_go(PyObject *self, PyObject *count)
{
    long wanted = PyLong_AsLong(count);
    (void)self;
    if (wanted == -1 && PyErr_Occurred())
        return NULL;
    long done = run_many(wanted);
    return done < 0 ? NULL : PyLong_FromLong(done);
}

/* many_threads(count): growth of the interpreter's list of thread states. */
static PyObject *many_threads(PyObject *self, PyObject *args)
{
    long count;
    (void)self;
    if (!PyArg_ParseTuple(args, "l", &count))
        return NULL;
    Py_ssize_t before = count_thread_states();
    if (run_many(count) < 0)
        return NULL;
    return PyLong_FromSsize_t(count_thread_states() - before);
}

/* The read and the write are apart, with a chance for another thread between them: only the GIL makes them one. */
static volatile long counter;
static void unprotected_increment(task *mine)
{
    long seen = counter;
    sched_yield();
    counter = seen + 1;
    (void)mine;
}

static PyObject *count_together(PyObject *self, PyObject *args)
{
    task tasks[16];
    int threads, i;
    long turns;
    (void)self;
    if (!PyArg_ParseTuple(args, "il", &threads, &turns))
        return NULL;
    if (threads < 1 || threads > 16)
        return PyErr_Format(PyExc_ValueError, "%d threads are out of range", threads);
    counter = 0;
    for (i = 0; i < threads; i++)
        tasks[i] = (task){ unprotected_increment, NULL, NULL, turns, i, PyGILState_LOCKED, 0, 0 };
    if (run_and_join(tasks, threads) < 0)
        return NULL;
    return PyLong_FromLong(counter);
}

/* call_from_threads(callable, threads, turns): all at once; how many of the last calls succeeded. */
static PyObject *call_from_threads(PyObject *self, PyObject *args)
{
    PyObject *callable;
    task tasks[16];
    int threads, i, succeeded = 0;
    long turns;
    (void)self;
    if (!PyArg_ParseTuple(args, "Oil", &callable, &threads, &turns))
        return NULL;
    if (threads < 1 || threads > 16)
        return PyErr_Format(PyExc_ValueError, "%d threads are out of range", threads);
    for (i = 0; i < threads; i++)
        tasks[i] = (task){ call_callable, callable, NULL, turns, 7, PyGILState_LOCKED, 0, 0 };
    if (run_and_join(tasks, threads) < 0)
        return NULL;
    for (i = 0; i < threads; i++) {
        succeeded += tasks[i].result != NULL;
        Py_XDECREF(tasks[i].result);
    }
    return PyLong_FromLong(succeeded);
}

/* Some hosts do not wait for the GIL before somebody said that there will be threads: gil/first-thread is about that. */
static int expect_threads(PyObject *module)
{
    (void)module;
    PyEval_InitThreads();
    PyErr_Clear(); /* A bridge may lack it. */
    return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_VARARGS(call_from_thread), PROBE_NOARGS(thread_states_of_the_lock), PROBE_NOARGS(nested_in_thread),
             PROBE_VARARGS(many_threads), PROBE_O(come_and_go), PROBE_VARARGS(count_together), PROBE_VARARGS(call_from_threads))
