#include "probe.h"

#include <stddef.h>
#include <structmember.h>
#ifndef T_NONE
#define T_NONE 20 /* PyPy lacks the name. */
#endif

/* Every field stands between bytes that a store must not touch. */
#define FENCE(name) unsigned char before_##name[8]
#define FIELDS(F)                                                                                                     \
  F(byte, T_BYTE, signed char, PyLong_FromLong)                                                                       \
  F(ubyte, T_UBYTE, unsigned char, PyLong_FromUnsignedLong)                                                           \
  F(int16, T_SHORT, short, PyLong_FromLong)                                                                           \
  F(uint16, T_USHORT, unsigned short, PyLong_FromUnsignedLong)                                                        \
  F(int32, T_INT, int, PyLong_FromLong)                                                                               \
  F(uint32, T_UINT, unsigned int, PyLong_FromUnsignedLong)                                                            \
  F(wide, T_LONG, long, PyLong_FromLong)                                                                              \
  F(uwide, T_ULONG, unsigned long, PyLong_FromUnsignedLong)                                                           \
  F(int64, T_LONGLONG, long long, PyLong_FromLongLong)                                                                \
  F(uint64, T_ULONGLONG, unsigned long long, PyLong_FromUnsignedLongLong)                                             \
  F(ssize, T_PYSSIZET, Py_ssize_t, PyLong_FromSsize_t)                                                                \
  F(real, T_FLOAT, float, PyFloat_FromDouble)                                                                         \
  F(real64, T_DOUBLE, double, PyFloat_FromDouble)                                                                     \
  F(boolean, T_BOOL, char, PyLong_FromLong)                                                                           \
  F(character, T_CHAR, char, PyLong_FromLong)

#define FIELD(name, code, type, convert)                                                                              \
  FENCE(name);                                                                                                        \
  type name;
typedef struct {
  PyObject_HEAD
  FIELDS(FIELD)
  FENCE(end);
  const char *text;
  char place[8];
  PyObject *object, *strict;
} fields;

#define MEMBER(name, code, type, convert) {#name, code, offsetof(fields, name), 0, NULL},
#define FIXED(name, code, type, convert) {"fixed_" #name, code, offsetof(fields, name), READONLY, NULL},
static PyMemberDef members[] = {
  FIELDS(MEMBER)
  FIELDS(FIXED)
  {"text", T_STRING, offsetof(fields, text), 0, NULL},
  {"place", T_STRING_INPLACE, offsetof(fields, place), 0, NULL},
  {"object", T_OBJECT, offsetof(fields, object), 0, "what it holds"},
  {"strict", T_OBJECT_EX, offsetof(fields, strict), 0, NULL},
  {"fixed_object", T_OBJECT, offsetof(fields, object), READONLY, NULL},
  {"fixed_strict", T_OBJECT_EX, offsetof(fields, strict), READONLY, NULL},
  {"nothing", T_NONE, 0, READONLY, NULL},
  {NULL, 0, 0, 0, NULL},
};

#define RESET_FENCE(name, code, type, convert) memset(self->before_##name, 0xA5, sizeof self->before_##name);
#define CHECK_FENCE(name, code, type, convert)                                                                        \
  for (size_t i = 0; i < sizeof self->before_##name; i++) intact &= self->before_##name[i] == 0xA5;

static PyObject *fields_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
  fields *self = (fields *)type->tp_alloc(type, 0);
  if (self == NULL) return NULL;
  FIELDS(RESET_FENCE)
  RESET_FENCE(end, , , )
  return (PyObject *)self;
}

static void fields_dealloc(PyObject *object) {
  PyTypeObject *type = Py_TYPE(object);
  Py_XDECREF(((fields *)object)->object);
  Py_XDECREF(((fields *)object)->strict);
  type->tp_free(object);
}

static PyTypeObject fields_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = PROBE_STRING(PROBE_NAME) ".Fields",
  .tp_basicsize = sizeof(fields),
  .tp_dealloc = fields_dealloc,
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
  .tp_members = members,
  .tp_new = fields_new,
};

/* The field as C sees it, if nothing was written beside any. */
#define PEEK(field, code, type, convert)                                                                              \
  if (strcmp(name, #field) == 0) return convert(self->field);
static PyObject *peek(PyObject *Py_UNUSED(module), PyObject *args) {
  fields *self;
  const char *name;
  int intact = 1;
  if (!PyArg_ParseTuple(args, "O!s", &fields_type, &self, &name)) return NULL;
  FIELDS(CHECK_FENCE)
  CHECK_FENCE(end, , , )
  if (!intact) return PyErr_Format(PyExc_RuntimeError, "written beside a field");
  FIELDS(PEEK)
  return PyErr_Format(PyExc_ValueError, "no field %s", name);
}

/* Puts the texts in. */
static PyObject *fill(PyObject *Py_UNUSED(module), PyObject *object) {
  ((fields *)object)->text = "d\xc3\xa9j\xc3\xa0";
  strcpy(((fields *)object)->place, "inside");
  Py_RETURN_NONE;
}

static PyMemberDef *member_of(const char *name) {
  for (PyMemberDef *member = members; member->name != NULL; member++)
    if (strcmp(member->name, name) == 0) return member;
  PyErr_Format(PyExc_ValueError, "no member %s", name);
  return NULL;
}

static PyObject *get_one(PyObject *Py_UNUSED(module), PyObject *args) {
  PyObject *object;
  const char *name;
  if (!PyArg_ParseTuple(args, "O!s", &fields_type, &object, &name)) return NULL;
  PyMemberDef *member = member_of(name);
  return member == NULL ? NULL : PyMember_GetOne((const char *)object, member);
}

static PyObject *set_one(PyObject *Py_UNUSED(module), PyObject *args) {
  PyObject *object, *value = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "O!s|O", &fields_type, &object, &name, &value)) return NULL;
  PyMemberDef *member = member_of(name);
  if (member == NULL || PyMember_SetOne((char *)object, member, value) < 0) return NULL;
  Py_RETURN_NONE;
}

/* Sets an attribute while every warning is an exception. */
static PyObject *set_strictly(PyObject *Py_UNUSED(module), PyObject *args) {
  PyObject *object, *name, *value, *manager = NULL, *entered = NULL, *done = NULL;
  if (!PyArg_ParseTuple(args, "OOO", &object, &name, &value)) return NULL;
  PyObject *warnings = PyImport_ImportModule("warnings");
  if (warnings != NULL) manager = PyObject_CallMethod(warnings, "catch_warnings", NULL);
  if (manager != NULL) entered = PyObject_CallMethod(manager, "__enter__", NULL);
  if (entered != NULL) done = PyObject_CallMethod(warnings, "simplefilter", "s", "error");
  int status = done == NULL ? -1 : PyObject_SetAttr(object, name, value);
  if (entered != NULL) {
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    PyObject *left = PyObject_CallMethod(manager, "__exit__", "OOO", Py_None, Py_None, Py_None);
    if (left == NULL) PyErr_Clear();
    Py_XDECREF(left);
    PyErr_Restore(type, error, traceback);
  }
  Py_XDECREF(warnings);
  Py_XDECREF(manager);
  Py_XDECREF(entered);
  Py_XDECREF(done);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static int add_types(PyObject *module) { return probe_add_type(module, "Fields", &fields_type); }

PROBE_MODULE_WITH(add_types, PROBE_VARARGS(peek), PROBE_O(fill), PROBE_VARARGS(get_one), PROBE_VARARGS(set_one),
                  PROBE_VARARGS(set_strictly))
