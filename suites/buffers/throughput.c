#include "probe.h"

static char memory[16];

static int exporter_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    return PyBuffer_FillInfo(view, self, memory, sizeof memory, 0, flags);
}

static PyBufferProcs exporter_buffer = {exporter_getbuffer, NULL};

static PyTypeObject exporter_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Exporter",
    .tp_basicsize = sizeof(PyObject),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_as_buffer = &exporter_buffer,
};

/* The one exporter of the benches. */
static PyObject *exporter;

/* `count` requests of `object`, each released at once. */
static PyObject *requests(Py_ssize_t count, PyObject *object, int flags)
{
    Py_buffer view;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (PyObject_GetBuffer(object, &view, flags) < 0)
            return NULL;
        PyBuffer_Release(&view);
    }
    Py_RETURN_NONE;
}

static PyObject *get_simple(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    PyObject *object;
    return PyArg_ParseTuple(args, "nO", &count, &object) ? requests(count, object, PyBUF_SIMPLE) : NULL;
}

static PyObject *get_full(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    PyObject *object;
    return PyArg_ParseTuple(args, "nO", &count, &object) ? requests(count, object, PyBUF_FULL_RO) : NULL;
}

/* Requests of a memoryview that the host has over `object`. */
static PyObject *get_through_memoryview(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    PyObject *object;
    if (!PyArg_ParseTuple(args, "nO", &count, &object))
        return NULL;
    PyObject *view = PyMemoryView_FromObject(object);
    if (view == NULL)
        return NULL;
    PyObject *result = requests(count, view, PyBUF_FULL_RO);
    Py_DECREF(view);
    return result;
}

static PyObject *get_exporter(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    return PyArg_ParseTuple(args, "n", &count) ? requests(count, exporter, PyBUF_SIMPLE) : NULL;
}

static PyObject *view_of_object(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    PyObject *object;
    if (!PyArg_ParseTuple(args, "nO", &count, &object))
        return NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *view = PyMemoryView_FromObject(object);
        if (view == NULL)
            return NULL;
        Py_DECREF(view);
    }
    Py_RETURN_NONE;
}

static PyObject *view_of_memory(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "n", &count))
        return NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *view = PyMemoryView_FromMemory(memory, sizeof memory, PyBUF_READ);
        if (view == NULL)
            return NULL;
        Py_DECREF(view);
    }
    Py_RETURN_NONE;
}

/* A memoryview of the exporter, for the host to drop. */
static PyObject *exporter_view(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    return PyMemoryView_FromObject(exporter);
}

/* The length of the argument's buffer. */
static PyObject *buffer_length(PyObject *Py_UNUSED(self), PyObject *args)
{
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "y*", &view))
        return NULL;
    Py_ssize_t length = view.len;
    PyBuffer_Release(&view);
    return PyLong_FromSsize_t(length);
}

static int set_up(PyObject *module)
{
    if (probe_add_type(module, "Exporter", &exporter_type) < 0)
        return -1;
    exporter = (PyObject *)PyObject_New(PyObject, &exporter_type);
    return exporter == NULL ? -1 : 0;
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(get_simple), PROBE_VARARGS(get_full), PROBE_VARARGS(get_through_memoryview),
                  PROBE_VARARGS(get_exporter), PROBE_VARARGS(view_of_object), PROBE_VARARGS(view_of_memory),
                  PROBE_NOARGS(exporter_view), PROBE_VARARGS(buffer_length))
