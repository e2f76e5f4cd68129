/* Argument units that fill a Py_buffer, and what they release when a later argument does not fit. */
#include "probe.h"

/* Requests and releases, of all exporters. */
static long acquired, released;

static char counted_memory[4] = "abc";

static int counted_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    view->obj = NULL;
    if (PyBuffer_FillInfo(view, self, counted_memory, sizeof counted_memory, 0, flags) < 0)
        return -1;
    acquired++;
    return 0;
}

static void counted_releasebuffer(PyObject *Py_UNUSED(self), Py_buffer *Py_UNUSED(view))
{
    released++;
}

static PyBufferProcs counted_buffer = {counted_getbuffer, counted_releasebuffer};

static PyTypeObject counted_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Counted",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_as_buffer = &counted_buffer,
};

static PyObject *counted(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return (PyObject *)PyObject_New(PyObject, &counted_type);
}

/* [acquired, released] since the last call. */
static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    PyObject *list = Py_BuildValue("[ll]", acquired, released);
    acquired = released = 0;
    return list;
}

/* Buffers acquired and not released; whether a call got as far as a buffer does not matter. */
static PyObject *balance(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return PyLong_FromLong(acquired - released);
}

/* Parses one argument with the unit that `units` names, s*, z*, y* or w*, and returns its bytes, or None for NULL. */
static PyObject *parse(PyObject *Py_UNUSED(self), PyObject *args)
{
    const char *unit;
    PyObject *argument, *result;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "sO", &unit, &argument))
        return NULL;
    PyObject *tuple = PyTuple_Pack(1, argument);
    if (tuple == NULL)
        return NULL;
    int parsed = PyArg_ParseTuple(tuple, unit, &view);
    Py_DECREF(tuple);
    if (!parsed)
        return NULL;
    if (view.buf == NULL) {
        result = Py_None;
        Py_INCREF(result);
    } else {
        result = PyBytes_FromStringAndSize(view.buf, view.len);
    }
    PyBuffer_Release(&view);
    return result;
}

/* Two buffers and an int; releases both. */
static PyObject *two_and_int(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_buffer first, second;
    int number;
    if (!PyArg_ParseTuple(args, "y*s*i", &first, &second, &number))
        return NULL;
    PyBuffer_Release(&first);
    PyBuffer_Release(&second);
    return PyLong_FromLong(number);
}

/* The same by keyword, the last two optional. */
static PyObject *two_by_keyword(PyObject *Py_UNUSED(self), PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"first", "second", "number", NULL};
    Py_buffer first, second = {.buf = NULL};
    int number = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y*|w*i", names, &first, &second, &number))
        return NULL;
    PyBuffer_Release(&first);
    PyBuffer_Release(&second);
    return PyLong_FromLong(number);
}

/* Two buffers within a nested tuple. */
static PyObject *nested(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_buffer first, second;
    if (!PyArg_ParseTuple(args, "(y*y*)", &first, &second))
        return NULL;
    PyBuffer_Release(&first);
    PyBuffer_Release(&second);
    Py_RETURN_NONE;
}

/* Overwrites the argument's bytes with `byte`. */
static PyObject *overwrite(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_buffer view;
    unsigned char byte;
    if (!PyArg_ParseTuple(args, "w*b", &view, &byte))
        return NULL;
    memset(view.buf, byte, view.len);
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

/* Calls back while the unit holds the buffer; returns the bytes as they are afterwards. */
static PyObject *call_meanwhile(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_buffer view;
    PyObject *callback, *bytes = NULL;
    if (!PyArg_ParseTuple(args, "y*O", &view, &callback))
        return NULL;
    PyObject *result = PyObject_CallObject(callback, NULL);
    if (result != NULL)
        bytes = PyBytes_FromStringAndSize(view.buf, view.len);
    Py_XDECREF(result);
    PyBuffer_Release(&view);
    return bytes;
}

static int set_up(PyObject *module)
{
    return probe_add_type(module, "Counted", &counted_type);
}

PROBE_MODULE_WITH(set_up, PROBE_NOARGS(counted), PROBE_NOARGS(counts), PROBE_NOARGS(balance),
                  PROBE_VARARGS(parse), PROBE_VARARGS(two_and_int),
                  PROBE_KEYWORDS(two_by_keyword), PROBE_VARARGS(nested), PROBE_VARARGS(overwrite),
                  PROBE_VARARGS(call_meanwhile))
