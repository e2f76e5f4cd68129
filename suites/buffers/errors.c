/* Exporters that refuse, and what a failed request leaves in the view. */
#include "probe.h"

/* Raises the exception it was given, whatever is asked. */
typedef struct {
    PyObject_HEAD
    PyObject *error;
} Refuser;

static int refuser_getbuffer(PyObject *self, Py_buffer *view, int Py_UNUSED(flags))
{
    PyObject *error = ((Refuser *)self)->error;
    PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    view->obj = NULL;
    return -1;
}

static void refuser_dealloc(PyObject *self)
{
    Py_XDECREF(((Refuser *)self)->error);
    PyObject_Free(self);
}

static PyBufferProcs refuser_buffer = {refuser_getbuffer, NULL};

static PyTypeObject refuser_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Refuser",
    .tp_basicsize = sizeof(Refuser),
    .tp_dealloc = refuser_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_as_buffer = &refuser_buffer,
};

static PyObject *refuser(PyObject *Py_UNUSED(self), PyObject *error)
{
    Refuser *new = PyObject_New(Refuser, &refuser_type);
    if (new == NULL)
        return NULL;
    Py_INCREF(error);
    new->error = error;
    return (PyObject *)new;
}

/* Gets and releases a buffer. */
static PyObject *get(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *exporter;
    int writable;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "Op", &exporter, &writable))
        return NULL;
    if (PyObject_GetBuffer(exporter, &view, writable ? PyBUF_WRITABLE : PyBUF_SIMPLE) < 0)
        return NULL;
    PyBuffer_Release(&view);
    Py_RETURN_NONE;
}

/* What stands in a view's `obj` before each request below. It is compared, never used as an object. */
static PyObject before;

/* Names `obj` after a request that returned `status`, and clears the error. Consumes what a success gave. */
static PyObject *name_owner(Py_buffer *view, int status)
{
    if (status == 0) {
        PyBuffer_Release(view);
        return PyUnicode_FromString("granted");
    }
    PyErr_Clear();
    return PyUnicode_FromString(view->obj == NULL ? "NULL" : view->obj == &before ? "untouched" : "something else");
}

/* `obj` after a request for writable bytes. */
static PyObject *owner_after_request(PyObject *Py_UNUSED(self), PyObject *exporter)
{
    Py_buffer view = {.obj = &before};
    return name_owner(&view, PyObject_GetBuffer(exporter, &view, PyBUF_WRITABLE));
}

/* `obj` after PyBuffer_FillInfo for read-only memory and a request for a writable buffer. */
static PyObject *owner_after_fill(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(unused))
{
    char memory[4] = "abc";
    Py_buffer view = {.obj = &before};
    return name_owner(&view, PyBuffer_FillInfo(&view, NULL, memory, sizeof memory, 1, PyBUF_WRITABLE));
}

static int set_up(PyObject *module)
{
    return probe_add_type(module, "Refuser", &refuser_type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(refuser), PROBE_VARARGS(get), PROBE_O(owner_after_request),
                  PROBE_NOARGS(owner_after_fill))
