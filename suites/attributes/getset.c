#include "probe.h"

/* An object with one value, and what its getters and setters have got. */
typedef struct {
  PyObject_HEAD
  PyObject *value;
  char log[64];
} cell;

static char first_closure[] = "first", second_closure[] = "second";

static void note(PyObject *self, const char *what, void *closure) {
  char *log = ((cell *)self)->log;
  size_t length = strlen(log);
  snprintf(log + length, sizeof ((cell *)self)->log - length, "%s %s;", what, closure == NULL ? "NULL" : (char *)closure);
}

static PyObject *get(PyObject *self, void *closure) {
  note(self, "get", closure);
  PyObject *value = ((cell *)self)->value;
  if (value == NULL) PyErr_SetString(PyExc_AttributeError, "the cell is empty");
  Py_XINCREF(value);
  return value;
}

static int set(PyObject *self, PyObject *value, void *closure) {
  note(self, value == NULL ? "delete" : "set", closure);
  Py_XINCREF(value);
  Py_XSETREF(((cell *)self)->value, value);
  return 0;
}

static PyObject *failing_get(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure)) {
  PyErr_SetString(PyExc_LookupError, "raised by a getter");
  return NULL;
}
static int failing_set(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(value), void *Py_UNUSED(closure)) {
  PyErr_SetString(PyExc_LookupError, "raised by a setter");
  return -1;
}
/* Refuses to be deleted, as the documentation has it. */
static int keep(PyObject *self, PyObject *value, void *closure) {
  if (value != NULL) return set(self, value, closure);
  PyErr_SetString(PyExc_TypeError, "cannot be deleted");
  return -1;
}

static PyGetSetDef getset[] = {
  {"first", get, set, "What the cell holds.", first_closure},
  {"second", get, set, NULL, second_closure},
  {"bare", get, set, NULL, NULL},
  {"fixed", get, NULL, NULL, NULL},
  {"secret", NULL, set, NULL, NULL},
  {"failing", failing_get, failing_set, NULL, NULL},
  {"kept", get, keep, NULL, NULL},
  {NULL, NULL, NULL, NULL, NULL},
};

static PyObject *cell_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  return type->tp_alloc(type, 0);
}
static void cell_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((cell *)self)->value);
  type->tp_free(self);
}
static PyTypeObject cell_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Cell",
  .tp_basicsize = sizeof(cell),
  .tp_dealloc = cell_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_getset = getset,
  .tp_new = cell_new,
};

/* What was called since the last time. */
static PyObject *events(PyObject *Py_UNUSED(module), PyObject *object) {
  cell *self = (cell *)object;
  PyObject *text = PyUnicode_FromString(self->log);
  self->log[0] = '\0';
  return text;
}

/* The same from C: get(object, name), set(object, name, value), delete(object, name). */
static PyObject *c_get(PyObject *Py_UNUSED(module), PyObject *args) {
  PyObject *object, *name;
  return PyArg_ParseTuple(args, "OO", &object, &name) ? PyObject_GetAttr(object, name) : NULL;
}
static PyObject *c_set(PyObject *Py_UNUSED(module), PyObject *args) {
  PyObject *object, *name, *value = NULL;
  if (!PyArg_ParseTuple(args, "OO|O", &object, &name, &value)) return NULL;
  if (PyObject_SetAttr(object, name, value) < 0) return NULL;
  Py_RETURN_NONE;
}

static int add_types(PyObject *module) { return probe_add_type(module, "Cell", &cell_type); }

PROBE_MODULE_WITH(add_types, PROBE_O(events), PROBE_VARARGS(c_get), PROBE_VARARGS(c_set))
