#include "probe.h"

/* An object whose death looks at a static slot: what does re-entrant code see while the slot is being cleared? */
typedef struct {
    PyObject_HEAD
} Watcher;

static PyObject *slot;
static int slot_was_null, watcher_deaths;

static void Watcher_dealloc(PyObject *self)
{
    slot_was_null = slot == NULL;
    watcher_deaths++;
    PyObject_Free(self);
}

static PyTypeObject Watcher_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "probe.Watcher",
    .tp_basicsize = sizeof(Watcher),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = Watcher_dealloc,
};

static PyObject *new_watcher(void) { return (PyObject *)PyObject_New(Watcher, &Watcher_Type); }

/* (slot was NULL when the object died, deaths) */
static PyObject *clear_slot(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    slot_was_null = watcher_deaths = 0;
    if ((slot = new_watcher()) == NULL)
        return NULL;
    Py_CLEAR(slot);
    Py_CLEAR(slot);
    return Py_BuildValue("(ii)", slot_was_null, watcher_deaths);
}

static PyObject *null_is_accepted(PyObject *self, PyObject *unused)
{
    PyObject *nothing = NULL;
    (void)self, (void)unused;
    Py_XINCREF(nothing);
    Py_XDECREF(nothing);
    Py_CLEAR(nothing);
    return PyBool_FromLong(nothing == NULL);
}

/* balance(object, n): n INCREFs, n DECREFs; the object comes back. */
static PyObject *balance(PyObject *self, PyObject *args)
{
    PyObject *object;
    long n, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &object, &n))
        return NULL;
    for (i = 0; i < n; i++)
        Py_INCREF(object);
    for (i = 0; i < n; i++)
        Py_DECREF(object);
    Py_INCREF(object);
    return object;
}

static PyObject *new_ref(PyObject *self, PyObject *object)
{
    PyObject *nothing = NULL;
    PyObject *one = Py_NewRef(object), *two = Py_XNewRef(object);
    int same = one == object && two == object && Py_XNewRef(nothing) == NULL;
    (void)self;
    Py_DECREF(one);
    Py_DECREF(two);
    return PyBool_FromLong(same);
}

/* More tracked objects alive than at first: after the making, after one of two DECREFs, after both; the host knows none. */
static PyObject *last_decref(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_ssize_t others = probe_alive_count;
    PyObject *item = PROBE_TRACKED(1);
    if (item == NULL)
        return NULL;
    Py_ssize_t before = probe_alive_count - others;
    Py_INCREF(item);
    Py_DECREF(item);
    Py_ssize_t between = probe_alive_count - others;
    Py_DECREF(item);
    return Py_BuildValue("(nnn)", before, between, probe_alive_count - others);
}

/* The change of Py_REFCNT over INCREF and DECREF. */
static PyObject *refcnt_deltas(PyObject *self, PyObject *object)
{
    (void)self;
    Py_ssize_t start = Py_REFCNT(object);
    Py_INCREF(object);
    Py_ssize_t up = Py_REFCNT(object) - start;
    Py_DECREF(object);
    return Py_BuildValue("(nn)", up, Py_REFCNT(object) - start);
}

static PyObject *kept; /* Owned. */
static PyObject *keep(PyObject *self, PyObject *object)
{
    (void)self;
    Py_INCREF(object);
    Py_XDECREF(kept);
    kept = object;
    Py_RETURN_NONE;
}

static PyObject *release(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_CLEAR(kept);
    Py_RETURN_NONE;
}

static PyObject *new_object(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return Py_BuildValue("[s{s:i}]", "made by C", "n", 12345);
}

static PyObject *fail_after_making(PyObject *self, PyObject *argument)
{
    PyObject *list = Py_BuildValue("[OO]", argument, argument);
    (void)self;
    if (list == NULL)
        return NULL;
    Py_DECREF(list);
    return PyErr_Format(PyExc_ValueError, "always");
}

static int add_types(PyObject *module)
{
    (void)module;
    return PyType_Ready(&Watcher_Type);
}

PROBE_MODULE_WITH(add_types, PROBE_NOARGS(clear_slot), PROBE_NOARGS(null_is_accepted), PROBE_VARARGS(balance),
                  PROBE_O(new_ref), PROBE_NOARGS(last_decref), PROBE_O(refcnt_deltas), PROBE_O(keep), PROBE_NOARGS(release),
                  PROBE_NOARGS(new_object), PROBE_O(fail_after_making))
