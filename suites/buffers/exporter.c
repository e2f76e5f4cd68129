/* An array with shape and strides over memory of its own, for the host to read and write in place. */
#include "probe.h"

#define MOST 4

typedef struct {
    PyObject_HEAD
    char format[4];
    int ndim, readonly;
    Py_ssize_t itemsize, length, start;
    Py_ssize_t shape[MOST], strides[MOST];
    char memory[64];
} Array;

static int array_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Array *array = (Array *)self;
    memset(view, 0, sizeof *view);
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES || (array->readonly && (flags & PyBUF_WRITABLE))) {
        PyErr_SetString(PyExc_BufferError, "an array must be asked with strides, and not for writing when read-only");
        return -1;
    }
    view->buf = array->memory + array->start;
    view->len = array->length;
    view->itemsize = array->itemsize;
    view->readonly = array->readonly;
    view->ndim = array->ndim;
    view->format = flags & PyBUF_FORMAT ? array->format : NULL;
    view->shape = array->ndim > 0 ? array->shape : NULL;
    view->strides = array->ndim > 0 ? array->strides : NULL;
    Py_INCREF(self);
    view->obj = self;
    return 0;
}

static PyBufferProcs array_buffer = {array_getbuffer, NULL};

static PyTypeObject array_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Array",
    .tp_basicsize = sizeof(Array),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_as_buffer = &array_buffer,
};

/* Reads a list of at most MOST sizes; their number, or -1 with an exception. */
static int read_sizes(PyObject *list, Py_ssize_t *values)
{
    Py_ssize_t count = PyList_Size(list);
    if (count > MOST)
        PyErr_SetString(PyExc_ValueError, "too many dimensions");
    for (Py_ssize_t i = 0; i < count && i < MOST; i++)
        values[i] = PyLong_AsSsize_t(PyList_GetItem(list, i));
    return PyErr_Occurred() ? -1 : (int)count;
}

/* array(format, itemsize, content, shape, strides, start, readonly): `start` is where in the content the first item is. */
static PyObject *array(PyObject *Py_UNUSED(self), PyObject *args)
{
    const char *format, *content;
    Py_ssize_t itemsize, length, start;
    PyObject *shape, *strides;
    int readonly;
    if (!PyArg_ParseTuple(args, "sny#O!O!np", &format, &itemsize, &content, &length, &PyList_Type, &shape, &PyList_Type,
                          &strides, &start, &readonly))
        return NULL;
    Array *new = PyObject_New(Array, &array_type);
    if (new == NULL)
        return NULL;
    new->ndim = read_sizes(shape, new->shape);
    if (new->ndim < 0 || read_sizes(strides, new->strides) != new->ndim || strlen(format) >= sizeof new->format ||
        length > (Py_ssize_t)sizeof new->memory) {
        Py_DECREF(new);
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_ValueError, "not an array this probe can make");
    }
    strcpy(new->format, format);
    memcpy(new->memory, content, length);
    new->readonly = readonly;
    new->start = start;
    new->itemsize = new->length = itemsize;
    for (int i = 0; i < new->ndim; i++)
        new->length *= new->shape[i];
    return (PyObject *)new;
}

/* The byte at an offset of the array's memory. */
static PyObject *peek(PyObject *Py_UNUSED(self), PyObject *args)
{
    Array *array;
    Py_ssize_t offset;
    if (!PyArg_ParseTuple(args, "O!n", &array_type, &array, &offset))
        return NULL;
    return PyLong_FromLong((unsigned char)array->memory[offset]);
}

static PyObject *poke(PyObject *Py_UNUSED(self), PyObject *args)
{
    Array *array;
    Py_ssize_t offset;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "O!nb", &array_type, &array, &offset, &byte))
        return NULL;
    array->memory[offset] = (char)byte;
    Py_RETURN_NONE;
}

static int set_up(PyObject *module)
{
    return probe_add_type(module, "Array", &array_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(array), PROBE_VARARGS(peek), PROBE_VARARGS(poke))
