/* An exporter type for the host and for C to derive from, and a consumer. */
#include "probe.h"

static long acquired, released;

typedef struct {
    PyObject_HEAD
    char memory[4];
} Exporter;

static int exporter_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Exporter *exporter = (Exporter *)self;
    view->obj = NULL;
    if (PyBuffer_FillInfo(view, self, exporter->memory, sizeof exporter->memory, 0, flags) < 0)
        return -1;
    acquired++;
    return 0;
}

static void exporter_releasebuffer(PyObject *Py_UNUSED(self), Py_buffer *Py_UNUSED(view))
{
    released++;
}

/* Shows only the first two bytes. */
static int short_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    view->obj = NULL;
    if (PyBuffer_FillInfo(view, self, ((Exporter *)self)->memory, 2, 0, flags) < 0)
        return -1;
    acquired++;
    return 0;
}

static PyObject *exporter_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs))
{
    Exporter *self = (Exporter *)type->tp_alloc(type, 0);
    if (self != NULL)
        memcpy(self->memory, "abcd", sizeof self->memory);
    return (PyObject *)self;
}

static PyBufferProcs exporter_buffer = {exporter_getbuffer, exporter_releasebuffer};
static PyBufferProcs short_buffer = {short_getbuffer, NULL};

static PyTypeObject exporter_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Exporter",
    .tp_basicsize = sizeof(Exporter),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_as_buffer = &exporter_buffer,
    .tp_new = exporter_new,
};

/* Leaves out tp_as_buffer. */
static PyTypeObject derived_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Derived",
    .tp_basicsize = sizeof(Exporter),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &exporter_type,
};

/* Gives bf_getbuffer and leaves out bf_releasebuffer. */
static PyTypeObject short_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Short",
    .tp_basicsize = sizeof(Exporter),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &exporter_type,
    .tp_as_buffer = &short_buffer,
};

/* [acquired, released] since the last call. */
static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    PyObject *list = Py_BuildValue("[ll]", acquired, released);
    acquired = released = 0;
    return list;
}

static PyObject *check(PyObject *Py_UNUSED(self), PyObject *object)
{
    return PyLong_FromLong(PyObject_CheckBuffer(object));
}

/* The bytes that the object exports. */
static PyObject *content(PyObject *Py_UNUSED(self), PyObject *object)
{
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    PyObject *bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    PyBuffer_Release(&view);
    return bytes;
}

/* Stores into the first byte. */
static PyObject *store(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *object;
    unsigned char byte;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "Ob", &object, &byte) || PyObject_GetBuffer(object, &view, PyBUF_WRITABLE) < 0)
        return NULL;
    *(unsigned char *)view.buf = byte;
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

/* view->obj of a request. */
static PyObject *owner(PyObject *Py_UNUSED(self), PyObject *object)
{
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0)
        return NULL;
    PyObject *exporter = view.obj;
    Py_INCREF(exporter);
    PyBuffer_Release(&view);
    return exporter;
}

static int set_up(PyObject *module)
{
    if (probe_add_type(module, "Exporter", &exporter_type) < 0 || probe_add_type(module, "Derived", &derived_type) < 0)
        return -1;
    return probe_add_type(module, "Short", &short_type);
}

PROBE_MODULE_WITH(set_up, PROBE_NOARGS(counts), PROBE_O(check), PROBE_O(content), PROBE_VARARGS(store), PROBE_O(owner))
