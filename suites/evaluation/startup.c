#include "probe.h"
#include <wchar.h>

/* A new reference to an attribute of sys. */
static PyObject *of_sys(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *sys = PyImport_ImportModule("sys");
  PyObject *value = sys == NULL ? NULL : PyObject_GetAttr(sys, name);
  Py_XDECREF(sys);
  return value;
}

static PyObject *place(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function;
  const wchar_t *first, *second;
  if (!PyArg_ParseTuple(args, "s", &function)) return NULL;
  if (strcmp(function, "Py_GetPrefix") == 0) first = Py_GetPrefix(), second = Py_GetPrefix();
  else if (strcmp(function, "Py_GetExecPrefix") == 0) first = Py_GetExecPrefix(), second = Py_GetExecPrefix();
  else if (strcmp(function, "Py_GetProgramName") == 0) first = Py_GetProgramName(), second = Py_GetProgramName();
  else if (strcmp(function, "Py_GetPath") == 0) first = Py_GetPath(), second = Py_GetPath();
  else first = Py_GetProgramFullPath(), second = Py_GetProgramFullPath();
  if (first == NULL || first != second) return PyErr_Format(PyExc_AssertionError, "no text that stays");
  return PyUnicode_FromWideChar(first, -1);
}

/* It is NULL, or what the environment says. */
static PyObject *home_is_set(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  const wchar_t *home = Py_GetPythonHome();
  const char *named = getenv("PYTHONHOME");
  wchar_t *expected = home == NULL || named == NULL ? NULL : Py_DecodeLocale(named, NULL);
  int is_so = home == NULL || (expected != NULL && wcscmp(home, expected) == 0);
  PyMem_RawFree(expected);
  return PyBool_FromLong(is_so);
}

static PyObject *arguments(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int count = -1, is_so;
  wchar_t **words = NULL;
  Py_GetArgcArgv(&count, &words);
  is_so = count >= 1 && words != NULL;
  for (int i = 0; is_so && i < count; i++) is_so = words[i] != NULL;
  return PyBool_FromLong(is_so);
}

/* Puts `value`, which it takes over, into sys; the former one is the result, or NULL with an exception. */
static PyObject *swap(const char *name, PyObject *value) {
  PyObject *old = PySys_GetObject(name);
  if (old == NULL) PyErr_SetString(PyExc_RuntimeError, name);
  Py_XINCREF(old);
  if (value == NULL || (old != NULL && PySys_SetObject(name, value) < 0)) Py_CLEAR(old);
  Py_XDECREF(value);
  return old;
}

/* Puts the former value back; a new reference to what stood there in between. */
static PyObject *swap_back(const char *name, PyObject *old) {
  PyObject *value = PySys_GetObject(name);
  Py_XINCREF(value);
  if (value == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, name);
  if (old == NULL || PySys_SetObject(name, old) < 0) Py_CLEAR(value);
  Py_XDECREF(old);
  return value;
}

/* (sys.argv, sys.path) as they are afterwards; the path is ["only"] before. */
static PyObject *set_arguments(PyObject *Py_UNUSED(self), PyObject *args) {
  wchar_t *words[] = {L"probe.py", L"second", NULL};
  const char *function;
  int count, update;
  if (!PyArg_ParseTuple(args, "sii", &function, &count, &update)) return NULL;
  PyObject *argv = swap("argv", PyList_New(0)), *path = argv == NULL ? NULL : swap("path", Py_BuildValue("[s]", "only"));
  if (path != NULL && strcmp(function, "PySys_SetArgv") == 0) PySys_SetArgv(count, words);
  else if (path != NULL) PySys_SetArgvEx(count, words, update);
  PyObject *seen_path = path == NULL ? NULL : swap_back("path", path), *seen_argv = swap_back("argv", argv);
  if (seen_path != NULL && seen_argv != NULL) return Py_BuildValue("(NN)", seen_argv, seen_path);
  Py_XDECREF(seen_path);
  Py_XDECREF(seen_argv);
  return NULL;
}

static PyObject *set_path(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *path = swap("path", PyList_New(0));
  if (path != NULL) PySys_SetPath(L"/first/folder:/second/folder");
  return swap_back("path", path);
}

/* (asked before, sys.warnoptions, asked then, sys.warnoptions after the reset) */
static PyObject *warning_options(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *word = PyUnicode_FromString("error"), *seen = NULL;
  PyObject *options = word == NULL ? NULL : swap("warnoptions", PyList_New(0));
  if (options == NULL) {
    Py_XDECREF(word);
    return NULL;
  }
  int before = PySys_HasWarnOptions();
  PySys_AddWarnOption(L"ignore");
  PySys_AddWarnOptionUnicode(word);
  Py_DECREF(word);
  int then = PySys_HasWarnOptions();
  PyObject *list = PySys_GetObject("warnoptions");
  if (list == NULL) PyErr_SetString(PyExc_RuntimeError, "no sys.warnoptions");
  if (!PyErr_Occurred()) seen = PyList_GetSlice(list, 0, PyList_Size(list));
  PySys_ResetWarnOptions();
  PyObject *after = swap_back("warnoptions", options);
  if (seen != NULL && after != NULL) return Py_BuildValue("(iNiN)", before, seen, then, after);
  Py_XDECREF(seen);
  Py_XDECREF(after);
  return NULL;
}

static PyObject *reset_warning_options(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *options = swap("warnoptions", Py_BuildValue("[ss]", "ignore", "error"));
  if (options == NULL) return NULL;
  PySys_ResetWarnOptions();
  return swap_back("warnoptions", options);
}

/* (the value of the name alone, that of the name with a text); both names are taken away again */
static PyObject *implementation_options(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PySys_AddXOption(L"proofload_alone");
  PySys_AddXOption(L"proofload_text=some text");
  PyObject *options = PySys_GetXOptions();
  if (options == NULL) return NULL;
  PyObject *alone = PyDict_GetItemString(options, "proofload_alone"), *text = PyDict_GetItemString(options, "proofload_text");
  if (alone == NULL || text == NULL) return PyErr_Format(PyExc_AssertionError, "an option is missing");
  PyObject *answer = PyTuple_Pack(2, alone, text);
  if (PyDict_DelItemString(options, "proofload_alone") < 0 || PyDict_DelItemString(options, "proofload_text") < 0)
    Py_CLEAR(answer);
  return answer;
}

/* (it was positive, the limit that C tells, the limit that sys tells) */
static PyObject *recursion_limits(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int before = Py_GetRecursionLimit();
  Py_SetRecursionLimit(777);
  int told = Py_GetRecursionLimit();
  PyObject *sys = PyImport_ImportModule("sys");
  PyObject *seen = sys == NULL ? NULL : PyObject_CallMethod(sys, "getrecursionlimit", NULL);
  Py_SetRecursionLimit(before);
  Py_XDECREF(sys);
  return seen == NULL ? NULL : Py_BuildValue("(NiN)", PyBool_FromLong(before > 0), told, seen);
}

PROBE_MODULE(PROBE_O(of_sys), PROBE_VARARGS(place), PROBE_NOARGS(home_is_set), PROBE_NOARGS(arguments),
             PROBE_VARARGS(set_arguments), PROBE_NOARGS(set_path), PROBE_NOARGS(warning_options),
             PROBE_NOARGS(reset_warning_options), PROBE_NOARGS(implementation_options), PROBE_NOARGS(recursion_limits))
