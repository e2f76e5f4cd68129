#include "probe.h"

/*
 * An object that runs arbitrary API calls while it dies: on the container that lets go of it, or has done so.
 * The container must be consistent at that moment: every size it reports can be iterated.
 */
typedef struct {
    PyObject_HEAD
} Mourner;

static PyObject *watched; /* Owned, so that also an object that dies later finds a container that lives. */
static long deaths, unsound;

/* As many items as it says, the dying one not among them. */
static int looks_sound(PyObject *container, PyObject *dying)
{
    Py_ssize_t size = PyObject_Size(container), seen = 0;
    PyObject *iterator = PyObject_GetIter(container), *item;
    if (size < 0 || iterator == NULL) {
        Py_XDECREF(iterator);
        return 0;
    }
    while ((item = PyIter_Next(iterator)) != NULL) {
        seen += item != dying;
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return !PyErr_Occurred() && seen == size;
}

static void Mourner_dealloc(PyObject *self)
{
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    deaths++;
    unsound += watched == NULL || !looks_sound(watched, self);
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

static PyObject *new_mourner(void) { return (PyObject *)PyObject_New(Mourner, &Mourner_Type); }

static void watch(PyObject *container)
{
    deaths = unsound = 0;
    Py_INCREF(container);
    Py_XDECREF(watched);
    watched = container;
}

/* (deaths since the watch began, deaths at which the container was not sound); the watch goes on. */
static PyObject *seen(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return Py_BuildValue("(ll)", deaths, unsound);
}

static PyObject *unwatch(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_CLEAR(watched);
    Py_RETURN_NONE;
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

/* clear_with_mourners(container, count): watches, fills and empties it; its size at last. */
static PyObject *clear_with_mourners(PyObject *self, PyObject *args)
{
    PyObject *container;
    long count, i;
    (void)self;
    if (!PyArg_ParseTuple(args, "Ol", &container, &count))
        return NULL;
    watch(container);
    for (i = 0; i < count; i++) {
        PyObject *item = new_mourner();
        if (item == NULL || add(container, item, i) < 0) {
            Py_XDECREF(item);
            return NULL;
        }
        Py_DECREF(item);
    }
    if (clear(container) < 0)
        return NULL;
    return PyLong_FromSsize_t(PyObject_Size(container));
}

/* Replaces a list's last item, whose death looks at the list: the new item must be there in its place. */
static PyObject *replace_with_mourner(PyObject *self, PyObject *list)
{
    (void)self;
    watch(list);
    PyObject *item = new_mourner();
    if (item == NULL || PyList_Append(list, item) < 0) {
        Py_XDECREF(item);
        return NULL;
    }
    Py_DECREF(item);
    if (PyList_SetItem(list, PyList_Size(list) - 1, PyUnicode_FromString("new")) < 0)
        return NULL;
    Py_RETURN_NONE;
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

/* call_then_tag(callable, item): the tag of an argument for which the host has forgotten every name meanwhile. */
static PyObject *call_then_tag(PyObject *self, PyObject *args)
{
    PyObject *callable, *item;
    (void)self;
    if (!PyArg_ParseTuple(args, "OO", &callable, &item))
        return NULL;
    PyObject *result = PyObject_CallObject(callable, NULL);
    if (result == NULL)
        return NULL;
    Py_DECREF(result);
    return PyLong_FromLong(PROBE_TAG(item));
}

static int add_types(PyObject *module)
{
    (void)module;
    return PyType_Ready(&Mourner_Type);
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(clear_with_mourners), PROBE_O(replace_with_mourner),
                  PROBE_NOARGS(seen), PROBE_NOARGS(unwatch),
                  PROBE_VARARGS(empty_then_tag), PROBE_NOARGS(argument_outlives_list),
                  PROBE_VARARGS(call_then_tag))
