/* Memoryviews that C makes, over memory of its own and over what the host gives. */
#include "probe.h"

static char memory[8];
static Py_ssize_t shape[2], strides[2];

/* Fills the memory anew; every case begins with it. */
static PyObject *reset(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    memcpy(memory, "abcdefgh", sizeof memory);
    Py_RETURN_NONE;
}

static PyObject *content(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return PyBytes_FromStringAndSize(memory, sizeof memory);
}

static PyObject *poke(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t offset;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "nb", &offset, &byte))
        return NULL;
    memory[offset] = (char)byte;
    Py_RETURN_NONE;
}

static PyObject *from_object(PyObject *Py_UNUSED(self), PyObject *object)
{
    return PyMemoryView_FromObject(object);
}

/* Over the first `size` bytes of the memory. */
static PyObject *from_memory(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t size;
    int writable;
    if (!PyArg_ParseTuple(args, "np", &size, &writable))
        return NULL;
    return PyMemoryView_FromMemory(memory, size, writable ? PyBUF_WRITE : PyBUF_READ);
}

/* Over the memory as two by four characters, C or Fortran order; the description is on the stack and gone afterwards. */
static PyObject *from_buffer(PyObject *Py_UNUSED(self), PyObject *args)
{
    int order, readonly;
    if (!PyArg_ParseTuple(args, "Cp", &order, &readonly))
        return NULL;
    shape[0] = 2, shape[1] = 4;
    strides[0] = order == 'C' ? 4 : 1, strides[1] = order == 'C' ? 1 : 2;
    Py_buffer view = {.buf = memory, .len = sizeof memory, .itemsize = 1, .readonly = readonly, .ndim = 2,
                      .format = "B", .shape = shape, .strides = strides};
    PyObject *result = PyMemoryView_FromBuffer(&view);
    memset(&view, 0xff, sizeof view);
    return result;
}

/* As above, with a description of nothing but its length. */
static PyObject *from_simple_buffer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    Py_buffer view;
    if (PyBuffer_FillInfo(&view, NULL, memory, sizeof memory, 0, PyBUF_FULL) < 0)
        return NULL;
    return PyMemoryView_FromBuffer(&view);
}

static PyObject *from_null_buffer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    Py_buffer view = {.buf = NULL, .len = 0, .itemsize = 1, .ndim = 1};
    return PyMemoryView_FromBuffer(&view);
}

static PyObject *get_contiguous(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *object;
    int writable, order;
    if (!PyArg_ParseTuple(args, "OpC", &object, &writable, &order))
        return NULL;
    return PyMemoryView_GetContiguous(object, writable ? PyBUF_WRITE : PyBUF_READ, (char)order);
}

static PyObject *check(PyObject *Py_UNUSED(self), PyObject *object)
{
    return PyBool_FromLong(PyMemoryView_Check(object));
}

/* [len, itemsize, ndim, readonly, format] of the view inside a memoryview. */
static PyObject *inner(PyObject *Py_UNUSED(self), PyObject *object)
{
    if (!PyMemoryView_Check(object))
        return PyErr_Format(PyExc_TypeError, "not a memoryview");
    Py_buffer *view = PyMemoryView_GET_BUFFER(object);
    return Py_BuildValue("[nniiz]", view->len, view->itemsize, view->ndim, view->readonly, view->format);
}

/* The exporter that a memoryview is based on, or None for NULL. */
static PyObject *base(PyObject *Py_UNUSED(self), PyObject *object)
{
    if (!PyMemoryView_Check(object))
        return PyErr_Format(PyExc_TypeError, "not a memoryview");
    PyObject *exporter = (PyObject *)PyMemoryView_GET_BASE(object);
    exporter = exporter != NULL ? exporter : Py_None;
    Py_INCREF(exporter);
    return exporter;
}

PROBE_MODULE(PROBE_NOARGS(reset), PROBE_NOARGS(content), PROBE_VARARGS(poke), PROBE_O(from_object),
             PROBE_VARARGS(from_memory), PROBE_VARARGS(from_buffer), PROBE_NOARGS(from_simple_buffer),
             PROBE_NOARGS(from_null_buffer), PROBE_VARARGS(get_contiguous), PROBE_O(check), PROBE_O(inner), PROBE_O(base))
