#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "probe.h"
#include <dlfcn.h>

/* A symbol by its name in the documentation; a host may give all of them another prefix. */
static void *find(const char *name) {
#ifdef PYPY_VERSION
  char renamed[128];
  if (strncmp(name, "_Py", 3) == 0) snprintf(renamed, sizeof renamed, "_PyPy%s", name + 3);
  else snprintf(renamed, sizeof renamed, "PyPy%s", name + 2);
  return dlsym(RTLD_DEFAULT, renamed);
#else
  return dlsym(RTLD_DEFAULT, name);
#endif
}

/* Those of the names that no loaded library exports. */
static PyObject *unresolved(PyObject *Py_UNUSED(self), PyObject *names) {
  PyObject *missing = PyList_New(0);
  for (Py_ssize_t i = 0; missing != NULL && i < PyList_Size(names); i++) {
    PyObject *name = PyList_GetItem(names, i);
    const char *text = name == NULL ? NULL : PyUnicode_AsUTF8(name);
    if (text == NULL || (find(text) == NULL && PyList_Append(missing, name) < 0)) Py_CLEAR(missing);
  }
  return missing;
}

/* The object at a symbol: the struct itself, or what the pointer there points to. */
static PyObject *at_symbol(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  int is_pointer;
  if (!PyArg_ParseTuple(args, "sp", &name, &is_pointer)) return NULL;
  void *address = find(name);
  PyObject *o = address == NULL ? NULL : is_pointer ? *(PyObject **)address : (PyObject *)address;
  if (o == NULL) return PyErr_Format(PyExc_LookupError, "no symbol %s", name);
  Py_INCREF(o);
  return o;
}

/* What the linker put in is what is found by name: (a type, an exception, None). */
static PyObject *linked(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject **error = find("PyExc_ValueError");
  return Py_BuildValue("(NNN)", PyBool_FromLong(find("PyList_Type") == (void *)&PyList_Type),
                       PyBool_FromLong(error != NULL && *error == PyExc_ValueError),
                       PyBool_FromLong(find("_Py_NoneStruct") == (void *)Py_None));
}

PROBE_MODULE(PROBE_O(unresolved), PROBE_VARARGS(at_symbol), PROBE_NOARGS(linked))
