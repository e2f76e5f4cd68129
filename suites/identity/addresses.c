#include "probe.h"

/* One remembered object: owned, so that its address means something for as long as it is remembered. */
static PyObject *remembered;

static PyObject *remember(PyObject *self, PyObject *object)
{
    (void)self;
    Py_INCREF(object);
    Py_XDECREF(remembered);
    remembered = object;
    Py_RETURN_NONE;
}

static PyObject *forget(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_CLEAR(remembered);
    Py_RETURN_NONE;
}

static PyObject *is_remembered(PyObject *self, PyObject *object)
{
    (void)self;
    return PyBool_FromLong(object == remembered);
}

static PyObject *give_remembered(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    if (remembered == NULL)
        Py_RETURN_NONE;
    Py_INCREF(remembered);
    return remembered;
}

static PyObject *same_address(PyObject *self, PyObject *args)
{
    PyObject *left, *right;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &left, &right))
        return NULL;
    return PyBool_FromLong(left == right);
}

static PyObject *same_item(PyObject *self, PyObject *args)
{
    PyObject *list, *item;
    (void)self;
    if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &list, &item))
        return NULL;
    return PyBool_FromLong(PyList_Size(list) > 0 && PyList_GetItem(list, 0) == item);
}

/* How many of `count` new lists, all alive together, have the address of the remembered object. */
static PyObject *addresses_reused(PyObject *self, PyObject *args)
{
    Py_ssize_t count, i, reused = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "n", &count))
        return NULL;
    PyObject *all = PyList_New(0);
    if (all == NULL)
        return NULL;
    for (i = 0; i < count; i++) {
        PyObject *one = PyList_New(1);
        if (one == NULL || PyList_SetItem(one, 0, PyLong_FromSsize_t(i)) < 0 || PyList_Append(all, one) < 0) {
            Py_XDECREF(one);
            Py_DECREF(all);
            return NULL;
        }
        reused += one == remembered;
        Py_DECREF(one);
    }
    Py_DECREF(all);
    return PyLong_FromSsize_t(reused);
}

/* Makes, uses and drops `count` objects one after another while the remembered one lives. */
static PyObject *churn(PyObject *self, PyObject *args)
{
    Py_ssize_t count, i, reused = 0;
    (void)self;
    if (!PyArg_ParseTuple(args, "n", &count))
        return NULL;
    for (i = 0; i < count; i++) {
        PyObject *one = PROBE_TRACKED((long)i);
        if (one == NULL)
            return NULL;
        reused += one == remembered;
        Py_DECREF(one);
    }
    return PyLong_FromSsize_t(reused);
}

static PyObject *same_type(PyObject *self, PyObject *args)
{
    PyObject *object, *type;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &object, &type))
        return NULL;
    return PyBool_FromLong((PyObject *)Py_TYPE(object) == type);
}

PROBE_MODULE(PROBE_O(remember), PROBE_NOARGS(forget), PROBE_O(is_remembered), PROBE_NOARGS(give_remembered),
             PROBE_VARARGS(same_address), PROBE_VARARGS(same_item), PROBE_VARARGS(addresses_reused), PROBE_VARARGS(churn),
             PROBE_VARARGS(same_type))
