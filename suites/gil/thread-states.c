#include "probe.h"
#include <pthread.h>
#include <stdint.h>

/* What one thread with a thread state of its own making has seen. */
typedef struct {
    PyInterpreterState *interpreter;
    PyObject *callable; /* Borrowed: the caller waits. */
    PyObject *result;   /* Owned. */
    int rounds, current, kept, swapped, pending_elsewhere;
} visit;

static void *visit_with_own_state(void *argument)
{
    visit *mine = argument;
    PyThreadState *state = PyThreadState_New(mine->interpreter);
    int i;
    for (i = 0; i < mine->rounds; i++) {
        PyEval_AcquireThread(state);
        mine->current += PyThreadState_Get() == state;
        Py_XDECREF(mine->result);
        mine->result = PyObject_CallObject(mine->callable, NULL);
        if (mine->result == NULL)
            PyErr_Clear();
        PyEval_ReleaseThread(state);
    }
    PyEval_RestoreThread(state);
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
    return NULL;
}

static int run_visitor(void *(*body)(void *), visit *theirs)
{
    pthread_t thread;
    int failed;
    theirs->interpreter = PyInterpreterState_Head();
    Py_BEGIN_ALLOW_THREADS
    failed = pthread_create(&thread, NULL, body, theirs);
    if (!failed)
        pthread_join(thread, NULL);
    Py_END_ALLOW_THREADS
    if (failed)
        PyErr_SetString(PyExc_OSError, "pthread_create failed");
    return failed ? -1 : 0;
}

/* acquire_and_call(callable, rounds): (how often the own state was current, the last result) */
static PyObject *acquire_and_call(PyObject *self, PyObject *args)
{
    visit theirs = { 0 };
    (void)self;
    if (!PyArg_ParseTuple(args, "Oi", &theirs.callable, &theirs.rounds))
        return NULL;
    if (run_visitor(visit_with_own_state, &theirs) < 0)
        return NULL;
    if (theirs.result == NULL)
        return Py_BuildValue("(iO)", theirs.current, Py_None);
    return Py_BuildValue("(iN)", theirs.current, theirs.result);
}

/* A thread that C made leaves an object in the dictionary of its state. */
static void *leave_in_dict(void *argument)
{
    visit *mine = argument;
    PyGILState_STATE held = PyGILState_Ensure();
    PyObject *dict = PyThreadState_GetDict();
    mine->kept = dict != NULL && PyDict_SetItemString(dict, "probe of thread states", mine->callable) == 0;
    PyErr_Clear();
    PyGILState_Release(held);
    return NULL;
}

static PyObject *left_in_dict(PyObject *self, PyObject *object)
{
    visit theirs = { 0 };
    (void)self;
    theirs.callable = object;
    if (run_visitor(leave_in_dict, &theirs) < 0)
        return NULL;
    return PyBool_FromLong(theirs.kept);
}

/* Two states in one thread, each with an exception and a dictionary of its own. */
static void *swap_states(void *argument)
{
    visit *mine = argument;
    PyThreadState *first = PyThreadState_New(mine->interpreter), *second = PyThreadState_New(mine->interpreter);
    PyObject *dict;
    PyEval_AcquireThread(first);
    PyErr_SetString(PyExc_KeyError, "of the first state");
    mine->swapped = PyThreadState_Swap(second) == first;
    mine->pending_elsewhere = PyErr_Occurred() != NULL;
    dict = PyThreadState_GetDict();
    mine->swapped += PyThreadState_Swap(first) == second;
    mine->kept = PyErr_ExceptionMatches(PyExc_KeyError);
    PyErr_Clear();
    mine->current = dict != NULL && PyThreadState_GetDict() != dict;
    PyThreadState_Clear(second);
    PyThreadState_Delete(second);
    PyThreadState_Clear(first);
    PyThreadState_DeleteCurrent();
    return NULL;
}

/* (swaps that gave the state before, exception pending under the other state, under its own, dictionaries differ) */
static PyObject *swap_in_thread(PyObject *self, PyObject *unused)
{
    visit theirs = { 0 };
    (void)self, (void)unused;
    if (run_visitor(swap_states, &theirs) < 0)
        return NULL;
    return Py_BuildValue("(iiii)", theirs.swapped, theirs.pending_elsewhere, theirs.kept, theirs.current);
}

/* A state that was made, never entered, cleared and deleted: growth of the interpreter's list at each stage. */
static Py_ssize_t count_states(void)
{
    Py_ssize_t count = 0;
    PyThreadState *state = PyInterpreterState_ThreadHead(PyInterpreterState_Head());
    for (; state != NULL; state = PyThreadState_Next(state))
        count++;
    return count;
}

static PyObject *make_and_delete(PyObject *self, PyObject *unused)
{
    Py_ssize_t before = count_states(), with;
    PyThreadState *state = PyThreadState_New(PyInterpreterState_Head());
    (void)self, (void)unused;
    if (state == NULL)
        return PyErr_NoMemory();
    with = count_states();
    PyThreadState_Clear(state);
    PyThreadState_Delete(state);
    return Py_BuildValue("(nn)", with - before, count_states() - before);
}

/* The states from the middle of the list are deleted before the newest: growth of the list at each stage. */
static PyObject *delete_out_of_order(PyObject *self, PyObject *unused)
{
    static const int order[] = { 1, 0, 2 };
    Py_ssize_t before = count_states(), growth[4];
    PyThreadState *states[3];
    int i;
    (void)self, (void)unused;
    for (i = 0; i < 3; i++)
        if ((states[i] = PyThreadState_New(PyInterpreterState_Head())) == NULL)
            return PyErr_NoMemory();
    growth[0] = count_states() - before;
    for (i = 0; i < 3; i++) {
        PyThreadState_Clear(states[order[i]]);
        PyThreadState_Delete(states[order[i]]);
        growth[i + 1] = count_states() - before;
    }
    return Py_BuildValue("(nnnn)", growth[0], growth[1], growth[2], growth[3]);
}

/* (the current state has the same number each time, a second and a third state have that of no other) */
static PyObject *numbers(PyObject *self, PyObject *unused)
{
    uint64_t own = PyThreadState_GetID(PyThreadState_Get()), second, third;
    PyThreadState *one = PyThreadState_New(PyInterpreterState_Head()), *other = PyThreadState_New(PyInterpreterState_Head());
    (void)self, (void)unused;
    if (one == NULL || other == NULL)
        return PyErr_NoMemory();
    second = PyThreadState_GetID(one);
    third = PyThreadState_GetID(other);
    PyThreadState_Clear(one);
    PyThreadState_Delete(one);
    PyThreadState_Clear(other);
    PyThreadState_Delete(other);
    return Py_BuildValue("(NN)", PyBool_FromLong(PyThreadState_GetID(PyThreadState_Get()) == own),
                         PyBool_FromLong(own != second && own != third && second != third));
}

/* The dictionary of this thread is the same each time, and what is put there stays. */
static PyObject *own_dict(PyObject *self, PyObject *value)
{
    PyObject *dict = PyThreadState_GetDict(), *found;
    (void)self;
    if (dict == NULL)
        return PyErr_Format(PyExc_RuntimeError, "no dictionary");
    if (PyDict_SetItemString(dict, "probe of thread states", value) < 0)
        return NULL;
    found = PyThreadState_GetDict() == dict ? PyDict_GetItemString(dict, "probe of thread states") : NULL;
    if (found == NULL)
        PyErr_SetString(PyExc_AssertionError, "not there");
    Py_XINCREF(found);
    if (PyDict_DelItemString(dict, "probe of thread states") < 0)
        Py_CLEAR(found);
    return found;
}

/* Without a state: no dictionary, and no exception for it. */
static PyObject *dict_without_state(PyObject *self, PyObject *unused)
{
    PyThreadState *saved = PyThreadState_Swap(NULL);
    PyObject *dict = PyThreadState_GetDict();
    PyThreadState_Swap(saved);
    (void)self, (void)unused;
    return Py_BuildValue("(NN)", PyBool_FromLong(dict == NULL), PyBool_FromLong(PyErr_Occurred() != NULL));
}

static PyObject *async_exc_to_nobody(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return PyLong_FromLong(PyThreadState_SetAsyncExc((unsigned long)-2, PyExc_KeyError));
}

/* Set and taken back before anything could raise it: how many states each call changed. */
static PyObject *async_exc_taken_back(PyObject *self, PyObject *unused)
{
    unsigned long here = PyThread_get_thread_ident();
    int set = PyThreadState_SetAsyncExc(here, PyExc_KeyError);
    int unset = PyThreadState_SetAsyncExc(here, NULL);
    (void)self, (void)unused;
    return Py_BuildValue("(ii)", set, unset);
}

static int expect_threads(PyObject *module)
{
    (void)module;
    PyEval_InitThreads();
    PyErr_Clear(); /* A bridge may lack it. */
    return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_VARARGS(acquire_and_call), PROBE_NOARGS(swap_in_thread), PROBE_NOARGS(make_and_delete), PROBE_NOARGS(delete_out_of_order), PROBE_NOARGS(numbers), PROBE_O(own_dict), PROBE_O(left_in_dict),
                  PROBE_NOARGS(dict_without_state), PROBE_NOARGS(async_exc_to_nobody), PROBE_NOARGS(async_exc_taken_back))
