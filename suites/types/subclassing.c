#include "probe.h"

/* C types for the host to derive from: fields at fixed places, methods that call each other, layouts that agree and do not. */
typedef struct {
  PyObject_HEAD
  long first;
} base_object;

typedef struct {
  base_object base;
  long second;
} wide_object;

static void base_dealloc(PyObject *self) {
  probe_died();
  PyTypeObject *type = Py_TYPE(self);
  type->tp_free(self);
}

static PyObject *base_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) probe_born();
  return self;
}

/* Base.describe() asks the object's own `name`, which a subclass may define. */
static PyObject *name(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyUnicode_FromString("base"); }
static PyObject *describe(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *own = PyObject_CallMethod(self, "name", NULL);
  if (own == NULL) return NULL;
  PyObject *text = PyUnicode_FromFormat("described %U", own);
  Py_DECREF(own);
  return text;
}
static PyObject *class_name(PyObject *type, PyObject *Py_UNUSED(ignored)) { return PyObject_GetAttrString(type, "__name__"); }
static PyObject *static_answer(PyObject *Py_UNUSED(null), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(42); }
static PyMethodDef base_methods[] = {
  {"name", name, METH_NOARGS, NULL},
  {"describe", describe, METH_NOARGS, NULL},
  {"class_name", class_name, METH_NOARGS | METH_CLASS, NULL},
  {"static_answer", static_answer, METH_NOARGS | METH_STATIC, NULL},
  {NULL, NULL, 0, NULL}};
static PyObject *derived_name(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyUnicode_FromString("derived"); }
static PyMethodDef derived_methods[] = {{"name", derived_name, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyObject *base_repr(PyObject *self) { return PyUnicode_FromFormat("Base %ld", ((base_object *)self)->first); }
static Py_ssize_t base_length(PyObject *self) { return ((base_object *)self)->first; }
static PySequenceMethods base_sequence = {.sq_length = base_length};

#define TYPE(type_name, size, ...)                                                                                    \
  static PyTypeObject type_name##_type = {                                                                            \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "types_subclassing." #type_name, .tp_basicsize = size,                   \
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, __VA_ARGS__}
TYPE(Base, sizeof(base_object), .tp_new = base_new, .tp_dealloc = base_dealloc, .tp_methods = base_methods,
     .tp_repr = base_repr, .tp_as_sequence = &base_sequence);
TYPE(Derived, sizeof(base_object), .tp_base = &Base_type, .tp_methods = derived_methods);
TYPE(Wide, sizeof(wide_object), .tp_base = &Base_type);
TYPE(OtherWide, sizeof(wide_object), .tp_base = &Base_type);

/* fields(object): (first, second or None). */
static PyObject *fields(PyObject *Py_UNUSED(self), PyObject *object) {
  if (!PyObject_TypeCheck(object, &Wide_type)) return Py_BuildValue("(lO)", ((base_object *)object)->first, Py_None);
  return Py_BuildValue("(ll)", ((base_object *)object)->first, ((wide_object *)object)->second);
}

static PyObject *set_fields(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *object;
  long first, second;
  if (!PyArg_ParseTuple(args, "Oll", &object, &first, &second)) return NULL;
  ((base_object *)object)->first = first;
  if (PyObject_TypeCheck(object, &Wide_type)) ((wide_object *)object)->second = second;
  Py_RETURN_NONE;
}

/* The size of an instance of a type beyond that of Base is not negative, and at least that of another type. */
static PyObject *is_larger(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *one, *other;
  if (!PyArg_ParseTuple(args, "O!O!", &PyType_Type, &one, &PyType_Type, &other)) return NULL;
  return PyBool_FromLong(one->tp_basicsize > other->tp_basicsize);
}

static PyObject *size(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_ssize_t result = PyObject_Size(object);
  return result == -1 ? NULL : PyLong_FromSsize_t(result);
}

static PyObject *is_subtype(PyObject *Py_UNUSED(self), PyObject *args) {
  PyTypeObject *one, *other;
  if (!PyArg_ParseTuple(args, "O!O!", &PyType_Type, &one, &PyType_Type, &other)) return NULL;
  return PyBool_FromLong(PyType_IsSubtype(one, other));
}

static int set_up(PyObject *module) {
  if (probe_add_type(module, "Base", &Base_type) < 0 || probe_add_type(module, "Derived", &Derived_type) < 0) return -1;
  if (probe_add_type(module, "Wide", &Wide_type) < 0) return -1;
  return probe_add_type(module, "OtherWide", &OtherWide_type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(fields), PROBE_VARARGS(set_fields), PROBE_VARARGS(is_larger), PROBE_O(size),
                  PROBE_VARARGS(is_subtype))
