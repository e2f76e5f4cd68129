#define _GNU_SOURCE /* dladdr */
#include "probe.h"
#include <dlfcn.h>
#include <limits.h>

/* ---- Further modules of this file ---- */

static long second_count, remembered_number;

static PyObject *remembered(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyLong_FromLong(remembered_number);
}
static PyObject *initialised(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(second_count); }
static PyMethodDef methods[] = {
  {"remembered", remembered, METH_NOARGS, NULL}, {"initialised", initialised, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef second = {PyModuleDef_HEAD_INIT, .m_name = "loading_second", .m_size = -1, .m_methods = methods};
static struct PyModuleDef third = {PyModuleDef_HEAD_INIT, .m_name = "loading_third", .m_size = -1, .m_methods = methods};

PyMODINIT_FUNC PyInit_loading_second(void);
PyMODINIT_FUNC PyInit_loading_third(void);
PyMODINIT_FUNC PyInit_loading_raising(void);
PyMODINIT_FUNC PyInit_loading_silent(void);

PyMODINIT_FUNC PyInit_loading_second(void) {
  second_count++;
  return PyModule_Create(&second);
}
PyMODINIT_FUNC PyInit_loading_third(void) { return PyModule_Create(&third); }
PyMODINIT_FUNC PyInit_loading_raising(void) {
  PyErr_SetString(PyExc_LookupError, "not today");
  return NULL;
}
PyMODINIT_FUNC PyInit_loading_silent(void) { return NULL; }

static PyObject *remember(PyObject *Py_UNUSED(self), PyObject *number) {
  remembered_number = PyLong_AsLong(number);
  return PyErr_Occurred() ? NULL : Py_BuildValue("");
}

static PyObject *forget(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  remembered_number = 0;
  return Py_BuildValue("");
}

/* ---- Copies of this file in a folder of the search path ---- */

#define NAME "loading_second"
#define MAX_FILES 8
struct folder {
  char path[64];
  char files[MAX_FILES][PATH_MAX];
  int count;
};

/* This file's content, which the caller frees; NULL with an exception. */
static char *own_content(size_t *size) {
  Dl_info info;
  char *content = NULL;
  FILE *file = dladdr((void *)PyInit_loading_second, &info) == 0 ? NULL : fopen(info.dli_fname, "rb");
  if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
    *size = (size_t)ftell(file);
    rewind(file);
    content = malloc(*size);
    if (content != NULL && fread(content, 1, *size, file) != *size) {
      free(content);
      content = NULL;
    }
  }
  if (file != NULL) fclose(file);
  if (content == NULL) PyErr_SetString(PyExc_OSError, "the probe's own file cannot be read");
  return content;
}

/* Makes the folder and puts it first into sys.path: 0, or -1 with an exception. */
static int enter(struct folder *folder) {
  strcpy(folder->path, "/tmp/proofload-files-XXXXXX");
  folder->count = 0;
  if (mkdtemp(folder->path) == NULL) {
    PyErr_SetFromErrno(PyExc_OSError);
    return -1;
  }
  PyObject *path = PySys_GetObject("path"), *text = PyUnicode_FromString(folder->path);
  int failed = path == NULL || text == NULL || PyList_Insert(path, 0, text) < 0;
  Py_XDECREF(text);
  if (!failed) return 0;
  if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "no sys.path");
  rmdir(folder->path);
  return -1;
}

static int put(struct folder *folder, const char *suffix, const char *content, size_t size) {
  char *path = folder->files[folder->count++];
  snprintf(path, PATH_MAX, "%s/%s%s", folder->path, NAME, suffix);
  FILE *file = fopen(path, "wb");
  int good = file != NULL && fwrite(content, 1, size, file) == size;
  if (file != NULL && fclose(file) != 0) good = 0;
  if (!good) PyErr_SetFromErrno(PyExc_OSError);
  return good ? 0 : -1;
}

/* Takes the folder out of sys.path and removes it; keeps a pending exception. */
static void leave(struct folder *folder) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  for (int i = 0; i < folder->count; i++) remove(folder->files[i]);
  rmdir(folder->path);
  PyObject *path = PySys_GetObject("path"), *modules = PyImport_GetModuleDict();
  PyObject *text = path == NULL ? NULL : PyList_GetItem(path, 0);
  PyObject *caches = PySys_GetObject("path_importer_cache");
  if (caches != NULL && text != NULL && PyDict_GetItem(caches, text) != NULL) PyDict_DelItem(caches, text);
  if (path != NULL) PyList_SetSlice(path, 0, 1, NULL);
  if (PyDict_GetItemString(modules, NAME) != NULL) PyDict_DelItemString(modules, NAME);
  PyErr_Clear();
  PyErr_Restore(type, value, traceback);
}

/* The suffixes of this host, most specific first, that a probe of it may be stored under. */
static int suffixes_of(char (*suffixes)[64]) {
  Dl_info info;
  if (dladdr((void *)PyInit_loading_second, &info) == 0) return -1;
#ifdef PYPY_VERSION
  PyObject *imp = PyImport_ImportModule("_imp");
  PyObject *all = imp == NULL ? NULL : PyObject_CallMethod(imp, "extension_suffixes", NULL);
  const char *first = all == NULL ? NULL : PyUnicode_AsUTF8(PyList_GetItem(all, 0));
  if (first != NULL) snprintf(suffixes[0], 64, "%s", first);
  Py_XDECREF(imp);
  Py_XDECREF(all);
#else
  snprintf(suffixes[0], 64, ".cpython-%d%d-%s.so", PY_MAJOR_VERSION, PY_MINOR_VERSION,
#if defined(__x86_64__)
           "x86_64-linux-gnu"
#else
           "aarch64-linux-gnu"
#endif
  );
#endif
  strcpy(suffixes[1], ".abi3.so");
  strcpy(suffixes[2], ".so");
  return PyErr_Occurred() ? -1 : 0;
}

/* The index of the suffix that the imported module's file has, out of those that are there. */
static PyObject *best_suffix(PyObject *Py_UNUSED(self), PyObject *indices) {
  char suffixes[3][64];
  struct folder folder;
  size_t size;
  long found = -1;
  if (suffixes_of(suffixes) < 0 || enter(&folder) < 0) return NULL;
  char *content = own_content(&size);
  int failed = content == NULL;
  for (Py_ssize_t i = 0; !failed && i < PyList_Size(indices); i++)
    failed = put(&folder, suffixes[PyLong_AsLong(PyList_GetItem(indices, i))], content, size) < 0;
  PyObject *module = failed ? NULL : PyImport_ImportModule(NAME);
  PyObject *file = module == NULL ? NULL : PyObject_GetAttrString(module, "__file__");
  const char *path = file == NULL ? NULL : PyUnicode_AsUTF8(file);
  for (int i = 2; path != NULL && i >= 0; i--) {
    size_t length = strlen(suffixes[i]), whole = strlen(path);
    if (whole > length && strcmp(path + whole - length, suffixes[i]) == 0) found = i;
  }
  free(content);
  leave(&folder);
  Py_XDECREF(file);
  Py_XDECREF(module);
  return PyErr_Occurred() ? NULL : PyLong_FromLong(found);
}

static PyObject *import_content(const char *suffix, const char *content, size_t size) {
  struct folder folder;
  if (enter(&folder) < 0) return NULL;
  PyObject *module = put(&folder, suffix, content, size) < 0 ? NULL : PyImport_ImportModule(NAME);
  leave(&folder);
  return module;
}

static PyObject *import_suffix(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *suffix;
  size_t size;
  if (!PyArg_ParseTuple(args, "s", &suffix)) return NULL;
  char *content = own_content(&size);
  PyObject *module = content == NULL ? NULL : import_content(suffix, content, size);
  free(content);
  return module;
}

/* import_patched(name, other name of the same length): in a copy of this file a needed function has the other name. */
static PyObject *import_patched(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name, *other;
  size_t size;
  if (!PyArg_ParseTuple(args, "ss", &name, &other)) return NULL;
  char *content = own_content(&size);
  if (content == NULL) return NULL;
  size_t length = strlen(name) + 1; /* With its end: the name of the last part only. */
  for (size_t at = 0; at + length <= size; at++)
    if (memcmp(content + at, name, length) == 0) memcpy(content + at, other, length);
  char suffixes[3][64];
  PyObject *module = suffixes_of(suffixes) < 0 ? NULL : import_content(suffixes[0], content, size);
  free(content);
  return module;
}

static PyObject *import_broken(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  char suffixes[3][64];
  return suffixes_of(suffixes) < 0 ? NULL : import_content(suffixes[0], "this is no library", 18);
}

PROBE_MODULE(PROBE_O(remember), PROBE_NOARGS(forget), PROBE_O(best_suffix), PROBE_VARARGS(import_suffix),
             PROBE_VARARGS(import_patched), PROBE_NOARGS(import_broken))
