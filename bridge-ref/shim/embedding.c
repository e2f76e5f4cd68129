/* What programs that embed Python ask for: where it lies, its arguments, statuses of an initialisation. */
#include "shim.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

/* Set before or after the start, as in CPython; else read from sys when first asked. They live as long as the process. */
static wchar_t *program_name, *home, *search_path;

static void set(wchar_t **at, const wchar_t *text) { *at = text == NULL ? NULL : wcsdup(text); }

/* NULL without an exception when sys lacks it. */
static wchar_t *from_sys(wchar_t **at, const char *name) {
  PyObject *text = *at == NULL ? PySys_GetObject(name) : NULL;
  if (text != NULL && PyUnicode_Check(text)) *at = PyUnicode_AsWideCharString(text, NULL);
  PyErr_Clear();
  return *at;
}
PROOFLOAD_API void Py_SetProgramName(const wchar_t *name) {
  if (name != NULL && name[0] != L'\0') set(&program_name, name);
}
PROOFLOAD_API wchar_t *Py_GetProgramName(void) { return program_name != NULL ? program_name : L"python3"; }
PROOFLOAD_API void Py_SetPythonHome(const wchar_t *text) { set(&home, text == NULL || text[0] == L'\0' ? NULL : text); }
PROOFLOAD_API wchar_t *Py_GetPythonHome(void) { return home; }
PROOFLOAD_API wchar_t *Py_GetPrefix(void) {
  static wchar_t *prefix;
  return from_sys(&prefix, "prefix");
}
PROOFLOAD_API wchar_t *Py_GetExecPrefix(void) {
  static wchar_t *prefix;
  return from_sys(&prefix, "exec_prefix");
}
PROOFLOAD_API wchar_t *Py_GetProgramFullPath(void) {
  static wchar_t *path;
  return from_sys(&path, "executable");
}
PROOFLOAD_API void Py_SetPath(const wchar_t *path) { set(&search_path, path); }
/* Of the start: what happens to sys.path later is not seen. */
PROOFLOAD_API wchar_t *Py_GetPath(void) {
  PyObject *folders = search_path == NULL ? PySys_GetObject("path") : NULL, *colon, *joined = NULL;
  if (folders != NULL && (colon = PyUnicode_FromString(":")) != NULL) {
    joined = PyUnicode_Join(colon, folders);
    Py_DECREF(colon);
  }
  if (joined != NULL) search_path = PyUnicode_AsWideCharString(joined, NULL);
  Py_XDECREF(joined);
  PyErr_Clear();
  return search_path;
}
/* Of the command line the host knows nothing that is Python's; sys.orig_argv has one empty word as well. */
PROOFLOAD_API void Py_GetArgcArgv(int *argc, wchar_t ***argv) {
  static wchar_t *words[] = {L"", NULL};
  *argc = 1;
  *argv = words;
}

static PyObject *split(const wchar_t *path) {
  PyObject *text = PyUnicode_FromWideChar(path, -1), *colon = PyUnicode_FromString(":"), *list = NULL;
  if (text != NULL && colon != NULL) list = PyUnicode_Split(text, colon, -1);
  Py_XDECREF(text);
  Py_XDECREF(colon);
  return list;
}
static void put(const char *name, PyObject *value) {
  if (value == NULL || PySys_SetObject(name, value) != 0) Py_FatalError("cannot set an attribute of sys");
  Py_DECREF(value);
}
PROOFLOAD_API void PySys_SetPath(const wchar_t *path) { put("path", split(path)); }
PROOFLOAD_API void PySys_SetArgvEx(int argc, wchar_t **argv, int updatepath) {
  PyObject *list = PyList_New(0), *text = NULL, *path;
  for (int i = 0; list != NULL && i < argc; i++) {
    text = PyUnicode_FromWideChar(argv[i], -1);
    if (text == NULL || PyList_Append(list, text) < 0) Py_CLEAR(list);
    Py_XDECREF(text);
  }
  if (argc < 1 && list != NULL && (text = PyUnicode_FromString("")) != NULL) {
    PyList_Append(list, text);
    Py_DECREF(text);
  }
  put("argv", list);
  if (!updatepath || (path = PySys_GetObject("path")) == NULL) return;
  /* The script's folder is looked through first; without a script the present one. */
  const wchar_t *script = argc > 0 ? argv[0] : L"", *slash = wcscmp(script, L"-c") == 0 ? NULL : wcsrchr(script, L'/');
  PyObject *folder = PyUnicode_FromWideChar(script, slash == NULL ? 0 : slash == script ? 1 : slash - script);
  if (folder == NULL || PyList_Insert(path, 0, folder) < 0) Py_FatalError("cannot change sys.path");
  Py_DECREF(folder);
}
PROOFLOAD_API void PySys_SetArgv(int argc, wchar_t **argv) { PySys_SetArgvEx(argc, argv, 1); }
PROOFLOAD_API void PySys_AddWarnOption(const wchar_t *s) {
  PyObject *text = PyUnicode_FromWideChar(s, -1);
  if (text == NULL) return;
  PySys_AddWarnOptionUnicode(text);
  Py_DECREF(text);
}
/* "name" is True, "name=value" that value. */
PROOFLOAD_API void PySys_AddXOption(const wchar_t *s) {
  PyObject *options = PySys_GetXOptions(), *key, *value;
  const wchar_t *equals = wcschr(s, L'=');
  if (options == NULL) return;
  key = PyUnicode_FromWideChar(s, equals == NULL ? -1 : equals - s);
  value = equals == NULL ? Py_NewRef(Py_True) : PyUnicode_FromWideChar(equals + 1, -1);
  if (key == NULL || value == NULL || PyDict_SetItem(options, key, value) < 0) PyErr_Clear();
  Py_XDECREF(key);
  Py_XDECREF(value);
}

/* The host has started already, and stays when somebody ends what they did not start. */
PROOFLOAD_API void Py_InitializeEx(int initsigs) { (void)initsigs; }
PROOFLOAD_API int Py_FdIsInteractive(FILE *fp, const char *filename) {
  if (isatty(fileno(fp))) return 1;
  return Py_InteractiveFlag && (filename == NULL || strcmp(filename, "<stdin>") == 0 || strcmp(filename, "???") == 0);
}
PROOFLOAD_API void PyOS_AfterFork(void) { PyOS_AfterFork_Child(); }
/* No source is being compiled, so nothing is inherited. */
PROOFLOAD_API int PyEval_MergeCompilerFlags(PyCompilerFlags *cf) { return cf->cf_flags != 0; }

PROOFLOAD_API PyStatus PyStatus_Ok(void) { return (PyStatus){._type = _PyStatus_TYPE_OK}; }
PROOFLOAD_API PyStatus PyStatus_Error(const char *err_msg) {
  return (PyStatus){._type = _PyStatus_TYPE_ERROR, .err_msg = err_msg};
}
PROOFLOAD_API PyStatus PyStatus_NoMemory(void) { return PyStatus_Error("memory allocation failed"); }
PROOFLOAD_API PyStatus PyStatus_Exit(int exitcode) {
  return (PyStatus){._type = _PyStatus_TYPE_EXIT, .exitcode = exitcode};
}
PROOFLOAD_API int PyStatus_IsError(PyStatus status) { return status._type == _PyStatus_TYPE_ERROR; }
PROOFLOAD_API int PyStatus_IsExit(PyStatus status) { return status._type == _PyStatus_TYPE_EXIT; }
PROOFLOAD_API int PyStatus_Exception(PyStatus status) { return status._type != _PyStatus_TYPE_OK; }
PROOFLOAD_API void Py_ExitStatusException(PyStatus status) {
  if (PyStatus_IsExit(status)) exit(status.exitcode);
  fprintf(stderr, "Fatal Python error: %s: %s\n", status.func == NULL ? "?" : status.func, status.err_msg == NULL ? "" : status.err_msg);
  if (PyStatus_IsError(status)) exit(1);
  abort();
}
PROOFLOAD_API PyStatus PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item) {
  Py_ssize_t length = list->length;
  if (index < 0) return PyStatus_Error("PyWideStringList_Insert index must be >= 0");
  if (index > length) index = length;
  size_t size = (wcslen(item) + 1) * sizeof *item;
  wchar_t *copy = PyMem_RawMalloc(size);
  wchar_t **items = copy == NULL ? NULL : PyMem_RawRealloc(list->items, (size_t)(length + 1) * sizeof *items);
  if (items == NULL) {
    PyMem_RawFree(copy);
    return PyStatus_NoMemory();
  }
  memcpy(copy, item, size);
  memmove(items + index + 1, items + index, (size_t)(length - index) * sizeof *items);
  items[index] = copy;
  list->items = items;
  list->length = length + 1;
  return PyStatus_Ok();
}
PROOFLOAD_API PyStatus PyWideStringList_Append(PyWideStringList *list, const wchar_t *item) {
  return PyWideStringList_Insert(list, list->length, item);
}
