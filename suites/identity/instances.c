#include "probe.h"
#include <stddef.h>

/* A C type with a field of its own and a `__dict__`, which the host may decorate and C must find unchanged. */
typedef struct {
    PyObject_HEAD
    PyObject *dict;
    long field;
} Decorated;

/* The wrapper under which the host saw an instance first: from inside tp_init and tp_dealloc. */
static PyObject *seen_in_init, *on_init, *on_dealloc;

static int Decorated_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    if (kwargs != NULL && PyDict_Size(kwargs) != 0) {
        PyErr_SetString(PyExc_TypeError, "Decorated takes no keyword arguments");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "|l", &((Decorated *)self)->field))
        return -1;
    if (on_init != NULL) {
        PyObject *result = PyObject_CallFunctionObjArgs(on_init, self, NULL);
        if (result == NULL)
            return -1;
        Py_XDECREF(seen_in_init);
        seen_in_init = result;
    }
    return 0;
}

/* Tells the host the field's value, not the dying object itself. */
static void Decorated_dealloc(PyObject *self)
{
    if (on_dealloc != NULL) {
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        PyObject *result = PyObject_CallFunction(on_dealloc, "l", ((Decorated *)self)->field);
        if (result == NULL)
            PyErr_WriteUnraisable(NULL);
        Py_XDECREF(result);
        PyErr_Restore(type, value, traceback);
    }
    Py_CLEAR(((Decorated *)self)->dict);
    Py_TYPE(self)->tp_free(self);
}

static PyTypeObject Decorated_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "probe.Decorated",
    .tp_basicsize = sizeof(Decorated),
    .tp_dictoffset = offsetof(Decorated, dict),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_init = Decorated_init,
    .tp_dealloc = Decorated_dealloc,
};

static int is_decorated(PyObject *object)
{
    if (PyObject_TypeCheck(object, &Decorated_Type))
        return 1;
    PyErr_SetString(PyExc_TypeError, "expected a Decorated");
    return 0;
}

static PyObject *field_of(PyObject *self, PyObject *object)
{
    (void)self;
    return is_decorated(object) ? PyLong_FromLong(((Decorated *)object)->field) : NULL;
}

static PyObject *set_field(PyObject *self, PyObject *args)
{
    PyObject *object;
    long value;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &object, &value) || !is_decorated(object))
        return NULL;
    ((Decorated *)object)->field = value;
    Py_RETURN_NONE;
}

static PyObject *attribute_from_c(PyObject *self, PyObject *args)
{
    PyObject *object;
    const char *name;
    (void)self;
    if (!PyArg_ParseTuple(args, "Os", &object, &name))
        return NULL;
    return PyObject_GetAttrString(object, name);
}

static PyObject *hook(PyObject *self, PyObject *args)
{
    PyObject *init, *dealloc;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &init, &dealloc))
        return NULL;
    Py_CLEAR(on_init);
    Py_CLEAR(on_dealloc);
    Py_CLEAR(seen_in_init);
    if (init != Py_None)
        Py_INCREF(on_init = init);
    if (dealloc != Py_None)
        Py_INCREF(on_dealloc = dealloc);
    Py_RETURN_NONE;
}

static PyObject *was_seen_in_init(PyObject *self, PyObject *object)
{
    (void)self;
    return PyBool_FromLong(object == seen_in_init);
}

static int add_types(PyObject *module)
{
    Decorated_Type.tp_new = PyType_GenericNew;
    if (PyType_Ready(&Decorated_Type) < 0)
        return -1;
    Py_INCREF(&Decorated_Type);
    if (PyModule_AddObject(module, "Decorated", (PyObject *)&Decorated_Type) < 0) {
        Py_DECREF(&Decorated_Type);
        return -1;
    }
    return 0;
}

PROBE_MODULE_WITH(add_types, PROBE_O(field_of), PROBE_VARARGS(set_field), PROBE_VARARGS(attribute_from_c),
                  PROBE_VARARGS(hook), PROBE_O(was_seen_in_init))
