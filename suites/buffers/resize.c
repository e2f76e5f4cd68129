/* A hold on a bytearray's memory, and a resize from C. */
#include "probe.h"

static void hold_end(PyObject *capsule)
{
    Py_buffer *view = PyCapsule_GetPointer(capsule, "hold");
    PyBuffer_Release(view);
    PyMem_Free(view);
}

/* Gets a writable buffer and holds it in a capsule. */
static PyObject *hold(PyObject *Py_UNUSED(self), PyObject *exporter)
{
    Py_buffer *view = PyMem_Malloc(sizeof *view);
    if (view == NULL)
        return PyErr_NoMemory();
    if (PyObject_GetBuffer(exporter, view, PyBUF_WRITABLE) < 0) {
        PyMem_Free(view);
        return NULL;
    }
    PyObject *capsule = PyCapsule_New(view, "hold", hold_end);
    if (capsule == NULL) {
        PyBuffer_Release(view);
        PyMem_Free(view);
    }
    return capsule;
}

static PyObject *release(PyObject *Py_UNUSED(self), PyObject *capsule)
{
    Py_buffer *view = PyCapsule_GetPointer(capsule, "hold");
    if (view == NULL)
        return NULL;
    PyBuffer_Release(view);
    Py_RETURN_NONE;
}

/* The bytes that are held. */
static PyObject *content(PyObject *Py_UNUSED(self), PyObject *capsule)
{
    Py_buffer *view = PyCapsule_GetPointer(capsule, "hold");
    return view == NULL ? NULL : PyBytes_FromStringAndSize(view->buf, view->len);
}

static PyObject *resize(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *array;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "O!n", &PyByteArray_Type, &array, &size) || PyByteArray_Resize(array, size) < 0)
        return NULL;
    Py_RETURN_NONE;
}

PROBE_MODULE(PROBE_O(hold), PROBE_O(release), PROBE_O(content), PROBE_VARARGS(resize))
