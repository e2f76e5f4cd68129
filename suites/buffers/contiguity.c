/* Arithmetic over shape, strides and suboffsets: of geometries given in numbers, and of views that the host made. */
#include "probe.h"

#define MOST 4

/* A view that no object exports, of items of one byte in `memory`. */
typedef struct {
    Py_buffer view;
    Py_ssize_t shape[MOST], strides[MOST], suboffsets[MOST];
    char memory[64];
} Geometry;

/* Converts a list of at most MOST sizes for PyArg_ParseTuple. */
static int sizes(PyObject *list, void *result)
{
    Py_ssize_t count = PyList_Size(list);
    if (count > MOST)
        PyErr_SetString(PyExc_ValueError, "too many dimensions");
    for (Py_ssize_t i = 0; i < count && i < MOST; i++)
        ((Py_ssize_t *)result)[i] = PyLong_AsSsize_t(PyList_GetItem(list, i));
    return !PyErr_Occurred();
}

/* Converts (content of the memory, where the first item is, shape, [strides, [suboffsets]]) for PyArg_ParseTuple. */
static int geometry(PyObject *description, void *result)
{
    Geometry *geometry = result;
    Py_buffer *view = &geometry->view;
    const char *content;
    Py_ssize_t length, start;
    memset(geometry, 0, sizeof *geometry);
    if (!PyArg_ParseTuple(description, "y#nO&|O&O&", &content, &length, &start, sizes, geometry->shape, sizes,
                          geometry->strides, sizes, geometry->suboffsets))
        return 0;
    Py_ssize_t given = PyTuple_Size(description);
    memcpy(geometry->memory, content, length < (Py_ssize_t)sizeof geometry->memory ? length : 0);
    view->buf = geometry->memory + start;
    view->ndim = (int)PyList_Size(PyTuple_GetItem(description, 2));
    view->itemsize = view->len = 1;
    for (int i = 0; i < view->ndim; i++)
        view->len *= geometry->shape[i];
    view->shape = view->ndim > 0 ? geometry->shape : NULL;
    view->strides = view->ndim > 0 && given > 3 ? geometry->strides : NULL;
    view->suboffsets = given > 4 ? geometry->suboffsets : NULL;
    return 1;
}

static PyObject *is_contiguous(PyObject *Py_UNUSED(self), PyObject *args)
{
    Geometry g;
    int order;
    if (!PyArg_ParseTuple(args, "O&C", geometry, &g, &order))
        return NULL;
    return PyLong_FromLong(PyBuffer_IsContiguous(&g.view, (char)order));
}

/* The character at the indices. */
static PyObject *item(PyObject *Py_UNUSED(self), PyObject *args)
{
    Geometry g;
    Py_ssize_t indices[MOST];
    if (!PyArg_ParseTuple(args, "O&O&", geometry, &g, sizes, indices))
        return NULL;
    return PyUnicode_FromStringAndSize(PyBuffer_GetPointer(&g.view, indices), 1);
}

/* The same through pointers to two rows, `suboffset` characters after each pointer's target. */
static PyObject *indirect_item(PyObject *Py_UNUSED(self), PyObject *args)
{
    char first[] = "abcdef", second[] = "ghijkl";
    char *rows[2] = {first, second};
    Py_ssize_t shape[2] = {2, 3}, strides[2] = {sizeof *rows, 1}, suboffsets[2] = {0, -1}, indices[MOST];
    Py_buffer view = {.buf = rows, .len = 6, .itemsize = 1, .ndim = 2, .shape = shape, .strides = strides,
                      .suboffsets = suboffsets};
    if (!PyArg_ParseTuple(args, "nO&", &suboffsets[0], sizes, indices))
        return NULL;
    return PyUnicode_FromStringAndSize(PyBuffer_GetPointer(&view, indices), 1);
}

static PyObject *fill_strides(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *list;
    Py_ssize_t shape[MOST], strides[MOST];
    int itemsize, order;
    if (!PyArg_ParseTuple(args, "O!iC", &PyList_Type, &list, &itemsize, &order) || !sizes(list, shape))
        return NULL;
    int ndim = (int)PyList_Size(list);
    PyBuffer_FillContiguousStrides(ndim, shape, strides, itemsize, (char)order);
    PyObject *result = PyList_New(0);
    for (int i = 0; i < ndim; i++)
        result = probe_append(result, PyLong_FromSsize_t(strides[i]));
    return result;
}

/* The items as bytes in the given order. */
static PyObject *copy_out(Py_buffer *view, int order)
{
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, view->len);
    if (bytes != NULL && PyBuffer_ToContiguous(PyBytes_AsString(bytes), view, view->len, (char)order) < 0)
        Py_CLEAR(bytes);
    return bytes;
}

static PyObject *to_contiguous(PyObject *Py_UNUSED(self), PyObject *args)
{
    Geometry g;
    int order;
    if (!PyArg_ParseTuple(args, "O&C", geometry, &g, &order))
        return NULL;
    return copy_out(&g.view, order);
}

/* The status for a length that is `more` than the view's, and whether an exception was set. */
static PyObject *to_contiguous_length(PyObject *Py_UNUSED(self), PyObject *args)
{
    Geometry g;
    Py_ssize_t more;
    char copy[sizeof g.memory + 8];
    if (!PyArg_ParseTuple(args, "O&n", geometry, &g, &more))
        return NULL;
    int status = PyBuffer_ToContiguous(copy, &g.view, g.view.len + more, 'C');
    PyObject *error = PyBool_FromLong(PyErr_Occurred() != NULL);
    PyErr_Clear();
    return Py_BuildValue("[iN]", status, error);
}

/* The memory's first `extent` bytes after items were copied into the view. */
static PyObject *from_contiguous(PyObject *Py_UNUSED(self), PyObject *args)
{
    Geometry g;
    const char *content;
    Py_ssize_t length, extent;
    int order;
    if (!PyArg_ParseTuple(args, "O&y#Cn", geometry, &g, &content, &length, &order, &extent))
        return NULL;
    if (PyBuffer_FromContiguous(&g.view, (void *)content, length, (char)order) < 0)
        return NULL;
    return PyBytes_FromStringAndSize(g.memory, extent);
}

/* The same of an exporter: [contiguous as C, F, A]. */
static PyObject *orders_of(PyObject *Py_UNUSED(self), PyObject *exporter)
{
    Py_buffer view;
    if (PyObject_GetBuffer(exporter, &view, PyBUF_FULL_RO) < 0)
        return NULL;
    PyObject *result = Py_BuildValue("[iii]", PyBuffer_IsContiguous(&view, 'C'), PyBuffer_IsContiguous(&view, 'F'),
                                     PyBuffer_IsContiguous(&view, 'A'));
    PyBuffer_Release(&view);
    return result;
}

static PyObject *bytes_of(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *exporter;
    int order;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "OC", &exporter, &order) || PyObject_GetBuffer(exporter, &view, PyBUF_FULL_RO) < 0)
        return NULL;
    PyObject *bytes = copy_out(&view, order);
    PyBuffer_Release(&view);
    return bytes;
}

static PyObject *item_of(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *exporter;
    Py_ssize_t indices[MOST];
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "OO&", &exporter, sizes, indices) ||
        PyObject_GetBuffer(exporter, &view, PyBUF_FULL_RO) < 0)
        return NULL;
    PyObject *character = PyUnicode_FromStringAndSize(PyBuffer_GetPointer(&view, indices), 1);
    PyBuffer_Release(&view);
    return character;
}

static PyObject *store_into(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *exporter;
    const char *content;
    Py_ssize_t length;
    int order;
    Py_buffer view;
    if (!PyArg_ParseTuple(args, "Oy#C", &exporter, &content, &length, &order) ||
        PyObject_GetBuffer(exporter, &view, PyBUF_FULL) < 0)
        return NULL;
    int status = PyBuffer_FromContiguous(&view, (void *)content, length, (char)order);
    PyBuffer_Release(&view);
    return status < 0 ? NULL : PyLong_FromLong(status);
}

PROBE_MODULE(PROBE_VARARGS(is_contiguous), PROBE_VARARGS(item), PROBE_VARARGS(indirect_item),
             PROBE_VARARGS(fill_strides), PROBE_VARARGS(to_contiguous), PROBE_VARARGS(to_contiguous_length),
             PROBE_VARARGS(from_contiguous), PROBE_O(orders_of), PROBE_VARARGS(bytes_of), PROBE_VARARGS(item_of),
             PROBE_VARARGS(store_into))
