/* Buffer requests by name, put to the host's own exporters and to its memoryview over an exporter of any layout. */
#include "probe.h"

#define HAS(flags, request) (((flags) & (request)) == (request))

/* The documented requests, and the two uses of PyBUF_FORMAT beside them: with a shape, and on its own. */
#define REQUEST(name) {#name, PyBUF_##name}
static const struct {
    const char *name;
    int flags;
} requests[] = {
    REQUEST(SIMPLE), REQUEST(WRITABLE), REQUEST(FORMAT), REQUEST(ND), {"ND_FORMAT", PyBUF_ND | PyBUF_FORMAT},
    REQUEST(STRIDES), REQUEST(C_CONTIGUOUS), REQUEST(F_CONTIGUOUS), REQUEST(ANY_CONTIGUOUS), REQUEST(INDIRECT),
    REQUEST(CONTIG), REQUEST(CONTIG_RO), REQUEST(STRIDED), REQUEST(STRIDED_RO), REQUEST(RECORDS),
    REQUEST(RECORDS_RO), REQUEST(FULL), REQUEST(FULL_RO),
};

/* Six items of two bytes. `indirect` shows them by way of pointers to rows, 16 bytes apart whatever a pointer's size. */
static short items[6] = {0, 1, 2, 3, 4, 5};
static union {
    short *row;
    char size[16];
} rows[2] = {{&items[0]}, {&items[3]}};

typedef struct {
    const char *name, *orders; /* Orders in which the memory is contiguous. */
    void *start;
    int ndim, readonly, indirect;
    Py_ssize_t length, shape[2], strides[2], suboffsets[2];
} Layout;

static Layout layouts[] = {
    {"line", "CF", items, 1, 0, 0, 12, {6}, {2}, {0}},
    {"scalar", "CF", items, 0, 0, 0, 2, {0}, {0}, {0}},
    {"c", "C", items, 2, 0, 0, 12, {2, 3}, {6, 2}, {0}},
    {"fortran", "F", items, 2, 0, 0, 12, {2, 3}, {2, 4}, {0}},
    {"strided", "", items, 1, 0, 0, 6, {3}, {4}, {0}},
    {"reversed", "", items + 5, 1, 0, 0, 12, {6}, {-2}, {0}},
    {"indirect", "", rows, 2, 0, 1, 12, {2, 3}, {16, 2}, {0, -1}},
    {"readonly", "CF", items, 1, 1, 0, 12, {6}, {2}, {0}},
    {"empty", "CF", items, 1, 0, 0, 0, {0}, {2}, {0}},
};

typedef struct {
    PyObject_HEAD
    Layout *layout;
} Exporter;

/* Why the memory cannot be shown as `flags` ask, or NULL. */
static const char *refusal(const Layout *layout, int flags)
{
    int c = strchr(layout->orders, 'C') != NULL, fortran = strchr(layout->orders, 'F') != NULL;
    if (HAS(flags, PyBUF_WRITABLE) && layout->readonly)
        return "the memory is read-only";
    if (!HAS(flags, PyBUF_INDIRECT) && layout->indirect)
        return "the layout needs suboffsets";
    if ((!HAS(flags, PyBUF_STRIDES) || HAS(flags, PyBUF_C_CONTIGUOUS)) && !c)
        return "the memory is not C-contiguous";
    if (HAS(flags, PyBUF_F_CONTIGUOUS) && !fortran)
        return "the memory is not Fortran-contiguous";
    if (HAS(flags, PyBUF_ANY_CONTIGUOUS) && !c && !fortran)
        return "the memory is not contiguous";
    return NULL;
}

static int exporter_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Layout *layout = ((Exporter *)self)->layout;
    const char *reason = refusal(layout, flags);
    int many = layout->ndim > 0;
    memset(view, 0, sizeof *view);
    if (reason != NULL) {
        PyErr_SetString(PyExc_BufferError, reason);
        return -1;
    }
    view->buf = layout->start;
    view->len = layout->length;
    view->itemsize = sizeof *items;
    view->ndim = layout->ndim;
    view->readonly = layout->readonly;
    view->format = HAS(flags, PyBUF_FORMAT) ? "h" : NULL;
    view->shape = many && HAS(flags, PyBUF_ND) ? layout->shape : NULL;
    view->strides = many && HAS(flags, PyBUF_STRIDES) ? layout->strides : NULL;
    view->suboffsets = layout->indirect ? layout->suboffsets : NULL;
    Py_INCREF(self);
    view->obj = self;
    return 0;
}

static PyBufferProcs exporter_buffer = {exporter_getbuffer, NULL};

static PyTypeObject exporter_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "buffers.Exporter",
    .tp_basicsize = sizeof(Exporter),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_as_buffer = &exporter_buffer,
};

/* An exporter with the layout of that name. */
static PyObject *exporter(PyObject *Py_UNUSED(self), PyObject *args)
{
    const char *name;
    if (!PyArg_ParseTuple(args, "s", &name))
        return NULL;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        if (strcmp(layouts[i].name, name) != 0)
            continue;
        Exporter *new = PyObject_New(Exporter, &exporter_type);
        if (new != NULL)
            new->layout = &layouts[i];
        return (PyObject *)new;
    }
    return PyErr_Format(PyExc_LookupError, "no layout %s", name);
}

/* The flags of the request with that name, or -1 with an exception. */
static int flags_of(const char *name)
{
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++)
        if (strcmp(requests[i].name, name) == 0)
            return requests[i].flags;
    PyErr_Format(PyExc_LookupError, "no request %s", name);
    return -1;
}

/* A list of the `count` sizes, or None for NULL. */
static PyObject *sizes(const Py_ssize_t *values, int count)
{
    if (values == NULL)
        Py_RETURN_NONE;
    PyObject *list = PyList_New(count);
    for (int i = 0; list != NULL && i < count; i++) {
        PyObject *size = PyLong_FromSsize_t(values[i]);
        if (size == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, i, size);
    }
    return list;
}

/* A view before a request: what an exporter leaves out shows as something that is neither NULL nor right. */
static Py_ssize_t unset_sizes[64]; /* PyBUF_MAX_NDIM, which is not in every bridge's headers. */
static const Py_buffer unset = {.len = -1, .itemsize = -1, .readonly = -1, .ndim = 0, .format = "unset",
                                .shape = unset_sizes, .strides = unset_sizes, .suboffsets = unset_sizes};

/* The fields that depend on the request: [format, shape, strides, suboffsets], None for NULL. Releases the view. */
static PyObject *dependent_fields(Py_buffer *view)
{
    PyObject *fields = Py_BuildValue("[zNNN]", view->format, sizes(view->shape, view->ndim),
                                     sizes(view->strides, view->ndim), sizes(view->suboffsets, view->ndim));
    PyBuffer_Release(view);
    return fields;
}

static PyObject *ask(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *object;
    const char *name;
    Py_buffer view = unset;
    if (!PyArg_ParseTuple(args, "Os", &object, &name))
        return NULL;
    int flags = flags_of(name);
    if (flags < 0 || PyObject_GetBuffer(object, &view, flags) < 0)
        return NULL;
    return dependent_fields(&view);
}

/* The fields that do not depend on it: [len, itemsize, ndim, readonly]. */
static PyObject *facts(PyObject *Py_UNUSED(self), PyObject *args)
{
    PyObject *object;
    const char *name;
    Py_buffer view = unset;
    if (!PyArg_ParseTuple(args, "Os", &object, &name))
        return NULL;
    int flags = flags_of(name);
    if (flags < 0 || PyObject_GetBuffer(object, &view, flags) < 0)
        return NULL;
    PyObject *fields = Py_BuildValue("[nnii]", view.len, view.itemsize, view.ndim, view.readonly);
    PyBuffer_Release(&view);
    return fields;
}

/* As `ask`, for twelve bytes that no object exports. */
static PyObject *fill(PyObject *Py_UNUSED(self), PyObject *args)
{
    const char *name;
    int readonly;
    Py_buffer view = unset;
    if (!PyArg_ParseTuple(args, "ps", &readonly, &name))
        return NULL;
    int flags = flags_of(name);
    if (flags < 0 || PyBuffer_FillInfo(&view, NULL, items, sizeof items, readonly, flags) < 0)
        return NULL;
    return dependent_fields(&view);
}

static int set_up(PyObject *module)
{
    return probe_add_type(module, "Exporter", &exporter_type);
}

PROBE_MODULE_WITH(set_up, PROBE_VARARGS(exporter), PROBE_VARARGS(ask), PROBE_VARARGS(facts), PROBE_VARARGS(fill))
