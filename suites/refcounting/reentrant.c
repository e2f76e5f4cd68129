#include "probe.h"

/*
 * An object that runs arbitrary API calls while it dies: on the container that is just letting go of it.
 * The container must be consistent at that moment: every size it reports can be iterated.
 */
typedef struct {
    PyObject_HEAD
    PyObject *container; /* Borrowed: whoever clears the container keeps it alive. */
} Mourner;

static long deaths, sound;

static int looks_sound(PyObject *container)
{
    Py_ssize_t size = PyObject_Size(container), seen = 0;
    PyObject *iterator = PyObject_GetIter(container), *item;
    if (size < 0 || iterator == NULL) {
        Py_XDECREF(iterator);
        return 0;
    }
    while ((item = PyIter_Next(iterator)) != NULL) {
        seen += Py_REFCNT(item) > 0;
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return !PyErr_Occurred() && seen == size;
}

static void Mourner_dealloc(PyObject *self)
{
    PyObject *type, *value, *traceback, *container = ((Mourner *)self)->container;
    PyErr_Fetch(&type, &value, &traceback);
    deaths++;
    if (container != NULL)
        sound += looks_sound(container);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
    PyObject_Free(self);
}

static PyTypeObject Mourner_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "probe.Mourner",
    .tp_basicsize = sizeof(Mourner),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = Mourner_dealloc,
};

static PyObject *new_mourner(PyObject *container)
{
    Mourner *self = PyObject_New(Mourner, &Mourner_Type);
    if (self != NULL)
        self->container = container;
    return (PyObject *)self;
}

static int add(PyObject *container, PyObject *item, long i)
{
    if (PyList_Check(container))
        return PyList_Append(container, item);
    if (PySet_Check(container))
        return PySet_Add(container, item);
    PyObject *key = PyLong_FromLong(i);
    int status = key == NULL ? -1 : PyDict_SetItem(container, key, item);
    Py_XDECREF(key);
    return status;
}

static int clear(PyObject *container)
{
    if (PyList_Check(container))
        return PyList_SetSlice(container, 0, PyList_Size(container), NULL);
    if (PySet_Check(container))
        return PySet_Clear(container);
    PyDict_Clear(container);
    return 0;
}

/* clear_with_mourners(container, count): (deaths, deaths at which the container was sound, final size) */
static PyObject *clear_with_mourners(PyObject *self, PyObject *args)
{
    PyObject *container;
    long count, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &container, &count))
        return NULL;
    deaths = sound = 0;
    for (i = 0; i < count; i++) {
        PyObject *item = new_mourner(container);
        if (item == NULL || add(container, item, i) < 0) {
            Py_XDECREF(item);
            return NULL;
        }
        Py_DECREF(item);
    }
    if (clear(container) < 0)
        return NULL;
    return Py_BuildValue("(lln)", deaths, sound, PyObject_Size(container));
}

/* Replaces a list's only item, whose death looks at the list: it must see the new item. */
static PyObject *replace_with_mourner(PyObject *self, PyObject *list)
{
    (void)self;
    deaths = sound = 0;
    PyObject *item = new_mourner(list);
    if (item == NULL || PyList_Append(list, item) < 0) {
        Py_XDECREF(item);
        return NULL;
    }
    Py_DECREF(item);
    if (PyList_SetItem(list, PyList_Size(list) - 1, PyUnicode_FromString("new")) < 0)
        return NULL;
    return Py_BuildValue("(ll)", deaths, sound);
}

/* The callee of `argument_outlives_list`: empties the list, then uses the item that only the list seemed to hold. */
static PyObject *empty_then_tag(PyObject *self, PyObject *args)
{
    PyObject *list, *item;
    if (!PyArg_ParseTuple(args, "OO", &list, &item))
        return NULL;
    if (PyList_SetSlice(list, 0, PyList_Size(list), NULL) < 0)
        return NULL;
    return PyObject_CallMethod(self, "__tag__", "O", item);
}

/* Calls `empty_then_tag([item], item)` so that nobody but the list and the call's arguments holds the item. */
static PyObject *argument_outlives_list(PyObject *self, PyObject *unused)
{
    PyObject *callee = PyObject_GetAttrString(self, "empty_then_tag");
    PyObject *item = PROBE_TRACKED(77), *list = PyList_New(0), *result = NULL;
    (void)unused;
    if (callee != NULL && item != NULL && list != NULL && PyList_Append(list, item) == 0) {
        PyObject *arguments = PyTuple_Pack(2, list, item);
        Py_CLEAR(item);
        if (arguments != NULL)
            result = PyObject_CallObject(callee, arguments);
        Py_XDECREF(arguments);
    }
    Py_XDECREF(callee);
    Py_XDECREF(item);
    Py_XDECREF(list);
    return result;
}

static int add_types(PyObject *module)
{
    (void)module;
    return PyType_Ready(&Mourner_Type);
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(clear_with_mourners), PROBE_O(replace_with_mourner),
                  PROBE_VARARGS(empty_then_tag), PROBE_NOARGS(argument_outlives_list))
