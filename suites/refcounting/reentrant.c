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
    PyObject *old = watched;
    Py_INCREF(container);
    watched = container;
    Py_XDECREF(old); /* What dies with it looks at the new one. */
    deaths = unsound = 0;
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
    PyObject *text = PyUnicode_FromString("new");
    if (text == NULL || PyList_SetItem(list, PyList_Size(list) - 1, text) < 0)
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

/* A node owns its child, which tells its parent of its end by a borrowed pointer. */
typedef struct node {
    PyObject_HEAD
    struct node *parent;
    PyObject *child;
    int complete;
} Node;

static void Node_dealloc(PyObject *self)
{
    Node *node = (Node *)self;
    deaths++;
    unsound += node->parent != NULL && !node->parent->complete;
    Py_CLEAR(node->child);
    node->complete = 0;
    PyObject_Free(self);
}

static PyTypeObject Node_Type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "probe.Node",
    .tp_basicsize = sizeof(Node),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_dealloc = Node_dealloc,
};

static PyObject *new_node(Node *parent)
{
    Node *node = PyObject_New(Node, &Node_Type);
    if (node == NULL)
        return NULL;
    node->parent = parent;
    node->child = NULL;
    node->complete = 1;
    return (PyObject *)node;
}

/* end_of_chain(length): lets go of a chain of nodes; (how many died, how many of them after their parent). */
static PyObject *end_of_chain(PyObject *self, PyObject *length)
{
    long nodes = PyLong_AsLong(length);
    PyObject *root = new_node(NULL), *last = root;
    deaths = unsound = 0;
    while (last != NULL && --nodes > 0)
        last = ((Node *)last)->child = new_node((Node *)last);
    Py_XDECREF(root);
    return last == NULL ? PyErr_NoMemory() : seen(self, NULL);
}

/* A list, tuple, dict or node that owns `item`, whose reference is taken over. */
static PyObject *wrapped(long kind, PyObject *item)
{
    PyObject *whole = kind == 0   ? PyList_New(0)
                      : kind == 1 ? PyTuple_Pack(1, item)
                      : kind == 2 ? PyDict_New()
                                  : new_node(NULL);
    if (whole != NULL && ((kind == 0 && PyList_Append(whole, item) < 0) ||
                          (kind == 2 && PyDict_SetItemString(whole, "item", item) < 0)))
        Py_CLEAR(whole);
    if (whole == NULL || kind < 3)
        Py_DECREF(item);
    else
        ((Node *)whole)->child = item;
    return whole;
}

/* end_of_containers(kind, depth): lets go of a node inside so many containers; 4: of all kinds in turn. */
static PyObject *end_of_containers(PyObject *self, PyObject *args)
{
    long kind, depth, i, nodes = 1;
    PyObject *whole = new_node(NULL);
    if (!PyArg_ParseTuple(args, "ll", &kind, &depth))
        return NULL;
    deaths = unsound = 0;
    for (i = 0; i < depth && whole != NULL; i++) {
        long now = kind == 4 ? i % 4 : kind;
        nodes += now == 3;
        whole = wrapped(now, whole);
    }
    Py_XDECREF(whole);
    return whole == NULL ? PyErr_NoMemory() : PyLong_FromLong(nodes - deaths);
}

static int add_types(PyObject *module)
{
    (void)module;
    if (PyType_Ready(&Node_Type) < 0)
        return -1;
    return PyType_Ready(&Mourner_Type);
}

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(clear_with_mourners), PROBE_O(replace_with_mourner),
                  PROBE_NOARGS(seen), PROBE_NOARGS(unwatch),
                  PROBE_VARARGS(empty_then_tag), PROBE_NOARGS(argument_outlives_list),
                  PROBE_VARARGS(call_then_tag), PROBE_O(end_of_chain), PROBE_VARARGS(end_of_containers))
