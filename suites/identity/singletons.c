#include "probe.h"

static PyObject *give(PyObject *self, PyObject *args)
{
    const char *name;
    PyObject *object = NULL;
    (void)self;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    if (strcmp(name, "None") == 0)
        object = Py_None;
    else if (strcmp(name, "True") == 0)
        object = Py_True;
    else if (strcmp(name, "False") == 0)
        object = Py_False;
    else if (strcmp(name, "NotImplemented") == 0)
        object = Py_NotImplemented;
    else if (strcmp(name, "Ellipsis") == 0)
        object = Py_Ellipsis;
    else
        return PyErr_Format(PyExc_ValueError, "no singleton %s", name);
    Py_INCREF(object);
    return object;
}

/* The exported symbol that the argument is, by name; None if it is none of them. */
static PyObject *name_of(PyObject *self, PyObject *object)
{
    (void)self;
    if (object == Py_None)
        return PyUnicode_FromString("None");
    if (object == Py_True)
        return PyUnicode_FromString("True");
    if (object == Py_False)
        return PyUnicode_FromString("False");
    if (object == Py_NotImplemented)
        return PyUnicode_FromString("NotImplemented");
    if (object == Py_Ellipsis)
        return PyUnicode_FromString("Ellipsis");
    Py_RETURN_NONE;
}

static PyObject *returned_by_macro(PyObject *self, PyObject *args)
{
    const char *name;
    (void)self;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    if (strcmp(name, "True") == 0)
        Py_RETURN_TRUE;
    if (strcmp(name, "False") == 0)
        Py_RETURN_FALSE;
    if (strcmp(name, "NotImplemented") == 0)
        Py_RETURN_NOTIMPLEMENTED;
    Py_RETURN_NONE;
}

static PyObject *is(PyObject *self, PyObject *args)
{
    PyObject *left, *right;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &left, &right))
        return NULL;
    return PyBool_FromLong(Py_Is(left, right));
}

static PyObject *is_constants(PyObject *self, PyObject *object)
{
    (void)self;
    return Py_BuildValue("(iii)", Py_IsNone(object), Py_IsTrue(object), Py_IsFalse(object));
}

static PyObject *constant(PyObject *self, PyObject *args)
{
    unsigned int number;
    (void)self;
    if (!PyArg_ParseTuple(args, "I", &number))
        return NULL;
    return Py_GetConstant(number);
}

/* (lends it, the very object that Py_GetConstant gives); an exception when both refuse the number. */
static PyObject *constant_borrowed(PyObject *self, PyObject *args)
{
    unsigned int number;
    (void)self;
    if (!PyArg_ParseTuple(args, "I", &number))
        return NULL;
    PyObject *lent = Py_GetConstantBorrowed(number);
    if (lent == NULL)
        return NULL;
    PyObject *own = Py_GetConstant(number);
    if (own == NULL)
        return NULL;
    PyObject *same = PyBool_FromLong(lent == own);
    Py_DECREF(own);
    return same;
}

PROBE_MODULE(PROBE_VARARGS(give), PROBE_O(name_of), PROBE_VARARGS(returned_by_macro), PROBE_VARARGS(is),
             PROBE_O(is_constants), PROBE_VARARGS(constant), PROBE_VARARGS(constant_borrowed))
