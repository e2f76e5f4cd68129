#include "probe.h"

/* A collectable object whose tp_finalize may bring it back to life, once, by storing it where C keeps it. */
typedef struct {
    PyObject_HEAD
    long tag;
} Phoenix;

static PyObject *rescued; /* Owned. */
static int rescue;
static long finalized, freed;

static int Phoenix_traverse(PyObject *self, visitproc visit, void *arg)
{
    (void)self, (void)visit, (void)arg;
    return 0;
}

static void Phoenix_finalize(PyObject *self)
{
    finalized++;
    if (rescue) {
        Py_INCREF(self);
        rescued = self;
    }
}

static void Phoenix_dealloc(PyObject *self)
{
    if (PyObject_CallFinalizerFromDealloc(self) < 0)
        return;
    freed++;
    PyObject_GC_UnTrack(self);
    PyObject_GC_Del(self);
}

static PyTypeObject Phoenix_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "probe.Phoenix",
    .tp_basicsize = sizeof(Phoenix),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = Phoenix_traverse,
    .tp_finalize = Phoenix_finalize,
    .tp_dealloc = Phoenix_dealloc,
};

static Phoenix *new_phoenix(long tag)
{
    Phoenix *self = PyObject_GC_New(Phoenix, &Phoenix_Type);
    if (self == NULL)
        return NULL;
    self->tag = tag;
    PyObject_GC_Track(self);
    return self;
}

/* (finalized, freed, tag of the rescued object or -1) after one death. */
static PyObject *resurrect(PyObject *self, PyObject *unused)
{
    long tag = -1;
    (void)self, (void)unused;
    finalized = freed = 0;
    rescue = 1;
    Phoenix *one = new_phoenix(33);
    if (one == NULL)
        return NULL;
    Py_DECREF(one);
    rescue = 0;
    if (rescued != NULL) {
        tag = ((Phoenix *)rescued)->tag;
        Py_INCREF(rescued);
        Py_DECREF(rescued);
    }
    PyObject *report = Py_BuildValue("(lll)", finalized, freed, tag);
    Py_CLEAR(rescued);
    return report;
}

/* (finalized, freed) after the resurrected object died for good. */
static PyObject *after_second_death(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return Py_BuildValue("(ll)", finalized, freed);
}

/* (finalized, freed) of an object that nobody rescues. */
static PyObject *plain_death(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    finalized = freed = 0;
    rescue = 0;
    Phoenix *one = new_phoenix(1);
    if (one == NULL)
        return NULL;
    Py_DECREF(one);
    return Py_BuildValue("(ll)", finalized, freed);
}

static int add_types(PyObject *module)
{
    (void)module;
    return PyType_Ready(&Phoenix_Type);
}

PROBE_MODULE_WITH(add_types, PROBE_NOARGS(resurrect), PROBE_NOARGS(after_second_death), PROBE_NOARGS(plain_death))
