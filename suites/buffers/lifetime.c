/* Who keeps an exporter alive, for how long, and how often it hears that a buffer was released. */
#include "probe.h"

/* Of all blocks: successful requests, releases, and releases with a view that is not the one handed out. */
static long acquired, released, strange;

typedef struct {
    PyObject_HEAD
    PyObject *item; /* A tracked object: it lives as long as the block. */
    char memory[8];
} Block;

static int block_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Block *block = (Block *)self;
    view->obj = NULL;
    if (PyBuffer_FillInfo(view, self, block->memory, sizeof block->memory, 0, flags) < 0)
        return -1;
    view->internal = block;
    acquired++;
    return 0;
}

static void block_releasebuffer(PyObject *self, Py_buffer *view)
{
    Block *block = (Block *)self;
    released++;
    strange += view->internal != block || view->buf != block->memory || view->len != sizeof block->memory;
}

static void block_dealloc(PyObject *self)
{
    Py_XDECREF(((Block *)self)->item);
    PyObject_Free(self);
}

static PyBufferProcs block_buffer = {block_getbuffer, block_releasebuffer};
/* The optional slot left out. */
static PyBufferProcs quiet_buffer = {block_getbuffer, NULL};

/* Hands every request on to another exporter, which then is the one to release. */
static int redirect_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    view->readonly = -1; /* What the other one leaves out must not be right by chance. */
    return PyObject_GetBuffer(((Block *)self)->item, view, flags);
}

static void redirect_releasebuffer(PyObject *Py_UNUSED(self), Py_buffer *Py_UNUSED(view))
{
    strange++;
}

static PyBufferProcs redirect_buffer = {redirect_getbuffer, redirect_releasebuffer};

#define BLOCK_TYPE(name, procs)                                                                                       \
    {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "buffers." name, .tp_basicsize = sizeof(Block),                          \
     .tp_dealloc = block_dealloc, .tp_flags = Py_TPFLAGS_DEFAULT, .tp_as_buffer = procs}
static PyTypeObject block_type = BLOCK_TYPE("Block", &block_buffer);
static PyTypeObject quiet_type = BLOCK_TYPE("Quiet", &quiet_buffer);
static PyTypeObject redirect_type = BLOCK_TYPE("Redirect", &redirect_buffer);

static PyObject *new_block(PyTypeObject *type, PyObject *item)
{
    Block *block = PyObject_New(Block, type);
    if (block == NULL)
        return NULL;
    Py_INCREF(item);
    block->item = item;
    memcpy(block->memory, "abcdefgh", sizeof block->memory);
    return (PyObject *)block;
}

static PyObject *block(PyObject *Py_UNUSED(self), PyObject *item) { return new_block(&block_type, item); }
static PyObject *quiet(PyObject *Py_UNUSED(self), PyObject *item) { return new_block(&quiet_type, item); }
static PyObject *redirect(PyObject *Py_UNUSED(self), PyObject *target) { return new_block(&redirect_type, target); }

/* [acquired, released, strange] since the last call. */
static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    PyObject *list = Py_BuildValue("[lll]", acquired, released, strange);
    acquired = released = strange = 0;
    return list;
}

/* A view that C holds: a capsule around the Py_buffer. */
static Py_buffer *view_of(PyObject *capsule) { return PyCapsule_GetPointer(capsule, "view"); }

static void view_destroy(PyObject *capsule)
{
    Py_buffer *view = view_of(capsule);
    PyBuffer_Release(view);
    PyMem_Free(view);
}

/* Gets a buffer for reading and holds it. */
static PyObject *hold(PyObject *Py_UNUSED(self), PyObject *exporter)
{
    Py_buffer *view = PyMem_Malloc(sizeof *view);
    if (view == NULL)
        return PyErr_NoMemory();
    if (PyObject_GetBuffer(exporter, view, PyBUF_SIMPLE) < 0) {
        PyMem_Free(view);
        return NULL;
    }
    PyObject *capsule = PyCapsule_New(view, "view", view_destroy);
    if (capsule == NULL) {
        PyBuffer_Release(view);
        PyMem_Free(view);
    }
    return capsule;
}

static PyObject *release(PyObject *Py_UNUSED(self), PyObject *capsule)
{
    Py_buffer *view = view_of(capsule);
    if (view == NULL)
        return NULL;
    PyBuffer_Release(view);
    Py_RETURN_NONE;
}

/* view->obj, or None for NULL. */
static PyObject *owner(PyObject *Py_UNUSED(self), PyObject *capsule)
{
    Py_buffer *view = view_of(capsule);
    if (view == NULL)
        return NULL;
    PyObject *object = view->obj != NULL ? view->obj : Py_None;
    Py_INCREF(object);
    return object;
}

/* The bytes of a view that is held. */
static PyObject *content(PyObject *Py_UNUSED(self), PyObject *capsule)
{
    Py_buffer *view = view_of(capsule);
    return view == NULL ? NULL : PyBytes_FromStringAndSize(view->buf, view->len);
}

/* Stores one byte, whoever has the memory. */
static PyObject *store(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *capsule;
    Py_ssize_t index;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "Onb", &capsule, &index, &byte))
        return NULL;
    Py_buffer *view = view_of(capsule);
    if (view == NULL)
        return NULL;
    ((unsigned char *)view->buf)[index] = byte;
    Py_RETURN_NONE;
}

/* Do two views show the same memory? */
static PyObject *same_memory(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *one, *other;
    if (!PyArg_ParseTuple(args, "OO", &one, &other))
        return NULL;
    Py_buffer *left = view_of(one), *right = left == NULL ? NULL : view_of(other);
    return right == NULL ? NULL : PyBool_FromLong(left->buf == right->buf);
}

/* Gets and releases a buffer so often. */
static PyObject *request_often(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *exporter;
    Py_ssize_t count;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "On", &exporter, &count))
        return NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (PyObject_GetBuffer(exporter, &view, PyBUF_FULL_RO) < 0)
            return NULL;
        PyBuffer_Release(&view);
    }
    Py_RETURN_NONE;
}

/* Sets an error, releases while it is pending, and fails with it. */
static PyObject *fail_and_release(PyObject *Py_UNUSED(self), PyObject *exporter)
{
    Py_buffer view;
    if (PyObject_GetBuffer(exporter, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    PyErr_SetString(PyExc_KeyError, "first");
    PyBuffer_Release(&view);
    return NULL;
}

static int set_up(PyObject *module)
{
    if (probe_add_type(module, "Block", &block_type) < 0 || probe_add_type(module, "Quiet", &quiet_type) < 0)
        return -1;
    return probe_add_type(module, "Redirect", &redirect_type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(block), PROBE_O(quiet), PROBE_O(redirect), PROBE_NOARGS(counts), PROBE_O(hold),
                  PROBE_O(release), PROBE_O(owner), PROBE_O(content), PROBE_VARARGS(store), PROBE_VARARGS(same_memory),
                  PROBE_VARARGS(request_often), PROBE_O(fail_and_release))
