#include "probe.h"

/* What a module contains, and what can be asked of it. */
#define PROBE_ANSWER 42
#define PROBE_WORD "a word"

static PyObject *new(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  return PyArg_ParseTuple(args, "s", &name) ? PyModule_New(name) : NULL;
}
static PyObject *new_object(PyObject *Py_UNUSED(self), PyObject *name) { return PyModule_NewObject(name); }
static PyObject *get_dict(PyObject *Py_UNUSED(self), PyObject *module) {
  PyObject *dict = PyModule_GetDict(module);
  Py_XINCREF(dict);
  return dict;
}
static PyObject *get_name_object(PyObject *Py_UNUSED(self), PyObject *module) { return PyModule_GetNameObject(module); }
static PyObject *get_name(PyObject *Py_UNUSED(self), PyObject *module) {
  const char *name = PyModule_GetName(module);
  return name == NULL ? NULL : PyUnicode_FromString(name);
}
static PyObject *get_filename_object(PyObject *Py_UNUSED(self), PyObject *module) { return PyModule_GetFilenameObject(module); }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static PyObject *get_filename(PyObject *Py_UNUSED(self), PyObject *module) {
  const char *name = PyModule_GetFilename(module);
  return name == NULL ? NULL : PyUnicode_FromString(name);
}
#pragma GCC diagnostic pop
/* (definition, state), each whether it is there. */
static PyObject *get_def(PyObject *Py_UNUSED(self), PyObject *module) {
  PyModuleDef *def = PyModule_GetDef(module);
  return def == NULL && PyErr_Occurred() ? NULL : PyBool_FromLong(def != NULL);
}
static PyObject *get_state(PyObject *Py_UNUSED(self), PyObject *module) {
  void *state = PyModule_GetState(module);
  return state == NULL && PyErr_Occurred() ? NULL : PyBool_FromLong(state != NULL);
}
/* (PyModule_Check, PyModule_CheckExact) */
static PyObject *check(PyObject *Py_UNUSED(self), PyObject *object) {
  return Py_BuildValue("(ii)", PyModule_Check(object) != 0, PyModule_CheckExact(object) != 0);
}

/* ---- Adding ----------------------------------------------------------------------------------------------------- */

static PyObject *status(int status) { return status < 0 ? NULL : PyLong_FromLong(status); }

static PyObject *add_int(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *module;
  const char *name;
  long value;
  if (!PyArg_ParseTuple(args, "Osl", &module, &name, &value)) return NULL;
  return status(PyModule_AddIntConstant(module, name, value));
}
static PyObject *add_string(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *module;
  const char *name, *value;
  if (!PyArg_ParseTuple(args, "Osy", &module, &name, &value)) return NULL;
  return status(PyModule_AddStringConstant(module, name, value));
}
static PyObject *add_macros(PyObject *Py_UNUSED(self), PyObject *module) {
  return status(PyModule_AddIntMacro(module, PROBE_ANSWER) < 0 ? -1 : PyModule_AddStringMacro(module, PROBE_WORD));
}
static PyObject *set_doc(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *module;
  const char *text;
  return PyArg_ParseTuple(args, "Oy", &module, &text) ? status(PyModule_SetDocString(module, text)) : NULL;
}

static PyObject *give_self(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  Py_INCREF(self);
  return self;
}
static PyObject *add_one(PyObject *Py_UNUSED(self), PyObject *number) {
  long value = PyLong_AsLong(number);
  return value == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(value + 1);
}
static PyMethodDef functions[] = {
  {"give_self", give_self, METH_NOARGS, "Gives itself."}, {"add_one", add_one, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyMethodDef bad_functions[] = {{"add_one", add_one, METH_O | METH_STATIC, NULL}, {NULL, NULL, 0, NULL}};
static PyObject *add_functions(PyObject *Py_UNUSED(self), PyObject *module) { return status(PyModule_AddFunctions(module, functions)); }
static PyObject *add_bad_functions(PyObject *Py_UNUSED(self), PyObject *module) {
  return status(PyModule_AddFunctions(module, bad_functions));
}

/* Not ready before it is added; the name has dots. */
static PyTypeObject unready = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_name = "some.package.Unready", .tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT};
/* Has no name, so it cannot be made ready. */
static PyTypeObject broken = {
  PyVarObject_HEAD_INIT(NULL, 0).tp_basicsize = sizeof(PyObject), .tp_flags = Py_TPFLAGS_DEFAULT};
static PyObject *add_type(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *module, *type;
  if (!PyArg_ParseTuple(args, "OO", &module, &type)) return NULL;
  if (type == Py_None) type = (PyObject *)&unready;
  if (type == Py_False) type = (PyObject *)&broken;
  return status(PyModule_AddType(module, (PyTypeObject *)type));
}

PROBE_MODULE(PROBE_VARARGS(new), PROBE_O(new_object), PROBE_O(get_dict), PROBE_O(get_name_object), PROBE_O(get_name),
             PROBE_O(get_filename_object), PROBE_O(get_filename), PROBE_O(get_def), PROBE_O(get_state), PROBE_O(check),
             PROBE_VARARGS(add_int), PROBE_VARARGS(add_string), PROBE_O(add_macros), PROBE_VARARGS(set_doc),
             PROBE_O(add_functions), PROBE_O(add_bad_functions), PROBE_VARARGS(add_type))
