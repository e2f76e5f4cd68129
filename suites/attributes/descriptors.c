#include "probe.h"

#include <stddef.h>
#include <structmember.h>

/* A type that descriptors are made for. */
typedef struct {
  PyObject_HEAD
  int number;
  PyObject *value;
} target;

static PyObject *target_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  return type->tp_alloc(type, 0);
}
static void target_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((target *)self)->value);
  type->tp_free(self);
}
static PyTypeObject target_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Target",
  .tp_basicsize = sizeof(target),
  .tp_dealloc = target_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_new = target_new,
};

static PyObject *get(PyObject *self, void *Py_UNUSED(closure)) { return PyLong_FromLong(((target *)self)->number); }
static int set(PyObject *self, PyObject *value, void *Py_UNUSED(closure)) {
  if (value == NULL) ((target *)self)->number = -1;
  else ((target *)self)->number = (int)PyLong_AsLong(value);
  return PyErr_Occurred() ? -1 : 0;
}
static PyObject *told(PyObject *self, PyObject *args) {
  return Py_BuildValue("(OO)", self, args);
}

static PyGetSetDef getset = {"getset", get, set, "a getter and setter", NULL};
static PyMemberDef member = {"member", T_INT, offsetof(target, number), 0, "a member"};
static PyMemberDef fixed = {"fixed", T_INT, offsetof(target, number), READONLY, NULL};
static PyMethodDef method = {"method", told, METH_VARARGS, "a method"};
static PyMethodDef class_method = {"class_method", told, METH_VARARGS | METH_CLASS, "a class method"};

/* make(kind): a descriptor of Target. */
static PyObject *make(PyObject *Py_UNUSED(self), PyObject *arg) {
  const char *kind = PyUnicode_AsUTF8(arg);
  if (kind == NULL) return NULL;
  if (strcmp(kind, "getset") == 0) return PyDescr_NewGetSet(&target_type, &getset);
  if (strcmp(kind, "member") == 0) return PyDescr_NewMember(&target_type, &member);
  if (strcmp(kind, "fixed") == 0) return PyDescr_NewMember(&target_type, &fixed);
  if (strcmp(kind, "method") == 0) return PyDescr_NewMethod(&target_type, &method);
  if (strcmp(kind, "class_method") == 0) return PyDescr_NewClassMethod(&target_type, &class_method);
  return PyErr_Format(PyExc_ValueError, "no kind %s", kind);
}

/* A slot's wrapper, by itself and bound: the method `__getitem__` of list, say. */
static PyObject *wrapper(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *descriptor, *object;
  return PyArg_ParseTuple(args, "OO", &descriptor, &object) ? PyWrapper_New(descriptor, object) : NULL;
}

static PyObject *is_data(PyObject *Py_UNUSED(self), PyObject *object) { return PyBool_FromLong(PyDescr_IsData(object)); }

/* (is its type Target, name) */
static PyObject *parts(PyObject *Py_UNUSED(self), PyObject *descriptor) {
  return Py_BuildValue("(iO)", PyDescr_TYPE(descriptor) == &target_type, PyDescr_NAME(descriptor));
}

/* tp_descr_get and tp_descr_set of the type of `descriptor`; NULL is `__null__`. */
static PyObject *descr_get(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *descriptor, *object, *type;
  if (!PyArg_ParseTuple(args, "OOO", &descriptor, &object, &type)) return NULL;
  descrgetfunc slot = Py_TYPE(descriptor)->tp_descr_get;
  if (slot == NULL) return PyErr_Format(PyExc_ValueError, "no tp_descr_get");
  return slot(descriptor, PROBE_OR_NULL(object), PROBE_OR_NULL(type));
}
static PyObject *descr_set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *descriptor, *object, *value = NULL;
  if (!PyArg_ParseTuple(args, "OO|O", &descriptor, &object, &value)) return NULL;
  descrsetfunc slot = Py_TYPE(descriptor)->tp_descr_set;
  if (slot == NULL) return PyErr_Format(PyExc_ValueError, "no tp_descr_set");
  return slot(descriptor, object, value) < 0 ? NULL : PyLong_FromLong(0);
}

/* property(get, set, delete, doc) from C. */
static PyObject *property(PyObject *Py_UNUSED(self), PyObject *args) {
  return PyObject_CallObject((PyObject *)&PyProperty_Type, args);
}

/* ---- A type with tp_descr_get and tp_descr_set of its own ------------------------------------------------------------ */

static PyObject *own_get(PyObject *Py_UNUSED(self), PyObject *object, PyObject *type) {
  return Py_BuildValue("(sOO)", "got", object == NULL ? Py_None : object, type == NULL ? Py_None : type);
}
static PyObject *set_log;
static int own_set(PyObject *Py_UNUSED(self), PyObject *object, PyObject *value) {
  PyObject *entry = Py_BuildValue("(OO)", object, value == NULL ? Py_Ellipsis : value);
  if (entry == NULL) return -1;
  Py_XSETREF(set_log, entry);
  return 0;
}
static PyObject *last_set(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *last = set_log;
  set_log = NULL;
  if (last == NULL) Py_RETURN_NONE;
  return last;
}
static PyTypeObject data_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Data",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_descr_get = own_get,
  .tp_descr_set = own_set,
  .tp_new = PyType_GenericNew,
};
static PyTypeObject plain_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Plain",
  .tp_basicsize = sizeof(PyObject),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_descr_get = own_get,
  .tp_new = PyType_GenericNew,
};

static int add_types(PyObject *module) {
  if (probe_add_type(module, "Target", &target_type) < 0 || probe_add_type(module, "Data", &data_type) < 0) return -1;
  return probe_add_type(module, "Plain", &plain_type);
}

PROBE_MODULE_WITH(add_types, PROBE_O(make), PROBE_VARARGS(wrapper), PROBE_O(is_data), PROBE_O(parts), PROBE_VARARGS(descr_get),
                  PROBE_VARARGS(descr_set), PROBE_VARARGS(property), PROBE_NOARGS(last_set))
